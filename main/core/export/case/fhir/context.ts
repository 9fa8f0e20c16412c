import type { Language } from '../../../../../shared/domain/language.ts';
import { WORDS, type Words } from '../../words.ts';
import { withOffset } from '../times.ts';
import { viewOf, type Attendance, type CaseView } from '../view.ts';
import { CASE_WORDS, type CaseWords } from '../words.ts';
import type { CaseData } from '../../../../../shared/domain/tracing.ts';
import { refersTo, type Identifier, type Reference } from './entry.ts';
import { IDENTIFIER } from './systems.ts';

/** What every resource of a case is made from. */
export interface FhirContext {
  readonly view: CaseView;
  readonly data: CaseData;
  readonly words: CaseWords;
  readonly logWords: Words;
  readonly time: (instant: string) => string;
  readonly institution: Identifier;
  readonly ward: (id: string) => Identifier;
  readonly place: (id: string) => Identifier;
  /** By the first visit of theirs, so that another case that knows the same visit finds the same person; without a visit by the case. */
  readonly person: (key: string) => Identifier;
  readonly presence: (attendance: Attendance) => Identifier;
  /** References; whoever or whatever the case names without describing it is referred to by identifier. */
  readonly to: Readonly<Record<'person' | 'ward' | 'place', (id: string) => Reference>>;
}

const attendanceId = ({ visit, role, number }: Attendance): string =>
  `${visit.visitId}/${String(visit.leg)}/${role}${role === 'visitor' ? '' : `-${String(number)}`}`;

export const contextOf = (data: CaseData, language: Language): FhirContext => {
  const view = viewOf(data);
  const here = (system: string, value: string): Identifier => ({
    system,
    value: `${data.institution.id}/${value}`,
  });
  const ward = (id: string): Identifier => here(IDENTIFIER.ward, id);
  const place = (id: string): Identifier => here(IDENTIFIER.place, id);
  const person = (key: string): Identifier => {
    const [first] = view.attendances(key);
    return here(IDENTIFIER.person, first === undefined ? `${data.caseId}/${key}` : attendanceId(first));
  };
  const reference = (isKnown: boolean, type: string, identifier: Identifier): Reference =>
    isKnown ? refersTo(identifier) : { type, identifier };
  return {
    view,
    data,
    words: CASE_WORDS[language],
    logWords: WORDS[language],
    time: (instant) => withOffset(data.institution.zone, instant),
    institution: { system: IDENTIFIER.institution, value: data.institution.id },
    ward,
    place,
    person,
    presence: (attendance) => here(IDENTIFIER.presence, attendanceId(attendance)),
    to: {
      person: (key) => reference(view.person(key) !== undefined, 'Patient', person(key)),
      ward: (id) =>
        reference(
          data.wards.some((one) => one.id === id),
          'Location',
          ward(id),
        ),
      place: (id) =>
        reference(
          data.places.some((one) => one.id === id),
          'Location',
          place(id),
        ),
    },
  };
};
