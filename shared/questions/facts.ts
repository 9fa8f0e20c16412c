import { placedAnswers } from './door.ts';
import { enablement } from './enabled.ts';
import { isAsked, isInRepeating, type FormItem } from './form.ts';
import { findingsOf, optionFor } from './judge.ts';
import { valuesOf } from './place.ts';
import type { Questionnaire } from './questionnaire.ts';
import type { Value } from './value.ts';

export type AnswerValue = boolean | number | string;

/** Stands for free text in an open-choice: rules do not read prose. */
export const OTHER = '#other';

/**
 * By linkId. A choice is its code, what was typed into an open-choice is OTHER. A question that repeats, or is in
 * something that does, is always a list. An unanswered or disabled question is not in it.
 */
export type AnswerFacts = Readonly<Record<string, AnswerValue | readonly AnswerValue[]>>;

/** Whether its fact is a list. */
export const isList = (item: FormItem): boolean => item.repeats || isInRepeating(item);

const factOf = (item: FormItem, value: Value): AnswerValue[] => {
  if (findingsOf(item, value).length > 0) return [];
  switch (value.kind) {
    case 'coding':
      return value.value.code === undefined ? [] : [value.value.code];
    case 'string':
      return [item.type === 'open-choice' && optionFor(item, value) === undefined ? OTHER : value.value];
    case 'boolean':
    case 'number':
    case 'temporal':
      return [value.value];
    case 'other':
    case 'malformed':
      return [];
  }
};

/** The answers as facts for the rules; only good answers to enabled questions count. Never throws. */
export const answerFacts = (questionnaire: Questionnaire, answers: readonly unknown[]): AnswerFacts => {
  const all = placedAnswers(questionnaire, answers);
  const { isOn } = enablement(all);
  const facts = new Map<FormItem, AnswerValue[]>();
  for (const place of all.places) {
    if (!isAsked(place.item) || !isOn(place)) continue;
    const before = facts.get(place.item) ?? [];
    facts.set(place.item, [...before, ...valuesOf(place).flatMap((value) => factOf(place.item, value))]);
  }
  return Object.fromEntries(
    [...facts].flatMap(([item, values]): [string, AnswerValue | AnswerValue[]][] => {
      const [first] = values;
      return first === undefined ? [] : [[item.linkId, isList(item) ? values : first]];
    }),
  );
};
