/** One option of a choice. */
import { EXTENSIONS, TRANSLATION } from './r4.ts';
import { extensionsOf, flagAt, objectsAt, prop, textAt, type Json } from './json.ts';
import { valuesIn, type Value } from './value.ts';

export interface Option {
  readonly value: Value;
  /** Stands alone: no other option beside it. */
  readonly exclusive: boolean;
  readonly selected: boolean;
  /** As an `answerOption` of R4, also when it comes from a value set. */
  readonly raw: Json;
}

export const optionOf = (raw: Json): Option[] => {
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

export const conceptOption = (system: string | undefined, concept: Json): Option[] => {
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
