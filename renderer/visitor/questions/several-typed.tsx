import { useTranslation } from 'react-i18next';
import type { AnswerValue } from '../../../shared/flow/index.ts';
import { BigButton, EraseIcon } from '../../components/index.ts';
import { useVisitor } from '../visitor-context.ts';
import { typedOf } from './entry.ts';

interface SeveralTypedProps {
  values: readonly AnswerValue[];
  onRemove: (at: number) => void;
}

/** What has been answered so far where there may be several: a touch takes one away. */
export function SeveralTyped({ values, onRemove }: SeveralTypedProps) {
  const { kiosk } = useVisitor();
  const { t } = useTranslation();
  if (values.length === 0) return null;
  return (
    <ul className="several">
      {values.map((value, index) => (
        <li key={`${index} ${JSON.stringify(value)}`}>
          <BigButton variant="secondary" icon={<EraseIcon />} onPress={() => onRemove(index)}>
            {typedOf(value, kiosk.zone)} <span className="only-read-aloud">{t('question.takeAway')}</span>
          </BigButton>
        </li>
      ))}
    </ul>
  );
}
