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

const namesOf = (
  list: readonly { readonly id: string; readonly name: string | LocalText }[],
  language: Language,
): ((id: string) => string) => {
  const names = new Map(list.map(({ id }) => [id, nameOf(list, id, language)]));
  return (id) => names.get(id) ?? id;
};

/** Wards and places by the names they have in the language of the house; an id that is no longer there stands for itself. */
export const namesIn = ({ institution, wards, places }: House): Names => ({
  ward: namesOf(wards, institution.language),
  place: namesOf(places, institution.language),
});
