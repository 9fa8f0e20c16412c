import { useTranslation } from 'react-i18next';
import { BigButton, GiftIcon, HomeIcon, ScreenHeading } from '../../components/index.ts';
import { Shell } from '../shell.tsx';
import { useVisitor } from '../visitor-context.ts';

/** Something is left at the door: for somebody, or for the house. */
export function GiftKind() {
  const { dispatch } = useVisitor();
  const { t } = useTranslation();
  return (
    <Shell>
      <ScreenHeading screen="gift-kind">{t('gift.kindTitle')}</ScreenHeading>
      {(['gift', 'goods'] as const).map((kind) => (
        <BigButton
          key={kind}
          loud
          grow
          variant="secondary"
          icon={kind === 'gift' ? <GiftIcon /> : <HomeIcon />}
          onPress={() => dispatch({ type: 'gift-kind-chosen', kind })}
        >
          {t(`gift.${kind}`)}
        </BigButton>
      ))}
    </Shell>
  );
}
