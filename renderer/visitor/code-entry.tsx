import { SPOKEN_ALPHABET, SPOKEN_CODE_LENGTH, tidySpokenCode } from '../../shared/domain/ids.ts';
import { Keyboard, SPOKEN } from '../components/index.ts';
import { useKeyboardLabels } from './use-labels.ts';

const NOT_SPOKEN = new RegExp(`[^${SPOKEN_ALPHABET}]`, 'g');
const onlySpoken = (typed: string): string =>
  tidySpokenCode(typed).replace(NOT_SPOKEN, '').slice(0, SPOKEN_CODE_LENGTH);

interface Props {
  readonly label: string;
  readonly value: string;
  /** On a keyboard. */
  readonly onTyped: (code: string) => void;
  /** On our own keys. */
  readonly onTouched: (code: string) => void;
}

/** Six boxes and the keys that a spoken code can have. */
export function CodeEntry({ label, value, onTyped, onTouched }: Props) {
  const labels = useKeyboardLabels();
  return (
    <>
      <div className="code-boxes">
        {Array.from({ length: SPOKEN_CODE_LENGTH }, (_, index) => (
          <span key={index} className="code-box" aria-hidden="true" data-next={index === value.length}>
            {value[index]}
          </span>
        ))}
        <input
          className="code-input"
          aria-label={label}
          value={value}
          onChange={(event) => onTyped(onlySpoken(event.target.value))}
          inputMode="none"
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
        />
      </div>
      <Keyboard
        layout={SPOKEN}
        value={value}
        onChange={(code) => onTouched(onlySpoken(code))}
        maxLength={SPOKEN_CODE_LENGTH}
        labels={labels}
      />
    </>
  );
}
