/** What zod finds wrong, said to somebody who writes forms. */
import type { z } from 'zod';

/** `«enableWhen» 2, «operator»` */
const placed = (path: readonly PropertyKey[]): string =>
  path
    .map((step, at) =>
      typeof step === 'number' ? ` ${step + 1}` : `${at === 0 ? '' : ', '}«${String(step)}»`,
    )
    .join('');

const KINDS: ReadonlyMap<string, string> = new Map([
  ['string', 'a text'],
  ['boolean', 'true or false, without quotes'],
  ['array', 'a list'],
  ['object', 'an object'],
  ['number', 'a number'],
  ['int', 'a whole number'],
]);

const said = (issue: z.core.$ZodIssue, value: unknown): string => {
  if (issue.code === 'invalid_type')
    return value === undefined ? 'is missing' : `has to be ${KINDS.get(issue.expected) ?? issue.expected}`;
  if (issue.code === 'invalid_value') {
    const oneOf = `has to be one of ${issue.values.join(', ')}`;
    return value === undefined ? `is missing; it ${oneOf}` : oneOf;
  }
  if (issue.code === 'too_small')
    return issue.origin === 'string' || issue.origin === 'array'
      ? 'is empty; fill it in, or take it away'
      : `has to be ${issue.inclusive === true ? 'at least' : 'more than'} ${String(issue.minimum)}`;
  if (issue.code === 'too_big')
    return `may be at most ${String(issue.maximum)}${issue.origin === 'string' ? ' characters' : ''}`;
  return `is not right: ${issue.message}`;
};

export const sentence = (path: readonly PropertyKey[], issue: z.core.$ZodIssue, value: unknown): string =>
  `${placed(path)} ${said(issue, value)}`;

const NEEDS: ReadonlyMap<string, string> = new Map([
  ['id', 'an «id» of 1 to 64 of A-Z a-z 0-9 . -'],
  ['version', 'a «version» of 1 to 40 characters, to know later what was asked'],
  ['title', 'a «title»'],
  ['linkId', 'a linkId of 1 to 40 of A-Z a-z 0-9 . _ -'],
]);

/** What FHIR leaves open and the door does not; null where FHIR itself says otherwise. */
export const doorNeed = (path: readonly PropertyKey[], last: string, value: unknown): string | null => {
  const isOpen = value === undefined || (typeof value === 'string' && value.trim() !== '');
  if (!isOpen) return null;
  if (last === 'code' && value === undefined && path.includes('valueCoding'))
    return `the door needs a «code» in ${placed(path.slice(0, -1))}`;
  const need = path.length === 1 ? NEEDS.get(last) : undefined;
  return need === undefined ? null : `the door needs ${need}`;
};
