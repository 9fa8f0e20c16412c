import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { visitRow } from '../../../shared/api/staff.ts';
import { arrival } from '../../../test/support/core.ts';
import { answerOf, startDesk, type Desk } from '../../../test/support/desk.ts';
import { ill, visitorAt, well } from '../../../test/support/visitor.ts';

let at: Desk;
beforeEach(async () => {
  at = await startDesk();
});
afterEach(() => at.core.end());

const { show, decided, sent, events } = visitorAt(() => at.core);
/** A letter that holds for two days. */
const twoDays = { to: '2026-03-11T20:00:00.000Z', expires: '2026-03-11T20:00:00.000Z' };

describe('an answer that stopped somebody', () => {
  it('is remembered that day: trying again with other answers goes to staff', async () => {
    const { code } = await sent();
    expect(await decided(arrival(code, { party: [ill] }))).toMatchObject({ outcome: 'postpone' });
    expect(await show(code)).toMatchObject({ result: 'ok', next: 'arrive' });
    const again = await decided(arrival(code, { party: [well] }));
    expect(again).toMatchObject({ outcome: 'wait-for-staff', state: 'waiting' });
    expect(events('visit.referred')[0]?.body).toMatchObject({ rules: ['stopped-before'] });
  });

  it('is remembered when staff were called and they went away again', async () => {
    const { code } = await sent();
    const waiting = await decided(arrival(code, { party: [well, well] }));
    await at.tell(waiting, 'check-out', { leftAt: null });
    expect(await decided(arrival(code, { party: [well] }))).toMatchObject({ outcome: 'wait-for-staff' });
  });

  it('is remembered when it was staff who said no', async () => {
    const { code } = await sent();
    const told = await decided(arrival(code, { party: [well, well] }));
    const waiting = await answerOf(
      visitRow,
      at.core.get(`/api/reception/visits/${told.visitId}`, at.headers),
    );
    await answerOf(visitRow, at.override(waiting, 'postpone', { reason: 'no-capacity' }));
    expect(await decided(arrival(code, { party: [well] }))).toMatchObject({ outcome: 'wait-for-staff' });
  });

  it('never becomes a no at the end of life: staff meet them on a way of their own', async () => {
    const { code } = await sent({ permitClass: 'end-of-life' });
    const first = await decided(arrival(code, { party: [ill] }));
    await at.tell(first, 'check-out', { leftAt: null });
    expect(await decided(arrival(code, { party: [well] }))).toMatchObject({ outcome: 'escorted-route' });
  });

  it('is forgotten the next day, with the same letter', async () => {
    const { code } = await sent({ ...twoDays, permitClass: 'provider' });
    await decided(arrival(code, { party: [ill] }));
    at.core.clock.set('2026-03-11T12:00:00.000Z');
    expect(await decided(arrival(code, { party: [well] }))).toMatchObject({
      outcome: 'admit-with-conditions',
    });
  });

  it('is an outcome that is remembered, never an answer', async () => {
    const { code } = await sent();
    await decided(arrival(code, { party: [ill] }));
    await decided(arrival(code, { party: [well] }));
    expect(JSON.stringify(at.core.db.prepare('SELECT * FROM event').all())).not.toMatch(/symptoms["']?:/);
  });
});
