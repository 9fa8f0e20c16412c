import type { HistoryProblem } from './migrate.ts';

/** Why a database is not opened. The file is then exactly as it was. */
export const DATABASE_PROBLEMS = [
  'newer',
  'diverging',
  'not-ours',
  'damaged',
  'locked',
  'missing',
  'not-migrated',
  'unreadable',
] as const;

export interface DatabaseProblem {
  readonly code: (typeof DATABASE_PROBLEMS)[number];
  /** One sentence for an administrator: what is wrong and what to do. */
  readonly message: string;
}

export const historySentence = (file: string, problem: HistoryProblem): DatabaseProblem => {
  switch (problem.code) {
    case 'not-ours':
      return {
        code: problem.code,
        message: `«${file}» is a database of another program; it is left as it was.`,
      };
    case 'newer':
      return {
        code: problem.code,
        message: `«${file}» was written by a newer Besøksvert (schema ${problem.database}, this program knows ${problem.program}); install that version or a newer one. The file is left as it was.`,
      };
    case 'diverging':
      return {
        code: problem.code,
        message: `«${file}» has another history than this program: migration ${problem.number} differs. Use the program that made it, or a backup. The file is left as it was.`,
      };
  }
};

/** What SQLite or the file system threw, as an expected problem; null for what is a fault of the program. */
export const thrownProblem = (file: string, thrown: unknown): DatabaseProblem | null => {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
  if (/^SQLITE_(BUSY|LOCKED)/.test(code))
    return { code: 'locked', message: `«${file}» is in use by another program that does not let go of it.` };
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) return damaged(file, code);
  if (/^(SQLITE_(CANTOPEN|READONLY|IOERR|PERM|FULL|AUTH)|E[A-Z]+$)/.test(code))
    return { code: 'unreadable', message: `«${file}» cannot be read and written here (${code}).` };
  return null;
};

export const damaged = (file: string, detail: string): DatabaseProblem => ({
  code: 'damaged',
  message: `«${file}» is damaged (${detail}); put a backup in its place. The file is left as it was.`,
});
