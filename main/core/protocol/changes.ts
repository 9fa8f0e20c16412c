/** Wakes the long polls after a commit. */
export interface Changes {
  /** Rises with every committed transaction that wrote something; also rises over a restart, as long as the clock does. */
  revision(): number;
  /**
   * At once if the revision is above `after` already, else when it rises, at the latest after `timeoutMs` or when `signal`
   * aborts. Gives the revision as it then is; never rejects.
   */
  waitFor(after: number, options: { timeoutMs: number; signal?: AbortSignal | undefined }): Promise<number>;
  /** Calls `heard` after every commit that wrote something. It is not to throw. */
  listen(heard: () => void): void;
}

/** Calls `fire` once after so many milliseconds, unless the function it gives back is called first. */
export type Timer = (ms: number, fire: () => void) => () => void;

export const realTimer: Timer = (ms, fire) => {
  const handle = setTimeout(fire, ms);
  return () => clearTimeout(handle);
};

/** `start` is the first revision: milliseconds since 1970, so that a screen that outlived a restart does not wait for ever. */
export const createChanges = (start: number, timer: Timer = realTimer): Changes & { rise(): void } => {
  let revision = start;
  const waiting = new Set<() => void>();
  const listeners: (() => void)[] = [];
  return {
    revision: () => revision,
    rise() {
      revision += 1;
      for (const wake of [...waiting]) wake();
      for (const heard of listeners) heard();
    },
    listen: (heard) => void listeners.push(heard),
    waitFor(after, { timeoutMs, signal }) {
      if (revision > after || signal?.aborted) return Promise.resolve(revision);
      return new Promise((resolve) => {
        const wake = () => {
          waiting.delete(wake);
          cancel();
          signal?.removeEventListener('abort', wake);
          resolve(revision);
        };
        const cancel = timer(timeoutMs, wake);
        waiting.add(wake);
        signal?.addEventListener('abort', wake);
      });
    },
  };
};
