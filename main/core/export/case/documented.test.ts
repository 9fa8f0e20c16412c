/** The tables of resources/docs/case-formats.md say what the code does. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { FHIR_FATES } from './fhir/fates.ts';
import type { Fate, Fates } from './format.ts';
import { GODATA_FATES } from './godata-fates.ts';
import { IRIS_FATES } from './iris.ts';
import { SORMAS_FATES } from './sormas.ts';
import { CASE_WORDS } from './words.ts';
import { CODES, EXTENSION, IDENTIFIER } from './fhir/systems.ts';

const page = readFileSync(new URL('../../../../resources/docs/case-formats.md', import.meta.url), 'utf8');

const row = (path: string, fate: Fate): string =>
  `| \`${path}\` | ${'to' in fate ? `\`${fate.to}\`` : '—'} | ${'why' in fate ? CASE_WORDS.en.why[fate.why] : ''} |`;
const table = (fates: Fates): string =>
  [
    '| ours | theirs | what is lost |',
    '| --- | --- | --- |',
    ...Object.entries(fates).map(([path, fate]) => row(path, fate)),
  ].join('\n');

it.each([
  ['SORMAS', SORMAS_FATES],
  ['Go.Data', GODATA_FATES],
  ['IRIS', IRIS_FATES],
  ['FHIR', FHIR_FATES],
])('the mapping of %s stands in the page', (_, fates) => {
  expect(page).toContain(table(fates));
});

it('every name of our own in a bundle stands in the page', () => {
  for (const name of Object.values({ ...IDENTIFIER, ...CODES, ...EXTENSION }))
    expect(page).toContain(`| \`.${name.slice(name.lastIndexOf('.') + 1)}\` |`);
});
