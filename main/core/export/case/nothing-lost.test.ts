/** Nothing of a case is lost without being told: whatever is changed in it, either a file changes too or the member is named as not carried. */
import { describe, expect, it } from 'vitest';
import { mutantsOf } from '../../../../test/support/case-mutants.ts';
import { richCase } from '../../../../test/support/rich-case.ts';
import { FHIR_FATES } from './fhir/fates.ts';
import type { CaseExport, Fates } from './format.ts';
import { GODATA_FATES } from './godata-fates.ts';
import { CASE_FORMATS, caseExport, type CaseFormat } from './case-export.ts';
import { IRIS_FATES } from './iris.ts';
import { countLeaves, type LeafPath } from './leaves.ts';
import { SORMAS_FATES } from './sormas.ts';

const FATES: Record<CaseFormat, Fates> = {
  sormas: SORMAS_FATES,
  godata: GODATA_FATES,
  iris: IRIS_FATES,
  fhir: FHIR_FATES,
};
const rich = richCase();
const mutants = mutantsOf(rich);
/** The files of the receiver; the list of what they lack is no place to carry anything. */
const contentOf = ({ files }: CaseExport): string =>
  files
    .filter(({ mediaType }) => mediaType !== 'text/plain')
    .map(({ text }) => text)
    .join('\n');

it('the case that is tried has a value in every member', () => {
  expect([...countLeaves(rich).keys()].toSorted()).toEqual(Object.keys(SORMAS_FATES).toSorted());
});

describe.each(CASE_FORMATS)('%s', (format) => {
  const made = caseExport(format, rich, 'nb');
  const isChanged = (mutant: (typeof mutants)[number]): boolean =>
    contentOf(caseExport(format, mutant.data, 'nb')) !== contentOf(made);
  /** Whoever has no name is left out where the receiver takes nobody without; that is named as a whole. */
  const isLeftOut = ({ where }: (typeof mutants)[number]): boolean =>
    made.notCarried.some(({ field, why }) => field === 'people[]' && why === 'no-name') &&
    rich.people.some(({ name }, index) => name === null && where.startsWith(`people.${String(index)}.`));

  it.each(Object.keys(FATES[format]) as LeafPath[])('%s is carried, or named', (path) => {
    const fate = FATES[format][path];
    const tried = mutants.filter((mutant) => mutant.path === path);
    expect(tried.length).toBeGreaterThan(0);
    if ('why' in fate)
      expect(made.notCarried).toContainEqual({
        field: path,
        why: fate.why,
        count: countLeaves(rich).get(path),
      });
    else
      expect(
        tried.filter((mutant) => !isChanged(mutant) && !isLeftOut(mutant)).map(({ where }) => where),
      ).toEqual([]);
    // Named as missing, and missing: the list does not cry wolf.
    if ('why' in fate && (fate.why === 'no-field' || fate.why === 'made-there'))
      expect(tried.filter(isChanged).map(({ where }) => where)).toEqual([]);
  });
});
