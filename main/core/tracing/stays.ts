/** Times inside as the search works on them: who was where, and between which instants for certain and at the most. */
import type { PresenceRecord } from '../protocol/presences.ts';
import { spanOf, type Span } from './spans.ts';

/** People are known by keys that mean nothing here. */
export interface Stay {
  /** Null: a member of staff who was about in the ward, entered by hand. */
  readonly visitId: string | null;
  readonly leg: number;
  readonly ward: string;
  /** Null: everywhere in the ward. */
  readonly place: string | null;
  /** A resident's own room or flat: whoever is in another of the same ward is behind a wall. */
  readonly isPrivate: boolean;
  /** Between these they were there whatever the true ends were; null: for no moment. */
  readonly certain: Span | null;
  /** Before and after these they were not there. */
  readonly possible: Span;
  /** Who came in: visitor, companions; or the member of staff. */
  readonly came: readonly string[];
  /** Whom they visited: with them for the whole time. Empty where that is not known. */
  readonly residents: readonly string[];
}

type Times = Pick<PresenceRecord, 'starts_earliest' | 'starts_latest' | 'ends_earliest' | 'ends_latest'>;

/** Whoever has not left is there until now, for all that the protocol knows. Null: for no moment, not even possibly. */
export const timesOf = (row: Times, now: number): Pick<Stay, 'certain' | 'possible'> | null => {
  const possible = spanOf(row.starts_earliest, row.ends_latest ?? now);
  return possible && { certain: spanOf(row.starts_latest, row.ends_earliest ?? now), possible };
};

export const isIn = (stay: Stay, person: string): boolean =>
  stay.came.includes(person) || stay.residents.includes(person);
