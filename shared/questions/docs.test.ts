import { describe, expect, it } from 'vitest';
import guide from '../../resources/docs/questionnaires.md?raw';
import { LINT_CODES } from './lint/index.ts';
import { RESPONSE_CODES } from './response.ts';

describe('The author’s guide', () => {
  const listed = [...guide.matchAll(/^\| (`[^|]+`) \|/gm)].flatMap(([, codes = '']) =>
    [...codes.matchAll(/`([a-z-]+)`/g)].map(([, code]) => code),
  );

  it('says what every code means, and no other', () => {
    expect(new Set(listed)).toEqual(new Set([...LINT_CODES, ...RESPONSE_CODES]));
  });
});
