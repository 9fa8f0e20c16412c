import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seenAt } from '../../../shared/domain/presence.ts';
import { checkIn, startProtocol } from '../../../test/support/protocol.ts';
import type { TestProtocol } from '../../../test/support/protocol.ts';
import { recipientOpener } from './daykeys.ts';
import { newRecipientKeys } from './keys.ts';
import { ProtocolRefusal } from './refusal.ts';

const NAME = { visitorName: 'Åse Øverås', residentName: 'Ola Li' };
let kiosk: TestProtocol;
beforeEach(() => {
  kiosk = startProtocol();
});
afterEach(() => kiosk.end());

const store = () => kiosk.protocol.dayKeys.store;
/** Who has the keys of names. */
const wraps = () =>
  store()
    .names()
    .filter((name) => name.endsWith('.identity'))
    .flatMap((name) => Object.keys(store().read(name)?.wraps ?? {}).map((recipient) => [name, recipient]));
const names = () => kiosk.db.prepare('SELECT name FROM key_name ORDER BY 1').pluck().all();
const leave = (visitId: string) =>
  kiosk.protocol.transaction(() =>
    kiosk.protocol.append({
      type: 'visit.checked-out',
      body: { left: seenAt(kiosk.protocol.now(), 'scanned') },
      visitId,
      actor: 'visitor',
    }),
  );

describe('the key of a day', () => {
  it('is made once, for the day in the institution’s zone, and wrapped for every recipient', async () => {
    const { protocol, clock } = kiosk;
    await protocol.addRecipient('lead', newRecipientKeys().publicJwk);
    clock.set('2026-03-10T23:30:00.000Z');
    await Promise.all([protocol.ensureDayKey(), protocol.ensureDayKey()]);
    const key = store().read('2026-03-11.identity');
    await protocol.ensureDayKey();
    expect(store().read('2026-03-11.identity')).toEqual(key);
    expect(names()).toEqual(['2026-03-11.contact', '2026-03-11.identity', '2026-03-11.reason']);
    expect(wraps()).toEqual([['2026-03-11.identity', 'lead']]);
  });

  it('lies in a file of its own, not in the database', async () => {
    const { protocol, db } = kiosk;
    await protocol.ensureDayKey();
    expect(store().names()).toEqual(names());
    const columns = db.prepare(`SELECT name FROM pragma_table_info('key_name')`).pluck().all();
    expect(columns).toEqual(['name', 'day', 'kind', 'closed_at', 'destroyed_at']);
  });

  it('is the same after a transaction that made it and did not come to its end', () => {
    const { protocol } = kiosk;
    const broken = () =>
      protocol.transaction(() => {
        checkIn(protocol);
        throw new Error('power cut');
      });
    expect(broken).toThrow('power cut');
    const [before] = [store().read('2026-03-10.identity')];
    expect(names()).toEqual([]);
    const visitId = checkIn(protocol);
    expect(store().read('2026-03-10.identity')).toEqual(before);
    expect(protocol.personal(visitId)).toEqual(NAME);
  });

  it('is made by the first event that needs it, if midnight came in between', () => {
    const visitId = checkIn(kiosk.protocol);
    expect(kiosk.protocol.personal(visitId)).toEqual(NAME);
    expect(wraps()).toEqual([]);
  });

  it('reaches a recipient who comes later, as long as the kiosk still opens it', async () => {
    const { protocol, clock } = kiosk;
    checkIn(protocol);
    clock.set('2026-03-11T12:00:00.000Z');
    checkIn(protocol);
    await protocol.addRecipient('municipality', newRecipientKeys().publicJwk);
    expect(wraps()).toEqual([
      ['2026-03-10.identity', 'municipality'],
      ['2026-03-11.identity', 'municipality'],
    ]);
  });

  it('is wrapped anew when a recipient gets another key', async () => {
    const { protocol, clock } = kiosk;
    const visitId = checkIn(protocol);
    leave(visitId);
    await protocol.addRecipient('lead', newRecipientKeys().publicJwk, { pin: 'old' });
    const next = newRecipientKeys();
    await protocol.addRecipient('lead', next.publicJwk);
    clock.set('2026-03-11T00:30:00.000Z');
    protocol.closePastDays();
    expect(protocol.personal(visitId)).toBe('closed');
    expect(await protocol.personalWith(visitId, recipientOpener(store(), 'lead', next.privateJwk))).toEqual(
      NAME,
    );
  });
});

describe('a recipient', () => {
  it('whose key nothing can be wrapped for is not taken', async () => {
    const { protocol } = kiosk;
    const bad = [
      { kty: 'OKP', crv: 'Ed25519', x: newRecipientKeys().publicJwk.x ?? '' },
      { kty: 'OKP', crv: 'X25519', x: Buffer.alloc(32).toString('base64url') },
      { kty: 'OKP', crv: 'X25519', x: 'AAAA' },
    ];
    for (const jwk of bad) await expect(protocol.addRecipient('lead', jwk)).rejects.toThrow();
    expect(store().recipients()).toEqual([]);
    await protocol.ensureDayKey();
  });
});

describe('closing past days', () => {
  it('leaves yesterday to the lead alone', async () => {
    const { protocol, clock } = kiosk;
    const lead = newRecipientKeys();
    await protocol.addRecipient('lead', lead.publicJwk);
    const visitId = checkIn(protocol);
    leave(visitId);
    await protocol.ensureDayKey();
    protocol.closePastDays();
    expect(protocol.personal(visitId)).toEqual(NAME);
    clock.set('2026-03-11T00:30:00.000Z');
    protocol.closePastDays();
    expect(protocol.personal(visitId)).toBe('closed');
    expect(await protocol.personalWith(visitId, recipientOpener(store(), 'lead', lead.privateJwk))).toEqual(
      NAME,
    );
    const stranger = recipientOpener(store(), 'lead', newRecipientKeys().privateJwk);
    expect(await protocol.personalWith(visitId, stranger)).toBe('closed');
    expect(() =>
      protocol.transaction(() =>
        protocol.append({
          type: 'visit.corrected',
          body: { reason: 'typing-error', changes: {} },
          visitId,
          actor: 'staff:kari',
          personal: { visitorName: 'Aase' },
        }),
      ),
    ).toThrow(new ProtocolRefusal('key-closed'));
  });

  it('lets those who are still inside move on to the next day’s keys', async () => {
    const { protocol, clock, db } = kiosk;
    await protocol.addRecipient('lead', newRecipientKeys().publicJwk);
    const visitId = checkIn(protocol);
    const gone = checkIn(protocol);
    leave(gone);
    await protocol.ensureDayKey();
    clock.set('2026-03-11T12:00:00.000Z');
    await protocol.ensureDayKey();
    expect(protocol.closePastDays()).toMatchObject({ moved: 1 });
    expect(protocol.personal(visitId)).toEqual(NAME);
    expect(protocol.personal(gone)).toBe('closed');
    expect(db.prepare('SELECT key_name FROM visit_key WHERE visit_id = ?').pluck().all(visitId)).toEqual([
      '2026-03-11.identity',
    ]);
    leave(visitId);
    clock.set('2026-03-12T12:00:00.000Z');
    await protocol.ensureDayKey();
    protocol.closePastDays();
    expect(protocol.personal(visitId)).toBe('closed');
  });

  it('is finished by the next try when the power goes before the kiosk’s own wrapping is off', async () => {
    const { protocol, clock, db } = kiosk;
    await protocol.addRecipient('lead', newRecipientKeys().publicJwk);
    const visitId = checkIn(protocol);
    leave(visitId);
    await protocol.ensureDayKey();
    const before = store().read('2026-03-10.identity');
    clock.set('2026-03-11T12:00:00.000Z');
    protocol.closePastDays();
    if (before) store().write(before);
    db.exec(`UPDATE key_name SET closed_at = NULL WHERE name = '2026-03-10.identity'`);
    expect(protocol.closePastDays().closed).toEqual(['2026-03-10.identity']);
    expect(store().read('2026-03-10.identity')?.kiosk).toBeNull();
  });

  it('never happens before every recipient has the key, nor when there is none', async () => {
    const { protocol, clock } = kiosk;
    const visitId = checkIn(protocol);
    leave(visitId);
    clock.set('2026-03-12T12:00:00.000Z');
    protocol.closePastDays();
    expect(protocol.personal(visitId)).toEqual(NAME);
    await protocol.addRecipient('lead', newRecipientKeys().publicJwk);
    for (const name of store().names()) {
      const file = store().read(name);
      if (file) store().write({ ...file, wraps: {} });
    }
    protocol.closePastDays();
    expect(protocol.personal(visitId)).toEqual(NAME);
    await protocol.ensureDayKey();
    protocol.closePastDays();
    expect(protocol.personal(visitId)).toBe('closed');
  });

  it('says of an erased visit that it is erased, whoever asks', async () => {
    const { protocol, db } = kiosk;
    const lead = newRecipientKeys();
    await protocol.addRecipient('lead', lead.publicJwk);
    const visitId = checkIn(protocol);
    db.exec('UPDATE visit_key SET wrapped = NULL; UPDATE sealed SET ciphertext = NULL; DELETE FROM sealed');
    expect(protocol.personal(visitId)).toBe('erased');
    expect(await protocol.personalWith(visitId, recipientOpener(store(), 'lead', lead.privateJwk))).toBe(
      'erased',
    );
  });
});
