/** The folder `keys` beside the database: one file for each key that is not destroyed, and the list of those that are. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parsed } from './canonical.ts';
import { isInstant } from './calendar.ts';

export interface KeyFile {
  /** Under the kiosk's own key; null once the day is closed. */
  readonly kiosk: Buffer | null;
  /** Compact JWE by recipient. */
  readonly wraps: ReadonlyMap<string, string>;
}

/** `missing`: there is no such file. `unreadable`: it is not a key of that name. */
export type FoundKeyFile = KeyFile | 'missing' | 'unreadable';

export interface KeyFiles {
  /** Null where there is no folder at all: a copy of the database alone. */
  readonly names: ReadonlySet<string> | null;
  /** Null where the list is not what it should be. */
  readonly destroyed: ReadonlySet<string> | null;
  get(name: string): FoundKeyFile;
}

const NAME =
  /^(?:\d{4}-\d\d-\d\d(?:\.(?:identity|contact|reason))?(?:\.\d{3})?|case-[A-Za-z0-9][A-Za-z0-9._-]{0,39})$/;
export const isKeyName = (name: string): boolean => NAME.test(name);

const END = '.json';
const DESTROYED = 'destroyed.json';

/** Undefined where there is none. */
const textOf = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8');
  } catch (thrown) {
    if (
      thrown instanceof Error &&
      'code' in thrown &&
      (thrown.code === 'ENOENT' || thrown.code === 'ENOTDIR')
    )
      return undefined;
    throw thrown;
  }
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const keyFileOf = (name: string, content: unknown): FoundKeyFile => {
  if (!isObject(content) || content.version !== 1 || content.name !== name) return 'unreadable';
  const { kiosk, wraps } = content;
  if (!isObject(wraps) || (kiosk !== null && typeof kiosk !== 'string')) return 'unreadable';
  const bytes = kiosk === null ? null : Buffer.from(kiosk, 'base64');
  if (bytes !== null && bytes.toString('base64') !== kiosk) return 'unreadable';
  const found = new Map<string, string>();
  for (const [recipient, jwe] of Object.entries(wraps)) {
    if (typeof jwe !== 'string' || !isWrapOf(name, jwe)) return 'unreadable';
    found.set(recipient, jwe);
  }
  return { kiosk: bytes, wraps: found };
};

/** What can be seen of a wrapped key from outside: five parts, and a header that names this key. */
const isWrapOf = (name: string, jwe: string): boolean => {
  const parts = jwe.split('.');
  const header = parsed(Buffer.from(parts[0] ?? '', 'base64url').toString('utf8'));
  return (
    parts.length === 5 &&
    isObject(header) &&
    header.alg === 'ECDH-ES+A256KW' &&
    header.enc === 'A256GCM' &&
    header.typ === 'besoksvert-day-key' &&
    header.day === name
  );
};

const destroyedOf = (text: string | undefined): ReadonlySet<string> | null => {
  if (text === undefined) return new Set();
  const content = parsed(text);
  if (!Array.isArray(content)) return null;
  const names = new Set<string>();
  for (const one of content as readonly unknown[]) {
    if (!isObject(one) || typeof one.name !== 'string' || !isInstant(one.at)) return null;
    names.add(one.name);
  }
  return names;
};

const namesIn = (folder: string): ReadonlySet<string> | null => {
  try {
    return new Set(
      readdirSync(folder)
        .filter((file) => file.endsWith(END))
        .map((file) => file.slice(0, -END.length))
        .filter(isKeyName),
    );
  } catch (thrown) {
    if (
      thrown instanceof Error &&
      'code' in thrown &&
      (thrown.code === 'ENOENT' || thrown.code === 'ENOTDIR')
    )
      return null;
    throw thrown;
  }
};

/** As the folder is now; a file is read when it is asked for. */
export const readKeyFiles = (folder: string): KeyFiles => ({
  names: namesIn(folder),
  destroyed: destroyedOf(textOf(join(folder, DESTROYED))),
  get(name) {
    if (!isKeyName(name)) return 'missing';
    const text = textOf(join(folder, name + END));
    return text === undefined ? 'missing' : keyFileOf(name, parsed(text));
  },
});
