/** Counts a table's rows on their way into a file, and takes their digest: the same whatever the format. */
import { createHash } from 'node:crypto';
import { headingLine, lineWriter } from './csv.ts';
import type { Counted } from './pdf-head.ts';
import type { Source } from './sources/source.ts';
import type { Table, Value } from './table.ts';

/** Read as `table` or as `csv`, once. */
export interface Tallied {
  readonly table: Table;
  /** The bytes that the digest is of. */
  readonly csv: Iterable<Uint8Array>;
  /** Of the rows that have passed so far. */
  readonly counted: () => Counted;
}

export interface TallyOptions {
  readonly title: string;
  readonly zone: string;
  /** Every so many rows. Whoever wants the work to end throws. */
  readonly progress: (done: number) => void;
}

const EVERY = 250;
/** Characters that are gathered before they are digested. */
const CHUNK = 65_536;

export const tally = ({ headings, rows }: Source, { title, zone, progress }: TallyOptions): Tallied => {
  const digest = createHash('sha256');
  const counts = { rows: 0, erased: 0, closed: 0 };
  const lineOf = lineWriter(headings, zone);
  let lines = headingLine(headings);
  const digested = (): Uint8Array => {
    const bytes = Buffer.from(lines, 'utf8');
    digest.update(bytes);
    lines = '';
    return bytes;
  };
  const passing = function* (): Generator<readonly Value[]> {
    for (const { values, missing } of rows) {
      counts.rows += 1;
      if (missing !== null) counts[missing] += 1;
      lines += lineOf(values);
      yield values;
      if (counts.rows % EVERY === 0) progress(counts.rows);
    }
    progress(counts.rows);
  };
  const asRows = function* (): Generator<readonly Value[]> {
    for (const values of passing()) {
      if (lines.length >= CHUNK) digested();
      yield values;
    }
    digested();
  };
  const asCsv = function* (): Generator<Uint8Array> {
    for (const _ of passing()) if (lines.length >= CHUNK) yield digested();
    yield digested();
  };
  return {
    table: { title, headings, rows: asRows() },
    csv: asCsv(),
    counted: () => ({ ...counts, contentSha256: digest.copy().digest('hex') }),
  };
};
