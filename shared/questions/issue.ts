/** What is found wrong with a form or a response: said to its author, in English. */

export const SEVERITIES = ['error', 'warning', 'information'] as const;
export type Severity = (typeof SEVERITIES)[number];

export interface Issue<Code extends string> {
  readonly severity: Severity;
  readonly code: Code;
  /** Empty where it is about the whole. */
  readonly linkId: string;
  /** linkIds from the outermost, joined by `/`; in a response with the occurrence of what repeats. */
  readonly path: string;
  readonly message: string;
}

export const isSound = (issues: readonly Issue<string>[]): boolean =>
  !issues.some(({ severity }) => severity === 'error');

/** `an integer`, `a choice`. */
export const oneOf = (type: string): string => `${/^[aeio]/.test(type) ? 'an' : 'a'} ${type}`;

/** `Item «x»`, as every sentence about one begins. */
export const itemNamed = (linkId: string): string =>
  linkId === '' ? 'An item without a linkId' : `Item «${linkId}»`;
