import type { ReactNode, SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { BigButton, isPad, Keyboard, OnIcon, ScreenHeading, type Layout } from '../components/index.ts';
import { Shell } from './shell.tsx';
import { useKeyboardLabels } from './use-labels.ts';

interface TypedScreenProps {
  screen: string;
  title: string;
  hint: ReactNode;
  label: string;
  layout: Layout;
  maxLength: number;
  capitals?: 'words' | 'sentence' | 'none';
  value: string;
  onChange: (value: string) => void;
  problem: string | null;
  /** With what is typed: nothing at all is the same as passing over. */
  onGo: () => void;
  onSkip: () => void;
}

/** One field, our own keys under it, and two ways on of the same size: with what was typed, or without. */
export function TypedScreen({
  screen,
  title,
  hint,
  label,
  layout,
  maxLength,
  capitals,
  value,
  onChange,
  problem,
  onGo,
  onSkip,
}: TypedScreenProps) {
  const { t } = useTranslation();
  const labels = useKeyboardLabels();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (value.trim() === '') onSkip();
    else onGo();
  };
  return (
    <Shell>
      <ScreenHeading screen={screen}>{title}</ScreenHeading>
      <p className="lead">{hint}</p>
      <form className="typing" data-pad={isPad(layout)} onSubmit={submit}>
        <input
          className="typed typing-field"
          aria-label={label}
          aria-invalid={problem !== null}
          aria-describedby="problem"
          value={value}
          maxLength={maxLength}
          onChange={(event) => onChange(event.target.value)}
          inputMode="none"
          autoComplete="off"
          spellCheck={false}
        />
        <div className="typing-keys">
          {' '}
          <Keyboard
            layout={layout}
            value={value}
            onChange={onChange}
            maxLength={maxLength}
            labels={labels}
            capitals={capitals ?? 'none'}
          />
        </div>
        <div className="typing-go stack">
          {' '}
          <p className="problem" id="problem" aria-live="polite">
            {problem}
          </p>
          <div className="row">
            <BigButton grow loud variant="secondary" onPress={onSkip}>
              {t('go.skip')}
            </BigButton>
            <BigButton grow loud submit icon={<OnIcon />}>
              {t('go.on')}
            </BigButton>
          </div>
        </div>{' '}
      </form>
    </Shell>
  );
}
