/** The names of people who were found, from the visits that they stand in. */
import type { IndexWish } from '../../../shared/api/tracing.ts';
import type { TracedPerson } from '../../../shared/domain/tracing.ts';
import type { Found, FoundPerson } from './found.ts';
import { residentsIn, type Source, type VisitPeople } from './people.ts';

type Named = Pick<TracedPerson, 'name' | 'phone'>;
const NOBODY: Named = { name: null, phone: null };

const namedIn = (visit: VisitPeople | undefined, { as, at }: Source): Named => {
  if (visit === undefined || typeof visit.personal === 'string') return NOBODY;
  const { personal } = visit;
  switch (as) {
    case 'visitor':
      return { name: personal.visitorName ?? null, phone: personal.phone ?? null };
    case 'companion':
      return { name: visit.companions[at]?.name ?? null, phone: null };
    case 'resident':
      return { name: residentsIn(personal)[at]?.name ?? null, phone: null };
  }
};

/** A number that somebody left at another of their visits will do. */
const phoneOf = (
  { key }: FoundPerson,
  { visits }: Pick<Found, 'visits'>,
  opened: ReadonlyMap<string, VisitPeople>,
): string | null => {
  for (const { visitId, visitor } of visits) {
    const personal = visitor === key ? opened.get(visitId)?.personal : undefined;
    if (typeof personal === 'object' && personal.phone !== undefined) return personal.phone;
  }
  return null;
};

/** Each with name and number, where these open. Staff are called what the search called them. */
export const withNames = (
  found: Pick<Found, 'people' | 'visits'>,
  opened: ReadonlyMap<string, VisitPeople>,
  index: IndexWish,
): TracedPerson[] =>
  found.people.map((person) => {
    const { source, ...told } = person;
    if (source === null)
      return {
        ...told,
        name: index.kind === 'staff' && told.kind === 'staff' ? index.name : null,
        phone: null,
      };
    const named = namedIn(opened.get(source.visitId), source);
    return { ...told, name: named.name, phone: named.phone ?? phoneOf(person, found, opened) };
  });
