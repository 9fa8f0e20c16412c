import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { SPOKEN_CODE_LENGTH } from '../../../shared/domain/ids.ts';
import { BigButton, Live, OnIcon, ScreenHeading } from '../../components/index.ts';
import { CodeEntry } from '../code-entry.tsx';
import { Shell } from '../shell.tsx';
import { useVisitor } from '../visitor-context.ts';

/** The code of the visit, from its receipt. Nobody is told whether it is known: it is only taken in. */
export function IllCode() {
  const { dispatch, kiosk } = useVisitor();
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const whole = typed.length === SPOKEN_CODE_LENGTH;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (whole) dispatch({ type: 'ill-code-given', receipt: typed });
  };
  return (
    <Shell>
      <ScreenHeading screen="ill-code">{t('ill.codeTitle')}</ScreenHeading>
      <p className="lead">{t('ill.codeHint')}</p>
      <form className="stack" onSubmit={submit}>
        <CodeEntry label={t('ill.codeField')} value={typed} onTyped={setTyped} onTouched={setTyped} />
        <p className="lead">
          {t('ill.noCode')} <strong className="spoken-code">{kiosk.phones.illness}</strong>
        </p>
        <BigButton grow loud submit disabled={!whole} icon={<OnIcon />}>
          {t('go.on')}
        </BigButton>
      </form>
      <Live>{typed.split('').join(' ')}</Live>
    </Shell>
  );
}
