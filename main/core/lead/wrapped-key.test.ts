import { describe, expect, it } from 'vitest';
import { newRecipientKeys } from '../protocol/keys.ts';
import { newRecoveryKey } from './recovery-key.ts';
import {
  COST,
  openWithPassphrase,
  openWithRecovery,
  wrapUnderPassphrase,
  wrapUnderRecovery,
} from './wrapped-key.ts';

const { privateJwk } = newRecipientKeys();
const CHEAP = { N: 256, r: 8, p: 1 };
const PASSPHRASE = 'grønn kopp trapp eng';
const wrapped = (cost = CHEAP) => wrapUnderPassphrase(privateJwk, 'lead:i', PASSPHRASE, cost);

describe('a lead’s private key under their passphrase', () => {
  it('opens with it, however it is cased, and with no other', async () => {
    expect(await openWithPassphrase(await wrapped(), 'lead:i', ' Grønn kopp  trapp eng')).toEqual(privateJwk);
    expect(await openWithPassphrase(await wrapped(), 'lead:i', 'grønn kopp trapp lykt')).toBeNull();
  });

  it('is not to be seen, says what stretched it, and is another each time', async () => {
    const text = await wrapped(COST);
    expect(JSON.parse(text)).toMatchObject({ kdf: 'scrypt', N: 131_072, r: 8, p: 1 });
    expect(text).not.toContain(privateJwk.d);
    expect(text).not.toBe(await wrapped(COST));
    expect(await openWithPassphrase(text, 'lead:i', PASSPHRASE)).toEqual(privateJwk);
  });

  it('does not open in the place of another lead’s', async () => {
    expect(await openWithPassphrase(await wrapped(), 'lead:j', PASSPHRASE)).toBeNull();
  });

  it('that asks for more memory than a kiosk has is damaged', async () => {
    const text = JSON.stringify({ ...(JSON.parse(await wrapped()) as object), N: 2 ** 24 });
    await expect(openWithPassphrase(text, 'lead:i', PASSPHRASE)).rejects.toThrow();
  });
});

describe('a lead’s private key under the recovery key', () => {
  const recoveryKey = newRecoveryKey();
  const text = wrapUnderRecovery(privateJwk, 'lead:i', recoveryKey);

  it('opens with it as it is typed, and with no other', () => {
    expect(openWithRecovery(text, 'lead:i', recoveryKey.toLowerCase())).toEqual(privateJwk);
    expect(openWithRecovery(text, 'lead:i', newRecoveryKey())).toBeNull();
    expect(openWithRecovery(text, 'lead:i', recoveryKey.slice(1))).toBeNull();
    expect(openWithRecovery(text, 'lead:j', recoveryKey)).toBeNull();
  });

  it('is not to be seen', () => {
    expect(text).not.toContain(privateJwk.d);
  });
});
