import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { board } from '../../../shared/api/staff.ts';
import { addTestStaff, answerOf, refusal, signInAs } from '../../../test/support/desk.ts';
import { programPack, startLead, type LeadAtWork } from '../../../test/support/lead.ts';

const NAME = 'no-2020-05-27';
let lead: LeadAtWork;
beforeEach(async () => {
  lead = await startLead();
});
afterEach(() => lead.core.end());

const next = (changes: Record<string, unknown> = {}) => programPack(NAME, { version: '9.0.0', ...changes });
const came = async (pack: Record<string, unknown>) => {
  expect((await lead.core.send([], { packs: [pack] })).problems).toEqual([]);
};
const change = { kind: 'pack', id: NAME, version: '9.0.0' } as const;
const reason = async (response: Promise<Response>) => (await refusal(response)).reason;
const activations = () =>
  lead.core.db
    .prepare<[], string>(
      `SELECT body ->> '$.version' || ' ' || (body ->> '$.why') || ' ' || actor FROM event WHERE type = 'pack.activated' ORDER BY seq`,
    )
    .pluck()
    .all();
const tasks = async () =>
  (await answerOf(board, lead.core.get('/api/reception/board', lead.headers))).waiting.map(
    ({ kind, detail }) => `${kind} ${detail}`,
  );

describe('a pack that came', () => {
  it('waits for the lead as a task and decides nothing', async () => {
    const before = await lead.inForce();
    await came(next());
    expect(await lead.inForce()).toBe(before);
    expect(await lead.row('9.0.0')).toMatchObject({ state: 'ready', source: 'municipality', problems: [] });
    expect(await tasks()).toEqual([`pack-received ${NAME} 9.0.0`]);
  });

  it('decides from the moment that it is put in force, also after a restart; who did it is in the log', async () => {
    await came(next());
    const [started] = activations();
    expect((await lead.activatePack(next())).status).toBe(200);
    expect(await lead.inForce()).toBe(`${NAME} 9.0.0`);
    expect(await tasks()).toEqual([]);
    await lead.core.restart();
    await lead.signInAgain();
    expect(await lead.inForce()).toBe(`${NAME} 9.0.0`);
    expect(activations()).toEqual([started, '9.0.0 activated staff:infection-control']);
    expect(lead.core.log).toContainEqual({ event: 'pack-activated', id: NAME, version: '9.0.0' });
  });

  it('wakes the screens that wait for something to change when it is put in force', async () => {
    await came(next());
    const { token } = await lead.rehearse(change);
    const { revision } = await answerOf(board, lead.core.get('/api/reception/board', lead.headers));
    const woken = lead.core.get(`/api/reception/board?after=${revision}`, lead.headers);
    await lead.post('activate', { change, token });
    expect((await answerOf(board, woken)).pack.version).toBe('9.0.0');
  });

  it('is no task any more once a newer version of it came', async () => {
    await came(next());
    await came(next({ version: '9.1.0' }));
    expect(await tasks()).toEqual([`pack-received ${NAME} 9.1.0`]);
    expect(await lead.row('9.0.0')).toMatchObject({ state: 'ready' });
  });

  it('makes no second event and no second task when it comes again, waiting or in force', async () => {
    const log = () =>
      lead.core.db.prepare(`SELECT count(*) FROM event WHERE type LIKE 'pack.%'`).pluck().get();
    await came(next());
    const once = log();
    await came(next());
    expect(log()).toBe(once);
    await lead.activatePack(next());
    const activated = log();
    await came(next());
    expect(log()).toBe(activated);
    expect(await tasks()).toEqual([]);
  });
});

describe('without its rehearsal nothing is put in force:', () => {
  beforeEach(() => came(next()));

  it('no token, one that was made up, one of another change', async () => {
    await came(next({ version: '9.1.0' }));
    const { token } = await lead.rehearse({ ...change, version: '9.1.0' });
    for (const other of ['', 'AAAA', token])
      expect(await reason(lead.post('activate', { change, token: other }))).toBe('rehearse-first');
    expect(activations()).toHaveLength(1);
  });

  it('one of the day before', async () => {
    const { token } = await lead.rehearse(change);
    lead.core.clock.set('2026-03-10T22:59:59.000Z');
    await lead.signInAgain();
    lead.core.clock.advance(1000);
    expect(await reason(lead.post('activate', { change, token }))).toBe('rehearse-first');
  });

  it('one over other rules than those in force', async () => {
    await came(next({ version: '9.1.0' }));
    const { token } = await lead.rehearse(change);
    await lead.activate({ ...change, version: '9.1.0' });
    expect(await reason(lead.post('activate', { change, token }))).toBe('rehearse-first');
  });

  it('but one of earlier the same day will do, also after a restart', async () => {
    const { token } = await lead.rehearse(change);
    await lead.core.restart();
    lead.core.clock.set('2026-03-10T22:59:59.000Z');
    await lead.signInAgain();
    expect((await lead.post('activate', { change, token })).status).toBe(200);
  });
});

describe('a pack', () => {
  it('that is in force is not put in force again', async () => {
    const [, version = ''] = (await lead.inForce()).split(' ');
    expect(await reason(lead.activate({ ...change, version }))).toBe('already-in-force');
  });

  it('that nobody knows is neither rehearsed nor put in force nor read', async () => {
    expect(await reason(lead.post('rehearsal', change))).toBe('no-such-pack');
    expect(await reason(lead.post('activate', { change, token: '' }))).toBe('no-such-pack');
    expect(
      await reason(lead.core.get(`/api/infection-control/policy/packs/${NAME}/9.0.0`, lead.headers)),
    ).toBe('no-such-pack');
  });

  it.each([
    ['nobody who is signed in', null, 'not-signed-in'],
    ['reception', 'reception', 'not-allowed'],
    ['an administrator', 'admin', 'not-allowed'],
  ] as const)('is out of reach for %s', async (_who, role, error) => {
    if (role !== null) await addTestStaff(lead.core, role);
    const headers = role === null ? {} : await signInAs(lead.core, role);
    for (const path of ['rehearsal', 'activate', 'back', 'packs', 'phases/1/withdraw'])
      expect(
        (await refusal(lead.core.post(`/api/infection-control/policy/${path}`, {}, headers))).error,
      ).toBe(error);
    for (const path of ['', `/packs/${NAME}/2.0.0`])
      expect((await refusal(lead.core.get(`/api/infection-control/policy${path}`, headers))).error).toBe(
        error,
      );
  });
});

describe('going back', () => {
  it('puts the pack in force that was before, and then the other again: each an event', async () => {
    const before = await lead.inForce();
    await came(next());
    await lead.activatePack(next());
    expect((await lead.state()).packs.find(({ wasInForce }) => wasInForce)?.version).toBe(
      before.split(' ')[1],
    );
    expect((await lead.post('back')).status).toBe(200);
    expect(await lead.inForce()).toBe(before);
    expect((await lead.post('back')).status).toBe(200);
    expect(await lead.inForce()).toBe(`${NAME} 9.0.0`);
    expect(activations().slice(1)).toEqual([
      '9.0.0 activated staff:infection-control',
      `${before.split(' ')[1]} went-back staff:infection-control`,
      '9.0.0 went-back staff:infection-control',
    ]);
  });

  it('is not possible where nothing was in force before', async () => {
    expect(await reason(lead.post('back'))).toBe('nothing-to-go-back-to');
  });

  it('is checked again: not to a pack that no longer holds', async () => {
    await came(next({ validTo: '2026-03-10' }));
    await lead.activatePack(next());
    await came(next({ version: '9.1.0' }));
    await lead.activate({ ...change, version: '9.1.0' });
    lead.core.clock.set('2026-03-11T12:00:00.000Z');
    await lead.signInAgain();
    expect(await reason(lead.post('back'))).toBe('pack-refused');
    expect(await lead.inForce()).toBe(`${NAME} 9.1.0`);
  });
});
