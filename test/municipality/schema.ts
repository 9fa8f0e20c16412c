/** The receiver's database. One reference municipality serves one institution; a kiosk's rows are kept by its id. */
export const SCHEMA = `
CREATE TABLE IF NOT EXISTS own_key (
  kid TEXT PRIMARY KEY,
  role TEXT NOT NULL,
  private_jwk TEXT NOT NULL,
  public_jwk TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- public_jwk: the Ed25519 key that signs the kiosk's heads, once it is enrolled.
CREATE TABLE IF NOT EXISTS kiosk (
  id TEXT PRIMARY KEY,
  token_sha256 BLOB NOT NULL CHECK (length(token_sha256) = 32),
  public_jwk TEXT
) STRICT, WITHOUT ROWID;

-- The same key with the same bytes gets the answer that lies here.
CREATE TABLE IF NOT EXISTS batch (
  kiosk TEXT NOT NULL REFERENCES kiosk (id),
  key TEXT NOT NULL,
  body_sha256 BLOB NOT NULL,
  answer TEXT NOT NULL,
  received_at TEXT NOT NULL,
  head TEXT NOT NULL,
  PRIMARY KEY (kiosk, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS event (
  kiosk TEXT NOT NULL REFERENCES kiosk (id),
  seq INTEGER NOT NULL,
  hash TEXT NOT NULL,
  json TEXT NOT NULL,
  PRIMARY KEY (kiosk, seq)
) STRICT, WITHOUT ROWID;
-- What was turned away: its hash stays, so that the chain can be followed past it.
CREATE TABLE IF NOT EXISTS refusal (
  kiosk TEXT NOT NULL REFERENCES kiosk (id),
  seq INTEGER NOT NULL,
  hash TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (kiosk, seq)
) STRICT, WITHOUT ROWID;
-- What a kiosk had sent before it went on from an older backup: numbered as what came instead.
CREATE TABLE IF NOT EXISTS set_aside (
  kiosk TEXT NOT NULL REFERENCES kiosk (id),
  hash TEXT NOT NULL,
  seq INTEGER NOT NULL,
  json TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (kiosk, hash)
) STRICT, WITHOUT ROWID;
-- Visits that a case keeps past their time.
CREATE TABLE IF NOT EXISTS held (
  kiosk TEXT NOT NULL REFERENCES kiosk (id),
  case_id TEXT NOT NULL,
  visit_id TEXT NOT NULL,
  PRIMARY KEY (kiosk, case_id, visit_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS visit_key (
  kiosk TEXT NOT NULL REFERENCES kiosk (id),
  visit_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  wrapped TEXT NOT NULL,
  PRIMARY KEY (kiosk, visit_id, kind)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS day_key (
  kiosk TEXT NOT NULL REFERENCES kiosk (id),
  name TEXT NOT NULL,
  jwe TEXT NOT NULL,
  PRIMARY KEY (kiosk, name)
) STRICT, WITHOUT ROWID;

-- rev rises with every change: it is the cursor of the inbound side.
CREATE TABLE IF NOT EXISTS booking (
  id TEXT PRIMARY KEY,
  rev INTEGER NOT NULL,
  expires TEXT NOT NULL,
  json TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS cancelled (
  jti TEXT PRIMARY KEY,
  rev INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
-- json: a string where the pack is signed (compact JWS), an object where it is not.
CREATE TABLE IF NOT EXISTS pack (
  rev INTEGER PRIMARY KEY,
  json TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS phase (
  rev INTEGER PRIMARY KEY,
  json TEXT NOT NULL
) STRICT;
-- The demo's days, each with the local minute that its agreements are around.
CREATE TABLE IF NOT EXISTS demo_day (
  day TEXT PRIMARY KEY,
  minute INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;
