import { describe, expect, it } from 'vitest';
import { verdictOn } from './decide.ts';
import type { Pack, Rule } from './pack.ts';
import { answered, classIn, is, packOf, rule, samplePack } from './samples.test-support.ts';
import { comparedWithBase, strictnessProblems } from './stricter.ts';

const base = packOf(samplePack);
const TODAY = '2020-06-20';
const declared = (id: string, until = '2020-06-30'): Pack['stricter'][number] => ({
  rule: id,
  medicalReason: 'Infection has been found in the house.',
  owner: 'Dr. Vik',
  until,
});
const local = (but: Partial<Pack>): Pack =>
  packOf({ ...samplePack, id: 'local', buildsOn: { id: base.id, version: base.version }, ...but });
/** The sample with a rule more, before the one of that id. */
const withRule = (extra: Rule, before = 'provider', stricter: Pack['stricter'] = []): Pack =>
  local({ rules: samplePack.rules.flatMap((one) => (one.id === before ? [extra, one] : [one])), stricter });
const noHairdresser = rule('no-hairdresser', classIn('service'), 'postpone');

describe('A local pack beside the one that it builds on', () => {
  it('is not stricter when it says the same, over every combination of what the rules look at', () => {
    const { stricter, combinations, evaluated } = comparedWithBase(local({}), base);
    expect(stricter).toEqual([]);
    expect(combinations).toBeGreaterThan(1e9);
    expect(evaluated).toBeLessThan(1e5);
    expect(strictnessProblems(local({}), base, TODAY)).toEqual([]);
  });

  it('is refused with a worked example when a rule lets in less and nobody has answered for it', () => {
    const [problem] = strictnessProblems(withRule(noHairdresser), base, TODAY);
    expect(problem).toBe(
      'Rule «no-hairdresser» lets in less than «no-sample», and is not declared as stricter with a medical reason, an owner and an end date. For example the kind of visit is hairdresser and the like, and the kind of ward is nursing home, and the phase is “Normal”, and the answer to “symptoms” is no, and the answer to “exposure” is no, and the answer to “area” is no: «postpone», where rule «agreed-visit» of «no-sample» says «admit».',
    );
  });

  it('gives examples that both packs decide as it says', () => {
    const pack = withRule(noHairdresser);
    const { stricter } = comparedWithBase(pack, base);
    expect(stricter.map(({ rule: id, declared: isDeclared }) => [id, isDeclared])).toEqual([
      ['no-hairdresser', false],
    ]);
    for (const { situation, outcome, base: under } of stricter.flatMap(({ examples }) => examples)) {
      expect(verdictOn({ pack, base: null }, situation).outcome).toBe(outcome);
      expect(verdictOn({ pack: base, base: null }, situation).rule.id).toBe(under.rule);
    }
  });

  it('is taken with a medical reason, an owner and an end date, until that date', () => {
    const pack = withRule(noHairdresser, 'provider', [declared('no-hairdresser')]);
    expect(strictnessProblems(pack, base, TODAY)).toEqual([]);
    expect(strictnessProblems(pack, base, '2020-06-30')).toEqual([]);
    expect(strictnessProblems(pack, base, '2020-07-01').join()).toContain('that day is past');
  });

  it('lets in no less than the base the day after its last stricter rule has lapsed', () => {
    const pack = withRule(noHairdresser, 'provider', [declared('no-hairdresser')]);
    const { stricter } = comparedWithBase(pack, base);
    for (const { situation, base: under } of stricter.flatMap(({ examples }) => examples)) {
      const after = verdictOn({ pack, base }, { ...situation, today: '2020-07-01' });
      expect([after.rule.id, after.outcome]).toEqual([under.rule, under.outcome]);
    }
  });

  it('may let in more, or say more', () => {
    const kinder = rule('kinder', answered('symptoms'), 'wait-for-staff');
    const careful = rule('careful', classIn('long-stay'), 'admit-with-conditions', {
      conditions: ['distance'],
    });
    expect(strictnessProblems(withRule(kinder, 'symptoms'), base, TODAY)).toEqual([]);
    expect(strictnessProblems(withRule(careful), base, TODAY)).toEqual([]);
  });

  it('is stricter by one minute, one person or one day too, whichever rule it is that fires by the tighter plan', () => {
    const [normal, outbreak] = samplePack.phases;
    if (!normal || !outbreak) throw new Error('the sample has two phases');
    const tighter = (plan: Partial<typeof normal.plan>) =>
      comparedWithBase(
        local({ phases: [{ ...normal, plan: { ...normal.plan, ...plan } }, outbreak] }),
        base,
      ).stricter.map(({ rule: id }) => id);
    expect(tighter({ openingHours: { from: '10:01', to: '20:00' } })).toEqual(['closed']);
    expect(tighter({ openingHours: { from: '10:00', to: '19:59' } })).toEqual(['closed']);
    expect(tighter({ openingHours: { from: '09:59', to: '20:01' } })).toEqual([]);
    expect(tighter({ openingHours: { from: '22:00', to: '06:00' } })).toEqual(['closed']);
    expect(tighter({ partySize: 3 })).toEqual(['party-too-large']);
    expect(tighter({ partySize: 5 })).toEqual([]);
    expect(tighter({ earliestMinutes: 14 })).toEqual(['early']);
    expect(tighter({ latestMinutes: 29 })).toEqual(['late']);
    expect(tighter({ latestMinutes: 31, earliestMinutes: null })).toEqual([]);
  });

  it('is stricter where a number of days is one more', () => {
    const rules = samplePack.rules.map((one) =>
      one.id === 'area-recently'
        ? rule(
            'area-longer',
            { and: [answered('area'), { '<': [{ var: 'daysSince.area-left' }, 11] }] },
            'wait-for-staff',
          )
        : one,
    );
    const { stricter } = comparedWithBase(local({ rules }), base);
    expect(stricter.map(({ rule: id }) => id)).toEqual(['area-longer']);
    expect(stricter[0]?.examples[0]?.words).toContain(
      'the number of days since the date given for “area-left” is 10',
    );
    const shorter = rules.map((one) =>
      one.id === 'area-longer'
        ? rule(
            'area-shorter',
            { and: [answered('area'), { '<': [{ var: 'daysSince.area-left' }, 9] }] },
            'wait-for-staff',
          )
        : one,
    );
    expect(comparedWithBase(local({ rules: shorter }), base).stricter).toEqual([]);
  });

  it('is not stricter for what cannot be: more children than people, or hours that do not add up', () => {
    const facts = {
      ...samplePack.facts,
      children: 'number',
      minutesFromStart: 'number',
      minutesToEnd: 'number',
    } as const;
    const impossible = rule(
      'impossible',
      {
        or: [
          { '>': [{ var: 'children' }, { var: 'partySize' }] },
          { and: [{ '<': [{ var: 'minutesFromStart' }, 0] }, { '<': [{ var: 'minutesToEnd' }, 0] }] },
        ],
      },
      'wait-for-staff',
    );
    const rules = [impossible, ...samplePack.rules].toSorted(
      (a, b) => Number(b.id === 'resident') - Number(a.id === 'resident'),
    );
    const pack = { ...samplePack, buildsOn: { id: base.id, version: base.version }, facts, rules };
    expect(comparedWithBase(pack, base).stricter).toEqual([]);
  });

  it('has ids of its own for rules of its own', () => {
    const changed = samplePack.rules.map((one) =>
      one.id === 'late' ? { ...one, when: is('phase', 'outbreak') } : one,
    );
    expect(strictnessProblems(local({ rules: changed }), base, TODAY)).toEqual([
      'Rule «late» is not the one that «no-sample» calls so: the visit protocol could not tell them apart. Give it an id of its own.',
    ]);
  });

  it.each([
    [
      'builds on another',
      { buildsOn: { id: 'other', version: '1' } },
      'It does not build on «no-sample» 1.0.0.',
    ],
    ['begins before it', { validFrom: '2020-05-01' }, 'It begins before «no-sample» 1.0.0 does'],
    ['decides for other wards', { kinds: ['hospital-ward' as const] }, 'does not decide for hospital-ward'],
  ])('is refused when it %s', (_, but, sentence) => {
    expect(strictnessProblems({ ...local({}), ...but }, base, TODAY).join()).toContain(sentence);
  });

  it('is refused when it goes on after the base has ended, or the base is local itself', () => {
    const ended = { ...base, validTo: '2020-07-01' };
    expect(strictnessProblems(local({}), ended, TODAY).join()).toContain('It ends after');
    const localBase = { ...base, buildsOn: { id: 'root', version: '1' } };
    expect(strictnessProblems(local({}), localBase, TODAY).join()).toContain('has one under it at most');
  });
});
