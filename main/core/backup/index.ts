/** Rolling encrypted copies, and the live copy of the day keys beside them. */
import { basename, isAbsolute, join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import {
  backupMade,
  backupProblem,
  type BackupMade,
  type BackupProblem,
} from '../../../shared/domain/backup.ts';
import type { Settings } from '../../../shared/domain/settings.ts';
import { instant } from '../../../shared/domain/time.ts';
import type { SyncFileOps } from '../keys/files.ts';
import type { Log, Secrets } from '../ports.ts';
import type { Protocol } from '../protocol/types.ts';
import { createFacts } from '../sync/facts.ts';
import { asFailed, BackupFailed, flushFolder, realFiles, type BackupFiles } from './files.ts';
import { makeBackup } from './make.ts';
import { mirrorKeys } from './mirror.ts';
import { pruneBackups } from './prune.ts';

export type BackedUp =
  { readonly ok: true; readonly made: BackupMade } | { readonly ok: false; readonly problem: BackupProblem };

const trouble = z.strictObject({ problem: backupProblem, since: instant });
export interface BackupState {
  /** As an absolute path; null: none is set. */
  readonly folder: string | null;
  readonly last: BackupMade | null;
  /** Of the newest try; null: it went well, or there was none. `since`: when it began. */
  readonly trouble: z.infer<typeof trouble> | null;
}

export interface Backups {
  /** Into the folder of the settings, or another that is there. One at a time. Never rejects for what a disk says. */
  run(to?: string): Promise<BackedUp>;
  /** By the hour: brings the keys beside the copies up to date, and makes the copy that could not be made before. */
  catchUp(): Promise<void>;
  state(): BackupState;
}

export interface BackupParts {
  readonly db: Database;
  readonly protocol: Pick<Protocol, 'signHead' | 'now' | 'dayKeys'>;
  readonly secrets: Secrets;
  readonly settings: Settings;
  readonly dataDir: string;
  readonly log: Log;
  readonly files?: BackupFiles;
  readonly keyFiles?: SyncFileOps;
}

const LAST = 'backup-last';
const TROUBLE = 'backup-trouble';
const EVERY_MS = 3_600_000;

export const openBackups = (parts: BackupParts): Backups => {
  const { db, protocol, settings, dataDir, log, files = realFiles } = parts;
  const facts = createFacts(db);
  const kiosk = settings.kiosk.id;
  const { folder: named, keep } = settings.backup;
  const folder = named === null ? null : isAbsolute(named) ? named : join(dataDir, named);

  const kept = <T>(name: string, shape: z.ZodType<T>): T | null => {
    const text = facts.get(name);
    return text === null || text === '' ? null : shape.parse(JSON.parse(text));
  };
  /** There is a trouble that could not be written down: the kiosk's own disk may be what is full. */
  let isUnwritten = false;
  const note = (problem: BackupProblem): void => {
    log.write({ event: 'backup-failed', problem });
    isUnwritten = true;
    try {
      const before = kept(TROUBLE, trouble);
      if (before?.problem !== problem)
        facts.set(TROUBLE, JSON.stringify({ problem, since: before?.since ?? protocol.now() }));
      isUnwritten = false;
    } catch (thrown) {
      // Said already; what is no disk's word is thrown on.
      asFailed(thrown);
    }
  };
  const isOver = (): void => {
    if (kept(TROUBLE, trouble) !== null) facts.set(TROUBLE, '');
    isUnwritten = false;
  };

  /** One of the settings that lies in the data folder is made; on another disk it is there, or the disk is not. */
  const ready = async (to: string | undefined): Promise<string> => {
    if (to !== undefined) return to;
    if (folder === null || named === null) throw new BackupFailed('no-folder');
    if (!isAbsolute(named)) {
      await files.mkdir(folder, { recursive: true, mode: 0o700 });
      await flushFolder(files, dataDir);
    }
    return folder;
  };
  const made = async (to: string | undefined): Promise<BackupMade> => {
    const into = await ready(to);
    await files.stat(into);
    mirrorKeys(protocol.dayKeys.store, into, kiosk, parts.keyFiles);
    const done = await makeBackup({ db, protocol, secrets: parts.secrets, settings, kiosk, files }, into);
    const days = settings.retention.identityDays;
    await pruneBackups(files, into, { kiosk, keep, days, newest: basename(done.file) });
    return done;
  };
  const once = async (to: string | undefined): Promise<BackedUp> => {
    try {
      const done = await made(to);
      facts.set(LAST, JSON.stringify(done));
      isOver();
      log.write({ event: 'backup-made', length: done.length, bytes: done.bytes });
      return { ok: true, made: done };
    } catch (thrown) {
      const { problem } = asFailed(thrown);
      note(problem);
      return { ok: false, problem };
    }
  };

  const mirror = (into: string): void => {
    try {
      mirrorKeys(protocol.dayKeys.store, into, kiosk, parts.keyFiles);
    } catch (thrown) {
      note(asFailed(thrown).problem);
    }
  };

  let before: Promise<unknown> = Promise.resolve();
  let triedAt = -Infinity;
  const backups: Backups = {
    run(to) {
      triedAt = Date.parse(protocol.now());
      const mine = before.then(() => once(to));
      before = mine.catch(() => undefined);
      return mine;
    },
    async catchUp() {
      const now = Date.parse(protocol.now());
      if (folder === null || Math.abs(now - triedAt) < EVERY_MS) return;
      triedAt = now;
      if (isUnwritten || kept(TROUBLE, trouble) !== null) await backups.run();
      else if (kept(LAST, backupMade) !== null) mirror(folder);
    },
    state: () => ({ folder, last: kept(LAST, backupMade), trouble: kept(TROUBLE, trouble) }),
  };
  return backups;
};
