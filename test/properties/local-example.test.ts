import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadPack } from '../../shared/policy/index.ts';
import { comparedWithBase, strictnessProblems } from '../../shared/policy/stricter.ts';
import { packOf } from '../../shared/policy/samples.test-support.ts';
import { localExample } from '../fixtures/policies/local-example.ts';

const norway = packOf(
  JSON.parse(readFileSync(new URL('../../resources/policies/no-2020-05-27.json', import.meta.url), 'utf8')),
);
const example = localExample(norway, '2020-08-01');

describe('The example of a local pack', () => {
  it('is a pack without a warning', () => {
    expect(loadPack(example)).toMatchObject({ ok: true, warnings: [] });
  });

  it('lets in less than Norway’s by its one rule, which is declared, and by no other', () => {
    const { stricter } = comparedWithBase(example, norway);
    expect(stricter.map(({ rule, declared, until }) => ({ rule, declared, until }))).toEqual([
      { rule: 'visit-room-first', declared: true, until: '2020-08-01' },
    ]);
    expect(strictnessProblems(example, norway, '2020-07-01')).toEqual([]);
  });

  it('cannot be put in force undeclared, nor after its end date', () => {
    expect(strictnessProblems({ ...example, stricter: [] }, norway, '2020-07-01')).toHaveLength(1);
    expect(strictnessProblems(example, norway, '2020-08-02')).toHaveLength(1);
  });
});
