import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import type { RefusalReason } from '../../../shared/api/error.ts';
import type { ExportAnswer } from '../../../shared/api/staff.ts';
import type { Actor } from '../../../shared/domain/events.ts';
import type { Log } from '../ports.ts';
import type { DayKeyOpener } from '../protocol/types.ts';
import { csv, type Cell } from './csv.ts';
import { HEADINGS, logRow, personalOf, visitsOfLog, type LogParts } from './log-rows.ts';
import {
  FolderIsALink,
  isFree,
  prepareFolder,
  writeHidden,
  type FileOps,
  type HiddenFile,
} from './whole-file.ts';

export const EXPORT_PROBLEMS = [
  'folder-is-a-link',
  'disk-full',
  'not-writable',
] as const satisfies readonly RefusalReason[];
export type ExportProblem = (typeof EXPORT_PROBLEMS)[number];
export type ExportResult = { ok: true; answer: ExportAnswer } | { ok: false; problem: ExportProblem };

export interface ExportParts extends LogParts {
  readonly dataDir: string;
  readonly log: Log;
  /** The disk; tests break it. */
  readonly files?: FileOps;
}

export type ExportDailyLog = (
  day: string,
  who: { by: Actor; opener: DayKeyOpener | null },
) => Promise<ExportResult>;

/** One export at a time: two at once would take the same name. */
export const createExport = (parts: ExportParts): ExportDailyLog => {
  let before: Promise<unknown> = Promise.resolve();
  return (day, who) => {
    const mine = before.then(() => exportDay(parts, day, who));
    before = mine.catch(() => undefined);
    return mine;
  };
};

/**
 * Decision 0010. The order is: the whole file on the disk under a hidden name, then its event, then its name. So no daily log stands in
 * the folder that the protocol does not know of; and an event whose file never got its name says what is true, that names were read
 * out of the protocol at that time.
 */
const exportDay = async (
  parts: ExportParts,
  day: string,
  { by, opener }: { by: Actor; opener: DayKeyOpener | null },
): Promise<ExportResult> => {
  const { protocol, settings, files } = parts;
  const folder = resolve(parts.dataDir, settings.exportTo);
  const { content, rows, closed } = await contentOf(parts, day, opener);
  const sha256 = createHash('sha256').update(content).digest('hex');
  const hidden: HiddenFile[] = [];
  try {
    await prepareFolder(folder, files);
    const log = await writeHidden(folder, content, files);
    hidden.push(log);
    protocol.transaction(() =>
      protocol.append({ type: 'log.exported', actor: by, body: { day, rows, sha256 } }),
    );
    const head = await writeHidden(folder, `${await protocol.signHead()}\n`, files);
    hidden.push(head);
    const name = await freeName(folder, `besoksprotokoll-${settings.institution.id}-${day}`, files);
    await head.show(`${name}.head.jws`);
    await log.show(`${name}.csv`);
    parts.log.write({ event: 'export-written', day, rows });
    return { ok: true, answer: { file: `${name}.csv`, folder, rows, closed, sha256 } };
  } catch (thrown) {
    for (const file of hidden) await file.discard();
    const problem = problemOf(thrown);
    if (problem === null) throw thrown;
    return { ok: false, problem };
  }
};

const contentOf = async (parts: ExportParts, day: string, opener: DayKeyOpener | null) => {
  const rows: Cell[][] = [];
  let closed = 0;
  for (const visit of visitsOfLog(parts, day)) {
    const personal = await personalOf(parts, visit, opener);
    if (typeof personal === 'string') closed += 1;
    rows.push(logRow(parts, visit, typeof personal === 'string' ? {} : personal));
  }
  return { content: csv([HEADINGS, ...rows]), rows: rows.length, closed };
};

/** `…`, `…-2`, `…-3`: what was exported before is never written over. */
const freeName = async (folder: string, name: string, files?: FileOps): Promise<string> => {
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? name : `${name}-${number}`;
    const ends = ['.csv', '.head.jws'].map((end) => isFree(resolve(folder, candidate + end), files));
    if ((await Promise.all(ends)).every(Boolean)) return candidate;
  }
};

const problemOf = (thrown: unknown): ExportProblem | null => {
  if (thrown instanceof FolderIsALink) return 'folder-is-a-link';
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'disk-full';
  return /^E[A-Z]+$/.test(code) ? 'not-writable' : null;
};
