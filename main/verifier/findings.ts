/** What the verifier found. */

/** Every kind of finding there is. */
export const FINDING_CODES = [
  // One event by itself, and its place in the chain
  'missing',
  'numbered-below-one',
  'numbered-beyond',
  'row',
  'hash',
  'chain',
  'time-back',
  'unknown-type',
  'body',
  'not-canonical',
  'reference',
  'visit-id',
  'outbox',
  'outbox-answer',
  // What follows from the events
  'step',
  'kept-visit',
  'kept-presence',
  'kept-outing',
  'day-closed',
  'restored',
  'pointer',
  'pack',
  // Sealed fields, their keys, cases
  'sealed-digest',
  'sealed-commitment',
  'sealed-gone',
  'sealed-left',
  'sealed-extra',
  'sealed-unopened',
  'sealed-fields',
  'key-missing',
  'key-extra',
  'key-name',
  'key-unopened',
  'key-destroyed',
  'key-file',
  'erased-unaccounted',
  'erased-early',
  'erased-while-held',
  'case',
  'held-key',
  // Heads and the database itself
  'head',
  'head-signature',
  'head-length',
  'schema',
  'unsound',
  'more',
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

export interface Finding {
  /** The event that it is about; 0: about none. */
  readonly seq: number;
  readonly code: FindingCode;
  /** A sentence without its end, of which the event is the subject where there is one. */
  readonly text: string;
}

export interface Findings {
  add(seq: number, code: FindingCode, text: string): void;
  /** By event, what follows from others after them; what is about no event comes last. */
  all(): readonly Finding[];
}

/** A file that is wrong everywhere is not listed line by line. */
const MOST_FINDINGS = 10_000;

/** What only follows from others comes after them: an event that is gone is told of before the visit that lacks it. */
const FOLLOWS = new Set<FindingCode>(['kept-visit', 'kept-presence', 'kept-outing']);
const rank = ({ seq, code }: Finding): number => (seq === 0 ? 2 : FOLLOWS.has(code) ? 1 : 0);

export const createFindings = (): Findings => {
  const found: Finding[] = [];
  const said = new Set<string>();
  let more = 0;
  return {
    add(seq, code, text) {
      if (found.length >= MOST_FINDINGS) {
        more += 1;
        return;
      }
      const key = `${seq} ${code} ${text}`;
      if (said.has(key)) return;
      said.add(key);
      found.push({ seq, code, text });
    },
    all() {
      const sorted = found.toSorted((one, other) => rank(one) - rank(other) || one.seq - other.seq);
      return more === 0 ? sorted : [...sorted, { seq: 0, code: 'more', text: `${more} more were found` }];
    },
  };
};
