import { expect, it } from 'vitest';
import { freshBytes } from './random.ts';

it('gives out bytes of the length that is asked for, never the same twice and never zeros, past many draws', () => {
  const seen = new Set<string>();
  for (let time = 0; time < 2000; time += 1)
    for (const size of [12, 32]) {
      const bytes = freshBytes(size);
      expect(bytes).toHaveLength(size);
      seen.add(bytes.toString('hex'));
    }
  expect(seen.size).toBe(4000);
  expect([...seen].some((hex) => /0{12}$/.test(hex))).toBe(false);
});

it('gives bytes of its own to each: what one does with them is nothing to the next', () => {
  const [one, other] = [freshBytes(32), freshBytes(32)];
  const before = other.toString('hex');
  one.fill(0);
  expect(other.toString('hex')).toBe(before);
  expect(one.buffer).not.toBe(other.buffer);
});

it('gives no more at once than it draws', () => {
  expect(freshBytes(4096)).toHaveLength(4096);
  expect(() => freshBytes(4097)).toThrow(RangeError);
});
