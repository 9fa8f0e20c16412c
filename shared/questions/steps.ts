import { enabled } from './enabled.ts';
import { isQuestion, type Item, type Questionnaire, type QuestionType } from './questionnaire.ts';

export interface Step {
  readonly linkId: string;
  readonly item: Item & { type: QuestionType };
  /**
   * What is said before the question, in order: the groups above it that have a text, the display items before it since
   * the last question, and the display items under it (so they are worded to be read first). Display items after the last
   * question belong to that one.
   */
  readonly context: readonly Item[];
}

/** The enabled questions in order, one a screen. Ask again after each answer: answers open and close questions. */
export const steps = (questionnaire: Questionnaire, answers: readonly unknown[]): Step[] => {
  const on = enabled(questionnaire, answers);
  const found: { item: Item & { type: QuestionType }; context: Item[] }[] = [];
  let waiting: Item[] = [];
  const visit = (items: readonly Item[], groups: readonly Item[]): void => {
    for (const item of items.filter(({ linkId }) => on.has(linkId))) {
      const below = item.item ?? [];
      if (item.type === 'display') waiting.push(item);
      else if (isQuestion(item)) {
        const help = below.filter(({ type, linkId }) => type === 'display' && on.has(linkId));
        found.push({ item, context: [...groups, ...waiting, ...help] });
        waiting = [];
        visit(
          below.filter(({ type }) => type !== 'display'),
          groups,
        );
      } else visit(below, item.text === undefined ? groups : [...groups, item]);
    }
  };
  visit(questionnaire.item, []);
  found.at(-1)?.context.push(...waiting);
  return found.map(({ item, context }) => ({ linkId: item.linkId, item, context }));
};
