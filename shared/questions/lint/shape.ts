/** Types and names of properties, and extensions: what stands there at all. */
import type { z } from 'zod';
import { isObject, objectsAt, prop, textAt, type Json } from '../json.ts';
import { CHANGES_MEANING, EXTENSIONS, OTHER_TYPES, TRANSLATION } from '../r4.ts';
import { questionnaire } from '../questionnaire.ts';
import type { Form, FormItem } from '../form.ts';
import { about, aboutAll, type LintCode, type LintIssue } from './issue.ts';
import { doorNeed, sentence } from './sentence.ts';

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));
const EVERYWHERE = words('id extension modifierExtension');
const KNOWN = {
  questionnaire:
    words(`resourceType meta implicitRules language text contained url identifier version name title derivedFrom
    status experimental subjectType date publisher contact description useContext jurisdiction purpose copyright approvalDate
    lastReviewDate effectivePeriod code item`),
  item: words(`linkId definition code prefix text type enableWhen enableBehavior required repeats readOnly maxLength
    answerValueSet answerOption initial item`),
  enableWhen:
    words(`question operator answerBoolean answerDecimal answerInteger answerDate answerDateTime answerTime
    answerString answerCoding answerQuantity answerReference`),
  answerOption: words(
    'valueInteger valueDate valueTime valueString valueCoding valueReference initialSelected',
  ),
  initial:
    words(`valueBoolean valueDecimal valueInteger valueDate valueDateTime valueTime valueString valueUri
    valueAttachment valueCoding valueQuantity valueReference`),
  coding: words('system version code display userSelected'),
} as const;
type Level = keyof typeof KNOWN;

const READ: ReadonlySet<unknown> = new Set([TRANSLATION, ...Object.values(EXTENSIONS)]);

type Say = (code: LintCode, what: string, severity?: 'error' | 'warning' | 'information') => void;

const strangeNames = (holder: Json, level: Level, say: Say): void => {
  for (const name of Object.keys(holder)) {
    const plain = name.startsWith('_') ? name.slice(1) : name;
    if (KNOWN[level].has(plain) || EVERYWHERE.has(plain)) continue;
    say(
      'unknown-property',
      `«${name}» is no property of a FHIR R4 ${level}: a slip of the pen, or of another version`,
    );
  }
};

const extensions = (holder: Json, say: Say): void => {
  if (objectsAt(holder, 'modifierExtension').length > 0)
    say(
      'outside-subset',
      'a modifierExtension may change what is meant, and cannot be left out; take it away',
    );
  for (const extension of objectsAt(holder, 'extension')) {
    const url = textAt(extension, 'url') ?? '?';
    if (CHANGES_MEANING.has(url))
      say(
        'outside-subset',
        `the extension ${url} decides what is asked or answered, and is outside the subset`,
      );
    else if (!READ.has(url))
      say('ignored-extension', `the extension ${url} is not used at the door`, 'information');
  }
  for (const [name, value] of Object.entries(holder))
    if (name.startsWith('_') && isObject(value)) extensions(value, say);
};

const itemShape = (item: FormItem): LintIssue[] => {
  const issues: LintIssue[] = [];
  const say: Say = (code, what, severity) => issues.push(about(item, code, what, severity));
  const { raw } = item;
  strangeNames(raw, 'item', say);
  extensions(raw, say);
  for (const level of ['enableWhen', 'answerOption', 'initial'] as const)
    for (const each of objectsAt(raw, level)) {
      strangeNames(each, level, say);
      extensions(each, say);
      for (const name of ['valueCoding', 'answerCoding']) {
        const coding = prop(each, name);
        if (isObject(coding)) strangeNames(coding, 'coding', say);
      }
      if (level === 'answerOption' && prop(each, 'valueReference') !== undefined)
        say('outside-subset', 'an option that is a valueReference is outside the subset');
    }
  if ((OTHER_TYPES as readonly string[]).includes(item.type))
    say('outside-subset', `item type «${item.type}» is outside the subset: the door cannot ask it`);
  return issues;
};

const at = (json: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, key) => (Array.isArray(value) ? (value as unknown[])[Number(key)] : prop(value, String(key))),
    json,
  );

/** The innermost item on the way to a problem, and the rest of the way. */
const whereIs = (
  form: Form,
  path: readonly PropertyKey[],
): { item: FormItem | undefined; rest: readonly PropertyKey[] } => {
  for (let length = path.length; length > 1; length -= 1) {
    if (typeof path[length - 1] !== 'number' || path[length - 2] !== 'item') continue;
    const raw = at(form.raw, path.slice(0, length));
    const item = form.all.find((each) => each.raw === raw);
    return { item, rest: path.slice(item === undefined ? length - 2 : length) };
  }
  return { item: undefined, rest: path };
};

const fromZod = (form: Form, issue: z.core.$ZodIssue): LintIssue[] => {
  const { item, rest } = whereIs(form, issue.path);
  const last = String(issue.path.at(-1));
  const value = at(form.raw, issue.path);
  // Said in other words, with more to do, elsewhere.
  if (item !== undefined && last === 'linkId' && item.linkId === '') return [];
  if (item !== undefined && last === 'type' && (OTHER_TYPES as readonly string[]).includes(item.type))
    return [];
  if (item === undefined && last === 'language') return [];
  if (item !== undefined && last === 'item' && issue.code === 'too_small') return [];
  const say = (code: LintCode, what: string, severity?: 'warning'): LintIssue[] => [
    item === undefined ? aboutAll(code, what, severity) : about(item, code, what, severity),
  ];
  const need = doorNeed(rest, last, value);
  if (need !== null) return say('door-needs', need, 'warning');
  return last === 'type' && item !== undefined && rest.length === 1
    ? say('outside-subset', issue.message)
    : say('malformed', sentence(rest, issue, value));
};

export const shapeIssues = (form: Form): LintIssue[] => {
  const issues: LintIssue[] = [];
  const say: Say = (code, what, severity) => issues.push(aboutAll(code, what, severity));
  strangeNames(form.raw, 'questionnaire', say);
  extensions(form.raw, say);
  if (prop(form.raw, 'implicitRules') !== undefined)
    say('outside-subset', '«implicitRules» may change what is meant, and cannot be left out; take it away');
  const parsed = questionnaire.safeParse(form.raw);
  if (!parsed.success) for (const issue of parsed.error.issues) issues.push(...fromZod(form, issue));
  for (const item of form.all) issues.push(...itemShape(item));
  return issues;
};
