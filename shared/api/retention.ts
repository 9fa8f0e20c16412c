/** What is kept and until when, what was erased, and the backups: `/api/infection-control/retention`. No names. */
import { z } from 'zod';
import { backupMade, backupProblem } from '../domain/backup.ts';
import { FIELD_KINDS, sealedKind } from '../domain/events.ts';
import { id, spokenCode, visitId } from '../domain/ids.ts';
import { day, instant } from '../domain/time.ts';

const count = z.int().nonnegative();
export const MOST_KEPT_ROWS = 200;

/** One `fields.erased` of the protocol. */
export const erasure = z.strictObject({
  seq: z.int().positive(),
  at: instant,
  /** By name, where the account is still there. */
  by: z.string(),
  why: z.enum(['retention', 'request', 'case-closed', 'restored']),
  kind: sealedKind,
  upTo: day.nullable(),
  days: z.int().nullable(),
  visits: count,
  events: count,
});

/** GET …/retention */
export const retentionState = z.strictObject({
  now: instant,
  today: day,
  kinds: z.array(
    z.strictObject({
      kind: z.enum(FIELD_KINDS),
      days: z.int(),
      /** Visits, outings and gifts that have fields of this kind. */
      kept: count,
      /** The oldest last day among them, and the night in which it is erased; null: nothing is kept. */
      oldest: day.nullable(),
      next: day.nullable(),
    }),
  ),
  /** Why longer than ten days, as the settings say it. */
  why: z.string().nullable(),
  /** The newest first. */
  erasures: z.array(erasure),
  holds: z.array(z.strictObject({ caseId: id, since: instant, visits: count })),
  backup: z.strictObject({
    folder: z.string().nullable(),
    keep: z.int(),
    last: backupMade.nullable(),
    trouble: z.strictObject({ problem: backupProblem, since: instant }).nullable(),
  }),
});
export type RetentionState = z.infer<typeof retentionState>;

/** GET …/retention/rows: what is behind a number. */
export const retentionQuery = z.discriminatedUnion('of', [
  z.strictObject({ of: z.literal('kept'), kind: z.enum(FIELD_KINDS) }),
  z.strictObject({ of: z.literal('erased'), seq: z.coerce.number().int().positive() }),
  z.strictObject({ of: z.literal('held'), caseId: id }),
]);
export type RetentionQuery = z.infer<typeof retentionQuery>;
export const retentionRows = z.strictObject({
  total: count,
  rows: z
    .array(
      z.strictObject({
        visitId,
        /** Null of outings and gifts. */
        receipt: spokenCode.nullable(),
        ward: id.nullable(),
        lastDay: day,
      }),
    )
    .max(MOST_KEPT_ROWS),
});
export type RetentionRows = z.infer<typeof retentionRows>;

/** POST …/retention/backup : a copy now. */
export const backupAnswer = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), made: backupMade }),
  z.strictObject({ ok: z.literal(false), problem: backupProblem }),
]);
export type BackupAnswer = z.infer<typeof backupAnswer>;
