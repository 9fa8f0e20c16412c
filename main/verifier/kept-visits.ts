/** The kept lists of visits and of presences, beside what follows from the events. */
import type { Database } from 'better-sqlite3';
import { millisecondsOf } from './calendar.ts';
import type { Calendar } from './calendar.ts';
import { lastDayOf } from './visit-steps.ts';
import type { End, Leg, VisitState } from './visit-steps.ts';

/** Columns of `visit` in the order in which both sides give them. */
const COLUMNS = [
  'visit_id',
  'revision',
  'state',
  'opened_by',
  'booking_id',
  'receipt',
  'outcome',
  'ward',
  'place',
  'party_size',
  'arrived',
  'left',
  'overridden',
  'day',
  'legs',
  'resumed_by',
  'told_by',
  'last_day',
] as const;
const PRESENCE = [
  'leg',
  'ward',
  'place',
  'starts_earliest',
  'starts_latest',
  'ends_earliest',
  'ends_latest',
] as const;

/** Between rows, between columns, and for null: in no column of what the events say. */
const BETWEEN_ROWS = '\u001d';
const BETWEEN = '\u001f';
const NULL = '\u001e';
/** A row as one text, in SQL; first how many of its columns are null, for a column may be kept that says what stands for null. */
const joined = (columns: readonly string[]): string => {
  const nulls = columns.map((name) => `("${name}" IS NULL)`).join(' + ');
  return `concat_ws(char(31), ${nulls}, ${columns.map((name) => `coalesce("${name}", char(30))`).join(', ')})`;
};
export const KEPT_VISIT = joined(COLUMNS);
export const KEPT_PRESENCE = joined(PRESENCE);

type Cell = string | number | null;
type Raw = readonly unknown[];

/** What is kept of one visit: its row, and the rows of its presences. */
export interface KeptVisit {
  readonly revision: unknown;
  readonly openedBy: unknown;
  readonly row: Raw;
  /** Read when it is asked for. */
  presences(): readonly Raw[];
}

export interface KeptVisits {
  get(visitId: string): KeptVisit | null;
  /** What of the kept rows is not as it should be: columns of the visit, and a word about presences. */
  differences(
    visit: VisitState,
    kept: KeptVisit,
  ): { readonly columns: string[]; readonly presence: string | null };
}

const endText = (end: End | null): string | null =>
  end === null
    ? null
    : `{"at":"${end.at}","earliest":"${end.earliest}","evidence":"${end.evidence}","latest":"${end.latest}"}`;
const legText = ({ arrived, left }: Leg): string =>
  `{"arrived":${String(endText(arrived))},"left":${String(endText(left))}}`;

const rowOf = (visit: VisitState, calendar: Calendar): readonly Cell[] => [
  visit.visitId,
  visit.revision,
  visit.state,
  visit.openedBy,
  visit.bookingId,
  visit.receipt,
  visit.outcome,
  visit.ward,
  visit.place,
  visit.partySize,
  endText(visit.arrived),
  endText(visit.left),
  visit.overridden ? 1 : 0,
  visit.day,
  visit.legs.length === 0 ? '[]' : `[${visit.legs.map(legText).join(',')}]`,
  visit.resumedBy,
  visit.toldBy,
  lastDayOf(visit, calendar),
];

const presenceOf = (visit: VisitState, leg: number, arrived: End, left: End | null): readonly Cell[] => [
  leg,
  visit.ward,
  visit.place,
  millisecondsOf(arrived.earliest),
  millisecondsOf(arrived.latest),
  left && millisecondsOf(left.earliest),
  left && millisecondsOf(left.latest),
];

/** One for each time inside; ward and place are the visit's as they are now. */
const presencesOf = (visit: VisitState): readonly (readonly Cell[])[] => {
  const past = visit.legs.map((leg, at) => presenceOf(visit, at, leg.arrived, leg.left));
  return visit.arrived === null
    ? past
    : [...past, presenceOf(visit, visit.legs.length, visit.arrived, visit.left)];
};

const differing = (names: readonly string[], there: Raw, expected: readonly Cell[]): string[] =>
  names.filter((_, at) => there[at] !== expected[at]);

const presenceFault = (expected: readonly (readonly Cell[])[], there: readonly Raw[]): string | null => {
  if (there.length !== expected.length) return `${there.length} instead of ${expected.length}`;
  for (const [leg, row] of expected.entries()) {
    const wrong = differing(PRESENCE, there[leg] ?? [], row);
    if (wrong.length > 0) return wrong.join(', ');
  }
  return null;
};

const textOf = (cells: readonly Cell[]): string => {
  let nulls = 0;
  let text = '';
  for (const cell of cells) {
    if (cell === null) nulls += 1;
    text += BETWEEN + String(cell ?? NULL);
  }
  return `${nulls}${text}`;
};
/** What is kept of one visit as one text: how many presences, its row, and theirs. */
export const keptText = (visit: string, presences: readonly string[]): string => {
  let text = `${presences.length}${BETWEEN_ROWS}${visit}`;
  for (const one of presences) text += BETWEEN_ROWS + one;
  return text;
};
/** What should be kept of a visit, as the text that SQL would make of it. */
export const textOfVisit = (visit: VisitState, calendar: Calendar): string =>
  keptText(textOf(rowOf(visit, calendar)), presencesOf(visit).map(textOf));

export const createKeptVisits = (db: Database, calendar: Calendar): KeptVisits => {
  const quoted = COLUMNS.map((name) => `"${name}"`).join(', ');
  const one = db.prepare<[string], Raw>(`SELECT ${quoted} FROM visit WHERE visit_id = ?`).raw();
  // Not sorted by SQLite: that would cost more than all else.
  const presences = db
    .prepare<[string], Raw>(`SELECT ${PRESENCE.join(', ')} FROM presence WHERE visit_id = ?`)
    .raw();
  const byLeg = (one: Raw, next: Raw): number => Number(one[0]) - Number(next[0]);
  return {
    get(visitId) {
      const row = one.get(visitId);
      return row === undefined
        ? null
        : { row, revision: row[1], openedBy: row[3], presences: () => presences.all(visitId).sort(byLeg) };
    },
    differences: (visit, kept) => ({
      columns: differing(COLUMNS, kept.row, rowOf(visit, calendar)),
      presence: presenceFault(presencesOf(visit), kept.presences()),
    }),
  };
};
