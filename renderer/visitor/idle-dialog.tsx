import { Dialog, Heading } from '@digdir/designsystemet-react';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { idleRule } from '../../shared/flow/index.ts';
import { BigButton } from '../components/index.ts';
import { useVisitor } from './visitor-context.ts';

/** «Er du her fortsatt?» One touch anywhere goes on; else everything personal goes when the count is at nought. */
export function IdleDialog() {
  const { state, dispatch, kiosk } = useVisitor();
  const { t } = useTranslation();
  const title = useId();
  const [left, setLeft] = useState(() => idleRule(state, kiosk.idle)?.then ?? kiosk.idle.wipeAfterSeconds);
  useEffect(() => {
    const each = window.setInterval(() => setLeft((before) => before - 1), 1000);
    return () => window.clearInterval(each);
  }, []);
  useEffect(() => {
    if (left <= 0) dispatch({ type: 'wiped' });
  }, [left, dispatch]);
  const goOn = () => dispatch({ type: 'touched' });
  return (
    <Dialog
      open
      closedby="any"
      closeButton={false}
      onClose={goOn}
      aria-labelledby={title}
      role="alertdialog"
      className="over"
    >
      <div className="stack">
        <Heading id={title} level={2} data-size="lg">
          {t('idle.title')}
        </Heading>
        {/* The count is read aloud when it comes, not every second. */}
        <p className="lead" role="timer" aria-live="off">
          {t('idle.text', { count: Math.max(0, left) })}
        </p>
        <BigButton grow loud onPress={goOn}>
          {t('idle.on')}
        </BigButton>
        <BigButton grow variant="secondary" onPress={() => dispatch({ type: 'wiped' })}>
          {t('idle.finish')}
        </BigButton>
      </div>
    </Dialog>
  );
}
