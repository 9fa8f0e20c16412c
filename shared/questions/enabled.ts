import type { Questionnaire } from './questionnaire.ts';

/** The linkIds that are enabled by these answers (FHIR QuestionnaireResponse.item list, flat or nested). Never throws. */
export const enabled = (_questionnaire: Questionnaire, _answers: readonly unknown[]): ReadonlySet<string> =>
  new Set();

/** The same answers without those to items that are not enabled: what a screen sends after going back and changing its mind. */
export const withoutDisabled = (_questionnaire: Questionnaire, answers: readonly unknown[]): unknown[] => [
  ...answers,
];
