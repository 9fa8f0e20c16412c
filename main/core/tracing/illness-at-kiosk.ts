/** A visitor says at the kiosk that they have fallen ill after a visit. Whoever stands there is told the same whether or not the code is anybody's. */
import type { IllnessWish } from '../../../shared/api/tracing.ts';
import { toInstant } from '../../../shared/domain/time.ts';
import type { Clock } from '../ports.ts';
import { reportIllness, symptomsProblem } from './illness.ts';
import type { TracingParts } from './parts.ts';
import { isRefused, type Refused } from './refusal.ts';
import { MINUTE } from './spans.ts';

/** So many in so long are more than people who are ill, and fewer than it takes to guess a code of six characters. */
const MOST = 5;
const WITHIN_MS = 10 * MINUTE;

export type ToldAtKiosk = Refused | { readonly done: true } | { readonly until: string };

/** `elapsed` goes on also where the clock is set. */
export const createIllnessAtKiosk = (
  parts: Pick<TracingParts, 'db' | 'protocol' | 'settings'> & { readonly elapsed: Clock },
) => {
  const { protocol, elapsed } = parts;
  let tries: readonly number[] = [];
  return (wish: IllnessWish): ToldAtKiosk => {
    const problem = symptomsProblem(parts, wish.symptomsFrom);
    if (problem !== null) return problem;
    const now = elapsed.now();
    tries = tries.filter((at) => now - at < WITHIN_MS);
    const [oldest] = tries;
    if (tries.length >= MOST && oldest !== undefined)
      return { until: toInstant(Date.parse(protocol.now()) + oldest + WITHIN_MS - now) };
    tries = [...tries, now];
    const told = reportIllness(parts, wish, { by: 'visitor', via: 'screen' });
    // As much is written for a code that is nobody's: neither the answer nor how long it takes tells them apart.
    if (isRefused(told))
      protocol.transaction(() =>
        protocol.append({
          type: 'code.rejected',
          actor: 'visitor',
          body: { result: 'not-ours', bookingId: null, via: 'word-code' },
        }),
      );
    return { done: true };
  };
};
