import type { BatchAnswer } from '../../../shared/domain/sync.ts';

export type Settled =
  | { readonly seq: number; readonly state: 'acknowledged' }
  | { readonly seq: number; readonly state: 'refused'; readonly reason: string }
  /** No verdict, or verdicts that contradict each other. */
  | { readonly seq: number; readonly state: 'waiting' };

const LONGEST_REASON = 200;

/** What becomes of each event of a batch. Verdicts on events that are not in it are not listened to. */
export const settle = (seqs: readonly number[], { verdicts }: BatchAnswer): Settled[] =>
  seqs.map((seq) => {
    const mine = verdicts.filter((verdict) => verdict.seq === seq);
    const refused = mine.find((verdict) => verdict.verdict === 'refused');
    if (mine.length === 0 || (refused && mine.some((verdict) => verdict.verdict !== 'refused')))
      return { seq, state: 'waiting' };
    if (!refused) return { seq, state: 'acknowledged' };
    const reason = refused.reason
      ?.replace(/\p{Cc}+/gu, ' ')
      .trim()
      .slice(0, LONGEST_REASON);
    return {
      seq,
      state: 'refused',
      reason: reason === undefined || reason === '' ? 'no reason given' : reason,
    };
  });
