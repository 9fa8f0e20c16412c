import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { SPOKEN_ALPHABET, SPOKEN_CODE_LENGTH, tidySpokenCode } from '../../../shared/domain/ids.ts';
import type { Screen } from '../../../shared/flow/index.ts';
import {
  BigButton,
  CameraIcon,
  Keyboard,
  Live,
  OnIcon,
  ScreenHeading,
  SPOKEN,
} from '../../components/index.ts';
import { Shell } from '../shell.tsx';
import { useKeyboardLabels } from '../use-labels.ts';
import { useVisitor } from '../visitor-context.ts';

const NOT_SPOKEN = new RegExp(`[^${SPOKEN_ALPHABET}]`, 'g');
const onlySpoken = (typed: string): string =>
  tidySpokenCode(typed).replace(NOT_SPOKEN, '').slice(0, SPOKEN_CODE_LENGTH);

/** Six characters, on our own keys or on a keyboard. Goes on by itself at the sixth key touched; a typed one waits for Enter. */
export function WordCode({ screen }: { screen: Extract<Screen, { at: 'word-code' }> }) {
  const { state, dispatch } = useVisitor();
  const { t } = useTranslation();
  const labels = useKeyboardLabels();
  const [typed, setTyped] = useState('');
  const whole = typed.length === SPOKEN_CODE_LENGTH;
  const show = (code: string) => {
    if (code.length === SPOKEN_CODE_LENGTH) dispatch({ type: 'code-shown', code, via: 'word-code' });
  };
  const touched = (value: string) => {
    const code = onlySpoken(value);
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
        <div className="code-boxes">
          {Array.from({ length: SPOKEN_CODE_LENGTH }, (_, index) => (
            <span key={index} className="code-box" aria-hidden="true" data-next={index === typed.length}>
              {typed[index]}
            </span>
          ))}
          <input
            className="code-input"
            aria-label={t('wordCode.field')}
            value={typed}
            onChange={(event) => setTyped(onlySpoken(event.target.value))}
            inputMode="none"
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
          />
        </div>
        <Keyboard
          layout={SPOKEN}
          value={typed}
          onChange={touched}
          maxLength={SPOKEN_CODE_LENGTH}
          labels={labels}
        />
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
