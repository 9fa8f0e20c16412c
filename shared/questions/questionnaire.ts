/** The subset of FHIR R4 Questionnaire that the kiosk can put at a door (issue 2 §4). Strict: what is not here is refused. */
import { z } from 'zod';
import { LANGUAGES } from '../domain/language.ts';

export const TRANSLATION = 'http://hl7.org/fhir/StructureDefinition/translation';

/** The language of the plain `text`; the others stand in the translation extension beside it. */
export const BASE_LANGUAGE = 'nb';

export const QUESTION_TYPES = [
  'boolean',
  'choice',
  'open-choice',
  'string',
  'text',
  'integer',
  'decimal',
  'date',
  'dateTime',
  'time',
] as const;
export const ITEM_TYPES = ['group', 'display', ...QUESTION_TYPES] as const;
export type QuestionType = (typeof QUESTION_TYPES)[number];
export type ItemType = (typeof ITEM_TYPES)[number];

export const OPERATORS = ['exists', '=', '!=', '>', '<', '>=', '<='] as const;
export type Operator = (typeof OPERATORS)[number];

const translation = z.strictObject({
  url: z.literal(TRANSLATION, { error: 'the only extension in the subset is translation' }),
  extension: z
    .array(
      z.discriminatedUnion('url', [
        z.strictObject({ url: z.literal('lang'), valueCode: z.enum(LANGUAGES) }),
        z.strictObject({ url: z.literal('content'), valueString: z.string().min(1) }),
      ]),
    )
    .length(2),
});
const translations = z.strictObject({ extension: z.array(translation) });

const linkId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/, 'a linkId is 1-40 of A-Z a-z 0-9 . _ -');

export const coding = z.strictObject({
  system: z.string().min(1).optional(),
  code: z.string().min(1),
  display: z.string().min(1).optional(),
  _display: translations.optional(),
});
export type Coding = z.infer<typeof coding>;

export const isoDate = z.iso.date();
export const isoDateTime = z.iso.datetime({ offset: true });
export const isoTime = z.iso.time();

/** Exactly one of them is given; checked in outside.ts, where the sentence can name the item. */
export const answerOption = z.strictObject({
  valueCoding: coding.required({ display: true }).optional(),
  valueString: z.string().min(1).optional(),
  _valueString: translations.optional(),
  valueInteger: z.int().optional(),
  valueDate: isoDate.optional(),
  valueTime: isoTime.optional(),
});
export type AnswerOption = z.infer<typeof answerOption>;

export const enableWhen = z.strictObject({
  question: linkId,
  operator: z.enum(OPERATORS),
  answerBoolean: z.boolean().optional(),
  answerInteger: z.int().optional(),
  answerDecimal: z.number().optional(),
  answerDate: isoDate.optional(),
  answerDateTime: isoDateTime.optional(),
  answerTime: isoTime.optional(),
  answerString: z.string().min(1).optional(),
  answerCoding: coding.optional(),
});
export type EnableWhen = z.infer<typeof enableWhen>;

export const item = z.strictObject({
  linkId,
  code: z.array(coding).optional(),
  prefix: z.string().min(1).optional(),
  text: z.string().min(1).optional(),
  _text: translations.optional(),
  type: z.enum(ITEM_TYPES, {
    error: (issue) => `item type «${String(issue.input)}» is outside the subset`,
  }),
  enableWhen: z.array(enableWhen).min(1).optional(),
  enableBehavior: z.enum(['all', 'any']).optional(),
  required: z.boolean().optional(),
  repeats: z.boolean().optional(),
  maxLength: z.int().positive().optional(),
  answerOption: z.array(answerOption).min(1).optional(),
  get item() {
    return z.array(item).min(1).optional();
  },
});
export type Item = z.infer<typeof item>;

export const questionnaire = z.strictObject({
  resourceType: z.literal('Questionnaire'),
  id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,39}$/),
  meta: z.strictObject({ profile: z.array(z.string()).optional() }).optional(),
  language: z.literal(BASE_LANGUAGE),
  url: z.string().min(1).optional(),
  version: z.string().min(1).max(40),
  name: z.string().min(1).optional(),
  title: z.string().min(1),
  _title: translations.optional(),
  status: z.enum(['draft', 'active', 'retired']),
  experimental: z.boolean().optional(),
  subjectType: z.array(z.string()).optional(),
  date: z.string().optional(),
  publisher: z.string().optional(),
  description: z.string().optional(),
  purpose: z.string().optional(),
  copyright: z.string().optional(),
  approvalDate: isoDate.optional(),
  lastReviewDate: isoDate.optional(),
  effectivePeriod: z.strictObject({ start: z.string().optional(), end: z.string().optional() }).optional(),
  item: z.array(item).min(1),
});
export type Questionnaire = z.infer<typeof questionnaire>;

/** Anything with words in it: an item's `text`, a coding's `display`, an option's `valueString`, the `title`. */
export interface Worded {
  readonly text?: string | undefined;
  readonly _text?: Translations | undefined;
  readonly display?: string | undefined;
  readonly _display?: Translations | undefined;
  readonly valueString?: string | undefined;
  readonly _valueString?: Translations | undefined;
  readonly title?: string | undefined;
  readonly _title?: Translations | undefined;
}
export type Translations = z.infer<typeof translations>;

export const isQuestion = (candidate: Item): candidate is Item & { type: QuestionType } =>
  candidate.type !== 'group' && candidate.type !== 'display';

/** Every item with the items above it (outermost first), in the order of the paper. */
export const walk = function* (
  items: readonly Item[],
  above: readonly Item[] = [],
): Generator<{ item: Item; above: readonly Item[] }> {
  for (const entry of items) {
    yield { item: entry, above };
    yield* walk(entry.item ?? [], [...above, entry]);
  }
};
