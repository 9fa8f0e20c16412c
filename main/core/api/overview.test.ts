import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { figures, headList, overview, overviewRows, verifyAnswer } from '../../../shared/api/overview.ts';
import {
  addTestStaff,
  answerOf,
  refusal,
  signInAs,
  startDesk,
  type Desk,
} from '../../../test/support/desk.ts';
import { openProtocol } from '../protocol/open.ts';

const TODAY = '2026-03-10';
const LEAD = '/api/infection-control';
let desk: Desk;
let lead: Record<string, string>;
beforeEach(async () => {
  desk = await startDesk();
  await addTestStaff(desk.core, 'infection-control');
  lead = await signInAs(desk.core, 'infection-control');
});
afterEach(() => desk.core.end());

const get = (path: string) => desk.core.get(`${LEAD}/${path}`, lead);
const rows = (query: string) => answerOf(overviewRows, get(`rows?from=${TODAY}&to=${TODAY}&${query}`));

/** One inside, one gone, one waiting, one told no, one let in against the rules. */
const aDay = async () => {
  const inside = await desk.comes(desk.core.booking());
  const gone = await desk.comes(desk.core.booking());
  await desk.tell(gone, 'check-out', { leftAt: null });
  const waiting = await desk.waits();
  const no = await desk.postponed();
  const letIn = await desk.waits();
  await desk.override(letIn, 'admit', { reason: 'misunderstood-question' });
  return { inside, gone, waiting, no, letIn };
};

describe('today in numbers', () => {
  it('counts who is where, and says what was done last', async () => {
    await aDay();
    const before = await answerOf(overview, get('overview'));
    expect(before).toMatchObject({
      today: TODAY,
      inside: 2,
      waiting: 1,
      left: 1,
      postponed: 1,
      swept: 0,
      openCases: 0,
      closed: null,
      erased: null,
      exported: null,
    });
    await openProtocol(desk.core.db, desk.core.ports).signHead();
    const after = await answerOf(overview, get('overview'));
    expect(after.head).toMatchObject({ length: openProtocol(desk.core.db, desk.core.ports).length() });
  });

  it('opens each number to its rows, without a name', async () => {
    const { inside, gone, waiting, no, letIn } = await aDay();
    const ids = async (query: string) => (await rows(query)).rows.map(({ visitId }) => visitId);
    expect(await ids('of=inside')).toEqual([letIn.visitId, inside.visitId]);
    expect(await ids('of=left')).toEqual([gone.visitId]);
    expect(await ids('of=waiting')).toEqual([waiting.visitId]);
    expect(await ids('of=outcome&outcome=postpone')).toEqual([no.visitId]);
    expect(await ids('of=overridden')).toEqual([letIn.visitId]);
    expect(await ids('of=override-reason&overrideReason=misunderstood-question')).toEqual([letIn.visitId]);
    expect(await ids('of=override-reason&overrideReason=other')).toEqual([]);
    const all = await rows('of=all');
    expect(all.total).toBe(5);
    expect(JSON.stringify(all)).not.toMatch(/Prøvesen|Hemmelig/);
  });

  it('gives rows a page at a time, none twice and none lost', async () => {
    const { inside } = await aDay();
    const first = await rows('of=all');
    const rest = await rows(`of=all&after=${first.rows[1]?.visitId ?? ''}`);
    expect(rest.total).toBe(5);
    expect(rest.rows).toEqual(first.rows.slice(2));
    expect((await rows(`of=all&after=${inside.visitId}`)).rows).toEqual([]);
  });
});

describe('figures over time', () => {
  it('count every day, also those without visits, by outcome and ward, with the reasons that were given', async () => {
    const { gone } = await aDay();
    const fresh = (await answerOf(overviewRows, get(`rows?from=${TODAY}&to=${TODAY}&of=left`))).rows[0];
    expect(fresh?.visitId).toBe(gone.visitId);
    const found = await answerOf(figures, get(`figures?from=2026-03-08&to=${TODAY}`));
    expect(found.days.map(({ day, visits }) => [day, visits])).toEqual([
      ['2026-03-08', 0],
      ['2026-03-09', 0],
      [TODAY, 5],
    ]);
    expect(found.days[2]).toMatchObject({ overridden: 1, swept: 0, outcomes: { postpone: 1 } });
    expect(found.overrides).toEqual([{ reason: 'misunderstood-question', count: 1 }]);
    const elsewhere = await answerOf(figures, get(`figures?from=${TODAY}&to=${TODAY}&ward=granstua`));
    expect(elsewhere.days[0]?.visits).toBe(0);
  });

  it('are refused for days that end before they begin, or are more than one look can hold', async () => {
    for (const query of [`from=${TODAY}&to=2026-03-09`, `from=2025-01-01&to=${TODAY}`])
      expect(await refusal(get(`figures?${query}`))).toMatchObject({ status: 400 });
  });
});

describe('whether the protocol holds', () => {
  it('is asked beside the door and answered in one line', async () => {
    expect(await answerOf(verifyAnswer, desk.core.post(`${LEAD}/verify`, {}, lead))).toMatchObject({
      status: 0,
      line: 'It holds.',
    });
  });

  it('comes with the heads that were signed, the newest first', async () => {
    const protocol = openProtocol(desk.core.db, desk.core.ports);
    await desk.comes(desk.core.booking());
    await protocol.signHead();
    await desk.comes(desk.core.booking());
    await protocol.signHead();
    const { total, heads } = await answerOf(headList, get('heads'));
    expect(total).toBe(2);
    expect(heads[0]?.length).toBe(protocol.length());
    expect((heads[0]?.length ?? 0) > (heads[1]?.length ?? 0)).toBe(true);
    const older = await answerOf(headList, get(`heads?before=${String(heads[0]?.length)}`));
    expect(older.heads).toEqual(heads.slice(1));
  });

  it('is the lead’s to ask', async () => {
    for (const path of ['overview', 'heads', `figures?from=${TODAY}&to=${TODAY}`])
      expect(await refusal(desk.core.get(`${LEAD}/${path}`, desk.headers))).toMatchObject({ status: 403 });
  });
});
