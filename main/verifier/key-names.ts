/** Names of keys, and the files that hold them: there while they should be, and gone when they should be gone. */
import type { Database } from 'better-sqlite3';
import { openReading } from './database.ts';
import type { Findings } from './findings.ts';
import { isKeyName } from './key-files.ts';
import type { KeyFile, KeyFiles } from './key-files.ts';

interface Parts {
  readonly db: Database;
  readonly files: KeyFiles;
  readonly findings: Findings;
  /** The kiosk's own key is here: then its folder of keys has to be here too. */
  readonly isKiosk: boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
}
type Raw = readonly unknown[];

/** The database says first that a key is destroyed; then its file goes. A running kiosk, or one that starts again, has so long for it. */
const GRACE_MS = 600_000;

const isNameOf = (name: string, day: unknown, kind: unknown): boolean => {
  const stem = kind === 'all' ? String(day) : `${String(day)}.${String(kind)}`;
  return isKeyName(name) && name.startsWith(stem) && /^(?:\.\d{3})?$/.test(name.slice(stem.length));
};

export const judgeKeyNames = (parts: Parts): void => {
  const { db, files, findings, isKiosk } = parts;
  const names = db
    .prepare<[], Raw>('SELECT name, day, kind, closed_at, destroyed_at FROM key_name')
    .raw()
    .all();
  for (const [name, day, kind] of names)
    if (!isNameOf(String(name), day, kind))
      findings.add(0, 'key-name', `the key «${String(name)}» is not one of its day and kind`);
  if (files.names === null) {
    if (isKiosk && names.length > 0) findings.add(0, 'key-file', 'the folder of keys is gone');
    return;
  }
  if (files.destroyed === null) findings.add(0, 'key-file', 'the list of destroyed keys is not one');
  const judge = createFileJudge(parts);
  for (const [name, , , closedAt, destroyedAt] of names)
    if (destroyedAt === null) judge.there(String(name), closedAt !== null, STILL_NAMED);
    else judge.destroyed(String(name), destroyedAt);
  const cases = db
    .prepare<[], Raw>(
      `SELECT case_id, closed_by, (SELECT at FROM event WHERE seq = closed_by) FROM tracing_case`,
    )
    .raw();
  for (const [caseId, closedBy, closedAt] of cases.all())
    if (closedBy === null) judge.there(`case-${String(caseId)}`, false, STILL_OPEN);
    else judge.destroyed(`case-${String(caseId)}`, closedAt);
};

/** Asked of the database as it is now: what was taken away meanwhile is not missing. */
const STILL_NAMED = 'SELECT 1 FROM key_name WHERE name = ? AND destroyed_at IS NULL';
const STILL_OPEN = `SELECT 1 FROM tracing_case WHERE 'case-' || case_id = ? AND closed_by IS NULL`;

const createFileJudge = ({ db, files, findings, now }: Parts) => {
  const tell = (text: string): void => findings.add(0, 'key-file', text);
  const isStill = (sql: string, name: string): boolean => {
    const later = openReading(db.name);
    try {
      return later.prepare<[string]>(sql).get(name) !== undefined;
    } finally {
      later.close();
    }
  };
  return {
    there(name: string, isClosed: boolean, still: string): void {
      const file = files.get(name);
      if (file === 'missing') {
        if (isStill(still, name)) tell(`the key «${name}» is gone`);
      } else if (file === 'unreadable') tell(`the file of the key «${name}» is not one`);
      else {
        if (isNobodys(file)) tell(`nobody has the key «${name}»`);
        if (isClosed && file.kiosk !== null)
          tell(`the day of the key «${name}» is closed, and the kiosk still opens it`);
      }
    },
    /** `at`: an instant. */
    destroyed(name: string, at: unknown): void {
      if (Date.parse(String(at)) > now - GRACE_MS) return;
      if (files.names?.has(name) === true) tell(`the key «${name}» was destroyed and is still there`);
      else if (files.destroyed?.has(name) === false)
        tell(`the key «${name}» is not named among those that were destroyed`);
    },
  };
};

const isNobodys = ({ kiosk, wraps }: KeyFile): boolean => kiosk === null && wraps.size === 0;
