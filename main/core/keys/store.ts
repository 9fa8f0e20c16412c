/** Day keys, case keys and who may open them, in files beside the database: what is destroyed here no older copy of the database opens. */
import { dirname, join } from 'node:path';
import type { Database } from 'better-sqlite3';
import type { JWK } from 'jose';
import { z } from 'zod';
import { instant } from '../../../shared/domain/time.ts';
import { smallFiles, type SyncFileOps } from './files.ts';
import { KEY_NAME } from './names.ts';

const keyFile = z.strictObject({
  version: z.literal(1),
  name: z.string().regex(KEY_NAME),
  /** Under the kiosk's own key; null once the day is closed. */
  kiosk: z.base64().nullable(),
  /** Compact JWE by recipient. */
  wraps: z.record(z.string(), z.string()),
});
export interface KeyFile {
  readonly name: string;
  readonly kiosk: Buffer | null;
  readonly wraps: Readonly<Record<string, string>>;
}

const publicJwk = z.looseObject({ kty: z.string(), crv: z.string(), x: z.string() });
const recipient = z.strictObject({
  id: z.string(),
  publicJwk,
  since: instant,
  /** The private key as it lies here, by what opens it; none of the municipality's. */
  wrapped: z.strictObject({
    pin: z.string().optional(),
    passphrase: z.string().optional(),
    recovery: z.string().optional(),
  }),
});
/** Somebody who may open past days: the infection-control lead (`lead:ID`), the municipality. */
export interface Recipient {
  readonly id: string;
  readonly publicJwk: JWK;
  readonly since: string;
  readonly wrapped: {
    readonly pin?: string | undefined;
    readonly passphrase?: string | undefined;
    readonly recovery?: string | undefined;
  };
}
const destroyedList = z.array(z.strictObject({ name: z.string(), at: instant }));
export type DestroyedKey = z.infer<typeof destroyedList>[number];

export interface KeyStore {
  readonly folder: string;
  names(): string[];
  /** Null when there is none. Throws {@link KeyStoreProblem} for one that cannot be read. */
  read(name: string): KeyFile | null;
  write(file: KeyFile): void;
  /** Writes the names among the destroyed first, so that a crash in between is finished by the next start. */
  destroy(keys: readonly DestroyedKey[]): void;
  /** As this program knows it: the list grows for as long as the kiosk is there, and is read once. */
  isDestroyed(name: string): boolean;
  destroyed(): readonly DestroyedKey[];
  /** Destroys again whatever is named as destroyed and still there: after a crash, or a copy put back. */
  finishDestroying(): void;
  recipients(): readonly Recipient[];
  putRecipient(recipient: Recipient): void;
  removeRecipient(id: string): void;
}

/** A file of keys that is not as it should be; `message` is a sentence for an administrator. */
export class KeyStoreProblem extends Error {
  override readonly name = 'KeyStoreProblem';
}

const RECIPIENTS = 'recipients.json';
const DESTROYED = 'destroyed.json';

/** Keys lie beside the database. */
export const keyFolderOf = (db: Database): string => join(dirname(db.name), 'keys');

export const openKeyStore = (folder: string, ops?: SyncFileOps): KeyStore => {
  const files = smallFiles(folder, ops);
  const parsed = <T>(name: string, shape: z.ZodType<T>): T | null => {
    const text = files.read(name);
    if (text === null) return null;
    const result = shape.safeParse(jsonOf(text));
    if (result.success) return result.data;
    throw new KeyStoreProblem(
      `«${join(folder, name)}» cannot be read as keys. Put it back from the backup; nothing was changed.`,
    );
  };
  const written = (name: string, value: unknown): void =>
    files.write(name, `${JSON.stringify(value, null, 2)}\n`);
  const fileOf = (name: string): string => {
    if (!KEY_NAME.test(name)) throw new KeyStoreProblem(`«${name}» is no name of a key.`);
    return `${name}.json`;
  };

  let gone: ReadonlySet<string> | null = null;

  const store: KeyStore = {
    folder,
    names: () =>
      files
        .names()
        .flatMap((file) => (file.endsWith('.json') ? [file.slice(0, -'.json'.length)] : []))
        .filter((name) => KEY_NAME.test(name))
        .sort(),
    read(name) {
      const found = parsed(fileOf(name), keyFile);
      if (found === null) return null;
      if (found.name !== name)
        throw new KeyStoreProblem(`«${join(folder, fileOf(name))}» says that it is the key «${found.name}».`);
      return {
        name,
        kiosk: found.kiosk === null ? null : Buffer.from(found.kiosk, 'base64'),
        wraps: found.wraps,
      };
    },
    write({ name, kiosk, wraps }) {
      written(fileOf(name), { version: 1, name, kiosk: kiosk?.toString('base64') ?? null, wraps });
    },
    destroy(keys) {
      const before = store.destroyed();
      const named = new Set(before.map(({ name }) => name));
      const more = keys.filter(({ name }) => !named.has(name));
      if (more.length > 0) written(DESTROYED, [...before, ...more]);
      for (const { name } of more) named.add(name);
      gone = named;
      const there = new Set(store.names());
      for (const { name } of keys) if (there.has(name)) files.destroy(fileOf(name));
    },
    isDestroyed: (name) => (gone ??= new Set(store.destroyed().map((one) => one.name))).has(name),
    destroyed: () => parsed(DESTROYED, destroyedList) ?? [],
    finishDestroying() {
      // Another list may lie there now.
      gone = null;
      for (const name of store.names()) if (store.isDestroyed(name)) files.destroy(fileOf(name));
    },
    recipients: () => parsed(RECIPIENTS, z.array(recipient)) ?? [],
    putRecipient(one) {
      const others = store.recipients().filter(({ id }) => id !== one.id);
      written(RECIPIENTS, [...others, one]);
    },
    removeRecipient(id) {
      const before = store.recipients();
      const others = before.filter((one) => one.id !== id);
      if (others.length < before.length) written(RECIPIENTS, others);
    },
  };
  return store;
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
