import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { CodeResult } from '../../../shared/domain/events.ts';
import type { Clock } from '../ports.ts';
import { openTask } from '../protocol/tasks.ts';
import type { Protocol } from '../protocol/types.ts';
import type { ShownVia } from './shown.ts';

export interface Rejection {
  readonly result: Exclude<CodeResult, 'ok'>;
  readonly code: string;
  readonly bookingId: string | null;
  readonly via: ShownVia;
}

/** A code that lies before the camera is read again and again: that is one rejection. */
const SAME_WITHIN_MS = 10_000;

/**
 * Refusals are recorded too. Not those of codes that are nobody's (`not-readable`, `not-ours`), and one code's the first time in ten
 * seconds only. A blocked code calls staff.
 */
export const createRejections = (parts: { db: Database; clock: Clock; protocol: Protocol }) => {
  const { db, clock, protocol } = parts;
  const recent = new Map<string, number>();
  const isRepeated = ({ code, result }: Rejection): boolean => {
    const now = clock.now();
    for (const [known, at] of recent) if (now - at >= SAME_WITHIN_MS) recent.delete(known);
    const key = createHash('sha256').update(`${result} ${code}`).digest('base64url');
    const repeated = recent.has(key);
    recent.set(key, now);
    return repeated;
  };
  return {
    record(rejection: Rejection): void {
      const { result, bookingId, via } = rejection;
      if (result === 'not-readable' || result === 'not-ours' || isRepeated(rejection)) return;
      protocol.transaction(() => {
        const event = protocol.append({
          type: 'code.rejected',
          body: { result, bookingId, via },
          actor: 'visitor',
        });
        if (result === 'blocked') openTask(db, { kind: 'code', eventSeq: event.seq, detail: result });
      });
    },
  };
};
export type Rejections = ReturnType<typeof createRejections>;
