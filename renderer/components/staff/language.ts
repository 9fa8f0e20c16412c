import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { language as anyLanguage, type Language, type LocalText } from '../../../shared/domain/language.ts';
import { say } from '../../text/index.ts';

const KEPT = 'besoksvert-staff-language';

const known = (text: string | null): Language | null => {
  const parsed = anyLanguage.safeParse(text);
  return parsed.success ? parsed.data : null;
};

/** What staff chose in this window, until it is closed. */
export const keptLanguage = (): Language | null => known(sessionStorage.getItem(KEPT));

/** The language that staff's screens speak: the house's until somebody chooses another. */
export function useStaffLanguage(house: Language | null): {
  language: Language;
  choose: (language: Language) => void;
} {
  const { i18n } = useTranslation('staff');
  const [chosen, setChosen] = useState(keptLanguage);
  const language = chosen ?? house ?? 'nb';
  useEffect(() => {
    if (i18n.language !== language) void i18n.changeLanguage(language);
  }, [i18n, language]);
  return {
    language,
    choose: (wanted) => {
      sessionStorage.setItem(KEPT, wanted);
      setChosen(wanted);
    },
  };
}

/** Says what came from the core in the language of the screen. */
export function useSay(): { say: (text: LocalText) => string; language: Language } {
  const { i18n } = useTranslation('staff');
  const language = known(i18n.language) ?? 'nb';
  return { say: (text) => say(text, language), language };
}
