/** What may be chosen: an item's own options, or those of a value set that the questionnaire carries with it. */
import { EXTENSIONS, TRANSLATION } from './r4.ts';
import { extensionsOf, flagAt, objectsAt, prop, textAt, type Json } from './json.ts';
import { keyOf, valuesIn, type Value } from './value.ts';

export interface Option {
  readonly value: Value;
  /** Stands alone: no other option beside it. */
  readonly exclusive: boolean;
  readonly selected: boolean;
  /** As an `answerOption` of R4, also when it comes from a value set. */
  readonly raw: Json;
}

/** `elsewhere`: a value set that is not in the questionnaire, or is not spelled out. Null: nothing to choose from. */
export type Options = readonly Option[] | 'elsewhere' | null;

const optionOf = (raw: Json): Option[] => {
  const [value] = valuesIn(raw, 'value');
  if (value === undefined) return [];
  return [
    {
      value,
      exclusive: extensionsOf(raw, EXTENSIONS.optionExclusive).some((found) => flagAt(found, 'valueBoolean')),
      selected: flagAt(raw, 'initialSelected'),
      raw,
    },
  ];
};

/** A concept's words in other languages, as translations of a display. */
const translated = (concept: Json): Json => {
  const extension = objectsAt(concept, 'designation').flatMap((designation) => {
    const [lang, content] = [textAt(designation, 'language'), textAt(designation, 'value')];
    return lang === undefined || content === undefined
      ? []
      : [
          {
            url: TRANSLATION,
            extension: [
              { url: 'lang', valueCode: lang },
              { url: 'content', valueString: content },
            ],
          },
        ];
  });
  const beside = prop(concept, '_display');
  const all = [...objectsAt(beside, 'extension'), ...extension];
  return all.length === 0 ? {} : { _display: { extension: all } };
};

const conceptOption = (system: string | undefined, concept: Json): Option[] => {
  const [code, display] = [textAt(concept, 'code'), textAt(concept, 'display')];
  if (code === undefined) return [];
  const valueCoding = {
    ...(system === undefined ? {} : { system }),
    code,
    ...(display === undefined ? {} : { display }),
    ...translated(concept),
  };
  const extension = extensionsOf(concept, EXTENSIONS.optionExclusive);
  return optionOf({ valueCoding, ...(extension.length === 0 ? {} : { extension }) });
};

/** An expansion is a tree; abstract entries only head others. */
const expanded = (entries: readonly Json[]): Option[] =>
  entries.flatMap((entry) => [
    ...(flagAt(entry, 'abstract') ? [] : conceptOption(textAt(entry, 'system'), entry)),
    ...expanded(objectsAt(entry, 'contains')),
  ]);

const composed = (valueSet: Json): Options => {
  const compose = prop(valueSet, 'compose');
  const [includes, excludes] = [objectsAt(compose, 'include'), objectsAt(compose, 'exclude')];
  const isSpelledOut = (part: Json): boolean =>
    objectsAt(part, 'concept').length > 0 &&
    prop(part, 'filter') === undefined &&
    prop(part, 'valueSet') === undefined;
  if (includes.length === 0 || ![...includes, ...excludes].every(isSpelledOut)) return 'elsewhere';
  const optionsOf = (part: Json): Option[] =>
    objectsAt(part, 'concept').flatMap((concept) => conceptOption(textAt(part, 'system'), concept));
  const excluded = new Set(excludes.flatMap(optionsOf).map(({ value }) => keyOf(value)));
  return includes.flatMap(optionsOf).filter(({ value }) => !excluded.has(keyOf(value)));
};

const ofValueSet = (contained: readonly Json[], reference: unknown): Options => {
  if (typeof reference !== 'string') return 'elsewhere';
  const [url] = reference.split('|');
  const valueSet = contained.find(
    (resource) =>
      resource.resourceType === 'ValueSet' &&
      (reference.startsWith('#') ? resource.id === reference.slice(1) : resource.url === url),
  );
  if (valueSet === undefined) return 'elsewhere';
  const expansion = expanded(objectsAt(prop(valueSet, 'expansion'), 'contains'));
  return expansion.length > 0 ? expansion : composed(valueSet);
};

export const optionsOf = (raw: Json, contained: readonly Json[]): Options => {
  const own = objectsAt(raw, 'answerOption').flatMap(optionOf);
  if (own.length > 0) return own;
  const reference = prop(raw, 'answerValueSet');
  return reference === undefined || reference === null ? null : ofValueSet(contained, reference);
};
