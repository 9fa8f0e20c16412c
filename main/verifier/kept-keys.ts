/** Names of keys, the files that hold them, and the visit keys that lie under them. */
import type { Database } from 'better-sqlite3';
import type { Findings } from './findings.ts';
import { isKeyName } from './key-files.ts';
import type { KeyFile, KeyFiles } from './key-files.ts';

interface Parts {
  readonly db: Database;
  readonly files: KeyFiles;
  readonly findings: Findings;
  /** The kiosk's own key is here: then its folder of keys has to be here too. */
  readonly isKiosk: boolean;
}
type Raw = readonly unknown[];

const nameFault = (name: string, day: unknown, kind: unknown): boolean => {
  const stem = kind === 'all' ? String(day) : `${String(day)}.${String(kind)}`;
  return (
    !isKeyName(name) || (name !== stem && !/^\.\d+$/.test(name.slice(stem.length))) || !name.startsWith(stem)
  );
};

export const judgeKeyNames = ({ db, files, findings, isKiosk }: Parts): void => {
  const tell = (text: string): void => findings.add(0, 'key-file', text);
  if (files.names === null) {
    if (isKiosk && db.prepare('SELECT 1 FROM key_name').get() !== undefined)
      tell('the folder of keys is gone');
  } else if (files.destroyed === null) tell('the list of destroyed keys is not one');
  const names = db.prepare<[], Raw>('SELECT name, day, kind, closed_at, destroyed_at FROM key_name').raw();
  for (const [key, day, kind, closedAt, destroyedAt] of names.iterate()) {
    const name = String(key);
    if (nameFault(name, day, kind))
      findings.add(0, 'key-name', `the key «${name}» is not one of its day and kind`);
    if (files.names === null) continue;
    if (destroyedAt !== null) {
      if (files.names.has(name)) tell(`the key «${name}» was destroyed and is still there`);
      else if (files.destroyed?.has(name) === false)
        tell(`the key «${name}» is not named among those that were destroyed`);
      continue;
    }
    judgeFile(name, files, closedAt !== null, tell);
  }
  judgeCaseFiles(db, files, tell);
};

const judgeFile = (name: string, files: KeyFiles, isClosed: boolean, tell: (text: string) => void): void => {
  const file = files.get(name);
  if (file === 'missing') tell(`the key «${name}» is gone`);
  else if (file === 'unreadable') tell(`the file of the key «${name}» is not one`);
  else {
    if (isHeldByNobody(file)) tell(`nobody has the key «${name}»`);
    if (isClosed && file.kiosk !== null)
      tell(`the day of the key «${name}» is closed, and the kiosk still opens it`);
  }
};
const isHeldByNobody = ({ kiosk, wraps }: KeyFile): boolean => kiosk === null && wraps.size === 0;

/** An open case has a key; a closed one has none any more. */
const judgeCaseFiles = (db: Database, files: KeyFiles, tell: (text: string) => void): void => {
  if (files.names === null) return;
  const cases = db.prepare<[], Raw>('SELECT case_id, closed_by FROM tracing_case').raw();
  for (const [caseId, closedBy] of cases.iterate()) {
    const name = `case-${String(caseId)}`;
    if (closedBy === null) judgeFile(name, files, false, tell);
    else if (files.names.has(name)) tell(`the key «${name}» of a closed case is still there`);
  }
};

const NAMELESS = `
  SELECT k.visit_id, k.kind, k.key_name, n.name IS NULL FROM visit_key AS k LEFT JOIN key_name AS n ON n.name = k.key_name
  WHERE n.name IS NULL OR n.kind <> k.kind`;
const DESTROYED = `
  SELECT k.visit_id, k.kind, k.key_name FROM visit_key AS k JOIN key_name AS n ON n.name = k.key_name
  WHERE k.wrapped IS NOT NULL AND n.destroyed_at IS NOT NULL`;
const NOBODYS = `
  SELECT k.visit_id, k.kind FROM visit_key AS k
  WHERE NOT EXISTS (SELECT 1 FROM visit AS v WHERE v.visit_id = k.visit_id)
    AND NOT EXISTS (SELECT 1 FROM event AS e WHERE e.visit_id = k.visit_id AND e.commitment IS NOT NULL)`;

export const judgeVisitKeys = (db: Database, findings: Findings): void => {
  const newest = db.prepare<[string], number | null>('SELECT max(seq) FROM event WHERE visit_id = ?').pluck();
  const seqOf = (visitId: unknown): number => newest.get(String(visitId)) ?? 0;
  const rows = (sql: string): IterableIterator<Raw> => db.prepare<[], Raw>(sql).raw().iterate();
  for (const [visitId, kind, name] of rows(NAMELESS))
    findings.add(
      seqOf(visitId),
      'key-name',
      `the key of its visit («${String(kind)}») lies under «${String(name)}», which is no key of that kind`,
    );
  for (const [visitId, kind, name] of rows(DESTROYED))
    findings.add(
      seqOf(visitId),
      'key-destroyed',
      `the key of its visit («${String(kind)}») is not erased, but «${String(name)}» under which it lies was destroyed`,
    );
  for (const [visitId, kind] of rows(NOBODYS))
    findings.add(
      seqOf(visitId),
      'key-extra',
      `there is a key («${String(kind)}») for «${String(visitId)}», of which no event has sealed fields`,
    );
};
