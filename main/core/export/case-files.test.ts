/** A case leaves the house: as lists that people read, and as the files of four other programs in one. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dailyLogOf, rowsOf, startExports, type TestExports } from '../../../test/support/exports.ts';
import { startProtocol, type TestProtocol } from '../../../test/support/protocol.ts';
import { richCase } from '../../../test/support/rich-case.ts';
import type { ExportOrder } from '../../../shared/api/exports.ts';
import { CASE_FORMATS, caseExport } from './case/case-export.ts';

let at: TestProtocol;
let exporting: TestExports;
beforeEach(() => {
  at = startProtocol();
  exporting = startExports(at, { caseData: () => Promise.resolve(richCase()) });
});
afterEach(() => at.end());

const order = (what: ExportOrder['what'], format: ExportOrder['format']): ExportOrder =>
  dailyLogOf('2026-03-10', { what, format, from: null, to: null, caseId: 'sak-7' });
const written = (what: ExportOrder['what'], format: ExportOrder['format']) =>
  exporting.written(order(what, format));

describe('a case in the format of another program', () => {
  it.each(CASE_FORMATS)('%s holds its files and the one that says what they lack', async (format) => {
    const made = caseExport(format, richCase(), 'nb');
    const { folder, file, rows, closed, leftOut } = await written(format, 'zip');
    const files = unzipSync(readFileSync(join(folder, file)));
    expect(
      Object.fromEntries(
        Object.entries(files).map(([name, bytes]) => [name, Buffer.from(bytes).toString('utf8')]),
      ),
    ).toEqual(Object.fromEntries(made.files.map(({ name, text }) => [name, text])));
    expect({ rows, closed, leftOut: leftOut.length }).toEqual({
      rows: 9,
      closed: 1,
      leftOut: made.notCarried.length,
    });
  });
});

describe('the lists of a case', () => {
  it('have the residents ward by ward after those whom one rings, the surest first', async () => {
    const rows = rowsOf(await written('call-sheet', 'csv'));
    expect(rows.map((row) => [row['Nr.'], row['Nr. i saken'], row.Sikkerhet, row.Avdeling])).toEqual([
      ['1', 'p2', 'sikker', 'Furua'],
      ['2', 'p5', 'mulig', 'Furua'],
      ['3', 'p7', 'mulig', 'Furua'],
      ['4', 'p6', 'mulig', 'Furua'],
      ['5', 'p8', 'sikker', 'grana'],
      ['6', 'p9', 'sikker', 'grana'],
      ['7', 'p3', 'sikker', 'Furua, grana'],
      ['8', 'p4', 'sikker', 'Furua'],
    ]);
  });

  it('say how to reach each, whom they came to, and when and how long they were together', async () => {
    const rows = rowsOf(await written('call-sheet', 'csv'));
    expect(rows[0]).toMatchObject({
      Navn: '=HYPERLINK("http://x";"Åse")',
      Telefon: '+47 900 00 001',
      'Telefon via': 'Bjørg Ås-Nilsen',
      Besøkte: 'Ægir Olavsson, Ola "Lillegutt" Li',
      'Første gang sammen': '10.03.2026 13:00:00',
      'Siste gang sammen': '10.03.2026 13:45:00',
      'Minutter sammen, høyst': '50',
    });
  });

  it('have everybody in the line list, the index person first', async () => {
    const rows = rowsOf(await written('line-list', 'csv'));
    expect(rows.map((row) => row['Nr. i saken'])).toEqual([
      'p1',
      'p2',
      'p5',
      'p7',
      'p6',
      'p8',
      'p9',
      'p3',
      'p4',
    ]);
  });
});
