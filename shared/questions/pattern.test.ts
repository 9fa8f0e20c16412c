import { describe, expect, it } from 'vitest';
import { canExplode, matches } from './pattern.ts';

describe('A pattern', () => {
  it('is matched by the whole answer, with or without anchors of its own', () => {
    expect(matches('[0-9]{4}', '0150')).toBe(true);
    expect(matches('^[0-9]{4}$', '0150')).toBe(true);
    expect(matches('[0-9]{4}', '01500')).toBe(false);
    expect(matches('\\p{Lu}.*', 'Ærlig')).toBe(true);
  });

  it('may name its ends, and whether capitals matter, as other languages do', () => {
    expect(matches('\\A[0-9]{3}\\z', '015')).toBe(true);
    expect(matches('\\A[0-9]{3}\\Z', '0150')).toBe(false);
    expect(matches('a\\\\z', 'a\\z')).toBe(true);
    expect(matches('(?i)abc', 'ABC')).toBe(true);
  });

  it('with much that repeats is tried only as long as that is quick', () => {
    const many = '.*.*.*.*.*.*x';
    expect(matches(many, 'ax')).toBe(true);
    expect(matches(many, 'a'.repeat(5000))).toBeNull();
    expect(matches('.*', 'a'.repeat(5000))).toBe(true);
    expect(matches('[^@\\s]+@[^@\\s]+\\.[a-z]+', `${'a'.repeat(300)}@b.no`)).toBe(true);
  });

  it('that cannot be read says nothing', () => {
    expect(matches('(?<', 'x')).toBeNull();
  });

  it.each([
    '(a+)+',
    '(a*)*b',
    '(\\w+\\s?)+',
    '((a|b)+)*',
    '(a|a)*',
    '(.*,)+x',
    '([a-z]+)*$',
    '(\\d|\\w)+',
    '(?:a+){2,}',
  ])('%s can explode, and is not tried on a long answer', (pattern) => {
    expect(canExplode(pattern)).toBe(true);
    expect(matches(pattern, 'a'.repeat(5000))).toBeNull();
  });

  it.each([
    '[0-9]{4}',
    '[A-Z]{2}\\d+',
    '(\\d{3})+',
    '\\d+(-\\d+)*',
    '(ja|nei)+',
    '[^@\\s]+@[^@\\s]+\\.[a-z]+',
    '\\(a+\\)+',
    '[(+)]+',
    '(\\d+,)*\\d+',
  ])('%s cannot', (pattern) => {
    expect(canExplode(pattern)).toBe(false);
  });
});
