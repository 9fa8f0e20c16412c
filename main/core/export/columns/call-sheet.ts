/** The call sheet of a case: whom to ring, in the order in which one should, with room to write. */
import { number, text, time, type Column } from '../table.ts';
import { EXPORT_WORDS, type ExportWords } from '../words.ts';
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

export interface Call extends CasePerson {
  readonly number: number;
}

/** Everybody but the index person, who knows already. */
export const callsOf = (people: readonly CasePerson[]): Call[] =>
  people
    .filter(({ person }) => person.generation > 0)
    .map((person, index) => ({ ...person, number: index + 1 }));

const viaOf = ({ person, reached }: Call, words: ExportWords['case']): string => {
  if (person.kind === 'resident') return words.viaResident;
  return reached?.by == null ? '' : (reached.by.name ?? words.unnamed);
};

export const callSheetColumns = (house: House): Column<Call>[] => {
  const words = EXPORT_WORDS[house.institution.language].case;
  const { ward } = namesIn(house);
  return [
    number(words.heading.number, (call) => call.number, 4),
    text(words.heading.key, ({ person }) => person.key),
    text(words.heading.name, ({ person }) => person.name ?? words.unnamed, 12),
    text(words.heading.phone, ({ reached }) => reached?.phone ?? '', 10),
    text(words.heading.via, (call) => viaOf(call, words), 9),
    text(words.heading.kind, ({ person }) => words.kind[person.kind], 9),
    text(words.heading.visited, (call) => visitedText(call, words), 10),
    text(words.heading.generation, ({ person }) => words.generation[person.generation], 13),
    text(words.heading.certainty, (call) => certaintyText(call, words), 9),
    text(words.heading.wards, (call) => distinct(wardsOf(call).map(ward)).join(', '), 8),
    time(words.heading.start, firstTogether),
    time(words.heading.end, lastTogether, 9),
    number(
      words.heading.possibleMinutes,
      ({ exposures }) => Math.max(0, ...exposures.map(({ possibleMinutes }) => possibleMinutes)),
      8,
    ),
    text(words.heading.calledAt, () => '', 6),
    text(words.heading.answer, () => '', 9),
    text(words.heading.note, () => '', 8),
  ];
};
