/** Changes that somebody with the files in their hands could make, at random. Each says what it did; null: there was nothing to change. */
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { below, oneOf, type Random } from './random.ts';
import { rehash } from './tampering.ts';

export interface Tampered {
  readonly raw: Database;
  /** The folder `keys`. */
  readonly keys: string;
  readonly random: Random;
  /** Heads that left the machine. */
  readonly heads: readonly string[];
}
type Mutation = (at: Tampered) => string | null;

type Value = string | number | Buffer | null;

/** Another value of the same type, a byte or a bit apart. */
const other = (random: Random, value: Value): Value => {
  if (value === null) return oneOf(random, ['x', 1, Buffer.alloc(32, 7)]) ?? null;
  if (random() < 0.05) return null;
  if (typeof value === 'number') return value + (random() < 0.5 ? 1 : -1) * (1 + below(random, 3));
  const bytes = Buffer.from(value);
  if (bytes.length === 0) return typeof value === 'string' ? 'x' : Buffer.from([1]);
  const at = below(random, bytes.length);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << below(random, 8));
  return bytes;
};

const columnsOf = (raw: Database, table: string): string[] =>
  raw.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table);

/** One column of one row. Text is written byte for byte, be it UTF-8 or not. */
const flip = (
  { raw, random }: Tampered,
  table: string,
  columns?: readonly string[],
  where = '1',
): string | null => {
  const all = columnsOf(raw, table);
  const rows = raw.prepare<[], Record<string, Value>>(`SELECT * FROM ${table} WHERE ${where}`).all();
  const row = oneOf(random, rows);
  const column = oneOf(random, columns ?? all);
  if (row === undefined || column === undefined) return null;
  const before = row[column] ?? null;
  const after = other(random, before);
  const isText = typeof before === 'string' && Buffer.isBuffer(after);
  const same = all.map((name) => `"${name}" IS ?`).join(' AND ');
  raw
    .prepare(`UPDATE ${table} SET "${column}" = ${isText ? 'CAST(? AS TEXT)' : '?'} WHERE ${same}`)
    .run(after, ...all.map((name) => row[name] ?? null));
  const shown = (value: Value) => (Buffer.isBuffer(value) ? value.toString('hex') : String(value));
  return `${table}.${column} of ${shown(row[all[0] ?? ''] ?? null)}: ${shown(before)} → ${shown(after)}`;
};

const drop = ({ raw, random }: Tampered, table: string, where = '1'): string | null => {
  const all = columnsOf(raw, table);
  const row = oneOf(
    random,
    raw.prepare<[], Record<string, Value>>(`SELECT * FROM ${table} WHERE ${where}`).all(),
  );
  if (row === undefined) return null;
  const values = all.map((name) => row[name] ?? null);
  raw
    .prepare(`DELETE FROM ${table} WHERE ${all.map((name) => `"${name}" IS ?`).join(' AND ')}`)
    .run(...values);
  return `a row of ${table} gone (${String(values[0])})`;
};

const lengthOf = (raw: Database): number =>
  raw.prepare<[], number | null>('SELECT max(seq) FROM event').pluck().get() ?? 0;
const renumber = (raw: Database, from: number, by: number): void => {
  raw.prepare('UPDATE event SET seq = -seq WHERE seq >= ?').run(from);
  raw.prepare('UPDATE event SET seq = -seq + ? WHERE seq < 0').run(by);
};

const swapped: Mutation = ({ raw, random }) => {
  const length = lengthOf(raw);
  const one = 1 + below(random, length);
  const two = 1 + below(random, length);
  if (one === two) return null;
  const move = raw.prepare('UPDATE event SET seq = ? WHERE seq = ?');
  move.run(-1, one);
  move.run(one, two);
  move.run(two, -1);
  return `events ${one} and ${two} swapped`;
};

const addedAmong: Mutation = ({ raw, random }) => {
  const length = lengthOf(raw);
  const at = 1 + below(random, length);
  const copied = 1 + below(random, length);
  const columns = columnsOf(raw, 'event').filter((name) => !['seq', 'id', 'hash'].includes(name));
  renumber(raw, at, 1);
  const from = copied >= at ? copied + 1 : copied;
  raw
    .prepare(
      `INSERT INTO event (seq, id, hash, ${columns.join(', ')})
       SELECT ?, '9b3e4d0e-2a54-4f0e-8a3b-0d8a4ad0b6f1', randomblob(32), ${columns.join(', ')} FROM event WHERE seq = ?`,
    )
    .run(at, from);
  raw.prepare('INSERT OR IGNORE INTO outbox (seq) VALUES (?)').run(length + 1);
  return `a copy of event ${copied} added as ${at}`;
};

const removedAndClosed: Mutation = ({ raw, random }) => {
  const at = 1 + below(random, lengthOf(raw));
  raw.prepare('DELETE FROM event WHERE seq = ?').run(at);
  renumber(raw, at, -1);
  return `event ${at} removed, the rest moved up`;
};

const headLength = (jws: string): number => {
  const claims = JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString('utf8')) as {
    length: number;
  };
  return claims.length;
};

/** With all that pointed at it: only a head that left the machine can tell. */
const cutTail: Mutation = ({ raw, random, heads }) => {
  const known = Math.max(0, ...heads.map(headLength));
  if (known < 2) return null;
  const left = 1 + below(random, known - 1);
  raw.exec(`DELETE FROM event WHERE seq > ${left}; DELETE FROM outbox WHERE seq > ${left}; DELETE FROM sealed WHERE seq > ${left};
    DELETE FROM visit WHERE revision > ${left}; DELETE FROM outing WHERE revision > ${left}; DELETE FROM head WHERE length > ${left};
    DELETE FROM task WHERE event_seq > ${left}; DELETE FROM tracing_case WHERE opened_by > ${left} OR closed_by > ${left};
    DELETE FROM presence WHERE visit_id NOT IN (SELECT visit_id FROM visit);
    DELETE FROM visit_key WHERE visit_id NOT IN (SELECT visit_id FROM event WHERE visit_id IS NOT NULL)`);
  return `the tail cut after ${left}`;
};

/** A whole chain forged anew from an event on that a head covers. */
const forged: Mutation = ({ raw, random, heads }) => {
  const known = Math.max(0, ...heads.map(headLength));
  if (known === 0) return null;
  const seq = 1 + below(random, known);
  raw
    .prepare(`UPDATE event SET actor = CASE actor WHEN 'kiosk' THEN 'visitor' ELSE 'kiosk' END WHERE seq = ?`)
    .run(seq);
  rehash(raw, seq);
  raw.exec('DELETE FROM head');
  return `event ${seq} done by another, and the chain made good`;
};

const keyFile = (at: Tampered, change: (path: string, name: string) => string | null): string | null => {
  const alive = new Set(
    at.raw.prepare<[], string>('SELECT name FROM key_name WHERE destroyed_at IS NULL').pluck().all(),
  );
  const names = readdirSync(at.keys).filter((file) => alive.has(file.slice(0, -'.json'.length)));
  const file = oneOf(at.random, names);
  return file === undefined ? null : change(join(at.keys, file), file);
};
const keyGone: Mutation = (at) =>
  keyFile(at, (path, name) => {
    rmSync(path);
    return `the file ${name} gone`;
  });
const keyChanged: Mutation = (at) =>
  keyFile(at, (path, name) => {
    const content = JSON.parse(readFileSync(path, 'utf8')) as {
      name: string;
      wraps: object;
      kiosk: string | null;
    };
    const how = below(at.random, 3);
    if (how === 0) content.name = `${content.name}.002`;
    else if (how === 1) content.wraps = { 'lead:i': 'a.b.c.d.e' };
    else Object.assign(content, { kiosk: null, wraps: {} });
    writeFileSync(path, JSON.stringify(content));
    return `the file ${name} changed (${how})`;
  });
const keyBack: Mutation = ({ raw, keys, random }) => {
  const name = oneOf(
    random,
    raw.prepare<[], string>('SELECT name FROM key_name WHERE destroyed_at IS NOT NULL').pluck().all(),
  );
  if (name === undefined) return null;
  writeFileSync(join(keys, `${name}.json`), JSON.stringify({ version: 1, name, kiosk: null, wraps: {} }));
  return `the destroyed key ${name} put back`;
};

/** Where the kiosk itself opens the key: of others nobody here can tell what is in them. */
const OPEN_KEYS = `wrapped IS NOT NULL AND key_name IN (SELECT name FROM key_name WHERE closed_at IS NULL AND destroyed_at IS NULL)
  AND EXISTS (SELECT 1 FROM event JOIN sealed USING (seq)
    WHERE event.visit_id = visit_key.visit_id AND sealed.kind = visit_key.kind AND ciphertext IS NOT NULL)`;

/** Keys that only a case has: that the visit's own is gone is no fault, be it early or late. */
const heldAlone = (raw: Database): number =>
  raw
    .prepare<[], number>(
      'SELECT count(*) FROM visit_key JOIN held_key USING (visit_id, kind) WHERE visit_key.wrapped IS NULL',
    )
    .pluck()
    .get() ?? 0;

export const MUTATIONS: Readonly<Record<string, Mutation>> = {
  'a column of an event': (at) => flip(at, 'event'),
  'a column of an event once more': (at) => flip(at, 'event'),
  'a body': (at) => flip(at, 'event', ['body']),
  'an event removed': (at) => drop(at, 'event'),
  'an event removed and the gap closed': removedAndClosed,
  'an event added': addedAmong,
  'two events swapped': swapped,
  'the tail cut': cutTail,
  'the chain forged': forged,
  'a column of sealed fields': (at) => flip(at, 'sealed'),
  'sealed fields removed': (at) =>
    drop(
      at,
      'sealed',
      `ciphertext IS NOT NULL AND NOT EXISTS (SELECT 1 FROM event JOIN visit_key AS k USING (visit_id) WHERE event.seq = sealed.seq AND wrapped IS NULL)`,
    ),
  'a visit key': (at) => {
    const before = heldAlone(at.raw);
    const done = flip(at, 'visit_key', ['wrapped', 'key_name', 'kind', 'visit_id'], OPEN_KEYS);
    return heldAlone(at.raw) === before ? done : null;
  },
  'a visit key erased': ({ raw, random }) => {
    const alive = raw.prepare<[], { visit_id: string; kind: string }>(
      'SELECT visit_id, kind FROM visit_key WHERE wrapped IS NOT NULL AND visit_id NOT IN (SELECT visit_id FROM held_key)',
    );
    const key = oneOf(random, alive.all());
    if (key === undefined) return null;
    raw
      .prepare('UPDATE visit_key SET wrapped = NULL WHERE visit_id = ? AND kind = ?')
      .run(key.visit_id, key.kind);
    return `the key of ${key.visit_id} (${key.kind}) erased`;
  },
  'a visit key removed': (at) => drop(at, 'visit_key', OPEN_KEYS),
  'a name of a key': (at) => flip(at, 'key_name', ['name', 'day', 'kind']),
  'a key destroyed in the table': ({ raw, random }) => {
    const name = oneOf(
      random,
      raw.prepare<[], string>('SELECT name FROM key_name WHERE destroyed_at IS NULL').pluck().all(),
    );
    if (name === undefined) return null;
    raw.prepare(`UPDATE key_name SET destroyed_at = '2026-04-01T00:00:00.000Z' WHERE name = ?`).run(name);
    return `${name} called destroyed`;
  },
  'a key not destroyed in the table': ({ raw, random }) => {
    const name = oneOf(
      random,
      raw.prepare<[], string>('SELECT name FROM key_name WHERE destroyed_at IS NOT NULL').pluck().all(),
    );
    if (name === undefined) return null;
    raw.prepare(`UPDATE key_name SET destroyed_at = NULL WHERE name = ?`).run(name);
    return `${name} called alive`;
  },
  'a file of a key gone': keyGone,
  'a file of a key changed': keyChanged,
  'a destroyed key put back': keyBack,
  'a row of the list of visits': (at) => flip(at, 'visit'),
  'a visit removed from the list': (at) => drop(at, 'visit'),
  'a row of the list of presences': (at) => flip(at, 'presence'),
  'a presence removed': (at) => drop(at, 'presence'),
  'a row of the list of outings': (at) => flip(at, 'outing'),
  'an outing removed from the list': (at) => drop(at, 'outing'),
  'a signed head': (at) => flip(at, 'head'),
  'an event removed from the outbox': (at) => drop(at, 'outbox'),
  'a case': (at) => flip(at, 'tracing_case'),
  'a case removed': (at) => drop(at, 'tracing_case'),
};
