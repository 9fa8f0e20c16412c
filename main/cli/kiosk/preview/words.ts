import da from '../../../../resources/text/da/preview.json' with { type: 'json' };
import en from '../../../../resources/text/en/preview.json' with { type: 'json' };
import nb from '../../../../resources/text/nb/preview.json' with { type: 'json' };
import nn from '../../../../resources/text/nn/preview.json' with { type: 'json' };
import type { Language, LocalText } from '../../../../shared/domain/language.ts';

type Word = keyof typeof nb;
const WORDS: Record<Language, Record<Word, string>> = { nb, nn, da, en };

/** What a preview says in place of the house, in one language and in all. */
export const wordIn = (language: Language, word: Word): string => WORDS[language][word];
export const words = (word: Word): LocalText => ({
  nb: nb[word],
  nn: nn[word],
  da: da[word],
  en: en[word],
});
