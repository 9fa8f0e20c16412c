/** What is kept of visits, read once in the order in which it lies: looking it up visit by visit would take longer than all else. */
import type { Database } from 'better-sqlite3';
import { KEPT_PRESENCE, KEPT_VISIT } from './kept-visits.ts';
import { createPile } from './sums.ts';
import type { Sum } from './sums.ts';

const KINDS = ['all', 'identity', 'contact', 'reason'] as const;

/** By the event that opened a visit; all threads fill it and read it. */
export interface Glance {
  /** At which event the kept row stands; 0: there is none. */
  readonly revisions: Int32Array;
  /** Of each kind of key a bit: it is there, it is erased, the kiosk opens its day. */
  readonly keys: Uint16Array;
}
export interface GlanceMemory {
  readonly revisions: SharedArrayBuffer;
  readonly keys: SharedArrayBuffer;
}

export const glanceMemory = (length: number): GlanceMemory => ({
  revisions: new SharedArrayBuffer((length + 1) * Int32Array.BYTES_PER_ELEMENT),
  keys: new SharedArrayBuffer((length + 1) * Uint16Array.BYTES_PER_ELEMENT),
});
export const glanceOf = ({ revisions, keys }: GlanceMemory): Glance => ({
  revisions: new Int32Array(revisions),
  keys: new Uint16Array(keys),
});

const ERASED = 4;
const OPEN = 8;
/** What is known of a visit's key of one kind; null where it has none, as far as a glance tells. */
export const keyAtGlance = (
  { keys }: Glance,
  openedBy: number,
  kind: string,
): { readonly isErased: boolean; readonly isOpen: boolean } | null => {
  const bits = keys[openedBy] ?? 0;
  const at = (KINDS as readonly string[]).indexOf(kind);
  if (at < 0 || (bits & (1 << at)) === 0) return null;
  return { isErased: (bits & (1 << (at + ERASED))) !== 0, isOpen: (bits & (1 << (at + OPEN))) !== 0 };
};
export const hasErasedKey = ({ keys }: Glance, openedBy: number): boolean =>
  ((keys[openedBy] ?? 0) & 0xf0) !== 0;

type Raw = readonly unknown[];
const bitOf = (shift: number): string =>
  `CASE k.kind ${KINDS.map((kind, at) => `WHEN '${kind}' THEN ${1 << (at + shift)}`).join(' ')} ELSE 0 END`;
const KEYS = `
  SELECT v.opened_by, sum(${bitOf(0)}
    + CASE WHEN k.wrapped IS NULL AND NOT EXISTS (
        SELECT 1 FROM held_key AS h WHERE h.visit_id = k.visit_id AND h.kind = k.kind) THEN ${bitOf(ERASED)} ELSE 0 END
    + CASE WHEN k.wrapped IS NOT NULL AND n.closed_at IS NULL AND n.destroyed_at IS NULL THEN ${bitOf(OPEN)} ELSE 0 END)
  FROM visit_key AS k JOIN visit AS v ON v.visit_id = k.visit_id LEFT JOIN key_name AS n ON n.name = k.key_name
  WHERE k.visit_id >= ? AND k.visit_id < ? GROUP BY k.visit_id`;
const VISITS = `SELECT opened_by, revision, ${KEPT_VISIT} FROM visit WHERE visit_id >= ? AND visit_id < ?`;
const PRESENCES = `SELECT ${KEPT_PRESENCE} FROM presence WHERE visit_id >= ? AND visit_id < ?`;

/** Takes down what is kept of the visits whose ids are from one text on and before another; the sum of all of it. */
export const takeGlance = (
  db: Database,
  { revisions, keys }: Glance,
  salt: string,
  [from, to]: readonly [string, string],
): Sum => {
  const pile = createPile(salt);
  const fits = (seq: unknown): seq is number => typeof seq === 'number' && seq > 0 && seq < revisions.length;
  for (const [openedBy, revision, text] of db
    .prepare<[string, string], Raw>(VISITS)
    .raw()
    .iterate(from, to)) {
    pile.add(String(text));
    if (fits(openedBy) && fits(revision)) revisions[openedBy] = revision;
  }
  for (const text of db.prepare<[string, string]>(PRESENCES).pluck().iterate(from, to))
    pile.add(String(text));
  for (const [openedBy, bits] of db.prepare<[string, string], Raw>(KEYS).raw().iterate(from, to))
    if (fits(openedBy)) keys[openedBy] = Number(bits);
  return pile.sum();
};
