import { afterEach, beforeEach, expect, it } from 'vitest';
import { dailyLogOf, rowsOf, startExports, type TestExports } from '../../../test/support/exports.ts';
import { checkIn, startProtocol, type TestProtocol } from '../../../test/support/protocol.ts';

let at: TestProtocol;
let exporting: TestExports;
beforeEach(() => {
  at = startProtocol();
  exporting = startExports(at);
});
afterEach(() => at.end());

it('figures have a row for a day and a ward, with the rules that fired and how often', async () => {
  const FURUA = { ward: 'furua', place: 'furua-rom' } as const;
  checkIn(at.protocol, { ...FURUA, rules: ['child-welcome', 'hand-hygiene'], partySize: 2 });
  checkIn(at.protocol, { ...FURUA, rules: ['hand-hygiene'] });
  checkIn(at.protocol, { ward: 'grana', rules: [] });
  const rows = rowsOf(await exporting.written(dailyLogOf('2026-03-10', { what: 'statistics' })));
  expect(
    rows.map((row) => [row.Dag, row.Avdeling, row['Besøk'], row.Personer, row['Regler som slo til']]),
  ).toEqual([
    ['10.03.2026', 'Furua', '2', '3', 'hand-hygiene 2, child-welcome 1'],
    ['10.03.2026', 'grana', '1', '1', ''],
  ]);
});

it('figures leave out a visit that was a mistake, its rules too', async () => {
  const visitId = checkIn(at.protocol, { rules: ['hand-hygiene'] });
  at.protocol.transaction(() =>
    at.protocol.append({
      type: 'visit.undone',
      visitId,
      actor: 'staff:ivar',
      body: { what: 'visit.checked-in', reason: 'wrong-person' },
    }),
  );
  expect(rowsOf(await exporting.written(dailyLogOf('2026-03-10', { what: 'statistics' })))).toEqual([]);
});
