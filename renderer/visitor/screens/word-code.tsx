import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { SPOKEN_CODE_LENGTH } from '../../../shared/domain/ids.ts';
import type { Screen } from '../../../shared/flow/index.ts';
import { BigButton, CameraIcon, Live, OnIcon, ScreenHeading } from '../../components/index.ts';
import { CodeEntry } from '../code-entry.tsx';
import { Shell } from '../shell.tsx';
import { useVisitor } from '../visitor-context.ts';

/** Six characters, on our own keys or on a keyboard. Goes on by itself at the sixth key touched; a typed one waits for Enter. */
export function WordCode({ screen }: { screen: Extract<Screen, { at: 'word-code' }> }) {
  const { state, dispatch } = useVisitor();
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const whole = typed.length === SPOKEN_CODE_LENGTH;
  const show = (code: string) => {
    if (code.length === SPOKEN_CODE_LENGTH) dispatch({ type: 'code-shown', code, via: 'word-code' });
  };
  const touched = (code: string) => {
    setTyped(code);
    if (code.length > typed.length) show(code);
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    show(typed);
  };
  return (
    <Shell>
      <ScreenHeading screen={`word-code-${screen.purpose}`}>
        {t(`wordCode.${screen.purpose}Title`)}
      </ScreenHeading>
      <p className="lead">{t(`wordCode.${screen.purpose}Hint`)}</p>
      <form className="stack" onSubmit={submit}>
        <CodeEntry label={t('wordCode.field')} value={typed} onTyped={setTyped} onTouched={touched} />
        <div className="row">
          <BigButton
            grow
            variant="secondary"
            icon={<CameraIcon />}
            onPress={() => dispatch({ type: 'camera-wanted' })}
          >
            {t('wordCode.camera')}
          </BigButton>
          {whole && (
            <BigButton grow submit disabled={state.call !== null} icon={<OnIcon />}>
              {state.call === null ? t('go.on') : t('scan.checking')}
            </BigButton>
          )}
        </div>
      </form>
      <Live>{state.call === null ? typed.split('').join(' ') : t('scan.checking')}</Live>
    </Shell>
  );
}
