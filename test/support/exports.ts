/** Exports over a test's protocol: asked for, waited for, and read again as a machine would. */
import { createHash } from 'node:crypto';
import * as disk from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { restore } from '../../main/core/export/csv.ts';
import {
  createExports,
  type ExportParts,
  type Exporter,
  type Exports,
} from '../../main/core/export/exports.ts';
import { produce } from '../../main/core/export/produce.ts';
import type { Producer } from '../../main/core/export/thread.ts';
import type { FileOps } from '../../main/core/export/whole-file.ts';
import type { LogEntry } from '../../main/core/ports.ts';
import { vi } from 'vitest';
import { exportJob, type Exported, type ExportJob, type ExportOrder } from '../../shared/api/exports.ts';
import type { Settings } from '../../shared/domain/settings.ts';
import { demoSettings } from '../municipality/demo/institution.ts';
import type { TestCore } from './core.ts';
import { readCsv } from './csv.ts';
import { answerOf } from './desk.ts';
import { MIGRATIONS, type TestProtocol } from './protocol.ts';

export const RESOURCES = fileURLToPath(new URL('../../resources', import.meta.url));
export const LEAD: Exporter = { by: 'staff:ivar', name: 'Ivar', opener: null };

export const dailyLogOf = (day: string, changes: Partial<ExportOrder> = {}): ExportOrder => ({
  what: 'daily-log',
  format: 'csv',
  from: day,
  to: day,
  caseId: null,
  purpose: 'supervision',
  target: 'kiosk',
  encrypt: false,
  ...changes,
});

/** In the thread of the test, with the test's own disk. */
export const inThisThread =
  (files?: FileOps): Producer =>
  (order, { signal, progress }) =>
    produce(order, {
      files,
      progress: (so) => {
        signal.throwIfAborted();
        progress(so);
      },
    });

export interface TestExports {
  readonly exports: Exports;
  readonly folder: string;
  readonly logged: LogEntry[];
  /** Starts one and waits until it has ended. Throws where it is not even begun. */
  ended(order: ExportOrder, who?: Exporter): Promise<ExportJob>;
  /** As `ended`, of one that must go well. */
  written(order: ExportOrder, who?: Exporter): Promise<Exported>;
}

export const startExports = (
  at: TestProtocol,
  changes: Partial<ExportParts> & { readonly settings?: Settings } = {},
): TestExports => {
  const logged: LogEntry[] = [];
  const settings = changes.settings ?? demoSettings('http://127.0.0.1:9');
  const exports = createExports({
    db: at.db,
    protocol: at.protocol,
    settings,
    secrets: at.secrets,
    dataDir: at.folder,
    resourcesDir: RESOURCES,
    migrationsDir: MIGRATIONS,
    log: { write: (entry) => void logged.push(entry) },
    evacuation: () => {
      throw new Error('no evacuation in this test');
    },
    caseData: () => Promise.resolve({ refusal: 'no-such-case' }),
    producer: inThisThread(changes.files),
    ...changes,
  });
  const ended: TestExports['ended'] = async (order, who = LEAD) => {
    const started = await exports.start(order, who);
    if (!started.ok) throw new Error(started.problem);
    await exports.idle();
    const job = exports.job(started.job.id);
    if (job === null) throw new Error('the job is gone');
    return job;
  };
  return {
    exports,
    folder: join(at.folder, settings.exportTo),
    logged,
    ended,
    written: async (order, who) => {
      const job = await ended(order, who);
      if (job.result === null) throw new Error(`${job.state} ${job.problem ?? JSON.stringify(logged)}`);
      return job.result;
    },
  };
};

/** Each row of a CSV by its headings, as a machine would read it. */
export const rowsIn = (text: string): Record<string, string>[] => {
  const [headings = [], ...rows] = readCsv(text);
  return rows.map((row) =>
    Object.fromEntries(row.map((cell, at) => [restore(headings[at] ?? ''), restore(cell)])),
  );
};
export const rowsOf = ({ folder, file }: Pick<Exported, 'folder' | 'file'>): Record<string, string>[] =>
  rowsIn(readFileSync(join(folder, file), 'utf8'));

export const sha256Of = (path: string): string =>
  createHash('sha256').update(readFileSync(path)).digest('hex');

/** The disk that fails at its nth operation; `crash`: and at every one after it, as if the kiosk had been switched off. */
export const failingDisk = (nth: number, how: 'once' | 'crash', code: string) => {
  let count = 0;
  let reached = false;
  const step = <A extends unknown[], R>(work: (...given: A) => Promise<R>) => {
    return async (...given: A): Promise<R> => {
      count += 1;
      if (count === nth || (how === 'crash' && count > nth)) {
        reached = true;
        throw Object.assign(new Error(code), { code });
      }
      return work(...given);
    };
  };
  const ops = {
    mkdir: step(disk.mkdir),
    lstat: step(disk.lstat),
    rename: step(disk.rename),
    unlink: step(disk.unlink),
    readdir: step(disk.readdir),
    open: step(async (...given: Parameters<typeof disk.open>) => {
      const handle = await disk.open(...given);
      const close = handle.close.bind(handle);
      return Object.assign(handle, {
        writeFile: step(handle.writeFile.bind(handle)),
        read: step(handle.read.bind(handle)),
        sync: step(handle.sync.bind(handle)),
        // The system closes what a crash leaves open.
        close: () => close(),
      });
    }),
  } as unknown as FileOps;
  return { ops, wasReached: () => reached };
};

/** Starts an export at the door and asks until it has ended, as a screen does. */
export const exportThrough = async (
  core: Pick<TestCore, 'get' | 'post'>,
  order: ExportOrder,
  headers: Record<string, string>,
): Promise<ExportJob> => {
  const { id } = await answerOf(exportJob, core.post('/api/infection-control/exports', order, headers));
  return vi.waitFor(
    async () => {
      const job = await answerOf(exportJob, core.get(`/api/infection-control/exports/${id}`, headers));
      if (job.state === 'running') throw new Error('still running');
      return job;
    },
    { timeout: 15_000, interval: 20 },
  );
};

export const writtenThrough = async (...asked: Parameters<typeof exportThrough>): Promise<Exported> => {
  const { result, state, problem } = await exportThrough(...asked);
  if (result === null) throw new Error(`${state} ${problem ?? ''}`);
  return result;
};
