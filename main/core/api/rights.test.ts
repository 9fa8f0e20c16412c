/** Somebody asks what the house knows of them: it is shown, put right and forgotten, and nobody else’s is. */
import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { about, forgetAnswer, type About } from '../../../shared/api/rights.ts';
import { backupAnswer, retentionRows, retentionState } from '../../../shared/api/retention.ts';
import {
  addTestStaff,
  answerOf,
  refusal,
  signInAs,
  startDesk,
  walkIn,
  type Desk,
} from '../../../test/support/desk.ts';
import { temporaryFolder } from '../../../test/support/protocol.ts';
import { lockedLead, openedCase, startTracedHouse, wishOf } from '../../../test/support/tracing.ts';

const RIGHTS = '/api/infection-control/rights';
const RETENTION = '/api/infection-control/retention';
const DAY = 86_400_000;
const idCheck = 'id-document';
let desk: Desk;
let disk: string;
let lead: Record<string, string>;
beforeEach(async () => {
  disk = temporaryFolder();
  desk = await startDesk({ settings: (settings) => ({ ...settings, backup: { folder: disk, keep: 3 } }) });
  await addTestStaff(desk.core, 'infection-control');
  await desk.core.send([]);
  lead = await signInAs(desk.core, 'infection-control');
});
afterEach(async () => {
  await desk.core.end();
  rmSync(disk, { recursive: true, force: true });
});

const visit = async (visitorName: string, phone = '+47 900 00 000', companions: string[] = []) => {
  const row = await desk.checkedIn(walkIn({ visitorName, phone, companions }));
  expect((await desk.tell(row, 'check-out', { leftAt: null })).status).toBe(200);
  return row;
};
const night = async () => {
  desk.core.clock.advance(DAY);
  expect(await desk.core.core.closeDays()).toBe(true);
  await desk.signInAgain();
  lead = await signInAs(desk.core, 'infection-control');
};
const post = (path: string, body: unknown) => desk.core.post(`${RIGHTS}/${path}`, body, lead);
const find = (by: object): Promise<About> => answerOf(about, post('find', { idCheck, by }));
const events = (type: string) =>
  desk.core.db
    .prepare<[string], string>('SELECT body FROM event WHERE type = ? ORDER BY seq')
    .pluck()
    .all(type)
    .map((body) => JSON.parse(body) as Record<string, unknown>);

describe('what is known of somebody', () => {
  it('is found by name, telephone and receipt code, as visitor, companion or resident, on any day', async () => {
    const first = await visit('Åse Øverås', '+47 911 11 111');
    await night();
    await visit('Per Ås', '+47 922 22 222', ['Åse Øverås']);
    await visit('Nils Vik', '+47 933 33 333');
    const byName = await find({ kind: 'name', name: 'åse øver' });
    expect(byName.rows.map(({ as, visitorName }) => [as, visitorName])).toEqual([
      [['companion'], 'Per Ås'],
      [['visitor'], 'Åse Øverås'],
    ]);
    expect(byName.rows[1]).toMatchObject({
      what: 'visit',
      receipt: first.receipt,
      phone: '+47 911 11 111',
      residentName: 'Olga Hemmelig',
      texts: ['Ringte avdelingen'],
      not: null,
    });
    expect(byName.rows[1]?.kept).toEqual([
      { kind: 'contact', until: '2026-03-20' },
      { kind: 'identity', until: '2026-03-20' },
      { kind: 'reason', until: '2026-03-20' },
    ]);
    expect((await find({ kind: 'phone', phone: '911 11 111' })).rows).toHaveLength(1);
    expect((await find({ kind: 'receipt', receipt: first.receipt })).rows).toHaveLength(1);
    expect((await find({ kind: 'name', name: 'Olga' })).rows).toHaveLength(3);
    expect((await find({ kind: 'name', name: 'Ukjent' })).rows).toEqual([]);
  });

  it('is written down before it is shown: who, why, how they knew who it was, never who it is', async () => {
    await visit('Åse Øverås');
    await find({ kind: 'name', name: 'Åse' });
    expect((await post('printed', { idCheck, visits: 1 })).status).toBe(200);
    expect(events('tracing.looked-up')).toEqual([
      { caseId: null, from: null, purpose: 'own-rights', rows: 1, to: null, what: 'person' },
    ]);
    expect(events('rights.served')).toEqual([
      { idCheck, visits: 1, what: 'shown' },
      { idCheck, visits: 1, what: 'printed' },
    ]);
  });

  it('says what it could not read where the lead’s key is not open, and is the lead’s alone', async () => {
    await visit('Åse Øverås');
    await night();
    const own = await signInAs(desk.core, 'reception');
    expect(await refusal(desk.core.post(`${RIGHTS}/find`, {}, own))).toMatchObject({ status: 403 });
    await desk.core.post('/api/staff/sign-out', {}, lead);
    lead = await lockedLead(desk.core);
    expect(await find({ kind: 'name', name: 'Åse' })).toMatchObject({ rows: [], unopened: 1, locked: true });
  });
});

describe('what is wrong', () => {
  it('is put right by a new event, also of a day that only the lead’s key opens', async () => {
    const { visitId } = await visit('Åse Øverås');
    await night();
    const [row] = (await find({ kind: 'name', name: 'Åse' })).rows;
    const wish = {
      idCheck,
      revision: row?.revision,
      reasonText: 'Viste legitimasjon',
      changes: { visitorName: 'Åse Øveraas', phone: '+47 944 44 444' },
    };
    expect((await post(`visits/${visitId}/correct`, wish)).status).toBe(200);
    const [after] = (await find({ kind: 'name', name: 'Øveraas' })).rows;
    expect(after).toMatchObject({ visitorName: 'Åse Øveraas', phone: '+47 944 44 444' });
    expect(after?.texts).toEqual(['Ringte avdelingen', 'Viste legitimasjon']);
    expect(await refusal(post(`visits/${visitId}/correct`, wish))).toMatchObject({
      reason: 'changed-meanwhile',
    });
    expect(events('rights.served').filter(({ what }) => what === 'corrected')).toHaveLength(1);
    const board = await desk.core.get(`/api/reception/visits/${visitId}`, desk.headers);
    expect(await board.text()).not.toContain('Øver');
  });
});

describe('who asks to be forgotten', () => {
  it('is, here and in the backups, and the others of that day are not', async () => {
    const one = await visit('Åse Øverås');
    await visit('Per Ås');
    await night();
    const answer = await answerOf(forgetAnswer, post(`visits/${one.visitId}/forget`, { idCheck }));
    expect(answer).toEqual({ kind: 'forgotten', backedUp: true });
    expect((await find({ kind: 'name', name: 'Åse' })).rows).toEqual([]);
    expect((await find({ kind: 'name', name: 'Per' })).rows).toHaveLength(1);
    expect(events('rights.served').at(-3)).toEqual({ idCheck, visits: 1, what: 'erased' });
    const again = await answerOf(forgetAnswer, post(`visits/${one.visitId}/forget`, { idCheck }));
    expect(again).toEqual({ kind: 'not', not: { why: 'erased', cases: [] } });
  });

  it('is told why not: by the row, and by the answer', async () => {
    const here = await desk.checkedIn(walkIn({ visitorName: 'Åse Øverås' }));
    const [row] = (await find({ kind: 'name', name: 'Åse' })).rows;
    expect(row?.not).toEqual({ why: 'still-here', cases: [] });
    expect(await answerOf(forgetAnswer, post(`visits/${here.visitId}/forget`, { idCheck }))).toMatchObject({
      kind: 'not',
    });
  });
});

describe('how long things are kept', () => {
  it('is told by kind, with the rows behind each number', async () => {
    const { receipt } = await visit('Åse Øverås');
    const state = await answerOf(retentionState, desk.core.get(RETENTION, lead));
    expect(state.kinds).toEqual(
      (['identity', 'contact', 'reason'] as const).map((kind) => ({
        kind,
        days: 10,
        kept: 1,
        oldest: '2026-03-10',
        next: '2026-03-21',
      })),
    );
    const rows = await answerOf(retentionRows, desk.core.get(`${RETENTION}/rows?of=kept&kind=contact`, lead));
    expect(rows).toMatchObject({ total: 1, rows: [{ receipt, lastDay: '2026-03-10' }] });
  });

  it('is told of what was erased, why, and whom it took by receipt code', async () => {
    const { receipt } = await visit('Åse Øverås');
    for (let nights = 0; nights < 11; nights += 1) await night();
    const state = await answerOf(retentionState, desk.core.get(RETENTION, lead));
    expect(state.kinds.map(({ kept }) => kept)).toEqual([0, 0, 0]);
    expect(state.erasures.map(({ why, kind, visits }) => [why, kind, visits])).toEqual([
      ['retention', 'reason', 1],
      ['retention', 'contact', 1],
      ['retention', 'identity', 1],
    ]);
    for (const { seq } of state.erasures) {
      const rows = await answerOf(
        retentionRows,
        desk.core.get(`${RETENTION}/rows?of=erased&seq=${seq}`, lead),
      );
      expect(rows).toMatchObject({ total: 1, rows: [{ receipt }] });
    }
  }, 30_000);

  it('is told of the backups, and one can be made', async () => {
    expect((await answerOf(retentionState, desk.core.get(RETENTION, lead))).backup).toMatchObject({
      folder: disk,
      last: null,
    });
    expect(await answerOf(backupAnswer, desk.core.post(`${RETENTION}/backup`, {}, lead))).toMatchObject({
      ok: true,
    });
    rmSync(disk, { recursive: true });
    expect(await answerOf(backupAnswer, desk.core.post(`${RETENTION}/backup`, {}, lead))).toEqual({
      ok: false,
      problem: 'folder-away',
    });
    expect((await answerOf(retentionState, desk.core.get(RETENTION, lead))).backup).toMatchObject({
      trouble: { problem: 'folder-away' },
    });
  });
});

it('a case that holds a visit is named to whoever is asked to forget it', async () => {
  const house = await startTracedHouse();
  try {
    const at = (time: string) => `2026-03-10T${time}:00.000Z`;
    const kari = { visitorName: 'Kari Prøvesen', residentName: 'Olga Hemmelig' };
    const { receipt, visitId } = await house.visit(kari, at('10:00'), at('11:00'));
    await house.visit({ ...kari, visitorName: 'Per Li' }, at('11:00'), at('12:00'));
    const { caseId } = await openedCase(house, { search: wishOf({ kind: 'receipt', receipt }) });
    const headers = await house.lead();
    const byName = { idCheck, by: { kind: 'name', name: 'Kari' } };
    const known = await answerOf(about, house.core.post(`${RIGHTS}/find`, byName, headers));
    const held = { why: 'held', cases: [caseId] };
    expect(known.rows.map(({ not, kept }) => [not, kept.every(({ until }) => until === null)])).toEqual([
      [held, true],
    ]);
    const asked = house.core.post(`${RIGHTS}/visits/${visitId}/forget`, { idCheck }, headers);
    expect(await answerOf(forgetAnswer, asked)).toEqual({ kind: 'not', not: held });
    const rows = house.core.get(`${RETENTION}/rows?of=held&caseId=${caseId}`, headers);
    expect((await answerOf(retentionRows, rows)).rows.map((one) => one.receipt)).toContain(receipt);
  } finally {
    await house.core.end();
  }
});
