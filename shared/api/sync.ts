/** The nightly talk with the municipality, as staff see it. */
import { z } from 'zod';
import { instant } from '../domain/time.ts';

/** What can come in the way of a sync. A closed list: screens word it, the log takes it as it is. */
export const SYNC_PROBLEMS = [
  /** No connection, or it broke off. */
  'unreachable',
  'timeout',
  /** 401, 403: this kiosk or its token is not known there. */
  'not-allowed',
  /** 404: the address in the settings is not a municipality's. */
  'wrong-address',
  /** 400, 413, 422 …: what was asked was turned away whole; the events of a batch wait, and go in another next time. */
  'turned-away',
  /** 5xx. */
  'server-error',
  /** An answer that is not what the protocol says. */
  'bad-answer',
  /** The receiver gave no verdict, or two different ones, for some events. */
  'not-all-answered',
  /** What came in could not be taken in; nothing of it was. */
  'import-failed',
  /** Some of what came in could not be used and was left out; the rest is in. */
  'some-left-out',
  /** Something in the kiosk itself, which its log names; the door goes on. */
  'kiosk-failed',
] as const;
export type SyncProblem = (typeof SYNC_PROBLEMS)[number];

export const syncReport = z.strictObject({
  /** `done`: all of it. `partly`: some was refused by the receiver. `failed`: not reached or broken off; nothing is lost. */
  outcome: z.enum(['done', 'partly', 'failed']),
  startedAt: instant,
  sent: z.int(),
  acknowledged: z.int(),
  refused: z.int(),
  waiting: z.int(),
  bookings: z.int(),
  cancelled: z.int(),
  problem: z.enum(SYNC_PROBLEMS).nullable(),
  /** What came in and could not be used, a sentence each, for an administrator. */
  leftOut: z.array(z.string()),
});
export type SyncReport = z.infer<typeof syncReport>;
export const syncStatus = z.strictObject({
  last: syncReport.nullable(),
  waiting: z.int(),
  refused: z.int(),
  next: instant.nullable(),
});
