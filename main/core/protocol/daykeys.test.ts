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

const wraps = () => kiosk.db.prepare('SELECT day, recipient FROM day_key_wrap ORDER BY 1, 2').raw().all();
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
    const { protocol, clock, db } = kiosk;
    await protocol.addRecipient('lead', newRecipientKeys().publicJwk);
    clock.set('2026-03-10T23:30:00.000Z');
    await Promise.all([protocol.ensureDayKey(), protocol.ensureDayKey()]);
    const key = db.prepare('SELECT * FROM day_key').all();
    await protocol.ensureDayKey();
    expect(db.prepare('SELECT * FROM day_key').all()).toEqual(key);
    expect(wraps()).toEqual([['2026-03-11', 'lead']]);
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
      ['2026-03-10', 'municipality'],
      ['2026-03-11', 'municipality'],
    ]);
  });

  it('is wrapped anew when a recipient gets another key', async () => {
    const { protocol, db } = kiosk;
    const visitId = checkIn(protocol);
    await protocol.addRecipient('lead', newRecipientKeys().publicJwk, 'old');
    const next = newRecipientKeys();
    await protocol.addRecipient('lead', next.publicJwk);
    db.exec('UPDATE day_key SET kiosk_wrapped = NULL');
    expect(protocol.personal(visitId)).toBe('closed');
    expect(await protocol.personalWith(visitId, recipientOpener(db, 'lead', next.privateJwk))).toEqual(NAME);
  });
});

describe('a recipient', () => {
  it('whose key nothing can be wrapped for is not taken', async () => {
    const { protocol, db } = kiosk;
    const bad = [
      { kty: 'OKP', crv: 'Ed25519', x: newRecipientKeys().publicJwk.x ?? '' },
      { kty: 'OKP', crv: 'X25519', x: Buffer.alloc(32).toString('base64url') },
      { kty: 'OKP', crv: 'X25519', x: 'AAAA' },
    ];
    for (const jwk of bad) await expect(protocol.addRecipient('lead', jwk)).rejects.toThrow();
    expect(db.prepare('SELECT * FROM recipient').all()).toEqual([]);
    await protocol.ensureDayKey();
  });
});

describe('closing past days', () => {
  it('leaves yesterday to the lead alone', async () => {
    const { protocol, clock, db } = kiosk;
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
    expect(await protocol.personalWith(visitId, recipientOpener(db, 'lead', lead.privateJwk))).toEqual(NAME);
    const stranger = recipientOpener(db, 'lead', newRecipientKeys().privateJwk);
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

  it('waits for those who are still inside', async () => {
    const { protocol, clock } = kiosk;
    await protocol.addRecipient('lead', newRecipientKeys().publicJwk);
    const visitId = checkIn(protocol);
    await protocol.ensureDayKey();
    clock.set('2026-03-11T12:00:00.000Z');
    protocol.closePastDays();
    expect(protocol.personal(visitId)).toEqual(NAME);
    leave(visitId);
    protocol.closePastDays();
    expect(protocol.personal(visitId)).toBe('closed');
  });

  it('never happens before every recipient has the key, nor when there is none', async () => {
    const { protocol, clock, db } = kiosk;
    const visitId = checkIn(protocol);
    leave(visitId);
    clock.set('2026-03-12T12:00:00.000Z');
    protocol.closePastDays();
    expect(protocol.personal(visitId)).toEqual(NAME);
    await protocol.addRecipient('lead', newRecipientKeys().publicJwk);
    db.exec('DELETE FROM day_key_wrap');
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
    db.exec('UPDATE visit_key SET wrapped = NULL; DELETE FROM sealed');
    expect(protocol.personal(visitId)).toBe('erased');
    expect(await protocol.personalWith(visitId, recipientOpener(db, 'lead', lead.privateJwk))).toBe('erased');
  });
});
