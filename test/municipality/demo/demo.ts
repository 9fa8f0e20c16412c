import type { Store } from '../store.ts';
import { daysAround, demoBooking, minuteIn } from './bookings.ts';
import type { Country, House } from './house.ts';
import { HOUSES } from './houses.ts';
import { DEMO_TOKEN } from './institution.ts';
import { letterBook, type Letter } from './letters.ts';

/** What makes a municipality of made-up people: bookings that come by themselves, and their letters. */
export interface Demo {
  readonly house: House;
  /**
   * Makes sure that the bookings of yesterday, today and tomorrow are there, and agreed around this time of day: whoever comes with a plain
   * letter comes when it was agreed, whatever the hour. Cheap when they are.
   */
  seed(store: Store, now: number): void;
  /** Today's letters, good and bad, as the bookings were last made. */
  letters(store: Store, now: number): Promise<Letter[]>;
}

/** Minutes. So far the clock may go on before the day's agreements follow it. */
const FOLLOWS_AFTER = 10;
/** Agreements are made for whole five minutes. */
const STEP = 5;

const minuteOf = ({ db }: Store, day: string): number | undefined =>
  db.prepare<[string], number>('SELECT minute FROM demo_day WHERE day = ?').pluck().get(day);

const seedDay = (house: House, store: Store, day: string, minute: number): void => {
  store.db
    .prepare(
      'INSERT INTO demo_day (day, minute) VALUES (?, ?) ON CONFLICT DO UPDATE SET minute = excluded.minute',
    )
    .run(day, minute);
  const bookings = house.slots
    .filter((slot) => slot.special !== 'not-sent')
    .map((slot) => demoBooking(house, slot, day, minute));
  store.putBookings(bookings);
  for (const { cancelled, jti } of bookings) if (cancelled) store.cancel(jti);
};

export const demoOf = (country: Country): Demo => {
  const house = HOUSES[country];
  const { institution, kiosk } = house.settings;
  return {
    house,
    seed: (store, now) => {
      const minute = Math.floor(minuteIn(institution.zone, now) / STEP) * STEP;
      store.db
        .transaction(() => {
          store.enrol({ id: kiosk.id, token: DEMO_TOKEN });
          for (const day of daysAround(house, now)) {
            const before = minuteOf(store, day);
            if (before === undefined || Math.abs(minute - before) >= FOLLOWS_AFTER)
              seedDay(house, store, day, minute);
          }
        })
        .immediate();
    },
    letters: (store, now) => {
      const days = daysAround(house, now);
      return letterBook(house, store.keys, days, (day) => minuteOf(store, day) ?? 0);
    },
  };
};
