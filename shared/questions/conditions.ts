/** Whether a condition holds: R4's operators with R5's clarified meaning. */
import type { Condition } from './form.ts';
import { compare, type Value } from './value.ts';

/** R5: a comparison that precision leaves open is «unknown». */
export type Truth = boolean | 'unknown';

/** True when it is so of any; else unknown when any is unknown. */
export const anyOf = (truths: readonly Truth[]): Truth =>
  truths.includes(true) ? true : truths.includes('unknown') ? 'unknown' : false;
export const allOf = (truths: readonly Truth[]): Truth =>
  truths.includes(false) ? false : truths.includes('unknown') ? 'unknown' : true;
const not = (truth: Truth): Truth => (truth === 'unknown' ? truth : !truth);

const ORDERED: ReadonlyMap<string, (difference: number) => boolean> = new Map([
  ['=', (difference: number) => difference === 0],
  ['>', (difference: number) => difference > 0],
  ['<', (difference: number) => difference < 0],
  ['>=', (difference: number) => difference >= 0],
  ['<=', (difference: number) => difference <= 0],
]);

const anySo = (given: readonly Value[], wanted: Value, operator: string): Truth => {
  const isSo = ORDERED.get(operator);
  if (isSo === undefined) return false;
  return anyOf(
    given.map((value) => {
      const difference = compare(value, wanted);
      return difference === null ? false : difference === 'unknown' ? difference : isSo(difference);
    }),
  );
};

/** R5: `=`, `>` … are true when at least one answer is so, `!=` when none is equal: so also when there is no answer. */
export const holds = ({ operator, wanted }: Condition, given: readonly Value[]): Truth => {
  if (wanted === undefined) return false;
  if (operator === 'exists') return wanted.kind === 'boolean' && given.length > 0 === wanted.value;
  return operator === '!=' ? not(anySo(given, wanted, '=')) : anySo(given, wanted, operator);
};
