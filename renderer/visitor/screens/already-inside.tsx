import { useTranslation } from 'react-i18next';
import { BigButton, HomeIcon, LeaveIcon, Live, ScreenHeading } from '../../components/index.ts';
import { Shell } from '../shell.tsx';
import { useVisitor } from '../visitor-context.ts';

/** A code whose visit is inside was shown by someone who did not say that they are going. A vigil goes out and in as it likes (P2). */
export function AlreadyInside() {
  const { state, dispatch } = useVisitor();
  const { t } = useTranslation();
  const busy = state.call !== null;
  const keepsVigil = state.visit?.answer.permitClass === 'vigil';
  const leave = () => dispatch({ type: 'leave-confirmed' });
  return (
    <Shell>
      <ScreenHeading screen="already-inside">{t('inside.title')}</ScreenHeading>
      <p className="lead">{keepsVigil ? t('inside.vigil') : t('inside.text')}</p>
      <BigButton loud grow icon={<LeaveIcon />} disabled={busy} onPress={leave}>
        {keepsVigil ? t('inside.outForAWhile') : t('inside.leave')}
      </BigButton>
      {keepsVigil && (
        <BigButton loud grow variant="secondary" icon={<HomeIcon />} disabled={busy} onPress={leave}>
          {t('inside.home')}
        </BigButton>
      )}
      <BigButton loud grow variant="secondary" onPress={() => dispatch({ type: 'wiped' })}>
        {t('inside.stay')}
      </BigButton>
      <Live>{busy && t('scan.checking')}</Live>
    </Shell>
  );
}
