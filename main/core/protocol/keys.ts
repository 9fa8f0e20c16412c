/** The ladder of keys (design.md §3): kiosk key or a recipient's key → day key → visit key → sealed fields. */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { CompactEncrypt, compactDecrypt, importJWK } from 'jose';
import type { JWK } from 'jose';
import { encode } from './encoding.ts';
import { decrypt, encrypt } from './seal.ts';

/** 32 random bytes. */
export const newKey = (): Buffer => randomBytes(32);

const dayContext = (day: string) => encode('besoksvert/day-key/1', [day]);
const visitContext = (visitId: string, day: string) => encode('besoksvert/visit-key/1', [visitId, day]);

export const wrapDayKey = (kioskKey: Buffer, day: string, dayKey: Buffer): Buffer =>
  encrypt(kioskKey, dayKey, dayContext(day));
export const unwrapDayKey = (kioskKey: Buffer, day: string, wrapped: Buffer): Buffer | null =>
  decrypt(kioskKey, wrapped, dayContext(day));

export const wrapVisitKey = (dayKey: Buffer, visitId: string, day: string, visitKey: Buffer): Buffer =>
  encrypt(dayKey, visitKey, visitContext(visitId, day));
export const unwrapVisitKey = (
  dayKey: Buffer,
  visitId: string,
  day: string,
  wrapped: Buffer,
): Buffer | null => decrypt(dayKey, wrapped, visitContext(visitId, day));

const ALG = 'ECDH-ES+A256KW';
const ENC = 'A256GCM';

/** A new X25519 pair for somebody who may open past days. */
export const newRecipientKeys = (): { publicJwk: JWK; privateJwk: JWK } => {
  const pair = generateKeyPairSync('x25519');
  return {
    publicJwk: pair.publicKey.export({ format: 'jwk' }),
    privateJwk: pair.privateKey.export({ format: 'jwk' }),
  };
};

/** A day key as compact JWE (ECDH-ES+A256KW, A256GCM) to a recipient's X25519 key. The protected header names purpose and day. */
export const dayKeyToJwe = async (dayKey: Buffer, day: string, publicJwk: JWK): Promise<string> =>
  new CompactEncrypt(dayKey)
    .setProtectedHeader({ alg: ALG, enc: ENC, typ: 'besoksvert-day-key', day })
    .encrypt(await importJWK({ kty: publicJwk.kty, crv: publicJwk.crv, x: publicJwk.x } as JWK, ALG));

/** Opens what `dayKeyToJwe` closed; null when it is another key's, another day's, or changed. */
export const dayKeyFromJwe = async (jwe: string, day: string, privateJwk: JWK): Promise<Buffer | null> => {
  try {
    const opened = await compactDecrypt(jwe, await importJWK(privateJwk, ALG), {
      keyManagementAlgorithms: [ALG],
      contentEncryptionAlgorithms: [ENC],
    });
    const mine = opened.protectedHeader.day === day && opened.plaintext.length === 32;
    return mine ? Buffer.from(opened.plaintext) : null;
  } catch {
    return null;
  }
};
