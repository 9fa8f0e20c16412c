/** The keys that visit keys lie under, one for each day and kind of fields: in files apart from the database (main/core/keys), named in table `key_name`. */
import type { Database } from 'better-sqlite3';
import type { JWK } from 'jose';
import type { SealedKind } from '../../../shared/domain/events.ts';
import { dayIn, toInstant } from '../../../shared/domain/time.ts';
import { BOUND } from '../db/bound.ts';
import type { SyncFileOps } from '../keys/files.ts';
import { dayKeyName, nextKeyName } from '../keys/names.ts';
import { keyFolderOf, openKeyStore, type KeyStore, type Recipient } from '../keys/store.ts';
import { dayKeyFromJwe, dayKeyToJwe, newKey, unwrapDayKey, wrapDayKey } from './keys.ts';
import { createMoves } from './moves.ts';
import type { DayKeyOpener } from './types.ts';

export interface NamedKey {
  readonly name: string;
  readonly key: Buffer;
}

export interface DayKeys {
  readonly store: KeyStore;
  /** The key of that name if the kiosk itself still opens it. */
  readonly open: (name: string) => Buffer | null;
  /** The key that is in use for a day and kind, made where there is none; null where it is closed or destroyed. Inside a transaction. */
  openOrMake(day: string, kind: SealedKind): NamedKey | null;
  /** Whether a past day has no key of that kind that the kiosk opens: then none is made for it any more. */
  isClosed(day: string, kind: SealedKind): boolean;
  /** A new key in the place of another of the same day and kind: for the visits that stay when one is forgotten early. Inside a transaction. */
  makeNext(name: string): NamedKey;
  /** While `work` runs these keys are open too: a lead's, of closed days and of cases. Nothing of them stays. */
  lend<T>(keys: ReadonlyMap<string, Buffer>, work: () => T): T;
  /** Lets go of keys that the table says are destroyed, and destroys their files. */
  destroy(names: readonly string[], at: string): void;
  /** Wraps every key that the kiosk opens for every recipient that lacks it. */
  wrapMissing(): Promise<void>;
  addRecipient(id: string, publicJwk: JWK, wrapped?: Recipient['wrapped']): Promise<void>;
  /**
   * Days before the one of this instant: what is still open of them moves on to today's keys, and the kiosk's wrapping goes, once every
   * recipient has theirs. Nothing where there is no recipient. How many visits, outings and gifts moved.
   */
  closeBefore(now: string, zone: string): { closed: string[]; moved: number };
}

interface NameRow {
  readonly name: string;
  readonly closed_at: string | null;
  readonly destroyed_at: string | null;
}

/** `ops`: the disk, where tests break it. */
export const createDayKeys = (
  db: Database,
  kioskKey: Buffer,
  now: () => number = Date.now,
  ops?: SyncFileOps,
): DayKeys => {
  const store = openKeyStore(keyFolderOf(db), ops);
  const newestName = db.prepare<[string, string, SealedKind], NameRow>(
    // A name begins with its day (`/` comes after `.`): found by its beginning, among the keys of ten years.
    `SELECT name, closed_at, destroyed_at FROM key_name
     WHERE name >= ${BOUND} AND name < ${BOUND} || '/' AND kind = ${BOUND} ORDER BY name DESC LIMIT 1`,
  );
  const isKnown = db.prepare<[string], NameRow>(
    'SELECT name, closed_at, destroyed_at FROM key_name WHERE name = ?',
  );
  const insert = db.prepare('INSERT INTO key_name (name, day, kind) VALUES (?, ?, ?)');
  const openNames = db
    .prepare<[], string>(
      'SELECT name FROM key_name WHERE closed_at IS NULL AND destroyed_at IS NULL ORDER BY name',
    )
    .pluck();
  const close = db.prepare('UPDATE key_name SET closed_at = ? WHERE name = ?');
  const moves = createMoves(db);
  /** Opened keys of open days: a file is read once, not at each check-in. */
  const held = new Map<string, Buffer>();
  let lent: ReadonlyMap<string, Buffer> = new Map();

  const open = (name: string): Buffer | null => {
    const before = held.get(name);
    if (before !== undefined) return before;
    const kiosk = store.read(name)?.kiosk ?? null;
    const key = kiosk && unwrapDayKey(kioskKey, name, kiosk);
    if (key) held.set(name, key);
    return key;
  };

  const make = (name: string, day: string, kind: SealedKind): NamedKey => {
    // One that is there without its name in the table was made in a transaction that did not come to its end.
    const key = open(name) ?? newKey();
    if (!held.has(name)) {
      store.write({ name, kiosk: wrapDayKey(kioskKey, name, key), wraps: {} });
      held.set(name, key);
    }
    insert.run(name, day, kind);
    return { name, key };
  };

  const recipientsMissing = (wraps: Readonly<Record<string, string>>): Recipient[] =>
    store.recipients().filter(({ id }) => wraps[id] === undefined);

  const keys: DayKeys = {
    store,
    open: (name) => {
      const mine = lent.get(name);
      if (mine !== undefined) return mine;
      const row = isKnown.get(name);
      const isOpen = row?.closed_at === null && row.destroyed_at === null;
      return isOpen ? open(name) : null;
    },
    openOrMake(day, kind) {
      const row = newestName.get(day, day, kind);
      if (row === undefined) {
        const name = dayKeyName(day, kind);
        return store.isDestroyed(name) ? null : make(name, day, kind);
      }
      const key = keys.open(row.name);
      return key && { name: row.name, key };
    },
    isClosed: (day, kind) => {
      const row = newestName.get(day, day, kind);
      return row?.closed_at !== null || row.destroyed_at !== null;
    },
    makeNext(name) {
      const { day, kind } = partsOf(db, name);
      return make(nextKeyName(name), day, kind);
    },
    lend(some, work) {
      const before = lent;
      lent = some;
      try {
        return work();
      } finally {
        lent = before;
      }
    },
    destroy(names, at) {
      for (const name of names) held.delete(name);
      store.destroy(names.map((name) => ({ name, at })));
    },
    async wrapMissing() {
      for (const name of openNames.all()) {
        // A key that this kiosk cannot open any more (its own key was lost) is left as it is: `verify` tells.
        const key = open(name);
        if (!key) continue;
        const made = new Map<string, { jwe: string; publicJwk: string }>();
        for (const { id, publicJwk } of recipientsMissing(store.read(name)?.wraps ?? {}))
          made.set(id, {
            jwe: await dayKeyToJwe(key, name, publicJwk),
            publicJwk: JSON.stringify(publicJwk),
          });
        // Nothing is kept of a wrapping whose recipient got another key while it was being made.
        const still = store
          .recipients()
          .flatMap(({ id, publicJwk }) =>
            made.get(id)?.publicJwk === JSON.stringify(publicJwk) ? [[id, made.get(id)?.jwe ?? '']] : [],
          );
        const file = store.read(name);
        if (still.length > 0 && file !== null)
          store.write({
            ...file,
            wraps: { ...file.wraps, ...(Object.fromEntries(still) as Record<string, string>) },
          });
      }
    },
    async addRecipient(id, publicJwk, wrapped) {
      // A key that nothing can be wrapped for would stop every later day: it is tried before it is taken.
      await dayKeyToJwe(newKey(), 'trial', publicJwk);
      const before = store.recipients().find((one) => one.id === id);
      const isSame = JSON.stringify(before?.publicJwk) === JSON.stringify(publicJwk);
      if (!isSame || wrapped !== undefined)
        store.putRecipient({
          id,
          publicJwk,
          since: isSame && before ? before.since : toInstant(now()),
          wrapped: wrapped ?? before?.wrapped ?? {},
        });
      if (before !== undefined && !isSame) forgetOpenWraps(id);
      await keys.wrapMissing();
    },
    closeBefore(at, zone) {
      const today = dayIn(zone, Date.parse(at));
      const past = openNames.all().filter((name) => name.slice(0, 10) < today);
      const closable = past.filter((name) => {
        const wraps = store.read(name)?.wraps;
        return wraps !== undefined && Object.keys(wraps).length > 0 && recipientsMissing(wraps).length === 0;
      });
      if (closable.length === 0) return { closed: [], moved: 0 };
      const { moved, stuck } = db
        .transaction(() => moves.moveOn(closable, at, open, (kind) => keys.openOrMake(today, kind)))
        .immediate();
      const closed = closable.filter((name) => !stuck.has(name));
      for (const name of closed) {
        const file = store.read(name);
        if (file !== null) store.write({ ...file, kiosk: null });
        held.delete(name);
        close.run(at, name);
      }
      return { closed, moved };
    },
  };

  /** Wrappings of days that the kiosk still opens are made anew for a recipient's new key; older ones stay with the key they were made for. */
  const forgetOpenWraps = (id: string): void => {
    for (const name of openNames.all()) {
      const file = store.read(name);
      if (file?.wraps[id] === undefined) continue;
      const { [id]: _old, ...wraps } = file.wraps;
      store.write({ ...file, wraps });
    }
  };
  return keys;
};

const partsOf = (db: Database, name: string): { day: string; kind: SealedKind } => {
  const row = db
    .prepare<[string], { day: string; kind: SealedKind }>('SELECT day, kind FROM key_name WHERE name = ?')
    .get(name);
  if (row === undefined) throw new Error(`no key is called «${name}»`);
  return row;
};

/** Opens past days and cases with a recipient's private key. Holds the key; let go of it at sign-out. */
export const recipientOpener = (store: KeyStore, recipient: string, privateJwk: JWK): DayKeyOpener => ({
  open: async (name) => {
    const jwe = store.read(name)?.wraps[recipient];
    return jwe === undefined ? null : dayKeyFromJwe(jwe, name, privateJwk);
  },
});
