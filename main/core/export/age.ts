/** Encryption to the municipality's key, in the format of age (age-encryption.org/v1): whoever has the private key opens it with any age program. */
import { bech32 } from '@scure/base';
import { Encrypter } from 'age-encryption';
import type { JWK } from 'jose';

/** An X25519 public key (JWK) as an age recipient, `age1…`. Null where it is no such key. */
export const ageRecipient = ({ kty, crv, x }: JWK): string | null => {
  if (kty !== 'OKP' || crv !== 'X25519' || x === undefined) return null;
  const key = Buffer.from(x, 'base64url');
  return key.length === 32 ? bech32.encodeFromBytes('age', key) : null;
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

/** In pieces of 64 KiB, so that a file of any size takes little memory. */
export const encryptedTo = async (
  recipient: string,
  plain: AsyncIterable<Uint8Array>,
): Promise<AsyncIterable<Uint8Array>> => {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return encrypter.encrypt(streamOf(plain));
};
