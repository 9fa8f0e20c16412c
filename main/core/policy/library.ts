/** The packs that are known here, wherever they came from, each as the text that the log or the program vouches for. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { loadPack, type Pack } from '../../../shared/policy/index.ts';
import { createActivations, createReceived, packDigest, type NamedPack } from '../protocol/activations.ts';
import { readJson } from './questionnaires.ts';

export type PackSource = 'program' | 'municipality' | 'file';

/** A pack with its text as it is kept. */
export interface KnownPack {
  readonly pack: Pack;
  readonly json: string;
  readonly sha256: string;
  readonly source: PackSource;
  /** Compact; null: unsigned. */
  readonly jws: string | null;
  /** Key id of the signature. */
  readonly signedBy: string | null;
}

export interface Library {
  /** What was put in force, or is. */
  activated(id: string, version: string): KnownPack | null;
  /** What came and waits. */
  received(id: string, version: string): KnownPack | null;
  /** What the program brings. */
  program(id: string, version: string): KnownPack | null;
  /** The one of that name, the one that came last first. */
  find(id: string, version: string): KnownPack | null;
  /** One of each name. */
  all(): KnownPack[];
  /** The file of the program's own that is called so; a sentence each when it is refused, null when there is none. */
  programFile(name: string): KnownPack | readonly string[] | null;
  /** What a text says, when it is a pack. */
  read(json: string): Pack | readonly string[];
}

interface Row {
  readonly json: string;
  readonly source: PackSource;
  readonly jws: string | null;
}

const packName = z.object({ id: z.string(), version: z.string() });
type PackName = z.infer<typeof packName>;
const SCHEMA_FILE = '.schema.json';

export const openLibrary = (db: Database, resourcesDir: string): Library => {
  const activations = createActivations(db);
  const came = createReceived(db);
  const rowOf = (table: 'policy_pack' | 'pack_received') =>
    db.prepare<[string, string], Row>(`SELECT json, source, jws FROM ${table} WHERE id = ? AND version = ?`);
  const activatedRow = rowOf('policy_pack');
  const receivedRow = rowOf('pack_received');
  const waits = db.prepare('SELECT 1 FROM pack_received WHERE id = ? AND version = ?');

  /** By digest: proving a pack's promises takes a while, and what was read once decides on, whatever becomes of its row. */
  const read = new Map<string, Pack | readonly string[]>();
  const readText = (json: string): Pack | readonly string[] => {
    const sha256 = packDigest(json);
    const known = read.get(sha256);
    if (known !== undefined) return known;
    const loaded = loadPack(parsed(json));
    const result = loaded.ok ? loaded.pack : loaded.problems;
    read.set(sha256, result);
    return result;
  };
  const isPack = (result: Pack | readonly string[] | undefined): result is Pack =>
    result !== undefined && !Array.isArray(result);

  const texts = new Map<string, Row>();
  /** Only a text that has the digest in the log is the one that came or was put in force. */
  const vouchedFor = (named: NamedPack | undefined, row: () => Row | undefined): KnownPack | null => {
    if (named === undefined) return null;
    const { seq, sha256, signedBy } = named;
    const key = `${seq} ${sha256} ${signedBy ?? ''}`;
    const kept = texts.get(key) ?? row();
    if (kept === undefined || (!texts.has(key) && packDigest(kept.json) !== sha256)) return null;
    texts.set(key, kept);
    const pack = readText(kept.json);
    return isPack(pack) ? { pack, ...kept, sha256, signedBy } : null;
  };
  const named = (list: readonly NamedPack[], id: string, version: string) =>
    list.find((one) => one.id === id && one.version === version);

  const folder = join(resourcesDir, 'policies');
  const brought = new Map<string, { readonly json: string; readonly named: PackName | undefined }>();
  for (const file of readdirSync(folder).filter(
    (name) => name.endsWith('.json') && !name.endsWith(SCHEMA_FILE),
  )) {
    const json = readJson(join(folder, file));
    brought.set(file.replace(/\.json$/, ''), {
      json: json === undefined ? '' : JSON.stringify(json),
      named: packName.safeParse(json).data,
    });
  }
  const programFile: Library['programFile'] = (name) => {
    const json = brought.get(name)?.json;
    if (json === undefined) return null;
    const pack = readText(json);
    return isPack(pack)
      ? { pack, json, sha256: packDigest(json), source: 'program', jws: null, signedBy: null }
      : pack;
  };

  const library: Library = {
    activated: (id, version) =>
      vouchedFor(named(activations(), id, version), () => activatedRow.get(id, version)),
    received: (id, version) => {
      return waits.get(id, version) === undefined
        ? null
        : vouchedFor(named(came(), id, version), () => receivedRow.get(id, version));
    },
    program: (id, version) => {
      const of = [...brought].find(([, file]) => file.named?.id === id && file.named.version === version);
      const found = of === undefined ? null : programFile(of[0]);
      return found !== null && 'pack' in found ? found : null;
    },
    find: (id, version) =>
      library.received(id, version) ?? library.activated(id, version) ?? library.program(id, version),
    all: () => {
      const names = [
        ...[...brought.values()].flatMap((file) => file.named ?? []),
        ...activations(),
        ...came(),
      ];
      const distinct = new Map(
        names.map(({ id, version }) => [JSON.stringify([id, version]), { id, version }]),
      );
      return [...distinct.values()].flatMap(({ id, version }) => library.find(id, version) ?? []);
    },
    programFile,
    read: readText,
  };
  return library;
};

const parsed = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
};
