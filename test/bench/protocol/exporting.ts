/** Exports from the large house, by the thread that really writes them. */
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { createExports, type Exports } from '../../../main/core/export/index.ts';
import { recipientOpener } from '../../../main/core/protocol/daykeys.ts';
import type { Protocol } from '../../../main/core/protocol/types.ts';
import type { ExportOrder } from '../../../shared/api/exports.ts';
import { RESOURCES } from '../../support/core.ts';
import { MIGRATIONS } from '../../support/protocol.ts';
import { LEAD, type House } from './house.ts';

export interface Exporting {
  readonly exports: Exports;
  /** The file of an order, whole and delivered. */
  run(order: Pick<ExportOrder, 'what' | 'from' | 'to'>): Promise<{ rows: number; ms: number; bytes: number }>;
  /** Begins one and gives back how to wait for its end. */
  begin(
    order: Pick<ExportOrder, 'what' | 'from' | 'to'>,
  ): Promise<{ done: () => Promise<{ rows: number }>; cancel: () => Promise<unknown> }>;
}

export const exportingFrom = (
  house: House,
  { db, protocol }: { db: Database; protocol: Protocol },
): Exporting => {
  const exports = createExports({
    db,
    protocol,
    settings: house.settings,
    secrets: house.secrets,
    dataDir: house.folder,
    resourcesDir: RESOURCES,
    migrationsDir: MIGRATIONS,
    log: { write: () => undefined },
    evacuation: () => {
      throw new Error('not asked for here');
    },
    caseData: () => Promise.resolve({ refusal: 'no-such-case' }),
  });
  const who = {
    by: 'staff:s-bench' as const,
    name: 'Bench',
    opener: recipientOpener(protocol.dayKeys.store, LEAD, house.lead.privateJwk),
  };
  const start = async (order: Pick<ExportOrder, 'what' | 'from' | 'to'>): Promise<string> => {
    const started = await exports.start(
      { ...order, format: 'csv', caseId: null, purpose: 'supervision', target: 'kiosk', encrypt: false },
      who,
    );
    if (!started.ok) throw new Error(started.problem);
    return started.job.id;
  };
  const ended = async (id: string): Promise<{ rows: number; file: string }> => {
    await exports.idle();
    const job = exports.job(id);
    if (job?.result === undefined || job.result === null)
      throw new Error(`the export ended as ${job?.state ?? 'nothing'}`);
    return { rows: job.result.rows, file: join(job.result.folder, job.result.file) };
  };
  return {
    exports,
    async run(order) {
      const begun = performance.now();
      const { rows, file } = await ended(await start(order));
      const ms = performance.now() - begun;
      const bytes = statSync(file).size;
      rmSync(file);
      return { rows, ms, bytes };
    },
    async begin(order) {
      const id = await start(order);
      return { done: () => ended(id), cancel: () => exports.cancel(id) };
    },
  };
};
