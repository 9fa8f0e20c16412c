/** One model of a table: what a column is called, what it holds and how it is read from a row. All three formats write from it. */

/** `text` and the value as it stands; `time` an instant in UTC; `day` `YYYY-MM-DD`. Null: an empty cell. */
export type Kind = 'text' | 'number' | 'time' | 'day';
export type Value = string | number | null;

export interface Heading {
  readonly heading: string;
  readonly kind: Kind;
  /** Its share of a sheet's width on paper; null: too much for paper, and named there as left out. */
  readonly paper: number | null;
}

export interface Column<Row> extends Heading {
  readonly value: (row: Row) => Value;
}

type Made<Of extends Value> = <Row>(
  heading: string,
  value: (row: Row) => Of,
  paper?: number | null,
) => Column<Row>;

const column =
  (kind: Kind): Made<Value> =>
  (heading, value, paper = null) => ({ heading, kind, paper, value });

export const text: Made<string> = column('text');
export const number: Made<number | null> = column('number');
export const time: Made<string | null> = column('time');
export const day: Made<string | null> = column('day');

/** A table on its way into a file: rows are pulled one at a time and never held. */
export interface Table {
  readonly title: string;
  readonly headings: readonly Heading[];
  readonly rows: Iterable<readonly Value[]>;
}

export const valuesOf = <Row>(columns: readonly Column<Row>[], row: Row): Value[] =>
  columns.map(({ value }) => value(row));
