const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Waits for the first request to stop. A second one is not waited on: the process ends as it stands, which loses nothing that was committed. */
export const askedToStop = (): Promise<void> =>
  new Promise((resolve) => {
    let asked = false;
    for (const signal of SIGNALS)
      process.on(signal, () => {
        if (asked) process.exit(130);
        asked = true;
        resolve();
      });
  });
