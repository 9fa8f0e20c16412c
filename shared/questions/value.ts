/** The `value[x]` of an answer, an option or an initial value, and the `answer[x]` of a condition. */
import { isDeeperThan } from './depth.ts';
import { isObject, prop, textAt, type Json } from './json.ts';
import { compareTemporal, isTemporal } from './temporal.ts';

export interface Coding {
  readonly system: string | undefined;
  readonly code: string | undefined;
}

/** `key` is FHIR's x: `Boolean`, `Coding`, `Quantity` … */
export type Value = { readonly key: string } & (
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'string' | 'temporal'; readonly value: string }
  | { readonly kind: 'coding'; readonly value: Coding; readonly display: string | undefined }
  /** Another of FHIR's types, outside the subset. */
  | { readonly kind: 'other'; readonly value: unknown }
  /** Not what its key says. */
  | { readonly kind: 'malformed' }
);

const MIN_INTEGER = -(2 ** 31);
const MAX_INTEGER = 2 ** 31 - 1;
const TEMPORAL = { Date: 'date', DateTime: 'dateTime', Time: 'time' } as const;
const isTemporalKey = (key: string): key is keyof typeof TEMPORAL => Object.hasOwn(TEMPORAL, key);

const valueOf = (key: string, raw: unknown): Value => {
  const malformed: Value = { key, kind: 'malformed' };
  if (key === 'Boolean') return typeof raw === 'boolean' ? { key, kind: 'boolean', value: raw } : malformed;
  if (key === 'Integer') {
    const isOne =
      typeof raw === 'number' && Number.isInteger(raw) && raw >= MIN_INTEGER && raw <= MAX_INTEGER;
    return isOne ? { key, kind: 'number', value: raw } : malformed;
  }
  if (key === 'Decimal')
    return typeof raw === 'number' && Number.isFinite(raw) ? { key, kind: 'number', value: raw } : malformed;
  if (key === 'String') return typeof raw === 'string' ? { key, kind: 'string', value: raw } : malformed;
  if (isTemporalKey(key))
    return typeof raw === 'string' && isTemporal(TEMPORAL[key], raw)
      ? { key, kind: 'temporal', value: raw }
      : malformed;
  if (key === 'Coding') {
    if (!isObject(raw)) return malformed;
    const [system, code] = [prop(raw, 'system'), prop(raw, 'code')];
    if (
      (system !== undefined && typeof system !== 'string') ||
      (code !== undefined && typeof code !== 'string')
    )
      return malformed;
    return { key, kind: 'coding', value: { system, code }, display: textAt(raw, 'display') };
  }
  return { key, kind: 'other', value: raw };
};

/** Every value in the holder: FHIR allows one. Null is none. */
export const valuesIn = (holder: Json, prefix: 'value' | 'answer'): Value[] =>
  Object.keys(holder)
    .filter((name) => name.startsWith(prefix) && /^[A-Z]/.test(name.slice(prefix.length)))
    .filter((name) => holder[name] !== null && holder[name] !== undefined)
    .map((name) => valueOf(name.slice(prefix.length), holder[name]));

/** A text of blanks is no answer: FHIR has no empty strings. */
export const isBlank = (value: Value): boolean => value.kind === 'string' && value.value.trim() === '';

/** Quantities of one unit have an order, references are the same or not; of the rest nothing is known. */
const compareOthers = (given: unknown, wanted: unknown, key: string): number | 'unknown' | null => {
  if (key === 'Reference') {
    const [one, other] = [textAt(given, 'reference'), textAt(wanted, 'reference')];
    return one === undefined || other === undefined ? 'unknown' : one === other ? 0 : null;
  }
  const [one, other] = [prop(given, 'value'), prop(wanted, 'value')];
  if (key !== 'Quantity' || typeof one !== 'number' || typeof other !== 'number') return 'unknown';
  const unitOf = (quantity: unknown) => textAt(quantity, 'code') ?? textAt(quantity, 'unit') ?? '';
  return unitOf(given) === unitOf(wanted) ? one - other : 'unknown';
};

/**
 * Negative, zero or positive, as the answer is less than, equal to or more than what a condition or limit names; null: they are
 * different and have no order; «unknown»: they differ only in precision, or are outside the subset. What the wanted coding leaves out (its system) need not match.
 */
export const compare = (given: Value, wanted: Value): number | 'unknown' | null => {
  if (given.kind === 'number' && wanted.kind === 'number') return given.value - wanted.value;
  if (given.kind === 'temporal' && wanted.kind === 'temporal')
    return compareTemporal(given.value, wanted.value);
  if (given.kind === 'string' && wanted.kind === 'string')
    return given.value === wanted.value ? 0 : given.value < wanted.value ? -1 : 1;
  if (given.kind === 'boolean' && wanted.kind === 'boolean') return given.value === wanted.value ? 0 : null;
  if (given.kind === 'coding' && wanted.kind === 'coding') {
    const { system, code } = wanted.value;
    const isSame =
      code !== undefined &&
      given.value.code === code &&
      (system === undefined || given.value.system === system);
    return isSame ? 0 : null;
  }
  if (given.kind === 'other' && wanted.kind === 'other' && given.key === wanted.key)
    return compareOthers(given.value, wanted.value, given.key);
  return null;
};

/** What tells options apart: a coding by system and code; its display is only words, where it has a code. */
export const keyOf = (value: Value): string => {
  switch (value.kind) {
    case 'coding':
      return JSON.stringify([
        'Coding',
        value.value.system ?? null,
        value.value.code ?? null,
        ...(value.value.code === undefined ? [value.display ?? null] : []),
      ]);
    case 'boolean':
    case 'number':
    case 'string':
    case 'temporal':
      return JSON.stringify([value.kind === 'number' ? 'Number' : value.key, value.value]);
    case 'other':
      return JSON.stringify([value.key, isDeeperThan(value.value, 20) ? null : value.value]);
    case 'malformed':
      return JSON.stringify([value.key, value.kind]);
  }
};
