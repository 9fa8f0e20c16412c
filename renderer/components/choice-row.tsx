import { CheckIcon } from './icons.tsx';
import type { ReactNode } from 'react';

interface ChoiceRowProps {
  /** Rows of the same name are one question. */
  name: string;
  kind: 'one' | 'many';
  checked: boolean;
  onChange: (checked: boolean) => void;
  children: ReactNode;
}

/** One answer among several: a native radio or checkbox under a row that is tappable whole. */
export function ChoiceRow({ name, kind, checked, onChange, children }: ChoiceRowProps) {
  return (
    <label className="choice-row" data-color="accent">
      <input
        type={kind === 'one' ? 'radio' : 'checkbox'}
        name={name}
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span className="choice-mark" data-round={kind === 'one'}>
        <CheckIcon />
      </span>
      <span>{children}</span>
    </label>
  );
}
