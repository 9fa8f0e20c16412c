import { openProtocol } from '../protocol/open.ts';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { arrival, startCore, type TestCore } from '../../../test/support/core.ts';
import { readCsv } from '../../../test/support/csv.ts';
import { addTestStaff, signInAs } from '../../../test/support/desk.ts';
import { checkInAnswer } from '../../../shared/api/kiosk.ts';
import { errorBody } from '../../../shared/api/error.ts';
import { dayList, exportAnswer, syncReport, syncStatus } from '../../../shared/api/staff.ts';

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
const exported = async (day: string) => {
  const answer = await core.post('/api/infection-control/daily-log', { day }, lead);
  expect(answer.status).toBe(200);
  return exportAnswer.parse(await answer.json());
};

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
    expect(existsSync(join(folder, file.replace('.csv', '.head.jws')))).toBe(true);
    expect(core.db.prepare("SELECT actor FROM event WHERE type = 'log.exported'").pluck().all()).toEqual([
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
    const answer = await core.post('/api/infection-control/daily-log', { day: TODAY }, lead);
    expect(answer.status).toBe(503);
    expect(errorBody.parse(await answer.json())).toMatchObject({
      error: 'unavailable',
      reason: 'not-writable',
    });
  });

  it('writes no daily log of a day that has not come', async () => {
    const answer = await core.post('/api/infection-control/daily-log', { day: '2031-01-01' }, lead);
    expect(errorBody.parse(await answer.json())).toMatchObject({ reason: 'in-the-future' });
    expect(answer.status).toBe(400);
  });

  it.each(['2026-02-30', 'today', ''])('asks for a day: %j is none', async (day) => {
    expect((await core.post('/api/infection-control/daily-log', { day }, lead)).status).toBe(400);
  });

  it('sends to the municipality on demand, and sees how the last time went', async () => {
    const report = syncReport.parse(await (await core.post('/api/infection-control/sync', {}, lead)).json());
    expect(report.outcome).toBe('failed');
    const status = syncStatus.parse(await (await core.get('/api/infection-control/sync', lead)).json());
    expect(status.last).toEqual(report);
  });
});
