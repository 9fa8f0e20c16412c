/**
 * A hardware scanner types like a keyboard: `BV1`, digits, Enter, all within moments. Its keys are told from a person's by their
 * speed, and read by their place on the keyboard, so that neither layout nor shift state matters.
 */
export interface Press {
  /** What the layout makes of the key. */
  readonly key: string;
  /** Which key it is, whatever the layout (KeyboardEvent.code). */
  readonly code: string;
  /** Milliseconds on a clock that does not jump. */
  readonly at: number;
}

/** `pass`: not ours, leave it to the page. `take`: part of a code, nobody else may see it. */
export type Verdict = { readonly kind: 'pass' | 'take' } | { readonly kind: 'code'; readonly text: string };

/** Slow wireless scanners need some 60 ms a key; no person types three given keys in a row this fast. */
const LONGEST_GAP_MS = 100;
const PREFIX = 'BV1';
/** No signed token is shorter; a longer text than the core takes is no code. */
const FEWEST_DIGITS = 40;
const MOST_CHARACTERS = 4000;

const PASS: Verdict = { kind: 'pass' };
const TAKE: Verdict = { kind: 'take' };

/** Keys that scanners send around and between the characters. */
const SILENT = new Set([
  'Shift',
  'Control',
  'Alt',
  'AltGraph',
  'Meta',
  'CapsLock',
  'NumLock',
  'Dead',
  'Process',
]);
const ENDS = new Set(['Enter', 'NumpadEnter', 'Tab']);

const digitOf = ({ key, code }: Press): string | null =>
  /^(?:Digit|Numpad)([0-9])$/.exec(code)?.[1] ?? (/^[0-9]$/.test(key) ? key : null);

const isLetter = ({ key, code }: Press, letter: string): boolean =>
  code === `Key${letter}` || key.toUpperCase() === letter;

/** Key presses in, codes out. Keeps nothing but the code that is being typed. */
export class Wedge {
  #typed = '';
  #last = Number.NEGATIVE_INFINITY;

  press(press: Press): Verdict {
    if (SILENT.has(press.key)) return PASS;
    const slow = press.at - this.#last > LONGEST_GAP_MS;
    this.#last = press.at;
    if (slow) this.#typed = '';
    return this.#typed.length < PREFIX.length ? this.#prefix(press) : this.#digits(press);
  }

  #prefix(press: Press): Verdict {
    const wanted = PREFIX[this.#typed.length] ?? '';
    if (wanted === '1' ? digitOf(press) === '1' : isLetter(press, wanted)) this.#typed += wanted;
    else this.#typed = isLetter(press, 'B') ? 'B' : '';
    return PASS;
  }

  #digits(press: Press): Verdict {
    const digit = digitOf(press);
    if (digit !== null && this.#typed.length < MOST_CHARACTERS) {
      this.#typed += digit;
      return TAKE;
    }
    const text = this.#typed;
    this.#typed = '';
    if (!ENDS.has(press.key) && !ENDS.has(press.code)) return this.#prefix(press);
    return text.length >= PREFIX.length + FEWEST_DIGITS ? { kind: 'code', text } : PASS;
  }
}

/** Listens for a hardware scanner in front of everything else on the page; gives back how to stop. */
export const listenForWedge = (
  target: Pick<Document, 'addEventListener' | 'removeEventListener'>,
  onCode: (text: string) => void,
): (() => void) => {
  const wedge = new Wedge();
  const listener = (event: KeyboardEvent) => {
    if (event.repeat) return;
    const verdict = wedge.press({ key: event.key, code: event.code, at: event.timeStamp });
    if (verdict.kind === 'pass') return;
    // Otherwise the digits would land in a field, and Enter would press whatever has the focus.
    event.preventDefault();
    event.stopImmediatePropagation();
    if (verdict.kind === 'code') onCode(verdict.text);
  };
  target.addEventListener('keydown', listener, { capture: true });
  return () => target.removeEventListener('keydown', listener, { capture: true });
};
