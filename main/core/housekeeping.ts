import { faultOf } from './api/errors.ts';
import type { Log } from './ports.ts';
import { realTimer, type Timer } from './protocol/changes.ts';

const EVERY_MS = 60_000;

/** Does what may fail without anybody at the door needing to know; a failure is logged. Never rejects. */
export const attempt = async (work: () => void | Promise<void>, log: Log): Promise<void> => {
  try {
    await work();
  } catch (thrown) {
    const error = thrown instanceof Error ? faultOf(thrown) : 'unknown';
    log.write({ event: 'housekeeping-failed', error });
  }
};

/**
 * Does `work` every minute until the function it gives back is called. A minute in which it fails (a full disk) is logged and the next
 * one tries again: the door stays open meanwhile, and says itself what it cannot write.
 */
export const startHousekeeping = (
  work: () => Promise<void>,
  { log, timer = realTimer }: { log: Log; timer?: Timer },
): (() => void) => {
  let isStopped = false;
  let cancel = (): void => undefined;
  const wait = (): void => {
    if (!isStopped) cancel = timer(EVERY_MS, () => void once());
  };
  const once = async (): Promise<void> => {
    await attempt(work, log);
    wait();
  };
  wait();
  return () => {
    isStopped = true;
    cancel();
  };
};
