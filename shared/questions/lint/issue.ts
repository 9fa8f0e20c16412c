import { wayTo, type FormItem } from '../form.ts';
import { itemNamed, type Issue, type Severity } from '../issue.ts';

/** The closed list; resources/docs/questionnaires.md says what each means. */
export const LINT_CODES = [
  'not-a-questionnaire',
  'too-deep',
  'malformed',
  'unknown-property',
  'outside-subset',
  'ignored-extension',
  'door-needs',
  'missing-link-id',
  'duplicate-link-id',
  'no-text',
  'no-question',
  'group-without-items',
  'display-with-items',
  'not-on-display',
  'not-on-this-type',
  'no-options',
  'options-twice',
  'duplicate-option',
  'option-value',
  'value-set-elsewhere',
  'exclusive-on-single',
  'initial-with-options',
  'several-initial',
  'initial-misfit',
  'missing-enable-behavior',
  'condition-answer',
  'exists-needs-boolean',
  'unknown-question',
  'not-a-question',
  'later-question',
  'circular',
  'own-child',
  'operator-misfit',
  'answer-misfit',
  'condition-not-an-option',
  'not-equal-on-repeats',
  'ambiguous-occurrence',
  'bad-pattern',
  'risky-pattern',
  'limits-crossed',
  'limit-misfit',
  'occurs',
  'never-answerable',
  'base-language',
  'language-missing',
  'language-twice',
  'translation-of-nothing',
  'versions-differ',
] as const;
export type LintCode = (typeof LINT_CODES)[number];
export type LintIssue = Issue<LintCode>;

/** Good FHIR that the door cannot do with: as a warning no fault of the form, yet a reason for loadQuestionnaire to refuse it. */
export const DOOR_NEEDS: ReadonlySet<LintCode> = new Set([
  'door-needs',
  'base-language',
  'language-missing',
  'no-text',
  'no-question',
]);

/** The linkIds from the outermost item down. */
export const pathTo = (item: FormItem): string =>
  wayTo(item)
    .map(({ linkId }) => linkId)
    .join('/');

export const about = (
  item: FormItem,
  code: LintCode,
  what: string,
  severity: Severity = 'error',
): LintIssue => ({
  severity,
  code,
  linkId: item.linkId,
  path: pathTo(item),
  message: `${itemNamed(item.linkId)}: ${what}.`,
});

export const aboutAll = (code: LintCode, what: string, severity: Severity = 'error'): LintIssue => ({
  severity,
  code,
  linkId: '',
  path: '',
  message: `${what.charAt(0).toUpperCase()}${what.slice(1)}.`,
});
