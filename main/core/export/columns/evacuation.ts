/** Who is in the house and which residents are out, to be ticked off at the assembly point. */
import type { Evacuation } from '../../../../shared/api/staff.ts';
import { number, text, time, type Column } from '../table.ts';
import { EXPORT_WORDS } from '../words.ts';
import { namesIn, type House } from './names.ts';

type Inside = Evacuation['inside'][number];
type Out = Evacuation['out'][number];
export type Accounted = { readonly inside: Inside } | { readonly out: Out };

export const accountedOf = ({ inside, out }: Evacuation): Accounted[] => [
  ...inside.map((one) => ({ inside: one })),
  ...out.map((one) => ({ out: one })),
];

/** Null where the name cannot be read: the person is on the list all the same. */
export const accountedName = (of: Accounted): string | null =>
  'inside' in of ? of.inside.visitorName : of.out.residentName;

export const evacuationColumns = (house: House): Column<Accounted>[] => {
  const words = EXPORT_WORDS[house.institution.language].evacuation;
  const { ward, place } = namesIn(house);
  const inside = (of: Accounted): Inside | null => ('inside' in of ? of.inside : null);
  return [
    text(words.what, (of) => ('inside' in of ? words.inside : words.out), 9),
    text(words.ward, (of) => ward('inside' in of ? of.inside.ward : of.out.ward), 9),
    text(words.place, (of) => ('inside' in of ? place(of.inside.place) : ''), 10),
    text(words.who, (of) => accountedName(of) ?? '', 13),
    text(words.companions, (of) => inside(of)?.companions.join(', ') ?? '', 13),
    number(words.persons, (of) => inside(of)?.partySize ?? 1, 6),
    text(words.resident, (of) => inside(of)?.residentName ?? '', 13),
    time(words.since, (of) => ('inside' in of ? of.inside.since : of.out.out.at), 10),
    text(words.receipt, (of) => inside(of)?.receipt ?? '', 8),
    text(words.seen, () => '', 5),
  ];
};
