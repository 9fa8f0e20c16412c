/** Who met whom, over the door: asked for a purpose, written down, kept in a case, let go of again. */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { caseOpened, residentsAnswer, searchAnswer } from '../../../shared/api/tracing.ts';
import { addDays } from '../../../shared/domain/time.ts';
import { answerOf, refusal } from '../../../test/support/desk.ts';
import {
  called,
  cases,
  lockedLead,
  openedCase,
  readCase,
  startTracedHouse,
  stateOf,
  told,
  TRACING,
  wishOf,
  type TracedHouse,
} from '../../../test/support/tracing.ts';
import { keyFolderOf, openKeyStore } from '../keys/store.ts';
import { openProtocol } from '../protocol/open.ts';
import { createNightly } from '../retention/index.ts';

let house: TracedHouse;
beforeEach(async () => {
  house = await startTracedHouse();
});
afterEach(() => house.core.end());

const on = (day: number, time: string): string => `2026-03-${String(day).padStart(2, '0')}T${time}:00.000Z`;
const olga = { residentName: 'Olga Hemmelig' };
const ole = { residentName: 'Ole Hansen' };
const kari = { visitorName: 'Kari Prøvesen', ...olga };

/** Kari and her son visit Olga on the tenth; Per was there meanwhile, Siv the day after, Nils in another room. */
const threeDays = async () => {
  const ill = await house.visit(
    { ...kari, companions: ['Jon'], phone: '900 00 000' },
    on(10, '10:00'),
    on(10, '11:00'),
  );
  const per = await house.visit({ visitorName: 'Per Li', ...olga }, on(10, '11:00'), on(10, '11:40'));
  await house.visit({ visitorName: 'Nils Vik', ...ole }, on(10, '12:00'), on(10, '12:30'));
  await house.visit(
    { visitorName: 'Siv Dal', phone: '911 11 111', ...olga },
    on(11, '09:00'),
    on(11, '09:30'),
  );
  return { ill, per };
};
const lookUps = () =>
  house.events('tracing.looked-up') as {
    what: string;
    purpose: string;
    rows: number;
    caseId: string | null;
  }[];

describe('who met whom', () => {
  it('is answered by the receipt code of whoever fell ill, with names and whom to ring', async () => {
    const { ill } = await threeDays();
    const found = await house.search(
      { kind: 'receipt', receipt: ill.receipt },
      { symptomsFrom: '2026-03-11' },
    );
    expect(told(found)).toEqual([
      'Kari Prøvesen → Jon: 1 same-visit 60/60',
      'Kari Prøvesen → Olga Hemmelig: 1 same-visit 60/60',
      'Olga Hemmelig → Per Li: 2 same-visit 40/40',
      'Olga Hemmelig → Siv Dal: 2 same-visit 30/30',
    ]);
    expect(found.people.find(({ name }) => name === 'Siv Dal')?.phone).toBe('911 11 111');
    expect(found).toMatchObject({ unopened: 0, locked: false, index: 'p1' });
    // Midnight in Oslo before the day of the symptoms, and 48 hours before that.
    expect(found.window.from).toBe('2026-03-08T23:00:00.000Z');
  });

  it('is answered for past days with the key that the lead opened', async () => {
    const { ill } = await threeDays();
    await house.night(on(12, '12:00'));
    const found = await house.search({ kind: 'receipt', receipt: ill.receipt });
    expect(told(found)).toHaveLength(4);
    const locked = await answerOf(
      searchAnswer,
      house.core.post(
        `${TRACING}/search`,
        wishOf({ kind: 'receipt', receipt: ill.receipt }),
        await lockedLead(house.core),
      ),
    );
    expect(locked.locked).toBe(true);
    expect(locked.people.every(({ name }) => name === null)).toBe(true);
    expect(locked.unopened).toBeGreaterThan(0);
  });

  it('says who, why and how much in the protocol before it shows a name', async () => {
    const { ill } = await threeDays();
    await house.search({ kind: 'receipt', receipt: ill.receipt }, { purpose: 'municipal-doctor' });
    expect(lookUps()).toEqual([
      expect.objectContaining({ what: 'receipt', purpose: 'municipal-doctor', rows: 3, caseId: null }),
    ]);
    expect(
      house.core.db.prepare(`SELECT actor FROM event WHERE type = 'tracing.looked-up'`).pluck().get(),
    ).toBe('staff:infection-control');
  });

  it('is not told without a purpose, nor to reception', async () => {
    const { ill } = await threeDays();
    const { purpose: _none, ...wish } = wishOf({ kind: 'receipt', receipt: ill.receipt });
    expect((await house.ask('/search', wish)).status).toBe(400);
    const desk = await house.desk();
    expect(
      (await house.core.post(`${TRACING}/search`, wishOf({ kind: 'receipt', receipt: ill.receipt }), desk))
        .status,
    ).toBe(403);
    expect(lookUps()).toEqual([]);
  });

  it('is found by a name: companions and residents as well, and all visits of the same person', async () => {
    await threeDays();
    await house.visit(
      { ...kari, phone: '900 00 000', residentName: 'Ole Hansen' },
      on(11, '10:00'),
      on(11, '10:30'),
    );
    const { people } = await called(house, 'visitor', 'kari prov');
    expect(people).toMatchObject([{ name: 'Kari Prøvesen', visits: 2, phone: '900 00 000' }]);
    const [found] = people;
    if (found === undefined) throw new Error('nobody');
    expect(told(await house.search(found.index)).join()).toContain('Kari Prøvesen → Ole Hansen');
    expect((await called(house, 'visitor', 'jon')).people).toHaveLength(1);
    const residents = await called(house, 'resident', 'ol');
    expect(residents.people.map(({ name }) => name).sort()).toEqual(['Ole Hansen', 'Olga Hemmelig']);
    expect(lookUps().map(({ what }) => what)).toEqual(['person', 'exposure', 'person', 'person']);
  });

  it('is found around a member of staff who was about in a ward', async () => {
    await threeDays();
    const shift = {
      kind: 'staff',
      name: 'Vikar natt',
      ward: 'furua',
      from: on(10, '11:30'),
      to: on(10, '13:00'),
    } as const;
    const found = await house.search(shift, { generations: 1 });
    expect(told(found)).toEqual([
      'Vikar natt → Nils Vik: 1 same-ward 30/30',
      'Vikar natt → Ole Hansen: 1 same-ward 30/30',
    ]);
    expect(await refusal(house.ask('/search', wishOf({ ...shift, ward: 'elsewhere' })))).toMatchObject({
      reason: 'unknown-place',
    });
    expect(await refusal(house.ask('/search', wishOf({ ...shift, to: shift.from })))).toMatchObject({
      reason: 'ends-before-it-begins',
    });
  });

  it('is possible also in the second ward of a party that visits two residents', async () => {
    const from = on(10, '10:00');
    house.core.clock.set(from);
    const booking = house.core.booking({
      alsoVisits: [{ resident: { id: 'bjorka-1', name: 'Ole Hansen' }, place: 'bjorka-rom' }],
    });
    await house.core.send([booking]);
    const desk = await house.desk();
    const request = { kind: 'booking', attempt: randomUUID(), bookingId: booking.id, partySize: 1 };
    const { visitId } = (await (await house.core.post('/api/reception/visits', request, desk)).json()) as {
      visitId: string;
    };
    await house.visit(
      { visitorName: 'Nils Vik', residentName: 'Eva Moe', place: 'bjorka-rom' },
      on(10, '10:10'),
      on(10, '10:40'),
    );
    const found = await house.search({ kind: 'person', visitId, as: 'visitor', at: 0 }, { generations: 1 });
    expect(told(found)).toContain('Kari Prøvesen → Nils Vik: 1 same-ward 0/30');
    expect(told(found)).toContain('Kari Prøvesen → Ole Hansen: 1 same-visit 40/40');
    expect(found.visits.filter((visit) => visit.visitId === visitId)).toHaveLength(1);
  });

  it('is refused for a code that is nobody’s', async () => {
    expect(await refusal(house.ask('/search', wishOf({ kind: 'receipt', receipt: 'ACDEFH' })))).toMatchObject(
      {
        status: 404,
        reason: 'no-such-visit',
      },
    );
  });
});

describe('a case', () => {
  const openedFor = async (receipt: string) =>
    openedCase(house, { search: wishOf({ kind: 'receipt', receipt }), note: 'Ringte 11.3.' });

  it('keeps exactly what was found, and says so in the protocol', async () => {
    const { ill } = await threeDays();
    const opened = await openedFor(ill.receipt);
    expect(opened).toMatchObject({ kept: 3, notKept: 0 });
    expect(house.events('case.opened')).toMatchObject([
      { caseId: opened.caseId, purpose: 'ill-after-visit', minutes: 15 },
    ]);
    const [held] = house.events('case.held') as { visitIds: string[] }[];
    expect(held?.visitIds).toHaveLength(3);
    const { row, data } = await readCase(house, opened.caseId);
    expect(row).toMatchObject({ held: 3, ageDays: 0, reminds: false, closedAt: null, openedBy: 'Ivar' });
    expect(data).toMatchObject({ note: 'Ringte 11.3.', caseId: opened.caseId });
    expect(data && told(data)).toHaveLength(4);
    expect(lookUps().map(({ what, caseId }) => [what, caseId])).toEqual([
      ['exposure', opened.caseId],
      ['person', opened.caseId],
    ]);
  });

  it('opens weeks later, when everybody else of those days is forgotten', async () => {
    const { ill } = await threeDays();
    const { caseId } = await openedFor(ill.receipt);
    await house.night(on(30, '12:00'));
    const { db, ports } = house.core;
    const protocol = openProtocol(db, ports);
    await createNightly({ db, protocol, settings: ports.settings, log: ports.log })();
    const { data } = await readCase(house, caseId);
    expect(data && told(data)).toHaveLength(4);
    const found = await called(house, 'visitor', 'nils');
    expect(found.people).toEqual([]);
    expect((await called(house, 'visitor', 'kari')).people).toHaveLength(1);
  });

  it('takes in what a later search finds', async () => {
    const { ill } = await threeDays();
    const { caseId } = await openedFor(ill.receipt);
    await house.visit({ visitorName: 'Eva Moe', ...olga }, on(12, '10:00'), on(12, '11:00'));
    const more = await answerOf(caseOpened, house.ask(`/cases/${caseId}/extend`, { window: null }));
    expect(more).toEqual({ caseId, kept: 1, notKept: 0 });
    const { data, row } = await readCase(house, caseId);
    expect(row.held).toBe(4);
    expect(data && told(data).join()).toContain('Eva Moe');
  });

  it('is closed with a reason: its key and what only it kept are gone, and it asks for nothing more', async () => {
    const { ill } = await threeDays();
    const { caseId } = await openedFor(ill.receipt);
    await house.night(on(30, '12:00'));
    const { db, ports } = house.core;
    const protocol = openProtocol(db, ports);
    await createNightly({ db, protocol, settings: ports.settings, log: ports.log })();
    expect((await house.ask(`/cases/${caseId}/close`, { reason: 'handed-over' })).status).toBe(200);
    expect(house.events('case.closed')).toEqual([{ caseId, reason: 'handed-over' }]);
    expect(db.prepare('SELECT count(*) FROM held_key').pluck().get()).toBe(0);
    expect(db.prepare('SELECT count(*) FROM sealed WHERE ciphertext IS NOT NULL').pluck().get()).toBe(0);
    expect(openKeyStore(keyFolderOf(db)).read(`case-${caseId}`)).toBeNull();
    expect(house.events('fields.erased').at(-1)).toMatchObject({ why: 'case-closed' });
    expect(await readCase(house, caseId)).toMatchObject({ data: null, row: { reason: 'handed-over' } });
    expect(await refusal(house.ask(`/cases/${caseId}/close`, { reason: 'other' }))).toMatchObject({
      reason: 'case-closed',
    });
    expect(await refusal(house.ask(`/cases/${caseId}/extend`, { window: null }))).toMatchObject({
      reason: 'case-closed',
    });
  });

  it('does not open without the lead’s passphrase, and is not widened either', async () => {
    const { ill } = await threeDays();
    const { caseId } = await openedFor(ill.receipt);
    const headers = await lockedLead(house.core);
    const answer = await house.core.post(`${TRACING}/cases/${caseId}`, { purpose: 'supervision' }, headers);
    expect(await answer.json()).toMatchObject({ data: null, locked: true });
    expect(
      await refusal(house.core.post(`${TRACING}/cases/${caseId}/extend`, { window: null }, headers)),
    ).toMatchObject({ reason: 'days-locked' });
  });

  it('is not opened by somebody who could not read it afterwards', async () => {
    const { ill } = await threeDays();
    const wish = { search: wishOf({ kind: 'receipt', receipt: ill.receipt }), note: '', taskId: null };
    const headers = await lockedLead(house.core);
    expect(await refusal(house.core.post(`${TRACING}/cases`, wish, headers))).toMatchObject({
      reason: 'days-locked',
    });
    expect(await cases(house)).toEqual([]);
  });

  it('reminds when it has been open for longer than sixty days', async () => {
    const { ill } = await threeDays();
    await openedFor(ill.receipt);
    house.core.clock.set('2026-05-12T12:00:00.000Z');
    expect(await cases(house)).toMatchObject([{ ageDays: 62, reminds: true }]);
  });

  it('says nothing of anybody in the clear: neither in its row nor in what it is called', async () => {
    const { ill } = await threeDays();
    const { caseId } = await openedFor(ill.receipt);
    expect(caseId).toMatch(/^2026-[A-Z0-9]{4}$/);
    const { db } = house.core;
    const sealed = db.prepare<[], Buffer>('SELECT sealed FROM tracing_case').pluck().get();
    expect(sealed?.toString('latin1')).not.toContain(ill.receipt);
    expect(JSON.stringify(house.events('case.opened'))).not.toContain(ill.receipt);
  });
});

describe('ill afterwards', () => {
  it('is told to reception by the receipt code, and waits for the lead with all that the search needs', async () => {
    const { ill } = await threeDays();
    const report = { receipt: ill.receipt, symptomsFrom: '2026-03-11' };
    expect((await house.core.post('/api/reception/illness', report, await house.desk())).status).toBe(200);
    expect((await house.core.post('/api/reception/illness', report, await house.desk())).status).toBe(200);
    const { reports } = await stateOf(house);
    expect(reports).toMatchObject([{ ...report, via: 'staff' }]);
    const { caseId } = await openedCase(house, {
      search: wishOf({ kind: 'receipt', receipt: ill.receipt }, { symptomsFrom: report.symptomsFrom }),
      taskId: reports[0]?.taskId ?? null,
    });
    expect((await stateOf(house)).reports).toEqual([]);
    expect((await readCase(house, caseId)).data?.symptomsFrom).toBe('2026-03-11');
  });

  it('is refused at reception for a code that nobody has, and for a day that has not come', async () => {
    const { ill } = await threeDays();
    const tell = async (body: object) =>
      refusal(house.core.post('/api/reception/illness', body, await house.desk()));
    expect(await tell({ receipt: 'ACDEFH', symptomsFrom: '2026-03-10' })).toMatchObject({
      reason: 'no-such-visit',
    });
    expect(await tell({ receipt: ill.receipt, symptomsFrom: '2026-03-12' })).toMatchObject({
      reason: 'in-the-future',
    });
    expect(await tell({ receipt: ill.receipt, symptomsFrom: '2025-03-12' })).toMatchObject({
      reason: 'too-far-back',
    });
  });

  it('is told at the kiosk, which answers the same whether or not the code is anybody’s', async () => {
    const { ill } = await threeDays();
    const tell = async (receipt: string) => {
      const answer = await house.core.post('/api/kiosk/illness', { receipt, symptomsFrom: '2026-03-11' });
      return { status: answer.status, body: (await answer.json()) as unknown };
    };
    expect(await tell(ill.receipt)).toEqual(await tell('ACDEFH'));
    expect((await stateOf(house)).reports).toMatchObject([{ receipt: ill.receipt, via: 'screen' }]);
    expect(house.events('code.rejected')).toEqual([
      { result: 'not-ours', bookingId: null, via: 'word-code' },
    ]);
  });

  it('cannot be used to guess codes: five in ten minutes, then it waits', async () => {
    const tell = () =>
      house.core.post('/api/kiosk/illness', { receipt: 'ACDEFH', symptomsFrom: '2026-03-10' });
    for (let tries = 0; tries < 5; tries += 1) expect((await tell()).status).toBe(200);
    expect(await refusal(tell())).toMatchObject({ status: 423, until: '2026-03-10T12:10:00.000Z' });
  });

  it('is put aside by the lead when there is nothing to look into', async () => {
    const { ill } = await threeDays();
    await house.core.post('/api/kiosk/illness', { receipt: ill.receipt, symptomsFrom: '2026-03-11' });
    const { reports } = await stateOf(house);
    expect((await house.ask(`/reports/${reports[0]?.taskId ?? 0}/settle`, {})).status).toBe(200);
    expect((await stateOf(house)).reports).toEqual([]);
    expect(await refusal(house.ask('/reports/999/settle', {}))).toMatchObject({ reason: 'no-such-task' });
  });
});

describe('residents without visits', () => {
  it('are a list with days since the last visit, who has waited longest first', async () => {
    await threeDays();
    house.core.clock.set(on(12, '12:00'));
    const booking = house.core.booking({
      resident: { id: 'furua-9', name: 'Aase Ensom', lastVisit: '2026-02-20' },
      from: on(13, '12:00'),
      to: on(13, '13:00'),
      notBefore: on(13, '12:00'),
      expires: on(13, '13:00'),
    });
    await house.core.send([booking]);
    const { residents, days, perDay } = await answerOf(
      residentsAnswer,
      house.ask('/residents', { purpose: 'supervision' }),
    );
    expect(residents.map(({ name, daysSince, next }) => [name, daysSince, next])).toEqual([
      ['Aase Ensom', 20, on(13, '12:00')],
      ['Ole Hansen', 2, null],
      ['Olga Hemmelig', 1, null],
    ]);
    expect([days.length, days.at(-1), days[0]]).toEqual([14, '2026-03-12', addDays('2026-03-12', -13)]);
    expect(perDay.slice(-3)).toEqual([3, 1, 0]);
    expect(lookUps()).toMatchObject([{ what: 'residents', purpose: 'supervision', rows: 3 }]);
  });
});
