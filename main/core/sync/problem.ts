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
  /** Something in the kiosk itself, which its log names; the door goes on. */
  'kiosk-failed',
] as const;
export type SyncProblem = (typeof SYNC_PROBLEMS)[number];

/** What an answer's status says. Null: the answer is to be read. */
export const problemOfStatus = (status: number): SyncProblem | null => {
  if (status === 200) return null;
  if (status === 401 || status === 403) return 'not-allowed';
  if (status === 404) return 'wrong-address';
  if (status === 408 || status === 429 || status >= 500) return 'server-error';
  return status >= 400 ? 'turned-away' : 'bad-answer';
};
