/** Least and most: values, lengths, digits, patterns, occurrences. */
import { isAsked, isDisplay, type Form, type FormItem } from '../form.ts';
import { oneOf } from '../issue.ts';
import { fittingKeys } from '../judge.ts';
import { extensionsOf } from '../json.ts';
import { canExplode, compiled } from '../pattern.ts';
import { EXTENSIONS } from '../r4.ts';
import { compare } from '../value.ts';
import { about, type LintIssue } from './issue.ts';

const ORDERED: ReadonlySet<string> = new Set(['integer', 'decimal', 'date', 'dateTime', 'time', 'quantity']);
const TYPED: ReadonlySet<string> = new Set(['string', 'text', 'url', 'open-choice']);

const valueIssues = (item: FormItem): LintIssue[] => {
  const { min, max } = item.limits;
  const found: LintIssue[] = [];
  for (const [name, limit] of [
    ['minValue', min],
    ['maxValue', max],
  ] as const) {
    if (extensionsOf(item.raw, EXTENSIONS[name]).length === 0) continue;
    if (!ORDERED.has(item.type))
      found.push(about(item, 'limit-misfit', `«${name}» says nothing about ${oneOf(item.type)}`, 'warning'));
    else if (limit === undefined || limit.kind === 'malformed')
      found.push(about(item, 'limit-misfit', `«${name}» has no value that can be read`));
    else if (item.type !== 'quantity' && !fits(item, limit.key))
      found.push(
        about(
          item,
          'limit-misfit',
          `«${name}» of ${oneOf(item.type)} cannot be a value${limit.key}`,
          item.type === 'dateTime' && limit.key === 'Date' ? 'warning' : 'error',
        ),
      );
  }
  const difference = min && max ? compare(min, max) : null;
  if (typeof difference === 'number' && difference > 0)
    found.push(about(item, 'limits-crossed', 'its least value is more than its most'));
  return found;
};
/** Whole numbers are decimals too. */
const fits = (item: FormItem, key: string): boolean =>
  fittingKeys(item)?.has(key) === true || (item.type === 'decimal' && key === 'Integer');

const lengthIssues = (item: FormItem): LintIssue[] => {
  const { minLength, maxLength, decimals, pattern } = item.limits;
  const found: LintIssue[] = [];
  for (const [name, limit, types] of [
    ['minLength', minLength, TYPED],
    ['maxDecimalPlaces', decimals, new Set(['decimal', 'quantity'])],
    ['regex', pattern, new Set([...TYPED, ...ORDERED])],
  ] as const) {
    if (extensionsOf(item.raw, EXTENSIONS[name]).length === 0) continue;
    if (!types.has(item.type))
      found.push(about(item, 'limit-misfit', `«${name}» says nothing about ${oneOf(item.type)}`, 'warning'));
    else if (limit === undefined)
      found.push(about(item, 'limit-misfit', `«${name}» has no value that can be read`));
  }
  if (minLength !== undefined && maxLength !== undefined && minLength > maxLength)
    found.push(about(item, 'limits-crossed', 'its least length is more than its most'));
  if (pattern !== undefined && compiled(pattern) === null)
    found.push(about(item, 'bad-pattern', `the regular expression ${pattern} cannot be read by JavaScript`));
  else if (pattern !== undefined && canExplode(pattern))
    found.push(
      about(
        item,
        'risky-pattern',
        `the regular expression ${pattern} can take for ever on some answers: something that repeats stands in something that repeats`,
        'warning',
      ),
    );
  return found;
};

const twiceIssues = (item: FormItem): LintIssue[] =>
  Object.entries(EXTENSIONS)
    .filter(([name, url]) => name !== 'itemControl' && extensionsOf(item.raw, url).length > 1)
    .map(([name]) =>
      about(item, 'limit-misfit', `«${name}» is there twice; only the first counts`, 'warning'),
    );

const occursIssues = (item: FormItem): LintIssue[] => {
  const { minOccurs: least, maxOccurs: most, repeats, required } = item;
  const found: LintIssue[] = [];
  if (least !== undefined && most !== undefined && least > most)
    found.push(about(item, 'limits-crossed', 'its minOccurs is more than its maxOccurs'));
  if (most === 0) found.push(about(item, 'occurs', 'its maxOccurs is 0: it can never be answered'));
  if (!repeats && ((least ?? 0) > 1 || (most ?? 0) > 1))
    found.push(
      about(item, 'occurs', 'it is to be answered more than once, but does not repeat; set «repeats»'),
    );
  if ((least ?? 0) > 0 && !required)
    found.push(
      about(item, 'occurs', 'its minOccurs is more than 0, so it is required; set «required» too', 'warning'),
    );
  return found;
};

export const limitIssues = (form: Form): LintIssue[] =>
  form.all.flatMap((item) => [
    ...twiceIssues(item),
    ...(isAsked(item) ? [...valueIssues(item), ...lengthIssues(item)] : []),
    ...(isDisplay(item) ? [] : occursIssues(item)),
  ]);
