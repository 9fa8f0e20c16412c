/** The bytes that hashes and seals stand on (protocol-format.md, «Encoding»). */
import { createDecipheriv, hash } from 'node:crypto';

/** Text as UTF-8, a number as eight bytes, null told apart from empty. */
export type Field = string | number | Uint8Array | null;

const bytesOf = (field: string | number | Uint8Array): Uint8Array => {
  if (typeof field === 'string') return Buffer.from(field, 'utf8');
  if (typeof field !== 'number') return field;
  const bytes = Buffer.alloc(8);
  bytes.writeUInt32BE(Math.floor(field / 2 ** 32) >>> 0, 0);
  bytes.writeUInt32BE(field >>> 0, 4);
  return bytes;
};

export const encode = (label: string, fields: readonly Field[]): Buffer =>
  Buffer.concat(
    [label, ...fields].flatMap((field) => {
      const bytes = field === null ? null : bytesOf(field);
      const start = Buffer.alloc(5);
      start.writeUInt8(bytes === null ? 0 : 1, 0);
      start.writeUInt32BE(bytes?.length ?? 0, 1);
      return bytes === null ? [start] : [start, bytes];
    }),
  );

export const sha256 = (bytes: Uint8Array): Buffer => hash('sha256', bytes, 'buffer');
export const hashOf = (label: string, fields: readonly Field[]): Buffer => sha256(encode(label, fields));

const START = 5;
const HASH_BYTES = 32;

/** The hash of a few hashes, over and over; all of them in hexadecimal capitals. */
export const hashOfHashes = (label: string): ((hashes: readonly (string | null)[]) => string) => {
  const head = encode(label, []);
  const bytes = Buffer.alloc(head.length + 8 * (START + HASH_BYTES));
  head.copy(bytes);
  return (hashes) => {
    let at = head.length;
    for (const one of hashes) {
      bytes[at] = one === null ? 0 : 1;
      bytes.writeUInt32BE(one === null ? 0 : HASH_BYTES, at + 1);
      at += START;
      if (one !== null) at += bytes.write(one, at, 'hex');
    }
    return hash('sha256', bytes.subarray(0, at), 'hex').toUpperCase();
  };
};

const NONCE = 12;
const TAG = 16;

/** Opens AES-256-GCM (nonce, ciphertext, tag); null where the key, the context or the bytes are others. */
export const unseal = (key: Buffer, sealed: Buffer, context: Buffer): Buffer | null => {
  if (key.length !== 32 || sealed.length < NONCE + TAG) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE), { authTagLength: TAG });
  decipher.setAAD(context);
  decipher.setAuthTag(sealed.subarray(-TAG));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(NONCE, -TAG)), decipher.final()]);
  } catch {
    return null;
  }
};
