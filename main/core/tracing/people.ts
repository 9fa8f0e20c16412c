/** Who is the same person: visits say a name each time, and little else that would tell. */
import type { PersonalFields } from '../../../shared/domain/events.ts';
import type { TracedPerson } from '../../../shared/domain/tracing.ts';
import type { Closed, Companions } from '../protocol/types.ts';
import { folded } from '../reception/folded.ts';
import { createSame } from './same-person.ts';

/** Where a person stands in a visit's fields: their name is read from there each time, and kept nowhere else. */
export interface Source {
  readonly visitId: string;
  readonly as: 'visitor' | 'companion' | 'resident';
  /** Which of the companions or residents. */
  readonly at: number;
}

/** What is known of a visit's people. */
export interface VisitPeople {
  readonly visitId: string;
  readonly bookingId: string | null;
  readonly ward: string;
  readonly personal: PersonalFields | Closed;
  /** Of all times inside. */
  readonly companions: Companions;
  /** Where the party went afterwards: to more residents. */
  readonly also: readonly { readonly ward: string; readonly place: string }[];
}

export interface Person {
  readonly key: string;
  readonly kind: TracedPerson['kind'];
  readonly name: string | null;
  readonly phone: string | null;
  readonly child: boolean;
  readonly source: Source;
}

export interface Party {
  readonly visitor: string;
  /** Each once: the visitor first, then companions. */
  readonly came: readonly string[];
  readonly residents: readonly string[];
  /** The key of whoever stands there in the visit's fields; null for nobody. */
  at(as: Source['as'], at: number): string | null;
}

/** A resident as visits and bookings name them; without an id where reception checked in somebody without a booking. */
export interface ResidentNamed {
  readonly id: string | null;
  readonly name: string;
}
export const residentsIn = (fields: PersonalFields): ResidentNamed[] => [
  ...(fields.residentName === undefined
    ? []
    : [{ id: fields.residentId ?? null, name: fields.residentName }]),
  ...(fields.alsoResidents ?? []),
];

/** Letters and digits of a name as a hurried hand types them. */
export const nameKey = (name: string): string =>
  folded(name)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .join(' ');
const digits = (phone: string): string =>
  phone.replace(/\D/g, '').replace(/^(0047|0045|47|45)(?=\d{8}$)/, '');

/** A person in one visit, with what would tell that they are the same as in another. */
interface Claim extends Omit<Person, 'key'> {
  readonly marks: readonly [string, ...string[]];
}

const residentIdMark = (id: string): string => `resident-id ${id}`;

/** Which ids each name has in a ward. */
const namesakes = (visits: readonly VisitPeople[]): Map<string, Set<string>> => {
  const ids = new Map<string, Set<string>>();
  for (const { personal, ward } of visits)
    for (const { id, name } of typeof personal === 'string' ? [] : residentsIn(personal)) {
      if (id === null) continue;
      const mark = `${nameKey(name)} in ${ward}`;
      ids.set(mark, (ids.get(mark) ?? new Set()).add(id));
    }
  return ids;
};

/**
 * Gives each person a key. Visitors and companions of the same name are one where they share a telephone number, a booking or a
 * resident. Residents are by their id; one without is whoever alone has that name in the ward.
 */
export const peopleOf = (visits: readonly VisitPeople[]) => {
  const idsOfName = namesakes(visits);
  const same = createSame();

  const residentMark = ({ id, name }: ResidentNamed, ward: string): string => {
    const [sole, ...others] = id === null ? (idsOfName.get(`${nameKey(name)} in ${ward}`) ?? []) : [id];
    return sole === undefined || others.length > 0
      ? `resident ${nameKey(name)} in ${ward}`
      : residentIdMark(sole);
  };
  const claim = (
    of: VisitPeople,
    as: Source['as'],
    at: number,
    told: Partial<Claim>,
    marks: readonly string[],
  ): Claim => ({
    kind: as,
    name: null,
    phone: null,
    child: false,
    source: { visitId: of.visitId, as, at },
    ...told,
    marks: [`${as} ${at} of ${of.visitId}`, ...marks],
  });

  /** Those who came, the visitor first, and whom they visited. Of a visit whose fields do not open, that somebody came. */
  const claimsOf = (of: VisitPeople): { came: [Claim, ...Claim[]]; residents: Claim[] } => {
    const { personal } = of;
    if (typeof personal === 'string') return { came: [claim(of, 'visitor', 0, {}, [])], residents: [] };
    const residents = residentsIn(personal).map((one, at) =>
      claim(of, 'resident', at, { name: one.name }, [residentMark(one, of.ward)]),
    );
    const marksOf = (name: string, phone: string | null): string[] => [
      ...(phone === null ? [] : [`${nameKey(name)} at ${digits(phone)}`]),
      ...(of.bookingId === null ? [] : [`${nameKey(name)} of ${of.bookingId}`]),
      ...residents.map(({ marks: [, mark] }) => `${nameKey(name)} to ${mark ?? ''}`),
    ];
    const { visitorName: name = null, phone = null } = personal;
    const visitor = claim(of, 'visitor', 0, { name, phone }, name === null ? [] : marksOf(name, phone));
    const companions = of.companions.map((one, at) =>
      claim(of, 'companion', at, { name: one.name, child: one.child ?? false }, marksOf(one.name, null)),
    );
    return { came: [visitor, ...companions], residents };
  };

  const claimed = visits.map((of) => ({ visitId: of.visitId, ...claimsOf(of) }));
  for (const { came, residents } of claimed)
    for (const { marks } of [...came, ...residents]) same.join(marks);

  const people = new Map<string, Person>();
  const keys = new Map<string, string>();
  const keyOf = ({ marks, ...told }: Claim): string => {
    const root = same.of(marks[0]);
    const key = keys.get(root) ?? `p${keys.size + 1}`;
    keys.set(root, key);
    const known = people.get(key);
    people.set(
      key,
      known === undefined
        ? { key, ...told }
        : {
            ...known,
            kind: told.kind === 'visitor' ? 'visitor' : known.kind,
            phone: known.phone ?? told.phone,
            child: known.child || told.child,
          },
    );
    return key;
  };
  const parties = new Map<string, Party>(
    claimed.map(({ visitId, came: [visitor, ...companions], residents }) => {
      const keys = {
        visitor: [keyOf(visitor)],
        companion: companions.map(keyOf),
        resident: residents.map(keyOf),
      };
      const party: Party = {
        visitor: keyOf(visitor),
        came: [...new Set([...keys.visitor, ...keys.companion])],
        residents: [...new Set(keys.resident)],
        at: (as, at) => keys[as][at] ?? null,
      };
      return [visitId, party];
    }),
  );
  return {
    people: people as ReadonlyMap<string, Person>,
    parties: parties as ReadonlyMap<string, Party>,
    /** The key of a resident by their id; null: none of the visits was to them. */
    resident: (id: string): string | null => keys.get(same.of(residentIdMark(id))) ?? null,
  };
};
export type People = ReturnType<typeof peopleOf>;
