import { useTranslation } from 'react-i18next';
import { useSay } from '../components/staff/language.ts';
import { dayOf } from '../components/staff/times.ts';
import type { ExpectedRow } from './doing.ts';

interface Props {
  readonly credentials: NonNullable<ExpectedRow['credentials']>;
}

/** For whom a volunteer or provider comes, and what they have signed and learnt (P6, P7). */
export function Credentials({ credentials: { organisation, confidentiality, training } }: Props) {
  const { t } = useTranslation('staff');
  const { language } = useSay();
  const day = (on: string) => dayOf(on, language, 'medium');
  return (
    <small>
      <span className="staff-line">{organisation}</span>
      <span className="staff-line">
        {confidentiality === null
          ? t('credentials.noConfidentiality')
          : t('credentials.confidentiality', { day: day(confidentiality) })}
      </span>
      <span className="staff-line">
        {training === null ? t('credentials.noTraining') : t('credentials.training', { day: day(training) })}
      </span>
    </small>
  );
}
