import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { foundIn } from '../../../test/support/on-disk.ts';
import { startProtocol, ZONE, type TestProtocol } from '../../../test/support/protocol.ts';
import { toInstant } from '../../../shared/domain/time.ts';
import { nightlyTimes } from '../sync/schedule.ts';
import { emptyLog } from '../db/empty-log.ts';
import { forgetPastBookings } from './past-bookings.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
let kiosk: TestProtocol;
beforeEach(() => {
  kiosk = startProtocol();
});
afterEach(() => kiosk.end());

/** As a sync writes it; its length is as long as the names in it. */
const write = (id: string, from: number, length: number): void => {
  const [starts, ends] = [toInstant(from), toInstant(from + HOUR)];
  kiosk.db
    .prepare(
      `INSERT INTO booking (id, jti, word_code, starts_at, ends_at, expires, sealed) VALUES (?, ?, 'ACDEFH', ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET sealed = excluded.sealed`,
    )
    .run(id, id, starts, ends, ends, randomBytes(length));
};
const sealed = (): Buffer[] => kiosk.db.prepare<[], Buffer>('SELECT sealed FROM booking').pluck().all();

it('agreed visits that are over, and what was changed in others, stand nowhere in the file after any night of weeks', () => {
  const { db, clock, protocol, folder } = kiosk;
  const parts = {
    db,
    protocol,
    zone: ZONE,
    closing: nightlyTimes('21:00', ZONE),
    log: { write: () => undefined },
  };
  let forgotten = 0;
  for (let night = 0; night < 20; night += 1) {
    const before: Buffer[] = [];
    for (let count = 0; count < 60; count += 1)
      // Ids in no order, agreed for one of the next five days.
      write(
        randomBytes(8).toString('hex'),
        clock.now() + (count % 5) * DAY,
        600 + ((count * 131 + night) % 700),
      );
    before.push(...sealed());
    const changed = db.prepare<[], { id: string }>('SELECT id FROM booking ORDER BY jti LIMIT 25').all();
    for (const { id } of changed) write(id, clock.now(), 900 + night);
    before.push(...sealed());
    clock.advance(DAY);
    forgotten += forgetPastBookings(parts);
    expect(emptyLog(db)).toBe(true);
    const left = new Set(sealed().map((bytes) => bytes.toString('hex')));
    expect(
      foundIn(
        folder,
        before.filter((bytes) => !left.has(bytes.toString('hex'))),
      ),
    ).toBe(0);
    expect(foundIn(folder, sealed())).toBe(left.size);
  }
  expect(forgotten).toBeGreaterThan(800);
});
