import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCore, type TestCore } from '../../../test/support/core.ts';
import { addTestStaff, PINS, signInAs } from '../../../test/support/desk.ts';
import { errorBody } from '../../../shared/api/error.ts';
import { PRESENT_HEADER, signInAnswer } from '../../../shared/api/staff.ts';
import { setPin } from '../reception/accounts.ts';
import { createApi } from './index.ts';
import { ROLES, type Role } from '../../../shared/domain/staff.ts';

const MINUTE = 60_000;
const LEAD: readonly Role[] = ['infection-control'];
const DESK: readonly Role[] = ['reception', 'infection-control'];

/** Every route of staff as it names itself, and who may. A body is sent that is refused for its shape, so that nothing comes of it. */
const ROUTES: readonly ['GET' | 'POST', string, readonly Role[]][] = [
  ['POST', '/api/staff/sign-out', ROLES],
  ['GET', '/api/staff/troubles', ROLES],
  ['POST', '/api/staff/clock-is-right', ROLES],
  ['GET', '/api/reception/board', DESK],
  ['GET', '/api/reception/lookup', DESK],
  ['POST', '/api/reception/visits', DESK],
  ['GET', '/api/reception/visits/:visitId', DESK],
  ['POST', '/api/reception/visits/:visitId/override', DESK],
  ['POST', '/api/reception/visits/:visitId/check-out', DESK],
  ['POST', '/api/reception/visits/:visitId/correct', DESK],
  ['POST', '/api/reception/visits/:visitId/reason', DESK],
  ['POST', '/api/reception/visits/:visitId/reason-given', DESK],
  ['GET', '/api/reception/visits/:visitId/slip', DESK],
  ['POST', '/api/reception/outings', DESK],
  ['POST', '/api/reception/outings/:outingId/back', DESK],
  ['GET', '/api/reception/evacuation', DESK],
  ['POST', '/api/reception/tasks/:taskId/close', DESK],
  ['POST', '/api/reception/tasks/:taskId/swept', DESK],
  ['POST', '/api/reception/visits/:visitId/undo', DESK],
  ['POST', '/api/reception/late-rows', DESK],
  ['POST', '/api/reception/day-pack', DESK],
  ['POST', '/api/reception/illness', DESK],
  ['GET', '/api/infection-control/days', LEAD],
  ['GET', '/api/infection-control/exports', LEAD],
  ['POST', '/api/infection-control/exports', LEAD],
  ['GET', '/api/infection-control/exports/:exportId', LEAD],
  ['POST', '/api/infection-control/exports/:exportId/cancel', LEAD],
  ['POST', '/api/infection-control/sync/retry', LEAD],
  ['GET', '/api/infection-control/sync', LEAD],
  ['POST', '/api/infection-control/sync', LEAD],
  ['GET', '/api/infection-control/policy', LEAD],
  ['GET', '/api/infection-control/policy/packs/:id/:version', LEAD],
  ['POST', '/api/infection-control/policy/packs', LEAD],
  ['POST', '/api/infection-control/policy/rehearsal', LEAD],
  ['POST', '/api/infection-control/policy/activate', LEAD],
  ['POST', '/api/infection-control/policy/back', LEAD],
  ['POST', '/api/infection-control/policy/phases/:seq/withdraw', LEAD],
  ['GET', '/api/infection-control/keys', LEAD],
  ['POST', '/api/infection-control/keys/suggestion', LEAD],
  ['POST', '/api/infection-control/keys/unlock', LEAD],
  ['POST', '/api/infection-control/keys/set-up', LEAD],
  ['POST', '/api/infection-control/keys/set-up/finish', LEAD],
  ['POST', '/api/infection-control/keys/give', LEAD],
  ['POST', '/api/infection-control/keys/remove', LEAD],
  ['GET', '/api/infection-control/overview', LEAD],
  ['GET', '/api/infection-control/figures', LEAD],
  ['GET', '/api/infection-control/rows', LEAD],
  ['GET', '/api/infection-control/heads', LEAD],
  ['POST', '/api/infection-control/verify', LEAD],
  ['GET', '/api/infection-control/retention', LEAD],
  ['GET', '/api/infection-control/retention/rows', LEAD],
  ['POST', '/api/infection-control/retention/backup', LEAD],
  ['POST', '/api/infection-control/rights/find', LEAD],
  ['POST', '/api/infection-control/rights/printed', LEAD],
  ['POST', '/api/infection-control/rights/visits/:visitId/correct', LEAD],
  ['POST', '/api/infection-control/rights/visits/:visitId/forget', LEAD],
  ['GET', '/api/infection-control/tracing', LEAD],
  ['GET', '/api/infection-control/tracing/cases', LEAD],
  ['POST', '/api/infection-control/tracing/people', LEAD],
  ['POST', '/api/infection-control/tracing/search', LEAD],
  ['POST', '/api/infection-control/tracing/residents', LEAD],
  ['POST', '/api/infection-control/tracing/cases', LEAD],
  ['POST', '/api/infection-control/tracing/cases/:caseId', LEAD],
  ['POST', '/api/infection-control/tracing/cases/:caseId/extend', LEAD],
  ['POST', '/api/infection-control/tracing/cases/:caseId/close', LEAD],
  ['POST', '/api/infection-control/tracing/reports/:taskId/settle', LEAD],
];

const SOMEBODY = '00000000-0000-4000-8000-000000000000';
/** A path with parameters that are of their shape, of nothing that is there. */
const sample = (path: string): string =>
  path
    .replace(/:(visitId|outingId|exportId)/, SOMEBODY)
    .replace(/:(taskId|seq)/, '9999')
    .replace(/:(id|version|caseId)/g, 'none');

let core: TestCore;
const kept = new Map<Role, Record<string, string>>();
/** One session a role for all the table: signing in is tested below. */
const headersOf = async (role: Role, path: string) => {
  const headers = (path.endsWith('sign-out') ? undefined : kept.get(role)) ?? (await signInAs(core, role));
  if (!path.endsWith('sign-out')) kept.set(role, headers);
  return headers;
};
beforeAll(async () => {
  core = await startCore();
  for (const role of ROLES) await addTestStaff(core, role);
});
afterAll(() => core.end());

const call = (method: 'GET' | 'POST', path: string, headers: Record<string, string> = {}) =>
  method === 'GET' ? core.get(sample(path), headers) : core.post(sample(path), { unknown: 1 }, headers);
const error = async (response: Response) => ({
  status: response.status,
  ...errorBody.parse(await response.json()),
});

describe('who may what', () => {
  it('is known of every route of staff', () => {
    const { routes } = createApi({} as unknown as Parameters<typeof createApi>[0]);
    const ofStaff = routes
      .filter(({ method, path }) => method !== 'ALL' && !path.startsWith('/api/kiosk'))
      .map(({ method, path }) => `${method} ${path}`);
    expect(new Set(ofStaff)).toEqual(
      new Set([...ROUTES.map(([method, path]) => `${method} ${path}`), 'POST /api/staff/sign-in']),
    );
  });

  it.each(ROUTES)('%s %s needs somebody who is signed in', async (method, path) => {
    expect(await error(await call(method, path))).toMatchObject({ status: 401, error: 'not-signed-in' });
    expect(await error(await call(method, path, { 'besoksvert-staff': 'x'.repeat(43) }))).toMatchObject({
      status: 401,
    });
  });

  it.each(
    ROUTES.flatMap(([method, path, may]) =>
      ROLES.map((role) => [method, path, role, may.includes(role)] as const),
    ),
  )('%s %s as %s: %s', async (method, path, role, allowed) => {
    const response = await call(method, path, await headersOf(role, path));
    if (allowed) expect([401, 403]).not.toContain(response.status);
    else expect(await error(response)).toMatchObject({ status: 403, error: 'not-allowed' });
  });
});

describe('a session', () => {
  it('is told its idle time at sign-in, and ends with sign-out', async () => {
    const answer = await core.post('/api/staff/sign-in', { name: 'randi', pin: PINS.reception });
    const { session, ...rest } = signInAnswer.parse(await answer.json());
    expect(rest).toEqual({ staff: { id: 'reception', name: 'Randi', role: 'reception' }, idleSeconds: 600 });
    const headers = { 'besoksvert-staff': session };
    expect((await core.get('/api/reception/board', headers)).status).toBe(200);
    expect((await core.post('/api/staff/sign-out', {}, headers)).status).toBe(200);
    expect((await core.get('/api/reception/board', headers)).status).toBe(401);
  });

  it('is not kept alive by a board that refreshes itself, but by somebody who is there', async () => {
    const [watched, worked] = [await signInAs(core, 'reception'), await signInAs(core, 'reception')];
    const board = async (headers: Record<string, string>) =>
      (await core.get('/api/reception/board', headers)).status;
    for (let minute = 1; minute < 10; minute++) {
      core.clock.advance(MINUTE);
      expect(await board(watched)).toBe(200);
      expect(await board({ ...worked, [PRESENT_HEADER]: '1' })).toBe(200);
    }
    core.clock.advance(MINUTE);
    expect(await board(watched)).toBe(401);
    expect(await board(worked)).toBe(200);
  });

  it('ends when the account gets another PIN: whoever knew the old one is out', async () => {
    const headers = await signInAs(core, 'infection-control');
    expect((await core.get('/api/infection-control/days', headers)).status).toBe(200);
    const [of, oldPin] = [{ db: core.db }, PINS['infection-control']];
    await setPin(of, { id: 'infection-control', pin: '918274' });
    expect((await core.get('/api/infection-control/days', headers)).status).toBe(401);
    await setPin(of, { id: 'infection-control', pin: oldPin });
  });

  it('does not survive a restart', async () => {
    const headers = await signInAs(core, 'reception');
    await core.restart();
    expect((await core.get('/api/reception/board', headers)).status).toBe(401);
  });
});

describe('sign-in', () => {
  const enter = (name: string, pin: string) => core.post('/api/staff/sign-in', { name, pin });

  it('answers a wrong PIN and an unknown name alike, and says until when it is locked', async () => {
    for (const name of ['Aud', 'Nobody']) {
      expect(await error(await enter(name, '000001'))).toMatchObject({ status: 401, error: 'not-signed-in' });
      await enter(name, '000001');
      const until = new Date(core.clock.now() + 30_000).toISOString();
      expect(await error(await enter(name, '000001'))).toMatchObject({ status: 423, error: 'locked', until });
    }
    expect(core.log.filter(({ event }) => event === 'staff-locked-out')).toHaveLength(1);
  });

  it('asks for six digits', async () => {
    expect(await error(await enter('Aud', '12345'))).toMatchObject({ status: 400, error: 'bad-request' });
  });
});
