/** The lead's own key from the first sign-in on, over the door: set-up, sign-out, closed, unlocked, forgotten, handed over. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keysState, setUpAnswer, suggestion, type KeysState } from '../../../shared/api/keys.ts';
import { dayIn } from '../../../shared/domain/time.ts';
import { signInAnswer, STAFF_HEADER, visitRow } from '../../../shared/api/staff.ts';
import { startCore, type TestCore } from '../../../test/support/core.ts';
import { answerOf, refusal, walkIn } from '../../../test/support/desk.ts';
import { dailyLogOf, writtenThrough } from '../../../test/support/exports.ts';
import { giveKeyUnderPin } from '../../../test/support/lead-key.ts';
import { keyFolderOf, openKeyStore } from '../keys/store.ts';
import { createDayKeys } from '../protocol/daykeys.ts';
import { newRecipientKeys } from '../protocol/keys.ts';
import { openProtocol } from '../protocol/open.ts';
import { addStaff } from '../reception/accounts.ts';

const PATH = '/api/infection-control/keys';
const DAY = 24 * 3_600_000;
const PIN = '730164';
const FIRST = 'regnet faller på taket';
const SECOND = 'grønn kopp under trappa';

type Headers = Record<string, string>;
let core: TestCore;
beforeEach(async () => {
  core = await startCore();
});
afterEach(() => core.end());

const newLead = async (id: string, name: string): Promise<void> => {
  const added = await addStaff({ db: core.db }, { id, name, role: 'infection-control', pin: PIN });
  if (!added.ok) throw new Error(added.problem);
};
const signIn = async (name: string): Promise<Headers> => {
  const answer = await answerOf(signInAnswer, core.post('/api/staff/sign-in', { name, pin: PIN }));
  return { [STAFF_HEADER]: answer.session };
};
const state = (headers: Headers): Promise<KeysState> => answerOf(keysState, core.get(PATH, headers));
const post = (headers: Headers, path: string, body: object) => core.post(`${PATH}/${path}`, body, headers);
const begin = async (headers: Headers, passphrase: string, recoveryKey: string | null = null) =>
  (await answerOf(setUpAnswer, post(headers, 'set-up', { passphrase, recoveryKey }))).recoveryKey;
const setUp = async (headers: Headers, passphrase = FIRST): Promise<string> => {
  const recoveryKey = await begin(headers, passphrase);
  await answerOf(keysState, post(headers, 'set-up/finish', { recoveryKey }));
  return recoveryKey;
};
const unlock = (headers: Headers, passphrase: string) => post(headers, 'unlock', { passphrase });
const why = async (answer: Promise<Response>) => (await refusal(answer)).reason;
const changes = () =>
  core.db
    .prepare<[], string>(
      `SELECT actor || ' ' || (body ->> '$.change') || ' ' || (body ->> '$.recipient') || ' ' || (body ->> '$.days')
       FROM event WHERE type = 'keys.changed' ORDER BY seq`,
    )
    .pluck()
    .all();
const store = () => openKeyStore(keyFolderOf(core.db));

/** Somebody came and went; the next day the kiosk has forgotten how to open that. Gives the day. */
const aClosedDay = async (headers: Headers): Promise<string> => {
  const { visitId } = (await (await core.post('/api/reception/visits', walkIn(), headers)).json()) as {
    visitId: string;
  };
  await answerOf(
    visitRow,
    core.post(`/api/reception/visits/${visitId}/check-out`, { leftAt: null }, headers),
  );
  const { zone } = core.settings.institution;
  const day = dayIn(zone, core.clock.now());
  core.clock.advance(DAY);
  const protocol = openProtocol(core.db, core.ports);
  await protocol.ensureDayKey();
  expect(protocol.closePastDays().closed).toHaveLength(3);
  return day;
};
/** How many rows of a day's log stay without names. */
const closedRows = async (headers: Headers, day: string) =>
  (await writtenThrough(core, dailyLogOf(day), headers)).closed;

describe('a new lead', () => {
  beforeEach(() => newLead('ivar', 'Ivar'));

  it('has no key until the recovery key has been typed back, and then opens past days', async () => {
    const headers = await signIn('Ivar');
    expect(await state(headers)).toMatchObject({
      own: 'none',
      weaknesses: ['no-recipient', 'lead-without-key'],
    });
    const recoveryKey = await begin(headers, FIRST);
    expect(await state(headers)).toMatchObject({ own: 'none' });
    expect(store().recipients()).toEqual([]);
    const done = await answerOf(keysState, post(headers, 'set-up/finish', { recoveryKey }));
    expect(done).toMatchObject({ own: 'open', weaknesses: [] });
    expect(done.leads).toEqual([
      { id: 'ivar', name: 'Ivar', isYou: true, since: expect.any(String) as string, keys: 3, onlyTheirs: 0 },
    ]);
    expect(changes()).toEqual(['staff:ivar added lead:ivar 3']);
  });

  it('is not done with a slip of the pen, nor with another key, and can try again', async () => {
    const headers = await signIn('Ivar');
    expect(await why(post(headers, 'set-up/finish', { recoveryKey: 'ACDE' }))).toBe('no-set-up');
    const other = await begin(headers, FIRST);
    const recoveryKey = await begin(headers, FIRST);
    expect(await why(post(headers, 'set-up/finish', { recoveryKey: recoveryKey.slice(1) }))).toBe(
      'bad-recovery-key',
    );
    expect(await why(post(headers, 'set-up/finish', { recoveryKey: other }))).toBe('wrong-recovery-key');
    const typed = recoveryKey.toLowerCase().replaceAll(' ', '-');
    expect((await post(headers, 'set-up/finish', { recoveryKey: typed })).status).toBe(200);
  });

  it.each([
    ['kort', 'passphrase-too-short'],
    ['730164 730164 730164', 'passphrase-only-digits'],
    ['aaaaaaaaaaaaaaaaaaaa', 'passphrase-too-simple'],
    ['ivar ivar ivar ivar 12', 'passphrase-is-name'],
  ])('is told what is wrong with «%s»', async (passphrase, reason) => {
    const headers = await signIn('Ivar');
    expect(await why(post(headers, 'set-up', { passphrase, recoveryKey: null }))).toBe(reason);
  });

  it('is offered a passphrase', async () => {
    const headers = await signIn('Ivar');
    const offered = await answerOf(suggestion, post(headers, 'suggestion', { language: 'nb' }));
    expect(offered.passphrase.split(' ')).toHaveLength(5);
  });

  it('begins a set-up anew after the session has ended: nothing was kept', async () => {
    const recoveryKey = await begin(await signIn('Ivar'), FIRST);
    const again = await signIn('Ivar');
    expect(await why(post(again, 'set-up/finish', { recoveryKey }))).toBe('no-set-up');
  });
});

describe('past days', () => {
  it('are closed after sign-in, open with the passphrase, and close with the session', async () => {
    await newLead('ivar', 'Ivar');
    const before = await signIn('Ivar');
    await setUp(before);
    const day = await aClosedDay(before);
    const headers = await signIn('Ivar');
    expect(await state(headers)).toMatchObject({ own: 'locked' });
    expect(await closedRows(headers, day)).toBe(1);
    expect(await why(unlock(headers, SECOND))).toBe('wrong-passphrase');
    expect(await answerOf(keysState, unlock(headers, ` ${FIRST.toUpperCase()}`))).toMatchObject({
      own: 'open',
    });
    expect(await closedRows(headers, day)).toBe(0);
    expect(await state(await signIn('Ivar'))).toMatchObject({ own: 'locked' });
  });

  it('are waited for longer after each wrong passphrase, and the PIN does not help', async () => {
    await newLead('ivar', 'Ivar');
    await setUp(await signIn('Ivar'));
    const headers = await signIn('Ivar');
    await unlock(headers, SECOND);
    await unlock(headers, SECOND);
    expect(await refusal(unlock(headers, SECOND))).toMatchObject({ status: 423, error: 'locked' });
    expect(await refusal(unlock(await signIn('Ivar'), FIRST))).toMatchObject({ error: 'locked' });
    core.clock.advance(30_000);
    expect((await unlock(headers, FIRST)).status).toBe(200);
    expect(core.log.filter(({ event }) => event === 'passphrase-refused')).toHaveLength(3);
  });

  it('are nobody’s who is not an infection-control lead', async () => {
    await addStaff({ db: core.db }, { id: 'r', name: 'Randi', role: 'reception', pin: PIN });
    const headers = await signIn('Randi');
    expect((await core.get(PATH, headers)).status).toBe(403);
    expect((await unlock(headers, FIRST)).status).toBe(403);
  });
});

describe('a forgotten passphrase', () => {
  it('is replaced with the recovery key, which is replaced too; earlier days still open', async () => {
    await newLead('ivar', 'Ivar');
    const before = await signIn('Ivar');
    const first = await setUp(before);
    const day = await aClosedDay(before);
    const headers = await signIn('Ivar');
    expect(await why(post(headers, 'set-up', { passphrase: SECOND, recoveryKey: null }))).toBe('keys-locked');
    const second = await begin(headers, SECOND, first);
    expect((await unlock(headers, SECOND)).status).toBe(400);
    await answerOf(keysState, post(headers, 'set-up/finish', { recoveryKey: second }));
    expect(await closedRows(headers, day)).toBe(0);

    const later = await signIn('Ivar');
    expect(await why(unlock(later, FIRST))).toBe('wrong-passphrase');
    expect(await why(post(later, 'set-up', { passphrase: FIRST, recoveryKey: first }))).toBe(
      'wrong-recovery-key',
    );
    expect((await unlock(later, SECOND)).status).toBe(200);
    expect(changes().map((each) => each.split(' ')[1])).toEqual(['added', 'recovered']);
  });

  it('is changed by whoever knows it, without the paper', async () => {
    await newLead('ivar', 'Ivar');
    const headers = await signIn('Ivar');
    await setUp(headers);
    await setUp(headers, SECOND);
    expect((await unlock(await signIn('Ivar'), SECOND)).status).toBe(200);
    expect(changes().map((each) => each.split(' ')[1])).toEqual(['added', 'passphrase']);
  });
});

it('a lead from before is led through the set-up with the same key: earlier days open, and the PIN opens them no longer', async () => {
  await newLead('ivar', 'Ivar');
  const dayKeys = createDayKeys(core.db, core.ports.secrets.kioskKey);
  await giveKeyUnderPin(
    (...known) => dayKeys.addRecipient(...known),
    'ivar',
    PIN,
    core.ports.secrets.kioskKey,
  );
  const day = await aClosedDay(await signIn('Ivar'));
  const headers = await signIn('Ivar');
  expect(await state(headers)).toMatchObject({ own: 'under-pin', weaknesses: ['lead-under-pin'] });
  expect(await closedRows(headers, day)).toBe(0);
  await setUp(headers);
  expect(store().recipients()[0]?.wrapped).not.toHaveProperty('pin');
  const later = await signIn('Ivar');
  expect(await closedRows(later, day)).toBe(1);
  await unlock(later, FIRST);
  expect(await closedRows(later, day)).toBe(0);
});

describe('another lead', () => {
  let ivar: Headers;
  let day: string;
  beforeEach(async () => {
    await newLead('ivar', 'Ivar');
    await newLead('berit', 'Berit');
    const before = await signIn('Ivar');
    await setUp(before);
    day = await aClosedDay(before);
    ivar = await signIn('Ivar');
    await unlock(ivar, FIRST);
  });

  it('opens earlier days once the keys are given, and what had been written is as it was', async () => {
    expect(await why(post(ivar, 'give', { id: 'berit' }))).toBe('no-such-lead');
    const berit = await signIn('Berit');
    await setUp(berit, SECOND);
    expect(await closedRows(berit, day)).toBe(1);
    const hash = core.db.prepare('SELECT hash FROM event WHERE seq = 2').pluck().get();
    const given = await answerOf(keysState, post(ivar, 'give', { id: 'berit' }));
    expect(given.leads.map(({ name, keys }) => [name, keys])).toEqual([
      ['Berit', given.keys],
      ['Ivar', given.keys],
    ]);
    expect(await closedRows(berit, day)).toBe(0);
    expect(core.db.prepare('SELECT hash FROM event WHERE seq = 2').pluck().get()).toEqual(hash);
    expect(changes().at(-1)).toBe('staff:ivar added lead:berit 3');
    // Once more there is nothing to give.
    await post(ivar, 'give', { id: 'berit' });
    expect(changes()).toHaveLength(3);
  });

  it('who is removed opens nothing more, today’s days neither', async () => {
    const berit = await signIn('Berit');
    await setUp(berit, SECOND);
    await post(ivar, 'give', { id: 'berit' });
    const after = await answerOf(keysState, post(ivar, 'remove', { id: 'berit' }));
    expect(after.leads[0]).toMatchObject({ name: 'Berit', since: null, keys: 0 });
    expect(await closedRows(berit, day)).toBe(1);
    expect(await state(await signIn('Berit'))).toMatchObject({ own: 'none' });
    expect(changes().at(-1)).toMatch(/^staff:ivar removed lead:berit /);
  });

  it('is given nothing by whoever has not unlocked, and nobody removes themselves', async () => {
    await setUp(await signIn('Berit'), SECOND);
    const locked = await signIn('Ivar');
    expect(await why(post(locked, 'give', { id: 'berit' }))).toBe('keys-locked');
    expect(await why(post(locked, 'remove', { id: 'berit' }))).toBe('keys-locked');
    expect(await why(post(ivar, 'remove', { id: 'ivar' }))).toBe('is-you');
    expect(await why(post(ivar, 'give', { id: 'ivar' }))).toBe('is-you');
  });

  it('without an account is named as a stranger, with what would be lost', async () => {
    core.db.prepare("DELETE FROM staff WHERE id = 'ivar'").run();
    const berit = await signIn('Berit');
    await setUp(berit, SECOND);
    expect((await state(berit)).strangers).toMatchObject([{ id: 'ivar', onlyTheirs: 3 }]);
    expect((await answerOf(keysState, post(berit, 'remove', { id: 'ivar' }))).strangers).toEqual([]);
  });
});

it('the municipality’s key stands in the protocol when it comes and when it is another, and not each night', async () => {
  await core.send([]);
  await core.send([]);
  expect(changes()).toEqual(['kiosk added municipality 3']);
  const { x = '' } = newRecipientKeys().publicJwk;
  await core.send([], { recipient: { kty: 'OKP', crv: 'X25519', kid: 'm2', x } });
  expect(changes()).toEqual(['kiosk added municipality 3', 'kiosk replaced municipality 3']);
});

it('a lead who has lost passphrase and recovery key is let begin anew by an administrator; the municipality opens what is closed to them', async () => {
  await core.send([]);
  await newLead('ivar', 'Ivar');
  const before = await signIn('Ivar');
  await setUp(before);
  const day = await aClosedDay(before);
  expect(core.core.forgetLeadKey('berit')).toBeNull();
  expect(core.core.forgetLeadKey('ivar')).toBeGreaterThan(0);
  expect(changes().at(-1)).toMatch(/^kiosk removed lead:ivar /);
  const headers = await signIn('Ivar');
  expect(await state(headers)).toMatchObject({ own: 'none', municipality: { keys: 6 } });
  await setUp(headers, SECOND);
  expect(await closedRows(headers, day)).toBe(1);
});
