/** Builds ten years of a large house through the real protocol: every event appended, every day closed, as a kiosk does it, only without waiting for the disk. */
import { randomUUID } from 'node:crypto';
import * as fs from 'node:fs';
import { addDays, startOfDay } from '../../../shared/domain/time.ts';
import { createNightly } from '../../../main/core/retention/index.ts';
import { timedAsync } from './figures.ts';
import { FIRST_DAY, LEAD, openHouse, type House } from './house.ts';
import { stepsOf, take } from './visits.ts';

export const DAYS = 3650;
const HOUR = 3_600_000;
/** A house does it each night; the bench a month's nights at once. */
const ERASE_EVERY = 30;

export interface Built {
  readonly visits: number;
  readonly events: number;
  readonly days: number;
  readonly lastDay: string;
  readonly seconds: number;
  /** What was forgotten on the way, as a house forgets: keys of one kind of a visit's fields each. */
  readonly erased: { readonly keys: number; readonly dayKeys: number; readonly seconds: number };
}

export const build = async (
  house: House,
  visits: number,
  progress: (done: number) => void,
  days: number = Math.min(DAYS, visits),
): Promise<Built> => {
  const started = performance.now();
  const { db, protocol } = openHouse(house, { ...fs, fsyncSync: () => undefined });
  db.pragma('synchronous = OFF');
  db.pragma('wal_autocheckpoint = 20000');
  const municipality = house.municipality.publicJwk;
  await protocol.addRecipient(LEAD, house.lead.publicJwk);
  await protocol.addRecipient('municipality', municipality);
  const { zone } = house.settings.institution;
  let lastDay = FIRST_DAY;
  /** The first visit of the day before. */
  let before = 0;
  const night = createNightly({ db, protocol, settings: house.settings, log: { write: () => undefined } });
  const erased = { keys: 0, dayKeys: 0, seconds: 0 };
  // The municipality has answered, as it does each night.
  const insertBatch = db.prepare(`INSERT INTO batch (id, made_at, body) VALUES (?, ?, '')`);
  const settle = db.prepare(
    `UPDATE outbox SET state = 'acknowledged', batch_id = ?, settled_at = ? WHERE state = 'waiting'`,
  );
  const received = db.transaction(() => {
    const [batch, at] = [randomUUID(), protocol.now()];
    insertBatch.run(batch, at);
    settle.run(batch, at);
  });
  const forget = async (): Promise<void> => {
    received.immediate();
    const { ms, value } = await timedAsync(night);
    erased.keys += value.keys;
    erased.dayKeys += value.dayKeys;
    erased.seconds += ms / 1000;
  };
  for (let day = 0; day < days; day += 1) {
    lastDay = addDays(FIRST_DAY, day);
    const opens = startOfDay(zone, lastDay) + 8 * HOUR;
    house.clock.set(new Date(opens).toISOString());
    await protocol.ensureDayKey();
    protocol.closePastDays();
    const [from, to] = [Math.floor((visits * day) / days), Math.floor((visits * (day + 1)) / days)];
    const ids = new Map<number, string>();
    protocol.transaction(() => {
      if (day > 0)
        protocol.append({
          type: 'day.closed',
          actor: 'kiosk',
          body: { day: addDays(FIRST_DAY, day - 1), visits: from - before, swept: 0, moved: 0 },
        });
      for (const step of stepsOf(from, to, opens)) {
        house.clock.set(new Date(step.at).toISOString());
        take(protocol, step, ids);
      }
    });
    before = from;
    await protocol.signHead();
    if (day % ERASE_EVERY === ERASE_EVERY - 1) await forget();
    if (day % 50 === 49) progress(to);
  }
  await forget();
  await protocol.signHead();
  const events = protocol.length();
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  return {
    visits,
    events,
    days,
    lastDay,
    seconds: (performance.now() - started) / 1000 - erased.seconds,
    erased,
  };
};
