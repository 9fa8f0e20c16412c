/**
 * CSV that opens right in Norwegian Excel by double click: UTF-8 with BOM, `;`, CRLF, every cell quoted.
 * How a cell is kept from becoming a formula, a number or a date: resources/docs/decisions/0010-csv.md.
 */
import { clockText, dayText, wallClock } from './local-time.ts';
import type { Heading, Value } from './table.ts';

/** Text is shown as it stands; a number or a time is left for Excel to recognise. */
export type Cell = string | { readonly plain: string };

export const BOM = '\uFEFF';
/** What Excel takes for the beginning of a formula, its full-width twins included. */
const FORMULA = String.raw`\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|[\t\r\n]`;
/** Where a cell begins, for Excel or for a reader that splits at another separator or loses a quote. */
const BEGINNING = String.raw`(?<=^|[;,"\r\n])`;
const NEEDS_A_TAB = new RegExp(`${BEGINNING}(?=${FORMULA})`, 'gu');
const HAS_A_TAB = new RegExp(`${BEGINNING}\t(?=${FORMULA})`, 'gu');
/** Most cells, told apart quickly: they begin in one place, and not as a formula. */
const ONE_BEGINNING = /^[\p{L}\d][^;,"\t\r\n]*$/u;
const DIGIT = /\d/;

/** A tab before what a spreadsheet would calculate, and before nothing else. */
export const withoutFormulas = (text: string): string => text.replace(NEEDS_A_TAB, '\t');

/** A tab is put before what a spreadsheet would calculate, and before a text with digits (telephone, code, id). */
export const neutralise = (text: string): string => {
  const harmless = ONE_BEGINNING.test(text) ? text : withoutFormulas(text);
  return !harmless.startsWith('\t') && DIGIT.test(harmless) ? `\t${harmless}` : harmless;
};

/** The exact inverse of {@link neutralise}, for whoever reads a table by machine. */
export const restore = (cell: string): string => {
  const start = cell.startsWith('\t') && !new RegExp(`^\t(?:${FORMULA})`, 'u').test(cell);
  return (start ? cell.slice(1) : cell).replace(HAS_A_TAB, '');
};

const quoted = (text: string): string => `"${text.includes('"') ? text.replaceAll('"', '""') : text}"`;
const written = (cell: Cell): string => quoted(typeof cell === 'string' ? neutralise(cell) : cell.plain);

const line = (cells: readonly Cell[]): string => `${cells.map(written).join(';')}\r\n`;

export const csv = (rows: readonly (readonly Cell[])[]): string => BOM + rows.map(line).join('');

/** A value of a table as a cell. In the hour that comes twice in autumn the offset stands behind the time, and Excel shows it as text. */
export const cellOf = ({ kind }: Pick<Heading, 'kind'>, value: Value, zone: string): Cell => {
  if (value === null) return '';
  if (typeof value === 'number') return { plain: String(value) };
  if (kind === 'day') return { plain: dayText(value) };
  if (kind !== 'time') return value;
  const { wall, offset } = wallClock(zone, value);
  return offset === null ? { plain: clockText(wall) } : `${clockText(wall)} ${offset}`;
};

export const headingLine = (headings: readonly Heading[]): string =>
  BOM + line(headings.map(({ heading }) => heading));

type Written = (value: Value) => string;

/** Of one column's texts so many are remembered: most columns say the same few. */
const MOST_TEXTS = 1_000;
const LONGEST_TEXT = 60;

const textWriter = (): ((text: string) => string) => {
  const known = new Map<string, string>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const made = quoted(neutralise(text));
    if (known.size < MOST_TEXTS && text.length <= LONGEST_TEXT) known.set(text, made);
    return made;
  };
};

/** Whoever was seen has the same instant in all columns of an end. */
const timeWriter = (zone: string): Written => {
  let before: Value = null;
  let made = '""';
  return (value) => {
    if (value !== before) {
      made = written(cellOf({ kind: 'time' }, value, zone));
      before = value;
    }
    return made;
  };
};

/** Writes rows of a table, by the kinds of its columns. */
export const lineWriter = (
  headings: readonly Heading[],
  zone: string,
): ((row: readonly Value[]) => string) => {
  const time = timeWriter(zone);
  const writers = headings.map(({ kind }): Written => {
    if (kind === 'time') return time;
    const text = textWriter();
    return (value) =>
      kind === 'text' && typeof value === 'string' ? text(value) : written(cellOf({ kind }, value, zone));
  });
  // Joined, not added: what is added piece by piece is put together only later, which takes longer.
  return (row) => `${writers.map((write, index) => write(row[index] ?? null)).join(';')}\r\n`;
};
