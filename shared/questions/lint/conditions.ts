/** What is wrong with the conditions (enableWhen) of a form: R4's que-7 and que-12, and what would never do what its author meant. */
import { isAsked, type Condition, type Form, type FormItem } from '../form.ts';
import { oneOf } from '../issue.ts';
import { objectsAt, prop } from '../json.ts';
import { OPERATORS } from '../r4.ts';
import { compare, valuesIn } from '../value.ts';
import { about, type LintIssue } from './issue.ts';

const EQUALITY = ['=', '!='];
const ORDER = ['=', '!=', '>', '<', '>=', '<='];
const OPTION_KEYS = ['Coding', 'String', 'Integer', 'Date', 'Time'];
/** The answers and operators that fit a question. Questions outside the subset are not judged. */
const FITS: ReadonlyMap<string, { keys: readonly string[]; operators: readonly string[] }> = new Map([
  ['boolean', { keys: ['Boolean'], operators: EQUALITY }],
  ['choice', { keys: OPTION_KEYS, operators: EQUALITY }],
  ['open-choice', { keys: OPTION_KEYS, operators: EQUALITY }],
  ['string', { keys: ['String'], operators: EQUALITY }],
  ['text', { keys: ['String'], operators: EQUALITY }],
  ['integer', { keys: ['Integer'], operators: ORDER }],
  ['decimal', { keys: ['Decimal', 'Integer'], operators: ORDER }],
  ['date', { keys: ['Date'], operators: ORDER }],
  ['dateTime', { keys: ['DateTime'], operators: ORDER }],
  ['time', { keys: ['Time'], operators: ORDER }],
]);

const IS_CHOICE: ReadonlySet<string> = new Set(['choice', 'open-choice']);
const ORDERED_KEYS: ReadonlySet<string> = new Set(['Integer', 'Date', 'Time']);
/** Of a choice among numbers, dates or times. */
const ORDERED_OPTIONS = { keys: OPTION_KEYS, operators: ORDER };

const isUnder = (item: FormItem, above: FormItem): boolean =>
  item.parent !== null && (item.parent === above || isUnder(item.parent, above));

/** It repeats, or stands in something repeating that this item does not stand in. */
const isElsewhereRepeated = (asked: FormItem, item: FormItem): boolean => {
  for (let above = asked.parent; above !== null; above = above.parent)
    if (above.repeats && above !== item && !isUnder(item, above)) return true;
  return false;
};

const optionIssues = (item: FormItem, asked: FormItem, { operator, wanted }: Condition): LintIssue[] => {
  const { options } = asked;
  if (wanted === undefined || options === null || options === 'elsewhere') return [];
  if (!EQUALITY.includes(operator)) return [];
  if (asked.type === 'open-choice' && wanted.kind === 'string') return [];
  if (options.some(({ value }) => compare(value, wanted) === 0)) return [];
  const what =
    wanted.kind === 'coding' ? (wanted.value.code ?? '') : 'value' in wanted ? String(wanted.value) : '';
  return [
    about(
      item,
      'condition-not-an-option',
      `its condition names «${what}», which is no option of «${asked.linkId}» (system and code must both be the same)`,
    ),
  ];
};

const meaningIssues = (item: FormItem, asked: FormItem, condition: Condition): LintIssue[] => {
  const { operator, wanted } = condition;
  const found: LintIssue[] = [];
  if (asked.index > item.index && !isUnder(asked, item))
    found.push(
      about(
        item,
        'later-question',
        `its condition asks «${asked.linkId}», which comes later: somebody who answers in order has passed this by then; move one of them`,
        'warning',
      ),
    );
  if (operator === '!=' && (asked.repeats || isElsewhereRepeated(asked, item)))
    found.push(
      about(
        item,
        'not-equal-on-repeats',
        `«!=» on «${asked.linkId}», which can have several answers, is true only when none of them is equal (R5); R4 is read in more than one way`,
        'warning',
      ),
    );
  if (isElsewhereRepeated(asked, item))
    found.push(
      about(
        item,
        'ambiguous-occurrence',
        `«${asked.linkId}» is in something that repeats: only the nearest occurrence counts (R5 calls this an error)`,
        'warning',
      ),
    );
  if (wanted === undefined) return found;
  if (operator === 'exists')
    return wanted.kind === 'boolean'
      ? found
      : [...found, about(item, 'exists-needs-boolean', '«exists» needs an answerBoolean (que-7)')];
  const fits =
    ORDERED_KEYS.has(wanted.key) && IS_CHOICE.has(asked.type) ? ORDERED_OPTIONS : FITS.get(asked.type);
  if (fits === undefined || !(OPERATORS as readonly string[]).includes(operator)) return found;
  if (!fits.operators.includes(operator))
    found.push(
      about(
        item,
        'operator-misfit',
        `«${operator}» does not fit «${asked.linkId}», ${oneOf(asked.type)}; it has no order`,
      ),
    );
  if (!fits.keys.includes(wanted.key))
    found.push(
      about(
        item,
        'answer-misfit',
        `answer${wanted.key} does not fit «${asked.linkId}», ${oneOf(asked.type)}`,
      ),
    );
  else found.push(...optionIssues(item, asked, condition));
  return found;
};

const conditionIssues = (form: Form, item: FormItem, condition: Condition): LintIssue[] => {
  const { question } = condition;
  const asked = form.byLinkId.get(question);
  if (asked === undefined)
    return [about(item, 'unknown-question', `its condition asks «${question}», and there is no such item`)];
  if (!isAsked(asked))
    return [
      about(
        item,
        'not-a-question',
        `its condition asks «${question}», which is ${oneOf(asked.type)}, not a question`,
      ),
    ];
  if (isUnder(asked, item))
    return [
      about(
        item,
        'own-child',
        `its condition asks «${question}», which is under it: that can only be answered once this is enabled`,
      ),
    ];
  if (asked === item)
    return [
      about(item, 'circular', 'its condition asks itself: that can only be answered once it is enabled'),
    ];
  return meaningIssues(item, asked, condition);
};

/** Items whose being enabled hangs on themselves through others: such conditions have no meaning, or several. */
const inCircles = (form: Form): readonly FormItem[] => {
  const needs = new Map(
    form.all.map((item) => {
      const asked = item.conditions.flatMap(({ question }) => {
        const other = form.byLinkId.get(question);
        return other === undefined || other === item || isUnder(other, item) ? [] : [other];
      });
      return [item, new Set(item.parent === null ? asked : [item.parent, ...asked])] as const;
    }),
  );
  /** Sets aside, again and again, what no longer has anybody at one end; what is left is in a circle, or between two. */
  const trimmed = (left: ReadonlySet<FormItem>, edges: ReadonlyMap<FormItem, ReadonlySet<FormItem>>) => {
    const counts = new Map(
      [...left].map((item) => [item, [...(edges.get(item) ?? [])].filter((to) => left.has(to)).length]),
    );
    const reverse = new Map<FormItem, FormItem[]>();
    for (const item of left)
      for (const to of edges.get(item) ?? []) reverse.set(to, [...(reverse.get(to) ?? []), item]);
    const free = [...left].filter((item) => counts.get(item) === 0);
    // The list grows while it is walked.
    for (const item of free)
      for (const from of reverse.get(item) ?? []) {
        const count = (counts.get(from) ?? 0) - 1;
        counts.set(from, count);
        if (count === 0) free.push(from);
      }
    const gone = new Set(free);
    return new Set([...left].filter((item) => !gone.has(item)));
  };
  const neededBy = new Map<FormItem, Set<FormItem>>();
  for (const [item, others] of needs)
    for (const other of others) {
      const before = neededBy.get(other);
      if (before === undefined) neededBy.set(other, new Set([item]));
      else before.add(item);
    }
  return [...trimmed(trimmed(new Set(form.all), needs), neededBy)];
};

const ownIssues = (form: Form, item: FormItem): LintIssue[] => {
  const found = item.conditions.flatMap((condition) => conditionIssues(form, item, condition));
  for (const when of objectsAt(item.raw, 'enableWhen'))
    if (valuesIn(when, 'answer').length !== 1)
      found.push(about(item, 'condition-answer', 'a condition has exactly one answer[x]'));
  if (item.conditions.length > 1 && prop(item.raw, 'enableBehavior') === undefined)
    found.push(
      about(
        item,
        'missing-enable-behavior',
        'it has several conditions: say with «enableBehavior» whether «all» or «any» must hold (que-12)',
      ),
    );
  return found;
};

export const allConditionIssues = (form: Form): LintIssue[] => {
  const circle = inCircles(form);
  const names = circle.map(({ linkId }) => `«${linkId}»`).join(', ');
  return [
    ...form.all.flatMap((item) => ownIssues(form, item)),
    ...circle
      .filter(({ conditions }) => conditions.length > 0)
      .map((item) => about(item, 'circular', `its conditions go round in a circle, among ${names}`)),
  ];
};
