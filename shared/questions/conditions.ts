/** What is wrong with the enableWhen conditions of a questionnaire. */
import { codingKey } from './given.ts';
import {
  isQuestion,
  walk,
  type EnableWhen,
  type Item,
  type Operator,
  type Questionnaire,
  type QuestionType,
} from './questionnaire.ts';

const ANSWERS = [
  'answerBoolean',
  'answerInteger',
  'answerDecimal',
  'answerDate',
  'answerDateTime',
  'answerTime',
  'answerString',
  'answerCoding',
] as const;
type AnswerKey = (typeof ANSWERS)[number];

const EQUALITY: readonly Operator[] = ['=', '!='];
const ORDER: readonly Operator[] = ['=', '!=', '>', '<', '>=', '<='];
const FITS: Record<QuestionType, { answers: readonly AnswerKey[]; operators: readonly Operator[] }> = {
  boolean: { answers: ['answerBoolean'], operators: EQUALITY },
  choice: {
    answers: ['answerCoding', 'answerString', 'answerInteger', 'answerDate', 'answerTime'],
    operators: EQUALITY,
  },
  'open-choice': {
    answers: ['answerCoding', 'answerString', 'answerInteger', 'answerDate', 'answerTime'],
    operators: EQUALITY,
  },
  string: { answers: ['answerString'], operators: EQUALITY },
  text: { answers: ['answerString'], operators: EQUALITY },
  integer: { answers: ['answerInteger'], operators: ORDER },
  decimal: { answers: ['answerDecimal', 'answerInteger'], operators: ORDER },
  date: { answers: ['answerDate'], operators: ORDER },
  dateTime: { answers: ['answerDateTime'], operators: ORDER },
  time: { answers: ['answerTime'], operators: ORDER },
};

const problemsOf = (when: EnableWhen, items: ReadonlyMap<string, Item>): string[] => {
  const asked = items.get(when.question);
  if (!asked) return [`enableWhen names an unknown question «${when.question}»`];
  if (!isQuestion(asked)) return [`enableWhen names «${when.question}», which is no question`];
  const [key, ...more] = ANSWERS.filter((name) => when[name] !== undefined);
  if (key === undefined || more.length > 0) return ['enableWhen has exactly one answer'];
  if (when.operator === 'exists') return key === 'answerBoolean' ? [] : ['«exists» needs an answerBoolean'];
  const fits = FITS[asked.type];
  if (!fits.operators.includes(when.operator))
    return [`«${when.operator}» does not fit «${when.question}», a ${asked.type}`];
  if (!fits.answers.includes(key)) return [`${key} does not fit «${when.question}», a ${asked.type}`];
  const wanted = when.answerCoding && codingKey(when.answerCoding);
  if (wanted && !asked.answerOption?.some(({ valueCoding: o }) => o && codingKey(o) === wanted))
    return [`enableWhen names «${when.answerCoding?.code ?? ''}», which is no option of «${when.question}»`];
  return [];
};

/** Items whose being enabled hangs on themselves: such conditions have no meaning, or several. */
const circular = (questionnaire: Questionnaire): string[] => {
  const needs = new Map<string, string[]>();
  for (const { item, above } of walk(questionnaire.item))
    needs.set(item.linkId, [
      ...above.slice(-1).map(({ linkId }) => linkId),
      ...(item.enableWhen ?? []).map(({ question }) => question),
    ]);
  const free = new Set<string>();
  // Set aside, round by round, what hangs only on what is set aside already; a circle is what is left.
  for (let before = -1; before < free.size;) {
    before = free.size;
    for (const [linkId, others] of needs)
      if (others.every((other) => free.has(other) || !needs.has(other))) free.add(linkId);
  }
  return [...needs.keys()].filter((linkId) => !free.has(linkId));
};

export const conditionProblems = (questionnaire: Questionnaire): string[] => {
  const items = new Map<string, Item>();
  for (const { item } of walk(questionnaire.item)) items.set(item.linkId, item);
  const problems: string[] = [];
  for (const { item } of walk(questionnaire.item)) {
    const conditions = item.enableWhen ?? [];
    const found = conditions.flatMap((when) => problemsOf(when, items));
    if (conditions.length > 1 && item.enableBehavior === undefined)
      found.push('several enableWhen without enableBehavior');
    problems.push(...found.map((problem) => `item «${item.linkId}»: ${problem}.`));
  }
  return [
    ...problems,
    ...circular(questionnaire).map((linkId) => `item «${linkId}»: its enableWhen goes round in a circle.`),
  ];
};
