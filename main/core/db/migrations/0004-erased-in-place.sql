-- What is erased is to be nowhere in the file. SQLite moves rows between pages when one of its trees grows or shrinks, and leaves a copy of
-- what it moved in the unused part of a page, which `secure_delete` does not overwrite. Rows of a table that is only appended to, and that
-- become no longer, are never moved: both tables are kept in the order of writing, and rows of `sealed` go where nothing near them can be opened.
DROP TRIGGER sealed_is_only_erased;
DROP TRIGGER sealed_replaces_nothing;
DROP TRIGGER sealed_goes_with_its_key;
DROP TRIGGER sealed_row_goes_last;
DROP TRIGGER visit_key_is_moved_or_erased;
DROP TRIGGER visit_key_stays;
DROP TRIGGER visit_key_replaces_nothing;

CREATE TABLE visit_key_in_order (
  visit_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('all', 'identity', 'contact', 'reason')),
  key_name TEXT NOT NULL REFERENCES key_name (name),
  -- Under the key of that name. NULL: erased.
  wrapped BLOB,
  -- What the name of a key made anew is longer (`.002`): it takes its place from here, so that the row becomes no longer.
  room TEXT NOT NULL DEFAULT '    ',
  PRIMARY KEY (visit_id, kind)
) STRICT;
INSERT INTO visit_key_in_order (visit_id, kind, key_name, wrapped) SELECT visit_id, kind, key_name, wrapped FROM visit_key;
DROP TABLE visit_key;
ALTER TABLE visit_key_in_order RENAME TO visit_key;
CREATE INDEX visit_key_by_name ON visit_key (key_name, visit_id, kind) WHERE wrapped IS NOT NULL;

-- Nonce, ciphertext and tag of one kind of an event's fields; NULL: erased.
CREATE TABLE sealed_in_order (
  seq INTEGER NOT NULL REFERENCES event (seq),
  kind TEXT NOT NULL CHECK (kind IN ('all', 'identity', 'contact', 'reason')),
  commitment BLOB NOT NULL CHECK (length(commitment) = 32),
  digest BLOB NOT NULL CHECK (length(digest) = 32),
  ciphertext BLOB,
  PRIMARY KEY (seq, kind)
) STRICT;
INSERT INTO sealed_in_order SELECT seq, kind, commitment, digest, ciphertext FROM sealed ORDER BY seq, kind;
DROP TABLE sealed;
ALTER TABLE sealed_in_order RENAME TO sealed;

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
