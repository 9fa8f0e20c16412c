/**
 * A guest list as IRIS connect's health departments take it (iris-connect/iris-client: `GuestList`, the parameter `guestList` of the JSON-RPC
 * method `submitGuestList`): one guest a person and time inside. Instants in UTC. Their client cuts texts at the lengths below and replaces
 * those that its guard takes for an attack, so both are found here first. resources/docs/case-formats.md.
 */
import type { Language } from '../../../../shared/domain/language.ts';
import type { CaseData, TracedPerson } from '../../../../shared/domain/tracing.ts';
import { json, notCarriedOf, type CaseExport, type Fates, type NotCarried } from './format.ts';
import { IRIS_LONGEST, isRefused, letterFirst } from './iris-guard.ts';
import { NO_NAME, twoNames } from './names.ts';
import { proseOf } from './prose.ts';
import { viewOf, type CaseView } from './view.ts';
import { CASE_WORDS } from './words.ts';

const ABOUT = { to: 'guests[].attendanceInformation.additionalInformation' };
const PART = { to: 'guests[].attendanceInformation.descriptionOfParticipation' };
const LIST = { to: 'additionalInformation' };
const NO_FIELD = { why: 'no-field' } as const;
const ID = { why: 'only-here' } as const;

export const IRIS_FATES: Fates = {
  caseId: LIST,
  openedAt: NO_FIELD,
  openedBy: NO_FIELD,
  closedAt: NO_FIELD,
  purpose: LIST,
  note: NO_FIELD,
  index: PART,
  symptomsFrom: NO_FIELD,
  'window.from': { to: 'startDate, additionalInformation' },
  'window.to': { to: 'endDate, additionalInformation' },
  minutes: LIST,
  'institution.id': ID,
  'institution.name': { to: 'dataProvider.name' },
  'institution.zone': { to: 'additionalInformation in its clock' },
  'institution.jurisdiction': NO_FIELD,
  'wards[].id': ID,
  'wards[].name': ABOUT,
  'places[].id': ID,
  'places[].name': ABOUT,
  'people[].key': ID,
  'people[].kind': PART,
  'people[].name': { to: 'guests[].firstName, lastName' },
  'people[].phone': { to: 'guests[].phone' },
  'people[].child': PART,
  'people[].generation': PART,
  'visits[].visitId': ABOUT,
  'visits[].leg': ABOUT,
  'visits[].receipt': ABOUT,
  'visits[].permitClass': ABOUT,
  'visits[].ward': ABOUT,
  'visits[].place': ABOUT,
  'visits[].arrived.at': { to: 'guests[].attendanceInformation.attendFrom' },
  'visits[].arrived.evidence': ABOUT,
  'visits[].arrived.earliest': ABOUT,
  'visits[].arrived.latest': ABOUT,
  'visits[].left': { to: 'no guests[].attendanceInformation.attendTo' },
  'visits[].left.at': { to: 'guests[].attendanceInformation.attendTo' },
  'visits[].left.evidence': ABOUT,
  'visits[].left.earliest': ABOUT,
  'visits[].left.latest': ABOUT,
  'visits[].partySize': ABOUT,
  'visits[].visitor': { to: 'guests[]' },
  'visits[].companions[]': { to: 'guests[]' },
  'visits[].residents[]': { to: 'guests[]' },
  'exposures[].from': NO_FIELD,
  'exposures[].to': NO_FIELD,
  'exposures[].generation': NO_FIELD,
  'exposures[].certainty': NO_FIELD,
  'exposures[].certainMinutes': NO_FIELD,
  'exposures[].possibleMinutes': NO_FIELD,
  'exposures[].how': NO_FIELD,
  'exposures[].ward': NO_FIELD,
  'exposures[].place': NO_FIELD,
  'exposures[].start': NO_FIELD,
  'exposures[].end': NO_FIELD,
  'exposures[].visitId': NO_FIELD,
  'exposures[].otherVisitId': NO_FIELD,
  unopened: LIST,
};

interface Guest {
  readonly firstName: string;
  readonly lastName: string;
  readonly sex: 'UNKNOWN';
  readonly phone?: string;
  readonly attendanceInformation: {
    readonly descriptionOfParticipation: string;
    readonly attendFrom?: string;
    readonly attendTo?: string;
    readonly additionalInformation?: string;
  };
}

const guestsOf = (view: CaseView, language: Language, person: TracedPerson): Guest[] => {
  const prose = proseOf(view, language);
  const { firstName, lastName } =
    person.name === null ? { firstName: NO_NAME, lastName: NO_NAME } : twoNames(person.name);
  const said = prose.person(person);
  const who = {
    firstName: letterFirst(firstName),
    lastName: letterFirst(lastName),
    sex: 'UNKNOWN',
    ...(person.phone === null ? {} : { phone: person.phone }),
  } as const;
  const descriptionOfParticipation =
    person.key === view.data.index && person.generation !== 0
      ? `${said}, ${CASE_WORDS[language].generation[0]}`
      : said;
  const attendances = view.attendances(person.key);
  // Staff, or who was found by an exposure only: in the list, without a time of their own.
  if (attendances.length === 0) return [{ ...who, attendanceInformation: { descriptionOfParticipation } }];
  return attendances.map(({ visit }) => ({
    ...who,
    attendanceInformation: {
      descriptionOfParticipation,
      attendFrom: visit.arrived.at,
      ...(visit.left === null ? {} : { attendTo: visit.left.at }),
      additionalInformation: prose.visit(visit),
    },
  }));
};

const troubleIn = (data: CaseData, guests: readonly Guest[]): NotCarried[] => {
  const names = data.people.flatMap(({ name }) => (name === null ? [] : [twoNames(name)]));
  const all = names.map(({ firstName, lastName }) => [firstName, lastName].map(letterFirst));
  return [
    {
      field: 'people[].name',
      why: 'refused-there',
      count: all.filter((parts) => parts.some(isRefused)).length,
    },
    {
      field: 'institution.name',
      why: 'refused-there',
      count: isRefused(letterFirst(data.institution.name)) ? 1 : 0,
    },
    {
      field: 'visits[]',
      why: 'too-long',
      count: guests.filter(
        ({ attendanceInformation: { additionalInformation } }) =>
          (additionalInformation?.length ?? 0) > IRIS_LONGEST,
      ).length,
    },
  ];
};

/** Their newer client wants an address of the sender, which a case does not have. */
const unknownAddress = (unknown: string) => ({
  street: unknown,
  houseNumber: unknown,
  zipCode: unknown,
  city: unknown,
});

export const iris = (data: CaseData, language: Language): CaseExport => {
  const view = viewOf(data);
  const guests = data.people.flatMap((person) => guestsOf(view, language, person));
  const guestList = {
    guests: guests.map(cut),
    dataProvider: {
      name: letterFirst(data.institution.name),
      address: unknownAddress(CASE_WORDS[language].unknown),
    },
    additionalInformation: proseOf(view, language).theCase(data).slice(0, IRIS_LONGEST),
    startDate: data.window.from,
    endDate: data.window.to,
  };
  return {
    files: [
      { name: `iris-guest-list-${data.caseId}.json`, mediaType: 'application/json', text: json(guestList) },
    ],
    notCarried: notCarriedOf(data, IRIS_FATES, troubleIn(data, guests)),
  };
};

const cut = (guest: Guest): Guest => {
  const { additionalInformation } = guest.attendanceInformation;
  return additionalInformation === undefined
    ? guest
    : {
        ...guest,
        attendanceInformation: {
          ...guest.attendanceInformation,
          additionalInformation: additionalInformation.slice(0, IRIS_LONGEST),
        },
      };
};
