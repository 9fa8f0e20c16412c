import { describe, expect, it } from 'vitest';
import { decide, decideParty } from './decide.ts';
import { explain } from './explain.ts';
import type { PackInForce } from './pack.ts';
import { norway, packOf, rule, samplePack, visitor, WELL } from './samples.test-support.ts';

const outcomeOf = (...[but, answers]: Parameters<typeof visitor>) =>
  decide(norway, visitor(but, answers)).outcome;
const ill = { symptoms: true };
const exposed = { exposure: true };
const away = { area: true };

describe('The rules decide for one person', () => {
  it('by the first that matches, with its words and where it stands', () => {
    const ruling = decide(norway, visitor());
    expect(ruling).toMatchObject({ outcome: 'admit', ground: null, conditions: [], callsStaff: false });
    expect(ruling.texts.map(({ en }) => en)).toEqual(['agreed-visit']);
    expect(ruling.rules.map(({ id, citation, staffText }) => [id, citation.source, staffText.en])).toEqual([
      ['agreed-visit', 'S0:49-51', 'Staff: agreed-visit'],
    ]);
  });

  it('postpones on a listed ground, and says what can be had instead', () => {
    const ruling = decide(norway, visitor({}, ill));
    expect(ruling).toMatchObject({ outcome: 'postpone', ground: 'symptoms' });
    expect(ruling.alternatives.map(({ id }) => id)).toEqual(['video', 'another-time']);
    expect(decide(norway, visitor({}, exposed))).toMatchObject({ outcome: 'postpone', ground: 'exposure' });
  });

  it('takes the end of life by an own route, never a stop, with symptoms, in quarantine or from afar (P1)', () => {
    for (const permitClass of ['end-of-life', 'vigil'] as const) {
      for (const answers of [ill, exposed, away, { ...ill, ...exposed, ...away }])
        expect(outcomeOf({ permitClass }, answers)).toBe('escorted-route');
      expect(outcomeOf({ permitClass, minuteOfDay: 3 * 60 })).toBe('admit');
      expect(outcomeOf({ permitClass, partySize: 4 })).toBe('wait-for-staff');
    }
  });

  it('knows only a right of access in care housing, ill or silent (P8)', () => {
    expect(outcomeOf({ wardKind: 'care-housing' }, { ...ill, ...exposed })).toBe('right-of-access');
    expect(outcomeOf({ wardKind: 'care-housing', answers: {} })).toBe('right-of-access');
  });

  it('counts the days since the visitor left an area with much infection', () => {
    const left = (day: string) => outcomeOf({}, { ...away, 'area-left': day });
    expect(left('2020-06-11')).toBe('wait-for-staff');
    expect(left('2020-06-10')).toBe('admit');
    expect(left('2020-06-21')).toBe('wait-for-staff');
    expect(outcomeOf({}, away)).toBe('wait-for-staff');
  });

  it('sends who was stopped before today, or whose contact is limited, to a person (D4)', () => {
    expect(outcomeOf({ stoppedToday: true })).toBe('wait-for-staff');
    expect(outcomeOf({ contactLimited: true }, ill)).toBe('wait-for-staff');
    expect(decide(norway, visitor({ contactLimited: true, wardKind: 'care-housing' }))).toMatchObject({
      outcome: 'right-of-access',
      callsStaff: true,
    });
  });

  it('lets in with somebody to come along, where the rule says so (V9)', () => {
    const ruling = decide(norway, visitor({ permitClass: 'provider' }));
    expect(ruling).toMatchObject({ outcome: 'admit-with-conditions', callsStaff: true });
    expect(ruling.conditions.map(({ id }) => id)).toEqual(['distance']);
  });
});

describe('A party', () => {
  const party = (...answers: Parameters<typeof visitor>[1][]) =>
    decideParty(
      norway,
      answers.map((given) => visitor({ partySize: 2, agreedPartySize: 2 }, given)),
    );

  it('goes in together when all are well, and is told each thing once', () => {
    expect(party({}, {})).toEqual(decide(norway, visitor()));
  });

  it('has the conditions of the one who has any, and reads only what fits', () => {
    const ruling = party({}, { 'risk-group': true });
    expect(ruling.outcome).toBe('admit-with-conditions');
    expect(ruling.rules.map(({ id }) => id)).toEqual(['risk-group', 'agreed-visit']);
    expect(ruling.texts).toHaveLength(1);
  });

  it('waits for staff when one of them must', () => {
    expect(party({}, away).outcome).toBe('wait-for-staff');
    expect(party({}, away).rules.map(({ id }) => id)).toContain('area-recently');
  });

  it('is met by a person when one is to be postponed and another not: nobody is turned away for another', () => {
    const ruling = party({}, ill);
    expect(ruling).toMatchObject({ outcome: 'wait-for-staff', ground: null });
    expect(ruling.rules.map(({ id }) => id)).toEqual(['some-of-the-party', 'symptoms', 'agreed-visit']);
    expect(ruling.texts).toEqual([norway.pack.mixedParty.text]);
    expect(ruling.alternatives.map(({ id }) => id)).toEqual(['video', 'another-time']);
  });

  it('is postponed when each of them is, on the ground of the rule that stands first, whoever comes first', () => {
    expect(party(ill, exposed)).toMatchObject({ outcome: 'postpone', ground: 'symptoms' });
    expect(party(exposed, ill)).toEqual(party(ill, exposed));
    expect(party(ill, exposed).texts).toHaveLength(2);
  });

  it('is one person at least', () => {
    expect(() => decideParty(norway, [])).toThrow(RangeError);
  });
});

describe('When the time of rules is over', () => {
  const ended: PackInForce = { pack: packOf({ ...samplePack, validTo: '2020-06-19' }), base: null };
  const strict = rule('nobody', { '===': [{ var: 'permitClass' }, 'service'] }, 'postpone');
  const local = packOf({
    ...samplePack,
    id: 'local',
    buildsOn: { id: 'no-sample', version: '1.0.0' },
    stricter: [
      { rule: 'nobody', medicalReason: 'An outbreak in the house.', owner: 'Dr. Vik', until: '2020-06-20' },
    ],
    rules: [...samplePack.rules.slice(0, 12), strict, ...samplePack.rules.slice(12)],
  });
  const hairdresser = (today: string) => visitor({ permitClass: 'service', today });

  it('a pack that has ended postpones nobody any more: a person decides, and may offer the same', () => {
    const ruling = decide(ended, visitor({}, ill));
    expect(ruling).toMatchObject({ outcome: 'wait-for-staff', ground: null });
    expect(ruling.rules.map(({ id }) => id)).toEqual(['rules-lapsed', 'symptoms']);
    expect(ruling.texts).toEqual([samplePack.lapsed.text]);
    expect(ruling.alternatives.map(({ id }) => id)).toEqual(['video', 'another-time']);
    expect(decide(ended, visitor({ today: '2020-06-19' }, ill)).outcome).toBe('postpone');
    expect(decide(ended, visitor()).outcome).toBe('admit');
  });

  it('a stricter rule holds to its last day, and after it the base decides in its place (F4)', () => {
    const rules = { pack: local, base: samplePack };
    expect(decide(rules, hairdresser('2020-06-20')).rules.map(({ id }) => id)).toEqual(['nobody']);
    const after = decide(rules, hairdresser('2020-06-21'));
    expect(after.outcome).toBe('admit');
    expect(after.rules.map(({ id }) => id)).toEqual(['agreed-visit']);
  });

  it('a person decides where the base is not here', () => {
    const rules = { pack: local, base: null };
    expect(decide(rules, hairdresser('2020-06-21'))).toMatchObject({ outcome: 'wait-for-staff' });
  });

  it('the base decides by its own phase where it does not know the local one', () => {
    const [normal] = samplePack.phases;
    if (!normal) throw new Error('the sample has no phase');
    const red = packOf({ ...local, phases: [...local.phases, { ...normal, id: 'red' }] });
    const inRed = { ...hairdresser('2020-06-21'), phase: 'red' };
    expect(decide({ pack: red, base: samplePack }, inRed).outcome).toBe('admit');
  });
});

describe('Explaining a decision again', () => {
  it('says the same from what the protocol keeps', () => {
    for (const answers of [ill, exposed, {}, away, { 'risk-group': true }]) {
      const { outcome, ground, ...said } = decideParty(norway, [visitor({}, answers), visitor({}, WELL)]);
      const ids = said.rules.map(({ id }) => id);
      expect(ground).toBeNull();
      expect(explain(norway, outcome, ids)).toEqual(said);
    }
  });

  it('finds the rules of the base too', () => {
    const local = { ...samplePack, id: 'local', rules: [rule('all', true, 'admit')] };
    const found = explain({ pack: local, base: samplePack }, 'wait-for-staff', ['party-larger']);
    expect(found.texts.map(({ en }) => en)).toEqual(['party-larger']);
  });

  it('speaks of what staff decided since, where a rule does, and else says nothing', () => {
    const ids = decideParty(norway, [visitor({}, ill), visitor()]).rules.map(({ id }) => id);
    expect(explain(norway, 'admit', ids).texts).toEqual(decide(norway, visitor()).texts);
    expect(explain(norway, 'escorted-route', ids).texts).toEqual([]);
    expect(explain(norway, 'escorted-route', ids).rules).toHaveLength(3);
  });

  it('leaves out rules that the pack no longer has', () => {
    expect(explain(norway, 'admit', ['gone'])).toEqual({
      rules: [],
      texts: [],
      conditions: [],
      alternatives: [],
      callsStaff: false,
    });
  });
});
