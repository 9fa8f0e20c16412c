import { useTranslation } from 'react-i18next';
import type { FhirValue } from '../../../shared/questions/index.ts';
import { BigButton } from '../../components/index.ts';
import { useVisitor } from '../visitor-context.ts';

/** Two buttons of the same size and weight. A touch answers and goes on: Back is always there. */
export function YesNo({ before }: { before: readonly FhirValue[] }) {
  const { dispatch } = useVisitor();
  const { t } = useTranslation();
  const chosen = before[0]?.valueBoolean ?? null;
  return (
    <div className="yes-no">
      {[true, false].map((value) => (
        <BigButton
          key={String(value)}
          loud
          grow
          variant="secondary"
          {...(chosen === null ? {} : { pressed: chosen === value })}
          onPress={() => dispatch({ type: 'answered', values: [{ valueBoolean: value }] })}
        >
          {value ? t('question.yes') : t('question.no')}
        </BigButton>
      ))}
    </div>
  );
}
