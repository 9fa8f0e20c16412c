/** What leaves the house: `/api/infection-control/exports`. */
import { z } from 'zod';
import { exportFormat, exportKind, lookupPurpose } from '../domain/events.ts';
import { id } from '../domain/ids.ts';
import { day, instant } from '../domain/time.ts';
import { REFUSAL_REASONS } from './error.ts';

/** Which formats each can be written in. `person` is made elsewhere (the visitor's own rights). */
export const FORMATS_OF = {
  'daily-log': ['csv', 'xlsx', 'pdf'],
  protocol: ['csv', 'xlsx', 'pdf'],
  postponements: ['csv', 'xlsx', 'pdf'],
  statistics: ['csv', 'xlsx', 'pdf'],
  evacuation: ['csv', 'xlsx', 'pdf'],
  'line-list': ['csv', 'xlsx', 'pdf'],
  'call-sheet': ['csv', 'xlsx', 'pdf'],
  sormas: ['zip'],
  godata: ['zip'],
  iris: ['zip'],
  fhir: ['zip'],
  person: [],
} as const satisfies Record<z.infer<typeof exportKind>, readonly z.infer<typeof exportFormat>[]>;

/** What is asked of a period, of a case, or as things are now. */
export const NEEDS = {
  'daily-log': 'day',
  protocol: 'period',
  postponements: 'period',
  statistics: 'period',
  evacuation: 'now',
  'line-list': 'case',
  'call-sheet': 'case',
  sormas: 'case',
  godata: 'case',
  iris: 'case',
  fhir: 'case',
  person: 'case',
} as const satisfies Record<z.infer<typeof exportKind>, 'day' | 'period' | 'now' | 'case'>;

/** The kiosk's own folder, `settings.exportTo`; the others are those of `settings.exportTargets`. */
export const OWN_TARGET = 'kiosk';

/** POST …/exports : answers exportJob. Both days included. */
export const exportOrder = z.strictObject({
  what: exportKind,
  format: exportFormat,
  from: day.nullable(),
  to: day.nullable(),
  caseId: id.nullable(),
  purpose: lookupPurpose,
  target: id,
  /** So that only the municipality can open it. */
  encrypt: z.boolean(),
});
export type ExportOrder = z.infer<typeof exportOrder>;

export const exported = z.strictObject({
  /** The file; its manifest and the signature of it are called the same with `.manifest.json` and `.manifest.jws`. */
  file: z.string(),
  folder: z.string(),
  size: z.int(),
  rows: z.int(),
  /** Rows whose people could not be named: forgotten, or closed to this session. */
  erased: z.int(),
  closed: z.int(),
  sha256: z.string(),
  contentSha256: z.string(),
  encrypted: z.boolean(),
  /** It may be taken out now: all is on it, and was read again. */
  removable: z.boolean(),
  /** What the format has no place for. */
  leftOut: z.array(z.string()),
});
export type Exported = z.infer<typeof exported>;

/** GET …/exports/:id, and POST …/exports/:id/cancel */
export const exportJob = z.strictObject({
  id: z.uuid(),
  order: exportOrder,
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  done: z.int(),
  total: z.int(),
  result: exported.nullable(),
  /** Why it failed. Null for a fault of the program, which the kiosk's log names. */
  problem: z.enum(REFUSAL_REASONS).nullable(),
});
export type ExportJob = z.infer<typeof exportJob>;

/** GET …/exports : where to, and what left before. */
export const exportsOverview = z.strictObject({
  targets: z.array(
    z.strictObject({
      id,
      /** Null: the kiosk's own folder. */
      name: z.string().nullable(),
      removable: z.boolean(),
      /** Whether it is there now; else why not. */
      problem: z.enum(REFUSAL_REASONS).nullable(),
    }),
  ),
  /** The calendar day at the institution. */
  today: day,
  /** Tracing cases that are open, the newest first. */
  cases: z.array(z.strictObject({ caseId: id, openedAt: instant })),
  /** Whether the municipality's key is known. */
  canEncrypt: z.boolean(),
  /** The newest job since the program began. */
  job: exportJob.nullable(),
  /** Newest first. */
  earlier: z.array(
    z.strictObject({
      at: instant,
      /** By name, where the account is still there. */
      by: z.string(),
      what: exportKind,
      format: exportFormat,
      purpose: lookupPurpose.nullable(),
      caseId: id.nullable(),
      from: day.nullable(),
      to: day.nullable(),
      rows: z.int(),
      sha256: z.string(),
      encrypted: z.boolean(),
      target: id,
    }),
  ),
});
export type ExportsOverview = z.infer<typeof exportsOverview>;
