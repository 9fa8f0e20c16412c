/** Somebody falls ill, the lead traces whom they met, and hands the case to the municipal doctor: over the door, with real visits. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bundle, Resource } from '@medplum/fhirtypes';
import { unzipSync } from 'fflate';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { dailyLogOf, rowsOf, writtenThrough } from '../../../test/support/exports.ts';
import { startFhirServer, wrongIn } from '../../../test/support/fhir-server.ts';
import { readOpencsv } from '../../../test/support/read-opencsv.ts';
import { openedCase, startTracedHouse, wishOf, type TracedHouse } from '../../../test/support/tracing.ts';
import type { Exported, ExportOrder } from '../../../shared/api/exports.ts';

let house: TracedHouse;
beforeEach(async () => {
  house = await startTracedHouse();
});
afterEach(() => house.core.end());

const olga = { residentName: 'Olga Hemmelig' };
const openCase = async (): Promise<string> => {
  const ill = await house.visit(
    { visitorName: 'Kari Prøvesen', ...olga, companions: ['Jon'], phone: '+47 900 00 000' },
    '2026-03-10T10:00:00.000Z',
    '2026-03-10T11:00:00.000Z',
  );
  await house.visit(
    { visitorName: 'Per Li', ...olga },
    '2026-03-10T11:00:00.000Z',
    '2026-03-10T11:40:00.000Z',
  );
  const opened = await openedCase(house, {
    search: wishOf({ kind: 'receipt', receipt: ill.receipt }, { symptomsFrom: '2026-03-10' }),
    note: 'Ringte selv',
  });
  return opened.caseId;
};

const handOver = async (caseId: string, what: ExportOrder['what'], format: ExportOrder['format'] = 'zip') =>
  writtenThrough(
    house.core,
    dailyLogOf('2026-03-10', { what, format, from: null, to: null, caseId, purpose: 'municipal-doctor' }),
    await house.lead(),
  );
const fileIn = ({ folder, file }: Exported, ending: string): string => {
  const files = unzipSync(readFileSync(join(folder, file)));
  const name = Object.keys(files).find((one) => one.endsWith(ending));
  return Buffer.from(files[name ?? ''] ?? []).toString('utf8');
};

it('a traced case is a valid FHIR transaction, and the same one when it is handed over again after the night', async () => {
  const caseId = await openCase();
  const bundleOf = async () => JSON.parse(fileIn(await handOver(caseId, 'fhir'), `${caseId}.json`)) as Bundle;
  const first = await bundleOf();
  const server = startFhirServer();
  expect(new Set(await server.post(first))).toEqual(new Set(['201']));
  const stored: Resource[] = (
    await Promise.all((['Patient', 'Observation', 'Task'] as const).map((kind) => server.all(kind)))
  ).flat();
  expect(stored.flatMap(wrongIn)).toEqual([]);
  expect(await server.count('Patient')).toBe(4);

  await house.night('2026-03-11T12:00:00.000Z');
  const again = await bundleOf();
  expect(new Set(await server.post(again))).toEqual(new Set(['200']));
});

it('a traced case is read by SORMAS as its participants', async () => {
  const caseId = await openCase();
  const [, , ...rows] = readOpencsv(fileIn(await handOver(caseId, 'sormas'), '.csv'));
  expect(rows.map(([involvement, first, last]) => [involvement, first, last])).toEqual([
    ['besøkende, indeksperson', 'Kari', 'Prøvesen'],
    ['følge, 1. ledd', 'N.N.', 'Jon'],
    ['beboer, 1. ledd', 'Olga', 'Hemmelig'],
    ['besøkende, 2. ledd', 'Per', 'Li'],
  ]);
});

it('who handed over what, and why, is an event; what was not carried is told', async () => {
  const caseId = await openCase();
  const { leftOut, rows } = await handOver(caseId, 'iris');
  expect(rows).toBe(4);
  expect(leftOut).toContain('notatet: 1. Mottakerens program har ikke noe felt for dette.');
  expect(house.events('export.written').at(-1)).toMatchObject({
    what: 'iris',
    caseId,
    purpose: 'municipal-doctor',
    rows: 4,
  });
});

it('the call sheet of a traced case begins with the surest, and ends with the residents', async () => {
  const caseId = await openCase();
  const rows = rowsOf(await handOver(caseId, 'call-sheet', 'csv'));
  expect(rows.map(({ Navn, Telefon, Besøkte }) => [Navn, Telefon, Besøkte])).toEqual([
    ['Jon', '+47 900 00 000', 'Olga Hemmelig'],
    ['Per Li', '', 'Olga Hemmelig'],
    ['Olga Hemmelig', '', ''],
  ]);
});
