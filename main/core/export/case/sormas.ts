/**
 * Event participants as SORMAS's own import template has them (sormas-backend ImportFacadeEjb: a row of entities, a row of columns; a file
 * may have some of them). Of its reader (opencsv): a backslash escapes, so it is doubled; a line that begins with ## is a comment, so
 * every cell is quoted and no cell has a line break. resources/docs/case-formats.md.
 */
import type { Language } from '../../../../shared/domain/language.ts';
import type { CaseData, TracedPerson } from '../../../../shared/domain/tracing.ts';
import { withoutFormulas } from '../csv.ts';
import { notCarriedOf, type CaseExport, type Fates, type NotCarried } from './format.ts';
import { phoneForCsv, twoNames } from './names.ts';
import { proseOf, type Prose } from './prose.ts';
import { viewOf, type CaseView } from './view.ts';
import { CASE_WORDS } from './words.ts';

const DETAILS = { to: 'person.additionalDetails' };
const EVENT = { why: 'made-there' } as const;
const ID = { why: 'only-here' } as const;

export const SORMAS_FATES: Fates = {
  caseId: { to: 'person.internalToken' },
  openedAt: EVENT,
  openedBy: EVENT,
  closedAt: EVENT,
  purpose: EVENT,
  note: EVENT,
  index: { to: 'involvementDescription' },
  symptomsFrom: { to: 'person.additionalDetails (index person)' },
  'window.from': EVENT,
  'window.to': EVENT,
  minutes: EVENT,
  'institution.id': EVENT,
  'institution.name': EVENT,
  'institution.zone': { why: 'follows' },
  'institution.jurisdiction': EVENT,
  'wards[].id': ID,
  'wards[].name': DETAILS,
  'places[].id': ID,
  'places[].name': DETAILS,
  'people[].key': { to: 'person.internalToken' },
  'people[].kind': { to: 'involvementDescription' },
  'people[].name': { to: 'person.firstName, person.lastName' },
  'people[].phone': { to: 'person.phone (00 for +)' },
  'people[].child': { to: 'involvementDescription' },
  'people[].generation': { to: 'involvementDescription' },
  'visits[].visitId': DETAILS,
  'visits[].leg': DETAILS,
  'visits[].receipt': DETAILS,
  'visits[].permitClass': DETAILS,
  'visits[].ward': DETAILS,
  'visits[].place': DETAILS,
  'visits[].arrived.at': DETAILS,
  'visits[].arrived.evidence': DETAILS,
  'visits[].arrived.earliest': DETAILS,
  'visits[].arrived.latest': DETAILS,
  'visits[].left': DETAILS,
  'visits[].left.at': DETAILS,
  'visits[].left.evidence': DETAILS,
  'visits[].left.earliest': DETAILS,
  'visits[].left.latest': DETAILS,
  'visits[].partySize': DETAILS,
  'visits[].visitor': DETAILS,
  'visits[].companions[]': DETAILS,
  'visits[].residents[]': DETAILS,
  'exposures[].from': DETAILS,
  'exposures[].to': DETAILS,
  'exposures[].generation': DETAILS,
  'exposures[].certainty': DETAILS,
  'exposures[].certainMinutes': DETAILS,
  'exposures[].possibleMinutes': DETAILS,
  'exposures[].how': DETAILS,
  'exposures[].ward': DETAILS,
  'exposures[].place': DETAILS,
  'exposures[].start': DETAILS,
  'exposures[].end': DETAILS,
  'exposures[].visitId': DETAILS,
  'exposures[].otherVisitId': DETAILS,
  unopened: EVENT,
};

interface Row {
  readonly view: CaseView;
  readonly prose: Prose;
  readonly language: Language;
  readonly person: TracedPerson;
  readonly name: string;
}

const detailsOf = ({ view, prose, language, person }: Row): string =>
  [
    ...(person.key === view.data.index && view.data.symptomsFrom !== null
      ? [CASE_WORDS[language].prose.symptoms.replace('{{day}}', view.data.symptomsFrom)]
      : []),
    ...view.attendances(person.key).map(({ visit }) => prose.visit(visit)),
    ...view.exposures(person.key).map((exposure) => prose.exposure(exposure)),
  ].join(' | ');

/** Entity, column, and what stands there; the names are SORMAS's. */
const COLUMNS: readonly (readonly [string, string, (row: Row) => string])[] = [
  [
    'EventParticipant',
    'involvementDescription',
    ({ prose, person, view, language }) => {
      const words = CASE_WORDS[language];
      const said = prose.person(person);
      return person.key === view.data.index && person.generation !== 0
        ? `${said}, ${words.generation[0]}`
        : said;
    },
  ],
  ['Person', 'person.firstName', ({ name }) => twoNames(name).firstName],
  ['Person', 'person.lastName', ({ name }) => twoNames(name).lastName],
  ['Person', 'person.sex', () => 'UNKNOWN'],
  ['Person', 'person.internalToken', ({ view, person }) => `${view.data.caseId}/${person.key}`],
  ['Person', 'person.additionalDetails', detailsOf],
  ['Person', 'person.phone', ({ person }) => phoneForCsv(person.phone ?? '')],
];

const BOM = '\uFEFF';
/** As opencsv reads it: whatever separates lines would end or comment one, and a backslash escapes. */
const cell = (text: string): string =>
  `"${withoutFormulas(text.replaceAll(/[\r\n]+/g, ' '))
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '""')}"`;
const line = (cells: readonly string[]): string => `${cells.map(cell).join(';')}\r\n`;

/** What only nameless people took part in is told of nobody. */
const untold = (view: CaseView): NotCarried[] => {
  const hasName = (key: string): boolean => typeof view.person(key)?.name === 'string';
  const { people, visits, exposures } = view.data;
  return [
    { field: 'people[]', why: 'no-name', count: people.filter(({ name }) => name === null).length },
    {
      field: 'visits[]',
      why: 'no-name',
      count: visits.filter(
        ({ visitor, companions, residents }) => ![visitor, ...companions, ...residents].some(hasName),
      ).length,
    },
    {
      field: 'exposures[]',
      why: 'no-name',
      count: exposures.filter(({ from, to }) => !hasName(from) && !hasName(to)).length,
    },
  ];
};

export const sormas = (data: CaseData, language: Language): CaseExport => {
  const view = viewOf(data);
  const prose = proseOf(view, language);
  const rows = data.people.flatMap((person): Row[] =>
    person.name === null ? [] : [{ view, prose, language, person, name: person.name }],
  );
  const text = [
    COLUMNS.map(([entity]) => entity),
    COLUMNS.map(([, column]) => column),
    ...rows.map((row) => COLUMNS.map(([, , value]) => value(row))),
  ];
  return {
    files: [
      {
        name: `sormas-event-participants-${data.caseId}.csv`,
        mediaType: 'text/csv',
        text: BOM + text.map(line).join(''),
      },
    ],
    notCarried: notCarriedOf(data, SORMAS_FATES, untold(view)),
  };
};
