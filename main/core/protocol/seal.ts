import { createCipheriv, createDecipheriv, createHash, createSecretKey } from 'node:crypto';
import { FIELD_KINDS, personalFields } from '../../../shared/domain/events.ts';
import type { PersonalFields, SealedKind } from '../../../shared/domain/events.ts';
import { canonicalJson } from './canonical.ts';
import { encode, hashOf } from './encoding.ts';
import { freshBytes } from './random.ts';

const NONCE = 12;
const TAG = 16;
const SALT = 32;
/** Node takes a key's bare bytes too, but finding out that they are no key object costs it twice what the sealing does. */
const keyOf = (key: Buffer) => createSecretKey(key);

/** AES-256-GCM: 12 bytes of nonce, ciphertext, 16 bytes of tag. `context` must be the same to open it. */
export const encrypt = (key: Buffer, plaintext: Buffer, context: Buffer): Buffer => {
  const nonce = freshBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', keyOf(key), nonce, { authTagLength: TAG });
  cipher.setAAD(context);
  return Buffer.concat([nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
};

/** What `encrypt` closed, or null: another key, another context, or changed bytes. */
export const decrypt = (key: Buffer, sealed: Buffer, context: Buffer): Buffer | null => {
  if (sealed.length < NONCE + TAG) return null;
  const decipher = createDecipheriv('aes-256-gcm', keyOf(key), sealed.subarray(0, NONCE), {
    authTagLength: TAG,
  });
  decipher.setAAD(context);
  decipher.setAuthTag(sealed.subarray(-TAG));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(NONCE, -TAG)), decipher.final()]);
  } catch {
    return null;
  }
};

export interface Sealed {
  readonly kind: SealedKind;
  /** Nonce, ciphertext and tag, as it lies in table `sealed`. */
  readonly ciphertext: Buffer;
  /** SHA-256 over label, salt and plaintext: says nothing without the salt, which lies inside the sealed bytes. */
  readonly commitment: Buffer;
  /** SHA-256 of `ciphertext`. */
  readonly digest: Buffer;
}

/** What fields are sealed for. `all`: from before there were kinds. */
export interface SealedFor {
  readonly eventId: string;
  readonly visitId: string;
  readonly kind: SealedKind;
}

const sealContext = ({ eventId, visitId, kind }: SealedFor) =>
  kind === 'all'
    ? encode('besoksvert/sealed/1', [eventId, visitId])
    : encode('besoksvert/sealed/2', [eventId, visitId, kind]);
const commitmentOf = (salt: Uint8Array, plaintext: Uint8Array) =>
  hashOf('besoksvert/commitment/1', [salt, plaintext]);

export const digestOf = (ciphertext: Buffer): Buffer => createHash('sha256').update(ciphertext).digest();

/** Seals the personal fields of one kind of one event under the visit's key of that kind. */
export const seal = (visitKey: Buffer, of: SealedFor, fields: PersonalFields): Sealed => {
  const salt = freshBytes(SALT);
  const plaintext = Buffer.from(canonicalJson(fields), 'utf8');
  const ciphertext = encrypt(visitKey, Buffer.concat([salt, plaintext]), sealContext(of));
  return {
    kind: of.kind,
    ciphertext,
    commitment: commitmentOf(salt, plaintext),
    digest: digestOf(ciphertext),
  };
};

/** What an event commits to: all its kinds together, those it has none of as null. */
export const together = (parts: readonly Sealed[]): { commitment: Buffer; digest: Buffer } | null => {
  if (parts.length === 0) return null;
  const of = (kind: SealedKind) => parts.find((part) => part.kind === kind);
  return {
    commitment: hashOf(
      'besoksvert/commitments/1',
      FIELD_KINDS.map((kind) => of(kind)?.commitment ?? null),
    ),
    digest: hashOf(
      'besoksvert/sealed-digests/1',
      FIELD_KINDS.map((kind) => of(kind)?.digest ?? null),
    ),
  };
};

/** Opens what `seal` closed; null when the key does not open it. */
export const unseal = (visitKey: Buffer, of: SealedFor, ciphertext: Buffer): PersonalFields | null => {
  const opened = decrypt(visitKey, ciphertext, sealContext(of));
  if (!opened || opened.length < SALT) return null;
  const fields = personalFields.safeParse(parseJson(opened.subarray(SALT)));
  return fields.success ? fields.data : null;
};

const parseJson = (bytes: Buffer): unknown => {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
};
