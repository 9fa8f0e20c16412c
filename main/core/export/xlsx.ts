/** XLSX by hucre, streaming: real dates and numbers; a text is an inline string and never a formula. More rows than a sheet holds go on in the next one. */
import { writeXlsxStream } from 'hucre/xlsx';
import { clockText, wallClock } from './local-time.ts';
import type { Heading, Kind, Table, Value } from './table.ts';

const FORMATS: Partial<Record<Kind, string>> = { time: 'dd.mm.yyyy hh:mm:ss', day: 'dd.mm.yyyy' };
/** In characters. */
const WIDTHS: Record<Kind, number> = { text: 24, number: 10, time: 20, day: 12 };
/** Excel reads `_x0041_` in a cell as a character by its number; written so it is shown as it was. */
const BY_NUMBER = /_(?=x[0-9A-Fa-f]{4}_)/g;
/** Characters that no XML can hold: controls but tab and line ends, halves of characters, and two that are none. */
const UNWRITABLE = /(?![\t\n\r])\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu;

const textOf = (text: string): string | null =>
  text === '' ? null : text.replace(UNWRITABLE, '\ufffd').replace(BY_NUMBER, '_x005F_');

/** Excel knows no zone: a time is what the wall showed, and text in the hour that comes twice in autumn. */
const cellOf = (kind: Kind, value: Value, zone: string): string | number | Date | null => {
  if (value === null || typeof value === 'number') return value;
  if (kind === 'day') return new Date(`${value}T00:00:00.000Z`);
  if (kind !== 'time') return textOf(value);
  const { wall, offset } = wallClock(zone, value);
  return offset === null ? new Date(wall - (wall % 1000)) : `${clockText(wall)} ${offset}`;
};

function* cellsOf({ headings, rows }: Table, zone: string) {
  for (const row of rows) yield headings.map(({ kind }, index) => cellOf(kind, row[index] ?? null, zone));
}

const columnOf = ({ heading, kind }: Heading) => {
  const numFmt = FORMATS[kind];
  return {
    header: heading,
    width: Math.max(WIDTHS[kind], heading.length + 2),
    ...(numFmt === undefined ? {} : { numFmt }),
  };
};

/** What Excel does not take in a sheet's name. */
const NOT_IN_A_NAME = /[\\/?*[\]:]/g;

export const xlsxFile = (table: Table, zone: string): AsyncIterable<Uint8Array> =>
  writeXlsxStream(cellsOf(table, zone), {
    name: table.title.replace(NOT_IN_A_NAME, ' ').slice(0, 25),
    columns: table.headings.map(columnOf),
    freezePane: { rows: 1 },
    // Half of what a sheet holds: its XML then stays under the 4 GiB of a ZIP that every program opens.
    maxRowsPerSheet: 500_000,
  });
