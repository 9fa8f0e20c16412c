/** Who is called so, among those whose names are still kept: for whoever does not have a receipt code. */
import type { IndexWish, PeopleAnswer, peopleWish } from '../../../shared/api/tracing.ts';
import type { z } from 'zod';
import { toInstant } from '../../../shared/domain/time.ts';
import { bookedResidents } from './booked.ts';
import { openPeople } from './opened.ts';
import type { Looker } from './look-ups.ts';
import type { TracingParts } from './parts.ts';
import { nameKey, peopleOf, type Person, type VisitPeople } from './people.ts';
import { presencesFound } from './presences-found.ts';
import { DAY } from './spans.ts';

type PeopleFound = Omit<PeopleAnswer, 'more'>;
type FoundRow = PeopleAnswer['people'][number];

/** So far back a name may still be kept: a visit is forgotten ten days after it, fourteen with a reason, and a vigil is long. */
const LONGEST_KEPT_DAYS = 45;

/** Every word that was typed begins a word of the name. */
export const isCalled = (name: string, asked: string): boolean => {
  const words = nameKey(name).split(' ');
  return nameKey(asked)
    .split(' ')
    .filter(Boolean)
    .every((part) => words.some((word) => word.startsWith(part)));
};

interface Seen {
  readonly visits: Set<string>;
  last: number;
  ward: string;
}

const indexOf = ({ source }: Person): IndexWish => ({ kind: 'person', ...source });

/** Visits within which names may still be kept, those that a case holds as well. */
const keptVisits = ({ db, protocol }: TracingParts): { visitId: string; ward: string; at: number }[] => {
  const now = Date.parse(protocol.now());
  const recent = presencesFound(db).inWindow({ from: now - LONGEST_KEPT_DAYS * DAY, to: now + 1 });
  const held = db.prepare<[], string>('SELECT DISTINCT visit_id FROM held_key').pluck().all();
  const older = held.flatMap((visitId) => presencesFound(db).ofVisit(visitId));
  return [...recent, ...older].map(({ visit_id, ward, starts_latest }) => ({
    visitId: visit_id,
    ward,
    at: starts_latest,
  }));
};

const seenOf = (
  visits: readonly { visitId: string; ward: string; at: number }[],
  keysIn: (visitId: string) => readonly string[],
): Map<string, Seen> => {
  const seen = new Map<string, Seen>();
  for (const { visitId, ward, at } of visits)
    for (const key of keysIn(visitId)) {
      const known = seen.get(key) ?? { visits: new Set<string>(), last: 0, ward };
      known.visits.add(visitId);
      if (at >= known.last) Object.assign(known, { last: at, ward });
      seen.set(key, known);
    }
  return seen;
};

const unopenedOf = (opened: readonly VisitPeople[]): Pick<PeopleFound, 'unopened' | 'locked'> => ({
  unopened: opened.filter(({ personal }) => typeof personal === 'string').length,
  locked: opened.some(({ personal }) => personal === 'closed'),
});

export const peopleFound = async (
  parts: TracingParts,
  { kind, name }: Pick<z.infer<typeof peopleWish>, 'kind' | 'name'>,
  opener: Looker['opener'],
): Promise<PeopleFound> => {
  const visits = keptVisits(parts);
  const opened = await openPeople(parts, [...new Set(visits.map(({ visitId }) => visitId))], opener);
  const { people, parties, resident } = peopleOf(opened);
  const seen = seenOf(visits, (visitId) => {
    const party = parties.get(visitId);
    return [...(party?.came ?? []), ...(party?.residents ?? [])];
  });
  const rows = [...people.values()].flatMap((person): FoundRow[] => {
    const known = seen.get(person.key);
    const isAsked = (person.kind === 'resident') === (kind === 'resident');
    if (!isAsked || person.name === null || known === undefined || !isCalled(person.name, name)) return [];
    return [
      {
        index: indexOf(person),
        name: person.name,
        phone: person.phone,
        ward: known.ward,
        visits: known.visits.size,
        lastSeen: toInstant(known.last),
      },
    ];
  });
  const unvisited = (kind === 'resident' ? bookedResidents(parts) : []).flatMap((one): FoundRow[] =>
    isCalled(one.name, name) && resident(one.id) === null
      ? [
          {
            index: { kind: 'resident', id: one.id },
            name: one.name,
            phone: null,
            ward: one.ward,
            visits: 0,
            lastSeen: null,
          },
        ]
      : [],
  );
  return {
    people: [...rows, ...unvisited].sort((one, other) =>
      (other.lastSeen ?? '').localeCompare(one.lastSeen ?? ''),
    ),
    ...unopenedOf(opened),
  };
};
