import { addDays, dayIn } from '../../../shared/domain/time.ts';
import type { Store } from '../store.ts';
import { demoBooking } from './bookings.ts';
import { DEMO_TOKEN, KIOSK, ZONE } from './institution.ts';
import { letterBook, type Letter } from './letters.ts';
import { SLOTS } from './slots.ts';

/** What makes a municipality of made-up people: bookings that come by themselves, and their letters. */
export interface Demo {
  /** Makes sure that the bookings of today and tomorrow are there. Cheap when they are. */
  seed(store: Store, now: number): void;
  /** Today's letters, good and bad. */
  letters(store: Store, now: number): Promise<Letter[]>;
}

const seedDay = (store: Store, day: string): void => {
  const { changes } = store.db.prepare('INSERT OR IGNORE INTO seeded (day) VALUES (?)').run(day);
  if (changes === 0) return;
  const bookings = SLOTS.filter((slot) => slot.special !== 'not-sent').map((slot) => demoBooking(slot, day));
  store.putBookings(bookings);
  for (const { cancelled, jti } of bookings) if (cancelled) store.cancel(jti);
};

export const demo: Demo = {
  seed: (store, now) => {
    store.db
      .transaction(() => {
        store.enrol({ id: KIOSK, token: DEMO_TOKEN });
        const today = dayIn(ZONE, now);
        for (const day of [addDays(today, -1), today, addDays(today, 1)]) seedDay(store, day);
      })
      .immediate();
  },
  letters: (store, now) => letterBook(store.keys, dayIn(ZONE, now)),
};
