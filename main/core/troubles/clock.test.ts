import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { troubles as shape } from '../../../shared/api/troubles.ts';
import { arrival } from '../../../test/support/core.ts';
import { readCsv } from '../../../test/support/csv.ts';
import {
  addTestStaff,
  answerOf,
  NOW,
  signInAs,
  startDesk,
  walkIn,
  type Desk,
} from '../../../test/support/desk.ts';
import { dailyLogOf, writtenThrough } from '../../../test/support/exports.ts';
import { MIGRATIONS, testClock } from '../../../test/support/protocol.ts';
import { visitorAt, well } from '../../../test/support/visitor.ts';
import { verifyFile } from '../../verifier/verify.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

let at: Desk;
beforeEach(async () => {
  at = await startDesk();
});
afterEach(() => at.core.end());

const { sent, decided, show, checkOut, events } = visitorAt(() => at.core);
const told = async () => {
  await at.signInAgain();
  const { troubles } = await answerOf(shape, at.core.get('/api/staff/troubles', at.headers));
  return troubles.filter(({ kind }) => kind.startsWith('clock'));
};
const holds = async () => {
  const { settings, secrets, clock, folder } = { ...at.core, ...at.core.ports };
  const now = () => Math.max(clock.now(), Date.parse(NOW) + YEAR + DAY);
  const options = { migrationsDir: MIGRATIONS, settings, secrets, now };
  expect(await verifyFile(join(folder, 'kiosk.db'), options)).toMatchObject({ status: 0 });
};
const dayOf = (visitId: string) =>
  at.core.db.prepare<[string], string>('SELECT day FROM visit WHERE visit_id = ?').pluck().get(visitId);
const closedDays = () => events('day.closed').length;
/** Closing time and the close of days begin by themselves, as in a kiosk that is switched on. */
const switchOnAndWait = async () => {
  await at.core.restart();
  at.core.core.start();
  await new Promise((resolve) => setImmediate(resolve));
};

describe('a clock that is set back a day', () => {
  it('is told to staff, and check-in and check-out go on: nothing is lost', async () => {
    const earlier = await at.checkedIn(walkIn());
    at.core.clock.advance(-DAY);
    expect(await told()).toEqual([{ kind: 'clock-back', since: '2026-03-09T12:00:00.000Z', byMs: DAY }]);
    const { code } = await sent();
    const { visitId } = await decided(arrival(code, { party: [well] }));
    expect(dayOf(visitId)).toBe('2026-03-09');
    at.core.clock.advance(10 * 60_000);
    expect(await checkOut(code)).toMatchObject({ kind: 'left' });
    await at.signInAgain();
    await at.tell(earlier, 'check-out', { leftAt: null });
    expect(events('visit.checked-out')).toHaveLength(2);
    await holds();
  });

  it('is told for a day, or until somebody says that the clock is right', async () => {
    at.core.clock.advance(-DAY);
    expect(await told()).toHaveLength(1);
    await at.core.post('/api/staff/clock-is-right', {}, at.headers);
    expect(await told()).toEqual([]);
    expect(at.core.log).toContainEqual({ event: 'clock-confirmed', staffId: 'reception' });
    at.core.clock.advance(-HOUR);
    expect(await told()).toMatchObject([{ byMs: HOUR }]);
    at.core.clock.advance(DAY + 1);
    expect(await told()).toEqual([]);
  });

  it('closes no day twice, and goes on closing when the day has come again', async () => {
    await at.fromBooking(at.core.booking());
    at.core.clock.advance(DAY);
    await at.core.core.closeDays();
    at.core.clock.advance(-DAY);
    const { code } = await sent();
    const { visitId } = await decided(arrival(code, { party: [well] }));
    expect(dayOf(visitId)).toBe('2026-03-10');
    at.core.clock.advance(DAY);
    expect(await at.core.core.closeDays()).toBe(true);
    await holds();
  });
});

describe('a clock that is set forward a year', () => {
  it('is told to staff, and closes, sweeps, forgets and erases nothing until somebody says that it is right', async () => {
    const inside = await at.checkedIn(walkIn());
    const { code } = await sent();
    at.core.clock.advance(YEAR);
    const since = '2027-03-10T12:00:00.000Z';
    expect(await told()).toEqual([{ kind: 'clock-ahead', since, byMs: YEAR }]);
    await switchOnAndWait();
    expect(await told()).toMatchObject([{ kind: 'clock-ahead', byMs: YEAR }]);
    expect(closedDays()).toBe(0);
    await at.signInAgain();
    expect((await at.theBoard()).inside).toMatchObject([{ visitId: inside.visitId }]);
    // Staff check in by hand meanwhile.
    await at.checkedIn(walkIn());

    at.core.clock.set('2026-03-10T12:30:00.000Z');
    expect(await told()).toMatchObject([{ kind: 'clock-back' }]);
    await switchOnAndWait();
    expect(await show(code)).toMatchObject({ result: 'ok' });
    // Two are inside where one may be: the rules call staff.
    const { visitId } = await decided(arrival(code, { party: [well] }));
    expect(dayOf(visitId)).toBe('2026-03-10');
    await at.signInAgain();
    expect((await at.theBoard()).inside).toHaveLength(2);
    expect((await at.theBoard()).waiting).toMatchObject([{ visit: { visitId } }]);
    await holds();
  });

  it('is believed when somebody has looked: then the days are closed', async () => {
    await at.checkedIn(walkIn());
    at.core.clock.advance(20 * DAY);
    await at.signInAgain();
    await at.core.post('/api/staff/clock-is-right', {}, at.headers);
    await switchOnAndWait();
    await vi.waitFor(() => expect(closedDays()).toBe(1), 10_000);
    expect(await told()).toEqual([]);
  });

  it('is believed after three days of which nobody has said anything', async () => {
    await at.checkedIn(walkIn());
    at.core.clock.advance(20 * DAY);
    await switchOnAndWait();
    expect(closedDays()).toBe(0);
    at.core.clock.advance(3 * DAY + 1);
    expect(await told()).toEqual([]);
    await switchOnAndWait();
    await vi.waitFor(() => expect(closedDays()).toBeGreaterThan(0), 10_000);
  });

  it('is still doubted when it is put back part of the way, and told as what it is', async () => {
    at.core.clock.advance(YEAR);
    await told();
    at.core.clock.advance(-100 * DAY);
    expect(await told()).toMatchObject([{ kind: 'clock-ahead', byMs: YEAR - 100 * DAY }]);
  });

  it('is not thought of when a kiosk was off for less than a week, nor at its very first start', async () => {
    await at.core.core.close();
    at.core.clock.advance(6 * DAY);
    await at.core.restart();
    expect(await told()).toEqual([]);
  });
});

describe.each([
  ['Europe/Oslo', 'summer time begins', '2026-03-29T00:50:00.000Z', '2026-03-29', ['01:50', '03:20']],
  ['Europe/Oslo', 'summer time ends', '2026-10-25T00:50:00.000Z', '2026-10-25', ['02:50', '02:20']],
  ['Europe/Copenhagen', 'summer time begins', '2026-03-29T00:50:00.000Z', '2026-03-29', ['01:50', '03:20']],
  ['Europe/Copenhagen', 'summer time ends', '2026-10-25T00:50:00.000Z', '2026-10-25', ['02:50', '02:20']],
])('in %s, when %s', (zone, _, began, day, [came, went]) => {
  beforeEach(async () => {
    await at.core.end();
    at = await startDesk({
      clock: testClock(began),
      settings: (settings) => ({ ...settings, institution: { ...settings.institution, zone } }),
    });
    await addTestStaff(at.core, 'infection-control');
  });

  it('a visit across the change lasts half an hour, on its day, and its code holds as long as it was agreed', async () => {
    const { code } = await sent({ from: began, notBefore: began, permitClass: 'end-of-life' });
    const { visitId } = await decided(arrival(code, { party: [well] }));
    at.core.clock.advance(30 * 60_000);
    expect(await told()).toEqual([]);
    expect(await checkOut(code)).toMatchObject({ kind: 'left' });
    expect(dayOf(visitId)).toBe(day);
    const presence = at.core.db
      .prepare('SELECT ends_latest - starts_earliest AS ms FROM presence WHERE visit_id = ?')
      .get(visitId);
    expect(presence).toEqual({ ms: 30 * 60_000 });
    const lead = await signInAs(at.core, 'infection-control');
    const { file, folder } = await writtenThrough(at.core, dailyLogOf(day), lead);
    const [head, row] = readCsv(readFileSync(join(folder, file), 'utf8'));
    expect(row).toHaveLength(head?.length ?? 0);
    expect(row?.join(' ')).toContain(came);
    expect(row?.join(' ')).toContain(went);
    at.core.clock.advance(31 * 60_000);
    const other = await sent({ from: began, notBefore: began });
    at.core.clock.advance(2 * HOUR);
    expect(await show(other.code)).toMatchObject({ result: 'expired' });
    await holds();
  });

  it('the day is closed once, when it is over', async () => {
    await at.fromBooking(at.core.booking());
    at.core.clock.set(`${day}T21:59:00.000Z`);
    await at.core.core.closeDays();
    expect(closedDays()).toBe(0);
    at.core.clock.set(`${day}T23:00:00.000Z`);
    await at.core.core.closeDays();
    await at.core.core.closeDays();
    expect(events('day.closed').map(({ body }) => body.day)).toEqual([day]);
    await holds();
  });
});
