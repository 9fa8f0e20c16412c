import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { visitRow } from '../../../shared/api/staff.ts';
import {
  addTestStaff,
  answerOf,
  refusal,
  signInAs,
  startDesk,
  type Desk,
} from '../../../test/support/desk.ts';
import { dailyLogOf, rowsIn, writtenThrough } from '../../../test/support/exports.ts';

const TODAY = '2026-03-10';
let at: Desk;
let lead: Record<string, string>;
beforeEach(async () => {
  at = await startDesk();
  await addTestStaff(at.core, 'infection-control');
  lead = await signInAs(at.core, 'infection-control');
});
afterEach(() => at.core.end());

const between = (from: string, to: string) => dailyLogOf(from, { what: 'postponements', to });
const ask = (from: string, to: string) =>
  at.core.post('/api/infection-control/exports', between(from, to), lead);
const register = async (from = TODAY, to = TODAY) => {
  const answer = await writtenThrough(at.core, between(from, to), lead);
  const text = readFileSync(join(answer.folder, answer.file), 'utf8');
  return { ...answer, named: rowsIn(text), text };
};

describe('the register of postponements', () => {
  it('has one under the day on which they were told no, whenever they had come', async () => {
    const visit = await at.waits();
    at.core.clock.set('2026-03-11T07:00:00.000Z');
    await at.signInAgain();
    await at.override(visit, 'postpone', { reason: 'no-capacity' });
    lead = await signInAs(at.core, 'infection-control');
    expect((await register(TODAY, TODAY)).rows).toBe(0);
    expect((await register('2026-03-11', '2026-03-11')).named).toMatchObject([
      { 'Besøks-id': visit.visitId, 'Utsatt av': 'personalet' },
    ]);
  });

  it('has each with its ground, its rule and where that stands, and whether a person gave the reason', async () => {
    const visit = await at.postponed();
    await at.tell(visit, 'reason-given', {
      revision: visit.revision,
      reasonText: 'Du har feber i dag',
      newTime: '2026-03-20T12:00:00.000Z',
      alternatives: visit.alternatives.slice(0, 1).map(({ id }) => id),
      toldHow: true,
      ground: null,
    });
    const { named, file, rows, closed, text } = await register();
    expect({ file, rows, closed }).toEqual({
      file: 'utsettelser-solbakken-2026-03-10.csv',
      rows: 1,
      closed: 0,
    });
    expect(named).toEqual([
      {
        'Besøks-id': visit.visitId,
        Kvitteringskode: visit.receipt,
        'Ved døren': '10.03.2026 13:00:00',
        Avdeling: 'Furua',
        Besøkstype: 'vanlig besøk',
        Besøkende: 'Kari Prøvesen',
        Beboer: 'Olga Hemmelig',
        'Utsatt av': 'regel',
        Grunn: visit.ground?.text.nb,
        Regler: 'symptoms',
        'Regelens kilde': `${visit.rules[0]?.citation.source} ${visit.rules[0]?.citation.printed}`,
        Regelpakke: expect.stringContaining('no-2020-05-27') as unknown,
        'Utfall nå': 'utsatt',
        'Begrunnelse gitt': 'ja',
        'Gitt av': 'Randi',
        'Gitt når': '10.03.2026 13:00:00',
        'Fortalt om beboeren og kontakt': 'ja',
        'Ny tid': '20.03.2026 13:00:00',
        'Tilbudt i stedet': visit.alternatives[0]?.text.nb,
      },
    ]);
    expect(text).not.toContain('feber');
  });

  it('still has those that staff have let in since, those by staff, and nobody who was never postponed', async () => {
    const [symptoms, ill] = [await at.postponed(), await at.postponed()];
    await answerOf(visitRow, at.override(symptoms, 'admit', { reason: 'misunderstood-question' }));
    const full = await answerOf(
      visitRow,
      at.override(await at.waits(), 'postpone', { reason: 'no-capacity' }),
    );
    await at.fromBooking(at.core.booking());
    const { named } = await register();
    expect(
      named.map((row) => [row['Besøks-id'], row['Utsatt av'], row['Utfall nå'], row['Begrunnelse gitt']]),
    ).toEqual([
      [symptoms.visitId, 'regel', 'slippes inn', 'nei'],
      [ill.visitId, 'regel', 'utsatt', 'nei'],
      [full.visitId, 'personalet', 'utsatt', 'nei'],
    ]);
  });

  it('is an event that says how much was read, and when nobody was postponed it says that', async () => {
    const { rows, sha256 } = await register('2026-03-01', TODAY);
    expect(rows).toBe(0);
    const bodies = at.core.db
      .prepare<[], string>(`SELECT body FROM event WHERE type = 'export.written'`)
      .pluck()
      .all();
    expect(bodies.map((body) => JSON.parse(body) as unknown)).toEqual([
      expect.objectContaining({ what: 'postponements', from: '2026-03-01', to: TODAY, rows: 0, sha256 }),
    ]);
  });

  it('has names of past days by the lead’s own key, and counts the rows that no key opens', async () => {
    await at.postponed();
    at.core.db.exec('UPDATE visit_key SET wrapped = NULL');
    const { rows, erased, named } = await register();
    expect({ rows, erased }).toEqual({ rows: 1, erased: 1 });
    expect(named[0]).toMatchObject({ Besøkende: '', Beboer: '', 'Utsatt av': 'regel' });
  });

  it('is of days that have been, in their order', async () => {
    expect(await refusal(ask(TODAY, '2026-03-11'))).toMatchObject({ status: 400, reason: 'in-the-future' });
    expect(await refusal(ask(TODAY, '2026-03-01'))).toMatchObject({
      status: 400,
      reason: 'ends-before-it-begins',
    });
    expect((await ask('2026-02-30', TODAY)).status).toBe(400);
    expect((await register('0001-01-01', TODAY)).rows).toBe(0);
  });
});
