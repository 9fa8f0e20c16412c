/** A case with its people, wards and places by their ids, as every format asks for them. */
import type { CaseData, Exposure, TracedPerson, TracedVisit } from '../../../../shared/domain/tracing.ts';

export type Role = 'visitor' | 'companion' | 'resident';

export interface Attendance {
  readonly visit: TracedVisit;
  readonly role: Role;
  /** Which of the companions or residents, from 1. */
  readonly number: number;
}

export interface CaseView {
  readonly data: CaseData;
  person(key: string): TracedPerson | undefined;
  /** The person's name; without one, the key that the case knows them by. */
  nameOf(key: string): string;
  ward(id: string): string;
  place(id: string): string;
  /** When the person was there, oldest first. */
  attendances(key: string): readonly Attendance[];
  /** Who exposed the person, and whom the person exposed, oldest first. */
  exposures(key: string): readonly Exposure[];
}

const oldestFirst = <T>(items: readonly T[], at: (item: T) => string): T[] =>
  items.toSorted((a, b) => (at(a) < at(b) ? -1 : at(a) > at(b) ? 1 : 0));

const rolesIn = (visit: TracedVisit): [string, Attendance][] => [
  [visit.visitor, { visit, role: 'visitor', number: 1 }],
  ...visit.companions.map((key, index): [string, Attendance] => [
    key,
    { visit, role: 'companion', number: index + 1 },
  ]),
  ...visit.residents.map((key, index): [string, Attendance] => [
    key,
    { visit, role: 'resident', number: index + 1 },
  ]),
];

export const viewOf = (data: CaseData): CaseView => {
  const people = new Map(data.people.map((person) => [person.key, person]));
  const wards = new Map(data.wards.map(({ id, name }) => [id, name]));
  const places = new Map(data.places.map(({ id, name }) => [id, name]));
  const attendances = oldestFirst(data.visits.flatMap(rolesIn), ([, { visit }]) => visit.arrived.at);
  const exposures = oldestFirst(data.exposures, ({ start }) => start);
  return {
    data,
    person: (key) => people.get(key),
    nameOf: (key) => people.get(key)?.name ?? key,
    ward: (id) => wards.get(id) ?? id,
    place: (id) => places.get(id) ?? id,
    attendances: (key) => attendances.filter(([who]) => who === key).map(([, attendance]) => attendance),
    exposures: (key) => exposures.filter(({ from, to }) => from === key || to === key),
  };
};
