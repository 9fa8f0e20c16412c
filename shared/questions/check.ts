import { placedAnswers } from './door.ts';
import { enablement } from './enabled.ts';
import { isAsked } from './form.ts';
import { doorPath, pathOf, valuesOf, type Place } from './place.ts';
import type { Questionnaire } from './questionnaire.ts';
import { placedIssues, type ResponseCode } from './response.ts';

export interface AnswerProblem {
  readonly linkId: string;
  /** As a step's. */
  readonly path: string;
  readonly problem: ResponseCode;
}
export type CheckedAnswers = { ok: true } | { ok: false; problems: AnswerProblem[] };

/** FHIR sets no limit; a screen does. Where the questionnaire gives one, that one holds. */
const MAX_LENGTH = 255;
const MAX_TEXT_LENGTH = 2000;
const MAX_ANSWERS = 50;

const beyondAnyScreen = (place: Place): AnswerProblem[] => {
  const { item } = place;
  const values = valuesOf(place);
  const most = item.limits.maxLength ?? (item.type === 'text' ? MAX_TEXT_LENGTH : MAX_LENGTH);
  const is = (problem: ResponseCode): AnswerProblem => ({
    linkId: item.linkId,
    path: pathOf(place),
    problem,
  });
  return [
    ...(values.some((value) => value.kind === 'string' && value.value.length > most) &&
    item.limits.maxLength === undefined
      ? [is('too-long')]
      : []),
    ...(item.repeats && values.length > MAX_ANSWERS ? [is('too-many')] : []),
  ];
};

/**
 * Judges untrusted answers at the door. Never throws.
 * `voluntary`: nothing need be answered, but what is answered must fit (care housing, P8).
 */
export const checkAnswers = (
  questionnaire: Questionnaire,
  answers: readonly unknown[],
  options: { voluntary: boolean } = { voluntary: false },
): CheckedAnswers => {
  const all = placedAnswers(questionnaire, answers);
  const { isOn } = enablement(all);
  const doorPaths = new Map(all.places.map((place) => [pathOf(place), doorPath(place)]));
  const problems = placedIssues(all, { isComplete: true, isVoluntary: options.voluntary })
    .filter(({ severity }) => severity === 'error')
    .map(({ linkId, path, code }): AnswerProblem => ({
      linkId,
      path: doorPaths.get(path) ?? path,
      problem: code,
    }));
  for (const place of all.places)
    if (isAsked(place.item) && isOn(place)) problems.push(...beyondAnyScreen(place));
  return problems.length === 0 ? { ok: true } : { ok: false, problems };
};
