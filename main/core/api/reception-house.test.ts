import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { evacuation, visitRow, type VisitRow } from '../../../shared/api/staff.ts';
import type { Booking } from '../../../shared/domain/booking.ts';
import { arrival } from '../../../test/support/core.ts';
import { answerOf, refusal, startDesk, walkIn, type Desk } from '../../../test/support/desk.ts';
import { visitorAt, well } from '../../../test/support/visitor.ts';

let at: Desk;
beforeEach(async () => {
  at = await startDesk();
});
afterEach(() => at.core.end());

const { decided } = visitorAt(() => at.core);
/** Comes while the municipality has set a phase. */
const inPhase = async (phase: string, changes: Partial<Booking> = {}): Promise<VisitRow> => {
  const booking = at.core.booking(changes);
  await at.core.send([booking], { phases: [{ phase, from: '2026-03-10T00:00:00.000Z', until: null }] });
  const { visitId } = await decided(arrival(await at.core.codeOf(booking), { party: [well] }));
  return answerOf(visitRow, at.core.get(`/api/reception/visits/${visitId}`, at.headers));
};
const theEvacuation = () => answerOf(evacuation, at.core.get('/api/reception/evacuation', at.headers));

describe('the evacuation list', () => {
  it('has everybody who is inside with how many and where, and nobody who waits or has left', async () => {
    const inside = await at.checkedIn(walkIn());
    const left = await at.checkedIn(walkIn({ visitorName: 'Borte Bortesen' }));
    await at.tell(left, 'check-out', { leftAt: null });
    await at.waits();
    expect(await theEvacuation()).toMatchObject({
      institution: 'Solbakken sykehjem',
      inside: [
        {
          visitorName: 'Øyvind Ås',
          companions: ['Ánne'],
          partySize: 2,
          residentName: 'Olga Hemmelig',
          place: 'furua-rom',
          since: inside.arrived?.at,
          receipt: inside.receipt,
        },
      ],
    });
  });

  it('stands though names are erased: the people are counted all the same', async () => {
    const inside = await at.checkedIn(walkIn());
    at.core.db.prepare('UPDATE visit_key SET wrapped = NULL WHERE visit_id = ?').run(inside.visitId);
    expect((await theEvacuation()).inside).toMatchObject([
      { visitorName: null, residentName: null, companions: [], partySize: 2, place: 'furua-rom' },
    ]);
  });
});

describe('why', () => {
  it('is said to staff in words: each rule with its condition, its citation and what to do, and the facts that are kept', async () => {
    const visit = await at.waits();
    const [rule] = visit.rules;
    expect(rule?.id).toBe('party-larger-than-agreed');
    expect(rule?.citation.source).toMatch(/^S0:/);
    for (const language of ['nb', 'nn', 'da', 'en'] as const) {
      expect(rule?.because[language].length).toBeGreaterThan(10);
      expect(rule?.because[language]).not.toMatch(/partySize|party-larger/);
    }
    expect(visit.facts.length).toBeGreaterThan(3);
    expect(visit.phase).toMatchObject({ scope: null });
  });

  it('says whose phase decided', async () => {
    const visit = await inPhase('heightened');
    expect(visit.phase).toMatchObject({ scope: 'municipality' });
    expect(visit.phase?.citation.source).toMatch(/^S/);
  });
});

describe('the board', () => {
  it('says which rules are in force, who answers for them, and each ward’s phase', async () => {
    const board = await at.theBoard();
    expect(board).toMatchObject({ language: 'nb', jurisdiction: 'NO', pack: { id: 'no-2020-05-27' } });
    expect(board.pack.responsible.nb.length).toBeGreaterThan(3);
    expect(board.wards).toContainEqual(expect.objectContaining({ id: 'lia', privateHome: true }));
    expect(board.wards).toContainEqual(expect.objectContaining({ id: 'furua', privateHome: false }));
    for (const ward of board.wards) expect(ward.phase.scope).toBeNull();
  });

  it('shows the credentials of a volunteer, and both residents of one visit', async () => {
    const credentials = { organisation: 'Røde Kors', confidentiality: '2026-01-10', training: '2026-01-12' };
    await at.core.send([
      at.core.booking({
        permitClass: 'volunteer',
        credentials,
        alsoVisits: [{ resident: { id: 'furua-2', name: 'Birger Løyndal' }, place: 'besoksrom' }],
      }),
    ]);
    expect((await at.theBoard()).expected).toMatchObject([
      { credentials, alsoVisits: [{ residentName: 'Birger Løyndal', place: 'besoksrom' }] },
    ]);
  });
});

describe('a contact decision', () => {
  it('lets nobody in from the agreement alone at a ward: staff need a reason, as for one without', async () => {
    const booking = at.core.booking({ contactLimited: true });
    await at.core.send([booking]);
    const request = { kind: 'booking', attempt: randomUUID(), bookingId: booking.id, partySize: 1 };
    expect(await refusal(at.core.post('/api/reception/visits', request, at.headers))).toMatchObject({
      reason: 'contact-limited',
    });
    const visit = await at.comes(at.core.booking({ contactLimited: true }));
    expect(visit).toMatchObject({ outcome: 'wait-for-staff', rules: [{ id: 'contact-limited' }] });
    expect(await answerOf(visitRow, at.override(visit, 'admit'))).toMatchObject({ state: 'inside' });
  });

  it('stops nobody in a private home, where only the resident limits visits', async () => {
    const visit = await at.fromBooking(
      at.core.booking({ contactLimited: true, ward: 'lia', place: 'lia-leilighet' }),
    );
    expect(visit).toMatchObject({ outcome: 'right-of-access', state: 'inside' });
  });
});

describe('somebody to accompany', () => {
  it('is a task until they have left', async () => {
    const visit = await inPhase('outbreak', { permitClass: 'provider' });
    expect(visit).toMatchObject({ state: 'inside', callsStaff: true });
    expect((await at.theBoard()).waiting).toMatchObject([
      { kind: 'accompany', visit: { visitId: visit.visitId } },
    ]);
    await at.tell(visit, 'check-out', { leftAt: null });
    expect((await at.theBoard()).waiting).toEqual([]);
  });
});
