import type { Database } from 'better-sqlite3';
import { eventShapes, type PersonalFields } from '../../../shared/domain/events.ts';
import type { PresenceEnd } from '../../../shared/domain/presence.ts';
import type { Settings } from '../../../shared/domain/settings.ts';
import { addDays, startOfDay, toInstant } from '../../../shared/domain/time.ts';
import type { Closed, DayKeyOpener, Protocol, Visit } from '../protocol/types.ts';
import type { Cell } from './csv.ts';
import { localTime } from './local-time.ts';
import { WORDS } from './words.ts';

export interface LogParts {
  readonly db: Database;
  readonly protocol: Protocol;
  readonly settings: Settings;
}

/** A vigil may last for days: so far back those who were still here are looked for. */
const LONGEST_DAYS = 31;

/** Visits of a day: those that began on it, and earlier ones whose presence reaches, or may reach, into it. Oldest first. */
export const visitsOfLog = ({ db, protocol, settings }: LogParts, day: string): Visit[] => {
  const began = toInstant(startOfDay(settings.institution.zone, day));
  const earlier = db
    .prepare<[string, string, string], { visit_id: string }>(
      `SELECT visit_id FROM visit WHERE day >= ? AND day < ? AND arrived IS NOT NULL
         AND ("left" IS NULL OR "left" ->> '$.latest' >= ?) ORDER BY opened_by`,
    )
    .all(addDays(day, -LONGEST_DAYS), day, began)
    .flatMap(({ visit_id }) => protocol.visit(visit_id) ?? []);
  return [...earlier, ...protocol.visitsOfDay(day)];
};

/** The names of a visit, with the lead's key for days that the kiosk no longer opens. */
export const personalOf = (
  { protocol }: LogParts,
  visit: Visit,
  opener: DayKeyOpener | null,
): Promise<PersonalFields | Closed> =>
  opener === null
    ? Promise.resolve(protocol.personal(visit.visitId))
    : protocol.personalWith(visit.visitId, opener);

const overridesOf = ({ db }: LogParts, { visitId }: Visit) =>
  db
    .prepare<[string], { body: string }>(
      `SELECT body FROM event WHERE visit_id = ? AND type = 'visit.overridden' ORDER BY seq`,
    )
    .all(visitId)
    .map(({ body }) => eventShapes['visit.overridden'][1].parse(JSON.parse(body)));

interface Row {
  readonly parts: LogParts;
  readonly visit: Visit;
  readonly personal: PersonalFields;
  readonly overrides: ReturnType<typeof overridesOf>;
}

const time = ({ settings }: LogParts, instant: string | undefined): Cell =>
  instant === undefined ? '' : localTime(settings.institution.zone, instant);

/** Value, evidence, and the earliest and latest that it can have been. */
const endColumns = (name: string, end: (row: Row) => PresenceEnd | null): [string, (row: Row) => Cell][] => [
  [name, (row) => time(row.parts, end(row)?.at)],
  [`${name}: ${WORDS.heading.evidence}`, (row) => WORDS.evidence[end(row)?.evidence ?? 'none']],
  [`${name}: ${WORDS.heading.earliest}`, (row) => time(row.parts, end(row)?.earliest)],
  [`${name}: ${WORDS.heading.latest}`, (row) => time(row.parts, end(row)?.latest)],
];

const nameOf = (list: readonly { id: string; name: string | { nb: string } }[], id: string): string => {
  const name = list.find((entry) => entry.id === id)?.name;
  return typeof name === 'object' ? name.nb : (name ?? id);
};

/** Each column with its heading, in the order of the file. */
const COLUMNS: readonly [string, (row: Row) => Cell][] = [
  [WORDS.heading.visitId, ({ visit }) => visit.visitId],
  [WORDS.heading.receipt, ({ visit }) => visit.opened.receipt],
  [WORDS.heading.ward, ({ parts, visit }) => nameOf(parts.settings.wards, visit.ward)],
  [WORDS.heading.place, ({ parts, visit }) => nameOf(parts.settings.places, visit.place)],
  [WORDS.heading.permitClass, ({ visit }) => WORDS.permitClass[visit.opened.permitClass]],
  [WORDS.heading.partySize, ({ visit }) => ({ plain: String(visit.partySize) })],
  [WORDS.heading.visitorName, ({ personal }) => personal.visitorName ?? ''],
  [
    WORDS.heading.companions,
    ({ personal }) => (personal.companions ?? []).map(({ name }) => name).join(', '),
  ],
  [WORDS.heading.phone, ({ personal }) => personal.phone ?? ''],
  [WORDS.heading.residentName, ({ personal }) => personal.residentName ?? ''],
  [WORDS.heading.outcome, ({ visit }) => WORDS.outcome[visit.outcome]],
  [WORDS.heading.state, ({ visit }) => WORDS.state[visit.state]],
  [WORDS.heading.rules, ({ visit }) => visit.opened.rules.join(', ')],
  [WORDS.heading.pack, ({ visit }) => `${visit.opened.pack.id} ${visit.opened.pack.version}`],
  [WORDS.heading.via, ({ visit }) => WORDS.via[visit.opened.via]],
  [WORDS.heading.attemptedAt, ({ parts, visit }) => time(parts, visit.opened.attemptedAt)],
  ...endColumns(WORDS.heading.arrived, ({ visit }) => visit.arrived),
  ...endColumns(WORDS.heading.left, ({ visit }) => visit.left),
  [WORDS.heading.overridden, ({ visit }) => (visit.overridden ? WORDS.yes : WORDS.no)],
  [
    WORDS.heading.overrides,
    ({ overrides }) =>
      overrides
        .map(
          ({ from, to, reason }) => `${WORDS.outcome[from]} → ${WORDS.outcome[to]}: ${WORDS.reason[reason]}`,
        )
        .join(', '),
  ],
];

export const HEADINGS: readonly string[] = COLUMNS.map(([heading]) => heading);

export const logRow = (parts: LogParts, visit: Visit, personal: PersonalFields): Cell[] => {
  const row: Row = { parts, visit, personal, overrides: overridesOf(parts, visit) };
  return COLUMNS.map(([, cell]) => cell(row));
};
