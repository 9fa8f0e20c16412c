import { freshBytes } from './random.ts';

/**
 * A new id of an event, a visit, an outing or a gift: UUID version 7 (RFC 9562), whose first 48 bits are the milliseconds of `instant`. What
 * happened about the same time then lies together in every index: with ids in no order each check-in touched pages all over ten years.
 */
export const newId = (instant: string): string => {
  const bytes = freshBytes(16);
  // A clock that stands before 1970 has no such time; it is no reason to keep anybody out.
  bytes.writeUIntBE(Math.max(0, Date.parse(instant)), 0, 6);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
};
