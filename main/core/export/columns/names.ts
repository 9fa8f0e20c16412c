import type { Language, LocalText } from '../../../../shared/domain/language.ts';
import type { Settings } from '../../../../shared/domain/settings.ts';

/** What columns need to know of the house. */
export type House = Pick<Settings, 'institution' | 'wards' | 'places'>;

export const nameOf = (
  list: readonly { readonly id: string; readonly name: string | LocalText }[],
  id: string,
  language: Language,
): string => {
  const name = list.find((entry) => entry.id === id)?.name;
  return typeof name === 'object' ? name[language] : (name ?? id);
};

export interface Names {
  readonly ward: (id: string) => string;
  readonly place: (id: string) => string;
}

/** Wards and places by the names they have in the language of the house; an id that is no longer there stands for itself. */
export const namesIn = ({ institution, wards, places }: House): Names => ({
  ward: (id) => nameOf(wards, id, institution.language),
  place: (id) => nameOf(places, id, institution.language),
});
