/** What may be chosen and what is chosen to begin with: R4's que-4, 5, 11. */
import { isAsked, type Form, type FormItem } from '../form.ts';
import { oneOf } from '../issue.ts';
import { findingsOf, fittingKeys } from '../judge.ts';
import { objectsAt, prop, textAt } from '../json.ts';
import { keyOf, valuesIn } from '../value.ts';
import { about, type LintIssue } from './issue.ts';

const HAS_OPTIONS: ReadonlySet<string> = new Set(['choice', 'open-choice']);
/** que-5: R4 lets these have options; the door asks them by typing. */
const MAY_HAVE_OPTIONS: ReadonlySet<string> = new Set([
  'decimal',
  'integer',
  'date',
  'dateTime',
  'time',
  'string',
  'quantity',
]);

const choiceIssues = (item: FormItem): LintIssue[] => {
  const { raw, options } = item;
  if (options === 'elsewhere')
    return [
      about(
        item,
        'value-set-elsewhere',
        `its value set ${textAt(raw, 'answerValueSet') ?? ''} is not in the questionnaire, or does not list its codes; ` +
          'contain it with its codes spelled out, or use answerOption',
      ),
    ];
  if (options === null || options.length === 0)
    return [
      about(item, 'no-options', `${oneOf(item.type)} needs answerOption, or a contained answerValueSet`),
    ];
  const keys = options.map(({ value }) => keyOf(value));
  const found: LintIssue[] = [];
  if (new Set(keys).size < keys.length)
    found.push(about(item, 'duplicate-option', 'the same option is there twice; take one away'));
  if (!item.repeats && options.some(({ exclusive }) => exclusive))
    found.push(
      about(
        item,
        'exclusive-on-single',
        'only one can be chosen: that an option is exclusive says nothing',
        'warning',
      ),
    );
  for (const { value, raw: option } of options)
    if (value.key === 'Coding' && textAt(prop(option, 'valueCoding'), 'display') === undefined)
      found.push(
        about(
          item,
          'no-text',
          `the option «${value.kind === 'coding' ? (value.value.code ?? '') : ''}» has no display`,
        ),
      );
  return found;
};

const optionIssues = (item: FormItem): LintIssue[] => {
  const { raw } = item;
  const own = objectsAt(raw, 'answerOption');
  const found: LintIssue[] = [];
  if (own.length > 0 && prop(raw, 'answerValueSet') !== undefined)
    found.push(
      about(item, 'options-twice', 'it has both answerOption and answerValueSet; keep one of them (que-4)'),
    );
  for (const option of own)
    if (valuesIn(option, 'value').length !== 1)
      found.push(about(item, 'option-value', 'an answerOption has exactly one value'));
  if (HAS_OPTIONS.has(item.type)) return [...found, ...choiceIssues(item)];
  if (item.options === null) return found;
  if (!MAY_HAVE_OPTIONS.has(item.type))
    return [
      ...found,
      about(item, 'not-on-this-type', `${oneOf(item.type)} has no options; make it a choice (que-5)`),
    ];
  const keys = fittingKeys(item);
  for (const { value } of item.options === 'elsewhere' ? [] : item.options)
    if (keys !== null && !keys.has(value.key))
      found.push(
        about(item, 'option-value', `an option of ${oneOf(item.type)} cannot be a value${value.key}`),
      );
  return [
    ...found,
    about(item, 'door-needs', 'at the door options are chosen only in a choice; make it one', 'warning'),
  ];
};

const initialIssues = (item: FormItem): LintIssue[] => {
  const { raw } = item;
  const found: LintIssue[] = [];
  if (objectsAt(raw, 'answerOption').length > 0 && objectsAt(raw, 'initial').length > 0)
    found.push(
      about(
        item,
        'initial-with-options',
        'mark the option with «initialSelected» instead of «initial» (que-11)',
      ),
    );
  for (const each of objectsAt(raw, 'initial'))
    if (valuesIn(each, 'value').length !== 1)
      found.push(about(item, 'initial-misfit', 'an initial has exactly one value'));
  for (const value of item.initial)
    for (const { code, what } of findingsOf(item, value))
      if (code !== 'not-judged')
        found.push(about(item, 'initial-misfit', `its initial value does not fit: ${what}`));
  return found;
};

export const choosingIssues = (form: Form): LintIssue[] =>
  form.all.flatMap((item) => [...optionIssues(item), ...(isAsked(item) ? initialIssues(item) : [])]);
