/** The ladder of keys (design.md §3): kiosk key or a recipient's key → day key (by its name: a day and a kind, or a case) → visit key → sealed fields. */
import { generateKeyPairSync } from 'node:crypto';
import type { JWK } from 'jose';
import { encode } from './encoding.ts';
import { freshBytes } from './random.ts';
import { decrypt, encrypt } from './seal.ts';

/** 32 random bytes. */
export const newKey = (): Buffer => freshBytes(32);

const dayContext = (name: string) => encode('besoksvert/day-key/1', [name]);
const visitContext = (visitId: string, name: string) => encode('besoksvert/visit-key/1', [visitId, name]);

export const wrapDayKey = (kioskKey: Buffer, name: string, dayKey: Buffer): Buffer =>
  encrypt(kioskKey, dayKey, dayContext(name));
export const unwrapDayKey = (kioskKey: Buffer, name: string, wrapped: Buffer): Buffer | null =>
  decrypt(kioskKey, wrapped, dayContext(name));

export const wrapVisitKey = (dayKey: Buffer, visitId: string, name: string, visitKey: Buffer): Buffer =>
  encrypt(dayKey, visitKey, visitContext(visitId, name));
export const unwrapVisitKey = (
  dayKey: Buffer,
  visitId: string,
  name: string,
  wrapped: Buffer,
): Buffer | null => decrypt(dayKey, wrapped, visitContext(visitId, name));

/** Loaded by whoever wraps or opens for a person: a thread that only opens visits has no use for it, and would spend a sixth of its start on it. */
const jose = () => import('jose');

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

/** A day key as compact JWE (ECDH-ES+A256KW, A256GCM) to a recipient's X25519 key. The protected header names purpose and, as `day`, the key's name. */
export const dayKeyToJwe = async (dayKey: Buffer, name: string, publicJwk: JWK): Promise<string> => {
  const { CompactEncrypt, importJWK } = await jose();
  return new CompactEncrypt(dayKey)
    .setProtectedHeader({ alg: ALG, enc: ENC, typ: 'besoksvert-day-key', day: name })
    .encrypt(await importJWK({ kty: publicJwk.kty, crv: publicJwk.crv, x: publicJwk.x } as JWK, ALG));
};

/** Opens what `dayKeyToJwe` closed; null when it is another key's, another name's, or changed. */
export const dayKeyFromJwe = async (jwe: string, name: string, privateJwk: JWK): Promise<Buffer | null> => {
  const { compactDecrypt, importJWK } = await jose();
  try {
    const opened = await compactDecrypt(jwe, await importJWK(privateJwk, ALG), {
      keyManagementAlgorithms: [ALG],
      contentEncryptionAlgorithms: [ENC],
    });
    const mine = opened.protectedHeader.day === name && opened.plaintext.length === 32;
    return mine ? Buffer.from(opened.plaintext) : null;
  } catch {
    return null;
  }
};
