import { useTranslation } from 'react-i18next';
import type { Screen } from '../../../shared/flow/index.ts';
import { BigButton, GiftIcon, ScreenHeading } from '../../components/index.ts';
import { say } from '../../text/index.ts';
import { Shell } from '../shell.tsx';
import { useVisitor } from '../visitor-context.ts';

/** A code instead of a name: it is written on the parcel, and only reception knows whose it is (F5). */
export function GiftLabel({ screen }: { screen: Extract<Screen, { at: 'gift-label' }> }) {
  const { state, dispatch } = useVisitor();
  const { t } = useTranslation();
  const { label, text } = screen.answer;
  return (
    <Shell back={false}>
      <div className="outcome" data-color="success">
        <div className="big-sign">
          <GiftIcon large />
        </div>
        <div className="stack">
          <ScreenHeading screen="gift-label" size="xl">
            {t('gift.labelTitle')}
          </ScreenHeading>
          <p className="lead">{say(text, state.language)}</p>
        </div>
      </div>
      <p className="label-code" aria-label={`${t('gift.labelCode')}: ${label.split('').join(' ')}`}>
        {label.slice(0, 3)} {label.slice(3)}
      </p>
      <p className="lead">{t('gift.labelText')}</p>
      <BigButton loud grow onPress={() => dispatch({ type: 'wiped' })}>
        {t('go.done')}
      </BigButton>
    </Shell>
  );
}
