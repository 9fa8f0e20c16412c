import { afterEach, beforeEach, expect, it } from 'vitest';
import { randomUUID } from 'node:crypto';
import { seenAt } from '../../../shared/domain/presence.ts';
import { checkIn, later, startProtocol, type TestProtocol } from '../../../test/support/protocol.ts';

let kiosk: TestProtocol;
beforeEach(() => {
  kiosk = startProtocol();
});
afterEach(() => kiosk.end());

const derived = () =>
  ['visit', 'presence', 'outing'].map((table) =>
    kiosk.db.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).all(),
  );
const visits = () => {
  const [inside, left, waiting] = [
    checkIn(kiosk.protocol),
    checkIn(kiosk.protocol),
    checkIn(kiosk.protocol, { outcome: 'wait-for-staff' }),
  ];
  later(kiosk.clock, 60_000);
  kiosk.protocol.transaction(() => {
    kiosk.protocol.append({
      type: 'visit.checked-out',
      visitId: left,
      actor: 'visitor',
      body: { left: seenAt(kiosk.protocol.now(), 'scanned') },
    });
    kiosk.protocol.append({
      type: 'resident.went-out',
      visitId: randomUUID(),
      actor: 'staff:kari',
      body: { bookingId: null, ward: 'w1', via: 'staff', out: seenAt(kiosk.protocol.now(), 'seen-by-staff') },
    });
  });
  return { inside, left, waiting };
};

it('finds nothing where what is kept follows from the log', () => {
  visits();
  const length = kiosk.db.prepare('SELECT total_changes()').pluck().get();
  expect(kiosk.protocol.mend(0)).toEqual({ visits: 0, outings: 0, unclear: 0 });
  expect(kiosk.db.prepare('SELECT total_changes()').pluck().get()).toBe(length);
});

it.each([
  ['somebody stands as gone who is inside', `UPDATE visit SET state = 'left' WHERE state = 'inside'`],
  ['somebody is not there any more', `DELETE FROM visit WHERE state = 'waiting'`],
  ['a ward is another', `UPDATE visit SET ward = 'w9' WHERE state = 'inside'`],
  ['a presence is missing', 'DELETE FROM presence WHERE ends_latest IS NULL'],
  [
    'a presence lasts longer',
    'UPDATE presence SET ends_latest = ends_latest + 1 WHERE ends_latest IS NOT NULL',
  ],
])('puts right that %s', (_what, wrong) => {
  visits();
  const before = derived();
  kiosk.db.exec(wrong);
  expect(kiosk.protocol.mend(0)).toEqual({ visits: 1, outings: 0, unclear: 0 });
  expect(derived()).toEqual(before);
});

it('takes away who no event knows, and brings back a resident who is out', () => {
  visits();
  const before = derived();
  kiosk.db
    .exec(`INSERT INTO visit (visit_id, revision, state, opened_by, receipt, outcome, ward, place, party_size, overridden, day)
    SELECT 'nobody', revision, state, opened_by, 'AAAAAA', outcome, ward, place, party_size, overridden, day FROM visit WHERE state = 'inside' LIMIT 1;
    DELETE FROM outing`);
  expect(kiosk.protocol.mend(0)).toEqual({ visits: 1, outings: 1, unclear: 0 });
  expect(derived()).toEqual(before);
});

it('looks at what happened since, and at what is open, however long ago it began', () => {
  const { inside, left } = visits();
  const since = kiosk.protocol.length();
  kiosk.db.exec(`UPDATE visit SET ward = 'w9'`);
  expect(kiosk.protocol.mend(since)).toEqual({ visits: 2, outings: 0, unclear: 0 });
  expect([inside, left].map((id) => kiosk.protocol.visit(id)?.ward)).toEqual(['w1', 'w9']);
});

it('leaves alone what the log itself does not hold: that is for `verify` to name', () => {
  const { inside } = visits();
  kiosk.db.exec('DROP TRIGGER event_is_never_changed');
  kiosk.db.prepare(`UPDATE event SET body = '{}' WHERE visit_id = ?`).run(inside);
  const before = derived();
  expect(kiosk.protocol.mend(0)).toEqual({ visits: 0, outings: 0, unclear: 1 });
  expect(derived()).toEqual(before);
});
