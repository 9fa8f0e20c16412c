import { describe, expect, it } from 'vitest';
import da from '../../../resources/text/da/policy.json' with { type: 'json' };
import en from '../../../resources/text/en/policy.json' with { type: 'json' };
import nb from '../../../resources/text/nb/policy.json' with { type: 'json' };
import nn from '../../../resources/text/nn/policy.json' with { type: 'json' };
import { LANGUAGES } from '../../domain/language.ts';
import { PERMIT_CLASSES, PLACE_KINDS, WARD_KINDS } from '../../domain/outcome.ts';
import type { Logic, Pack } from '../pack.ts';
import { answered, classIn, is, norwayAsks, samplePack } from '../samples.test-support.ts';
import { CORE_FACTS, type CoreFact } from '../vocabulary.ts';
import { conditionInWords, factsInWords, planInWords } from './index.ts';

const pack: Pack = {
  ...samplePack,
  facts: {
    ...samplePack.facts,
    today: 'date',
    'answers.signs': 'strings',
    indoorAgreed: 'boolean',
    duringStay: 'boolean',
  },
};
const words = (when: Logic, asks = [norwayAsks]) => conditionInWords(when, pack, asks);

describe('A condition in words', () => {
  it('is a sentence in each language', () => {
    expect(words(classIn('end-of-life', 'vigil'))).toEqual({
      nb: 'Når besøkstypen er livets sluttfase eller fast vakt.',
      nn: 'Når besøkstypen er siste fase av livet eller fast vakt.',
      da: 'Når besøgstypen er livets afslutning eller fast våger.',
      en: 'When the kind of visit is end of life or vigil.',
    });
  });

  it('says of the rule that takes everybody that none above it does', () => {
    expect(words(true).nb).toBe('Når ingen av reglene over gjelder.');
  });

  it('names a question by its own text, in the language that is spoken', () => {
    expect(words(answered('risk-group')).nb).toMatch(/^Når svaret på «.+\?» er ja\.$/);
    expect(words(answered('risk-group')).en).toMatch(/^When the answer to “.+\?” is yes\.$/);
    expect(words(answered('risk-group'), []).en).toBe('When the answer to “risk-group” is yes.');
  });

  it.each<[Logic, string]>([
    [answered('a', 'b'), 'When the answer is yes to at least one of these: “a” or “b”.'],
    [
      { or: [is('answers.a', null), is('answers.b', null)] },
      'When at least one of these is not answered: “a” or “b”.',
    ],
    [
      { or: [answered('a', 'b'), { var: 'placeFull' }] },
      'When the answer is yes to at least one of these: “a” or “b”, or the place is full.',
    ],
    [
      { and: [{ var: 'late' }, answered('a'), { or: [{ var: 'tooOften' }, { var: 'tooLong' }] }] },
      'When the visitor comes later than the plan allows for, and the answer to “a” is yes, and (more visits are agreed this week than the plan allows for, or the agreed visit is longer than the plan allows for).',
    ],
    [
      { '!': { or: [{ var: 'late' }, { var: 'inOpeningHours' }] } },
      'When the visitor does not come too late, and it is outside opening hours.',
    ],
    [{ '>': [{ var: 'partySize' }, { var: 'agreedPartySize' }] }, 'When more people come than agreed.'],
    [
      { '<': [{ var: 'partySize' }, { var: 'maxPartySize' }] },
      'When the number in the party is less than the largest party in the plan.',
    ],
    [
      { '!': { '>=': [{ var: 'daysSince.left' }, 10] } },
      'When the number of days since the date given for “left” is less than 10 or is not known.',
    ],
    [{ '<': [3, { var: 'partySize' }] }, 'When the number in the party is more than 3.'],
    [{ '!': { '>': [{ var: 'partySize' }, 3] } }, 'When the number in the party is at most 3.'],
    [{ '>=': [{ var: 'minuteOfDay' }, 1230] }, 'When the time of day is at least 20:30.'],
    [{ '<': [{ var: 'today' }, '2020-06-01'] }, 'When today’s date is before June 1, 2020.'],
    [{ '!': classIn('child') }, 'When the kind of visit is other than child.'],
    [is('phase', 'outbreak'), 'When the phase is “Outbreak”.'],
    [{ in: ['cough', { var: 'answers.signs' }] }, 'When “cough” is among the answers to “signs”.'],
    [is('indoorAgreed', null), 'When the management has not considered a visit indoors.'],
    [{ '!': is('duringStay', false) }, 'When it is not so that the stay is not going on now.'],
    [
      { '!==': [{ var: 'daysSinceLastVisit' }, null] },
      'When the number of days since the last visit is known.',
    ],
    [{ '===': [{ var: 'adults' }, 0] }, 'When no adult is in the party.'],
  ])('%j', (when, sentence) => {
    expect(words(when, []).en).toBe(sentence);
  });
});

describe('The facts of a visit in words', () => {
  const said = (but: Partial<Parameters<typeof factsInWords>[0]> = {}) =>
    factsInWords(
      {
        permitClass: 'vigil',
        wardKind: 'nursing-home',
        phase: { id: 'outbreak', scope: 'ward' },
        partySize: 3,
        agreedPartySize: 2,
        children: 1,
        minutesFromStart: 35,
        ...but,
      },
      pack,
    ).map((line) => line.nb);

  it('are what the protocol keeps, and that the answers are not among it', () => {
    expect(said()).toEqual([
      'Besøkstype: fast vakt.',
      'Avdelingstype: sykehjem.',
      'Fase: «Outbreak (nb)», bestemt for avdelingen.',
      'I følget: 3. Avtalt: 2.',
      'Barn i følget: 1.',
      'Kom 35 min etter avtalt tid.',
      'Svarene på spørsmålene er ikke lagret.',
    ]);
  });

  it('leave out what is not known', () => {
    expect(said({ phase: null, agreedPartySize: null, children: 0, minutesFromStart: null })).toEqual([
      'Besøkstype: fast vakt.',
      'Avdelingstype: sykehjem.',
      'I følget: 3.',
      'Svarene på spørsmålene er ikke lagret.',
    ]);
    expect(said({ minutesFromStart: -5 })).toContain('Kom 5 min før avtalt tid.');
    expect(said({ minutesFromStart: 0 })).toContain('Kom til avtalt tid.');
  });

  it('have the plan of a phase beside them, with what differs for a class and what places hold', () => {
    const [, outbreak] = samplePack.phases;
    expect(outbreak && planInWords(outbreak, pack).map((line) => line.en)).toEqual([
      'Open for visits 10:00–20:00.',
      'A visit lasts 120 minutes at most.',
      'Visits a week: 3 at most.',
      'The party: 2 at most.',
      'In 15 minutes before the agreed time at the earliest.',
      'Late after 30 minutes.',
      'Places: own room, own home and outdoors.',
      'End of life and vigil: No limits.',
      'Visit room: 1 visits at once at most.',
    ]);
  });
});

describe('The words themselves', () => {
  const all = { nb, nn, da, en };
  const flat = (value: unknown, key = ''): [string, string][] =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([name, inner]) => flat(inner, `${key}.${name}`))
      : [[key, String(value)]];
  const blanks = (text: string) => [...text.matchAll(/\{\{\w+\}\}/g)].map(([found]) => found).toSorted();

  it('are there in every language, with the same blanks to fill', () => {
    const wanted = flat(nb).map(([key, text]) => [key, blanks(text)]);
    for (const language of LANGUAGES)
      expect(flat(all[language]).map(([key, text]) => [key, blanks(text)])).toEqual(wanted);
  });

  it('name every fact and every value of a closed list', () => {
    const booleans = new Set(Object.keys(nb.states));
    for (const [fact, type] of Object.entries(CORE_FACTS) as [CoreFact, string][])
      expect(type === 'boolean' ? booleans.has(fact) : fact in nb.facts, fact).toBe(true);
    expect(Object.keys(nb.values.permitClass).toSorted()).toEqual([...PERMIT_CLASSES].toSorted());
    expect(Object.keys(nb.values.wardKind).toSorted()).toEqual([...WARD_KINDS].toSorted());
    expect(Object.keys(nb.values.placeKind).toSorted()).toEqual([...PLACE_KINDS].toSorted());
  });
});
