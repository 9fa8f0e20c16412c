/** The lead's first page: today in numbers, figures over time, and the rows behind every number. No names: those stand in tracing and in the privacy page. */
import { z } from 'zod';
import { correctionReason, overrideReason } from '../domain/events.ts';
import { id, spokenCode, visitId } from '../domain/ids.ts';
import { localText } from '../domain/language.ts';
import { OUTCOMES, outcome, permitClass } from '../domain/outcome.ts';
import { presenceEnd } from '../domain/presence.ts';
import { day, instant } from '../domain/time.ts';

/** So many days at most in one look: more are an export's. */
export const MOST_DAYS = 92;
/** Rows on one page. */
export const MOST_ROWS = 100;

const count = z.int().nonnegative();

/** GET /api/infection-control/overview */
export const overview = z.strictObject({
  now: instant,
  today: day,
  wards: z.array(z.strictObject({ id, name: z.string() })),
  places: z.array(z.strictObject({ id, name: localText })),
  expected: count,
  waiting: count,
  inside: count,
  left: count,
  postponed: count,
  swept: count,
  residentsOut: count,
  tasks: count,
  openCases: count,
  /** The newest of each, from the protocol; null: never. */
  closed: z.strictObject({ day, at: instant, visits: count, swept: count }).nullable(),
  head: z.strictObject({ length: count, at: instant, hash: z.string() }).nullable(),
  erased: z.strictObject({ at: instant, visits: count }).nullable(),
  exported: z.strictObject({ at: instant, rows: count }).nullable(),
  /** Since when a task says that what was kept did not follow from the protocol; null: none does. */
  mended: instant.nullable(),
});
export type Overview = z.infer<typeof overview>;

export const figuresQuery = z.strictObject({ from: day, to: day, ward: id.optional() });
export type FiguresQuery = z.infer<typeof figuresQuery>;

export const FIGURES = ['visits', 'persons', 'overridden', 'swept'] as const;
/** One day of all wards, or of the one that was asked for. A day without visits is there too. */
export const dayFigures = z.strictObject({
  day,
  outcomes: z.strictObject(
    Object.fromEntries(OUTCOMES.map((one) => [one, count])) as Record<
      (typeof OUTCOMES)[number],
      typeof count
    >,
  ),
  visits: count,
  persons: count,
  overridden: count,
  swept: count,
});
export type DayFigures = z.infer<typeof dayFigures>;

/** GET /api/infection-control/figures */
export const figures = z.strictObject({
  days: z.array(dayFigures).max(MOST_DAYS),
  /** Why staff decided otherwise, and why records were put right: the most frequent first. */
  overrides: z.array(z.strictObject({ reason: overrideReason, count })),
  corrections: z.array(z.strictObject({ reason: correctionReason, count })),
});
export type Figures = z.infer<typeof figures>;

/** What is behind a number. */
export const ROWS_OF = [
  'all',
  'outcome',
  'overridden',
  'swept',
  'override-reason',
  'correction-reason',
  'waiting',
  'inside',
  'left',
] as const;
export const rowsQuery = z.strictObject({
  from: day,
  to: day,
  ward: id.optional(),
  of: z.enum(ROWS_OF),
  outcome: outcome.optional(),
  overrideReason: overrideReason.optional(),
  correctionReason: correctionReason.optional(),
  /** The last row of the page before. */
  after: visitId.optional(),
});
export type RowsQuery = z.infer<typeof rowsQuery>;

export const overviewRow = z.strictObject({
  visitId,
  day,
  receipt: spokenCode,
  ward: id,
  place: id,
  permitClass,
  outcome,
  state: z.enum(['waiting', 'inside', 'left', 'closed']),
  partySize: count,
  arrived: presenceEnd.nullable(),
  left: presenceEnd.nullable(),
  overridden: z.boolean(),
  attemptedAt: instant,
});
export type OverviewRow = z.infer<typeof overviewRow>;
/** GET /api/infection-control/rows */
export const overviewRows = z.strictObject({ total: count, rows: z.array(overviewRow).max(MOST_ROWS) });
export type OverviewRows = z.infer<typeof overviewRows>;

/** GET /api/infection-control/heads : signed heads, the newest first. */
export const headRow = z.strictObject({ length: count, at: instant, hash: z.string(), jws: z.string() });
export const headList = z.strictObject({ total: count, heads: z.array(headRow).max(MOST_ROWS) });
export type HeadList = z.infer<typeof headList>;

/** POST /api/infection-control/verify : whether the protocol holds; walks all of it, beside the door. */
export const verifyAnswer = z.strictObject({
  status: z.union([z.literal(0), z.literal(1), z.literal(2)]),
  line: z.string(),
  at: instant,
});
export type VerifyAnswer = z.infer<typeof verifyAnswer>;
