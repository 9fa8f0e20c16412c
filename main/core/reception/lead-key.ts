import { hkdfSync, randomBytes } from 'node:crypto';
import type { JWK } from 'jose';
import { z } from 'zod';
import { decrypt, encrypt } from '../protocol/seal.ts';
import { stretch } from './pin.ts';

/** Decision 0004: opened by the lead's PIN and the kiosk's key together, by neither alone. Base64url. */
const wrapped = z.strictObject({ salt: z.base64url(), sealed: z.base64url() });
const leadKey = z.strictObject({
  kty: z.literal('OKP'),
  crv: z.literal('X25519'),
  x: z.string(),
  d: z.string(),
});

/** The id under which the lead's public key stands among those who may open past days. */
export const recipientOf = (staffId: string): string => `lead:${staffId}`;

const wrappingKey = async (pin: string, salt: Buffer, kioskKey: Buffer): Promise<Buffer> =>
  Buffer.from(hkdfSync('sha256', await stretch(pin, salt), kioskKey, 'besoksvert lead key v1', 32));

/** Bound to the account: another account's row put in its place does not open. */
const context = (staffId: string) => Buffer.from(`besoksvert/lead-key/1:${recipientOf(staffId)}`);

export const wrapLeadKey = async (
  key: JWK,
  staffId: string,
  pin: string,
  kioskKey: Buffer,
): Promise<string> => {
  const salt = randomBytes(16);
  const plain = Buffer.from(JSON.stringify(leadKey.parse(key)));
  const sealed = encrypt(await wrappingKey(pin, salt, kioskKey), plain, context(staffId));
  const parts: z.infer<typeof wrapped> = {
    salt: salt.toString('base64url'),
    sealed: sealed.toString('base64url'),
  };
  return JSON.stringify(parts);
};

/** Null when PIN and kiosk key do not open it. Throws when what is stored is damaged. */
export const unwrapLeadKey = async (
  text: string,
  staffId: string,
  pin: string,
  kioskKey: Buffer,
): Promise<JWK | null> => {
  const parts = wrapped.parse(JSON.parse(text));
  const key = await wrappingKey(pin, Buffer.from(parts.salt, 'base64url'), kioskKey);
  const plain = decrypt(key, Buffer.from(parts.sealed, 'base64url'), context(staffId));
  return plain === null ? null : leadKey.parse(JSON.parse(plain.toString('utf8')));
};
