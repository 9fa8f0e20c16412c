import { useTranslation } from 'react-i18next';
import type { ValueProblem } from '../../../shared/flow/index.ts';
import type { QuestionStep } from '../../../shared/questions/index.ts';
import { useWhen } from '../use-when.ts';
import { useVisitor } from '../visitor-context.ts';
import { typedOf } from './entry.ts';

/** What is wrong with an answer, as something to do about it: never blame. Null where nothing is. */
export const useProblem = (step: QuestionStep) => {
  const { kiosk } = useVisitor();
  const { t } = useTranslation();
  const { date } = useWhen();
  const { limits, item } = step;

  /** A limit as people say it. */
  const limit = (which: 'min' | 'max'): string => {
    const value = limits[which];
    if (value?.kind === 'number') return String(value.value).replace('.', ',');
    if (value?.kind !== 'temporal') return '';
    if (value.key === 'Date') return date(value.value);
    return typedOf(
      value.key === 'Time' ? { valueTime: value.value } : { valueDateTime: value.value },
      kiosk.zone,
    );
  };
  const timed = item.type === 'date' || item.type === 'dateTime' || item.type === 'time';
  return (problem: ValueProblem | null): string | null => {
    switch (problem) {
      case null:
        return null;
      case 'below-minimum':
        return t(timed ? 'question.tooEarly' : 'question.tooSmall', { limit: limit('min') });
      case 'above-maximum':
        return t(timed ? 'question.tooLate' : 'question.tooLarge', { limit: limit('max') });
      case 'too-short':
        return t('question.tooShort', { limit: limits.minLength ?? 1 });
      case 'too-long':
        return t('question.tooLong', { limit: limits.maxLength ?? 1 });
      case 'too-precise':
        return t('question.tooPrecise', { limit: limits.decimals ?? 0 });
      case 'pattern':
      case 'wrong-type':
      case 'not-an-option':
        return t('question.otherShape');
    }
  };
};
