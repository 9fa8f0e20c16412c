/** A lead's private key as it lay before there were passphrases: opened by their PIN and the kiosk's key together. It is only read, to be taken over. */
import { hkdfSync } from 'node:crypto';
import type { JWK } from 'jose';
import { z } from 'zod';
import { recipientOf } from '../lead/recipient.ts';
import { leadKey } from '../lead/wrapped-key.ts';
import { decrypt } from '../protocol/seal.ts';
import { stretch } from './pin.ts';

/** Base64url. */
const wrapped = z.strictObject({ salt: z.base64url(), sealed: z.base64url() });

const wrappingKey = async (pin: string, salt: Buffer, kioskKey: Buffer): Promise<Buffer> =>
  Buffer.from(hkdfSync('sha256', await stretch(pin, salt), kioskKey, 'besoksvert lead key v1', 32));

/** Bound to the account: another account's row put in its place does not open. */
const context = (staffId: string) => Buffer.from(`besoksvert/lead-key/1:${recipientOf(staffId)}`);

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
