import { describe, expect, it } from 'vitest';
import {
  dayKeyFromJwe,
  dayKeyToJwe,
  newKey,
  newRecipientKeys,
  unwrapVisitKey,
  wrapVisitKey,
} from './keys.ts';
import { seal, unseal } from './seal.ts';

const fields = { visitorName: 'Åse Øverås', companions: [{ name: 'Per' }] };

describe('sealed fields', () => {
  it('open with their key, to the same commitment', () => {
    const key = newKey();
    const sealed = seal(key, 'event', 'visit', fields);
    expect(unseal(key, 'event', 'visit', sealed.ciphertext)).toEqual({
      fields,
      commitment: sealed.commitment,
    });
  });

  it('open neither with another key, nor as another event’s or another visit’s, nor changed', () => {
    const key = newKey();
    const { ciphertext } = seal(key, 'event', 'visit', fields);
    const changed = Buffer.from(ciphertext);
    changed.writeUInt8(changed.readUInt8(20) ^ 1, 20);
    expect(unseal(newKey(), 'event', 'visit', ciphertext)).toBeNull();
    expect(unseal(key, 'other', 'visit', ciphertext)).toBeNull();
    expect(unseal(key, 'event', 'other', ciphertext)).toBeNull();
    expect(unseal(key, 'event', 'visit', changed)).toBeNull();
    expect(unseal(key, 'event', 'visit', Buffer.alloc(3))).toBeNull();
  });

  it('say nothing by their commitment: the same name twice gives two', () => {
    const key = newKey();
    expect(seal(key, 'e', 'v', fields).commitment).not.toEqual(seal(key, 'e', 'v', fields).commitment);
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
