/** Files encrypted in the format of age (age-encryption.org/v1) to X25519 keys: whoever has a private key opens them with any age program. */
import { bech32 } from '@scure/base';
import { Decrypter, Encrypter } from 'age-encryption';
import type { JWK } from 'jose';

const rawOf = (part: string | undefined): Buffer | null => {
  const bytes = Buffer.from(part ?? '', 'base64url');
  return bytes.length === 32 ? bytes : null;
};

/** `age1…`; null where it is no X25519 key. */
export const ageRecipient = ({ kty, crv, x }: JWK): string | null => {
  const raw = kty === 'OKP' && crv === 'X25519' ? rawOf(x) : null;
  return raw && bech32.encodeFromBytes('age', raw);
};
/** `AGE-SECRET-KEY-1…`; null where it is no private X25519 key. */
export const ageIdentity = ({ crv, d }: JWK): string | null => {
  const raw = crv === 'X25519' ? rawOf(d) : null;
  return raw && bech32.encodeFromBytes('age-secret-key-', raw).toUpperCase();
};

const streamOf = (plain: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> => {
  const chunks = plain[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const next = await chunks.next();
      if (next.done === true) controller.close();
      else controller.enqueue(next.value);
    },
    cancel: async () => {
      await chunks.return?.();
    },
  });
};

/** In pieces of 64 KiB: a file of any size takes little memory. */
export const encrypted = (
  recipients: readonly string[],
  plain: AsyncIterable<Uint8Array>,
): Promise<AsyncIterable<Uint8Array>> => {
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  return encrypter.encrypt(streamOf(plain));
};

/** Null where this key does not open it. The stream fails where it was cut or changed. */
export const decrypted = async (
  identity: string,
  cipher: AsyncIterable<Uint8Array>,
): Promise<AsyncIterable<Uint8Array> | null> => {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  try {
    return await decrypter.decrypt(streamOf(cipher));
  } catch {
    return null;
  }
};
