/** The line list of a case: one row a person. */
import { number, text, time, type Column } from '../table.ts';
import { EXPORT_WORDS, WORDS } from '../words.ts';
import {
  certaintyText,
  distinct,
  firstTogether,
  lastTogether,
  visitedText,
  wardsOf,
  type CasePerson,
} from './case-people.ts';
import { namesIn, type House } from './names.ts';

export const lineListColumns = (house: House): Column<CasePerson>[] => {
  const { language } = house.institution;
  const words = EXPORT_WORDS[language].case;
  const { yes, no } = WORDS[language];
  const { ward, place } = namesIn(house);
  const most = (of: CasePerson, what: 'certainMinutes' | 'possibleMinutes'): number | null =>
    of.exposures.length === 0 ? null : Math.max(...of.exposures.map((one) => one[what]));
  return [
    text(words.heading.key, ({ person }) => person.key, 5),
    text(words.heading.kind, ({ person }) => words.kind[person.kind], 9),
    text(words.heading.generation, ({ person }) => words.generation[person.generation], 13),
    text(words.heading.name, ({ person }) => person.name ?? words.unnamed, 12),
    text(words.heading.phone, ({ person }) => person.phone ?? '', 9),
    text(words.heading.child, ({ person }) => (person.child ? yes : no)),
    text(words.heading.certainty, (of) => certaintyText(of, words), 9),
    number(words.heading.certainMinutes, (of) => most(of, 'certainMinutes'), 7),
    number(words.heading.possibleMinutes, (of) => most(of, 'possibleMinutes'), 7),
    text(
      words.heading.how,
      ({ exposures }) => distinct(exposures.map(({ how }) => words.how[how])).join(', '),
      9,
    ),
    time(words.heading.start, firstTogether, 9),
    time(words.heading.end, lastTogether, 9),
    text(words.heading.from, ({ exposures }) => distinct(exposures.map(({ from }) => from)).join(', '), 6),
    text(words.heading.wards, (of) => distinct(wardsOf(of).map(ward)).join(', '), 9),
    text(words.heading.visited, (of) => visitedText(of, words)),
    text(words.heading.places, ({ visits }) =>
      distinct(visits.map((visit) => place(visit.place))).join(', '),
    ),
    text(words.heading.receipts, ({ visits }) => distinct(visits.map(({ receipt }) => receipt)).join(', ')),
  ];
};
