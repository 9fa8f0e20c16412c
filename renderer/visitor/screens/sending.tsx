import { Spinner } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import { ScreenHeading } from '../../components/index.ts';
import { Shell } from '../shell.tsx';
import { useVisitor } from '../visitor-context.ts';

/** The check-in is under way: nothing to do, and no way back over it. */
export function Sending() {
  const { state } = useVisitor();
  const { t } = useTranslation();
  const isGift = state.call?.ask.kind === 'gift';
  return (
    <Shell back={false}>
      <ScreenHeading screen="sending">{isGift ? t('sending.gift') : t('sending.title')}</ScreenHeading>
      <div className="big-sign">
        <Spinner aria-hidden="true" data-size="xl" />
      </div>
      <p className="lead">{t('sending.text')}</p>
    </Shell>
  );
}
