import { Dialog, Heading } from '@digdir/designsystemet-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Help } from '../../shared/flow/index.ts';
import { BigButton } from '../components/index.ts';
import { useVisitor } from './visitor-context.ts';

/** Over any screen: reception has been called, or could not be. */
export function HelpDialog({ help }: { help: Help }) {
  const { dispatch, kiosk } = useVisitor();
  const { t } = useTranslation();
  const title = useId();
  const close = () => dispatch({ type: 'help-closed' });
  return (
    <Dialog open closeButton={false} onClose={close} aria-labelledby={title} className="over">
      <div className="stack" aria-live="polite">
        <Heading id={title} level={2} data-size="lg">
          {t(`help.${help.status}Title`)}
        </Heading>
        {help.status === 'coming' && <p className="lead">{t('help.comingText')}</p>}
        {help.status === 'failed' && (
          <>
            <p className="lead">{t('help.failedText')}</p>
            <p className="spoken-code">{kiosk.phones.reception}</p>
          </>
        )}
        {help.status === 'failed' && (
          <BigButton grow onPress={() => dispatch({ type: 'help-wanted', from: help.from })}>
            {t('go.again')}
          </BigButton>
        )}
        <BigButton grow variant="secondary" onPress={close}>
          {t('go.close')}
        </BigButton>
      </div>
    </Dialog>
  );
}
