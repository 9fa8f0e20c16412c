/** A lead's private key as it lies in `keys/recipients.json`: under their passphrase, and under the recovery key on paper. */
import { hkdfSync, randomBytes, scrypt } from 'node:crypto';
import type { JWK } from 'jose';
import { z } from 'zod';
import { encode } from '../protocol/encoding.ts';
import { decrypt, encrypt } from '../protocol/seal.ts';
import { readRecoveryKey } from './recovery-key.ts';
import { tidyPassphrase } from './passphrase.ts';

export const leadKey = z.strictObject({
  kty: z.literal('OKP'),
  crv: z.literal('X25519'),
  x: z.string(),
  d: z.string(),
});

const bytes = z.base64url();
const underPassphrase = z.strictObject({
  kdf: z.literal('scrypt'),
  /** What a file says costs memory (128 × N × r bytes): no more than a gigabyte is taken for it. */
  N: z
    .int()
    .min(256)
    .max(2 ** 20),
  r: z.int().min(1).max(8),
  p: z.int().min(1).max(4),
  salt: bytes,
  sealed: bytes,
});
const underRecovery = z.strictObject({ kdf: z.literal('hkdf-sha256'), salt: bytes, sealed: bytes });

export type Cost = Pick<z.infer<typeof underPassphrase>, 'N' | 'r' | 'p'>;
/** 128 MB and about 0.3 s: argon2 is in Node 24 but not in Electron's, which is built on BoringSSL. */
export const COST: Cost = { N: 2 ** 17, r: 8, p: 1 };

const LENGTH = 32;
const SALT = 16;

const stretched = (passphrase: string, salt: Buffer, cost: Cost): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const options = { N: cost.N, r: cost.r, p: cost.p, maxmem: 256 * cost.N * cost.r };
    scrypt(tidyPassphrase(passphrase), salt, LENGTH, options, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });

/** The recovery key is random enough to need no stretching. */
const derived = (recoveryKey: string, salt: Buffer): Buffer =>
  Buffer.from(hkdfSync('sha256', recoveryKey, salt, 'besoksvert recovery key v1', LENGTH));

/** Bound to the account and the way in: another account's, or the other wrapping, put in its place does not open. */
const context = (recipient: string, way: 'passphrase' | 'recovery') =>
  encode('besoksvert/lead-key/2', [recipient, way]);

const sealedKey = (key: Buffer, privateJwk: JWK, about: Buffer): string =>
  encrypt(key, Buffer.from(JSON.stringify(leadKey.parse(privateJwk))), about).toString('base64url');

const openedKey = (key: Buffer, sealed: string, about: Buffer): JWK | null => {
  const plain = decrypt(key, Buffer.from(sealed, 'base64url'), about);
  return plain === null ? null : leadKey.parse(JSON.parse(plain.toString('utf8')));
};

export const wrapUnderPassphrase = async (
  privateJwk: JWK,
  recipient: string,
  passphrase: string,
  cost: Cost = COST,
): Promise<string> => {
  const salt = randomBytes(SALT);
  const key = await stretched(passphrase, salt, cost);
  const parts: z.infer<typeof underPassphrase> = {
    kdf: 'scrypt',
    ...cost,
    salt: salt.toString('base64url'),
    sealed: sealedKey(key, privateJwk, context(recipient, 'passphrase')),
  };
  return JSON.stringify(parts);
};

/** Null when the passphrase does not open it. Throws when what is stored is damaged. */
export const openWithPassphrase = async (
  wrapped: string,
  recipient: string,
  passphrase: string,
): Promise<JWK | null> => {
  const { salt, sealed, ...cost } = underPassphrase.parse(JSON.parse(wrapped));
  const key = await stretched(passphrase, Buffer.from(salt, 'base64url'), cost);
  return openedKey(key, sealed, context(recipient, 'passphrase'));
};

/** `recoveryKey`: as `newRecoveryKey` gave it, or as it was typed. Throws for what is none. */
export const wrapUnderRecovery = (privateJwk: JWK, recipient: string, recoveryKey: string): string => {
  const read = readRecoveryKey(recoveryKey);
  if (read === null) throw new Error('not a recovery key');
  const salt = randomBytes(SALT);
  const parts: z.infer<typeof underRecovery> = {
    kdf: 'hkdf-sha256',
    salt: salt.toString('base64url'),
    sealed: sealedKey(derived(read, salt), privateJwk, context(recipient, 'recovery')),
  };
  return JSON.stringify(parts);
};

/** Null when it is no recovery key, or another one. Throws when what is stored is damaged. */
export const openWithRecovery = (wrapped: string, recipient: string, typed: string): JWK | null => {
  const { salt, sealed } = underRecovery.parse(JSON.parse(wrapped));
  const read = readRecoveryKey(typed);
  if (read === null) return null;
  return openedKey(derived(read, Buffer.from(salt, 'base64url')), sealed, context(recipient, 'recovery'));
};
