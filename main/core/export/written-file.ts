import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import type { RefusalReason } from '../../../shared/api/error.ts';
import type { ExportAnswer } from '../../../shared/api/staff.ts';
import type { NewEvent } from '../protocol/types.ts';
import type { LogParts } from './log-rows.ts';
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

export interface WritingParts extends LogParts {
  readonly dataDir: string;
  /** The disk; tests break it. */
  readonly files?: FileOps;
}

export interface Content {
  readonly text: string;
  readonly rows: number;
  /** Rows whose personal fields could not be opened. */
  readonly closed: number;
}

/**
 * Decision 0010. The order is: the whole file on the disk under a hidden name, then its event, then its name. So no export stands in
 * the folder that the protocol does not know of; and an event whose file never got its name says what is true, that names were read
 * out of the protocol at that time.
 */
export const writeExport = async (
  parts: WritingParts,
  name: string,
  content: Content,
  eventOf: (sha256: string) => NewEvent,
): Promise<ExportResult> => {
  const { protocol, settings, files } = parts;
  const folder = resolve(parts.dataDir, settings.exportTo);
  const sha256 = createHash('sha256').update(content.text).digest('hex');
  const hidden: HiddenFile[] = [];
  try {
    await prepareFolder(folder, files);
    const table = await writeHidden(folder, content.text, files);
    hidden.push(table);
    protocol.transaction(() => protocol.append(eventOf(sha256)));
    const head = await writeHidden(folder, `${await protocol.signHead()}\n`, files);
    hidden.push(head);
    const free = await freeName(folder, name, files);
    await head.show(`${free}.head.jws`);
    await table.show(`${free}.csv`);
    const { rows, closed } = content;
    return { ok: true, answer: { file: `${free}.csv`, folder, rows, closed, sha256 } };
  } catch (thrown) {
    for (const file of hidden) await file.discard();
    const problem = problemOf(thrown);
    if (problem === null) throw thrown;
    return { ok: false, problem };
  }
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
