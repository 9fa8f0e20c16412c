import { describe, expect, it } from 'vitest';
import { decide, decideParty, explain } from './decide.ts';
import { norway, visitor, WELL } from './samples.test-support.ts';

const outcomeOf = (...[but, answers]: Parameters<typeof visitor>) =>
  decide(norway, visitor(but, answers)).outcome;
const ill = { symptoms: true };
const exposed = { exposure: true };
const away = { area: true };

describe('The Norwegian pack of 27 May 2020', () => {
  it('lets an ordinary visitor who is well walk in', () => {
    const ruling = decide(norway, visitor());
    expect(ruling).toMatchObject({ outcome: 'admit', ground: null, conditions: [] });
    expect(ruling.texts.map(({ en }) => en)).toEqual(['Everything is ready, so please go in.']);
    expect(ruling.rules.map(({ id, citation }) => [id, citation.source])).toEqual([
      ['agreed-visit', 'S0:49-51'],
    ]);
  });

  it('postpones an ordinary visit with symptoms or exposure, on the ground that the pack lists', () => {
    expect(decide(norway, visitor({}, ill))).toMatchObject({ outcome: 'postpone', ground: 'symptoms' });
    expect(decide(norway, visitor({}, exposed))).toMatchObject({ outcome: 'postpone', ground: 'exposure' });
    expect(outcomeOf({ permitClass: 'fixed-visitor' }, ill)).toBe('postpone');
    expect(outcomeOf({ permitClass: 'volunteer' }, ill)).toBe('postpone');
    expect(outcomeOf({ permitClass: 'provider' }, ill)).toBe('postpone');
  });

  it('takes the end of life by an own route, never a stop, with symptoms, in quarantine or from afar (P1)', () => {
    for (const permitClass of ['end-of-life', 'vigil'] as const) {
      for (const answers of [ill, exposed, away, { ...ill, ...exposed, ...away }])
        expect(outcomeOf({ permitClass }, answers)).toBe('escorted-route');
      expect(outcomeOf({ permitClass })).toBe('admit');
      expect(outcomeOf({ permitClass, partySize: 4 })).toBe('wait-for-staff');
      expect(outcomeOf({ permitClass, phase: 'outbreak' })).toBe('admit');
    }
  });

  it('knows only a right of access in care housing, ill or silent (P8)', () => {
    expect(outcomeOf({ wardKind: 'care-housing' }, { ...ill, ...exposed })).toBe('right-of-access');
    expect(outcomeOf({ wardKind: 'care-housing', answers: {} })).toBe('right-of-access');
  });

  it('lets staff meet a child, a long stay, a birth and a day user rather than postpone', () => {
    for (const permitClass of ['child', 'long-stay', 'birth-partner', 'day-user'] as const)
      for (const answers of [ill, exposed])
        expect(outcomeOf({ permitClass }, answers)).toBe('wait-for-staff');
  });

  it('counts the days since the visitor left an area with much infection', () => {
    const left = (day: string) => outcomeOf({}, { ...away, 'area-left': day });
    expect(left('2020-06-11')).toBe('wait-for-staff');
    expect(left('2020-06-10')).toBe('admit');
    expect(left('2020-06-21')).toBe('wait-for-staff');
    expect(outcomeOf({}, away)).toBe('wait-for-staff');
  });

  it('meets a party larger than agreed, a hairdresser, an outbreak and an unanswered question with staff', () => {
    expect(outcomeOf({ partySize: 3, agreedPartySize: 2 })).toBe('wait-for-staff');
    expect(outcomeOf({ partySize: 1, agreedPartySize: 2 })).toBe('admit');
    expect(outcomeOf({ permitClass: 'service' })).toBe('wait-for-staff');
    expect(outcomeOf({ phase: 'outbreak' })).toBe('wait-for-staff');
    expect(outcomeOf({ answers: {} })).toBe('wait-for-staff');
  });

  it('tells who is in a risk group of it, and lets them in (V10)', () => {
    const ruling = decide(norway, visitor({}, { 'risk-group': true }));
    expect(ruling.outcome).toBe('admit-with-conditions');
    expect(ruling.conditions.map(({ id }) => id)).toEqual(['risk-group-care', 'hand-hygiene', 'distance']);
  });

  it('gives providers, volunteers, children and day users their conditions', () => {
    for (const permitClass of ['provider', 'volunteer', 'child', 'day-user'] as const)
      expect(outcomeOf({ permitClass })).toBe('admit-with-conditions');
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
    expect(ruling.rules.map(({ id }) => id)).toEqual(['visitor-in-risk-group', 'agreed-visit']);
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
    expect(ruling.texts).toEqual([norway.mixedParty.text]);
  });

  it('is postponed when each of them is', () => {
    expect(party(ill, exposed)).toMatchObject({ outcome: 'postpone', ground: 'symptoms' });
    expect(party(ill, exposed).texts).toHaveLength(2);
  });

  it('is one person at least', () => {
    expect(() => decideParty(norway, [])).toThrow(RangeError);
  });
});

describe('Explaining a decision again', () => {
  it('says the same from what the protocol keeps', () => {
    const ruling = decideParty(norway, [visitor({}, ill), visitor({}, WELL)]);
    const { rules, texts, conditions } = ruling;
    expect(
      explain(
        norway,
        ruling.outcome,
        rules.map(({ id }) => id),
      ),
    ).toEqual({ rules, texts, conditions });
  });

  it('speaks of what staff decided since, where a rule does, and else says nothing', () => {
    const ids = decideParty(norway, [visitor({}, ill), visitor()]).rules.map(({ id }) => id);
    expect(explain(norway, 'admit', ids).texts).toEqual(decide(norway, visitor()).texts);
    expect(explain(norway, 'escorted-route', ids).texts).toEqual([]);
    expect(explain(norway, 'escorted-route', ids).rules).toHaveLength(3);
  });

  it('leaves out rules that the pack no longer has', () => {
    expect(explain(norway, 'admit', ['gone'])).toEqual({ rules: [], texts: [], conditions: [] });
  });
});
