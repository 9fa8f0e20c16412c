import type { Closed } from '../../protocol/types.ts';
import type { Heading, Value } from '../table.ts';

/** One row, and why it names nobody; null: it does, or has nobody to name. */
export interface SourceRow {
  readonly values: readonly Value[];
  readonly missing: Closed | null;
}

/** Where the rows of a table come from, one at a time. */
export interface Source {
  readonly headings: readonly Heading[];
  /** How many rows there will be at most, as far as is known before they are read. */
  readonly total: number;
  readonly rows: Iterable<SourceRow>;
}
