/** Exports as the infection-control lead sees them: one at a time, in a thread of its own, with how far it is, and an end when somebody wants one. */
import { randomUUID } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { ExportJob, ExportOrder, ExportsOverview } from '../../../shared/api/exports.ts';
import type { Evacuation } from '../../../shared/api/staff.ts';
import type { Actor } from '../../../shared/domain/events.ts';
import type { Settings } from '../../../shared/domain/settings.ts';
import { dayIn } from '../../../shared/domain/time.ts';
import type { CaseData } from '../../../shared/domain/tracing.ts';
import type { Log, Secrets } from '../ports.ts';
import type { DayKeyOpener, Protocol } from '../protocol/types.ts';
import type { Refused } from '../tracing/index.ts';
import { deliver } from './deliver.ts';
import { earlierExports, openCases } from './earlier.ts';
import { municipalityRecipient, planOf, type Plan, type PlanProblem } from './plan.ts';
import { readyTarget, targetsOf } from './target.ts';
import { Cancelled, inThread, type Producer } from './thread.ts';
import type { FileOps } from './whole-file.ts';

export interface ExportParts {
  readonly db: Database;
  readonly protocol: Protocol;
  readonly settings: Settings;
  readonly secrets: Pick<Secrets, 'signingKey'>;
  readonly dataDir: string;
  readonly resourcesDir: string;
  readonly migrationsDir: string;
  readonly log: Log;
  readonly evacuation: () => Evacuation;
  /** A case with what was found; why not otherwise. */
  readonly caseData: (caseId: string, who: Exporter) => Promise<CaseData | Refused>;
  /** Who writes the file; tests do it in their own thread. */
  readonly producer?: Producer;
  /** The disk; tests break it. */
  readonly files?: FileOps;
}

/** Who exports, with the lead's key for days that the kiosk no longer opens. */
export interface Exporter {
  readonly by: Actor;
  readonly name: string;
  readonly opener: DayKeyOpener | null;
}

export type StartProblem = PlanProblem | 'export-running';
export type Started = { ok: true; job: ExportJob } | { ok: false; problem: StartProblem };

export interface Exports {
  overview(): Promise<ExportsOverview>;
  start(order: ExportOrder, who: Exporter): Promise<Started>;
  job(id: string): ExportJob | null;
  /** Ends it if it still runs; nothing of it is left then. Null when there is no such job. */
  cancel(id: string): Promise<ExportJob | null>;
  /** When the last one that was started has ended. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

interface Running {
  job: ExportJob;
  readonly stop: AbortController;
  ended: Promise<void>;
}

export const createExports = (parts: ExportParts): Exports => {
  let newest: Running | null = null;
  let isStarting = false;

  const run = async (running: Running, plan: Plan): Promise<void> => {
    const { signal } = running.stop;
    const produce = parts.producer ?? inThread;
    const change = (changes: Partial<ExportJob>): void => {
      running.job = { ...running.job, ...changes };
    };
    try {
      const delivered = await deliver(
        { protocol: parts.protocol, signingKey: parts.secrets.signingKey, files: parts.files },
        {
          ...plan.delivery,
          signal,
          write: (path) => produce({ ...plan.order, path }, { signal, progress: change }),
        },
      );
      if (!delivered.ok) {
        change({ state: 'failed', problem: delivered.problem });
        return;
      }
      const { produced, file } = delivered;
      parts.log.write({ event: 'export-written', what: running.job.order.what, rows: produced.rows });
      change({
        state: 'done',
        done: produced.rows,
        total: produced.rows,
        result: plan.resultOf(produced, file),
      });
    } catch (thrown) {
      if (signal.aborted || thrown instanceof Cancelled) {
        change({ state: 'cancelled' });
        return;
      }
      const error = thrown instanceof Error ? thrown.name : 'unknown';
      parts.log.write({ event: 'export-failed', error });
      change({ state: 'failed' });
    }
  };

  const start: Exports['start'] = async (order, who) => {
    if (isStarting || newest?.job.state === 'running') return { ok: false, problem: 'export-running' };
    isStarting = true;
    try {
      const planned = await planOf(parts, order, who);
      if (!planned.ok) return planned;
      const running: Running = {
        job: {
          id: randomUUID(),
          order,
          state: 'running',
          done: 0,
          total: 0,
          result: null,
          problem: null,
        },
        stop: new AbortController(),
        ended: Promise.resolve(),
      };
      newest = running;
      running.ended = run(running, planned.plan);
      return { ok: true, job: running.job };
    } finally {
      isStarting = false;
    }
  };

  const find = (id: string): Running | null => (newest?.job.id === id ? newest : null);
  const idle = async (): Promise<void> => newest?.ended;

  return {
    start,
    idle,
    overview: async () => ({
      targets: await Promise.all(
        targetsOf(parts.settings, parts.dataDir).map(async (target) => {
          const ready = await readyTarget(target, parts.files);
          const { id, name, removable } = target;
          return { id, name, removable, problem: ready.ok ? null : ready.problem };
        }),
      ),
      today: dayIn(parts.settings.institution.zone, Date.parse(parts.protocol.now())),
      cases: openCases(parts.db),
      canEncrypt: municipalityRecipient(parts.protocol) !== null,
      job: newest?.job ?? null,
      earlier: earlierExports(parts.db),
    }),
    job: (id) => find(id)?.job ?? null,
    cancel: async (id) => {
      const running = find(id);
      if (running === null) return null;
      running.stop.abort();
      await running.ended;
      return running.job;
    },
    close: async () => {
      newest?.stop.abort();
      await idle();
    },
  };
};
