/** The register of postponements: each with its ground and rule, and whether a person gave the reason (D7, S4:114-120; F1, S0:703-708). */
import type { PersonalFields } from '../../../../shared/domain/events.ts';
import type { Language } from '../../../../shared/domain/language.ts';
import { packsOf, saidOf } from '../../checkin/said.ts';
import type { Rulebook } from '../../policy/rulebook.ts';
import { staffWhoWrote } from '../../reception/slip.ts';
import type { Postponement } from '../sources/postponements.ts';
import type { Reader } from '../sources/reader.ts';
import { text, time, type Column } from '../table.ts';
import { POSTPONEMENT_WORDS, WORDS } from '../words.ts';
import { namesIn, type House } from './names.ts';

/** Reads the rules too that a visit was decided by. */
export type RuleReader = Reader & Pick<Rulebook, 'rulesOf'>;

export interface PostponedFact {
  readonly postponed: Postponement;
  /** Empty where they could not be opened. */
  readonly personal: PersonalFields;
}

const packsOfRow = (reader: RuleReader, { postponed }: PostponedFact) => {
  const inForce = reader.rulesOf(postponed.pack.id, postponed.pack.version);
  return inForce === null ? [] : packsOf(inForce);
};

/** The rule that postponed; where staff did, those that had spoken before. */
const firedIn = (reader: RuleReader, row: PostponedFact) =>
  packsOfRow(reader, row)
    .flatMap(({ rules }) => rules)
    .filter(
      ({ id, outcome }) =>
        row.postponed.rules.includes(id) && (row.postponed.by === 'staff' || outcome === 'postpone'),
    );

const groundOf = (reader: RuleReader, row: PostponedFact, language: Language): string => {
  const wanted =
    row.postponed.told?.body.ground ??
    (row.postponed.by === 'rule' ? firedIn(reader, row)[0]?.ground : undefined);
  const ground = packsOfRow(reader, row)
    .flatMap(({ postponeGrounds }) => postponeGrounds)
    .find(({ id }) => id === wanted);
  return ground?.text[language] ?? wanted ?? '';
};

const alternativesOf = (reader: RuleReader, row: PostponedFact, language: Language): string => {
  const told = row.postponed.told?.body.alternatives ?? [];
  const known = packsOfRow(reader, row).flatMap(({ alternatives }) => alternatives);
  const isInForce = row.postponed.visit.outcome === 'postpone';
  if (told.length === 0)
    return isInForce
      ? saidOf(row.postponed.visit, { protocol: reader, rulebook: reader })
          .alternatives.map(({ text }) => text[language])
          .join(', ')
      : '';
  return told.map((id) => known.find((one) => one.id === id)?.text[language] ?? id).join(', ');
};

/** In the order of the file. */
export const postponementColumns = (reader: RuleReader, house: House): Column<PostponedFact>[] => {
  const { language } = house.institution;
  const { heading, by } = POSTPONEMENT_WORDS[language];
  const words = WORDS[language];
  const { ward } = namesIn(house);
  const yesNo = (is: boolean): string => (is ? words.yes : words.no);
  return [
    text(words.heading.visitId, ({ postponed }) => postponed.visit.visitId),
    text(words.heading.receipt, ({ postponed }) => postponed.visit.opened.receipt, 6),
    time(words.heading.attemptedAt, ({ postponed }) => postponed.at, 8),
    text(words.heading.ward, ({ postponed }) => ward(postponed.visit.ward), 7),
    text(words.heading.permitClass, ({ postponed }) => words.permitClass[postponed.visit.opened.permitClass]),
    text(words.heading.visitorName, ({ personal }) => personal.visitorName ?? '', 10),
    text(words.heading.residentName, ({ personal }) => personal.residentName ?? '', 10),
    text(heading.by, ({ postponed }) => by[postponed.by], 7),
    text(heading.ground, (row) => groundOf(reader, row, language), 14),
    text(words.heading.rules, ({ postponed }) => postponed.rules.join(', ')),
    text(heading.citation, (row) =>
      firedIn(reader, row)
        .map(({ citation }) => `${citation.source} ${citation.printed}`)
        .join(', '),
    ),
    text(words.heading.pack, ({ postponed }) => `${postponed.pack.id} ${postponed.pack.version}`),
    text(heading.outcomeNow, ({ postponed }) => words.outcome[postponed.visit.outcome], 8),
    text(heading.reasonGiven, ({ postponed }) => yesNo(postponed.told !== null), 7),
    text(
      heading.givenBy,
      ({ postponed: { visit, told } }) =>
        told === null
          ? ''
          : (staffWhoWrote({ db: reader.db, protocol: reader }, visit.visitId, told.seq) ?? told.actor),
      9,
    ),
    time(heading.givenAt, ({ postponed: { told } }) => told?.at ?? null),
    text(heading.toldHow, ({ postponed: { told } }) => (told === null ? '' : yesNo(told.body.toldHow))),
    time(heading.newTime, ({ postponed: { told } }) => told?.body.newTime ?? null, 8),
    text(heading.alternatives, (row) => alternativesOf(reader, row, language), 14),
  ];
};
