import { useTranslation } from 'react-i18next';
import { BigButton, LeaveIcon, Live, ScreenHeading } from '../../components/index.ts';
import { Shell } from '../shell.tsx';
import { useVisitor } from '../visitor-context.ts';

/** A code whose visit is inside was shown by someone who did not say that they are going. */
export function AlreadyInside() {
  const { state, dispatch } = useVisitor();
  const { t } = useTranslation();
  const busy = state.call !== null;
  return (
    <Shell>
      <ScreenHeading screen="already-inside">{t('inside.title')}</ScreenHeading>
      <p className="lead">{t('inside.text')}</p>
      <BigButton
        loud
        grow
        icon={<LeaveIcon />}
        disabled={busy}
        onPress={() => dispatch({ type: 'leave-confirmed' })}
      >
        {t('inside.leave')}
      </BigButton>
      <BigButton loud grow variant="secondary" onPress={() => dispatch({ type: 'wiped' })}>
        {t('inside.stay')}
      </BigButton>
      <Live>{busy && t('scan.checking')}</Live>
    </Shell>
  );
}
