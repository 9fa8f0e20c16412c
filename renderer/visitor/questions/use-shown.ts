import { useTranslation } from 'react-i18next';
import { textOf, type FhirValue, type QuestionStep } from '../../../shared/questions/index.ts';
import { useVisitor } from '../visitor-context.ts';
import { optionValue, same, typedOf } from './entry.ts';

/** A value in words: an option by its text, the others as they are typed. */
export const useShown = ({ options }: Pick<QuestionStep, 'options'>) => {
  const { state, kiosk } = useVisitor();
  const { t } = useTranslation();
  return (value: FhirValue): string => {
    const found = options.find(({ option }) => {
      const own = optionValue(option);
      return own !== null && same(own, value);
    });
    if (found?.option.valueCoding !== undefined) return textOf(found.option.valueCoding, state.language);
    if (found?.option.valueString !== undefined) return textOf(found.option, state.language);
    if (value.valueCoding !== undefined) return textOf(value.valueCoding, state.language);
    if (value.valueBoolean !== undefined) return value.valueBoolean ? t('question.yes') : t('question.no');
    return typedOf(value, kiosk.zone);
  };
};
