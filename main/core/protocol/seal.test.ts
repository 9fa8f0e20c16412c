import { describe, expect, it } from 'vitest';
import {
  dayKeyFromJwe,
  dayKeyToJwe,
  newKey,
  newRecipientKeys,
  unwrapVisitKey,
  wrapVisitKey,
} from './keys.ts';
import { byKind } from './kinds.ts';
import { seal, together, unseal } from './seal.ts';

const fields = { visitorName: 'Åse Øverås', companions: [{ name: 'Per' }] };

const of = { eventId: 'event', visitId: 'visit', kind: 'identity' } as const;

describe('sealed fields', () => {
  it('open with their key', () => {
    const key = newKey();
    expect(unseal(key, of, seal(key, of, fields).ciphertext)).toEqual(fields);
  });

  it('open neither with another key, nor as another event’s, visit’s or kind’s, nor changed', () => {
    const key = newKey();
    const { ciphertext } = seal(key, of, fields);
    const changed = Buffer.from(ciphertext);
    changed.writeUInt8(changed.readUInt8(20) ^ 1, 20);
    expect(unseal(newKey(), of, ciphertext)).toBeNull();
    expect(unseal(key, { ...of, eventId: 'other' }, ciphertext)).toBeNull();
    expect(unseal(key, { ...of, visitId: 'other' }, ciphertext)).toBeNull();
    for (const kind of ['all', 'contact'] as const)
      expect(unseal(key, { ...of, kind }, ciphertext)).toBeNull();
    expect(unseal(key, of, changed)).toBeNull();
    expect(unseal(key, of, Buffer.alloc(3))).toBeNull();
  });

  it('say nothing by their commitment: the same name twice gives two', () => {
    const key = newKey();
    expect(seal(key, of, fields).commitment).not.toEqual(seal(key, of, fields).commitment);
  });

  it('are of three kinds, each sealed apart and covered together', () => {
    const kinds = byKind({ ...fields, phone: '400 00 000', reasonText: 'Var hos mor.' });
    expect(kinds).toEqual([
      { kind: 'identity', fields },
      { kind: 'contact', fields: { phone: '400 00 000' } },
      { kind: 'reason', fields: { reasonText: 'Var hos mor.' } },
    ]);
    const parts = kinds.map(({ kind, fields: some }) => seal(newKey(), { ...of, kind }, some));
    const whole = together(parts);
    expect(whole).not.toBeNull();
    for (const without of parts)
      expect(together(parts.filter((part) => part !== without))?.digest).not.toEqual(whole?.digest);
    expect(together([])).toBeNull();
  });
});

describe('wrapped keys', () => {
  it('are bound to their visit and day', () => {
    const [dayKey, visitKey] = [newKey(), newKey()];
    const wrapped = wrapVisitKey(dayKey, 'visit', '2026-03-10', visitKey);
    expect(unwrapVisitKey(dayKey, 'visit', '2026-03-10', wrapped)).toEqual(visitKey);
    expect(unwrapVisitKey(dayKey, 'visit', '2026-03-11', wrapped)).toBeNull();
    expect(unwrapVisitKey(dayKey, 'other', '2026-03-10', wrapped)).toBeNull();
  });

  it('reach a recipient as JWE, and nobody else, and not as another day’s', async () => {
    const { publicJwk, privateJwk } = newRecipientKeys();
    const dayKey = newKey();
    const jwe = await dayKeyToJwe(dayKey, '2026-03-10', publicJwk);
    expect(jwe.split('.')).toHaveLength(5);
    expect(await dayKeyFromJwe(jwe, '2026-03-10', privateJwk)).toEqual(dayKey);
    expect(await dayKeyFromJwe(jwe, '2026-03-11', privateJwk)).toBeNull();
    expect(await dayKeyFromJwe(jwe, '2026-03-10', newRecipientKeys().privateJwk)).toBeNull();
  });
});
