import { Spinner } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import { ScreenHeading } from '../../components/index.ts';
import { Shell } from '../shell.tsx';

/** The check-in is under way: nothing to do, and no way back over it. */
export function Sending() {
  const { t } = useTranslation();
  return (
    <Shell back={false}>
      <ScreenHeading screen="sending">{t('sending.title')}</ScreenHeading>
      <div className="big-sign">
        <Spinner aria-hidden="true" data-size="xl" />
      </div>
      <p className="lead">{t('sending.text')}</p>
    </Shell>
  );
}
