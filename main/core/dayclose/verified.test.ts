/** Two days of a desk, with everything that is written after the fact; and what somebody who knows only the format's page says of it. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { dayPack, visitRow, type LateRow } from '../../../shared/api/staff.ts';
import { answerOf, startDesk, walkIn, type Desk } from '../../../test/support/desk.ts';
import { verdictOf } from '../../../test/support/verdict.ts';
import { visitorAt } from '../../../test/support/visitor.ts';

let at: Desk;
beforeEach(async () => {
  at = await startDesk();
});
afterEach(() => at.core.end());

const { checkOut } = visitorAt(() => at.core);
const post = (path: string, body: unknown) => at.core.post(`/api/reception/${path}`, body, at.headers);
const time = async (instant: string) => {
  at.core.clock.set(instant);
  await at.signInAgain();
};
const paper = (changes: Partial<LateRow>) =>
  answerOf(
    visitRow,
    post('late-rows', {
      attempt: randomUUID(),
      rowCode: null,
      bookingId: null,
      day: '2026-03-10',
      visitorName: 'Papir Pettersen',
      phone: '900 00 000',
      companions: ['Følge Følgesen'],
      residentName: null,
      place: 'furua-rom',
      permitClass: 'ordinary',
      arrivedAt: null,
      leftAt: null,
      stillHere: false,
      ...changes,
    }),
  );
const mistake = { reason: 'other', reasonText: 'Feil' };

it('holds, and every closed day, swept visit, undone event and row of paper is a step that can be taken', async () => {
  const { code } = await answerOf(dayPack, post('day-pack', { day: '2026-03-10', rows: 5 }));
  const [saw, stays, scans] = [
    await at.checkedIn(walkIn({ visitorName: 'Sett Gåendesen' })),
    await at.checkedIn(walkIn({ visitorName: 'Blir Værendesen' })),
    await at.fromBooking(at.core.booking()),
  ];
  const vigil = await at.fromBooking(at.core.booking({ permitClass: 'vigil' }));
  const wrong = await at.fromBooking(at.core.booking());
  await at.tell(wrong, 'undo', { revision: wrong.revision, ...mistake });
  const waits = await at.waits();
  const gone = await answerOf(visitRow, at.tell(waits, 'check-out', { leftAt: null }));
  await at.tell(gone, 'undo', { revision: gone.revision, ...mistake });
  await paper({ rowCode: `${code}-1` });
  await paper({ rowCode: `${code}-2`, arrivedAt: '2026-03-10T08:00:00.000Z', stillHere: true });

  at.core.clock.set('2026-03-10T20:00:00.000Z');
  expect(await at.core.core.sweep()).toBe(4);
  await time('2026-03-10T20:30:00.000Z');
  const taskOf = async (visitId: string) =>
    (await at.theBoard()).waiting.find(({ visit }) => visit?.visitId === visitId)?.id;
  await post(`tasks/${await taskOf(saw.visitId)}/swept`, {
    answer: 'saw',
    leftAt: '2026-03-10T14:00:00.000Z',
  });
  await post(`tasks/${await taskOf(stays.visitId)}/swept`, { answer: 'still-here' });
  await checkOut(scans.receipt, 'word-code');

  await time('2026-03-10T23:00:00.000Z');
  expect(await at.core.core.closeDays()).toBe(true);
  await paper({ day: '2026-03-10', leftAt: '2026-03-10T19:00:00.000Z' });
  await answerOf(visitRow, at.tell(vigil, 'check-out', { leftAt: null }));
  await time('2026-03-11T23:00:00.000Z');
  expect(await at.core.core.closeDays()).toBe(true);

  const { secrets } = at.core.ports;
  const verdict = await verdictOf(join(at.core.folder, 'kiosk.db'), { settings: at.core.settings, secrets });
  expect(verdict.findings).toEqual([]);
  expect(
    at.core.db
      .prepare(`SELECT body ->> '$.day' FROM event WHERE type = 'day.closed' ORDER BY seq`)
      .pluck()
      .all(),
  ).toEqual(['2026-03-10', '2026-03-11']);
});
