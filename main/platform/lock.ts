import Database from 'better-sqlite3';
import { join } from 'node:path';
import { EXIT, StartProblem } from './problem.ts';

export interface FolderLock {
  release(): void;
}

/**
 * Holds a data folder for this process alone. The lock is SQLite's exclusive lock on an empty file: the operating system
 * lets go of it when the process ends, however it ends, so none is ever left behind.
 */
export const lockFolder = (dataDir: string): FolderLock => {
  const database = new Database(join(dataDir, 'lock'), { timeout: 0 });
  try {
    database.pragma('journal_mode = MEMORY');
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    throw new StartProblem(
      `A kiosk is already running on ${dataDir}. Stop it first, or name another data folder with --data.`,
      EXIT.busy,
      { cause: error },
    );
  }
  return { release: () => database.close() };
};

/** Whether a kiosk runs on this folder right now. */
export const isLocked = (dataDir: string): boolean => {
  try {
    lockFolder(dataDir).release();
    return false;
  } catch (error) {
    if (error instanceof StartProblem) return true;
    throw error;
  }
};
