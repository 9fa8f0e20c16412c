/** A kiosk that goes on from an older backup, and what it forgets, at the other end of the line. */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importKeyOnly, startNight, syncSettings, type Night } from '../../../test/municipality/night.ts';
import { openReceived, receivedEvents, setAsideEvents } from '../../../test/municipality/received.ts';
import { checkIn, KIOSK, ZONE } from '../../../test/support/protocol.ts';
import type { EventBody } from '../../../shared/domain/events.ts';
import { openProtocol } from '../protocol/open.ts';
import type { Protocol } from '../protocol/types.ts';

let night: Night;
beforeEach(async () => {
  night = await startNight();
});
afterEach(() => night.end());

const visits = (protocol: Protocol, count: number): string[] =>
  Array.from({ length: count }, () => checkIn(protocol));
const hashesOf = (protocol: Protocol) => protocol.events(1, 10_000).map(({ hash }) => hash);
const received = () => receivedEvents(night.municipality.store, KIOSK).map(({ hash }) => hash);

/** The database and keys as they are now, and how the kiosk goes on from them another time. */
const backedUp = () => {
  const { kiosk } = night;
  const folder = join(kiosk.folder, 'another-machine');
  mkdirSync(folder);
  writeFileSync(join(folder, 'kiosk.db'), kiosk.db.serialize());
  cpSync(join(kiosk.folder, 'keys'), join(folder, 'keys'), { recursive: true });
  const length = kiosk.protocol.length();
  return () => {
    const db = new Database(join(folder, 'kiosk.db'));
    const protocol = openProtocol(db, {
      clock: kiosk.clock,
      secrets: kiosk.secrets,
      settings: { institution: { zone: ZONE }, kiosk: { id: KIOSK } },
    });
    protocol.transaction(() =>
      protocol.append({
        type: 'backup.restored',
        actor: 'kiosk',
        body: { length, madeAt: protocol.now() },
      }),
    );
    const sync = night.again({
      db,
      protocol,
      settings: syncSettings(night.line.url),
      importInbound: importKeyOnly({ db, protocol }),
    });
    return { db, protocol, sync };
  };
};

describe('a kiosk that goes on from a backup', () => {
  it('is followed by the municipality, and what it had sent since is kept beside', async () => {
    const { kiosk, sync } = night;
    visits(kiosk.protocol, 250);
    // The backup is made before the nightly sync: in it all of the day waits to be sent.
    const goOn = backedUp();
    await sync.run();
    visits(kiosk.protocol, 30);
    await sync.run();
    const lost = hashesOf(kiosk.protocol).slice(250);

    const restored = goOn();
    visits(restored.protocol, 20);
    expect(await restored.sync.run()).toMatchObject({
      outcome: 'done',
      acknowledged: 271,
      refused: 0,
      waiting: 0,
    });
    expect(received()).toEqual(hashesOf(restored.protocol));
    expect(setAsideEvents(night.municipality.store, KIOSK).map(({ hash }) => hash)).toEqual(lost);
    // The line goes on, also with longer ones than the one that ended.
    visits(restored.protocol, 40);
    expect(await restored.sync.run()).toMatchObject({ acknowledged: 40, refused: 0 });
    expect(received()).toEqual(hashesOf(restored.protocol));
    restored.db.close();
  });

  it('is not followed when what it goes on from is not what was sent', async () => {
    const { kiosk, sync } = night;
    visits(kiosk.protocol, 3);
    const goOn = backedUp();
    visits(kiosk.protocol, 2);
    await sync.run();
    const before = received();
    const restored = goOn();
    restored.db.prepare("UPDATE outbox SET state = 'acknowledged' WHERE seq < 4").run();
    night.municipality.store.db
      .prepare("UPDATE event SET hash = 'another' WHERE kiosk = ? AND seq = 3")
      .run(KIOSK);
    expect(await restored.sync.run()).toMatchObject({ acknowledged: 0, refused: 1 });
    expect(received()).toEqual(before);
    expect(setAsideEvents(night.municipality.store, KIOSK)).toEqual([]);
    restored.db.close();
  });
});

describe('what the kiosk has erased', () => {
  const erased = (changes: Partial<EventBody<'fields.erased'>>) =>
    night.kiosk.protocol.transaction(() =>
      night.kiosk.protocol.append({
        type: 'fields.erased',
        actor: 'kiosk',
        body: {
          why: 'request',
          kind: 'identity',
          upTo: null,
          days: null,
          visitIds: [],
          visits: 1,
          events: 1,
          ...changes,
        },
      }),
    );
  const names = async () =>
    (await openReceived(night.municipality.store, KIOSK)).flatMap(({ visitId, personal }) =>
      visitId === null ? [] : [personal?.visitorName ?? null],
    );

  it('at somebody’s request is erased by the municipality too, and of nobody else', async () => {
    const { kiosk, sync } = night;
    const asked = checkIn(kiosk.protocol, {}, 'Åse Øverås');
    checkIn(kiosk.protocol, {}, 'Per Ås');
    await sync.run();
    expect(await names()).toEqual(['Åse Øverås', 'Per Ås']);
    erased({ visitIds: [asked] });
    await sync.run();
    expect(await names()).toEqual([null, 'Per Ås']);
  });

  it('when its time is over is erased there too, save what an open case holds', async () => {
    const { kiosk, sync } = night;
    const { protocol, clock } = kiosk;
    const [, held] = [checkIn(protocol, {}, 'Åse Øverås'), checkIn(protocol, {}, 'Per Ås')];
    clock.advance(86_400_000);
    checkIn(protocol, {}, 'Kari Vik');
    protocol.transaction(() =>
      protocol.append({
        type: 'case.held',
        actor: 'staff:s-1',
        body: { caseId: 'c1', visitIds: [held] },
      }),
    );
    await sync.run();
    erased({ why: 'retention', upTo: '2026-03-10', days: 10 });
    await sync.run();
    expect(await names()).toEqual([null, 'Per Ås', 'Kari Vik']);
    erased({ why: 'case-closed', visitIds: [held] });
    await sync.run();
    expect(await names()).toEqual([null, null, 'Kari Vik']);
    // Neither key nor bytes.
    const { store } = night.municipality;
    const [first, second, third] = receivedEvents(store, KIOSK);
    expect([first?.sealed, second?.sealed, third?.sealed.length]).toEqual([[], [], 1]);
    expect(store.db.prepare('SELECT count(*) FROM visit_key').pluck().get()).toBe(1);
  });
});
