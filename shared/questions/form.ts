/**
 * A questionnaire as the interpreter sees it. Reads any FHIR R4 Questionnaire, also what no door would take: what is not known is left
 * aside, what is broken is as if it were not there (the linter names it). Never throws.
 */
import { EXTENSIONS } from './r4.ts';
import { extensionsOf, flagAt, isObject, objectsAt, prop, textAt, type Json } from './json.ts';
import { optionsOf, type Options } from './options.ts';
import { valuesIn, type Coding, type Value } from './value.ts';
import { isMember } from './value-set.ts';

export interface Condition {
  readonly question: string;
  readonly operator: string;
  /** Undefined where no answer, or more than one, is named. */
  readonly wanted: Value | undefined;
}

export interface Limits {
  readonly min: Value | undefined;
  readonly max: Value | undefined;
  readonly minLength: number | undefined;
  readonly maxLength: number | undefined;
  readonly pattern: string | undefined;
  readonly decimals: number | undefined;
}

export interface FormItem {
  /** Place in the order of the paper. */
  readonly index: number;
  readonly linkId: string;
  /** Of R4, or whatever stands there. */
  readonly type: string;
  readonly parent: FormItem | null;
  readonly items: readonly FormItem[];
  readonly raw: Json;
  readonly required: boolean;
  readonly repeats: boolean;
  /** Also when a group above is: a question's does not reach what stands under it (R5). */
  readonly readOnly: boolean;
  readonly hidden: boolean;
  readonly conditions: readonly Condition[];
  readonly any: boolean;
  readonly options: Options;
  /** Whether a coding is in the value set, also in one that is not spelled out; null where only a terminology could tell. */
  readonly allows: (coding: Coding) => boolean | null;
  /** What stands there to begin with: `initial`, or the options selected from the start. */
  readonly initial: readonly Value[];
  readonly initialRaw: readonly Json[];
  readonly limits: Limits;
  /** As `minOccurs`/`maxOccurs` say; undefined when they say nothing. */
  readonly minOccurs: number | undefined;
  readonly maxOccurs: number | undefined;
}

export interface Form {
  readonly raw: Json;
  readonly items: readonly FormItem[];
  /** In the order of the paper. */
  readonly all: readonly FormItem[];
  /** The first of that linkId. */
  readonly byLinkId: ReadonlyMap<string, FormItem>;
}

/** Deeper than any form is nested; keeps the stack safe. */
export const MAX_FORM_DEPTH = 100;

const wholeNumber = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined;

const extensionValue = (raw: Json, url: string): Value | undefined => {
  const [extension] = extensionsOf(raw, url);
  return extension && valuesIn(extension, 'value')[0];
};
const extensionNumber = (raw: Json, url: string): number | undefined => {
  const value = extensionValue(raw, url);
  return value?.kind === 'number' ? wholeNumber(value.value) : undefined;
};
const extensionText = (raw: Json, url: string): string | undefined => {
  const value = extensionValue(raw, url);
  return value?.kind === 'string' && value.value !== '' ? value.value : undefined;
};
const extensionFlag = (raw: Json, url: string): boolean => {
  const value = extensionValue(raw, url);
  return value?.kind === 'boolean' && value.value;
};

const conditionsOf = (raw: Json): Condition[] =>
  objectsAt(raw, 'enableWhen').map((when) => {
    const wanted = valuesIn(when, 'answer');
    return {
      question: textAt(when, 'question') ?? '',
      operator: textAt(when, 'operator') ?? '',
      wanted: wanted.length === 1 ? wanted[0] : undefined,
    };
  });

const limitsOf = (raw: Json): Limits => ({
  min: extensionValue(raw, EXTENSIONS.minValue),
  max: extensionValue(raw, EXTENSIONS.maxValue),
  minLength: extensionNumber(raw, EXTENSIONS.minLength),
  maxLength: wholeNumber(prop(raw, 'maxLength')),
  pattern: extensionText(raw, EXTENSIONS.regex),
  decimals: extensionNumber(raw, EXTENSIONS.maxDecimalPlaces),
});

const initialOf = (raw: Json, options: Options): readonly Json[] => {
  const own = objectsAt(raw, 'initial').filter((each) => valuesIn(each, 'value').length > 0);
  if (own.length > 0 || options === null || options === 'elsewhere') return own;
  return options.filter(({ selected }) => selected).map((option) => valueOnly(option.raw));
};

/** An answer of a response: the value without the option's words and marks. */
const valueOnly = (raw: Json): Json =>
  Object.fromEntries(
    Object.entries(raw)
      .filter(([name]) => name.startsWith('value'))
      .map(([name, value]) => {
        if (name !== 'valueCoding' || !isObject(value)) return [name, value];
        const { system, code } = value;
        return [name, { ...(system === undefined ? {} : { system }), code }];
      }),
  );

const isInReadOnlyGroup = (parent: FormItem | null): boolean =>
  parent !== null && ((isGroup(parent) && parent.readOnly) || isInReadOnlyGroup(parent.parent));

const read = (questionnaire: Json): Form => {
  const contained = objectsAt(questionnaire, 'contained');
  const all: FormItem[] = [];
  const readItems = (holder: Json, parent: FormItem | null, depth: number): FormItem[] =>
    depth > MAX_FORM_DEPTH ? [] : objectsAt(holder, 'item').map((raw) => readItem(raw, parent, depth));
  const readItem = (raw: Json, parent: FormItem | null, depth: number): FormItem => {
    const options = optionsOf(raw, contained);
    const initialRaw = initialOf(raw, options);
    const items: FormItem[] = [];
    const made: FormItem = {
      index: all.length,
      linkId: textAt(raw, 'linkId') ?? '',
      type: textAt(raw, 'type') ?? '',
      parent,
      items,
      raw,
      required: flagAt(raw, 'required'),
      repeats: flagAt(raw, 'repeats'),
      readOnly: flagAt(raw, 'readOnly') || isInReadOnlyGroup(parent),
      hidden: extensionFlag(raw, EXTENSIONS.hidden) || parent?.hidden === true,
      conditions: conditionsOf(raw),
      any: prop(raw, 'enableBehavior') === 'any',
      options,
      allows: (coding) => isMember(contained, prop(raw, 'answerValueSet'), coding),
      initial: initialRaw.flatMap((each) => valuesIn(each, 'value').slice(0, 1)),
      initialRaw,
      limits: limitsOf(raw),
      minOccurs: extensionNumber(raw, EXTENSIONS.minOccurs),
      maxOccurs: extensionNumber(raw, EXTENSIONS.maxOccurs),
    };
    all.push(made);
    for (const each of readItems(raw, made, depth + 1)) items.push(each);
    return made;
  };
  const items = readItems(questionnaire, null, 0);
  const byLinkId = new Map<string, FormItem>();
  for (const item of all)
    if (item.linkId !== '' && !byLinkId.has(item.linkId)) byLinkId.set(item.linkId, item);
  return { raw: questionnaire, items, all, byLinkId };
};

/** One form is asked many times over, never changed. */
const known = new WeakMap<Json, Form>();

export const formOf = (questionnaire: Json): Form => {
  const before = known.get(questionnaire);
  if (before !== undefined) return before;
  const form = read(questionnaire);
  known.set(questionnaire, form);
  return form;
};

export const isGroup = ({ type }: FormItem): boolean => type === 'group';
export const isDisplay = ({ type }: FormItem): boolean => type === 'display';
export const isAsked = (item: FormItem): boolean => !isGroup(item) && !isDisplay(item);

/** From the outermost down to the item itself. */
export const wayTo = (item: FormItem): FormItem[] => {
  const way: FormItem[] = [];
  for (let each: FormItem | null = item; each !== null; each = each.parent) way.unshift(each);
  return way;
};

/** Whether there may be more than one of it: the item is in something that repeats. */
export const isInRepeating = ({ parent }: FormItem): boolean =>
  parent !== null && (parent.repeats || isInRepeating(parent));

/** How many answers or occurrences it takes at least. */
export const leastOf = ({ required, minOccurs }: FormItem): number =>
  Math.max(required ? 1 : 0, minOccurs ?? 0);
