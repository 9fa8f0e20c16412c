/** What was answered at the door, placed in its form. Answers come as FHIR QuestionnaireResponse items, flat or nested. */
import { enabledItems, enablement, type EnabledItem } from './enabled.ts';
import { formOf } from './form.ts';
import { isObject, type Json } from './json.ts';
import { MAX_DEPTH, placed, type Placed } from './place.ts';
import type { Questionnaire } from './questionnaire.ts';

export const placedAnswers = (questionnaire: Questionnaire, answers: readonly unknown[]): Placed =>
  placed(formOf(questionnaire), answers, { loose: true, fixed: true });

/** The enabled items in the order of the paper. Never throws. */
export const enabled = (questionnaire: Questionnaire, answers: readonly unknown[]): EnabledItem[] =>
  enabledItems(placedAnswers(questionnaire, answers));

/**
 * The same answers without those to items that are not enabled: what a screen sends after going back and changing its
 * mind. Items the questionnaire does not know stay, for `checkAnswers` to name. Never throws.
 */
export const withoutDisabled = (questionnaire: Questionnaire, answers: readonly unknown[]): unknown[] => {
  const all = placedAnswers(questionnaire, answers);
  const { isOn } = enablement(all);
  const off = new Set<unknown>();
  for (const place of all.places) if (!isOn(place)) for (const raw of place.raws) off.add(raw);
  const keep = (items: unknown, depth: number): unknown => {
    if (!Array.isArray(items) || depth > MAX_DEPTH) return items;
    return items
      .filter((each) => !off.has(each))
      .map((each: unknown) => (isObject(each) ? below(each, depth) : each));
  };
  const below = (each: Json, depth: number): Json => ({
    ...each,
    ...('item' in each ? { item: keep(each.item, depth + 1) } : {}),
    ...(Array.isArray(each.answer)
      ? {
          answer: each.answer.map((answer: unknown) =>
            isObject(answer) && 'item' in answer ? { ...answer, item: keep(answer.item, depth + 1) } : answer,
          ),
        }
      : {}),
  });
  return keep(answers, 0) as unknown[];
};
