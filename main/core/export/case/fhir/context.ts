import type { Language } from '../../../../../shared/domain/language.ts';
import { WORDS, type Words } from '../../words.ts';
import { withOffset } from '../times.ts';
import { viewOf, type Attendance, type CaseView } from '../view.ts';
import { CASE_WORDS, type CaseWords } from '../words.ts';
import type { CaseData } from '../../../../../shared/domain/tracing.ts';
import type { Identifier } from './entry.ts';
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
}

const attendanceId = ({ visit, role, number }: Attendance): string =>
  `${visit.visitId}/${String(visit.leg)}/${role}${role === 'visitor' ? '' : `-${String(number)}`}`;

export const contextOf = (data: CaseData, language: Language): FhirContext => {
  const view = viewOf(data);
  const here = (system: string, value: string): Identifier => ({
    system,
    value: `${data.institution.id}/${value}`,
  });
  return {
    view,
    data,
    words: CASE_WORDS[language],
    logWords: WORDS[language],
    time: (instant) => withOffset(data.institution.zone, instant),
    institution: { system: IDENTIFIER.institution, value: data.institution.id },
    ward: (id) => here(IDENTIFIER.ward, id),
    place: (id) => here(IDENTIFIER.place, id),
    person: (key) => {
      const [first] = view.attendances(key);
      return here(IDENTIFIER.person, first === undefined ? `${data.caseId}/${key}` : attendanceId(first));
    },
    presence: (attendance) => here(IDENTIFIER.presence, attendanceId(attendance)),
  };
};
