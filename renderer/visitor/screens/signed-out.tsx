import { useTranslation } from 'react-i18next';
import type { Screen } from '../../../shared/flow/index.ts';
import { BigButton, CheckIcon, PhoneIcon, ScreenHeading } from '../../components/index.ts';
import { Shell } from '../shell.tsx';
import { useVisitor } from '../visitor-context.ts';

/** Thanks, clean hands, whom to call if symptoms come (T2, S0:489-490), and the receipt code of the visit. */
export function SignedOut({ screen }: { screen: Extract<Screen, { at: 'signed-out' }> }) {
  const { dispatch } = useVisitor();
  const { t } = useTranslation();
  return (
    <Shell back={false}>
      <div className="outcome" data-color="success">
        <div className="big-sign">
          <CheckIcon large />
        </div>
        <div className="stack">
          <ScreenHeading screen="signed-out" size="xl">
            {t('signedOut.title')}
          </ScreenHeading>
          <p className="lead">
            {t('signedOut.text')} {screen.mayReturn && t('signedOut.again')}
          </p>
          <p className="lead">
            <strong>{t('signedOut.hands')}</strong>
          </p>
        </div>
      </div>
      <div className="split">
        {' '}
        <section className="panel" data-color="info">
          <p className="lead">{t('signedOut.illness')}</p>
          <p className="panel-title">
            <PhoneIcon /> <span className="spoken-code">{screen.illnessPhone}</span>
          </p>
        </section>
        <div className="receipt">
          <span>
            {t('signedOut.receipt')}: <strong className="spoken-code">{screen.receipt}</strong>
          </span>
        </div>
      </div>{' '}
      <BigButton loud grow onPress={() => dispatch({ type: 'wiped' })}>
        {t('go.done')}
      </BigButton>
    </Shell>
  );
}
