/** From what people type to what FHIR wants. Null where it is not a value. */
import type { AnswerValue } from '../../../shared/flow/index.ts';
import { EXTENSIONS } from '../../../shared/questions/r4.ts';
import type { AnswerOption, FhirValue, QuestionStep } from '../../../shared/questions/index.ts';

/** Types that are answered by typing. */
export type TypedType = 'string' | 'text' | 'integer' | 'decimal' | 'date' | 'dateTime' | 'time';

const digitsOf = (typed: string): string => typed.replace(/\D/g, '');

/** `dd.mm.åååå`, `tt:mm`, or both: the signs between come by themselves. */
export const shaped = (type: TypedType, typed: string): string => {
  const digits = digitsOf(typed);
  const join = (parts: readonly string[], between: readonly string[]) =>
    parts.reduce((text, part, index) => (part === '' ? text : text + (between[index - 1] ?? '') + part), '');
  switch (type) {
    case 'date':
      return join([digits.slice(0, 2), digits.slice(2, 4), digits.slice(4, 8)], ['.', '.']);
    case 'dateTime':
      return join(
        [
          digits.slice(0, 2),
          digits.slice(2, 4),
          digits.slice(4, 8),
          digits.slice(8, 10),
          digits.slice(10, 12),
        ],
        ['.', '.', ' ', ':'],
      );
    case 'time':
      return join([digits.slice(0, 2), digits.slice(2, 4)], [':']);
    case 'integer':
      return typed.replace(/(?!^-)\D/g, '');
    case 'decimal':
      return typed.replace(/[^\d,.-]/g, '');
    case 'string':
    case 'text':
      return typed;
  }
};

const dateOf = (digits: string): string | null => {
  if (digits.length !== 8) return null;
  const iso = `${digits.slice(4, 8)}-${digits.slice(2, 4)}-${digits.slice(0, 2)}`;
  const at = Date.parse(`${iso}T00:00:00.000Z`);
  // The 31st of February is parsed as no date, or as another one.
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== iso ? null : iso;
};
const timeOf = (digits: string): string | null => {
  const [hours, minutes] = [digits.slice(0, 2), digits.slice(2, 4)];
  return digits.length === 4 && Number(hours) < 24 && Number(minutes) < 60 ? `${hours}:${minutes}:00` : null;
};

/** The instant of a local date and time in a zone; at the hour that comes twice, the first. */
const instantIn = (zone: string, date: string, time: string): string => {
  const wanted = Date.parse(`${date}T${time}.000Z`);
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  const aheadAt = (at: number) => Date.parse(`${format.format(at).replace(' ', 'T')}.000Z`) - at;
  const guess = wanted - aheadAt(wanted);
  return new Date(wanted - aheadAt(guess)).toISOString();
};

export const valueOf = (type: TypedType, typed: string, zone: string): AnswerValue | null => {
  const text = typed.trim();
  const digits = digitsOf(text);
  switch (type) {
    case 'string':
    case 'text':
      return text === '' ? null : { valueString: text };
    case 'integer':
      return /^-?\d{1,9}$/.test(text) ? { valueInteger: Number(text) } : null;
    case 'decimal':
      return /^-?\d{1,9}([.,]\d{1,9})?$/.test(text) ? { valueDecimal: Number(text.replace(',', '.')) } : null;
    case 'date': {
      const date = dateOf(digits);
      return date === null ? null : { valueDate: date };
    }
    case 'time': {
      const time = timeOf(digits);
      return time === null ? null : { valueTime: time };
    }
    case 'dateTime': {
      const [date, time] = [dateOf(digits.slice(0, 8)), timeOf(digits.slice(8))];
      return date === null || time === null ? null : { valueDateTime: instantIn(zone, date, time) };
    }
  }
};

const reversed = (iso: string): string => iso.split('-').reverse().join('.');

/** A value as it was typed, for who comes back to it. */
export const typedOf = (value: FhirValue | undefined, zone: string): string => {
  if (value === undefined) return '';
  if (value.valueString !== undefined) return value.valueString;
  if (value.valueInteger !== undefined) return String(value.valueInteger);
  if (value.valueDecimal !== undefined) return String(value.valueDecimal).replace('.', ',');
  if (value.valueDate !== undefined) return reversed(value.valueDate);
  if (value.valueTime !== undefined) return value.valueTime.slice(0, 5);
  if (value.valueDateTime === undefined) return '';
  const [date = '', time = ''] = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'short',
  })
    .format(Date.parse(value.valueDateTime))
    .split(' ');
  return `${reversed(date)} ${time}`;
};

/** What stands in a form or an answer, as we answer it; null where it is none of our values. */
export const asAnswer = (value: FhirValue): AnswerValue | null => {
  if (value.valueCoding !== undefined) {
    const { system, code } = value.valueCoding;
    return { valueCoding: system === undefined ? { code } : { system, code } };
  }
  if (value.valueBoolean !== undefined) return { valueBoolean: value.valueBoolean };
  if (value.valueString !== undefined) return { valueString: value.valueString };
  if (value.valueInteger !== undefined) return { valueInteger: value.valueInteger };
  if (value.valueDecimal !== undefined) return { valueDecimal: value.valueDecimal };
  if (value.valueDate !== undefined) return { valueDate: value.valueDate };
  if (value.valueDateTime !== undefined) return { valueDateTime: value.valueDateTime };
  return value.valueTime === undefined ? null : { valueTime: value.valueTime };
};

/** An option of a choice as an answer. */
export const optionValue = (option: AnswerOption): AnswerValue | null => asAnswer(option);

/** The same value, whatever words stand beside it. */
export const same = (one: FhirValue, other: FhirValue): boolean =>
  JSON.stringify(asAnswer(one)) === JSON.stringify(asAnswer(other));

/** How the form's author says that it is written, such as `nnnn`; null where nothing is said. */
export const shapeOf = ({ item }: QuestionStep): string | null => {
  const shape = item.extension?.find(({ url }) => url === EXTENSIONS.entryFormat)?.valueString;
  return typeof shape === 'string' && shape !== '' ? shape : null;
};

/** FHIR gives no length: enough for a sentence, or for a few. */
export const maxLengthOf = ({ item, limits }: QuestionStep): number => {
  switch (item.type) {
    case 'date':
      return 10;
    case 'time':
      return 5;
    case 'dateTime':
      return 16;
    case 'integer':
    case 'decimal':
      return 12;
    case 'text':
      return limits.maxLength ?? 500;
    case 'string':
    case 'boolean':
    case 'choice':
    case 'open-choice':
      return limits.maxLength ?? 100;
  }
};
