import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromDigits, toDigits } from './digits.ts';

const jwsText = fc.string({
  unit: fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.'.split('')),
  minLength: 1,
});

describe('the digits of a token', () => {
  it('writes the lowest and highest characters as two digits each', () => {
    expect(toDigits('-._0Az')).toBe('BV1000150032077');
  });

  it('gives back every JWS that it was given', () => {
    fc.assert(fc.property(jwsText, (jws) => fromDigits(toDigits(jws)) === jws));
  });

  it('has one spelling for each JWS', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789'.split('')), minLength: 2 }), (digits) => {
        const jws = fromDigits(`BV1${digits}`);
        return jws === null || toDigits(jws) === `BV1${digits}`;
      }),
    );
  });

  it('never throws, whatever it is shown', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'binary' }).map((text) => `BV1${text}`),
    );
    fc.assert(
      fc.property(anything, (text) => {
        const jws = fromDigits(text);
        return jws === null || toDigits(jws) === text;
      }),
    );
  });

  it.each([
    ['an odd number of digits', 'BV1000'],
    ['nothing behind the prefix', 'BV1'],
    ['a letter among the digits', 'BV100O1'],
    ['digits of another script', 'BV1٠٠'],
    ['a number that is no character of a JWS', 'BV199'],
    ['a slash', 'BV102'],
    ['another version', 'BV20001'],
    ['a space', 'BV1 0001'],
    ['a line end', 'BV10001\n'],
  ])('refuses %s', (_what, text) => {
    expect(fromDigits(text)).toBeNull();
  });

  it('refuses to write what is no JWS', () => {
    expect(() => toDigits('å')).toThrow(RangeError);
  });
});
