/** The process's exit status where a start ends early; after sysexits.h, so that a supervisor can tell them apart. */
export const EXIT = { failed: 1, busy: 75, configuration: 78 } as const;

/** A start that cannot go on, in one sentence that says what happened and what to do now. */
export class StartProblem extends Error {
  override readonly name = 'StartProblem';
  readonly exitCode: number;

  constructor(message: string, exitCode: number = EXIT.failed, options?: ErrorOptions) {
    super(message, options);
    this.exitCode = exitCode;
  }
}

/** The `code` of a Node system error (`ENOENT`, `EADDRINUSE` …), or undefined for anything else. */
export const errorCode = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
