import { placedAnswers } from './door.ts';
import { enablement } from './enabled.ts';
import { isAsked, isDisplay, isGroup, leastOf, type FormItem, type Limits } from './form.ts';
import { doorPath, valuesOf, type Level, type Place } from './place.ts';
import type { AnswerOption, FhirValue, Item, Questionnaire } from './questionnaire.ts';
import type { QuestionType } from './r4.ts';

interface Said {
  readonly linkId: string;
  /** Which one: the linkId alone, or `contact[1]/name` in something that repeats. No two steps have the same. */
  readonly path: string;
  /**
   * What is said before the question, in order: the groups above it that have a text, the display items before it since
   * the last question, and the display items under it (so they are worded to be read first). Display items after the last
   * question belong to that one.
   */
  readonly context: readonly Item[];
  /** The repeating groups it stands in, with the number of the occurrence (from 1). */
  readonly within: readonly { readonly item: Item; readonly number: number }[];
}

export interface QuestionStep extends Said {
  readonly kind: 'question';
  readonly item: Item & { type: QuestionType };
  /** What may be chosen, also from a value set. `exclusive`: nothing else beside it. */
  readonly options: readonly { readonly option: AnswerOption; readonly exclusive: boolean }[];
  /** What stands there until something else is answered. */
  readonly initial: readonly FhirValue[];
  /** Shown as a text, to be read: its initial value counts. */
  readonly readOnly: boolean;
  readonly limits: Limits;
  /** How many answers it takes at least (0: may be passed) and at most (null: no limit). */
  readonly least: number;
  readonly most: number | null;
}

/** «One more?»: whether there is another occurrence of a repeating group, which would get this path. */
export interface AddStep extends Said {
  readonly kind: 'add';
  readonly item: Item;
  /** How many there are. */
  readonly count: number;
}
export type Step = QuestionStep | AddStep;

// The form is read from this very questionnaire, whose items have the shape of Item.
const rawOf = (item: FormItem): Item => item.raw as Item;

const questionStep = (place: Place, said: Omit<Said, 'linkId' | 'path'>): QuestionStep => {
  const { item } = place;
  const options = item.options === null || item.options === 'elsewhere' ? [] : item.options;
  return {
    kind: 'question',
    linkId: item.linkId,
    path: doorPath(place),
    ...said,
    item: rawOf(item) as Item & { type: QuestionType },
    options: options.map(({ raw, exclusive }) => ({ option: raw, exclusive })),
    initial: item.initialRaw,
    readOnly: item.readOnly,
    limits: item.limits,
    least: leastOf(item),
    most: item.repeats ? (item.maxOccurs ?? null) : 1,
  };
};

const withinOf = (place: Place): Said['within'] => {
  const within: { item: Item; number: number }[] = [];
  for (let { owner } = place.level; owner !== null; { owner } = owner.level)
    if (owner.at !== null) within.unshift({ item: rawOf(owner.item), number: owner.at + 1 });
  return within;
};

/** The enabled questions in order, one a screen. Ask again after each answer: answers open and close questions. */
export const steps = (questionnaire: Questionnaire, answers: readonly unknown[]): Step[] => {
  const all = placedAnswers(questionnaire, answers);
  const { isOn } = enablement(all);
  const found: Step[] = [];
  let waiting: Item[] = [];
  const take = (): Item[] => {
    const taken = waiting;
    waiting = [];
    return taken;
  };

  const visitGroup = (here: readonly Place[], groups: readonly Item[]): void => {
    const [first] = here;
    if (first === undefined) return;
    const { item } = first;
    const inside = item.repeats || rawOf(item).text === undefined ? groups : [...groups, rawOf(item)];
    if (!item.repeats) {
      for (const level of first.levels) visit(level, inside);
      return;
    }
    const there = here.filter(({ raws }, at) => raws.length > 0 || at < leastOf(item));
    for (const place of there) for (const level of place.levels) visit(level, inside);
    const isRoom = item.maxOccurs === undefined || there.length < item.maxOccurs;
    const path = doorPath(first).replace(/\[\d+\]$/, `[${there.length}]`);
    const said = { context: [...groups, ...take()], within: withinOf(first) };
    if (isRoom)
      found.push({ kind: 'add', linkId: item.linkId, path, ...said, item: rawOf(item), count: there.length });
  };

  const visitQuestion = (place: Place, groups: readonly Item[]): void => {
    const { item } = place;
    const isShown = !item.readOnly || item.initial.length > 0;
    const help = place.levels
      .slice(0, 1)
      .flatMap(({ byItem }) => [...byItem.values()].flat())
      .filter((below) => isDisplay(below.item) && !below.item.hidden && isOn(below));
    if (isShown)
      found.push(
        questionStep(place, {
          context: [...groups, ...take(), ...help.map((said) => rawOf(said.item))],
          within: withinOf(place),
        }),
      );
    // What is under a question belongs to its answer: without one it has no place.
    if (valuesOf(place).length > 0) for (const level of place.levels) visit(level, groups, true);
  };

  const visit = (level: Level, groups: readonly Item[], isHelpSaid = false): void => {
    for (const [item, places] of level.byItem) {
      const here = places.filter(isOn);
      const [first] = here;
      if (first === undefined || item.hidden) continue;
      if (isGroup(item)) visitGroup(here, groups);
      else if (isAsked(item)) visitQuestion(first, groups);
      else if (!isHelpSaid) waiting.push(rawOf(item));
    }
  };
  visit(all.root, []);
  const last = found.pop();
  return last === undefined ? [] : [...found, { ...last, context: [...last.context, ...waiting] }];
};
