/** The exposure search in the large house, beside the bare indexed query of the same rows. */
import type { Database } from 'better-sqlite3';
import { isRefused, presencesFound } from '../../../main/core/tracing/index.ts';
import { search } from '../../../main/core/tracing/search.ts';
import { recipientOpener } from '../../../main/core/protocol/daykeys.ts';
import type { Protocol } from '../../../main/core/protocol/types.ts';
import { openBookings } from '../../../main/core/bookings/store.ts';
import { createBookingSeal } from '../../../main/core/bookings/sealed-booking.ts';
import { percentiles, ratio, timed, timedAsync } from './figures.ts';
import { LEAD, type House } from './house.ts';

const ROUNDS = 50;
const DAY = 86_400_000;

export const measureSearch = async (
  house: House,
  { db, protocol }: { db: Database; protocol: Protocol },
  receipt: string,
) => {
  const to = house.clock.now();
  const window = { from: to - 3 * DAY, to };
  const found = presencesFound(db);
  // The same rows by ward and time, as bare as they can be asked for.
  const bare = db.prepare<[string, number, number]>(
    'SELECT * FROM presence INDEXED BY presence_by_ward WHERE ward = ? AND starts_earliest > ? AND starts_earliest < ?',
  );
  const wards = house.settings.wards.map(({ id }) => id);
  const times: { query: number[]; bare: number[] } = { query: [], bare: [] };
  let rows = 0;
  let bareRows = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const asked = timed(() => found.inWindow(window));
    const alone = timed(() => wards.flatMap((ward) => bare.all(ward, window.from - DAY, window.to)));
    rows = asked.value.length;
    bareRows = alone.value.length;
    times.query.push(asked.ms);
    times.bare.push(alone.ms);
  }
  const opener = recipientOpener(protocol.dayKeys.store, LEAD, house.lead.privateJwk);
  const bookings = openBookings(
    db,
    createBookingSeal(house.secrets.kioskKey),
    house.settings.institution.zone,
  );
  const parts = { db, protocol, settings: house.settings, bookings };
  const whole: number[] = [];
  let contacts = 0;
  for (let round = 0; round < 10; round += 1) {
    const { ms, value } = await timedAsync(() =>
      search(
        parts,
        {
          purpose: 'municipal-doctor',
          index: { kind: 'receipt', receipt },
          symptomsFrom: null,
          window: { from: new Date(window.from).toISOString(), to: new Date(window.to).toISOString() },
          minutes: 15,
          reach: 'same-ward',
          generations: 2,
        },
        opener,
      ),
    );
    if (isRefused(value)) throw new Error('the search was refused');
    contacts = value.contacts.length;
    whole.push(ms);
  }
  const [query, alone] = [percentiles(times.query), percentiles(times.bare)];
  return {
    rows,
    bareRows,
    query,
    bare: alone,
    ratio: ratio(query.p50, alone.p50),
    search: percentiles(whole),
    contacts,
  };
};
