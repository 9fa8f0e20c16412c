import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { startProtocol, type TestProtocol } from '../../../test/support/protocol.ts';
import { presencesFound } from './presences-found.ts';
import { DAY, HOUR } from './spans.ts';

const NOON = Date.parse('2026-03-10T12:00:00.000Z');

let test: TestProtocol;
beforeEach(() => {
  test = startProtocol();
});
afterEach(() => test.end());

interface Inside {
  readonly ward: string;
  readonly start: number;
  readonly length: number | null;
}
const insert = ({ ward, start, length }: Inside): string => {
  const id = randomUUID();
  const end = length === null ? null : start + length;
  test.db
    .prepare('INSERT INTO presence VALUES (?, 0, ?, ?, ?, ?, ?, ?)')
    .run(id, ward, `${ward}-room`, start, start, end, end);
  return id;
};
const found = (ward: string, from: number, to: number): string[] =>
  presencesFound(test.db)
    .inWard(ward, { from, to })
    .map(({ visit_id }) => visit_id)
    .sort();

describe('presences in a window', () => {
  it('are all that reach into it, also whoever came long before and is still there', () => {
    const within = insert({ ward: 'furua', start: NOON, length: HOUR });
    const vigil = insert({ ward: 'furua', start: NOON - 20 * DAY, length: 21 * DAY });
    const forgotten = insert({ ward: 'furua', start: NOON - 400 * DAY, length: null });
    insert({ ward: 'bjorka', start: NOON, length: HOUR });
    insert({ ward: 'furua', start: NOON - 2 * HOUR, length: HOUR });
    insert({ ward: 'furua', start: NOON + HOUR, length: HOUR });
    expect(found('furua', NOON, NOON + HOUR)).toEqual([within, vigil, forgotten].sort());
  });

  it('are those of all wards that anybody was in', () => {
    const all = ['furua', 'bjorka', 'furua'].map((ward) => insert({ ward, start: NOON, length: HOUR }));
    const ids = presencesFound(test.db)
      .inWindow({ from: NOON, to: NOON + HOUR })
      .map(({ visit_id }) => visit_id);
    expect(ids.sort()).toEqual(all.sort());
  });

  it('are those that somebody finds who looks at each', () => {
    const inside = fc.record({
      ward: fc.constantFrom('furua', 'bjorka'),
      start: fc.integer({ min: 0, max: 96 }).map((hours) => NOON + hours * HOUR),
      length: fc.option(
        fc
          .oneof(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 20, max: 900 }))
          .map((hours) => hours * HOUR),
      ),
    });
    fc.assert(
      fc.property(
        fc.array(inside, { maxLength: 20 }),
        fc.nat(120),
        fc.integer({ min: 1, max: 48 }),
        (all, from, hours) => {
          test.db.exec('DELETE FROM presence');
          test.db.exec('BEGIN');
          const window = { from: NOON + from * HOUR, to: NOON + (from + hours) * HOUR };
          const wanted = all.flatMap((one) => {
            const id = insert(one);
            const end = one.length === null ? Infinity : one.start + one.length;
            return one.ward === 'furua' && one.start < window.to && end > window.from ? [id] : [];
          });
          test.db.exec('COMMIT');
          expect(found('furua', window.from, window.to)).toEqual(wanted.sort());
        },
      ),
    );
  });
});
