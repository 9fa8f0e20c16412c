/** Figures for a day and a ward: nobody's name, and nothing that is forgotten when names are. */
import { OUTCOMES, type Outcome } from '../../../../shared/domain/outcome.ts';
import { day, number, text, type Column } from '../table.ts';
import { EXPORT_WORDS, WORDS } from '../words.ts';
import { namesIn, type House } from './names.ts';

export interface WardDay extends Record<Outcome, number> {
  readonly day: string;
  readonly ward: string;
  readonly visits: number;
  readonly persons: number;
  readonly children: number;
  readonly overridden: number;
  /** Nobody saw them leave. */
  readonly swept: number;
  /** Rules that fired, each with how many times, the most frequent first. */
  readonly rules: string;
}

export const statisticsColumns = (house: House): Column<WardDay>[] => {
  const { language } = house.institution;
  const { statistics } = EXPORT_WORDS[language];
  const { outcome } = WORDS[language];
  const { ward } = namesIn(house);
  return [
    day(statistics.day, (row) => row.day, 8),
    text(statistics.ward, (row) => ward(row.ward), 12),
    number(statistics.visits, (row) => row.visits, 5),
    number(statistics.persons, (row) => row.persons, 6),
    number(statistics.children, (row) => row.children, 6),
    ...OUTCOMES.map((one) => number<WardDay>(outcome[one], (row) => row[one], 8)),
    number(statistics.overridden, (row) => row.overridden, 7),
    number(statistics.swept, (row) => row.swept, 8),
    text(statistics.rules, (row) => row.rules),
  ];
};
