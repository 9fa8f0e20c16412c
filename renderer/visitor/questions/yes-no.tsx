import { useTranslation } from 'react-i18next';
import type { AnswerValue } from '../../../shared/flow/index.ts';
import { BigButton } from '../../components/index.ts';

interface YesNoProps {
  before: readonly AnswerValue[];
  onAnswer: (values: readonly AnswerValue[]) => void;
}

/** Two buttons of the same size and weight. A touch answers and goes on: Back is always there. */
export function YesNo({ before, onAnswer }: YesNoProps) {
  const { t } = useTranslation();
  const [answered] = before;
  const chosen = answered !== undefined && 'valueBoolean' in answered ? answered.valueBoolean : null;
  return (
    <div className="yes-no">
      {[true, false].map((value) => (
        <BigButton
          key={String(value)}
          loud
          grow
          variant="secondary"
          {...(chosen === null ? {} : { pressed: chosen === value })}
          onPress={() => onAnswer([{ valueBoolean: value }])}
        >
          {value ? t('question.yes') : t('question.no')}
        </BigButton>
      ))}
    </div>
  );
}
