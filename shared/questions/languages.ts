/** One Questionnaire a language in a Bundle, with the same items: made into one, with translations beside the texts. */
import { isObject, listAt, objectsAt, prop, textAt, type Json } from './json.ts';
import type { LintCode } from './lint/issue.ts';
import { TRANSLATION } from './r4.ts';
import { languageOf } from './words.ts';

interface Problem {
  readonly code: LintCode;
  readonly what: string;
}
export type Merged = { ok: true; questionnaire: unknown } | { ok: false; problems: readonly Problem[] };

/** The keys under which there are words. Everything else has to be the same in every language. */
const WORDS: ReadonlySet<string> = new Set(['text', 'title', 'display', 'valueString', 'answerString']);
/** About the resource, not about what is asked. */
const ABOUT: ReadonlySet<string> = new Set(
  `id meta language text url identifier version name title derivedFrom status experimental date publisher contact description
  useContext jurisdiction purpose copyright approvalDate lastReviewDate effectivePeriod`.split(/\s+/),
);

/** The first difference between two trees, words aside; null when there is none. */
const difference = (one: unknown, other: unknown, where: string): string | null => {
  if (Array.isArray(one) && Array.isArray(other)) {
    if (one.length !== other.length) return where;
    for (const [at, value] of one.entries()) {
      const linkId = textAt(value, 'linkId');
      const found = difference(value, other[at], linkId === undefined ? where : `item «${linkId}»`);
      if (found !== null) return found;
    }
    return null;
  }
  if (isObject(one) && isObject(other)) {
    for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) {
      if (key.startsWith('_')) continue;
      const [a, b] = [prop(one, key), prop(other, key)];
      const isWords = WORDS.has(key) && typeof a === 'string' && typeof b === 'string';
      const found = isWords ? null : difference(a, b, key === 'item' ? where : `${where}, «${key}»`);
      if (found !== null) return found;
    }
    return null;
  }
  return Object.is(one, other) ? null : where;
};

const withoutHead = (questionnaire: Json): Json =>
  Object.fromEntries(Object.entries(questionnaire).filter(([key]) => !ABOUT.has(key)));

/** The tree with the words of another language beside its own. The two have the same items. */
const translated = (own: unknown, other: unknown, language: string): unknown => {
  if (Array.isArray(own))
    return own.map((value, at) => translated(value, Array.isArray(other) ? other[at] : undefined, language));
  if (!isObject(own)) return own;
  const made: Record<string, unknown> = {};
  const beside: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(own)) {
    const theirs = prop(other, key);
    if (WORDS.has(key) && key !== 'answerString' && typeof value === 'string' && typeof theirs === 'string') {
      const extension = [
        ...listAt(prop(own, `_${key}`), 'extension'),
        {
          url: TRANSLATION,
          extension: [
            { url: 'lang', valueCode: language },
            { url: 'content', valueString: theirs },
          ],
        },
      ];
      const before = prop(own, `_${key}`);
      beside[`_${key}`] = { ...(isObject(before) ? before : {}), extension };
      made[key] = value;
    } else
      made[key] = key.startsWith('_') || key === 'enableWhen' ? value : translated(value, theirs, language);
  }
  return { ...made, ...beside };
};

/** Bokmål is what the house writes first. */
const baseOf = (all: readonly Json[]): Json | undefined =>
  all.find(({ language }) => languageOf(language) === 'nb') ?? all[0];

const versionsIn = (bundle: unknown): Json[] =>
  objectsAt(bundle, 'entry')
    .map((entry) => prop(entry, 'resource'))
    .filter(isObject)
    .filter(({ resourceType }) => resourceType === 'Questionnaire');

/**
 * The Questionnaire that a response answers: of a Bundle the one it names, or the one in its language, or the one that the house writes
 * first. Options and conditions may be words, and are then those of that language.
 */
export const answeredBy = (json: unknown, response: unknown): unknown => {
  if (!isObject(json) || json.resourceType !== 'Bundle') return json;
  const all = versionsIn(json);
  const [url, version] = (textAt(response, 'questionnaire') ?? '').split('|');
  const named = all.filter((each) => each.url === url && (version === undefined || each.version === version));
  const language = textAt(response, 'language');
  const inItsLanguage = all.find((each) => language !== undefined && each.language === language);
  return (
    (named.length === 1 ? named[0] : undefined) ??
    inItsLanguage ??
    all.find((each) => language !== undefined && languageOf(each.language) === languageOf(language)) ??
    baseOf(all)
  );
};

/** A Questionnaire as it is, or those of a Bundle as one. */
export const merged = (json: unknown): Merged => {
  if (!isObject(json) || json.resourceType !== 'Bundle') return { ok: true, questionnaire: json };
  const all = versionsIn(json);
  const base = baseOf(all);
  if (base === undefined)
    return {
      ok: false,
      problems: [{ code: 'not-a-questionnaire', what: 'There is no Questionnaire in the Bundle' }],
    };
  const problems: Problem[] = [];
  const languages = all.map(({ language }) => language);
  if (all.length > 1 && languages.some((language) => typeof language !== 'string'))
    problems.push({ code: 'base-language', what: 'Each Questionnaire of the Bundle says its «language»' });
  const twice = languages.find((language, at) => languages.indexOf(language) < at);
  if (typeof twice === 'string')
    problems.push({
      code: 'language-twice',
      what: `Two Questionnaires of the Bundle have the same «language», «${twice}»`,
    });
  let questionnaire: unknown = base;
  for (const other of all) {
    if (other === base) continue;
    const where = difference(withoutHead(base), withoutHead(other), 'the questionnaire');
    if (where !== null)
      problems.push({
        code: 'versions-differ',
        what: `The version in «${String(other.language)}» differs from the one in «${String(base.language)}»: ${where}`,
      });
    else questionnaire = translated(questionnaire, other, String(other.language));
  }
  return problems.length === 0 ? { ok: true, questionnaire } : { ok: false, problems };
};
