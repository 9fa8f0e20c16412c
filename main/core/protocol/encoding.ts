import { createHash } from 'node:crypto';

/** A field of a fixed encoding: text as UTF-8, numbers as 8 bytes big-endian, null told apart from empty. */
export type Field = string | number | Uint8Array | null;

/**
 * The bytes of a list of fields that no other list has: a label with its version first, then for every field one byte
 * (0 null, 1 there), four bytes of length big-endian, and the field.
 */
export const encode = (label: string, fields: readonly Field[]): Buffer => {
  const parts: Buffer[] = [];
  for (const field of [label, ...fields]) {
    const bytes = toBytes(field);
    const start = Buffer.alloc(5);
    start.writeUInt8(bytes === null ? 0 : 1, 0);
    start.writeUInt32BE(bytes?.length ?? 0, 1);
    parts.push(start);
    if (bytes) parts.push(bytes);
  }
  return Buffer.concat(parts);
};

/** SHA-256 over `encode`. */
export const hashOf = (label: string, fields: readonly Field[]): Buffer =>
  createHash('sha256').update(encode(label, fields)).digest();

const toBytes = (field: Field): Buffer | null => {
  if (field === null) return null;
  if (typeof field === 'string') return Buffer.from(field, 'utf8');
  if (typeof field === 'number') {
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64BE(BigInt(field));
    return bytes;
  }
  return Buffer.from(field);
};
