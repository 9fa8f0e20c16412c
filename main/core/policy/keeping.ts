import type { Database } from 'better-sqlite3';
import type { Actor, EventBody } from '../../../shared/domain/events.ts';
import type { Log } from '../ports.ts';
import { closeTask, openTask, openTasks } from '../protocol/tasks.ts';
import type { Protocol } from '../protocol/types.ts';
import type { KnownPack, Library } from './library.ts';

interface KeepingParts {
  readonly db: Database;
  readonly log: Log;
  readonly protocol: Protocol;
  readonly library: Library;
}

/** Writes packs down, with their events and tasks; all inside a transaction of the protocol. */
export interface Keeping {
  /** It came and waits for the lead. */
  receive(known: KnownPack): void;
  /** It decides from now on; so that it can, the pack that it builds on is kept too. */
  putInForce(known: KnownPack, why: EventBody<'pack.activated'>['why'], by: Actor): void;
}

/** As the task says which: its id and version. */
const detailOf = ({ pack }: KnownPack): string => `${pack.id} ${pack.version}`;

export const openKeeping = ({ db, log, protocol, library }: KeepingParts): Keeping => {
  const receivedNow = db.prepare(
    `INSERT INTO pack_received (id, version, received_at, source, json, jws) VALUES (@id, @version, @at, @source, @json, @jws)
     ON CONFLICT (id, version) DO UPDATE SET received_at = excluded.received_at, source = excluded.source, json = excluded.json,
       jws = excluded.jws`,
  );
  const activatedNow = db.prepare(
    `INSERT INTO policy_pack (id, version, activated_at, json, source, jws) VALUES (@id, @version, @at, @json, @source, @jws)
     ON CONFLICT (id, version) DO UPDATE SET activated_at = excluded.activated_at, json = excluded.json,
       source = excluded.source, jws = excluded.jws`,
  );
  const waitsNoMore = db.prepare('DELETE FROM pack_received WHERE id = ? AND version = ?');
  const row = ({ pack, source, json, jws }: KnownPack) => ({
    id: pack.id,
    version: pack.version,
    at: protocol.now(),
    source,
    json,
    jws,
  });
  const bodyOf = ({ pack, sha256, signedBy }: KnownPack) => ({
    id: pack.id,
    version: pack.version,
    sha256,
    signedBy,
  });
  /** Of this pack, or of any version of it. */
  const closeTasksOf = (known: KnownPack, which: 'this' | 'any', by: string): void => {
    for (const { id, kind, detail } of openTasks(db)) {
      const isOf =
        which === 'this' ? detail === detailOf(known) : (detail ?? '').startsWith(`${known.pack.id} `);
      if (kind === 'pack-received' && isOf) closeTask(db, id, by, protocol.now());
    }
  };
  const cameIn = (known: KnownPack) => {
    receivedNow.run(row(known));
    return protocol.append({ type: 'pack.received', body: bodyOf(known), actor: 'kiosk' });
  };
  /** What the program brings another program may not bring any more. */
  const keepBase = ({ pack: { buildsOn } }: KnownPack): void => {
    if (buildsOn === null) return;
    const { id, version } = buildsOn;
    if (library.received(id, version) !== null || library.activated(id, version) !== null) return;
    const base = library.program(id, version);
    if (base !== null) cameIn(base);
  };
  return {
    receive: (known) => {
      const { seq } = cameIn(known);
      closeTasksOf(known, 'any', 'kiosk');
      openTask(db, { kind: 'pack-received', eventSeq: seq, detail: detailOf(known) });
      const { id, version } = known.pack;
      log.write({ event: 'pack-received', id, version, signedBy: known.signedBy });
    },
    putInForce: (known, why, by) => {
      const { id, version } = known.pack;
      keepBase(known);
      activatedNow.run(row(known));
      waitsNoMore.run(id, version);
      protocol.append({ type: 'pack.activated', body: { ...bodyOf(known), why }, actor: by });
      closeTasksOf(known, 'this', by);
      log.write({ event: 'pack-activated', id, version });
    },
  };
};
