-- Sealed fields by kind, each with a key of its own; the day keys have left the database (folder `keys`); cases and holds.

-- Names of the keys that visit keys are wrapped under: `2026-11-28.identity` … and, from before there were kinds, `2026-11-28`. The keys
-- themselves lie in files. closed_at: the kiosk's own wrapping is gone. destroyed_at: from then on nothing that was wrapped under it opens, in whatever old copy.
CREATE TABLE key_name (
  name TEXT PRIMARY KEY,
  day TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('all', 'identity', 'contact', 'reason')),
  closed_at TEXT,
  destroyed_at TEXT
) STRICT, WITHOUT ROWID;
INSERT INTO key_name (name, day, kind) SELECT day, day, 'all' FROM day_key;
CREATE INDEX key_name_open ON key_name (day) WHERE closed_at IS NULL AND destroyed_at IS NULL;

DROP TRIGGER sealed_is_never_changed;
DROP TRIGGER sealed_replaces_nothing;
DROP TRIGGER sealed_goes_with_its_key;
DROP TRIGGER visit_key_is_only_erased;
DROP TRIGGER visit_key_stays;
DROP TRIGGER visit_key_replaces_nothing;

CREATE TABLE visit_key_of_kind (
  visit_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('all', 'identity', 'contact', 'reason')),
  key_name TEXT NOT NULL REFERENCES key_name (name),
  -- Under the key of that name. NULL: erased.
  wrapped BLOB,
  PRIMARY KEY (visit_id, kind)
) STRICT, WITHOUT ROWID;
INSERT INTO visit_key_of_kind SELECT visit_id, 'all', day, wrapped FROM visit_key;
DROP TABLE visit_key;
ALTER TABLE visit_key_of_kind RENAME TO visit_key;
CREATE INDEX visit_key_by_name ON visit_key (key_name) WHERE wrapped IS NOT NULL;

-- Nonce, ciphertext and tag of one kind of an event's fields; NULL: erased, while other kinds of the event are still there.
CREATE TABLE sealed_of_kind (
  seq INTEGER NOT NULL REFERENCES event (seq),
  kind TEXT NOT NULL CHECK (kind IN ('all', 'identity', 'contact', 'reason')),
  commitment BLOB NOT NULL CHECK (length(commitment) = 32),
  digest BLOB NOT NULL CHECK (length(digest) = 32),
  ciphertext BLOB,
  PRIMARY KEY (seq, kind)
) STRICT, WITHOUT ROWID;
INSERT INTO sealed_of_kind
  SELECT seq, 'all', commitment, sealed_digest, ciphertext FROM sealed JOIN event USING (seq);
DROP TABLE sealed;
ALTER TABLE sealed_of_kind RENAME TO sealed;

DROP TABLE day_key_wrap;
DROP TABLE day_key;
DROP TABLE recipient;

-- A case keeps the keys of its visits past their time, under a key of its own (file `case-ID`).
CREATE TABLE tracing_case (
  case_id TEXT PRIMARY KEY,
  opened_by INTEGER NOT NULL REFERENCES event (seq),
  closed_by INTEGER REFERENCES event (seq),
  -- The index person and what was found, sealed under the case's key. NULL: erased with the case.
  sealed BLOB
) STRICT, WITHOUT ROWID;
CREATE TABLE held_key (
  case_id TEXT NOT NULL REFERENCES tracing_case (case_id),
  visit_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('all', 'identity', 'contact', 'reason')),
  wrapped BLOB NOT NULL,
  PRIMARY KEY (visit_id, kind, case_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX held_key_by_case ON held_key (case_id);

CREATE TRIGGER visit_key_is_moved_or_erased BEFORE UPDATE ON visit_key
WHEN new.visit_id <> old.visit_id OR new.kind <> old.kind OR old.wrapped IS NULL
  OR (new.wrapped IS NULL AND new.key_name <> old.key_name)
  OR (new.wrapped IS NOT NULL AND new.key_name <= old.key_name)
BEGIN SELECT raise(ABORT, 'the key of a visit is only moved on or erased'); END;
CREATE TRIGGER visit_key_stays BEFORE DELETE ON visit_key
BEGIN SELECT raise(ABORT, 'the key of a visit is only moved on or erased'); END;
CREATE TRIGGER visit_key_replaces_nothing BEFORE INSERT ON visit_key
WHEN EXISTS (SELECT 1 FROM visit_key WHERE visit_id = new.visit_id AND kind = new.kind)
BEGIN SELECT raise(ABORT, 'the key of a visit is only moved on or erased'); END;

CREATE TRIGGER sealed_is_only_erased BEFORE UPDATE ON sealed
WHEN new.ciphertext IS NOT NULL OR new.seq <> old.seq OR new.kind <> old.kind
  OR new.commitment <> old.commitment OR new.digest <> old.digest
BEGIN SELECT raise(ABORT, 'sealed fields are never changed'); END;
CREATE TRIGGER sealed_replaces_nothing BEFORE INSERT ON sealed
WHEN EXISTS (SELECT 1 FROM sealed WHERE seq = new.seq AND kind = new.kind)
BEGIN SELECT raise(ABORT, 'sealed fields are never changed'); END;
CREATE TRIGGER sealed_goes_with_its_key BEFORE UPDATE ON sealed
WHEN EXISTS (
  SELECT 1 FROM event JOIN visit_key AS k ON k.visit_id = event.visit_id AND k.kind = old.kind
  WHERE event.seq = old.seq AND (k.wrapped IS NOT NULL OR EXISTS (
    SELECT 1 FROM held_key AS h WHERE h.visit_id = k.visit_id AND h.kind = k.kind))
)
BEGIN SELECT raise(ABORT, 'sealed fields go when their key is erased'); END;
CREATE TRIGGER sealed_row_goes_last BEFORE DELETE ON sealed
WHEN EXISTS (SELECT 1 FROM sealed AS s WHERE s.seq = old.seq AND s.ciphertext IS NOT NULL)
BEGIN SELECT raise(ABORT, 'sealed fields go when their key is erased'); END;

-- What kinds of tasks there are is the program's to say (shared/api/staff.ts): a list in a CHECK made the table anew with each of them.
CREATE TABLE task_of_any_kind (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  event_seq INTEGER NOT NULL REFERENCES event (seq),
  visit_id TEXT,
  opened_at TEXT NOT NULL,
  closed_at TEXT,
  closed_by TEXT,
  detail TEXT
) STRICT;
INSERT INTO task_of_any_kind SELECT id, kind, event_seq, visit_id, opened_at, closed_at, closed_by, detail FROM task;
DROP TABLE task;
ALTER TABLE task_of_any_kind RENAME TO task;
CREATE INDEX task_open ON task (opened_at) WHERE closed_at IS NULL;

-- The day on which a visit ended, or was last heard of: its time to be forgotten counts from here.
ALTER TABLE visit ADD COLUMN last_day TEXT NOT NULL DEFAULT '';
CREATE INDEX visit_by_last_day ON visit (last_day);
-- Which tracing reads: who may have been where, and when. Milliseconds since 1970; ends null: still there.
CREATE TABLE presence (
  visit_id TEXT NOT NULL,
  leg INTEGER NOT NULL CHECK (leg >= 0),
  ward TEXT NOT NULL,
  place TEXT NOT NULL,
  starts_earliest INTEGER NOT NULL,
  starts_latest INTEGER NOT NULL,
  ends_earliest INTEGER,
  ends_latest INTEGER,
  PRIMARY KEY (visit_id, leg)
) STRICT, WITHOUT ROWID;
CREATE INDEX presence_by_ward ON presence (ward, starts_earliest);
-- Whoever is still there, and vigils of more than a day: the index above is read from a day back only.
CREATE INDEX presence_long ON presence (ward, ends_latest) WHERE ends_latest IS NULL OR ends_latest - starts_earliest > 86400000;

-- What is followed of the house itself (rules, phases, closings, exports …) is found without reading every visit's events.
CREATE INDEX event_of_house ON event (type, seq) WHERE visit_id IS NULL;

-- Batches that nobody answered are made again: they hold sealed fields of the old shape.
UPDATE outbox SET batch_id = NULL WHERE state = 'waiting';
UPDATE batch SET body = '';
-- Visits and presences are derived anew.
DELETE FROM fact WHERE name = 'protocol-zone';
