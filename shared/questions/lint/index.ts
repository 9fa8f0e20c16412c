/** What an author needs to be told of a form, in sentences. */
import { isDeeperThan } from '../depth.ts';
import { formOf } from '../form.ts';
import { isObject } from '../json.ts';
import { merged } from '../languages.ts';
import { allConditionIssues } from './conditions.ts';
import { aboutAll, type LintIssue } from './issue.ts';
import { limitIssues } from './limits.ts';
import { choosingIssues } from './options.ts';
import { shapeIssues } from './shape.ts';
import { structureIssues } from './structure.ts';
import { languageIssues } from './words.ts';

export { DOOR_NEEDS, LINT_CODES, type LintCode, type LintIssue } from './issue.ts';

/** Room for 16 items within items, each two levels of JSON, and what stands in the last. */
export const MAX_JSON_DEPTH = 48;

/**
 * Judges a questionnaire, or a Bundle with one a language: an error is a fault of the form, or something of it that is outside the subset.
 * What only the door needs is a warning (DOOR_NEEDS). Never throws.
 */
export const lintQuestionnaire = (json: unknown): LintIssue[] => {
  if (isDeeperThan(json, MAX_JSON_DEPTH))
    return [aboutAll('too-deep', 'Nested deeper than any questionnaire')];
  const one = merged(json);
  if (!one.ok) return one.problems.map(({ code, what }) => aboutAll(code, what));
  if (!isObject(one.questionnaire) || one.questionnaire.resourceType !== 'Questionnaire')
    return [
      aboutAll('not-a-questionnaire', 'This is no FHIR Questionnaire: «resourceType» says so in one that is'),
    ];
  const form = formOf(one.questionnaire);
  return [
    ...shapeIssues(form),
    ...structureIssues(form),
    ...choosingIssues(form),
    ...limitIssues(form),
    ...allConditionIssues(form),
    ...languageIssues(form),
  ];
};
