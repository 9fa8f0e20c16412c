import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { personalFields } from '../../../shared/domain/events.ts';
import type { PersonalFields } from '../../../shared/domain/events.ts';
import { canonicalJson } from './canonical.ts';
import { encode, hashOf } from './encoding.ts';

const NONCE = 12;
const TAG = 16;
const SALT = 32;

/** AES-256-GCM: 12 bytes of nonce, ciphertext, 16 bytes of tag. `context` must be the same to open it. */
export const encrypt = (key: Buffer, plaintext: Buffer, context: Buffer): Buffer => {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG });
  cipher.setAAD(context);
  return Buffer.concat([nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
};

/** What `encrypt` closed, or null: another key, another context, or changed bytes. */
export const decrypt = (key: Buffer, sealed: Buffer, context: Buffer): Buffer | null => {
  if (sealed.length < NONCE + TAG) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE), { authTagLength: TAG });
  decipher.setAAD(context);
  decipher.setAuthTag(sealed.subarray(-TAG));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(NONCE, -TAG)), decipher.final()]);
  } catch {
    return null;
  }
};

export interface Sealed {
  /** Nonce, ciphertext and tag, as it lies in table `sealed`. */
  readonly ciphertext: Buffer;
  /** SHA-256 over label, salt and plaintext: says nothing without the salt, which lies inside the sealed bytes. */
  readonly commitment: Buffer;
  /** SHA-256 of `ciphertext`. */
  readonly digest: Buffer;
}

const sealContext = (eventId: string, visitId: string) => encode('besoksvert/sealed/1', [eventId, visitId]);
const commitmentOf = (salt: Uint8Array, plaintext: Uint8Array) =>
  hashOf('besoksvert/commitment/1', [salt, plaintext]);

export const digestOf = (ciphertext: Buffer): Buffer => createHash('sha256').update(ciphertext).digest();

/** Seals the personal fields of one event under the key of its visit. */
export const seal = (visitKey: Buffer, eventId: string, visitId: string, fields: PersonalFields): Sealed => {
  const salt = randomBytes(SALT);
  const plaintext = Buffer.from(canonicalJson(fields), 'utf8');
  const ciphertext = encrypt(visitKey, Buffer.concat([salt, plaintext]), sealContext(eventId, visitId));
  return { ciphertext, commitment: commitmentOf(salt, plaintext), digest: digestOf(ciphertext) };
};

/** Opens what `seal` closed, with the commitment that it stands for; null when the key does not open it. */
export const unseal = (
  visitKey: Buffer,
  eventId: string,
  visitId: string,
  ciphertext: Buffer,
): { fields: PersonalFields; commitment: Buffer } | null => {
  const opened = decrypt(visitKey, ciphertext, sealContext(eventId, visitId));
  if (!opened || opened.length < SALT) return null;
  const salt = opened.subarray(0, SALT);
  const plaintext = opened.subarray(SALT);
  const fields = personalFields.safeParse(parseJson(plaintext));
  return fields.success ? { fields: fields.data, commitment: commitmentOf(salt, plaintext) } : null;
};

const parseJson = (bytes: Buffer): unknown => {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
};
