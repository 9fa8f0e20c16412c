/** A small Norwegian pack and a visitor at its door, for tests. The packs that ship are tried in test/screening. */
import questionnaireJson from '../../resources/questionnaires/no-2020-05-27.json' with { type: 'json' };
import type { LocalText } from '../domain/language.ts';
import type { PermitClass } from '../domain/outcome.ts';
import { loadQuestionnaire, type Questionnaire } from '../questions/index.ts';
import { loadPack } from './load.ts';
import type { Logic, Pack, PackInForce, Plan, Rule } from './pack.ts';
import type { Situation } from './situation.ts';

const said = (words: string): LocalText => ({
  nb: `${words} (nb)`,
  nn: `${words} (nn)`,
  da: `${words} (da)`,
  en: words,
});
const citation = { source: 'S0:49-51', printed: 'Besøk vurderes og avtales i forkant.' };
const saying = (id: string, words: string) => ({
  id,
  text: said(words),
  staffText: said(`Staff: ${words}`),
  citation,
});

/** A rule of a sample pack: its text is its id. */
export const rule = (id: string, when: Logic, outcome: Rule['outcome'], but: Partial<Rule> = {}): Rule => ({
  ...saying(id, id),
  when,
  outcome,
  conditions: [],
  alternatives: outcome === 'postpone' ? ['video', 'another-time'] : [],
  ...(outcome === 'postpone' ? { ground: 'symptoms' } : {}),
  ...but,
});
export const classIn = (...classes: PermitClass[]): Logic => ({ in: [{ var: 'permitClass' }, classes] });
export const is = (fact: string, value: boolean | number | string | null): Logic => ({
  '===': [{ var: fact }, value],
});
export const answered = (...linkIds: string[]): Logic => ({
  or: linkIds.map((linkId) => is(`answers.${linkId}`, true)),
});
const careHousing = is('wardKind', 'care-housing');
const atTheEnd = classIn('end-of-life', 'vigil');

const noLimits: Plan = {
  openingHours: null,
  longestMinutes: null,
  visitsPerWeek: null,
  partySize: null,
  earliestMinutes: null,
  latestMinutes: null,
  places: null,
};
const plan: Plan = {
  openingHours: { from: '10:00', to: '20:00' },
  longestMinutes: 120,
  visitsPerWeek: 3,
  partySize: 4,
  earliestMinutes: 15,
  latestMinutes: 30,
  places: null,
};

export const samplePack: Pack = {
  id: 'no-sample',
  version: '1.0.0',
  jurisdiction: 'NO',
  title: said('A sample'),
  kinds: ['nursing-home', 'care-housing', 'day-centre'],
  validFrom: '2020-05-27',
  phasedInBy: null,
  validTo: null,
  responsible: said('The municipal doctor'),
  lastReviewed: '2020-06-15',
  buildsOn: null,
  stricter: [],
  asks: [
    { classes: ['resident', 'delivery', 'employee'], questionnaire: null, asking: 'nothing' },
    { kinds: ['care-housing'], questionnaire: 'no-2020-05-27', asking: 'voluntary' },
    { questionnaire: 'no-2020-05-27', asking: 'required' },
  ],
  questionnaires: [],
  phases: [
    {
      ...{ id: 'normal', title: said('Normal'), staffText: said('As usual'), citation },
      plan,
      classes: { 'end-of-life': noLimits, vigil: noLimits },
      capacity: { 'visit-room': 2 },
    },
    {
      ...{ id: 'outbreak', title: said('Outbreak'), staffText: said('Only what must be'), citation },
      plan: { ...plan, partySize: 2, places: ['own-room', 'home', 'outdoors'] },
      classes: { 'end-of-life': noLimits, vigil: noLimits },
      capacity: { 'visit-room': 1 },
    },
  ],
  defaultPhase: 'normal',
  postponeGrounds: [
    { id: 'symptoms', text: said('Symptoms'), citation },
    { id: 'exposure', text: said('Exposure'), citation },
  ],
  facts: {
    permitClass: 'string',
    wardKind: 'string',
    phase: 'string',
    contactLimited: 'boolean',
    stoppedToday: 'boolean',
    partySize: 'number',
    agreedPartySize: 'number',
    maxPartySize: 'number',
    inOpeningHours: 'boolean',
    tooEarly: 'boolean',
    late: 'boolean',
    placeFull: 'boolean',
    'answers.symptoms': 'boolean',
    'answers.exposure': 'boolean',
    'answers.area': 'boolean',
    'answers.risk-group': 'boolean',
    'daysSince.area-left': 'number',
  },
  advice: [
    {
      id: 'hand-hygiene',
      title: said('Clean hands'),
      text: said('Clean them.'),
      why: said('Because.'),
      citation,
    },
  ],
  conditions: [
    { id: 'mask-and-escort', text: said('Wear the mask and stay with us.') },
    { id: 'risk-group-care', text: said('Take care of yourself.') },
    { id: 'hand-hygiene', text: said('Clean your hands.') },
    { id: 'distance', text: said('Keep a distance.') },
  ],
  alternatives: [
    { id: 'outdoors', text: said('Meet outdoors.') },
    { id: 'video', text: said('Talk by video.') },
    { id: 'another-time', text: said('Come another time.') },
  ],
  contacts: [{ id: 'visits', topic: said('Visits'), phone: '22 33 44 55', hours: null }],
  escort: { route: said('The side door'), equipment: said('A mask'), lift: said('Lift B') },
  complaint: { text: said('You may complain.'), citation },
  gifts: saying('gift', 'Leave it here.'),
  rules: [
    rule('resident', classIn('resident'), 'admit'),
    rule('own-home-contact', { and: [careHousing, is('contactLimited', true)] }, 'right-of-access', {
      callsStaff: true,
    }),
    rule('own-home', careHousing, 'right-of-access'),
    rule('contact-limited', is('contactLimited', true), 'wait-for-staff'),
    rule('end-of-life-ill', { and: [atTheEnd, answered('symptoms', 'exposure', 'area')] }, 'escorted-route', {
      conditions: ['mask-and-escort', 'hand-hygiene'],
    }),
    rule('stopped-before', is('stoppedToday', true), 'wait-for-staff'),
    rule('not-a-visitor', classIn('employee', 'delivery'), 'admit'),
    rule('party-larger', { '>': [{ var: 'partySize' }, { var: 'agreedPartySize' }] }, 'wait-for-staff'),
    rule('end-of-life', atTheEnd, 'admit'),
    rule(
      'not-answered',
      { or: ['symptoms', 'exposure', 'area'].map((linkId) => is(`answers.${linkId}`, null)) },
      'wait-for-staff',
    ),
    rule(
      'needed-ill',
      { and: [classIn('child', 'critical-situation'), answered('symptoms', 'exposure')] },
      'wait-for-staff',
    ),
    rule('symptoms', answered('symptoms'), 'postpone'),
    rule('exposure', answered('exposure'), 'postpone', { ground: 'exposure' }),
    rule(
      'area-recently',
      {
        and: [
          answered('area'),
          { or: [is('daysSince.area-left', null), { '<': [{ var: 'daysSince.area-left' }, 10] }] },
        ],
      },
      'wait-for-staff',
    ),
    rule('closed', { '!': { var: 'inOpeningHours' } }, 'wait-for-staff'),
    rule('early', { var: 'tooEarly' }, 'wait-for-staff'),
    rule('late', { var: 'late' }, 'wait-for-staff'),
    rule('full', { var: 'placeFull' }, 'wait-for-staff', { alternatives: ['outdoors', 'another-time'] }),
    rule('party-too-large', { '>': [{ var: 'partySize' }, { var: 'maxPartySize' }] }, 'wait-for-staff'),
    rule('provider', classIn('provider', 'volunteer'), 'admit-with-conditions', {
      conditions: ['distance'],
      callsStaff: true,
    }),
    rule('risk-group', answered('risk-group'), 'admit-with-conditions', {
      conditions: ['hand-hygiene', 'risk-group-care'],
    }),
    rule('agreed-visit', true, 'admit'),
  ],
  mixedParty: saying('some-of-the-party', 'Some wait.'),
  lapsed: saying('rules-lapsed', 'The rules have ended.'),
};

export const packOf = (json: unknown): Pack => {
  const loaded = loadPack(json);
  if (!loaded.ok) throw new Error(loaded.problems.join('\n'));
  return loaded.pack;
};
export const norway: PackInForce = { pack: packOf(samplePack), base: null };

const loadedQuestionnaire = loadQuestionnaire(questionnaireJson);
if (!loadedQuestionnaire.ok) throw new Error(loadedQuestionnaire.problems.join('\n'));
export const norwayAsks: Questionnaire = loadedQuestionnaire.questionnaire;

export const WELL = { symptoms: false, exposure: false, area: false, 'risk-group': false };

/** An ordinary visitor to a nursing home, well and alone, as agreed; but for what is said. */
export const visitor = (but: Partial<Situation> = {}, answers: Situation['answers'] = {}): Situation => ({
  permitClass: 'ordinary',
  wardKind: 'nursing-home',
  jurisdiction: 'NO',
  phase: 'normal',
  place: 'rom-12',
  placeKind: 'own-room',
  visitsInPlace: 0,
  placeCapacity: null,
  direction: 'arriving',
  partySize: 1,
  agreedPartySize: 1,
  children: 0,
  minutesFromStart: 0,
  minutesToEnd: 60,
  agreedMinutes: 60,
  minuteOfDay: 14 * 60,
  today: '2020-06-20',
  visitsThisWeek: 1,
  daysSinceLastVisit: null,
  duringStay: null,
  stoppedToday: false,
  contactLimited: false,
  indoorAgreed: null,
  credentialsComplete: null,
  answers: { ...WELL, ...answers },
  ...but,
});
