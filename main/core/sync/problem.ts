import type { SyncProblem } from '../../../shared/api/staff.ts';

/** What an answer's status says. Null: the answer is to be read. */
export const problemOfStatus = (status: number): SyncProblem | null => {
  if (status === 200) return null;
  if (status === 401 || status === 403) return 'not-allowed';
  if (status === 404) return 'wrong-address';
  if (status === 408 || status === 429 || status >= 500) return 'server-error';
  return status >= 400 ? 'turned-away' : 'bad-answer';
};
