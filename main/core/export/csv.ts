/**
 * CSV that opens right in Norwegian Excel by double click: UTF-8 with BOM, `;`, CRLF, every cell quoted.
 * How a cell is kept from becoming a formula, a number or a date: resources/docs/decisions/0010-csv.md.
 */

/** Text is shown as it stands; a number or a time is left for Excel to recognise. */
export type Cell = string | { readonly plain: string };

const BOM = '\uFEFF';
/** What Excel takes for the beginning of a formula, its full-width twins included. */
const FORMULA = String.raw`\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|[\t\r\n]`;
/** Where a cell begins, for Excel or for a reader that splits at another separator or loses a quote. */
const BEGINNING = String.raw`(?<=^|[;,"\r\n])`;
const NEEDS_A_TAB = new RegExp(`${BEGINNING}(?=${FORMULA})`, 'gu');
const HAS_A_TAB = new RegExp(`${BEGINNING}\t(?=${FORMULA})`, 'gu');

/** A tab before what a spreadsheet would calculate, and before nothing else. */
export const withoutFormulas = (text: string): string => text.replace(NEEDS_A_TAB, '\t');

/** A tab is put before what a spreadsheet would calculate, and before a text with digits (telephone, code, id). */
export const neutralise = (text: string): string => {
  const harmless = withoutFormulas(text);
  return !harmless.startsWith('\t') && /\d/.test(harmless) ? `\t${harmless}` : harmless;
};

/** The exact inverse of {@link neutralise}, for whoever reads a daily log by machine. */
export const restore = (cell: string): string => {
  const start = cell.startsWith('\t') && !new RegExp(`^\t(?:${FORMULA})`, 'u').test(cell);
  return (start ? cell.slice(1) : cell).replace(HAS_A_TAB, '');
};

const written = (cell: Cell): string =>
  `"${(typeof cell === 'string' ? neutralise(cell) : cell.plain).replaceAll('"', '""')}"`;

export const csv = (rows: readonly (readonly Cell[])[]): string =>
  BOM + rows.map((row) => `${row.map(written).join(';')}\r\n`).join('');
