/** Infection-control leads' keys without their set-up: with a passphrase that anybody may know, and as they lay before there were passphrases. */
import { hkdfSync, randomBytes } from 'node:crypto';
import type { JWK } from 'jose';
import type { Recipient } from '../../main/core/keys/store.ts';
import { recipientOf } from '../../main/core/lead/recipient.ts';
import { newRecoveryKey } from '../../main/core/lead/recovery-key.ts';
import { wrapUnderPassphrase, wrapUnderRecovery } from '../../main/core/lead/wrapped-key.ts';
import { newRecipientKeys } from '../../main/core/protocol/keys.ts';
import { encrypt } from '../../main/core/protocol/seal.ts';
import { stretch } from '../../main/core/reception/pin.ts';

/** Guards made-up people only, so it need not take its time. */
const CHEAP = { N: 2 ** 12, r: 8, p: 1 };

type AddRecipient = (id: string, publicJwk: JWK, wrapped: Recipient['wrapped']) => Promise<void>;

/** As after a set-up. Gives the recovery key. */
export const giveLeadKey = async (
  addRecipient: AddRecipient,
  staffId: string,
  passphrase: string,
): Promise<string> => {
  const { publicJwk, privateJwk } = newRecipientKeys();
  const id = recipientOf(staffId);
  const recoveryKey = newRecoveryKey();
  await addRecipient(id, publicJwk, {
    passphrase: await wrapUnderPassphrase(privateJwk, id, passphrase, CHEAP),
    recovery: wrapUnderRecovery(privateJwk, id, recoveryKey),
  });
  return recoveryKey;
};

/** As `staff add` made it once: under the PIN and the kiosk's key together. */
export const giveKeyUnderPin = async (
  addRecipient: AddRecipient,
  staffId: string,
  pin: string,
  kioskKey: Buffer,
): Promise<JWK> => {
  const { publicJwk, privateJwk } = newRecipientKeys();
  const id = recipientOf(staffId);
  const salt = randomBytes(16);
  const key = hkdfSync('sha256', await stretch(pin, salt), kioskKey, 'besoksvert lead key v1', 32);
  const { kty, crv, x, d } = privateJwk;
  const sealed = encrypt(
    Buffer.from(key),
    Buffer.from(JSON.stringify({ kty, crv, x, d })),
    Buffer.from(`besoksvert/lead-key/1:${id}`),
  );
  const pinWrapped = { salt: salt.toString('base64url'), sealed: sealed.toString('base64url') };
  await addRecipient(id, publicJwk, { pin: JSON.stringify(pinWrapped) });
  return privateJwk;
};
