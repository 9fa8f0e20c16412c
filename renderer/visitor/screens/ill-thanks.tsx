import { useTranslation } from 'react-i18next';
import { BigButton, CheckIcon, PhoneIcon, ScreenHeading } from '../../components/index.ts';
import { Shell } from '../shell.tsx';
import { useVisitor } from '../visitor-context.ts';

/** Thanks, and whom to ring. The same whether or not the code is anybody's. */
export function IllThanks({ heard }: { heard: boolean }) {
  const { dispatch, kiosk } = useVisitor();
  const { t } = useTranslation();
  return (
    <Shell back={false}>
      <div className="outcome" data-color={heard ? 'success' : 'warning'}>
        <div className="big-sign">{heard ? <CheckIcon large /> : <PhoneIcon />}</div>
        <div className="stack">
          <ScreenHeading screen="ill-thanks" size="xl">
            {t(heard ? 'ill.thanksTitle' : 'ill.notHeardTitle')}
          </ScreenHeading>
          <p className="lead">{t(heard ? 'ill.thanksText' : 'ill.notHeardText')}</p>
        </div>
      </div>
      <section className="panel" data-color="info">
        <p className="lead">{t('ill.ring')}</p>
        <p className="panel-title">
          <PhoneIcon /> <span className="spoken-code">{kiosk.phones.illness}</span>
        </p>
      </section>
      <BigButton loud grow onPress={() => dispatch({ type: 'wiped' })}>
        {t('go.done')}
      </BigButton>
    </Shell>
  );
}
