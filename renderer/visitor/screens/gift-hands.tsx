import { useTranslation } from 'react-i18next';
import { BigButton, CheckIcon, ScreenHeading } from '../../components/index.ts';
import { Shell } from '../shell.tsx';
import { useVisitor } from '../visitor-context.ts';

/** Clean hands are all that a gift needs (S0:921-957). */
export function GiftHands() {
  const { dispatch } = useVisitor();
  const { t } = useTranslation();
  return (
    <Shell>
      <ScreenHeading screen="gift-hands">{t('gift.handsTitle')}</ScreenHeading>
      <p className="lead">{t('gift.handsText')}</p>
      <BigButton
        loud
        grow
        icon={<CheckIcon />}
        onPress={() => dispatch({ type: 'gift-hands-clean', attempt: crypto.randomUUID() })}
      >
        {t('gift.handsClean')}
      </BigButton>
    </Shell>
  );
}
