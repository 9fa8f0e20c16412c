/** The tables of resources/docs/exports.md have the columns that the code has, in the same order. */
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { demoSettings } from '../../../test/municipality/demo/institution.ts';
import { startProtocol, type TestProtocol } from '../../../test/support/protocol.ts';
import { callSheetColumns } from './columns/call-sheet.ts';
import { evacuationColumns } from './columns/evacuation.ts';
import { lineListColumns } from './columns/line-list.ts';
import { postponementColumns } from './columns/postponements.ts';
import { statisticsColumns } from './columns/statistics.ts';
import { visitColumns } from './columns/visits.ts';
import { manifest } from './manifest.ts';
import { createReader } from './sources/reader.ts';
import type { Heading } from './table.ts';

const page = readFileSync(new URL('../../../resources/docs/exports.md', import.meta.url), 'utf8');
const house = demoSettings('http://127.0.0.1:9');

/** The rows of the table under a heading: heading, kind and tick of each. */
const tableUnder = (title: string): string[][] =>
  (page.split(`\n## ${title}\n`)[1] ?? '')
    .split('\n## ')[0]
    ?.split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(2)
    .map((line) =>
      line
        .split('|')
        .slice(1, 4)
        .map((cell) => cell.trim()),
    ) ?? [];
const written = (columns: readonly Heading[]): string[][] =>
  columns.map(({ heading, kind, paper }) => [heading, kind, paper === null ? '' : '✓']);

let at: TestProtocol;
beforeEach(() => {
  at = startProtocol();
});
afterEach(() => at.end());

describe('the page on exports', () => {
  it.each([
    ['The daily log and the whole protocol', () => visitColumns(house)],
    [
      'Postponements',
      () => postponementColumns({ ...createReader(at.db, new Map()), rulesOf: () => null }, house),
    ],
    ['Statistics', () => statisticsColumns(house)],
    ['The evacuation list', () => evacuationColumns(house)],
    ['The line list of a case', () => lineListColumns(house)],
    ['The call sheet of a case', () => callSheetColumns(house)],
  ])('has every column under «%s»', (title, columns) => {
    expect(tableUnder(title)).toEqual(written(columns()));
  });

  it('has every member of a manifest', () => {
    for (const member of Object.keys(manifest.shape)) expect(page).toContain(`\`${member}\``);
  });
});
