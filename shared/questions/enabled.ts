/** Which items are enabled: R4's enableWhen with R5's clarified meaning. */
import { codingKey, collect, isObject, MAX_DEPTH, readAnswer } from './given.ts';
import { walk, type EnableWhen, type Item, type Operator, type Questionnaire } from './questionnaire.ts';

type Comparable = string | number | boolean;

/** The answer that a condition names; undefined when it names none. */
export const wantedBy = (when: EnableWhen): Comparable | undefined =>
  when.answerBoolean ??
  when.answerInteger ??
  when.answerDecimal ??
  when.answerDate ??
  when.answerTime ??
  when.answerString ??
  (when.answerDateTime === undefined ? undefined : Date.parse(when.answerDateTime)) ??
  (when.answerCoding === undefined ? undefined : codingKey(when.answerCoding));

const MORE_OR_LESS: Record<
  Exclude<Operator, 'exists' | '=' | '!='>,
  (a: Comparable, b: Comparable) => boolean
> = {
  '>': (a, b) => a > b,
  '<': (a, b) => a < b,
  '>=': (a, b) => a >= b,
  '<=': (a, b) => a <= b,
};

/** R5: `=`, `>` … are true when at least one answer is so, `!=` when none is equal: so also when there is no answer. */
const holds = (when: EnableWhen, given: readonly Comparable[]): boolean => {
  const wanted = wantedBy(when);
  if (wanted === undefined) return false;
  if (when.operator === 'exists') return given.length > 0 === wanted;
  if (when.operator === '=') return given.includes(wanted);
  if (when.operator === '!=') return !given.includes(wanted);
  const compare = MORE_OR_LESS[when.operator];
  return given.some((value) => compare(value, wanted));
};

/**
 * The linkIds that are enabled by these answers (FHIR QuestionnaireResponse.item list, flat or nested). A disabled item
 * counts as unanswered, whatever was typed before, and disables all under it. A loaded questionnaire has no circular
 * conditions, so there is exactly one such set. Never throws.
 */
export const enabled = (questionnaire: Questionnaire, answers: readonly unknown[]): ReadonlySet<string> => {
  const given = collect(answers).answers;
  const places = new Map<string, { item: Item; parent: Item | undefined }>();
  for (const { item, above } of walk(questionnaire.item))
    places.set(item.linkId, { item, parent: above.at(-1) });
  const known = new Map<string, boolean>();

  const valuesOf = (item: Item): Comparable[] =>
    (given.get(item.linkId) ?? []).flatMap((answer) => {
      const read = readAnswer(item, answer);
      return read?.ok ? [read.compare] : [];
    });
  const conditionHolds = (when: EnableWhen): boolean => {
    const asked = places.get(when.question);
    return asked !== undefined && holds(when, isEnabled(when.question) ? valuesOf(asked.item) : []);
  };
  const isEnabled = (linkId: string): boolean => {
    const before = known.get(linkId);
    if (before !== undefined) return before;
    const place = places.get(linkId);
    known.set(linkId, false);
    const conditions = place?.item.enableWhen ?? [];
    const isNow =
      place !== undefined &&
      (place.parent === undefined || isEnabled(place.parent.linkId)) &&
      (conditions.length === 0 ||
        (place.item.enableBehavior === 'any'
          ? conditions.some(conditionHolds)
          : conditions.every(conditionHolds)));
    known.set(linkId, isNow);
    return isNow;
  };
  return new Set([...places.keys()].filter(isEnabled));
};

/**
 * The same answers without those to items that are not enabled: what a screen sends after going back and changing its
 * mind. Items the questionnaire does not know stay, for `checkAnswers` to name. Never throws.
 */
export const withoutDisabled = (questionnaire: Questionnaire, answers: readonly unknown[]): unknown[] => {
  const on = enabled(questionnaire, answers);
  const off = new Set<unknown>();
  for (const { item } of walk(questionnaire.item)) if (!on.has(item.linkId)) off.add(item.linkId);
  const keep = (items: unknown, depth: number): unknown => {
    if (!Array.isArray(items) || depth > MAX_DEPTH) return items;
    return items
      .filter((item) => !(isObject(item) && off.has(item.linkId)))
      .map((item: unknown) => (isObject(item) ? below(item, depth) : item));
  };
  const below = (item: Record<string, unknown>, depth: number): Record<string, unknown> => ({
    ...item,
    ...('item' in item ? { item: keep(item.item, depth + 1) } : {}),
    ...(Array.isArray(item.answer)
      ? {
          answer: item.answer.map((answer: unknown) =>
            isObject(answer) && 'item' in answer ? { ...answer, item: keep(answer.item, depth + 1) } : answer,
          ),
        }
      : {}),
  });
  return keep(answers, 0) as unknown[];
};
