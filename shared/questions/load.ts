import type { z } from 'zod';
import { isDeeperThan } from './depth.ts';
import { isObject } from './given.ts';
import { outsideSubset } from './outside.ts';
import { questionnaire, type Questionnaire } from './questionnaire.ts';

export type LoadedQuestionnaire =
  { ok: true; questionnaire: Questionnaire } | { ok: false; problems: string[] };

const at = (json: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    json,
  );

/** Room for MAX_DEPTH items within items, each two levels of JSON, and what stands in the last. */
const MAX_JSON_DEPTH = 36;

/** The innermost item on the way to a problem, and the rest of the way. */
const whereIs = (json: unknown, path: readonly PropertyKey[]): { item: string; rest: string } => {
  for (let length = path.length; length > 0; length -= 1) {
    const value = at(json, path.slice(0, length));
    const isItem = typeof path[length - 1] === 'number' && path[length - 2] === 'item';
    if (isItem) {
      const linkId = isObject(value) && typeof value.linkId === 'string' ? value.linkId : null;
      return {
        item: linkId === null ? `item without a linkId: ` : `item «${linkId}»: `,
        rest: path.slice(length).map(String).join('.'),
      };
    }
  }
  return { item: '', rest: path.map(String).join('.') };
};

/** An unknown property by its name; an extension by its address too. */
const nameOf = (holder: unknown, key: string): string => {
  const value = isObject(holder) ? holder[key] : undefined;
  if (!/extension$/i.test(key) || !Array.isArray(value)) return `«${key}» is outside the subset`;
  const urls = value.map((entry: unknown) => (isObject(entry) ? String(entry.url) : '?'));
  return `«${key}» ${urls.join(', ')} is outside the subset`;
};

const sentences = (json: unknown, issue: z.core.$ZodIssue): string[] => {
  const { item, rest } = whereIs(json, issue.path);
  const where = rest === '' ? item : `${item}${rest}: `;
  if (issue.code === 'unrecognized_keys') {
    const holder = at(json, issue.path);
    return issue.keys.map((key) => `${where}${nameOf(holder, key)}.`);
  }
  return [`${where}${issue.message}.`];
};

/** Reads a questionnaire; what is outside the subset is refused by name, each problem in a sentence with its linkId. Never throws. */
export const loadQuestionnaire = (json: unknown): LoadedQuestionnaire => {
  if (isDeeperThan(json, MAX_JSON_DEPTH))
    return { ok: false, problems: ['Nested deeper than any questionnaire.'] };
  const parsed = questionnaire.safeParse(json);
  if (!parsed.success)
    return { ok: false, problems: parsed.error.issues.flatMap((issue) => sentences(json, issue)) };
  const problems = outsideSubset(parsed.data);
  return problems.length === 0 ? { ok: true, questionnaire: parsed.data } : { ok: false, problems };
};
