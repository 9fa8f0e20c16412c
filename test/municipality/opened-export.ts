/** How a municipality opens an encrypted export: with the private key that its sealed day keys are opened with too (resources/docs/exports.md). */
import { bech32 } from '@scure/base';
import { Decrypter } from 'age-encryption';
import type { KeyObject } from 'node:crypto';

/** The X25519 private key as an age identity, `AGE-SECRET-KEY-1…`, for a file that the program `age` takes with `-i`. */
export const ageIdentity = (privateKey: KeyObject): string => {
  const { d } = privateKey.export({ format: 'jwk' });
  if (d === undefined) throw new Error('an X25519 private key has d');
  return bech32.encodeFromBytes('AGE-SECRET-KEY-', Buffer.from(d, 'base64url')).toUpperCase();
};

export const openedExport = async (file: Uint8Array, privateKey: KeyObject): Promise<Buffer> => {
  const decrypter = new Decrypter();
  decrypter.addIdentity(ageIdentity(privateKey));
  return Buffer.from(await decrypter.decrypt(file));
};
