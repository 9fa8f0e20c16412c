/** The register of postponements: each with its ground and rule, and whether a person gave the reason (D7, S4:114-120; F1, S0:703-708). */
import type { EventBody, PersonalFields } from '../../../shared/domain/events.ts';
import type { Language } from '../../../shared/domain/language.ts';
import { addDays, dayIn } from '../../../shared/domain/time.ts';
import { packsOf, saidOf } from '../checkin/said.ts';
import type { Rulebook } from '../policy/index.ts';
import type { ReadEvent } from '../protocol/rows.ts';
import type { Visit } from '../protocol/types.ts';
import { staffWhoWrote } from '../reception/slip.ts';
import type { Cell } from './csv.ts';
import { LONGEST_DAYS, nameOf, time, type LogParts } from './log-rows.ts';
import { POSTPONEMENT_WORDS, WORDS } from './words.ts';

export interface RegisterParts extends LogParts {
  readonly rulebook: Pick<Rulebook, 'rulesOf'>;
}

/** A time that a visit was postponed, by the rules or by staff; a visit may have been more than once. */
export interface Postponement {
  readonly visit: Visit;
  readonly at: string;
  readonly by: 'rule' | 'staff';
  /** The rules of that time, and their pack. */
  readonly rules: readonly string[];
  readonly pack: EventBody<'visit.checked-in'>['pack'];
  /** Of the reason that was given for this one; null: none was. */
  readonly told: Extract<ReadEvent, { type: 'visit.reason-given' }> | null;
}

/** The postponements of one visit, from its events. */
const ofVisit = (visit: Visit, history: readonly ReadEvent[]): Postponement[] => {
  const found: Postponement[] = [];
  let judged: { rules: readonly string[]; pack: Postponement['pack'] } = visit.opened;
  for (const event of history) {
    if (event.type === 'visit.reason-given') {
      const last = found.pop();
      if (last !== undefined) found.push({ ...last, told: event });
    } else if (
      event.type === 'visit.postponed' ||
      event.type === 'visit.referred' ||
      event.type === 'visit.checked-in' ||
      event.type === 'visit.resumed'
    ) {
      judged = event.body;
      if (event.body.outcome === 'postpone')
        found.push({ visit, at: event.body.attemptedAt, by: 'rule', ...judgedOf(judged), told: null });
    } else if (event.type === 'visit.overridden' && event.body.to === 'postpone') {
      found.push({ visit, at: event.at, by: 'staff', ...judgedOf(judged), told: null });
    }
  }
  return found;
};
const judgedOf = ({ rules, pack }: { rules: readonly string[]; pack: Postponement['pack'] }) => ({
  rules,
  pack,
});

/** Those of the days, both included, whenever the visits began; in the order of the visits. */
export const postponementsOf = (
  { db, protocol, settings }: RegisterParts,
  from: string,
  to: string,
): Postponement[] =>
  db
    .prepare<[string, string], string>(
      `SELECT visit_id FROM visit WHERE day BETWEEN ? AND ? AND EXISTS (
         SELECT 1 FROM event WHERE event.visit_id = visit.visit_id
           AND (body ->> '$.outcome' = 'postpone' OR type = 'visit.overridden' AND body ->> '$.to' = 'postpone'))
       ORDER BY opened_by`,
    )
    .pluck()
    .all(addDays(from, -LONGEST_DAYS), to)
    .flatMap((visitId) => {
      const visit = protocol.visit(visitId);
      return visit === null ? [] : ofVisit(visit, protocol.history(visitId));
    })
    .filter(({ at }) => {
      const day = dayIn(settings.institution.zone, Date.parse(at));
      return from <= day && day <= to;
    });

interface Row {
  readonly parts: RegisterParts;
  readonly language: Language;
  readonly postponed: Postponement;
  readonly personal: PersonalFields;
}

const packsOfRow = ({ parts, postponed }: Row) => {
  const inForce = parts.rulebook.rulesOf(postponed.pack.id, postponed.pack.version);
  return inForce === null ? [] : packsOf(inForce);
};

/** The rule that postponed; where staff did, those that had spoken before. */
const firedIn = (row: Row) =>
  packsOfRow(row)
    .flatMap(({ rules }) => rules)
    .filter(
      ({ id, outcome }) =>
        row.postponed.rules.includes(id) && (row.postponed.by === 'staff' || outcome === 'postpone'),
    );

const groundOf = (row: Row): string => {
  const wanted =
    row.postponed.told?.body.ground ?? (row.postponed.by === 'rule' ? firedIn(row)[0]?.ground : undefined);
  const ground = packsOfRow(row)
    .flatMap(({ postponeGrounds }) => postponeGrounds)
    .find(({ id }) => id === wanted);
  return ground?.text[row.language] ?? wanted ?? '';
};

const alternativesOf = (row: Row): string => {
  const told = row.postponed.told?.body.alternatives ?? [];
  const known = packsOfRow(row).flatMap(({ alternatives }) => alternatives);
  const isInForce = row.postponed.visit.outcome === 'postpone';
  if (told.length === 0)
    return isInForce
      ? saidOf(row.postponed.visit, row.parts)
          .alternatives.map(({ text }) => text[row.language])
          .join(', ')
      : '';
  return told.map((id) => known.find((one) => one.id === id)?.text[row.language] ?? id).join(', ');
};

const columnsIn = (language: Language): readonly [string, (row: Row) => Cell][] => {
  const { heading, by } = POSTPONEMENT_WORDS[language];
  const words = WORDS[language];
  const yesNo = (is: boolean): string => (is ? words.yes : words.no);
  return [
    [words.heading.visitId, ({ postponed }) => postponed.visit.visitId],
    [words.heading.receipt, ({ postponed }) => postponed.visit.opened.receipt],
    [words.heading.attemptedAt, ({ parts, postponed }) => time(parts, postponed.at)],
    [
      words.heading.ward,
      ({ parts, postponed }) => nameOf(parts.settings.wards, postponed.visit.ward, language),
    ],
    [words.heading.permitClass, ({ postponed }) => words.permitClass[postponed.visit.opened.permitClass]],
    [words.heading.visitorName, ({ personal }) => personal.visitorName ?? ''],
    [words.heading.residentName, ({ personal }) => personal.residentName ?? ''],
    [heading.by, ({ postponed }) => by[postponed.by]],
    [heading.ground, groundOf],
    [words.heading.rules, ({ postponed }) => postponed.rules.join(', ')],
    [
      heading.citation,
      (row) =>
        firedIn(row)
          .map(({ citation }) => `${citation.source} ${citation.printed}`)
          .join(', '),
    ],
    [words.heading.pack, ({ postponed }) => `${postponed.pack.id} ${postponed.pack.version}`],
    [heading.outcomeNow, ({ postponed }) => words.outcome[postponed.visit.outcome]],
    [heading.reasonGiven, ({ postponed }) => yesNo(postponed.told !== null)],
    [
      heading.givenBy,
      ({ parts, postponed: { visit, told } }) =>
        told === null ? '' : (staffWhoWrote(parts, visit.visitId, told.seq) ?? told.actor),
    ],
    [heading.givenAt, ({ parts, postponed: { told } }) => time(parts, told?.at)],
    [heading.toldHow, ({ postponed: { told } }) => (told === null ? '' : yesNo(told.body.toldHow))],
    [heading.newTime, ({ parts, postponed: { told } }) => time(parts, told?.body.newTime ?? undefined)],
    [heading.alternatives, alternativesOf],
  ];
};

export const postponementHeadings = (language: Language): readonly string[] =>
  columnsIn(language).map(([heading]) => heading);

export const postponementRow = (
  parts: RegisterParts,
  postponed: Postponement,
  personal: PersonalFields,
): Cell[] => {
  const { language } = parts.settings.institution;
  return columnsIn(language).map(([, cell]) => cell({ parts, language, postponed, personal }));
};
