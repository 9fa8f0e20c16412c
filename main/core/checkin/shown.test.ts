import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toDigits } from '../bookings/digits.ts';
import { readShownCode } from './shown.ts';

describe('what is held to the kiosk', () => {
  it('is a token as digits, also from a scanner that has Caps Lock on, and with a line end behind it', () => {
    const token = { kind: 'token', jws: 'eyJ.a.b' };
    expect(readShownCode(toDigits('eyJ.a.b'), 'camera')).toEqual(token);
    expect(readShownCode(toDigits('eyJ.a.b').replace('BV1', 'bv1'), 'scanner')).toEqual(token);
    expect(readShownCode(`${toDigits('eyJ.a.b')}\r\n`, 'scanner')).toEqual(token);
  });

  it('is a token as a compact JWS', () => {
    expect(readShownCode('eyJhbGciOiJFZERTQSJ9.e30.AA', 'camera').kind).toBe('token');
  });

  it('is a spoken code, however it is spaced and written', () => {
    for (const typed of ['ACDEFH', 'acd efh', ' ACD-EFH ', 'a c d e f h'])
      expect(readShownCode(typed, 'word-code')).toEqual({ kind: 'spoken', code: 'ACDEFH' });
  });

  it('is not readable when our digits are damaged, when nothing was read, or when it was mistyped', () => {
    expect(readShownCode('BV1123', 'camera').kind).toBe('not-readable');
    expect(readShownCode('', 'camera').kind).toBe('not-readable');
    expect(readShownCode('ACDEF', 'word-code').kind).toBe('not-readable');
    expect(readShownCode('ACDEF0', 'word-code').kind).toBe('not-readable');
  });

  it('is not ours when it is anything else that a camera finds', () => {
    for (const text of ['https://www.helsenorge.no/', 'WIFI:S:Gjest;;', '7038010009457', 'HC1:6BFOXN'])
      expect(readShownCode(text, 'camera').kind).toBe('not-ours');
  });

  it('is something, whatever text it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { kind } = readShownCode(text, 'camera');
        return ['token', 'spoken', 'not-readable', 'not-ours'].includes(kind);
      }),
    );
  });
});
