/** A protocol whose exports are broken, and what must be true of the folder they go to. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { compactVerify } from 'jose';
import { expect } from 'vitest';
import { openDatabase } from '../../../main/core/db/open.ts';
import { manifest } from '../../../main/core/export/manifest.ts';
import { publicKeyOf, verifyHead } from '../../../main/core/protocol/heads.ts';
import { openProtocol } from '../../../main/core/protocol/open.ts';
import { sha256Of } from '../../support/exports.ts';
import { KIOSK, MIGRATIONS, ZONE, type TestProtocol } from '../../support/protocol.ts';
import { verdictOf } from '../../support/verdict.ts';

const MANIFEST = '.manifest.json';
const SIGNATURE = '.manifest.jws';

const shownIn = (folder: string): string[] =>
  existsSync(folder) ? readdirSync(folder).filter((name) => !name.startsWith('.')) : [];
/** The exports themselves. */
export const filesIn = (folder: string): string[] =>
  shownIn(folder).filter((name) => !name.endsWith(MANIFEST) && !name.endsWith(SIGNATURE));
export const hiddenIn = (folder: string): string[] =>
  readdirSync(folder).filter((name) => name.startsWith('.'));
/** Files without what is to stand beside them: nobody could say what they are, and no night would take them away. */
export const aloneIn = (folder: string): string[] =>
  filesIn(folder).filter(
    (name) => !existsSync(join(folder, name + MANIFEST)) || !existsSync(join(folder, name + SIGNATURE)),
  );

/** SHA-256 of each export that the protocol knows of. */
export const digestsIn = (db: Database): string[] =>
  db
    .prepare<[], string>("SELECT body ->> '$.sha256' FROM event WHERE type = 'export.written' ORDER BY seq")
    .pluck()
    .all();

/**
 * Under a name of its own stands nothing but whole exports that the protocol knows of, each with its manifest, signed. (A manifest may stand
 * without its file, and an event without either: decision 0010.)
 */
export const expectNothingHalf = async (
  folder: string,
  { db, secrets }: Pick<TestProtocol, 'db' | 'secrets'>,
  where: string,
): Promise<void> => {
  const known = digestsIn(db);
  const key = publicKeyOf(secrets.signingKey);
  expect(aloneIn(folder), where).toEqual([]);
  const length = db.prepare<[], number>('SELECT max(seq) FROM event').pluck().get() ?? 0;
  for (const name of shownIn(folder)) {
    const path = join(folder, name);
    if (name.endsWith(SIGNATURE)) {
      const { payload } = await compactVerify(readFileSync(path, 'utf8').trim(), key);
      const said = manifest.parse(JSON.parse(Buffer.from(payload).toString('utf8')));
      expect(known, where).toContain(said.file.sha256);
      // The head that others will hold against this kiosk is of what it still has.
      expect((await verifyHead(said.head, key))?.length, where).toBeLessThanOrEqual(length);
    } else if (name.endsWith(MANIFEST)) {
      const text = readFileSync(path, 'utf8');
      const said = manifest.parse(JSON.parse(text));
      const file = name.slice(0, -MANIFEST.length);
      expect(said.file.name, where).toBe(file);
      expect(known, where).toContain(said.file.sha256);
      const signature = join(folder, file + SIGNATURE);
      if (existsSync(signature)) {
        const { payload } = await compactVerify(readFileSync(signature, 'utf8').trim(), key);
        expect(Buffer.from(payload).toString('utf8'), where).toBe(text);
      }
    } else {
      const said = manifest.parse(JSON.parse(readFileSync(path + MANIFEST, 'utf8')));
      expect(sha256Of(path), where).toBe(said.file.sha256);
    }
  }
};

/** The same protocol in another folder, as after a start there. */
export const openedIn = (folder: string, { clock, secrets }: TestProtocol, where: string): TestProtocol => {
  const file = join(folder, 'kiosk.db');
  const opened = openDatabase(file, { migrationsDir: MIGRATIONS, now: () => clock.now() });
  if (!opened.ok) throw new Error(`${where}: ${opened.problem.message}`);
  const { db } = opened;
  const protocol = openProtocol(db, {
    clock,
    secrets,
    settings: { institution: { zone: ZONE }, kiosk: { id: KIOSK } },
  });
  return { folder, file, db, protocol, clock, secrets, end: () => db.close() };
};

export const expectHolds = async ({ file, secrets, clock }: TestProtocol, where: string): Promise<void> => {
  expect(await verdictOf(file, { secrets, now: () => clock.now() }), where).toMatchObject({ findings: [] });
};
