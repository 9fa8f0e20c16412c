import type { ReactNode, SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { BigButton, Keyboard, OnIcon, ScreenHeading, type Layout } from '../components/index.ts';
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
    onGo();
  };
  return (
    <Shell>
      <ScreenHeading screen={screen}>{title}</ScreenHeading>
      <p className="lead">{hint}</p>
      <form className="stack" onSubmit={submit}>
        <input
          className="typed"
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
        <p className="problem" id="problem" aria-live="polite">
          {problem}
        </p>
        <Keyboard
          layout={layout}
          value={value}
          onChange={onChange}
          maxLength={maxLength}
          labels={labels}
          capitals={capitals ?? 'none'}
        />
        <div className="row">
          <BigButton grow loud variant="secondary" onPress={onSkip}>
            {t('go.skip')}
          </BigButton>
          <BigButton grow loud submit disabled={value.trim() === ''} icon={<OnIcon />}>
            {t('go.on')}
          </BigButton>
        </div>
      </form>
    </Shell>
  );
}
