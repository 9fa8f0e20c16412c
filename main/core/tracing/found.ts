/** What a search found, as screens, cases and exports take it. */
import type { SearchAnswer } from '../../../shared/api/tracing.ts';
import type { Exposure, TracedPerson, TracedVisit } from '../../../shared/domain/tracing.ts';
import { toInstant } from '../../../shared/domain/time.ts';
import type { Visit } from '../protocol/types.ts';
import type { Meeting } from './meetings.ts';
import { withNames } from './names.ts';
import type { TracingParts } from './parts.ts';
import type { Source } from './people.ts';
import { STAFF_KEY, type Searched } from './search.ts';
import type { Contact } from './trace.ts';

/** Without names: where each stands is kept instead, and read again when a case is opened. Null: staff, or a resident of the bookings. */
export interface FoundPerson extends Omit<TracedPerson, 'name' | 'phone'> {
  readonly source: Source | null;
}
export interface Found {
  readonly index: string;
  readonly people: readonly FoundPerson[];
  readonly visits: readonly TracedVisit[];
  readonly exposures: readonly Exposure[];
  readonly unopened: number;
}

const lengthOf = ({ possible }: Meeting): number => possible.to - possible.from;
const longest = (meetings: readonly Meeting[]): Meeting =>
  meetings.reduce((most, meeting) => (lengthOf(meeting) > lengthOf(most) ? meeting : most));

const legOf = (visit: Visit, leg: number): Pick<TracedVisit, 'arrived' | 'left'> | null => {
  const earlier = visit.legs[leg];
  if (earlier !== undefined) return earlier;
  return visit.arrived === null ? null : { arrived: visit.arrived, left: visit.left };
};

/** People, visits and exposures under keys of this search's own: `p1` is the index person. */
export const foundIn = ({ protocol }: Pick<TracingParts, 'protocol'>, searched: Searched): Found => {
  const { index, contacts, stays, people } = searched;
  const generations = new Map<string, TracedPerson['generation']>([[index, 0]]);
  for (const { to, generation } of contacts) if (!generations.has(to)) generations.set(to, generation);

  const met = new Set(
    contacts.flatMap(({ meetings }) => meetings.flatMap(({ stay, otherStay }) => [stay, otherStay])),
  );
  const shown = stays.filter(
    (stay) =>
      stay.visitId !== null && (met.has(stay) || stay.came.includes(index) || stay.residents.includes(index)),
  );
  // Whoever brought somebody who was exposed, though they were not for long enough themselves.
  for (const { visitId } of shown) {
    const visitor = people.parties.get(visitId ?? '')?.visitor;
    if (visitor !== undefined && !generations.has(visitor)) generations.set(visitor, 1);
  }
  const keys = new Map([...generations.keys()].map((key, at) => [key, `p${at + 1}`]));
  const keyOf = (key: string): string => keys.get(key) ?? 'p0';
  const known = (some: readonly string[]): string[] => some.flatMap((key) => keys.get(key) ?? []);

  // One time inside, though it led to more places.
  const timesInside = [...new Map(shown.map((stay) => [`${stay.visitId ?? ''} ${stay.leg}`, stay])).values()];
  const visits = timesInside.flatMap(({ visitId, leg }): TracedVisit[] => {
    const visit = visitId === null ? null : protocol.visit(visitId);
    const party = people.parties.get(visitId ?? '');
    const times = visit && legOf(visit, leg);
    if (visit === null || party === undefined || times === null) return [];
    const { receipt, permitClass } = visit.opened;
    return [
      {
        visitId: visit.visitId,
        leg,
        receipt,
        permitClass,
        ward: visit.ward,
        place: visit.place,
        arrived: times.arrived,
        left: times.left,
        partySize: visit.partySize,
        visitor: keyOf(party.visitor),
        companions: known(party.came.slice(1)),
        residents: known(party.residents),
      },
    ];
  });

  const exposureOf = (contact: Contact): Exposure[] => {
    const { stay, otherStay, possible } = longest(contact.meetings);
    const [visitId, otherVisitId] = [stay.visitId ?? otherStay.visitId, otherStay.visitId];
    if (visitId === null) return [];
    return [
      {
        from: keyOf(contact.from),
        to: keyOf(contact.to),
        generation: contact.generation,
        certainty: contact.isCertain ? 'certain' : 'possible',
        certainMinutes: contact.certainMinutes,
        possibleMinutes: contact.possibleMinutes,
        how: contact.how,
        ward: otherStay.ward,
        place: otherStay.place ?? stay.place ?? '',
        start: toInstant(possible.from),
        end: toInstant(possible.to),
        visitId,
        otherVisitId: otherVisitId === visitId ? null : otherVisitId,
      },
    ];
  };

  const personOf = (key: string, generation: TracedPerson['generation']): FoundPerson => {
    const person = people.people.get(key);
    const kind = person?.kind ?? (key === STAFF_KEY ? 'staff' : 'resident');
    return {
      key: keyOf(key),
      kind,
      child: person?.child ?? false,
      generation,
      source: person?.source ?? null,
    };
  };
  return {
    index: keyOf(index),
    people: [...generations].map(([key, generation]) => personOf(key, generation)),
    visits,
    exposures: contacts.flatMap(exposureOf),
    unopened: new Set(
      shown.flatMap(({ visitId }) =>
        visitId !== null && typeof searched.visits.get(visitId)?.personal === 'string' ? [visitId] : [],
      ),
    ).size,
  };
};

/** With names, for whoever asked and has said why. */
export const answerOf = (found: Found, searched: Searched): SearchAnswer => {
  const { wish, window, locked, visits } = searched;
  const { symptomsFrom, minutes, reach, generations } = wish;
  return {
    index: found.index,
    symptomsFrom,
    window: { from: toInstant(window.from), to: toInstant(window.to) },
    minutes,
    reach,
    generations,
    people: withNames(found, visits, wish.index),
    visits: [...found.visits],
    exposures: [...found.exposures],
    unopened: found.unopened,
    locked,
  };
};

/** The visits that are shown, each once. */
export const visitIdsOf = ({ visits }: Pick<Found, 'visits'>): string[] => [
  ...new Set(visits.map(({ visitId }) => visitId)),
];
