import { describe, expect, it } from 'vitest';
import { Wedge, type Press, type Verdict } from './wedge.ts';

const DIGITS = '56'.repeat(150);
const CODE = `BV1${DIGITS}`;

const usKey = (character: string): Omit<Press, 'at'> => ({
  key: character,
  code: /[0-9]/.test(character) ? `Digit${character}` : `Key${character.toUpperCase()}`,
});
const ENTER = { key: 'Enter', code: 'Enter' };

const type = (keys: readonly Omit<Press, 'at'>[], gapMs = 5, wedge = new Wedge(), from = 1000): Verdict[] =>
  keys.map((key, index) => wedge.press({ ...key, at: from + index * gapMs }));
const codesOf = (verdicts: readonly Verdict[]) =>
  verdicts.flatMap((it) => (it.kind === 'code' ? [it.text] : []));

describe('a hardware scanner', () => {
  it('is heard when it types a code and Enter', () => {
    expect(codesOf(type([...Array.from(CODE).map(usKey), ENTER]))).toEqual([CODE]);
  });

  it('is heard at the pace of a slow wireless scanner', () => {
    expect(codesOf(type([...Array.from(CODE).map(usKey), ENTER], 60))).toEqual([CODE]);
  });

  it('is heard on a French layout, where its unshifted digits come out as & é " and so on', () => {
    const french = Array.from('à&é"\'(-è_ç');
    const keys = Array.from(CODE).map((character) =>
      /[0-9]/.test(character)
        ? { key: french[Number(character)] ?? '', code: `Digit${character}` }
        : usKey(character),
    );
    expect(codesOf(type([...keys, ENTER]))).toEqual([CODE]);
  });

  it('is heard on a layout that moves the letters, whether scanner or machine does the moving', () => {
    const moved = Array.from(CODE).map((it) => (it === 'B' ? { key: 'x', code: 'KeyB' } : usKey(it)));
    const setToLayout = Array.from(CODE).map((it) => (it === 'B' ? { key: 'b', code: 'KeyN' } : usKey(it)));
    expect(codesOf(type([...moved, ENTER]))).toEqual([CODE]);
    expect(codesOf(type([...setToLayout, ENTER]))).toEqual([CODE]);
  });

  it('is heard through the shift keys, the number pad, and a prefix of its own', () => {
    const shifted = Array.from(CODE).flatMap((character) =>
      /[0-9]/.test(character)
        ? [{ key: character, code: `Numpad${character}` }]
        : [{ key: 'Shift', code: 'ShiftLeft' }, usKey(character)],
    );
    const prefix = [
      { key: ']', code: 'BracketRight' },
      { key: 'Q', code: 'KeyQ' },
      { key: '1', code: 'Digit1' },
    ];
    expect(codesOf(type([...prefix, ...shifted, { key: 'Enter', code: 'NumpadEnter' }]))).toEqual([CODE]);
  });

  it('is heard again for the next visitor, and when it stutters on the prefix', () => {
    const wedge = new Wedge();
    const once = [...Array.from(`B${CODE}`).map(usKey), ENTER];
    expect(codesOf(type(once, 5, wedge))).toEqual([CODE]);
    expect(codesOf(type(once, 5, wedge, 50_000))).toEqual([CODE]);
  });

  it('keeps its digits and its Enter from the rest of the page', () => {
    const verdicts = type([...Array.from(CODE).map(usKey), ENTER]).map(({ kind }) => kind);
    expect(verdicts.slice(3, -1).every((kind) => kind === 'take')).toBe(true);
    expect(verdicts.at(-1)).toBe('code');
  });
});

describe('a person at the keyboard', () => {
  it('is left alone, even when they type a whole code', () => {
    const verdicts = type([...Array.from(CODE).map(usKey), ENTER], 140);
    expect(verdicts.every(({ kind }) => kind === 'pass')).toBe(true);
  });

  it('is left alone when they rattle off digits, words or Enter', () => {
    const keys = Array.from('90012345hallo bv 1').map(usKey);
    expect(type([...keys, ENTER, ENTER], 20).every(({ kind }) => kind === 'pass')).toBe(true);
  });
});

describe('what is no code of ours', () => {
  it('is not reported: too short, broken off, or too long', () => {
    const short = [...Array.from('BV1123456').map(usKey), ENTER];
    const broken = [...Array.from(`${CODE}q12`).map(usKey), ENTER];
    const long = [...Array.from(`BV1${'5'.repeat(5000)}`).map(usKey), ENTER];
    expect(codesOf([...type(short), ...type(broken), ...type(long)])).toEqual([]);
  });
});
