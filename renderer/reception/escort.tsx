import { Heading } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import type { VisitRow } from '../../shared/api/staff.ts';
import { useSay } from '../components/staff/language.ts';

/** How somebody is met on a way of their own: the first thing to be read of a card (P1, S0:347-352). */
export function Escort({ escort }: { readonly escort: NonNullable<VisitRow['escort']> }) {
  const { t } = useTranslation('staff');
  const { say } = useSay();
  return (
    <div className="staff-escort">
      <Heading level={3} data-size="xs">
        {t('escort.heading')}
      </Heading>
      <dl>
        {(['route', 'equipment', 'lift'] as const).map((part) => (
          <div key={part}>
            <dt>{t(`escort.${part}`)}</dt>
            <dd>{say(escort[part])}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
