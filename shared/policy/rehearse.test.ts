import { describe, expect, it } from 'vitest';
import type { Outcome } from '../domain/outcome.ts';
import { decideParty } from './decide.ts';
import type { Pack, PackInForce } from './pack.ts';
import { replayOf, type PastVisit } from './rehearse.ts';
import { answered, classIn, is, norway, packOf, rule, samplePack, visitor } from './samples.test-support.ts';
import type { Situation } from './situation.ts';

const after = (but: Partial<Pack>): PackInForce => ({
  pack: packOf({ ...samplePack, id: 'after', ...but }),
  base: null,
});
const withRule = (extra: Pack['rules'][number], before: string): PackInForce =>
  after({ rules: samplePack.rules.flatMap((one) => (one.id === before ? [extra, one] : [one])) });

/** What the protocol keeps of a party that gave these answers. */
const past = (
  answers: readonly Situation['answers'][],
  but: Partial<Situation> = {},
  phaseAfter = 'normal',
): PastVisit => {
  const party = answers.map((given) =>
    visitor({ partySize: answers.length, agreedPartySize: answers.length, ...but }, given),
  );
  const [{ answers: _, ...situation } = visitor()] = party;
  return { situation, phaseAfter, fired: decideParty(norway, party).rules.map(({ id }) => id) };
};
const outcomesOf = (rules: PackInForce, visit: PastVisit): Outcome[] =>
  [...replayOf(norway, rules)(visit).outcomes].toSorted();

describe('A visit that is past, under other rules', () => {
  it('fares the same under the same rules, surely', () => {
    for (const answers of [{}, { symptoms: true }, { area: true }, { 'risk-group': true }])
      for (const visit of [past([answers]), past([answers, {}])]) {
        const { outcomes, certain } = replayOf(norway, after({}))(visit);
        expect(outcomes).toHaveLength(1);
        expect(certain).toBe(true);
      }
  });

  it('fares otherwise for certain where the new rule does not hang on answers that are not kept', () => {
    const closed = withRule(rule('closed-to-all', classIn('ordinary'), 'wait-for-staff'), 'agreed-visit');
    const { outcomes, certain, rules } = replayOf(norway, closed)(past([{}]));
    expect([outcomes, certain, rules.map(({ id }) => id)]).toEqual([
      ['wait-for-staff'],
      true,
      ['closed-to-all'],
    ]);
  });

  it('knows of the answers what the rule that fired tells of them', () => {
    const careful = withRule(rule('careful', answered('symptoms', 'exposure'), 'wait-for-staff'), 'symptoms');
    expect(outcomesOf(careful, past([{ symptoms: true }]))).toEqual(['wait-for-staff']);
    expect(outcomesOf(careful, past([{}]))).toEqual(['admit']);
  });

  it('says all that it could have been where the answers would decide', () => {
    const risk = withRule(rule('risk-first', is('answers.exposure', true), 'wait-for-staff'), 'symptoms');
    // Who had symptoms may have been exposed too: nobody knows now.
    const { outcomes, certain } = replayOf(norway, risk)(past([{ symptoms: true }]));
    expect([...outcomes].toSorted()).toEqual(['postpone', 'wait-for-staff']);
    expect(certain).toBe(false);
  });

  it('makes one of a party, in which each answered for themselves', () => {
    const kinder = withRule(rule('kinder', answered('symptoms'), 'wait-for-staff'), 'symptoms');
    expect(outcomesOf(kinder, past([{ symptoms: true }, { exposure: true }]))).toEqual(['wait-for-staff']);
    const stricter = withRule(
      rule('stricter', { and: [classIn('ordinary'), answered('area')] }, 'postpone'),
      'area-recently',
    );
    expect(outcomesOf(stricter, past([{ area: true }, { area: true }]))).toEqual(['postpone']);
    expect(outcomesOf(stricter, past([{ area: true }, {}]))).toEqual(
      // Of the other it is not known whether they were in the area long ago.
      ['postpone', 'wait-for-staff'],
    );
  });

  it('is replayed in another phase by the same rules', () => {
    const visit = (phaseAfter: string) => past([{}, {}, {}], {}, phaseAfter);
    expect(outcomesOf(norway, visit('normal'))).toEqual(['admit']);
    expect(outcomesOf(norway, visit('outbreak'))).toEqual(['wait-for-staff']);
  });

  it('is not guessed at when what the protocol keeps does not fit the rules', () => {
    const visit = { ...past([{}]), fired: ['gone'] };
    expect(replayOf(norway, after({}))(visit)).toEqual({ outcomes: [], certain: false, rules: [] });
    const impossible = { ...past([{}]), fired: ['end-of-life'] };
    expect(replayOf(norway, after({}))(impossible).outcomes).toEqual([]);
  });

  it('has no answers where nothing was asked, and any where more is asked afterwards', () => {
    const asksAll = after({
      asks: [{ questionnaire: 'no-2020-05-27', asking: 'voluntary' }],
      rules: samplePack.rules.flatMap((one) =>
        one.id === 'not-a-visitor'
          ? [
              rule('employee-ill', { and: [classIn('employee'), answered('symptoms')] }, 'wait-for-staff'),
              one,
            ]
          : [one],
      ),
    });
    const employee = past([{}], { permitClass: 'employee' });
    expect(outcomesOf(asksAll, employee)).toEqual(['admit', 'wait-for-staff']);
    expect(outcomesOf({ ...asksAll, pack: { ...asksAll.pack, asks: samplePack.asks } }, employee)).toEqual([
      'admit',
    ]);
  });

  it('says neither more nor less than every set of answers that fits, tried one by one', () => {
    const changed = withRule(
      rule(
        'changed',
        { and: [answered('area', 'risk-group'), { '!': is('answers.exposure', null) }] },
        'wait-for-staff',
      ),
      'symptoms',
    );
    const replay = replayOf(norway, changed);
    const maybe = [true, false, null];
    const all = maybe.flatMap((symptoms) =>
      maybe.flatMap((exposure) =>
        maybe.flatMap((area) =>
          maybe.flatMap((risk) =>
            [null, '2020-06-19', '2020-06-11', '2020-06-10', '2020-05-01', '2020-07-01'].map((left) =>
              Object.fromEntries(
                Object.entries({ symptoms, exposure, area, 'risk-group': risk, 'area-left': left }).flatMap(
                  ([linkId, value]) => (value === null ? [] : [[linkId, value] as const]),
                ),
              ),
            ),
          ),
        ),
      ),
    );
    for (const permitClass of ['ordinary', 'vigil', 'provider', 'child'] as const) {
      const possible = new Map<string, Set<Outcome>>();
      for (const answers of all) {
        const person = visitor({ permitClass, answers });
        const [fired] = decideParty(norway, [person]).rules;
        if (!fired) throw new Error('no rule fired');
        const outcomes = possible.get(fired.id) ?? new Set();
        possible.set(fired.id, outcomes.add(decideParty(changed, [person]).outcome));
      }
      for (const [id, outcomes] of possible) {
        const { answers: _, ...situation } = visitor({ permitClass });
        const replayed = replay({ situation, phaseAfter: 'normal', fired: [id] }).outcomes;
        expect([...replayed].toSorted(), `${permitClass} by ${id}`).toEqual([...outcomes].toSorted());
      }
    }
  });
});
