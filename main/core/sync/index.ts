import type { z } from 'zod';
import type { SyncReport, syncStatus } from '../../../shared/api/staff.ts';
import type { Actor } from '../../../shared/domain/events.ts';
import { toInstant } from '../../../shared/domain/time.ts';
import type { Timer } from '../protocol/changes.ts';
import { createSchedule, nightlyTimes } from './schedule.ts';
import { createSync, type SyncParts } from './sync.ts';

export { MUNICIPALITY } from './batch.ts';

export type SyncStatus = z.infer<typeof syncStatus>;

/** The nightly sync as the rest of the core sees it. */
export interface NightlySync {
  /** On demand. Whoever asks while one is under way gets that one's report. */
  run(): Promise<SyncReport>;
  status(): SyncStatus;
  /** A person has seen to what the receiver refused: it goes out again with the next sync. How many events there were. */
  retryRefused(by: Actor): number;
  /** Begins the nightly schedule; a missed night is made up for at once. */
  start(): void;
  /** Ends schedule and whatever is under way. Before the database is closed. */
  close(): Promise<void>;
}

const realTimer: Timer = (ms, fire) => {
  const handle = setTimeout(fire, ms);
  return () => clearTimeout(handle);
};

/** Puts outbox, client, import and schedule together; `timer` is the system's unless told. */
export const openSync = (parts: SyncParts & { readonly timer?: Timer }): NightlySync => {
  const { clock, settings, timer = realTimer } = parts;
  const sync = createSync(parts);
  const schedule = createSchedule({
    times: nightlyTimes(settings.municipality.syncAt, settings.institution.zone),
    clock,
    timer,
    lastSuccess: () => sync.lastSuccess(),
    run: async () => (await sync.run()).outcome !== 'failed',
  });
  return {
    run: () => sync.run(),
    status: () => {
      const next = schedule.next();
      return { ...sync.status(), next: next === null ? null : toInstant(next) };
    },
    retryRefused: (by) => sync.retryRefused(by),
    start: () => schedule.start(),
    close: async () => {
      schedule.stop();
      await sync.close();
    },
  };
};
