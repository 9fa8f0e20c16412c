import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCsv } from '../../../test/support/csv.ts';
import { csv, neutralise, restore } from './csv.ts';

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
          expect(readCsv(csv(rows)).map((row) => row.map(restore))).toEqual(rows);
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
