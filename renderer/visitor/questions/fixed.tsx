import { useTranslation } from 'react-i18next';
import type { QuestionStep } from '../../../shared/questions/index.ts';
import { BigButton, OnIcon } from '../../components/index.ts';
import { useVisitor } from '../visitor-context.ts';
import { useShown } from './use-shown.ts';

/** What the form itself has filled in, to be read and not changed. */
export function Fixed({ step }: { step: QuestionStep }) {
  const { dispatch } = useVisitor();
  const { t } = useTranslation();
  const shown = useShown(step);
  return (
    <>
      <p className="quiet">{t('question.fixed')}</p>
      {step.initial.map((value) => (
        <p key={JSON.stringify(value)} className="panel lead" data-color="info">
          {shown(value)}
        </p>
      ))}
      <BigButton loud grow icon={<OnIcon />} onPress={() => dispatch({ type: 'answered', values: [] })}>
        {t('go.on')}
      </BigButton>
    </>
  );
}
