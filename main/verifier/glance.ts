/** What is kept of visits, read once in the order in which it lies: looking it up visit by visit would take longer than all else. */
import type { Database } from 'better-sqlite3';
import { EVENTS_OF_VISITS, takingOfVisits } from './event-indexes.ts';
import type { Groups } from './event-indexes.ts';
import type { Findings } from './findings.ts';
import { KEPT_PRESENCE, KEPT_VISIT, keptText } from './kept-visits.ts';
import { createRows } from './rows.ts';
import { createPile } from './sums.ts';
import type { Sum } from './sums.ts';
import { KEYS, keyOf, visitOfKey } from './visit-keys.ts';
import type { KeyJudge, VisitKey } from './visit-keys.ts';

const KINDS = ['all', 'identity', 'contact', 'reason'] as const;

/** By the event that opened a visit; all threads fill it and read it. */
export interface Glance {
  /** At which event the kept row stands; 0: there is none. */
  readonly revisions: Int32Array;
  /** Of each kind of key a bit: it is there, it is erased, the kiosk opens its day. */
  readonly keys: Uint16Array;
  readonly groups: Groups;
}
export interface GlanceMemory {
  readonly groups: SharedArrayBuffer;
  readonly revisions: SharedArrayBuffer;
  readonly keys: SharedArrayBuffer;
}

export const glanceMemory = (length: number): GlanceMemory => ({
  revisions: new SharedArrayBuffer((length + 1) * Int32Array.BYTES_PER_ELEMENT),
  keys: new SharedArrayBuffer((length + 1) * Uint16Array.BYTES_PER_ELEMENT),
  groups: new SharedArrayBuffer((length + 1) * Int32Array.BYTES_PER_ELEMENT),
});
export const glanceOf = ({ revisions, keys, groups }: GlanceMemory): Glance => ({
  revisions: new Int32Array(revisions),
  keys: new Uint16Array(keys),
  groups: new Int32Array(groups),
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

/** Kinds of which the visit has a key that is not erased. */
export const livingAtGlance = ({ keys }: Glance, openedBy: number): readonly string[] => {
  const bits = keys[openedBy] ?? 0;
  const living = bits & ~(bits >> ERASED) & 0xf;
  return living === 0 ? NONE : KINDS.filter((_, at) => (living & (1 << at)) !== 0);
};
const NONE: readonly string[] = [];

type Raw = readonly unknown[];
const VISITS = `SELECT visit_id, opened_by, ${KEPT_VISIT}, day, last_day, revision FROM visit
  WHERE visit_id >= ? AND visit_id < ? ORDER BY visit_id`;
const PRESENCES = `SELECT visit_id, ${KEPT_PRESENCE} FROM presence
  WHERE visit_id >= ? AND visit_id < ? ORDER BY visit_id, leg`;

/** Rows in the order of their visits, taken visit by visit; those that belong to none are handed on. */
const alongside = (rows: readonly Raw[], ofNone: (row: Raw) => void) => {
  let at = 0;
  const upTo = (visitId: string | null, take: (row: Raw) => void): void => {
    for (let row = rows[at]; row !== undefined; row = rows[at]) {
      const of = String(row[0]);
      if (visitId !== null && of > visitId) return;
      at += 1;
      (of === visitId ? take : ofNone)(row);
    }
  };
  return { take: upTo, end: () => upTo(null, ofNone) };
};

/** Takes down what is kept of the visits whose ids are from one text on and before another, and judges their keys; the sum of all that is kept. */
export const createTakeGlance = (
  db: Database,
  { revisions, keys, groups }: Glance,
  salt: string,
  judge: KeyJudge,
) => {
  const between = (sql: string) => db.prepare<[string, string], Raw>(sql).raw();
  const [visits, presences, visitKeys] = [between(VISITS), between(PRESENCES), between(KEYS)];
  const events = between(EVENTS_OF_VISITS);
  const { visitOf } = createRows(db);
  const fits = (seq: unknown): seq is number => typeof seq === 'number' && seq > 0 && seq < revisions.length;

  return ([from, to]: readonly [string, string], findings: Findings): Sum => {
    const pile = createPile(salt);
    const presencesOf = alongside(presences.all(from, to), (row) => pile.add(String(row[1])));
    const keysOf = alongside(visitKeys.all(from, to), (row) => judge(keyOf(row), null, findings));
    const take = takingOfVisits(groups, visitOf, findings);
    const eventsOf = alongside(events.all(from, to), (row) => take(row, null));
    for (const [id, openedBy, text, ...row] of visits.all(from, to)) {
      const visitId = String(id);
      eventsOf.take(visitId, (row) => take(row, openedBy));
      const texts: string[] = [];
      presencesOf.take(visitId, (row) => texts.push(String(row[1])));
      pile.add(keptText(String(text), texts));
      const visit = visitOfKey(row);
      let bits = 0;
      keysOf.take(visitId, (row) => {
        const key = keyOf(row);
        bits |= bitsOf(key, judge(key, visit, findings));
      });
      if (!fits(openedBy)) continue;
      if (fits(visit.revision)) revisions[openedBy] = visit.revision;
      keys[openedBy] = bits;
    }
    eventsOf.end();
    presencesOf.end();
    keysOf.end();
    return pile.sum();
  };
};

const bitsOf = ({ kind, isGone, isHeld }: VisitKey, isOpen: boolean): number => {
  const at = (KINDS as readonly string[]).indexOf(kind);
  if (at < 0) return 0;
  return (1 << at) | (isGone && !isHeld ? 1 << (at + ERASED) : 0) | (isOpen ? 1 << (at + OPEN) : 0);
};
