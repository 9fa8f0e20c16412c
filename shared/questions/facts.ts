import { enabled } from './enabled.ts';
import { collect, readAnswer, type AnswerValue } from './given.ts';
import { walk, type Questionnaire } from './questionnaire.ts';

/**
 * By linkId. A choice is its code, what was typed into an open-choice is OTHER. A question with `repeats` is always
 * a list. An unanswered or disabled question is not in it.
 */
export type AnswerFacts = Readonly<Record<string, AnswerValue | readonly AnswerValue[]>>;

/** The answers as facts for the rules; only well-formed answers to enabled questions count. Never throws. */
export const answerFacts = (questionnaire: Questionnaire, items: readonly unknown[]): AnswerFacts => {
  const { answers } = collect(items);
  const on = enabled(questionnaire, items);
  const facts: [string, AnswerValue | AnswerValue[]][] = [];
  for (const { item } of walk(questionnaire.item)) {
    if (!on.has(item.linkId)) continue;
    const values = (answers.get(item.linkId) ?? []).flatMap((answer) => {
      const read = readAnswer(item, answer);
      return read?.ok ? [read.value] : [];
    });
    const [first] = values;
    if (first !== undefined) facts.push([item.linkId, item.repeats ? values : first]);
  }
  return Object.fromEntries(facts);
};
