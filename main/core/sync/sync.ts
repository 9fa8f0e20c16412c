import type { Database } from 'better-sqlite3';
import { syncReport, type SyncReport } from '../../../shared/api/staff.ts';
import type { Actor } from '../../../shared/domain/events.ts';
import type { Settings } from '../../../shared/domain/settings.ts';
import type { ReceivedInbound } from '../../../shared/domain/sync.ts';
import { toInstant } from '../../../shared/domain/time.ts';
import { faultOf } from '../api/errors.ts';
import { INBOUND_CURSOR, type Imported } from '../bookings/import.ts';
import type { Clock, Ports } from '../ports.ts';
import { createBatchSize, isAboutTheBatch } from './batch-size.ts';
import { createClient } from './client.ts';
import { createFacts } from './facts.ts';
import { createOutbox, type OutboxProtocol } from './outbox.ts';
import type { SyncProblem } from '../../../shared/api/staff.ts';

const LAST_REPORT = 'sync-report';
const LAST_SUCCESS = 'sync-last-success';
const TIMEOUT_MS = 60_000;
/** So many single events in a row are not to blame: the receiver is not well, and the rest waits for another night. */
const MOST_TURNED_AWAY = 20;

export interface Sync {
  /** Out and in, once. While one is under way, whoever asks gets that one's report. Rejects only when not even that can be written down. */
  run(): Promise<SyncReport>;
  status(): { last: SyncReport | null; waiting: number; refused: number };
  /** When the last sync began that was not `failed`; null before the first. Milliseconds since 1970. */
  lastSuccess(): number | null;
  /** A person has seen to what the receiver refused: it goes out again with the next sync. How many events there were. */
  retryRefused(by: Actor): number;
  /** Breaks off what is under way and waits for its end. What was not answered goes out next time. */
  close(): Promise<void>;
}

export interface SyncParts {
  readonly db: Database;
  readonly clock: Clock;
  readonly protocol: OutboxProtocol;
  readonly settings: Settings;
  readonly log: Ports['log'];
  readonly fetch: Ports['fetch'];
  /** All of it and the cursor in one transaction, or nothing and a rejection. */
  readonly importInbound: (inbound: ReceivedInbound) => Promise<Imported>;
  /** For one request with its answer; a minute unless told. */
  readonly timeoutMs?: number;
}

interface Out {
  sent: number;
  acknowledged: number;
  refused: number;
  problem: SyncProblem | null;
}
interface In {
  bookings: number;
  cancelled: number;
  problem: SyncProblem | null;
  /** What was left out, a sentence each. */
  leftOut: readonly string[];
}

const NOTHING_OUT: Out = { sent: 0, acknowledged: 0, refused: 0, problem: null };
const NOTHING_IN: In = { bookings: 0, cancelled: 0, problem: null, leftOut: [] };

export const createSync = (parts: SyncParts): Sync => {
  const { db, clock, log, importInbound } = parts;
  const facts = createFacts(db);
  const outbox = createOutbox(parts);
  const closing = new AbortController();
  const client = createClient({
    ...parts,
    timeoutMs: parts.timeoutMs ?? TIMEOUT_MS,
    closing: closing.signal,
  });

  const sendOut = async (): Promise<Out> => {
    const done: Out = { ...NOTHING_OUT };
    const size = createBatchSize();
    let turnedAway = 0;
    for (;;) {
      const batch = await outbox.next(size.most());
      if (batch === null) return done;
      const answer = await client.send(batch);
      if (!answer.ok && isAboutTheBatch(answer.status) && turnedAway < MOST_TURNED_AWAY) {
        size.turnedAway(batch.events);
        if (batch.events > 1) {
          outbox.release(batch);
        } else {
          done.sent += 1;
          done.refused += outbox.turnAway(batch, answer.status).refused;
          turnedAway += 1;
        }
        continue;
      }
      done.sent += batch.events;
      if (!answer.ok) {
        if (answer.problem === 'turned-away') outbox.release(batch);
        return { ...done, problem: answer.problem };
      }
      size.taken(batch.events);
      turnedAway = 0;
      const settled = outbox.settle(batch, answer.value);
      done.acknowledged += settled.acknowledged;
      done.refused += settled.refused;
      if (settled.waiting > 0) return { ...done, problem: 'not-all-answered' };
    }
  };

  const takeIn = async (): Promise<In> => {
    const answer = await client.inbound(facts.get(INBOUND_CURSOR) ?? '');
    if (!answer.ok) return { ...NOTHING_IN, problem: answer.problem };
    const { bookings, cancelled, problems } = await importInbound(answer.value);
    return { bookings, cancelled, problem: null, leftOut: problems };
  };

  /** Whatever the municipality sends and whatever is wrong with the night: the door goes on with what it has. */
  const unharmed = async <T>(part: 'out' | 'in', work: Promise<T>, instead: T): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      log.write({
        event: 'sync-stumbled',
        part,
        error: faultOf(error instanceof Error ? error : new Error()),
      });
      return instead;
    }
  };
  const out = () => unharmed('out', sendOut(), { ...NOTHING_OUT, problem: 'kiosk-failed' });
  const taken = () => unharmed('in', takeIn(), { ...NOTHING_IN, problem: 'import-failed' });

  /** Out first, so that tracing waits for nothing. The very first time in first: without the municipality's key it could open nothing. */
  const both = async (): Promise<[Out, In]> => {
    if (facts.get(INBOUND_CURSOR) === null) {
      const first = await taken();
      return [await out(), first];
    }
    return [await out(), await taken()];
  };

  const keep = (report: SyncReport): Promise<true> =>
    Promise.resolve().then(() => {
      db.transaction(() => {
        facts.set(LAST_REPORT, JSON.stringify(report));
        if (report.outcome !== 'failed') facts.set(LAST_SUCCESS, report.startedAt);
      }).immediate();
      return true;
    });

  const once = async (): Promise<SyncReport> => {
    const startedAt = toInstant(clock.now());
    const [sent, came] = await both();
    const problem = sent.problem ?? came.problem;
    const partly = sent.refused > 0 || came.leftOut.length > 0;
    const report: SyncReport = {
      outcome: problem !== null ? 'failed' : partly ? 'partly' : 'done',
      startedAt,
      sent: sent.sent,
      acknowledged: sent.acknowledged,
      refused: sent.refused,
      waiting: outbox.counts().waiting,
      bookings: came.bookings,
      cancelled: came.cancelled,
      problem: problem ?? (came.leftOut.length > 0 ? 'some-left-out' : null),
      leftOut: [...came.leftOut],
    };
    const isKept = await unharmed('out', keep(report), false);
    // A night that nobody can be told of is tried again.
    const told: SyncReport = isKept ? report : { ...report, outcome: 'failed', problem: 'kiosk-failed' };
    const { outcome, acknowledged, refused } = told;
    log.write({
      event: 'sync-ended',
      outcome,
      sent: told.sent,
      acknowledged,
      refused,
      problem: told.problem,
    });
    return told;
  };

  let underWay: Promise<SyncReport> | null = null;
  return {
    run: () =>
      (underWay ??= once().finally(() => {
        underWay = null;
      })),
    status: () => {
      const last = facts.get(LAST_REPORT);
      const { waiting, refused } = outbox.counts();
      return { last: last === null ? null : syncReport.parse(JSON.parse(last)), waiting, refused };
    },
    lastSuccess: () => {
      const at = facts.get(LAST_SUCCESS);
      return at === null ? null : Date.parse(at);
    },
    retryRefused: (by) => outbox.retryRefused(by),
    close: async () => {
      closing.abort();
      await Promise.allSettled([underWay]);
    },
  };
};
