/** Whether a value is a good answer to its question. */
import type { FormItem } from './form.ts';
import { oneOf } from './issue.ts';
import { matches } from './pattern.ts';
import { compare, keyOf, type Value } from './value.ts';

export type ValueProblem =
  | 'wrong-type'
  | 'not-an-option'
  | 'below-minimum'
  | 'above-maximum'
  | 'too-short'
  | 'too-long'
  | 'pattern'
  | 'too-precise'
  | 'not-judged';
export interface Finding {
  readonly code: ValueProblem;
  readonly what: string;
}

/** FHIR's x in `value[x]` for each type; options may bring other ones for a choice. */
const KEYS: ReadonlyMap<string, readonly string[]> = new Map([
  ['boolean', ['Boolean']],
  ['string', ['String']],
  ['text', ['String']],
  ['integer', ['Integer']],
  ['decimal', ['Decimal']],
  ['date', ['Date']],
  ['dateTime', ['DateTime']],
  ['time', ['Time']],
  ['choice', ['Coding']],
  ['open-choice', ['Coding', 'String']],
  ['url', ['Uri']],
  ['attachment', ['Attachment']],
  ['reference', ['Reference']],
  ['quantity', ['Quantity']],
]);
const IS_CHOICE: ReadonlySet<string> = new Set(['choice', 'open-choice']);

/** The names of `value[x]` that fit; null where any does. */
export const fittingKeys = ({ type, options }: FormItem): ReadonlySet<string> | null => {
  const keys = KEYS.get(type);
  if (keys === undefined) return null;
  const more = IS_CHOICE.has(type) && options !== null && options !== 'elsewhere' ? options : [];
  return new Set([...keys, ...more.map(({ value }) => value.key)]);
};

export const optionFor = (item: FormItem, value: Value) =>
  item.options === null || item.options === 'elsewhere'
    ? undefined
    : item.options.find((option) => keyOf(option.value) === keyOf(value));

/** Digits after the point, as the number is written shortest. */
const decimalsOf = (number: number): number => {
  const [, digits = '', exponent = '0'] = /^-?\d+(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(number)) ?? [];
  return Math.max(0, digits.length - Number(exponent));
};

const optionFindings = (item: FormItem, value: Value): Finding[] => {
  if (item.options === null) return [];
  if (item.options === 'elsewhere' && value.kind !== 'string') {
    const isAllowed = value.kind === 'coding' ? item.allows(value.value) : null;
    if (isAllowed === true) return [];
    if (isAllowed === null)
      return [
        {
          code: 'not-judged',
          what: 'its options are in a value set that is not spelled out in the questionnaire',
        },
      ];
  }
  if (optionFor(item, value) !== undefined) return [];
  // R4: an open-choice takes any text, the others only what is listed.
  if (item.type === 'open-choice' && value.kind === 'string') return [];
  const named =
    value.kind === 'coding' ? ` «${shown(value)}» of the system «${value.value.system ?? ''}»` : '';
  return [{ code: 'not-an-option', what: `the value${named} is not among its options` }];
};

const textOfValue = (value: Value): string | null =>
  value.kind === 'string' || value.kind === 'temporal'
    ? value.value
    : value.kind === 'number'
      ? String(value.value)
      : null;

const limitFindings = ({ limits }: FormItem, value: Value): Finding[] => {
  const { min, max, minLength, maxLength, pattern, decimals } = limits;
  const found: Finding[] = [];
  const isBeyond = (limit: Value | undefined, sign: 1 | -1): boolean => {
    const difference = limit === undefined ? null : compare(value, limit);
    return typeof difference === 'number' && difference * sign > 0;
  };
  if (isBeyond(min, -1)) found.push({ code: 'below-minimum', what: `the least is ${shown(min)}` });
  if (isBeyond(max, 1)) found.push({ code: 'above-maximum', what: `the most is ${shown(max)}` });
  const text = textOfValue(value);
  if (text === null) return found;
  // Characters of Unicode, as FHIR counts: not the halves that JavaScript has.
  const length = Array.from(text).length;
  if (minLength !== undefined && value.kind === 'string' && length < minLength)
    found.push({ code: 'too-short', what: `the least is ${minLength} characters` });
  if (maxLength !== undefined && value.kind !== 'temporal' && length > maxLength)
    found.push({ code: 'too-long', what: `the most is ${maxLength} characters` });
  if (decimals !== undefined && value.kind === 'number' && decimalsOf(value.value) > decimals)
    found.push({ code: 'too-precise', what: `the most is ${decimals} digits after the point` });
  if (pattern !== undefined) {
    const fits = matches(pattern, text);
    if (fits === null) found.push({ code: 'not-judged', what: 'its pattern cannot be tried here' });
    else if (!fits) found.push({ code: 'pattern', what: `it does not match the pattern ${pattern}` });
  }
  return found;
};

export const shown = (value: Value | undefined): string =>
  value === undefined || value.kind === 'other' || value.kind === 'malformed'
    ? '?'
    : value.kind === 'coding'
      ? (value.value.code ?? '?')
      : String(value.value);

/** How FHIR writes them, where that is not what people write. */
const WRITTEN: ReadonlyMap<string, string> = new Map([
  ['Boolean', 'boolean: true or false, without quotes'],
  ['Integer', 'integer: a whole number of 32 bits, without quotes'],
  ['Decimal', 'decimal: a number, without quotes'],
  ['String', 'string'],
  ['Date', 'date, as 2020-05-27, 2020-05 or 2020'],
  ['DateTime', 'dateTime, as 2020-05-27T14:30:00+02:00 or a date'],
  ['Time', 'time, as 14:30:00'],
]);

export const findingsOf = (item: FormItem, value: Value): Finding[] => {
  const keys = fittingKeys(item);
  const wanted = keys === null ? '' : [...keys].map((key) => `value${key}`).join(' or ');
  if (value.kind === 'malformed')
    return [
      {
        code: 'wrong-type',
        what: `what stands in value${value.key} is no ${WRITTEN.get(value.key) ?? value.key}`,
      },
    ];
  if (keys !== null && !keys.has(value.key))
    return [
      { code: 'wrong-type', what: `${oneOf(item.type)} is answered with ${wanted}, not value${value.key}` },
    ];
  if (keys === null || value.kind === 'other')
    return [{ code: 'not-judged', what: `value${value.key} is outside the subset` }];
  return [...optionFindings(item, value), ...limitFindings(item, value)];
};
