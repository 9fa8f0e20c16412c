import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { RESOURCES } from '../../../test/support/core.ts';

it('the list of words has enough for fifty bits in five, each once, and none that a keyboard may lack', () => {
  const text = readFileSync(join(RESOURCES, 'text', 'passphrase-words.nb.txt'), 'utf8');
  const words = text.trim().split('\n');
  expect(words.filter((word) => !/^[a-z]{3,9}$/.test(word))).toEqual([]);
  expect(new Set(words).size).toBe(words.length);
  expect(5 * Math.log2(words.length)).toBeGreaterThanOrEqual(50);
});
