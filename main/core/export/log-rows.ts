import type { Database } from 'better-sqlite3';
import type { EventBody, PersonalFields } from '../../../shared/domain/events.ts';
import type { Language, LocalText } from '../../../shared/domain/language.ts';
import type { PresenceEnd } from '../../../shared/domain/presence.ts';
import type { Settings } from '../../../shared/domain/settings.ts';
import { addDays, startOfDay, toInstant } from '../../../shared/domain/time.ts';
import type { Closed, DayKeyOpener, Protocol, Visit } from '../protocol/types.ts';
import type { Cell } from './csv.ts';
import { localTime } from './local-time.ts';
import { WORDS, type Words } from './words.ts';

export interface LogParts {
  readonly db: Database;
  readonly protocol: Protocol;
  readonly settings: Settings;
}

/** A vigil may last for days: so far back those who were still here are looked for. */
export const LONGEST_DAYS = 31;

/** Visits of a day: those that began on it, and earlier ones whose presence reaches, or may reach, into it. Oldest first. */
export const visitsOfLog = ({ db, protocol, settings }: LogParts, day: string): Visit[] => {
  const began = toInstant(startOfDay(settings.institution.zone, day));
  const earlier = db
    .prepare<[{ first: string; day: string; began: string }], { visit_id: string }>(
      `SELECT visit_id FROM visit WHERE day >= @first AND day < @day
         AND (arrived IS NOT NULL AND ("left" IS NULL OR "left" ->> '$.latest' >= @began)
           OR legs ->> '$[#-1].left.latest' >= @began) ORDER BY opened_by`,
    )
    .all({ first: addDays(day, -LONGEST_DAYS), day, began })
    .flatMap(({ visit_id }) => protocol.visit(visit_id) ?? []);
  return [...earlier, ...protocol.visitsOfDay(day)];
};

/** The names of a visit, with the lead's key for days that the kiosk no longer opens. Of a vigil that went in and out, all who ever came along. */
export const personalOf = async (
  { protocol }: LogParts,
  { visitId, resumedBy }: Visit,
  opener: DayKeyOpener | null,
): Promise<PersonalFields | Closed> => {
  const personal =
    opener === null ? protocol.personal(visitId) : await protocol.personalWith(visitId, opener);
  if (resumedBy === null || typeof personal === 'string') return personal;
  const companions = await protocol.everyCompanion(visitId, opener);
  return typeof companions === 'string' ? companions : { ...personal, companions };
};

const overridesOf = ({ protocol }: LogParts, { visitId }: Visit): EventBody<'visit.overridden'>[] =>
  protocol.history(visitId).flatMap((event) => (event.type === 'visit.overridden' ? [event.body] : []));

interface Row {
  readonly parts: LogParts;
  readonly visit: Visit;
  readonly personal: PersonalFields;
  readonly overrides: readonly EventBody<'visit.overridden'>[];
}

export const time = ({ settings }: LogParts, instant: string | undefined): Cell =>
  instant === undefined ? '' : localTime(settings.institution.zone, instant);

type Column = [string, (row: Row) => Cell];

/** Value, evidence, and the earliest and latest that it can have been. */
const endColumns = (words: Words, name: string, end: (row: Row) => PresenceEnd | null): Column[] => [
  [name, (row) => time(row.parts, end(row)?.at)],
  [`${name}: ${words.heading.evidence}`, (row) => words.evidence[end(row)?.evidence ?? 'none']],
  [`${name}: ${words.heading.earliest}`, (row) => time(row.parts, end(row)?.earliest)],
  [`${name}: ${words.heading.latest}`, (row) => time(row.parts, end(row)?.latest)],
];

export const nameOf = (
  list: readonly { id: string; name: string | LocalText }[],
  id: string,
  language: Language,
): string => {
  const name = list.find((entry) => entry.id === id)?.name;
  return typeof name === 'object' ? name[language] : (name ?? id);
};

/** Times inside before the present one, of a vigil that goes in and out: each with both its ends. */
const legsOf = ({ parts, visit }: Row): string =>
  visit.legs
    .map(({ arrived, left }) => [arrived, left].map(({ at }) => textOf(time(parts, at))).join(' – '))
    .join(', ');
const textOf = (cell: Cell): string => (typeof cell === 'string' ? cell : cell.plain);

/** Each column with its heading, in the order of the file. */
const columnsIn = (language: Language): readonly Column[] => {
  const words = WORDS[language];
  const { heading } = words;
  const wardName = ({ settings }: LogParts, id: string) => nameOf(settings.wards, id, language);
  const placeName = ({ settings }: LogParts, id: string) => nameOf(settings.places, id, language);
  return [
    [heading.visitId, ({ visit }) => visit.visitId],
    [heading.receipt, ({ visit }) => visit.opened.receipt],
    [heading.ward, ({ parts, visit }) => wardName(parts, visit.ward)],
    [heading.place, ({ parts, visit }) => placeName(parts, visit.place)],
    [
      heading.also,
      ({ parts, visit }) => visit.opened.also.map(({ place }) => placeName(parts, place)).join(', '),
    ],
    [heading.permitClass, ({ visit }) => words.permitClass[visit.opened.permitClass]],
    [heading.partySize, ({ visit }) => ({ plain: String(visit.partySize) })],
    [heading.children, ({ visit }) => ({ plain: String(visit.opened.children) })],
    [heading.visitorName, ({ personal }) => personal.visitorName ?? ''],
    [heading.companions, ({ personal }) => (personal.companions ?? []).map(({ name }) => name).join(', ')],
    [heading.phone, ({ personal }) => personal.phone ?? ''],
    [heading.residentName, ({ personal }) => personal.residentName ?? ''],
    [
      heading.alsoResidents,
      ({ personal }) => (personal.alsoResidents ?? []).map(({ name }) => name).join(', '),
    ],
    [heading.outcome, ({ visit }) => words.outcome[visit.outcome]],
    [heading.state, ({ visit }) => words.state[visit.state]],
    [heading.rules, ({ visit }) => visit.opened.rules.join(', ')],
    [heading.pack, ({ visit }) => `${visit.opened.pack.id} ${visit.opened.pack.version}`],
    [heading.phase, ({ visit }) => visit.opened.phase?.id ?? ''],
    [
      heading.phaseScope,
      ({ visit: { opened } }) =>
        opened.phase === null ? '' : words.phaseScope[opened.phase.scope ?? 'none'],
    ],
    [heading.via, ({ visit }) => words.via[visit.opened.via]],
    [heading.attemptedAt, ({ parts, visit }) => time(parts, visit.opened.attemptedAt)],
    ...endColumns(words, heading.arrived, ({ visit }) => visit.arrived),
    ...endColumns(words, heading.left, ({ visit }) => visit.left),
    [heading.legs, legsOf],
    [heading.overridden, ({ visit }) => (visit.overridden ? words.yes : words.no)],
    [
      heading.overrides,
      ({ overrides }) =>
        overrides
          .map(
            ({ from, to, reason }) =>
              `${words.outcome[from]} → ${words.outcome[to]}: ${words.reason[reason]}`,
          )
          .join(', '),
    ],
  ];
};

export const headingsOf = (language: Language): readonly string[] =>
  columnsIn(language).map(([heading]) => heading);

export const logRow = (parts: LogParts, visit: Visit, personal: PersonalFields): Cell[] => {
  const row: Row = { parts, visit, personal, overrides: overridesOf(parts, visit) };
  return columnsIn(parts.settings.institution.language).map(([, cell]) => cell(row));
};
