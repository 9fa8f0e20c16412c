import { strFromU8, unzipSync } from 'fflate';
import readXlsx from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { day, number, text, time, valuesOf, type Table } from './table.ts';
import { xlsxFile } from './xlsx.ts';

const OSLO = 'Europe/Oslo';

const columns = [
  text<string>('Navn', (name) => name),
  number<string>('Lengde', (name) => name.length),
  time<string>('Når', () => '2026-03-10T12:00:05.900Z'),
  time<string>('To ganger', () => '2026-10-25T00:30:00.000Z'),
  day<string>('Dag', () => '2026-03-10'),
  time<string>('Aldri', () => null),
];
const tableOf = (...names: string[]): Table => ({
  title: 'Dagslogg: [1/2]',
  headings: columns,
  rows: names.map((name) => valuesOf(columns, name)),
});

const bytesOf = async (table: Table): Promise<Buffer> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of xlsxFile(table, OSLO)) chunks.push(chunk);
  return Buffer.concat(chunks);
};
/** By a reader that shares nothing with the writer. */
const readBack = async (table: Table) => {
  const [sheet] = await readXlsx(await bytesOf(table), { trim: false });
  // A serial number of Excel's is a fraction of a day: it is right to less than a millisecond.
  return (sheet?.data ?? []).map((row) =>
    row.map((cell) => (cell instanceof Date ? new Date(Math.round(cell.getTime() / 10) * 10) : cell)),
  );
};
const partsOf = async (table: Table): Promise<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(unzipSync(await bytesOf(table))).map(([name, bytes]) => [name, strFromU8(bytes)]),
  );

describe('an XLSX file', () => {
  it('has real dates and numbers, in local time, and text where the hour comes twice', async () => {
    expect(await readBack(tableOf('Ånne'))).toEqual([
      ['Navn', 'Lengde', 'Når', 'To ganger', 'Dag', 'Aldri'],
      [
        'Ånne',
        4,
        new Date('2026-03-10T13:00:05.000Z'),
        '25.10.2026 02:30:00 GMT+02:00',
        new Date('2026-03-10T00:00:00.000Z'),
        null,
      ],
    ]);
  });

  it.each([
    '=HYPERLINK("http://evil";"Åse")',
    '+47 900 00 000',
    '-2+3',
    '@SUM(A1)',
    "=cmd|' /C calc'!A0",
    '997E33',
    '01',
    '<b>&amp;</b>',
    ' blank foran og bak ',
    'Đặng Văn Lộc, Ánne Sárá Čállo, İbrahim Şahin, Zażółć 🙂',
  ])('keeps %j as text, as it was', async (name) => {
    expect((await readBack(tableOf(name)))[1]?.[0]).toBe(name);
  });

  it('has no formula, no link to another file and no macro in it, whatever the names are', async () => {
    const parts = await partsOf(tableOf('=1+1', '\t=1+1', '</t></is></c><c><f>1+1</f></c>'));
    expect(Object.keys(parts).filter((name) => /vba|external|connections|macro/i.test(name))).toEqual([]);
    const sheet = parts['xl/worksheets/sheet1.xml'] ?? '';
    expect(sheet).not.toMatch(/<f[ >]/);
    expect(sheet).toContain('&lt;f&gt;');
    expect(sheet).toMatch(/<pane [^>]*ySplit="1"[^>]*state="frozen"/);
    expect(sheet).toMatch(/<col [^>]*width="24"/);
  });

  it('shows what looks like a character by its number as it was written, and what XML cannot hold as a sign', async () => {
    const sheet = (await partsOf(tableOf('_x0041_', 'a\u0001b\ud800c')))['xl/worksheets/sheet1.xml'];
    expect(sheet).toContain('_x005F_x0041_');
    expect(sheet).toContain('a\ufffdb\ufffdc');
  });

  it('without rows has its headings', async () => {
    expect(await readBack(tableOf())).toHaveLength(1);
  });
});
