import { Cron } from 'croner';
import type { Clock } from '../ports.ts';
import type { Timer } from '../protocol/changes.ts';

/** After a night that failed: so many milliseconds until each next try, and then not until the next night. */
export const RETRY_AFTER_MS = [1, 5, 15, 30, 60, 120].map((minutes) => minutes * 60_000);
/** The timer is asked again at the latest after this: a machine that slept, or whose clock was set, is found out. */
const LONGEST_SLEEP_MS = 10 * 60_000;

/** The instants (ms) of a local time of day in a zone: once every calendar day, whatever the clock does. */
export interface NightlyTimes {
  /** The newest one not after `now`. */
  last(now: number): number;
  /** The first one after `now`. */
  next(now: number): number;
}

/** `syncAt` is `HH:MM`. In the night that lacks it, the time is when the clock jumps; in the night that has it twice, the first. */
export const nightlyTimes = (syncAt: string, zone: string): NightlyTimes => {
  const [hours, minutes] = syncAt.split(':').map(Number);
  const cron = new Cron(`${minutes ?? 0} ${hours ?? 0} * * *`, { timezone: zone, paused: true });
  const found = (date: Date | null | undefined): number => {
    if (!date) throw new RangeError(`no such time of day: ${syncAt}`);
    return date.getTime();
  };
  return {
    last: (now) => found(cron.previousRuns(1, new Date(now + 1))[0]),
    next: (now) => found(cron.nextRun(new Date(now))),
  };
};

export interface Schedule {
  /** Makes up for a missed night at once, then waits for the next. */
  start(): void;
  stop(): void;
  /** When the next one is due (ms); null while stopped. */
  next(): number | null;
}

interface ScheduleParts {
  readonly times: NightlyTimes;
  readonly clock: Clock;
  readonly timer: Timer;
  readonly lastSuccess: () => number | null;
  /** True when it went well. */
  readonly run: () => Promise<boolean>;
}

export const createSchedule = ({ times, clock, timer, lastSuccess, run }: ScheduleParts): Schedule => {
  let stopped = true;
  let cancel = (): void => undefined;
  /** The night that is being tried, how often it was, and when it is tried next. */
  let night = { due: -Infinity, tries: 0, again: -Infinity };

  /** A success that lies ahead was dated by a clock that has been put right since: it says nothing. */
  const owed = (now: number): boolean => {
    const success = lastSuccess();
    return success === null || success < times.last(now) || success > now;
  };
  const nextAt = (now: number): number => {
    const retries = owed(now) && night.due === times.last(now);
    return retries && night.again > now ? Math.min(night.again, times.next(now)) : times.next(now);
  };

  const wait = (): void => {
    if (stopped) return;
    const now = clock.now();
    cancel = timer(Math.min(Math.max(nextAt(now) - now, 0), LONGEST_SLEEP_MS), () => void wake());
  };

  const wake = async (): Promise<void> => {
    const now = clock.now();
    const due = times.last(now);
    if (night.due !== due) night = { due, tries: 0, again: -Infinity };
    if (owed(now) && night.again <= now) {
      const well = await run();
      const pause = RETRY_AFTER_MS[night.tries];
      night = {
        due,
        tries: night.tries + 1,
        again: well || pause === undefined ? Infinity : clock.now() + pause,
      };
    }
    wait();
  };

  return {
    start: () => {
      if (!stopped) return;
      stopped = false;
      void wake();
    },
    stop: () => {
      stopped = true;
      cancel();
    },
    next: () => (stopped ? null : nextAt(clock.now())),
  };
};
