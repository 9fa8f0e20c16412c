/** Reading a QuestionnaireResponse.item list that somebody else wrote. Nothing here throws, whatever is in it. */
import { isoDate, isoDateTime, isoTime, type AnswerOption, type Item } from './questionnaire.ts';

export type AnswerValue = boolean | number | string;

/** Stands for free text in an open-choice: rules do not read prose. */
export const OTHER = '#other';

/** Deeper nesting than any questionnaire has; keeps hostile input from exhausting the stack. */
export const MAX_DEPTH = 16;
/** FHIR sets no limit; a screen does. Where the questionnaire gives a `maxLength`, that one holds. */
export const DEFAULT_MAX_LENGTH = { string: 255, 'open-choice': 255, text: 2000 } as const;
export const MAX_REPEATS = 50;

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export interface Given {
  /** All answers of a linkId, wherever in the tree they stand. */
  readonly answers: ReadonlyMap<string, readonly unknown[]>;
  /** Items that are no items (no linkId, or too deep), and answers that are no lists. */
  readonly malformed: readonly { linkId: string; problem: 'unknown-item' | 'wrong-type' }[];
}

const listOf = (value: unknown): readonly unknown[] | null =>
  value === undefined ? [] : Array.isArray(value) ? (value as unknown[]) : null;

export const collect = (items: readonly unknown[]): Given => {
  const answers = new Map<string, unknown[]>();
  const malformed: { linkId: string; problem: 'unknown-item' | 'wrong-type' }[] = [];
  const queue = items.map((item) => ({ item, depth: 0 }));
  // The queue grows while it is walked.
  for (const { item, depth } of queue) {
    const linkId = isObject(item) && typeof item.linkId === 'string' ? item.linkId : null;
    if (!isObject(item) || linkId === null || depth > MAX_DEPTH) {
      malformed.push({ linkId: linkId ?? '', problem: 'unknown-item' });
      continue;
    }
    const given = listOf(item.answer);
    const below = listOf(item.item);
    if (!given || !below) malformed.push({ linkId, problem: 'wrong-type' });
    const all = answers.get(linkId) ?? [];
    answers.set(linkId, all);
    for (const answer of given ?? []) all.push(answer);
    const nested = [
      ...(below ?? []),
      ...(given ?? []).flatMap((answer) => (isObject(answer) ? (listOf(answer.item) ?? []) : [])),
    ];
    for (const child of nested) queue.push({ item: child, depth: depth + 1 });
  }
  return { answers, malformed };
};

/** Codes are the same when code and system are: a display is only words. */
export const codingKey = (coding: { system?: string | undefined; code: string }): string =>
  JSON.stringify([coding.system ?? null, coding.code]);

export type Read =
  /** `compare` is what enableWhen compares: codings by key, dateTimes by instant. */
  | { ok: true; value: AnswerValue; compare: string | number | boolean }
  | { ok: false; problem: 'wrong-type' | 'not-an-option' | 'too-long' };

const VALUE_KEYS = {
  boolean: ['valueBoolean'],
  string: ['valueString'],
  text: ['valueString'],
  integer: ['valueInteger'],
  decimal: ['valueDecimal', 'valueInteger'],
  date: ['valueDate'],
  dateTime: ['valueDateTime'],
  time: ['valueTime'],
  choice: ['valueCoding', 'valueString', 'valueInteger', 'valueDate', 'valueTime'],
  'open-choice': ['valueCoding', 'valueString', 'valueInteger', 'valueDate', 'valueTime'],
  group: [],
  display: [],
} as const satisfies Record<Item['type'], readonly string[]>;

const WRONG: Read = { ok: false, problem: 'wrong-type' };
const plain = (value: AnswerValue): Read => ({ ok: true, value, compare: value });

const isCoding = (value: unknown): value is { system?: string; code: string } =>
  isObject(value) &&
  typeof value.code === 'string' &&
  (value.system === undefined || typeof value.system === 'string');

const readOption = (item: Item, key: keyof AnswerOption, value: unknown): Read => {
  if (key === 'valueCoding') {
    if (!isCoding(value)) return WRONG;
    const wanted = codingKey(value);
    const option = item.answerOption?.find(
      ({ valueCoding }) => valueCoding && codingKey(valueCoding) === wanted,
    );
    return option?.valueCoding
      ? { ok: true, value: option.valueCoding.code, compare: wanted }
      : { ok: false, problem: 'not-an-option' };
  }
  if (typeof value !== 'string' && typeof value !== 'number') return WRONG;
  if (item.answerOption?.some((option) => option[key] === value)) return plain(value);
  if (item.type !== 'open-choice' || typeof value !== 'string')
    return { ok: false, problem: 'not-an-option' };
  if (value.length > (item.maxLength ?? DEFAULT_MAX_LENGTH['open-choice']))
    return { ok: false, problem: 'too-long' };
  return { ok: true, value: OTHER, compare: value };
};

/** One answer to a question; null when it is blank, which is no answer. */
export const readAnswer = (item: Item, answer: unknown): Read | null => {
  if (!isObject(answer)) return WRONG;
  const [key, ...more] = Object.keys(answer).filter((name) => name.startsWith('value'));
  if (key === undefined) return null;
  const value = answer[key];
  if (more.length > 0 || !(VALUE_KEYS[item.type] as readonly string[]).includes(key)) return WRONG;
  if (typeof value === 'string' && value.trim() === '') return null;
  switch (item.type) {
    case 'boolean':
      return typeof value === 'boolean' ? plain(value) : WRONG;
    case 'string':
    case 'text':
      if (typeof value !== 'string') return WRONG;
      return value.length > (item.maxLength ?? DEFAULT_MAX_LENGTH[item.type])
        ? { ok: false, problem: 'too-long' }
        : plain(value);
    case 'integer':
      return Number.isSafeInteger(value) ? plain(value as number) : WRONG;
    case 'decimal':
      return Number.isFinite(value) ? plain(value as number) : WRONG;
    case 'date':
      return isoDate.safeParse(value).success ? plain(value as string) : WRONG;
    case 'time':
      return isoTime.safeParse(value).success ? plain(value as string) : WRONG;
    case 'dateTime':
      return isoDateTime.safeParse(value).success
        ? { ok: true, value: value as string, compare: Date.parse(value as string) }
        : WRONG;
    case 'choice':
    case 'open-choice':
      return readOption(item, key as keyof AnswerOption, value);
    case 'group':
    case 'display':
      return WRONG;
  }
};
