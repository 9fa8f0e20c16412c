import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csv, neutralise, restore } from './csv.ts';

/** A strict reader of the file's dialect: anything but BOM, quoted cells, `;` and CRLF is an error. */
const read = (text: string): string[][] => {
  if (!text.startsWith('\uFEFF')) throw new Error('no BOM');
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 1;
  while (at < text.length) {
    const cell = /"((?:[^"]|"")*)"(;|\r\n)/uy;
    cell.lastIndex = at;
    const found = cell.exec(text);
    if (found?.[1] === undefined) throw new Error(`not a cell at ${at}`);
    row.push(found[1].replaceAll('""', '"'));
    at = cell.lastIndex;
    if (found[2] === ';') continue;
    rows.push(row);
    row = [];
  }
  if (row.length > 0) throw new Error('a row without an end');
  return rows;
};

const nasty = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom(
        '=',
        '+',
        '-',
        '@',
        '\t',
        '\r',
        '\n',
        ' ',
        ';',
        ',',
        '"',
        "'",
        '7',
        'å',
        '＝',
        '\u00a0',
      ),
    )
    .map((parts) => parts.join('')),
);

describe('a daily log as CSV', () => {
  it('begins with a BOM, separates with semicolons and ends its lines as Windows does', () => {
    expect(
      csv([
        ['Navn', 'Avdeling'],
        ['Bjørg Ås', { plain: '2' }],
      ]),
    ).toBe('\uFEFF"Navn";"Avdeling"\r\n"Bjørg Ås";"2"\r\n');
  });

  it('gives back every text unchanged, whatever is in it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(nasty, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }),
        (rows) => {
          expect(read(csv(rows)).map((row) => row.map(restore))).toEqual(rows);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('never lets a text begin as a formula, nor after a quote or a separator in it', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        expect(neutralise(text)).not.toMatch(/(^|[;,"\r\n])[^\S\t\r\n]*[=+\-@＝＋－＠]/u);
        expect(neutralise(text)).not.toMatch(/^[\r\n]/u);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ["=cmd|' /C calc'!A0", "\t=cmd|' /C calc'!A0"],
    ['+47 900 00 000', '\t+47 900 00 000'],
    ['-2+3', '\t-2+3'],
    ['@SUM(A1)', '\t@SUM(A1)'],
    ['\t=1', '\t\t=1'],
    ['\r=1', '\t\r\t=1'],
    ['x";=1+1', '\tx";\t=1+1'],
    ['997E33', '\t997E33'],
    ['Bjørg Ås-Nilsen', 'Bjørg Ås-Nilsen'],
    ['', ''],
  ])('writes %j as %j', (text, cell) => {
    expect(neutralise(text)).toBe(cell);
  });
});
