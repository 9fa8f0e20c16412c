import { openProtocol } from '../protocol/open.ts';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { arrival, startCore, type TestCore } from '../../../test/support/core.ts';
import { readCsv } from '../../../test/support/csv.ts';
import { addTestStaff, answerOf, signInAs } from '../../../test/support/desk.ts';
import { dailyLogOf, writtenThrough } from '../../../test/support/exports.ts';
import { checkInAnswer } from '../../../shared/api/kiosk.ts';
import { errorBody } from '../../../shared/api/error.ts';
import { exportsOverview } from '../../../shared/api/exports.ts';
import { dayList, syncReport, syncStatus } from '../../../shared/api/staff.ts';

const TODAY = '2026-03-10';

let core: TestCore;
let lead: Record<string, string>;
beforeEach(async () => {
  core = await startCore();
  await addTestStaff(core, 'infection-control');
  lead = await signInAs(core, 'infection-control');
});
afterEach(() => core.end());

const arrive = async (): Promise<void> => {
  const booking = core.booking({ ward: 'lia', place: 'lia-leilighet' });
  await core.send([booking]);
  const answer = await core.post('/api/kiosk/check-in', arrival(await core.codeOf(booking)));
  expect(checkInAnswer.parse(await answer.json()).kind).toBe('decided');
};
const exported = (day: string) => {
  return writtenThrough(core, dailyLogOf(day), lead);
};
const refused = (order: Record<string, unknown>) =>
  core.post('/api/infection-control/exports', { ...dailyLogOf(TODAY), ...order }, lead);

describe('infection control', () => {
  it('sees the days that have visits, and exports the log of one', async () => {
    await arrive();
    expect(dayList.parse(await (await core.get('/api/infection-control/days', lead)).json())).toEqual([
      { day: TODAY, visits: 1 },
    ]);
    const { file, folder, rows, closed } = await exported(TODAY);
    expect({ rows, closed }).toEqual({ rows: 1, closed: 0 });
    const text = readFileSync(join(folder, file), 'utf8');
    expect(readCsv(text)).toHaveLength(2);
    expect(text).toContain('Kari Prøvesen');
    expect(existsSync(join(folder, `${file}.manifest.jws`))).toBe(true);
    const overview = await answerOf(exportsOverview, core.get('/api/infection-control/exports', lead));
    expect(overview).toMatchObject({
      targets: [{ id: 'kiosk', name: null, removable: false, problem: null }],
      canEncrypt: true,
      job: { state: 'done' },
      earlier: [
        { what: 'daily-log', format: 'csv', purpose: 'supervision', from: TODAY, to: TODAY, rows: 1 },
      ],
    });
    expect(core.db.prepare("SELECT actor FROM event WHERE type = 'export.written'").pluck().all()).toEqual([
      'staff:infection-control',
    ]);
  });

  it('reads a past day with the key that its sign-in opened', async () => {
    await arrive();
    core.db.exec('DELETE FROM task');
    openProtocol(core.db, core.ports).transaction(() => core.db.exec(`UPDATE visit SET state = 'closed'`));
    core.clock.set('2026-03-11T12:00:00.000Z');
    openProtocol(core.db, core.ports).closePastDays();
    lead = await signInAs(core, 'infection-control');
    const { file, folder, closed } = await exported(TODAY);
    expect(closed).toBe(0);
    expect(readFileSync(join(folder, file), 'utf8')).toContain('Kari Prøvesen');
  });

  it('is told why when the export cannot be written', async () => {
    writeFileSync(join(core.folder, core.settings.exportTo), 'in the way');
    const answer = await refused({});
    expect(answer.status).toBe(503);
    expect(errorBody.parse(await answer.json())).toMatchObject({
      error: 'unavailable',
      reason: 'not-writable',
    });
  });

  it('writes no daily log of a day that has not come', async () => {
    const answer = await refused({ from: '2031-01-01' });
    expect(errorBody.parse(await answer.json())).toMatchObject({ reason: 'in-the-future' });
    expect(answer.status).toBe(400);
  });

  it.each(['2026-02-30', 'today', ''])('asks for a day: %j is none', async (day) => {
    expect((await refused({ from: day })).status).toBe(400);
  });

  it.each([
    [{ target: 'elsewhere' }, 404, 'no-such-target'],
    [{ format: 'json' }, 400, 'not-in-this-format'],
    [{ what: 'line-list', caseId: 'case-1' }, 404, 'no-such-case'],
    [{ what: 'person' }, 400, 'not-in-this-format'],
    [{ encrypt: true }, 409, 'no-municipality-key'],
    [{ what: 'protocol', from: TODAY, to: '2026-03-09' }, 400, 'ends-before-it-begins'],
    [{ what: 'statistics', from: null }, 400, 'ends-before-it-begins'],
  ])('is told why it does not get %j', async (order, status, reason) => {
    const answer = await refused(order);
    expect(errorBody.parse(await answer.json())).toMatchObject({ reason });
    expect(answer.status).toBe(status);
  });

  it('asks after an export that is not there', async () => {
    const path = '/api/infection-control/exports/00000000-0000-4000-8000-000000000000';
    expect((await core.get(path, lead)).status).toBe(404);
    expect((await core.post(`${path}/cancel`, {}, lead)).status).toBe(404);
  });

  it.each(['daily-log', 'protocol', 'postponements', 'statistics', 'evacuation'] as const)(
    'gets the table %s in every format, also when nobody came',
    async (what) => {
      for (const format of ['csv', 'xlsx', 'pdf'] as const) {
        const { file, rows } = await writtenThrough(core, dailyLogOf(TODAY, { what, format }), lead);
        expect(file).toMatch(new RegExp(`-solbakken-${TODAY}\\.${format}$`));
        expect(rows).toBe(0);
      }
    },
  );

  it('sends to the municipality on demand, and sees how the last time went', async () => {
    const report = syncReport.parse(await (await core.post('/api/infection-control/sync', {}, lead)).json());
    expect(report.outcome).toBe('failed');
    const status = syncStatus.parse(await (await core.get('/api/infection-control/sync', lead)).json());
    expect(status.last).toEqual(report);
  });
});
