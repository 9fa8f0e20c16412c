/** What an exposure search says of each person, put together for lists. */
import type { ExportWords } from '../words.ts';
import type { CaseData, Exposure, TracedPerson, TracedVisit } from '../../../../shared/domain/tracing.ts';

export interface CasePerson {
  readonly person: TracedPerson;
  /** What brought them into the case, longest first; none of the index person. */
  readonly exposures: readonly Exposure[];
  /** Where they were, oldest first. */
  readonly visits: readonly TracedVisit[];
  /** The residents whom they came to. */
  readonly visited: readonly TracedPerson[];
  /** A telephone number to reach them at, and whose it is: of a companion or a resident the visitor's. */
  readonly reached: { readonly phone: string; readonly by: TracedPerson | null } | null;
}

const takesPart = (visit: TracedVisit, key: string): boolean =>
  visit.visitor === key || visit.companions.includes(key) || visit.residents.includes(key);

/** Where they were, of a resident where visits to them were; who has no visit (staff) was where they were exposed. */
export const wardsOf = ({ visits, exposures }: CasePerson): string[] =>
  (visits.length > 0 ? visits : exposures).map(({ ward }) => ward);

/** Residents, whom nobody rings, come after the others, ward by ward in the order of the house. */
const order = (of: CasePerson, wards: readonly string[]): readonly number[] => [
  of.person.kind === 'resident' && of.person.generation > 0 ? wards.indexOf(wardsOf(of)[0] ?? '') + 2 : 0,
  of.person.generation,
  of.exposures.some(({ certainty }) => certainty === 'certain') ? 0 : 1,
  -Math.max(0, ...of.exposures.map(({ possibleMinutes }) => possibleMinutes)),
];

/** First the index person, then whoever is most surely exposed: the order in which one rings; last the residents. */
export const casePeople = (data: CaseData): CasePerson[] => {
  const byKey = new Map(data.people.map((person) => [person.key, person]));
  const people = data.people.map((person): CasePerson => {
    const visits = data.visits
      .filter((visit) => takesPart(visit, person.key))
      .sort((a, b) => (a.arrived.at < b.arrived.at ? -1 : 1));
    return {
      person,
      visits,
      exposures: data.exposures
        .filter(({ to }) => to === person.key)
        .sort((a, b) => b.certainMinutes - a.certainMinutes || b.possibleMinutes - a.possibleMinutes),
      visited: visits
        .filter(({ residents }) => !residents.includes(person.key))
        .flatMap(({ residents }) => distinct(residents).flatMap((key) => byKey.get(key) ?? [])),
      reached: reachedBy(person, visits, byKey),
    };
  });
  const wards = data.wards.map(({ id }) => id);
  return people.sort((a, b) => {
    const [left, right] = [order(a, wards), order(b, wards)];
    const differs = left.findIndex((value, index) => value !== right[index]);
    return differs === -1 ? 0 : (left[differs] ?? 0) - (right[differs] ?? 0);
  });
};

/** A companion left no number of their own: the visitor they came with did. */
const reachedBy = (
  person: TracedPerson,
  visits: readonly TracedVisit[],
  byKey: ReadonlyMap<string, TracedPerson>,
): CasePerson['reached'] => {
  if (person.phone !== null) return { phone: person.phone, by: null };
  if (person.kind !== 'companion') return null;
  const by = visits.map(({ visitor }) => byKey.get(visitor)).find((visitor) => visitor?.phone != null);
  return by?.phone == null ? null : { phone: by.phone, by };
};

const least = (times: readonly string[]): string | null => times.toSorted()[0] ?? null;
export const firstTogether = ({ exposures }: CasePerson): string | null =>
  least(exposures.map(({ start }) => start));
export const lastTogether = ({ exposures }: CasePerson): string | null =>
  exposures
    .map(({ end }) => end)
    .toSorted()
    .at(-1) ?? null;

export const distinct = (values: readonly string[]): string[] => [...new Set(values)];

type Words = ExportWords['case'];

/** Certain if any of it is; empty of whom nobody exposed. */
export const certaintyText = ({ exposures }: CasePerson, words: Words): string => {
  const [first] = exposures.toSorted((a, b) => a.certainty.localeCompare(b.certainty));
  return first === undefined ? '' : words.certainty[first.certainty];
};

export const visitedText = ({ visited }: CasePerson, words: Words): string =>
  distinct(visited.map(({ name }) => name ?? words.unnamed)).join(', ');
