/**
 * The two indexes through which events are found other than by their number: `event_by_visit` and `event_of_house`. They are read in their own order, and
 * what they say of each event is taken down; the ranges of events lay it beside the table. SQLite's own comparison would take as long as all else.
 */
import type { Database } from 'better-sqlite3';
import { BODIES } from './bodies.ts';
import type { Findings } from './findings.ts';

/** By event: the first of those that the index has of its visit; of one without a visit the number of its type, negative; 0: no index has it. All threads fill it and read it. */
export type Groups = Int32Array;

const NUMBERS = new Map(Object.keys(BODIES).map((type, at) => [type, at + 1]));
const OTHER = NUMBERS.size + 1;
const numberOf = (type: string): number => NUMBERS.get(type) ?? OTHER;

type Raw = readonly unknown[];
export const EVENTS_OF_VISITS = `SELECT visit_id, group_concat(seq) FROM event INDEXED BY event_by_visit
  WHERE visit_id >= ? AND visit_id < ? GROUP BY visit_id`;
const EVENTS_OF_HOUSE = `SELECT type, group_concat(seq) FROM event INDEXED BY event_of_house WHERE visit_id IS NULL GROUP BY type`;

const isAfter = (one: string, other: string): boolean =>
  one > other || Buffer.compare(Buffer.from(one), Buffer.from(other)) > 0;

/** Takes entries down in the order in which an index has them. */
const createTaking = (index: string, groups: Groups, findings: Findings) => {
  let before: string | null = null;
  const tell = (seq: number, what: string): void =>
    findings.add(seq, 'unsound', `the index «${index}» ${what}`);
  return {
    tell,
    /** `mark`: what is taken down of each, given the first. */
    take([of, list]: Raw, mark: (first: number) => number): number {
      const name = String(of);
      const seqs = String(list).split(',').map(Number);
      const first = seqs[0] ?? 0;
      if (before !== null && !isAfter(name, before)) tell(first, 'is not in its order');
      before = name;
      let last = -Infinity;
      for (const seq of seqs) {
        if (seq <= last) tell(seq, 'is not in its order');
        last = seq;
        if (seq > 0 && seq < groups.length && Atomics.exchange(groups, seq, mark(first)) !== 0)
          tell(seq, 'has it twice');
      }
      return first;
    },
  };
};

/** Takes down the events of a visit as `event_by_visit` has them. */
export const takingOfVisits = (
  groups: Groups,
  visitOf: (seq: number) => string | null | undefined,
  findings: Findings,
): ((row: Raw, openedBy: unknown) => void) => {
  const taking = createTaking('event_by_visit', groups, findings);
  return (row, openedBy) => {
    const first = taking.take(row, (seq) => seq);
    // The list of visits is laid beside the events by itself: where it says the same, the table need not be asked.
    if (openedBy !== first && visitOf(first) !== row[0]) taking.tell(first, 'has it of another visit');
  };
};

export const takeEventsOfHouse = (db: Database, groups: Groups, findings: Findings): void => {
  const taking = createTaking('event_of_house', groups, findings);
  for (const row of db.prepare<[], Raw>(EVENTS_OF_HOUSE).raw().all())
    taking.take(row, () => -numberOf(String(row[0])));
};

interface Indexed {
  readonly seq: number;
  readonly type: string;
  readonly visitId: string | null;
}
/** Whether the indexes say of an event what the table says. `openedBy`: the first event of its visit, where that is known. */
export const isIndexed = (
  groups: Groups,
  { seq, type, visitId }: Indexed,
  openedBy: number | null,
  visitOf: (seq: number) => string | null | undefined,
): boolean => {
  const said = groups[seq] ?? 0;
  if (visitId === null) return said === -numberOf(type);
  return said > 0 && (said === openedBy || said === seq || visitOf(said) === visitId);
};
