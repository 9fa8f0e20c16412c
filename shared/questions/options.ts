/** What may be chosen: an item's own options, or those of a value set that the questionnaire carries with it. */
import { objectsAt, prop, type Json } from './json.ts';
import { optionOf, type Option } from './option.ts';
import { foundIn, listed } from './value-set.ts';

/** `elsewhere`: a value set that is not in the questionnaire, or is not spelled out. Null: nothing to choose from. */
export type Options = readonly Option[] | 'elsewhere' | null;

export const optionsOf = (raw: Json, contained: readonly Json[]): Options => {
  const own = objectsAt(raw, 'answerOption').flatMap(optionOf);
  if (own.length > 0) return own;
  const reference = prop(raw, 'answerValueSet');
  if (reference === undefined || reference === null) return null;
  const valueSet = foundIn(contained, reference);
  return (valueSet && listed(contained, valueSet)) ?? 'elsewhere';
};
