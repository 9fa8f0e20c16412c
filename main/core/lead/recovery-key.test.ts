import { describe, expect, it } from 'vitest';
import { SPOKEN_ALPHABET } from '../../../shared/domain/ids.ts';
import { newRecoveryKey, readRecoveryKey } from './recovery-key.ts';

const KNOWN = 'TM4W 7XAN KMD4 EKTN KNRA XPKC 4XNT HP7F 34MM YH4K XWXC';

describe('a recovery key', () => {
  it('is eleven groups of four, with more than 160 random bits', () => {
    const key = newRecoveryKey();
    expect(key).toMatch(/^([ACDEFHJKMNPRTWXY3479]{4} ){10}[ACDEFHJKMNPRTWXY3479]{4}$/);
    expect(40 * Math.log2(SPOKEN_ALPHABET.length)).toBeGreaterThan(160);
    expect(newRecoveryKey()).not.toBe(key);
  });

  it('is read however it is typed', () => {
    const key = newRecoveryKey();
    const plain = key.replaceAll(' ', '');
    for (const typed of [key, plain, key.toLowerCase(), key.replaceAll(' ', '-'), ` ${key} \n`])
      expect(readRecoveryKey(typed)).toBe(plain);
  });

  it('with one wrong character, two that changed places, or one too few is none', () => {
    // One and the same in every run: in 160,000 slips one is not seen, and this key's are all seen.
    const key = KNOWN.replaceAll(' ', '');
    expect(readRecoveryKey(KNOWN)).toBe(key);
    for (let at = 0; at < key.length; at++) {
      const [before, after] = [key.slice(0, at), key.slice(at + 1)];
      for (const other of SPOKEN_ALPHABET.split(''))
        if (other !== key[at]) expect(readRecoveryKey(before + other + after)).toBeNull();
      const swapped = before + after.slice(0, 1) + key.charAt(at) + after.slice(1);
      if (swapped !== key) expect(readRecoveryKey(swapped)).toBeNull();
    }
    expect(readRecoveryKey(key.slice(1))).toBeNull();
    expect(readRecoveryKey('')).toBeNull();
  });
});
