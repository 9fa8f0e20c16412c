import type { IncomingHttpHeaders } from 'node:http';
import type { Refusal } from '../../platform/door/refusal.ts';

/** What a rule looks at: the head of a request, before anything of its body is read. */
export interface Head {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
}

/** Null lets the request on to the next rule. */
export type Rule = (head: Head) => Refusal | null;

/** The first refusal of the rules in their order, or null. */
export const firstRefusal = (rules: readonly Rule[], head: Head): Refusal | null => {
  for (const rule of rules) {
    const found = rule(head);
    if (found !== null) return found;
  }
  return null;
};
