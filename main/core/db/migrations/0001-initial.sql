-- The kiosk's whole database, first version. STRICT everywhere; instants are ISO 8601 UTC text unless a column says ms.

-- The visit protocol (design.md §3): append-only, contiguous, hash-chained. Personal fields lie sealed in `sealed`.
CREATE TABLE event (
  seq INTEGER PRIMARY KEY CHECK (seq > 0),
  id TEXT NOT NULL UNIQUE,
  type TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version > 0),
  at TEXT NOT NULL,
  visit_id TEXT,
  refers_to INTEGER REFERENCES event (seq) CHECK (refers_to < seq),
  actor TEXT NOT NULL,
  body TEXT NOT NULL,
  commitment BLOB CHECK (length(commitment) = 32),
  sealed_digest BLOB CHECK (length(sealed_digest) = 32),
  prev_hash BLOB NOT NULL CHECK (length(prev_hash) = 32),
  hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
  CHECK ((commitment IS NULL) = (sealed_digest IS NULL)),
  CHECK (commitment IS NULL OR visit_id IS NOT NULL)
) STRICT;
CREATE INDEX event_by_visit ON event (visit_id, seq) WHERE visit_id IS NOT NULL;

CREATE TRIGGER event_is_contiguous BEFORE INSERT ON event
WHEN new.seq <> coalesce((SELECT max(seq) FROM event), 0) + 1
BEGIN SELECT raise(ABORT, 'the protocol has no gaps'); END;
-- Otherwise INSERT OR REPLACE could push an older row out.
CREATE TRIGGER event_replaces_nothing BEFORE INSERT ON event
WHEN EXISTS (SELECT 1 FROM event WHERE id = new.id OR hash = new.hash)
BEGIN SELECT raise(ABORT, 'the protocol is only appended to'); END;
CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
BEGIN SELECT raise(ABORT, 'the protocol is only appended to'); END;
CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event
BEGIN SELECT raise(ABORT, 'the protocol is only appended to'); END;

-- Nonce, ciphertext and tag. A row goes when its visit's key is erased; it is never changed.
CREATE TABLE sealed (
  seq INTEGER PRIMARY KEY REFERENCES event (seq),
  ciphertext BLOB NOT NULL
) STRICT;
CREATE TRIGGER sealed_is_never_changed BEFORE UPDATE ON sealed
BEGIN SELECT raise(ABORT, 'sealed fields are never changed'); END;
CREATE TRIGGER sealed_replaces_nothing BEFORE INSERT ON sealed
WHEN EXISTS (SELECT 1 FROM sealed WHERE seq = new.seq)
BEGIN SELECT raise(ABORT, 'sealed fields are never changed'); END;

-- One key a day. kiosk_wrapped is taken off when the day is over and nobody of that day is still here.
CREATE TABLE day_key (
  day TEXT PRIMARY KEY,
  kiosk_wrapped BLOB
) STRICT, WITHOUT ROWID;
-- Whoever may open past days: the infection-control lead (private key wrapped under the PIN) and the municipality.
CREATE TABLE recipient (
  id TEXT PRIMARY KEY,
  public_jwk TEXT NOT NULL,
  private_wrapped TEXT
) STRICT, WITHOUT ROWID;
CREATE TABLE day_key_wrap (
  day TEXT NOT NULL REFERENCES day_key (day),
  recipient TEXT NOT NULL REFERENCES recipient (id),
  jwe TEXT NOT NULL,
  PRIMARY KEY (day, recipient)
) STRICT, WITHOUT ROWID;
-- One key a visit, under its day's key. wrapped NULL: erased.
CREATE TABLE visit_key (
  visit_id TEXT PRIMARY KEY,
  day TEXT NOT NULL REFERENCES day_key (day),
  wrapped BLOB
) STRICT, WITHOUT ROWID;
CREATE TRIGGER visit_key_is_only_erased BEFORE UPDATE ON visit_key
WHEN new.wrapped IS NOT NULL OR new.visit_id <> old.visit_id OR new.day <> old.day
BEGIN SELECT raise(ABORT, 'the key of a visit is only erased'); END;
CREATE TRIGGER visit_key_stays BEFORE DELETE ON visit_key
BEGIN SELECT raise(ABORT, 'the key of a visit is only erased'); END;
CREATE TRIGGER visit_key_replaces_nothing BEFORE INSERT ON visit_key
WHEN EXISTS (SELECT 1 FROM visit_key WHERE visit_id = new.visit_id)
BEGIN SELECT raise(ABORT, 'the key of a visit is only erased'); END;
CREATE TRIGGER sealed_goes_with_its_key BEFORE DELETE ON sealed
WHEN EXISTS (
  SELECT 1 FROM event JOIN visit_key ON visit_key.visit_id = event.visit_id
  WHERE event.seq = old.seq AND visit_key.wrapped IS NOT NULL
)
BEGIN SELECT raise(ABORT, 'sealed fields go when their key is erased'); END;

-- Derived from the events and rebuilt from them at will: who is waiting, who is inside.
CREATE TABLE visit (
  visit_id TEXT PRIMARY KEY,
  revision INTEGER NOT NULL REFERENCES event (seq),
  state TEXT NOT NULL CHECK (state IN ('waiting', 'inside', 'left', 'closed')),
  opened_by INTEGER NOT NULL REFERENCES event (seq),
  booking_id TEXT,
  receipt TEXT NOT NULL UNIQUE,
  outcome TEXT NOT NULL,
  ward TEXT NOT NULL,
  place TEXT NOT NULL,
  party_size INTEGER NOT NULL,
  arrived TEXT,
  "left" TEXT,
  overridden INTEGER NOT NULL CHECK (overridden IN (0, 1)),
  day TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX visit_by_day ON visit (day);
CREATE INDEX visit_by_booking ON visit (booking_id) WHERE booking_id IS NOT NULL;
CREATE INDEX visit_open ON visit (state) WHERE state IN ('waiting', 'inside');

-- The same attempt sent twice is one visit.
CREATE TABLE attempt (
  attempt TEXT PRIMARY KEY,
  visit_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What a person must see to.
CREATE TABLE task (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('visitor-waits', 'help', 'code', 'sync-refused')),
  event_seq INTEGER NOT NULL REFERENCES event (seq),
  visit_id TEXT,
  opened_at TEXT NOT NULL,
  closed_at TEXT,
  closed_by TEXT,
  detail TEXT
) STRICT;
CREATE INDEX task_open ON task (opened_at) WHERE closed_at IS NULL;

-- Signed heads that left the machine.
CREATE TABLE head (
  length INTEGER PRIMARY KEY,
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  at TEXT NOT NULL,
  jws TEXT NOT NULL
) STRICT;
CREATE TRIGGER head_is_never_changed BEFORE UPDATE ON head
BEGIN SELECT raise(ABORT, 'a signed head is never changed'); END;
CREATE TRIGGER head_is_never_deleted BEFORE DELETE ON head
BEGIN SELECT raise(ABORT, 'a signed head is never deleted'); END;
CREATE TRIGGER head_replaces_nothing BEFORE INSERT ON head
WHEN EXISTS (SELECT 1 FROM head WHERE length = new.length)
BEGIN SELECT raise(ABORT, 'a signed head is never changed'); END;

-- Sync out: one row an event, in the transaction of the event.
CREATE TABLE batch (
  id TEXT PRIMARY KEY,
  made_at TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE outbox (
  seq INTEGER PRIMARY KEY REFERENCES event (seq),
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'acknowledged', 'refused')),
  batch_id TEXT REFERENCES batch (id),
  reason TEXT,
  settled_at TEXT
) STRICT;
CREATE INDEX outbox_waiting ON outbox (seq) WHERE state = 'waiting';
CREATE INDEX outbox_refused ON outbox (seq) WHERE state = 'refused';

-- Sync in.
CREATE TABLE booking (
  id TEXT PRIMARY KEY,
  jti TEXT NOT NULL UNIQUE,
  word_code TEXT NOT NULL,
  starts_at TEXT NOT NULL,
  ends_at TEXT NOT NULL,
  expires TEXT NOT NULL,
  -- The whole booking as JSON, sealed under the kiosk's own key: it names people.
  sealed BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX booking_by_word_code ON booking (word_code);
CREATE INDEX booking_by_start ON booking (starts_at);
CREATE TABLE cancelled_token (jti TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE signing_key (kid TEXT PRIMARY KEY, jwk TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE policy_pack (
  id TEXT NOT NULL,
  version TEXT NOT NULL,
  activated_at TEXT NOT NULL,
  json TEXT NOT NULL,
  PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE staff (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE,
  role TEXT NOT NULL CHECK (role IN ('reception', 'infection-control', 'admin')),
  pin_hash TEXT NOT NULL,
  failures INTEGER NOT NULL DEFAULT 0,
  locked_until TEXT
) STRICT, WITHOUT ROWID;

-- Single facts by name: inbound cursor, last sync report, last seen time …
CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
