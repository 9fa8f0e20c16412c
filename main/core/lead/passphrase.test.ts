import { describe, expect, it } from 'vitest';
import { RESOURCES } from '../../../test/support/core.ts';
import { passphraseProblem, suggestPassphrase, tidyPassphrase } from './passphrase.ts';

const problem = (passphrase: string, name = 'Ivar Smittevern') => passphraseProblem(passphrase, name);

describe('a passphrase', () => {
  it.each([
    'kopp trapp eng lykt',
    'et langt og eget løsenord',
    'kopp-trapp-eng-lykt',
    'aCx7-Kp2w.Tt91_qz',
    'Regnet faller på taket',
  ])('of sixteen characters or four words will do: «%s»', (passphrase) => {
    expect(problem(passphrase)).toBeNull();
  });

  it.each([
    ['', 'too-short'],
    ['kopp trapp eng', 'too-short'],
    ['kopp kopp eng eng', 'too-short'],
    ['a b c d', 'too-short'],
    ['femten tegn er', 'too-short'],
    ['730164', 'only-digits'],
    ['730164 730164 730164', 'only-digits'],
    ['aaaaaaaaaaaaaaaaaaaa', 'too-simple'],
    ['abab abab abab abab abab', 'too-simple'],
    ['Ivar Smittevern 12345', 'is-name'],
    ['smittevern ivar hei du', 'is-name'],
  ])('«%s» will not: %s', (passphrase, why) => {
    expect(problem(passphrase)).toBe(why);
  });

  it('is the same with a capital, another composition of letters or a blank too many', () => {
    expect(tidyPassphrase('  Grønn  kopp \u00a0Trapp')).toBe(tidyPassphrase('grønn kopp trapp'));
    expect(tidyPassphrase('a\u030a')).toBe('å');
  });
});

describe('a suggestion', () => {
  it('is five words that will do, and another each time', () => {
    const suggested = Array.from({ length: 20 }, () => suggestPassphrase(RESOURCES, 'nb'));
    for (const each of suggested) {
      expect(each.split(' ')).toHaveLength(5);
      expect(problem(each)).toBeNull();
    }
    expect(new Set(suggested).size).toBe(20);
  });

  it('is twenty characters where there is no list of words', () => {
    const suggested = suggestPassphrase(RESOURCES, 'en');
    expect(suggested).toMatch(/^([acdefhjkmnprtwxy3479]{4} ){4}[acdefhjkmnprtwxy3479]{4}$/);
    expect(problem(suggested)).toBeNull();
  });
});
