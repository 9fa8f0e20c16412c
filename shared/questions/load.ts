import { merged } from './languages.ts';
import { DOOR_NEEDS, lintQuestionnaire } from './lint/index.ts';
import { questionnaire, type Questionnaire } from './questionnaire.ts';

export type LoadedQuestionnaire =
  { ok: true; questionnaire: Questionnaire } | { ok: false; problems: string[] };

/** Reads a questionnaire for the door; whatever the linter calls an error is refused, and what the door needs and is not there: each in a sentence with its linkId. Never throws. */
export const loadQuestionnaire = (json: unknown): LoadedQuestionnaire => {
  const issues = lintQuestionnaire(json);
  const problems = issues
    .filter(({ severity, code }) => severity === 'error' || DOOR_NEEDS.has(code))
    .map(({ message }) => message);
  if (problems.length > 0) return { ok: false, problems };
  const one = merged(json);
  const parsed = questionnaire.safeParse(one.ok ? one.questionnaire : json);
  return parsed.success
    ? { ok: true, questionnaire: parsed.data }
    : { ok: false, problems: parsed.error.issues.map(({ message }) => message) };
};
