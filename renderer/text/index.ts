/**
 * The words of a page. Each page starts i18next once with its own namespace (`visitor`, `staff` …), bundled, in every language;
 * a text that one of them lacks does not compile:
 *
 *   renderer/text/visitor.ts             starts the visitor's words; `useTranslation()` then gives a typed `t`
 *   renderer/text/i18next.d.ts           the types: add a namespace there
 *   resources/text/LANG/NAMESPACE.json   the words themselves; nothing is said anywhere else
 */
import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { LANGUAGES, type Language, type LocalText } from '../../shared/domain/language.ts';

/** Starts i18next with a page's words. Synchronous: they are bundled, and every language has the same keys (text.test.ts). */
export const startText = <Words extends object>(
  namespace: 'visitor' | 'staff',
  words: Record<Language, Words>,
  language: Language = 'nb',
): i18n => {
  const instance = i18next.createInstance();
  void instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'nb',
    supportedLngs: [...LANGUAGES],
    defaultNS: namespace,
    ns: [namespace],
    resources: Object.fromEntries(LANGUAGES.map((each) => [each, { [namespace]: words[each] }])),
    interpolation: { escapeValue: false },
    initAsync: false,
    react: { useSuspense: false },
  });
  return instance;
};

/** A text that came from the core, in the language that is spoken. */
export const say = (text: LocalText, language: Language): string => text[language];
