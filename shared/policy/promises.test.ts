import { describe, expect, it } from 'vitest';
import { loadPack } from './load.ts';
import type { Logic, Pack, Rule } from './pack.ts';
import { answered, classIn, is, rule, samplePack } from './samples.test-support.ts';

const refusal = (pack: Pack): string => {
  const loaded = loadPack(pack);
  return loaded.ok ? 'loaded' : loaded.problems.join('\n');
};
/** The sample with a rule more, before the one of that id. */
const before = (id: string, extra: Rule, pack: Pack = samplePack): Pack => ({
  ...pack,
  rules: pack.rules.flatMap((one) => (one.id === id ? [extra, one] : [one])),
});
const postponing = (when: Logic) => rule('extra', when, 'postpone');

const danish: Pack = {
  ...samplePack,
  jurisdiction: 'DK',
  kinds: ['dk-long-term-108', 'dk-children-66-6'],
  postponeGrounds: samplePack.postponeGrounds.map((ground) => ({
    ...ground,
    id: ground.id === 'symptoms' ? 'risk-group-exposed' : 'cannot-be-done-safely',
  })),
  rules: samplePack.rules
    .filter(({ id }) => !id.startsWith('own-home'))
    .map((one) =>
      one.outcome === 'postpone'
        ? { ...one, ground: one.ground === 'symptoms' ? 'risk-group-exposed' : 'cannot-be-done-safely' }
        : one,
    ),
};
const danishSpared = before(
  'symptoms',
  rule(
    'spared',
    { and: [classIn('dementia', 'service'), answered('symptoms', 'exposure')] },
    'wait-for-staff',
  ),
  danish,
);

describe('What no pack may break', () => {
  it('a private home is never closed, whatever is answered (P8, S0:103-125)', () => {
    const closed = before('own-home', rule('extra', answered('symptoms'), 'wait-for-staff'));
    expect(refusal(closed)).toContain(
      'Care housing may never meet «wait-for-staff» (S0:103-125), but «ordinary» does by rule «extra».',
    );
  });

  it('in a private home nobody is made to answer (P8, S0:113-115)', () => {
    const asks = samplePack.asks.map((entry) => ({
      ...entry,
      asking: entry.asking === 'voluntary' ? ('required' as const) : entry.asking,
    }));
    expect(refusal({ ...samplePack, asks })).toBe(
      'In care housing nobody may be made to answer (S0:113-115).',
    );
  });

  it('the end of life is never postponed, in any phase (P1, S0:347-352)', () => {
    const spared = { '!': classIn('end-of-life', 'vigil', 'critical-situation') };
    expect(refusal(before('end-of-life-ill', postponing(is('phase', 'outbreak'))))).toContain(
      '«vigil» in «nursing-home» may never be postponed, but is by rule «extra».',
    );
    expect(refusal(before('end-of-life-ill', postponing({ and: [is('phase', 'outbreak'), spared] })))).toBe(
      'loaded',
    );
  });

  it('a rule that can never fire there breaks nothing: what rules before it leave is all that is looked at', () => {
    const after = before(
      'symptoms',
      postponing({ and: [classIn('critical-situation'), answered('symptoms')] }),
    );
    expect(refusal(after)).toBe('loaded');
    expect(refusal(before('needed-ill', postponing(answered('symptoms'))))).toContain('«critical-situation»');
  });

  it('a decision that limits contact always goes to staff, in a private home by a call (D4, S4:71)', () => {
    const without = { ...samplePack, rules: samplePack.rules.filter(({ id }) => id !== 'contact-limited') };
    expect(refusal(without)).toContain(
      'always goes to staff (S4:71), but «ordinary» in «nursing-home» meets «admit» by rule «agreed-visit»',
    );
    const silent = { ...samplePack, rules: samplePack.rules.filter(({ id }) => id !== 'own-home-contact') };
    expect(refusal(silent)).toContain('by rule «own-home» without calling them');
  });

  it('a resident goes out and comes back, always (P9, S0:604-640, S4:130)', () => {
    const held = before('resident', rule('extra', is('phase', 'outbreak'), 'wait-for-staff'));
    expect(refusal(held)).toContain('A resident is free to go out and come back');
  });

  it('in Denmark a child, who does not understand, and who is no visitor are never postponed (D2, D3)', () => {
    expect(refusal(danish)).toContain('«dementia» in «dk-long-term-108» may never be postponed');
    expect(refusal(danish)).toContain('«service» in «dk-children-66-6» may never be postponed');
    expect(refusal(danish)).not.toContain('«child»');
    expect(refusal(danishSpared)).toBe('loaded');
  });

  it('in Denmark there are two grounds to postpone on, and no third (D7, S4:114-116)', () => {
    const [ground] = danish.postponeGrounds;
    if (!ground) throw new Error('the sample has no ground');
    const third = {
      ...danishSpared,
      postponeGrounds: [...danish.postponeGrounds, { ...ground, id: 'full' }],
    };
    expect(refusal(third)).toContain('two grounds only');
  });
});
