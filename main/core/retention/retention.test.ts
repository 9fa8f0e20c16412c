import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkIn, later, startProtocol, ZONE, type TestProtocol } from '../../../test/support/protocol.ts';
import { verdictOf } from '../../../test/support/verdict.ts';
import { seenAt } from '../../../shared/domain/presence.ts';
import { toInstant } from '../../../shared/domain/time.ts';
import type { LogEntry } from '../ports.ts';
import { recipientOpener } from '../protocol/daykeys.ts';
import { digestOf } from '../protocol/seal.ts';
import { dayKeyToJwe, newRecipientKeys, unwrapVisitKey, wrapVisitKey } from '../protocol/keys.ts';
import { createForget, createNightly, createCaseClosed, reconcile } from './index.ts';
import type { RetentionParts } from './parts.ts';

const DAY = 86_400_000;
const retention = { identityDays: 10, contactDays: 3, reasonDays: 10, why: null };
const lead = newRecipientKeys();

let kiosk: TestProtocol;
let log: LogEntry[];
let parts: RetentionParts;
beforeEach(async () => {
  kiosk = startProtocol();
  log = [];
  parts = {
    db: kiosk.db,
    protocol: kiosk.protocol,
    settings: { institution: { zone: ZONE }, retention },
    log: { write: (entry) => void log.push(entry) },
  };
  await kiosk.protocol.ensureDayKey();
  await kiosk.protocol.addRecipient('lead:i', lead.publicJwk);
});
afterEach(() => kiosk.end());

/** A visit that is over within the hour. */
const visit = (name = 'Åse Øverås', phone = '+4799999999'): string => {
  const { protocol, clock } = kiosk;
  const visitId = checkIn(protocol, {}, name);
  protocol.transaction(() => {
    protocol.append({
      type: 'visit.corrected',
      visitId,
      actor: 'staff:k',
      body: { reason: 'other', changes: {} },
      personal: { phone, reasonText: `wrote ${name} wrong` },
    });
    protocol.append({
      type: 'visit.checked-out',
      visitId,
      actor: 'visitor',
      body: { left: seenAt(later(clock, 1000), 'scanned') },
    });
  });
  return visitId;
};
/** So many nights on, as each begins: the day has its key and the days before are closed. */
const nights = async (count: number): Promise<void> => {
  for (let night = 0; night < count; night += 1) {
    kiosk.clock.advance(DAY);
    await kiosk.protocol.ensureDayKey();
    kiosk.protocol.closePastDays();
  }
};
const opener = () => recipientOpener(kiosk.protocol.dayKeys.store, 'lead:i', lead.privateJwk);
const read = (visitId: string) => kiosk.protocol.personalWith(visitId, opener());
const erased = () =>
  kiosk.db
    .prepare<[], string>(`SELECT body FROM event WHERE type = 'fields.erased' ORDER BY seq`)
    .pluck()
    .all()
    .map((body) => JSON.parse(body) as Record<string, unknown>);
const holds = async () => {
  const { secrets, clock } = kiosk;
  expect((await verdictOf(kiosk.file, { secrets, now: () => clock.now() })).findings).toEqual([]);
};

/** Everything that lies in the tables of these visits and is erasable: wrapped keys and ciphertexts. */
const bytesOf = (visitIds: readonly string[]): Buffer[] => {
  const rows = kiosk.db
    .prepare<[string, string], Buffer>(
      `SELECT wrapped FROM visit_key WHERE visit_id = ? AND wrapped IS NOT NULL
       UNION ALL SELECT ciphertext FROM sealed JOIN event ON event.seq = sealed.seq WHERE visit_id = ? AND ciphertext IS NOT NULL`,
    )
    .pluck();
  return visitIds.flatMap((visitId) => rows.all(visitId, visitId));
};
/** Of these bytes, those that stand in some file of the folder. A part in the middle will do: pages may split a long one. */
const found = (wanted: readonly Buffer[]): number => {
  const files = readdirSync(kiosk.folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)));
  return wanted.filter((bytes) => files.some((file) => file.includes(bytes.subarray(8, 40)))).length;
};

const keyFile = (name: string): string => join(kiosk.folder, 'keys', `${name}.json`);

describe('at night', () => {
  it('each kind is erased when its days have gone by, counted from the last day of the visit', async () => {
    const visitId = visit();
    const erase = createNightly(parts);
    await nights(3);
    expect(await erase()).toMatchObject({ keys: 0, dayKeys: 0 });
    await nights(1);
    expect(await erase()).toEqual({ keys: 1, events: 1, dayKeys: 1 });
    expect(await read(visitId)).toEqual({ visitorName: 'Åse Øverås', residentName: 'Ola Li' });
    await nights(6);
    expect(await erase()).toEqual({ keys: 0, events: 0, dayKeys: 3 + 3 });
    await nights(1);
    expect(await erase()).toMatchObject({ keys: 2, events: 2 });
    expect(await read(visitId)).toBe('erased');
    expect(erased().map(({ why, kind, upTo, days }) => [why, kind, upTo, days])).toEqual([
      ['retention', 'contact', '2026-03-10', 3],
      ['retention', 'identity', '2026-03-10', 10],
      ['retention', 'reason', '2026-03-10', 10],
    ]);
    expect(kiosk.db.prepare('SELECT count(*) FROM sealed').pluck().get()).toBe(0);
    await holds();
  });

  it('the day’s keys are destroyed with the last of those who lie under them', async () => {
    visit();
    await nights(11);
    expect(existsSync(keyFile('2026-03-10.identity'))).toBe(true);
    await createNightly(parts)();
    for (const kind of ['identity', 'contact', 'reason'])
      expect(existsSync(keyFile(`2026-03-10.${kind}`))).toBe(false);
    expect(existsSync(keyFile('2026-03-11.identity'))).toBe(true);
    expect(existsSync(keyFile('2026-03-11.contact'))).toBe(false);
    expect(kiosk.protocol.dayKeys.store.destroyed().map(({ name }) => name)).toContain('2026-03-10.identity');
    expect(reconcile(parts)).toEqual({ ok: true, erased: 0 });
  });

  it('nothing of what was erased is left in any file, and what is not due is all there', async () => {
    const gone = Array.from({ length: 300 }, (_, at) => visit(`Visitor ${at}`));
    await nights(1);
    const stay = Array.from({ length: 50 }, (_, at) => visit(`Other ${at}`));
    const goneBytes = bytesOf(gone);
    const stayBytes = bytesOf(stay);
    await nights(10);
    expect(found(goneBytes)).toBe(goneBytes.length);
    expect((await createNightly(parts)()).keys).toBe(300 * 3 + 50);
    expect(found(goneBytes)).toBe(0);
    expect(bytesOf(stay).length).toBeGreaterThan(0);
    // The telephone numbers of the second day were due too.
    expect(found(stayBytes)).toBe(bytesOf(stay).length);
    for (const visitId of stay) expect(await read(visitId)).toMatchObject({ residentName: 'Ola Li' });
    await holds();
  });

  it('does it in slices, so that somebody at the door comes in between', async () => {
    for (let count = 0; count < 300; count += 1) visit();
    await nights(11);
    let turns = 0;
    let isDone = false;
    const door = (): void => {
      turns += 1;
      if (!isDone) setImmediate(door);
    };
    setImmediate(door);
    await createNightly(parts)();
    isDone = true;
    expect(turns).toBeGreaterThan(5);
    expect(
      erased()
        .filter(({ kind }) => kind === 'identity')
        .map(({ visits }) => visits),
    ).toEqual([250, 50]);
  });

  it('who is still here, or out, is not forgotten while they are', async () => {
    const inside = checkIn(kiosk.protocol);
    const { protocol } = kiosk;
    protocol.transaction(() =>
      protocol.append({
        type: 'resident.went-out',
        visitId: '6f1c7d8e-1111-4222-8333-944445555666',
        actor: 'visitor',
        body: { bookingId: null, ward: 'w1', via: 'staff', out: seenAt(protocol.now(), 'seen-by-staff') },
        personal: { residentName: 'Ola Li' },
      }),
    );
    await nights(20);
    await createNightly(parts)();
    expect(await read(inside)).toMatchObject({ visitorName: 'Åse Øverås' });
    expect(await read('6f1c7d8e-1111-4222-8333-944445555666')).toEqual({ residentName: 'Ola Li' });
    await holds();
  });

  it('what waits to be sent is made anew without them', async () => {
    visit();
    kiosk.db.exec(
      `INSERT INTO batch VALUES ('b', '2026-03-10T12:00:00.000Z', 'wrapped keys'); UPDATE outbox SET batch_id = 'b'`,
    );
    await nights(4);
    await createNightly(parts)();
    expect(kiosk.db.prepare('SELECT body FROM batch').pluck().get()).toBe('');
    expect(kiosk.db.prepare('SELECT count(*) FROM outbox WHERE batch_id IS NOT NULL').pluck().get()).toBe(0);
  });
});

/** A case with the key of its visits, as tracing makes it. */
const openCase = async (caseId: string, visitIds: readonly string[]): Promise<void> => {
  const { protocol, db } = kiosk;
  const { dayKeys } = protocol;
  const caseKey = Buffer.alloc(32, 9);
  const name = `case-${caseId}`;
  const sealed = Buffer.from(`who it is about, ${caseId}`);
  dayKeys.store.write({
    name,
    kiosk: null,
    wraps: { 'lead:i': await dayKeyToJwe(caseKey, name, lead.publicJwk) },
  });
  const rows = db
    .prepare<[], { visit_id: string; kind: string; key_name: string; wrapped: Buffer }>(
      'SELECT * FROM visit_key WHERE wrapped IS NOT NULL',
    )
    .all()
    .filter(({ visit_id }) => visitIds.includes(visit_id));
  const keys = new Map<string, Buffer>();
  for (const { key_name } of rows)
    keys.set(key_name, (await opener().open(key_name)) ?? dayKeys.open(key_name) ?? caseKey);
  protocol.transaction(() => {
    const at = protocol.now();
    const body = {
      caseId,
      purpose: 'ill-after-visit',
      from: at,
      to: at,
      minutes: 15,
      sealedDigest: digestOf(sealed).toString('base64url'),
    } as const;
    const { seq } = protocol.append({ type: 'case.opened', actor: 'staff:i', body });
    db.prepare('INSERT INTO tracing_case VALUES (?, ?, NULL, ?)').run(caseId, seq, sealed);
    protocol.append({ type: 'case.held', actor: 'staff:i', body: { caseId, visitIds: [...visitIds] } });
    for (const { visit_id, kind, key_name, wrapped } of rows) {
      const key = unwrapVisitKey(keys.get(key_name) ?? caseKey, visit_id, key_name, wrapped);
      if (key === null) throw new Error('no key');
      db.prepare('INSERT INTO held_key VALUES (?, ?, ?, ?)').run(
        caseId,
        visit_id,
        kind,
        wrapVisitKey(caseKey, visit_id, `case-${caseId}`, key),
      );
    }
  });
};
const closeCase = (caseId: string): number => {
  const { protocol, db } = kiosk;
  return protocol.transaction(() => {
    const { seq } = protocol.append({
      type: 'case.closed',
      actor: 'staff:i',
      body: { caseId, reason: 'no-further-exposure' },
    });
    db.prepare('UPDATE tracing_case SET closed_by = ? WHERE case_id = ?').run(seq, caseId);
    return createCaseClosed(parts)(caseId, 'staff:i');
  });
};
const ciphertexts = (visitId: string): number =>
  kiosk.db
    .prepare<[string], number>(
      'SELECT count(*) FROM sealed JOIN event ON event.seq = sealed.seq WHERE visit_id = ? AND ciphertext IS NOT NULL',
    )
    .pluck()
    .get(visitId) ?? 0;

describe('what a case holds', () => {
  it('keeps its bytes past its time, while the day’s key goes on time', async () => {
    const held = visit();
    const other = visit('Per Ås');
    await openCase('c1', [held]);
    await nights(11);
    expect(await createNightly(parts)()).toMatchObject({ keys: 3, events: 3 });
    expect(ciphertexts(held)).toBe(3);
    expect(ciphertexts(other)).toBe(0);
    expect(existsSync(keyFile('2026-03-10.identity'))).toBe(false);
    await holds();
  });

  it('is erased when the last case that holds it is closed', async () => {
    const held = visit();
    await openCase('c1', [held]);
    await openCase('c2', [held]);
    await nights(11);
    await createNightly(parts)();
    const bytes = bytesOf([held]);
    expect(closeCase('c1')).toBe(0);
    expect(ciphertexts(held)).toBe(3);
    expect(closeCase('c2')).toBe(1);
    expect(ciphertexts(held)).toBe(0);
    expect(
      erased()
        .filter(({ why }) => why === 'case-closed')
        .map(({ visitIds }) => visitIds),
    ).toEqual([[held], [held], [held]]);
    kiosk.db.pragma('wal_checkpoint(TRUNCATE)');
    expect(found(bytes)).toBe(0);
    await holds();
  });

  it('stays for a case that has only its name, when the one that has its key is closed first', async () => {
    const held = visit();
    await openCase('c1', [held]);
    await openCase('c2', [held]);
    kiosk.db.prepare(`DELETE FROM held_key WHERE case_id = 'c2'`).run();
    await nights(11);
    await createNightly(parts)();
    expect(closeCase('c1')).toBe(0);
    expect(await read(held)).toMatchObject({ visitorName: 'Åse Øverås' });
    await holds();
    closeCase('c2');
    await createNightly(parts)();
    expect(await read(held)).toBe('erased');
    await holds();
  });

  it('and is not due yet when the case is closed, waits for its night', async () => {
    const held = visit();
    await openCase('c1', [held]);
    expect(closeCase('c1')).toBe(0);
    expect(await read(held)).toMatchObject({ visitorName: 'Åse Øverås' });
    await nights(11);
    await createNightly(parts)();
    expect(await read(held)).toBe('erased');
  });

  it('without a key of its own for one kind keeps the visit’s own', async () => {
    const held = visit();
    await openCase('c1', [held]);
    kiosk.db.prepare(`DELETE FROM held_key WHERE kind = 'contact'`).run();
    await nights(11);
    await createNightly(parts)();
    expect(ciphertexts(held)).toBe(3);
    expect(existsSync(keyFile('2026-03-10.contact'))).toBe(true);
    closeCase('c1');
    await createNightly(parts)();
    expect(ciphertexts(held)).toBe(0);
    expect(existsSync(keyFile('2026-03-10.contact'))).toBe(false);
  });
});

const forgetting = (backUp: () => Promise<boolean> = () => Promise.resolve(true)) =>
  createForget({ ...parts, backUp, closePastDays: () => kiosk.protocol.closePastDays() });
const ask = (visitId: string, by: 'lead' | 'nobody' = 'lead') => ({
  visitId,
  opener: by === 'lead' ? opener() : null,
  actor: 'staff:i' as const,
});

describe('who asks to be forgotten', () => {
  it('is, and the others of that day move to another key that only the lead opens', async () => {
    const one = visit();
    const others = [visit('Per Ås'), visit('Ida Bø')];
    await nights(2);
    const bytes = bytesOf([one]);
    expect(await forgetting().forget(ask(one))).toEqual({ ok: true, events: 3, backedUp: true });
    expect(await read(one)).toBe('erased');
    expect(found(bytes)).toBe(0);
    for (const visitId of others) {
      expect(kiosk.protocol.personal(visitId)).toBe('closed');
      expect(await read(visitId)).toMatchObject({ residentName: 'Ola Li', phone: '+4799999999' });
    }
    expect(existsSync(keyFile('2026-03-10.identity'))).toBe(false);
    expect(kiosk.protocol.dayKeys.store.read('2026-03-10.identity.002')?.kiosk).toBeNull();
    expect(erased().map(({ why, kind, visitIds }) => [why, kind, visitIds])).toEqual([
      ['request', 'contact', [one]],
      ['request', 'identity', [one]],
      ['request', 'reason', [one]],
    ]);
    await holds();
    expect(reconcile(parts)).toEqual({ ok: true, erased: 0 });
  });

  it('is also on the day itself, and whoever comes afterwards has the new key', async () => {
    const one = visit();
    expect(await forgetting().forget(ask(one, 'nobody'))).toMatchObject({ ok: true });
    const after = visit('Ida Bø');
    expect(kiosk.protocol.personal(after)).toMatchObject({ visitorName: 'Ida Bø' });
    await nights(1);
    expect(await read(after)).toMatchObject({ visitorName: 'Ida Bø' });
    await holds();
  });

  it('a copy of the protocol is made before the old key is destroyed', async () => {
    const one = visit();
    visit('Per Ås');
    await nights(1);
    let wasThere = false;
    await forgetting(() => {
      wasThere = existsSync(keyFile('2026-03-10.identity')) && existsSync(keyFile('2026-03-10.identity.002'));
      return Promise.resolve(false);
    }).forget(ask(one));
    expect(wasThere).toBe(true);
    expect(existsSync(keyFile('2026-03-10.identity'))).toBe(false);
  });

  it('is not while a case holds the visit: the case is named', async () => {
    const one = visit();
    await openCase('c1', [one]);
    expect(await forgetting().forget(ask(one))).toEqual({ ok: false, not: { why: 'held', cases: ['c1'] } });
    closeCase('c1');
    expect(await forgetting().forget(ask(one))).toMatchObject({ ok: true });
    expect(await forgetting().forget(ask(one))).toEqual({ ok: false, not: { why: 'erased' } });
  });

  it('is not while they are here, while staff still owe them something, or where nobody opens the day', async () => {
    const { protocol, db } = kiosk;
    const inside = checkIn(protocol);
    expect(await forgetting().forget(ask(inside))).toEqual({ ok: false, not: { why: 'still-here' } });
    const owed = visit();
    db.exec(
      `INSERT INTO task (kind, event_seq, visit_id, opened_at) VALUES ('reason-owed', 1, '${owed}', '${protocol.now()}')`,
    );
    expect(await forgetting().forget(ask(owed))).toEqual({ ok: false, not: { why: 'task-open' } });
    const closed = visit();
    await nights(1);
    expect(await forgetting().forget(ask(closed, 'nobody'))).toEqual({
      ok: false,
      not: { why: 'keys-closed' },
    });
    expect(await forgetting().forget(ask('nobody-known'))).toEqual({ ok: false, not: { why: 'unknown' } });
    expect(erased()).toEqual([]);
  });
});

describe('at start', () => {
  it('a key that is missing without having been destroyed stops it, and nobody is forgotten', async () => {
    const one = visit();
    await nights(1);
    const { store } = kiosk.protocol.dayKeys;
    const file = store.read('2026-03-10.identity');
    if (file === null) throw new Error('no key');
    rmSync(keyFile('2026-03-10.identity'));
    const result = reconcile(parts);
    expect(result).toMatchObject({ ok: false });
    expect(result.ok ? '' : result.message).toMatch(
      /2026-03-10\.identity\.json.*not destroyed.*Put them back/s,
    );
    store.write(file);
    expect(reconcile(parts)).toEqual({ ok: true, erased: 0 });
    expect(await read(one)).toMatchObject({ visitorName: 'Åse Øverås' });
  });

  it('a list of destroyed keys that cannot be read stops it', () => {
    visit();
    writeFileSync(keyFile('destroyed'), '{');
    const result = reconcile(parts);
    expect(result.ok ? '' : result.message).toContain('destroyed.json');
  });

  it('what lies under a key that was destroyed elsewhere is erased', async () => {
    const one = visit();
    const bytes = bytesOf([one]);
    await nights(1);
    for (const kind of ['identity', 'contact', 'reason'])
      kiosk.protocol.dayKeys.store.destroy(`2026-03-10.${kind}`, toInstant(kiosk.clock.now()));
    expect(reconcile(parts)).toEqual({ ok: true, erased: 3 });
    expect(await read(one)).toBe('erased');
    expect(found(bytes)).toBe(0);
    expect(erased().map(({ why, upTo, visitIds }) => [why, upTo, visitIds])).toEqual(
      Array.from({ length: 3 }, () => ['restored', '2026-03-10', [one]]),
    );
    expect(reconcile(parts)).toEqual({ ok: true, erased: 0 });
    await holds();
  });

  it('a case whose key was destroyed elsewhere is closed, and what it held goes when its time is over', async () => {
    const one = visit();
    await openCase('c1', [one]);
    await nights(11);
    await createNightly(parts)();
    kiosk.protocol.dayKeys.store.destroy('case-c1', toInstant(kiosk.clock.now()));
    expect(reconcile(parts)).toMatchObject({ ok: true });
    expect(ciphertexts(one)).toBe(0);
    expect(kiosk.db.prepare('SELECT count(*) FROM held_key').pluck().get()).toBe(0);
    expect(kiosk.db.prepare('SELECT closed_by IS NOT NULL FROM tracing_case').pluck().get()).toBe(1);
  });
});
