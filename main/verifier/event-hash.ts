/** The hash of an event, over and over: one buffer, written again for each. */
import { hash } from 'node:crypto';
import type { EventRow } from './rows.ts';

const LABEL = 'besoksvert/event/1';
/** One character of a JavaScript text is at most three bytes of UTF-8. */
const MOST_BYTES_A_CHARACTER = 3;
/** All fields but the texts: marks and lengths, numbers, hashes. */
const FIXED = 13 * 5 + LABEL.length + 3 * 8 + 3 * 32;
const HASH_BYTES = 32;
const INVALID = '\uFFFD';

/** In hexadecimal capitals. `bodyBytes` gives a body's own bytes where its text may have read as another. */
export const createEventHash = (bodyBytes: (seq: number) => Buffer | null): ((row: EventRow) => string) => {
  let bytes = Buffer.alloc(64 * 1024);
  let at = 0;

  const start = (length: number): void => {
    bytes[at] = 1;
    bytes.writeUInt32BE(length, at + 1);
    at += 5;
  };
  const missing = (): void => {
    bytes.fill(0, at, at + 5);
    at += 5;
  };
  const text = (value: string): void => {
    const length = bytes.write(value, at + 5, 'utf8');
    start(length);
    at += length;
  };
  const number = (value: number): void => {
    start(8);
    bytes.writeUInt32BE(Math.floor(value / 2 ** 32) >>> 0, at);
    bytes.writeUInt32BE(value >>> 0, at + 4);
    at += 8;
  };
  const digest = (value: string): void => {
    start(HASH_BYTES);
    bytes.write(value, at, 'hex');
    at += HASH_BYTES;
  };
  const body = (row: EventRow): void => {
    const exact = row.body.includes(INVALID) ? bodyBytes(row.seq) : null;
    if (exact === null) {
      text(row.body);
      return;
    }
    start(exact.length);
    at += exact.copy(bytes, at);
  };

  return (row) => {
    const texts =
      row.id.length +
      row.type.length +
      row.at.length +
      row.actor.length +
      row.body.length +
      (row.visitId?.length ?? 0);
    const needed = FIXED + texts * MOST_BYTES_A_CHARACTER;
    if (bytes.length < needed) bytes = Buffer.alloc(needed * 2);
    at = 0;
    text(LABEL);
    number(row.seq);
    text(row.id);
    text(row.type);
    number(row.version);
    text(row.at);
    if (row.visitId === null) missing();
    else text(row.visitId);
    if (row.refersTo === null) missing();
    else number(row.refersTo);
    text(row.actor);
    body(row);
    if (row.commitment === null) missing();
    else digest(row.commitment);
    if (row.sealedDigest === null) missing();
    else digest(row.sealedDigest);
    digest(row.prevHash);
    return hash('sha256', bytes.subarray(0, at), 'hex').toUpperCase();
  };
};
