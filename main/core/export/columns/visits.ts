/** The columns of a daily log and of the whole protocol: one row a visit. */
import type { EventBody, PersonalFields } from '../../../../shared/domain/events.ts';
import type { PresenceEnd } from '../../../../shared/domain/presence.ts';
import type { Visit } from '../../protocol/types.ts';
import { timeText } from '../local-time.ts';
import { number, text, time, type Column } from '../table.ts';
import { WORDS, type Words } from '../words.ts';
import { namesIn, type House } from './names.ts';

/** What these columns say of a visit. */
export interface TableVisit extends Pick<
  Visit,
  | 'visitId'
  | 'state'
  | 'outcome'
  | 'ward'
  | 'place'
  | 'partySize'
  | 'arrived'
  | 'left'
  | 'legs'
  | 'overridden'
  | 'resumedBy'
> {
  readonly opened: Pick<
    Visit['opened'],
    'receipt' | 'also' | 'permitClass' | 'children' | 'rules' | 'pack' | 'phase' | 'via' | 'attemptedAt'
  >;
}

export interface VisitFact {
  readonly visit: TableVisit;
  /** Empty where they could not be opened. */
  readonly personal: PersonalFields;
  readonly overrides: readonly EventBody<'visit.overridden'>[];
}
type VisitColumn = Column<VisitFact>;

/** Value, evidence, and the earliest and latest that it can have been. */
const endColumns = (
  words: Words,
  name: string,
  end: (fact: VisitFact) => PresenceEnd | null,
): VisitColumn[] => [
  time(name, (fact) => end(fact)?.at ?? null, 9),
  text(`${name}: ${words.heading.evidence}`, (fact) => words.evidence[end(fact)?.evidence ?? 'none'], 8),
  time(`${name}: ${words.heading.earliest}`, (fact) => end(fact)?.earliest ?? null),
  time(`${name}: ${words.heading.latest}`, (fact) => end(fact)?.latest ?? null),
];

/** Times inside before the present one, of a vigil that goes in and out: each with both its ends. */
const legsOf = ({ legs }: TableVisit, zone: string): string =>
  legs.map(({ arrived, left }) => [arrived, left].map(({ at }) => timeText(zone, at)).join(' – ')).join(', ');

/** In the order of the file. */
export const visitColumns = (house: House): VisitColumn[] => {
  const { language, zone } = house.institution;
  const words = WORDS[language];
  const { heading } = words;
  const { ward, place } = namesIn(house);
  return [
    text(heading.visitId, ({ visit }) => visit.visitId),
    text(heading.receipt, ({ visit }) => visit.opened.receipt, 7),
    text(heading.ward, ({ visit }) => ward(visit.ward), 7),
    text(heading.place, ({ visit }) => place(visit.place), 9),
    text(heading.also, ({ visit }) => visit.opened.also.map((next) => place(next.place)).join(', ')),
    text(heading.permitClass, ({ visit }) => words.permitClass[visit.opened.permitClass]),
    number(heading.partySize, ({ visit }) => visit.partySize, 5),
    number(heading.children, ({ visit }) => visit.opened.children),
    text(heading.visitorName, ({ personal }) => personal.visitorName ?? '', 10),
    text(heading.companions, ({ personal }) => namesOf(personal.companions), 10),
    text(heading.phone, ({ personal }) => personal.phone ?? '', 11),
    text(heading.residentName, ({ personal }) => personal.residentName ?? '', 10),
    text(heading.alsoResidents, ({ personal }) => namesOf(personal.alsoResidents)),
    text(heading.outcome, ({ visit }) => words.outcome[visit.outcome], 9),
    text(heading.state, ({ visit }) => words.state[visit.state]),
    text(heading.rules, ({ visit }) => visit.opened.rules.join(', ')),
    text(heading.pack, ({ visit }) => `${visit.opened.pack.id} ${visit.opened.pack.version}`),
    text(heading.phase, ({ visit }) => visit.opened.phase?.id ?? ''),
    text(heading.phaseScope, ({ visit: { opened } }) =>
      opened.phase === null ? '' : words.phaseScope[opened.phase.scope ?? 'none'],
    ),
    text(heading.via, ({ visit }) => words.via[visit.opened.via]),
    time(heading.attemptedAt, ({ visit }) => visit.opened.attemptedAt),
    ...endColumns(words, heading.arrived, ({ visit }) => visit.arrived),
    ...endColumns(words, heading.left, ({ visit }) => visit.left),
    text(heading.legs, ({ visit }) => legsOf(visit, zone)),
    text(heading.overridden, ({ visit }) => (visit.overridden ? words.yes : words.no)),
    text(heading.overrides, ({ overrides }) =>
      overrides
        .map(
          ({ from, to, reason }) => `${words.outcome[from]} → ${words.outcome[to]}: ${words.reason[reason]}`,
        )
        .join(', '),
    ),
  ];
};

const namesOf = (people: readonly { readonly name: string }[] | undefined): string =>
  (people ?? []).map(({ name }) => name).join(', ');
