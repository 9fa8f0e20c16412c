import { createHash, createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import type Database from 'better-sqlite3';

/** The public half of a key, as it goes out. */
export interface PublicJwk {
  [member: string]: unknown;
  kty: 'OKP';
  crv: 'Ed25519' | 'X25519';
  kid: string;
  x: string;
}
export interface Key {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly jwk: PublicJwk;
}

/** The municipality's keys: two that sign tokens at the same time, as in the weeks of a change of keys, one that signs policy packs, and one that opens sealed day keys. */
export interface Keys {
  readonly signing: readonly [Key, Key];
  /** Its public half is put into a kiosk's settings by hand; no sync brings it. */
  readonly packs: Key;
  readonly recipient: Key;
}

/** Four characters keep the QR code small (brief/scanner.md, «Size of our token»). */
const kidOf = (x: string): string => createHash('sha256').update(x).digest('hex').slice(0, 4);

export const newKey = (crv: PublicJwk['crv']): Key => {
  const { privateKey, publicKey } =
    crv === 'Ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('x25519');
  const { x } = publicKey.export({ format: 'jwk' });
  if (x === undefined) throw new Error('an OKP key has x');
  const kid = kidOf(x);
  return { kid, privateKey, jwk: { kty: 'OKP', crv, kid, x } };
};

interface Row {
  role: 'token' | 'recipient' | 'packs';
  private_jwk: string;
  public_jwk: string;
}

/** Made at the first start, and the same ever after: a letter printed yesterday must still be signed by a known key today. */
export const loadKeys = (db: Database.Database): Keys =>
  db.transaction((): Keys => {
    const read = (role: Row['role']): Key[] =>
      db
        .prepare<[string], Row>('SELECT * FROM own_key WHERE role = ? ORDER BY kid')
        .all(role)
        .map((row) => {
          const jwk = JSON.parse(row.public_jwk) as PublicJwk;
          const key = JSON.parse(row.private_jwk) as { kty: string; crv: string; x: string; d: string };
          return { kid: jwk.kid, privateKey: createPrivateKey({ key, format: 'jwk' }), jwk };
        });
    const make = (role: Row['role'], crv: PublicJwk['crv']): void => {
      const taken = db.prepare('SELECT 1 FROM own_key WHERE kid = ?');
      let key = newKey(crv);
      // Four characters: one in some ten thousand municipalities would have two keys of one name.
      while (taken.get(key.kid) !== undefined) key = newKey(crv);
      db.prepare('INSERT INTO own_key (kid, role, private_jwk, public_jwk) VALUES (?, ?, ?, ?)').run(
        key.kid,
        role,
        JSON.stringify(key.privateKey.export({ format: 'jwk' })),
        JSON.stringify(key.jwk),
      );
    };
    while (read('token').length < 2) make('token', 'Ed25519');
    if (read('recipient').length === 0) make('recipient', 'X25519');
    if (read('packs').length === 0) make('packs', 'Ed25519');
    const [first, second] = read('token');
    const [recipient] = read('recipient');
    const [packs] = read('packs');
    if (!first || !second || !recipient || !packs) throw new Error('keys were just made');
    return { signing: [first, second], packs, recipient };
  })();
