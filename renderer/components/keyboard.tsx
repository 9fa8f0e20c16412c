import { useState } from 'react';
import { EraseIcon } from './icons.tsx';
import { isPad, type Layout } from './keyboard-layouts.ts';

interface KeyboardProps {
  layout: Layout;
  value: string;
  onChange: (value: string) => void;
  maxLength: number;
  /** What the keyboard is called, and its named keys, for those who hear it. */
  labels: { keyboard: string; erase: string; shift: string; space: string };
  /** A capital at the start of each word: for names. */
  capitals?: 'words' | 'sentence' | 'none';
}

const startsAWord = (value: string, capitals: KeyboardProps['capitals']) =>
  capitals === 'words'
    ? /(^|[\s-])$/.test(value)
    : capitals === 'sentence'
      ? /(^|[.?]\s)$/.test(value)
      : false;

/** Our own keys on the screen: a kiosk has no keyboard, and the system's own would cover the screen. The field itself stays typable. */
export function Keyboard({ layout, value, onChange, maxLength, labels, capitals = 'none' }: KeyboardProps) {
  const [shifted, setShifted] = useState<boolean | null>(null);
  const upper = shifted ?? startsAWord(value, capitals);
  const type = (text: string) => {
    setShifted(null);
    if (value.length + text.length <= maxLength) onChange(value + text);
  };
  const key = (name: string, wide: boolean) => {
    if (name === '') return <span key={name} className="key-space" />;
    const named = { type: 'button', className: 'key', 'data-wide': wide, 'data-named': true } as const;
    if (name === 'erase')
      return (
        <button
          {...named}
          key={name}
          disabled={value === ''}
          onClick={() => onChange(value.slice(0, -1))}
          aria-label={labels.erase}
        >
          <EraseIcon />
        </button>
      );
    if (name === 'shift')
      return (
        <button {...named} key={name} aria-pressed={upper} onClick={() => setShifted(!upper)}>
          {labels.shift}
        </button>
      );
    if (name === 'space')
      return (
        <button key={name} type="button" className="key" data-space="true" onClick={() => type(' ')}>
          {labels.space}
        </button>
      );
    const shown = upper ? name.toLocaleUpperCase('nb') : name;
    return (
      <button key={name} type="button" className="key" onClick={() => type(shown)}>
        {shown}
      </button>
    );
  };
  return (
    <div className="keyboard" data-pad={isPad(layout)} role="group" aria-label={labels.keyboard}>
      {layout.map((row) => (
        <div className="keyboard-row" key={row.join('')}>
          {row.map((name) => key(name, row.length > 3))}
        </div>
      ))}
    </div>
  );
}
