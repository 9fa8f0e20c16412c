import { randomUUID } from 'node:crypto';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  KIOSK,
  MIGRATIONS,
  newSecrets,
  openedBody,
  temporaryFolder,
  testClock,
  ZONE,
} from '../../../test/support/protocol.ts';
import { moveKeysOut } from '../keys/move-out.ts';
import { keyFolderOf, openKeyStore } from '../keys/store.ts';
import { canonicalJson } from '../protocol/canonical.ts';
import { eventHash, GENESIS } from '../protocol/chain.ts';
import { recipientOpener } from '../protocol/daykeys.ts';
import { dayKeyToJwe, newKey, newRecipientKeys, wrapDayKey, wrapVisitKey } from '../protocol/keys.ts';
import { openProtocol } from '../protocol/open.ts';
import { seal } from '../protocol/seal.ts';
import { openDatabase } from './open.ts';

const NOW = '2026-03-10T12:00:00.000Z';
const DAY = '2026-03-10';
const THIRD = '0003-kinds-holds-and-keys-apart.sql';
const NAMES = { visitorName: 'Åse Øverås', phone: '400 00 000', residentName: 'Ola Li' };

let folder: string;
let migrationsDir: string;
beforeEach(() => {
  folder = temporaryFolder();
  migrationsDir = join(folder, 'migrations');
  mkdirSync(migrationsDir);
  for (const file of readdirSync(MIGRATIONS))
    if (file < THIRD) copyFileSync(join(MIGRATIONS, file), join(migrationsDir, file));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = (): Database => {
  const opened = openDatabase(join(folder, 'kiosk.db'), { migrationsDir, now: () => Date.parse(NOW) });
  if (!opened.ok) throw new Error(opened.problem.message);
  return opened.db;
};

const secrets = newSecrets();
const lead = newRecipientKeys();
const dayKey = newKey();
const visitId = randomUUID();

/** A kiosk of the second version: one visitor inside, whose names lie under one key, which lies in the database. */
const asItWas = async (): Promise<void> => {
  const db = open();
  const visitKey = newKey();
  const id = randomUUID();
  const { ciphertext, commitment, digest } = seal(visitKey, { eventId: id, visitId, kind: 'all' }, NAMES);
  const body = canonicalJson(openedBody(NOW, { receipt: 'ACDEFH' }));
  const event = {
    seq: 1,
    id,
    type: 'visit.checked-in' as const,
    version: 2,
    at: NOW,
    visitId,
    refersTo: null,
    actor: 'visitor' as const,
    body,
    commitment: commitment.toString('base64url'),
    sealedDigest: digest.toString('base64url'),
    prevHash: GENESIS.toString('base64url'),
  };
  db.prepare(
    `INSERT INTO event (seq, id, type, version, at, visit_id, actor, body, commitment, sealed_digest, prev_hash, hash)
     VALUES (1, @id, @type, 2, @at, @visitId, @actor, @body, @commitment, @digest, @prev, @hash)`,
  ).run({ ...event, commitment, digest, prev: GENESIS, hash: eventHash(event) });
  db.prepare('INSERT INTO sealed VALUES (1, ?)').run(ciphertext);
  db.prepare('INSERT INTO outbox (seq) VALUES (1)').run();
  db.prepare('INSERT INTO day_key VALUES (?, ?)').run(DAY, wrapDayKey(secrets.kioskKey, DAY, dayKey));
  db.prepare('INSERT INTO recipient VALUES (?, ?, ?)').run(
    'lead:i',
    JSON.stringify(lead.publicJwk),
    'wrapped',
  );
  db.prepare('INSERT INTO day_key_wrap VALUES (?, ?, ?)').run(
    DAY,
    'lead:i',
    await dayKeyToJwe(dayKey, DAY, lead.publicJwk),
  );
  db.prepare('INSERT INTO visit_key VALUES (?, ?, ?)').run(
    visitId,
    DAY,
    wrapVisitKey(dayKey, visitId, DAY, visitKey),
  );
  db.prepare(`INSERT INTO batch VALUES ('b1', ?, 'wrapped keys')`).run(NOW);
  db.prepare(`UPDATE outbox SET batch_id = 'b1'`).run();
  db.prepare(`INSERT INTO task VALUES (7, 'help', 1, NULL, ?, NULL, NULL, 'attract')`).run(NOW);
  db.close();
};
const broughtUp = (): Database => {
  // And what came after it, which the program of today needs.
  for (const file of readdirSync(MIGRATIONS))
    if (file >= THIRD) copyFileSync(join(MIGRATIONS, file), join(migrationsDir, file));
  return open();
};
const protocolOver = (db: Database, clock = testClock(NOW)) =>
  openProtocol(db, { clock, secrets, settings: { institution: { zone: ZONE }, kiosk: { id: KIOSK } } });

describe('migration 0003, for fields by kind, keys apart and cases', () => {
  it('keeps every name, for the kiosk today and for the lead ever after', async () => {
    await asItWas();
    const db = broughtUp();
    const clock = testClock(NOW);
    const protocol = protocolOver(db, clock);
    expect(protocol.personal(visitId)).toEqual(NAMES);
    const opener = recipientOpener(openKeyStore(keyFolderOf(db)), 'lead:i', lead.privateJwk);
    expect(await opener.open(DAY)).toEqual(dayKey);
    protocol.transaction(() => db.prepare(`UPDATE visit SET state = 'closed'`).run());
    clock.set('2026-03-11T12:00:00.000Z');
    protocol.closePastDays();
    expect(protocol.personal(visitId)).toBe('closed');
    expect(await protocol.personalWith(visitId, opener)).toEqual(NAMES);
    db.close();
  });

  it('takes the keys out of the database and what lies beside it', async () => {
    await asItWas();
    const db = broughtUp();
    const wrapped = wrapped64(db);
    db.close();
    const bytes = readdirSync(folder)
      .filter((name) => name.startsWith('kiosk.db'))
      .map((name) => readFileSync(join(folder, name)));
    for (const part of bytes) {
      expect(part.includes(Buffer.from(wrapped, 'base64'))).toBe(false);
      expect(part.includes('lead:i')).toBe(false);
    }
  });

  it('writes the keys again when the power went before the tables were changed', async () => {
    await asItWas();
    // As it stands when the keys have been written and the migration has not begun.
    const before = open();
    moveKeysOut(before, Date.parse(NOW));
    before.close();
    const db = broughtUp();
    expect(openKeyStore(keyFolderOf(db)).names()).toEqual([DAY]);
    expect(protocolOver(db).personal(visitId)).toEqual(NAMES);
    db.close();
  });

  it('lets batches that nobody answered be made again in the new shape, and keeps tasks', async () => {
    await asItWas();
    const db = broughtUp();
    expect(db.prepare('SELECT batch_id, state FROM outbox').raw().all()).toEqual([[null, 'waiting']]);
    expect(db.prepare('SELECT body FROM batch').pluck().all()).toEqual(['']);
    expect(db.prepare('SELECT * FROM task').raw().all()).toEqual([
      [7, 'help', 1, null, NOW, null, null, 'attract'],
    ]);
    db.close();
  });

  it('derives visits and presences anew', async () => {
    await asItWas();
    const db = broughtUp();
    const protocol = protocolOver(db);
    expect(protocol.visit(visitId)).toMatchObject({ state: 'inside', lastDay: DAY });
    expect(db.prepare('SELECT * FROM presence').all()).toEqual([
      {
        visit_id: visitId,
        leg: 0,
        ward: 'w1',
        place: 'p1',
        starts_earliest: Date.parse(NOW),
        starts_latest: Date.parse(NOW),
        ends_earliest: null,
        ends_latest: null,
      },
    ]);
    db.close();
  });
});

const wrapped64 = (db: Database): string => {
  const kiosk = openKeyStore(keyFolderOf(db)).read(DAY)?.kiosk;
  if (!kiosk) throw new Error('the key is not there');
  return kiosk.toString('base64');
};
