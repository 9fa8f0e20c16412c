/**
 * A case for WHO's Go.Data: the index person as a case, whom they met as contacts, and whom those met as contacts of contacts, with the
 * relationships (GoDataSource-API common/models: person, case, contact, contact-of-contact, relationship). Dates are midnight UTC of the day.
 * What kind of contact it was (exposureTypeId, socialRelationshipTypeId) is left open: the kiosk knows that two were in the same place, not
 * that they touched. resources/docs/case-formats.md.
 */
import type { Language } from '../../../../shared/domain/language.ts';
import type { CaseData, Exposure, TracedPerson } from '../../../../shared/domain/tracing.ts';
import { notCarriedOf, json, type CaseExport } from './format.ts';
import { importRows, relationshipsCsv, unlinkedIn } from './godata-csv.ts';
import { GODATA_FATES } from './godata-fates.ts';
import { NO_NAME, twoNames } from './names.ts';
import { proseOf, type Prose } from './prose.ts';
import { stableUuid } from './stable-uuid.ts';
import { dayAtMidnight } from './times.ts';
import { viewOf, type CaseView } from './view.ts';

const CATEGORY = 'LNG_REFERENCE_DATA_CATEGORY';
export const PERSON_TYPE = {
  case: `${CATEGORY}_PERSON_TYPE_CASE`,
  contact: `${CATEGORY}_PERSON_TYPE_CONTACT`,
  contactOfContact: `${CATEGORY}_PERSON_TYPE_CONTACT_OF_CONTACT`,
} as const;
type PersonType = keyof typeof PERSON_TYPE;

export interface GoDataPerson {
  readonly id: string;
  readonly visualId: string;
  readonly type: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly dateOfReporting: string;
  readonly riskReason: string;
  readonly addresses: readonly { readonly typeId: string; readonly phoneNumber: string }[];
}

export interface GoDataRelationship {
  readonly id: string;
  readonly persons: readonly { readonly id: string; readonly type: string; source?: true; target?: true }[];
  readonly dateOfFirstContact: string;
  readonly contactDate: string;
  readonly contactDateEstimated: boolean;
  readonly certaintyLevelId: string;
  readonly exposureDurationId: string;
  readonly comment: string;
}

const typeOf = (view: CaseView, { key, generation }: TracedPerson): PersonType =>
  key === view.data.index ? 'case' : generation === 2 ? 'contactOfContact' : 'contact';

const idOf = ({ data }: CaseView, key: string): string =>
  stableUuid('godata-person', data.institution.id, data.caseId, key);

const personOf = (view: CaseView, prose: Prose, person: TracedPerson): GoDataPerson => ({
  id: idOf(view, person.key),
  visualId: `${view.data.caseId}-${person.key}`,
  type: PERSON_TYPE[typeOf(view, person)],
  ...(person.name === null ? { firstName: NO_NAME, lastName: person.key } : twoNames(person.name)),
  dateOfReporting: dayAtMidnight(view.data.institution.zone, view.data.openedAt),
  riskReason: prose.person(person),
  addresses:
    person.phone === null
      ? []
      : [{ typeId: `${CATEGORY}_ADDRESS_TYPE_USUAL_PLACE_OF_RESIDENCE`, phoneNumber: person.phone }],
});

const CERTAINTY = { low: '1_LOW', medium: '2_MEDIUM', high: '3_HIGH' } as const;
/** Possible at all is low; some minutes of it beyond doubt is medium. */
const certaintyOf = ({ certainty, certainMinutes }: Exposure): string =>
  CERTAINTY[certainty === 'certain' ? 'high' : certainMinutes > 0 ? 'medium' : 'low'];

const HOUR = 60;
const durationOf = (minutes: number): string =>
  minutes >= 24 * HOUR ? 'LONG_DAYS' : minutes >= HOUR ? 'MEDIUM_HOURS' : 'SHORT_MINUTES';

const relationshipOf = (
  view: CaseView,
  prose: Prose,
  exposure: Exposure,
  index: number,
): GoDataRelationship => {
  const { zone, id, name } = view.data.institution;
  const end = (key: string) => {
    const person = view.person(key);
    return {
      id: idOf(view, key),
      type: PERSON_TYPE[person === undefined ? 'contact' : typeOf(view, person)],
    };
  };
  return {
    id: stableUuid(
      'godata-relationship',
      id,
      view.data.caseId,
      index,
      exposure.from,
      exposure.to,
      exposure.start,
    ),
    persons: [
      { ...end(exposure.from), source: true },
      { ...end(exposure.to), target: true },
    ],
    dateOfFirstContact: dayAtMidnight(zone, exposure.start),
    contactDate: dayAtMidnight(zone, exposure.end),
    contactDateEstimated: exposure.certainty === 'possible',
    certaintyLevelId: `${CATEGORY}_CERTAINTY_LEVEL_${certaintyOf(exposure)}`,
    exposureDurationId: `${CATEGORY}_EXPOSURE_DURATION_${durationOf(exposure.certainMinutes)}`,
    comment: `${name}: ${prose.exposure(exposure)}`,
  };
};

export const godata = (data: CaseData, language: Language): CaseExport => {
  const view = viewOf(data);
  const prose = proseOf(view, language);
  const ofType = (type: PersonType): GoDataPerson[] =>
    data.people
      .filter((person) => typeOf(view, person) === type)
      .map((person) => personOf(view, prose, person));
  const cases = ofType('case').map((person) => ({
    ...person,
    // Suspected: a kiosk knows of no test.
    classification: `${CATEGORY}_CASE_CLASSIFICATION_SUSPECT`,
    ...(data.symptomsFrom === null ? {} : { dateOfOnset: `${data.symptomsFrom}T00:00:00.000Z` }),
  }));
  const contacts = ofType('contact');
  const contactsOfContacts = ofType('contactOfContact');
  const relationships = data.exposures.map((exposure, index) => relationshipOf(view, prose, exposure, index));
  const name = `godata-${data.caseId}`;
  const people = [...cases, ...contacts, ...contactsOfContacts];
  return {
    files: [
      {
        name: `${name}.json`,
        mediaType: 'application/json',
        text: json({ cases, contacts, contactsOfContacts, relationships }),
      },
      {
        name: `${name}-contacts.json`,
        mediaType: 'application/json',
        text: json(importRows(contacts, people, relationships)),
      },
      {
        name: `${name}-contacts-of-contacts.json`,
        mediaType: 'application/json',
        text: json(importRows(contactsOfContacts, people, relationships)),
      },
      {
        name: `${name}-contacts.csv`,
        mediaType: 'text/csv',
        text: relationshipsCsv(contacts, people, relationships),
      },
      {
        name: `${name}-contacts-of-contacts.csv`,
        mediaType: 'text/csv',
        text: relationshipsCsv(contactsOfContacts, people, relationships),
      },
    ],
    notCarried: notCarriedOf(data, GODATA_FATES, unlinkedIn(contacts, contactsOfContacts, relationships)),
  };
};
