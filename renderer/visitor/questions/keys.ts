import type { Language } from '../../../shared/domain/language.ts';
import type { QuestionStep } from '../../../shared/questions/index.ts';
import {
  DECIMAL,
  DIGITS,
  nameKeys,
  SIGNED,
  SIGNED_DECIMAL,
  textKeys,
  type Layout,
} from '../../components/index.ts';
import type { TypedType } from './entry.ts';

/** The keys that an answer may need, and no more: a minus only where a number may be below nought. */
export const keysFor = (
  { limits }: Pick<QuestionStep, 'limits'>,
  type: TypedType,
  language: Language,
): Layout => {
  const signed = limits.min?.kind === 'number' && limits.min.value < 0;
  switch (type) {
    case 'string':
      return nameKeys(language);
    case 'text':
      return textKeys(language);
    case 'integer':
      return signed ? SIGNED : DIGITS;
    case 'decimal':
      return signed ? SIGNED_DECIMAL : DECIMAL;
    case 'date':
    case 'dateTime':
    case 'time':
      return DIGITS;
  }
};
