import type { Language } from '../../shared/domain/language.ts';

/** How a browser writes dates in fields: as in the house's language, whatever the machine speaks. */
export const LOCALES: Readonly<Record<Language, string>> = {
  nb: 'nb-NO',
  nn: 'nn-NO',
  da: 'da-DK',
  en: 'en-GB',
};
