import { createHmac, createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import fc from 'fast-check';
import { CompactSign, exportJWK } from 'jose';
import { describe, expect, it } from 'vitest';
import type { BookingClaims } from '../../../shared/domain/booking.ts';
import { newTokenKey, signBookingToken } from '../../../test/support/tokens.ts';
import { fromDigits, toDigits } from './digits.ts';
import { verifiedPayload, verifyBookingToken, type SigningJwk } from './token.ts';

const key = newTokenKey('k1');
const other = newTokenKey('k2');
const claims: BookingClaims = {
  jti: 'jti-1',
  sub: 'booking-1',
  aud: 'solbakken',
  nbf: 1_800_000_000,
  exp: 1_800_086_400,
  cls: 'ordinary',
  plc: 'room-1',
  pty: 2,
};
const keys = (kid: string): SigningJwk | null => [key, other].find((known) => known.kid === kid)?.jwk ?? null;
const verify = async (jws: string) => (await verifyBookingToken(jws, keys)).result;

const base64url = (bytes: Buffer | string) => Buffer.from(bytes).toString('base64url');
const token = await signBookingToken(claims, key);
const [head = '', payload = '', signature = ''] = token.split('.');
const signatureBytes = Buffer.from(signature, 'base64url');
const withSignature = (bytes: Buffer) => `${head}.${payload}.${base64url(bytes)}`;
/** A token whose header and payload are free, signed rightly by the key. */
const signedRaw = (header: unknown, body: string | Buffer) => {
  const input = `${base64url(JSON.stringify(header))}.${base64url(body)}`;
  return `${input}.${base64url(sign(null, Buffer.from(input), key.privateKey))}`;
};

describe('a booking token', () => {
  it('is ok with its claims when the municipality signed it', async () => {
    expect(await verifyBookingToken(token, keys)).toEqual({ result: 'ok', claims });
  });

  it('holds with either of two overlapping keys', async () => {
    expect(await verify(await signBookingToken(claims, other))).toBe('ok');
  });

  it('is of an unknown key when its key is not among those that hold', async () => {
    expect(await verify(await signBookingToken(claims, newTokenKey('old')))).toBe('unknown-key');
  });

  it('has a wrong signature when another key borrows the key id', async () => {
    const forged = await signBookingToken(claims, { kid: key.kid, privateKey: other.privateKey });
    expect(await verify(forged)).toBe('bad-signature');
  });

  it('is of an unknown key when the look-up answers with a key of another name', async () => {
    expect((await verifyBookingToken(token, () => other.jwk)).result).toBe('unknown-key');
  });

  it('is not ours when the key signed something that is no booking', async () => {
    const header = { alg: 'EdDSA', kid: key.kid };
    expect(await verify(signedRaw(header, JSON.stringify({ ...claims, pty: 0 })))).toBe('not-ours');
    expect(await verify(signedRaw(header, JSON.stringify({ ...claims, name: 'Kari' })))).toBe('not-ours');
    expect(await verify(signedRaw(header, '{'))).toBe('not-ours');
    expect(await verify(signedRaw(header, Buffer.from([0xff, 0xfe])))).toBe('not-ours');
  });
});

describe('RFC 8037 Appendix A', () => {
  const jwk = {
    kty: 'OKP',
    crv: 'Ed25519',
    x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
  } as const;
  const jws =
    'eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.' +
    'hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg';

  it('A.5: the signature validates', async () => {
    expect((await verifiedPayload(jws, jwk))?.toString()).toBe('Example of Ed25519 signing');
  });

  it('A.4: the same key signs to the same bytes', async () => {
    const privateKey = createPrivateKey({
      format: 'jwk',
      key: { ...jwk, d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A' },
    });
    const signed = await new CompactSign(Buffer.from('Example of Ed25519 signing'))
      .setProtectedHeader({ alg: 'EdDSA' })
      .sign(privateKey);
    expect(signed).toBe(jws);
  });

  it('is nevertheless no booking token: it names no key', async () => {
    expect(await verify(jws)).toBe('bad-signature');
  });
});

/** The order of the Ed25519 group (RFC 8032 §5.1), little-endian arithmetic over S. */
const GROUP_ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;
const littleEndian = (bytes: Buffer) => BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`);
const toLittleEndian = (value: bigint) => Buffer.from(value.toString(16).padStart(64, '0'), 'hex').reverse();
const R = signatureBytes.subarray(0, 32);
const S = signatureBytes.subarray(32);
const flipped = (bit: number) => {
  const bytes = Buffer.from(signatureBytes);
  bytes.writeUInt8(bytes.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
  return bytes;
};

describe('a bad Ed25519 signature, after the idea of Wycheproof', () => {
  it.each<[string, Buffer]>([
    ['empty', Buffer.alloc(0)],
    ['of one byte', Buffer.from([0])],
    ['truncated by a byte', signatureBytes.subarray(0, 63)],
    ['without its first byte', signatureBytes.subarray(1)],
    ['without S', R],
    ['extended by a zero byte', Buffer.concat([signatureBytes, Buffer.alloc(1)])],
    ['with a zero byte before it', Buffer.concat([Buffer.alloc(1), signatureBytes])],
    ['twice over', Buffer.concat([signatureBytes, signatureBytes])],
    ['all zero', Buffer.alloc(64)],
    ['all ones', Buffer.alloc(64, 0xff)],
    ['with R zero', Buffer.concat([Buffer.alloc(32), S])],
    ['with R the neutral element', Buffer.concat([toLittleEndian(1n), S])],
    ['with S zero', Buffer.concat([R, Buffer.alloc(32)])],
    ['with S one', Buffer.concat([R, toLittleEndian(1n)])],
    [
      'with S plus the group order (malleable)',
      Buffer.concat([R, toLittleEndian(littleEndian(S) + GROUP_ORDER)]),
    ],
    ['with S the group order', Buffer.concat([R, toLittleEndian(GROUP_ORDER)])],
    ['with S one below the group order', Buffer.concat([R, toLittleEndian(GROUP_ORDER - 1n)])],
    ['with S above 2^255', Buffer.concat([R, toLittleEndian(2n ** 255n + littleEndian(S))])],
    ['with R and S exchanged', Buffer.concat([S, R])],
    ['in reverse', Buffer.from(signatureBytes).reverse()],
  ])('is refused when it is %s', async (_what, bytes) => {
    expect(await verify(withSignature(bytes))).toBe('bad-signature');
  });

  it('is refused whichever one bit is flipped', async () => {
    const results = new Set<string>();
    for (let bit = 0; bit < 512; bit += 1) results.add(await verify(withSignature(flipped(bit))));
    expect([...results]).toEqual(['bad-signature']);
  });

  it('is refused when it belongs to another message', async () => {
    const another = await signBookingToken({ ...claims, pty: 9 }, key);
    expect(await verify(`${head}.${payload}.${another.split('.')[2] ?? ''}`)).toBe('bad-signature');
  });

  it('is refused when the payload or the header is exchanged under it', async () => {
    const richer = base64url(JSON.stringify({ ...claims, cls: 'end-of-life' }));
    expect(await verify(`${head}.${richer}.${signature}`)).toBe('bad-signature');
    const reordered = base64url(JSON.stringify({ kid: key.kid, alg: 'EdDSA' }));
    expect(await verify(`${reordered}.${payload}.${signature}`)).toBe('bad-signature');
  });
});

describe('a header that asks for more than EdDSA and a known key', () => {
  const ours = { alg: 'EdDSA', kid: key.kid };
  it.each<[string, object]>([
    ['another name of the algorithm', { ...ours, alg: 'eddsa' }],
    ['an embedded key', { ...ours, jwk: key.jwk }],
    ['the address of a key set', { ...ours, jku: 'https://example.org/jwks' }],
    ['a certificate', { ...ours, x5c: ['MIIB'] }],
    ['critical extensions', { ...ours, crit: ['exp'], exp: 1 }],
    ['an unencoded payload', { ...ours, crit: ['b64'], b64: false }],
    ['no key id', { alg: 'EdDSA' }],
    ['a key id that is no text', { ...ours, kid: 7 }],
    ['a list instead of an object', [ours]],
  ])('is refused: %s', async (_what, header) => {
    expect(await verify(signedRaw(header, JSON.stringify(claims)))).toBe('bad-signature');
  });

  it('is refused: alg none, with and without a signature', async () => {
    for (const alg of ['none', 'None', 'NONE']) {
      const input = `${base64url(JSON.stringify({ alg, kid: key.kid }))}.${payload}`;
      expect(await verify(`${input}.`)).toBe('bad-signature');
      expect(await verify(`${input}.${signature}`)).toBe('bad-signature');
    }
  });

  it('is refused: HS256 with the public key as the secret', async () => {
    const input = `${base64url(JSON.stringify({ alg: 'HS256', kid: key.kid }))}.${payload}`;
    for (const secret of [Buffer.from(key.jwk.x, 'base64url'), JSON.stringify(key.jwk)])
      expect(await verify(`${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`)).toBe(
        'bad-signature',
      );
  });

  it('is refused: ES256 with a key of its own', async () => {
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const jws = await new CompactSign(Buffer.from(JSON.stringify(claims)))
      .setProtectedHeader({ alg: 'ES256', kid: key.kid, jwk: await exportJWK(pair.publicKey) })
      .sign(pair.privateKey);
    expect(await verify(jws)).toBe('bad-signature');
  });
});

describe('a token that is not written as ours are', () => {
  const last = signature.slice(-1);
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  // 64 bytes leave 4 unused bits in the last character: these spell the same bytes.
  const twin = alphabet.charAt(alphabet.indexOf(last) ^ 1);

  it.each([
    ['nothing', ''],
    ['two parts', `${head}.${payload}`],
    ['four parts', `${token}.`],
    ['five parts, as an encrypted one has', 'a.b.c.d.e'],
    ['padding', `${token}==`],
    ['plain base64', token.replaceAll('-', '+').replaceAll('_', '/').replace('.', '. ')],
    ['a second spelling of the same bytes', `${token.slice(0, -1)}${twin}`],
    ['a header that is no JSON', `${base64url('{')}.${payload}.${signature}`],
    ['a header that is a number', `${base64url('7')}.${payload}.${signature}`],
    ['a token longer than any of ours', signedRaw({ alg: 'EdDSA', kid: key.kid }, 'a'.repeat(2000))],
  ])('is not readable: %s', async (_what, text) => {
    expect(await verify(text)).toBe('not-readable');
  });

  it('never throws and is never ok, whatever text it is', async () => {
    const part = fc.string({ unit: 'binary', maxLength: 60 });
    const dotted = fc.tuple(part, part, part).map((three) => three.map((text) => base64url(text)).join('.'));
    await fc.assert(fc.asyncProperty(fc.oneof(part, dotted), async (text) => (await verify(text)) !== 'ok'));
  });

  it('is never ok with any one digit changed', async () => {
    const digits = toDigits(token);
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 3, max: digits.length - 1 }),
        fc.integer({ min: 1, max: 9 }),
        async (at, by) => {
          const changed = String((Number(digits.charAt(at)) + by) % 10);
          const jws = fromDigits(digits.slice(0, at) + changed + digits.slice(at + 1));
          return jws === null || (await verify(jws)) !== 'ok';
        },
      ),
      { numRuns: 1000 },
    );
  });
});
