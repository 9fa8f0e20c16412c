/**
 * `npm run bench:door [-- COUNT]`: how long a check-in's commit takes through the real protocol (event, outbox row, projection, task,
 * sealing, one durable transaction), against a bare durable insert of as many bytes in the same run. One line of JSON.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { newRecipientKeys } from '../../main/core/protocol/keys.ts';
import { openTask } from '../../main/core/protocol/tasks.ts';
import { openedBody, startProtocol } from '../support/protocol.ts';

const WARM_UP = 20;
const checkIns = Number(process.argv[2] ?? 1000);
if (!Number.isInteger(checkIns) || checkIns < 1) throw new Error('usage: npm run bench:door -- COUNT');

const kiosk = startProtocol({ clock: { now: Date.now, set: () => undefined, advance: () => undefined } });
const { protocol, db } = kiosk;
await protocol.addRecipient('lead', newRecipientKeys().publicJwk);
await protocol.addRecipient('municipality', newRecipientKeys().publicJwk);
await protocol.ensureDayKey();

const bare = new Database(join(kiosk.folder, 'bare.db'));
bare.pragma('journal_mode = WAL');
bare.pragma('synchronous = FULL');
bare.exec('CREATE TABLE row (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT');
const insertBare = bare.prepare('INSERT INTO row (bytes) VALUES (?)');

const timed = (work: () => void): number => {
  const start = performance.now();
  work();
  return performance.now() - start;
};

/** One in five is referred to staff, and leaves a task. */
const checkIn = (turn: number): void => {
  const outcome = turn % 5 === 4 ? 'wait-for-staff' : 'admit';
  const visitId = randomUUID();
  const body = openedBody(protocol.now(), {
    outcome,
    bookingId: `b-${turn}`,
    jti: `t-${turn}`,
    partySize: 2,
    rules: ['no-symptoms'],
    citations: [{ source: 'S0:535', printed: 'kartlegge symptomer og mulig eksponering' }],
    questionnaire: { id: 'no-visitor', version: '1' },
  });
  protocol.transaction(() => {
    const event = protocol.append({
      type: outcome === 'admit' ? 'visit.checked-in' : 'visit.referred',
      body,
      visitId,
      actor: 'visitor',
      personal: {
        visitorName: 'Åse Øverås',
        phone: '+47 22 33 44 55',
        companions: [{ name: 'Per Vik' }],
        residentName: 'Ola Li',
        residentId: 'r-17',
      },
    });
    if (outcome !== 'admit') openTask(db, { kind: 'visitor-waits', eventSeq: event.seq, visitId });
  });
};

/** What one check-in leaves in the tables, in bytes, so that the bare row is as large. */
const bytesOfCheckIn = (): number => {
  checkIn(0);
  const size = (table: string) =>
    (db.prepare(`SELECT * FROM ${table}`).raw().all() as unknown[][])
      .flat()
      .reduce<number>((sum, value) => sum + sizeOf(value), 0);
  return ['event', 'sealed', 'visit_key', 'visit', 'outbox'].reduce((sum, table) => sum + size(table), 0);
};
const sizeOf = (value: unknown): number => {
  if (Buffer.isBuffer(value)) return value.length;
  return typeof value === 'string' ? Buffer.byteLength(value) : 8;
};

const percentiles = (times: number[]) => {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) =>
    Number((sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(3));
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
};

const bytes = bytesOfCheckIn();
const times: { door: number[]; bare: number[] } = { door: [], bare: [] };
// Turn and turn about, so that a slow moment of the disk falls on both.
for (let turn = -WARM_UP; turn < checkIns; turn += 1) {
  const door = timed(() => checkIn(turn + WARM_UP));
  const payload = randomBytes(bytes);
  const alone = timed(() => insertBare.run(payload));
  if (turn < 0) continue;
  times.door.push(door);
  times.bare.push(alone);
}
const door = percentiles(times.door);
const alone = percentiles(times.bare);
bare.close();
kiosk.end();
console.log(
  JSON.stringify({ checkIns, bytes, door, bare: alone, ratio: Number((door.p50 / alone.p50).toFixed(2)) }),
);
