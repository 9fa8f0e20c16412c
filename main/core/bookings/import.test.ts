import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { codeAnswer } from '../../../shared/api/kiosk.ts';
import { receivedInbound } from '../../../shared/domain/sync.ts';
import { startCore, type TestCore } from '../../../test/support/core.ts';
import { newTokenKey } from '../../../test/support/tokens.ts';
import { newRecipientKeys } from '../protocol/keys.ts';

let kiosk: TestCore;
beforeEach(async () => {
  kiosk = await startCore();
});
afterEach(() => kiosk.end());

const show = async (code: string) =>
  codeAnswer.parse(await (await kiosk.post('/api/kiosk/code', { code, via: 'camera' })).json());
const result = async (code: string) => (await show(code)).result;
describe('bookings that come in', () => {
  it('are known from then on, also after a restart, and lie sealed', async () => {
    const booking = kiosk.booking();
    expect(await kiosk.send([booking])).toEqual({ bookings: 1, cancelled: 0, problems: [] });
    await kiosk.restart();
    expect(await show(await kiosk.codeOf(booking))).toMatchObject({ result: 'ok', firstName: 'Kari' });
    const bytes = kiosk.db.serialize().toString('latin1');
    expect(bytes).not.toContain(Buffer.from('Prøvesen').toString('latin1'));
    expect(bytes).not.toContain('Hemmelig');
  });

  it('replace what was known of them', async () => {
    const booking = kiosk.booking();
    await kiosk.send([booking]);
    await kiosk.send([{ ...booking, visitor: { firstName: 'Karin', lastName: 'Prøvesen' } }]);
    expect(await show(await kiosk.codeOf(booking))).toMatchObject({ firstName: 'Karin' });
  });

  it('to two residents are of wards of one kind: a private home is no part of a visit to a ward', async () => {
    const beside = (place: string) => [{ resident: { id: 'r-2', name: 'Birger Løyndal' }, place }];
    const good = kiosk.booking({ alsoVisits: beside('bjorka-rom') });
    const { bookings, problems } = await kiosk.send([
      good,
      kiosk.booking({ id: 'b-home', alsoVisits: beside('lia-leilighet') }),
      kiosk.booking({ id: 'b-place', alsoVisits: beside('nybygget') }),
    ]);
    expect(bookings).toBe(1);
    expect(problems).toEqual([
      expect.stringMatching(/b-home .*different kinds/) as unknown,
      expect.stringMatching(/b-place .*«nybygget», which this kiosk does not know/) as unknown,
    ]);
    expect(problems.join()).not.toContain('Løyndal');
    expect(await result(await kiosk.codeOf(good))).toBe('ok');
  });

  it('are each refused with a sentence when they cannot be used here; the others are taken', async () => {
    const good = kiosk.booking();
    const answer = await kiosk.send([
      kiosk.booking({ id: 'b-place', place: 'nybygget' }),
      kiosk.booking({ id: 'b-ward', ward: 'nybygget' }),
      kiosk.booking({ id: 'b-time', expires: good.notBefore }),
      good,
      kiosk.booking({ id: 'b-twin', jti: good.jti }),
    ]);
    expect(answer.bookings).toBe(1);
    expect(answer.problems.map((sentence) => /b-\w+/.exec(sentence)?.[0])).toEqual([
      'b-place',
      'b-ward',
      'b-time',
      'b-twin',
    ]);
    expect(await result(await kiosk.codeOf(good))).toBe('ok');
  });

  it('of the wrong shape keep no other out, nor a cancellation, and are named without what is in them', async () => {
    const good = kiosk.booking();
    const gone = kiosk.booking();
    await kiosk.send([gone]);
    const answer = await kiosk.core.importInbound(
      receivedInbound.parse({
        cursor: '9',
        bookings: [
          { ...kiosk.booking({ id: 'b-long' }), companions: [{ name: 'Altfor Langnavn '.repeat(6) }] },
          'Kari Prøvesen',
          good,
        ],
        cancelled: [gone.jti],
        jwks: { keys: [kiosk.key.jwk] },
        recipient: { ...newRecipientKeys().publicJwk, kid: 'm1' },
        packs: [],
        phases: [],
      }),
    );
    expect(answer).toMatchObject({ bookings: 1, cancelled: 1 });
    expect(answer.problems).toEqual([
      'Booking b-long is not of the right shape: companions.0.name too_big.',
      'Booking without a usable id is not of the right shape: invalid_type.',
    ]);
    expect(await result(await kiosk.codeOf(good))).toBe('ok');
    expect(await result(await kiosk.codeOf(gone))).toBe('cancelled');
  });

  it('are all in, or none is, with the cursor', async () => {
    kiosk.db.exec(
      `CREATE TRIGGER broken BEFORE INSERT ON cancelled_token BEGIN SELECT raise(ABORT, 'broken'); END`,
    );
    const before = kiosk.db.prepare('SELECT * FROM fact ORDER BY name').all();
    await expect(kiosk.send([kiosk.booking()], { cancelled: ['j-1'] })).rejects.toThrow('broken');
    expect(kiosk.db.prepare('SELECT count(*) AS count FROM booking').get()).toEqual({ count: 0 });
    expect(kiosk.db.prepare('SELECT * FROM fact ORDER BY name').all()).toEqual(before);
  });
});

describe('signing keys that come in', () => {
  it('hold side by side, and no longer once they are left out', async () => {
    const next = newTokenKey('k2');
    const booking = kiosk.booking();
    await kiosk.send([booking], { jwks: { keys: [kiosk.key.jwk, next.jwk] } });
    expect(await result(await kiosk.codeOf(booking))).toBe('ok');
    expect(await result(await kiosk.codeOf(booking, {}, next))).toBe('ok');
    await kiosk.send([], { jwks: { keys: [next.jwk] } });
    expect(await result(await kiosk.codeOf(booking))).toBe('unknown-key');
    expect(await result(await kiosk.codeOf(booking, {}, next))).toBe('ok');
  });

  it.each([
    ['an empty set', () => []],
    ['two keys of one name', () => [kiosk.key.jwk, newTokenKey('k1').jwk]],
    ['a key of another curve', () => [{ ...newTokenKey('k2').jwk, crv: 'X25519' as const }]],
    ['a key of another length', () => [{ ...newTokenKey('k2').jwk, x: 'AAAA' }]],
    ['a private key', () => [{ ...newTokenKey('k2').jwk, d: 'AAAA' }]],
  ])('are refused as a set, and the old ones stay: %s', async (_what, keys) => {
    const booking = kiosk.booking();
    await kiosk.send([booking]);
    const answer = await kiosk.send([kiosk.booking()], { jwks: { keys: keys() } });
    expect(answer).toMatchObject({
      bookings: 1,
      problems: [expect.stringMatching(/^The key set is refused/)],
    });
    expect(await result(await kiosk.codeOf(booking))).toBe('ok');
  });
});

describe('the municipality’s key for sealed days', () => {
  it.each([
    ['of another curve', newTokenKey('m1').jwk],
    ['that nothing can be sealed to', { kty: 'OKP', crv: 'X25519', kid: 'm1', x: 'A'.repeat(43) } as const],
    ['that is no key', { kty: 'OKP', crv: 'X25519', kid: 'm1', x: '?' } as const],
  ])('is refused, and the door goes on working: %s', async (_what, recipient) => {
    const answer = await kiosk.send([kiosk.booking()], { recipient });
    expect(answer).toMatchObject({ bookings: 1, problems: [expect.stringContaining('sealed days')] });
    await kiosk.restart();
    expect((await kiosk.get('/api/kiosk/state')).status).toBe(200);
  });
});
