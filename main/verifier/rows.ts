/** Events as they lie in the database. */
import type { Database } from 'better-sqlite3';

/** All columns of an event; hashes in hexadecimal capitals, as SQLite gives them. */
export interface EventRow {
  readonly seq: number;
  readonly id: string;
  readonly type: string;
  readonly version: number;
  readonly at: string;
  readonly visitId: string | null;
  readonly refersTo: number | null;
  readonly actor: string;
  readonly body: string;
  readonly commitment: string | null;
  readonly sealedDigest: string | null;
  readonly prevHash: string;
  readonly hash: string;
}

/** Read at once: that is quicker than one by one. */
const PAGE = 200;
const HEX = 64;
/** Hashes come in one text: a column of bytes costs as much as all others together. */
const COLUMNS = `seq, id, type, version, at, visit_id, refers_to, actor, body,
  hex(commitment) || hex(sealed_digest) || hex(prev_hash) || hex(hash),
  CASE WHEN commitment IS NULL THEN 0 ELSE 1 END`;

const isText = (value: unknown): value is string => typeof value === 'string';
const isNumber = (value: unknown): value is number => typeof value === 'number';

/** Null where a column holds what no event has there. */
const rowOf = (raw: readonly unknown[]): EventRow | null => {
  const [seq, id, type, version, at, visitId, refersTo, actor, body, hashes, sealed] = raw;
  if (!isNumber(seq) || !isText(id) || !isText(type) || !isNumber(version) || !isText(at)) return null;
  if (visitId !== null && !isText(visitId)) return null;
  if (refersTo !== null && !isNumber(refersTo)) return null;
  if (!isText(actor) || !isText(body) || !isText(hashes)) return null;
  if (hashes.length !== (sealed === 1 ? 4 : 2) * HEX) return null;
  const start = sealed === 1 ? 2 * HEX : 0;
  return {
    seq,
    id,
    type,
    version,
    at,
    visitId,
    refersTo,
    actor,
    body,
    commitment: sealed === 1 ? hashes.slice(0, HEX) : null,
    sealedDigest: sealed === 1 ? hashes.slice(HEX, start) : null,
    prevHash: hashes.slice(start, start + HEX),
    hash: hashes.slice(start + HEX),
  };
};

export interface Rows {
  /** In order of their numbers; only the number of one that is no event. */
  between(from: number, to: number): IterableIterator<EventRow | number>;
  /** The events of a visit (outing, gift) before one, in order; those that are no events are left out. */
  ofBefore(visitId: string, seq: number): EventRow[];
  one(seq: number): EventRow | null;
  readonly visitOf: (seq: number) => string | null | undefined;
  /** The text of a body byte for byte: text that is not UTF-8 reads as other text. */
  bodyBytes(seq: number): Buffer | null;
}

type Raw = readonly unknown[];

export const createRows = (db: Database): Rows => {
  const between = db
    .prepare<[number, number], Raw>(`SELECT ${COLUMNS} FROM event WHERE seq BETWEEN ? AND ? ORDER BY seq`)
    .raw();
  const ofBefore = db
    .prepare<[string, number], Raw>(
      `SELECT ${COLUMNS} FROM event WHERE visit_id = ? AND seq < ? ORDER BY seq`,
    )
    .raw();
  const visitOf = db.prepare<[number], string | null>('SELECT visit_id FROM event WHERE seq = ?').pluck();
  const bodyBytes = db
    .prepare<[number], Buffer | null>('SELECT CAST(body AS BLOB) FROM event WHERE seq = ?')
    .pluck();
  return {
    *between(from, to) {
      for (let start = from; start <= to; start += PAGE)
        for (const raw of between.all(start, Math.min(start + PAGE - 1, to)))
          yield rowOf(raw) ?? Number(raw[0]);
    },
    ofBefore: (visitId, seq) =>
      ofBefore.all(visitId, seq).flatMap((raw) => {
        const row = rowOf(raw);
        return row === null ? [] : [row];
      }),
    one(seq) {
      const raw = between.get(seq, seq);
      return raw === undefined ? null : rowOf(raw);
    },
    visitOf: (seq) => visitOf.get(seq),
    bodyBytes: (seq) => bodyBytes.get(seq) ?? null,
  };
};
