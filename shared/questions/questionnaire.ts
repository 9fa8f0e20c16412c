/** A FHIR R4 Questionnaire as the door takes it. What its shape cannot say, the linter does (lint/). */
import { z } from 'zod';
import { LANGUAGES } from '../domain/language.ts';
import { isTemporal } from './temporal.ts';
import { ITEM_TYPES, OPERATORS, type QuestionType } from './r4.ts';
import { languageOf } from './words.ts';

const text = z.string().min(1);
/** Read where they are meant; the linter says which ones. */
const extension = z.array(z.looseObject({ url: text })).optional();
const beside = z.looseObject({ extension });

export const linkId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/, 'a linkId is 1 to 40 of A-Z a-z 0-9 . _ -');

export const coding = z.looseObject({
  system: text.optional(),
  code: text,
  display: text.optional(),
  _display: beside.optional(),
});
export type Coding = z.infer<typeof coding>;

const temporal = (type: 'date' | 'dateTime' | 'time') =>
  z.string().refine((value) => isTemporal(type, value), `that is no ${type} of FHIR`);
const whole = z
  .int()
  .min(-(2 ** 31))
  .max(2 ** 31 - 1);

export const answerOption = z.looseObject({
  extension,
  valueCoding: coding.optional(),
  valueString: text.optional(),
  _valueString: beside.optional(),
  valueInteger: whole.optional(),
  valueDate: temporal('date').optional(),
  valueTime: temporal('time').optional(),
  initialSelected: z.boolean().optional(),
});
export type AnswerOption = z.infer<typeof answerOption>;

/** A value as an answer has it, too. */
export const fhirValue = z.looseObject({
  valueBoolean: z.boolean().optional(),
  valueInteger: whole.optional(),
  valueDecimal: z.number().optional(),
  valueDate: temporal('date').optional(),
  valueDateTime: temporal('dateTime').optional(),
  valueTime: temporal('time').optional(),
  valueString: text.optional(),
  valueCoding: coding.optional(),
});
export type FhirValue = z.infer<typeof fhirValue>;

const enableWhen = z.looseObject({
  question: text,
  operator: z.enum(OPERATORS, { error: `an operator is one of ${OPERATORS.join(' ')}` }),
  answerBoolean: z.boolean().optional(),
  answerInteger: whole.optional(),
  answerDecimal: z.number().optional(),
  answerDate: temporal('date').optional(),
  answerDateTime: temporal('dateTime').optional(),
  answerTime: temporal('time').optional(),
  answerString: text.optional(),
  answerCoding: coding.optional(),
});

export const item = z.looseObject({
  linkId,
  extension,
  code: z.array(z.looseObject({})).optional(),
  prefix: text.optional(),
  text: text.optional(),
  _text: beside.optional(),
  type: z.enum(ITEM_TYPES, {
    error: ({ input }) =>
      typeof input === 'string'
        ? `item type «${input}» is outside the subset`
        : `an item has a type, one of ${ITEM_TYPES.join(', ')}`,
  }),
  enableWhen: z.array(enableWhen).min(1).optional(),
  enableBehavior: z.enum(['all', 'any']).optional(),
  required: z.boolean().optional(),
  repeats: z.boolean().optional(),
  readOnly: z.boolean().optional(),
  maxLength: z.int().positive().optional(),
  answerValueSet: text.optional(),
  answerOption: z.array(answerOption).min(1).optional(),
  initial: z.array(fhirValue).min(1).optional(),
  get item() {
    return z.array(item).min(1).optional();
  },
});
export type Item = z.infer<typeof item>;

export const questionnaire = z.looseObject({
  resourceType: z.literal('Questionnaire'),
  id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,63}$/, 'an id is 1 to 64 of A-Z a-z 0-9 . -'),
  /** Of the plain texts; the others stand in the translation extension beside them. `nb-NO` and the like are ours too. */
  language: z.string().refine((tag) => languageOf(tag) !== null, `one of ${LANGUAGES.join(', ')}`),
  url: text.optional(),
  version: text.max(40),
  title: text,
  _title: beside.optional(),
  status: z.enum(['draft', 'active', 'retired', 'unknown']),
  extension,
  contained: z.array(z.looseObject({ resourceType: text })).optional(),
  item: z.array(item).min(1),
});
export type Questionnaire = z.infer<typeof questionnaire>;

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
