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

/** Texts as they are written: most of a column are the same few. */
const texts = new Map<string, string>();
const MOST_TEXTS = 20_000;
const LONGEST_TEXT = 60;

const textWritten = (text: string): string => {
  const known = texts.get(text);
  if (known !== undefined) return known;
  const made = quoted(neutralise(text));
  if (text.length > LONGEST_TEXT) return made;
  if (texts.size >= MOST_TEXTS) texts.clear();
  texts.set(text, made);
  return made;
};

const valueWritten = (heading: Heading, value: Value, zone: string): string => {
  if (value === null) return '""';
  return heading.kind === 'text' && typeof value === 'string'
    ? textWritten(value)
    : written(cellOf(heading, value, zone));
};

/** One row of a table, by the kinds of its columns. */
export const rowLine = (headings: readonly Heading[], row: readonly Value[], zone: string): string => {
  let text = '';
  headings.forEach((heading, index) => {
    text += `${index === 0 ? '' : ';'}${valueWritten(heading, row[index] ?? null, zone)}`;
  });
  return `${text}\r\n`;
};
