-- Policy packs that wait for the lead, residents who are out, things left at the door, and more kinds of tasks.

-- Kinds are added: SQLite changes no CHECK, so the table is made again.
CREATE TABLE task_with_more_kinds (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN (
    'visitor-waits', 'help', 'code', 'sync-refused', 'accompany', 'reason-owed', 'gift', 'pack-received'
  )),
  event_seq INTEGER NOT NULL REFERENCES event (seq),
  visit_id TEXT,
  opened_at TEXT NOT NULL,
  closed_at TEXT,
  closed_by TEXT,
  detail TEXT
) STRICT;
INSERT INTO task_with_more_kinds SELECT id, kind, event_seq, visit_id, opened_at, closed_at, closed_by, detail FROM task;
DROP TABLE task;
ALTER TABLE task_with_more_kinds RENAME TO task;
CREATE INDEX task_open ON task (opened_at) WHERE closed_at IS NULL;

-- Packs that came and wait to be put in force. What is in force, or was, lies in policy_pack. jws NULL: unsigned.
CREATE TABLE pack_received (
  id TEXT NOT NULL,
  version TEXT NOT NULL,
  received_at TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('program', 'municipality', 'file')),
  json TEXT NOT NULL,
  jws TEXT,
  PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
ALTER TABLE policy_pack ADD COLUMN source TEXT NOT NULL DEFAULT 'program' CHECK (source IN ('program', 'municipality', 'file'));
ALTER TABLE policy_pack ADD COLUMN jws TEXT;

-- Derived from the events and rebuilt from them at will: which residents are out.
CREATE TABLE outing (
  outing_id TEXT PRIMARY KEY,
  revision INTEGER NOT NULL REFERENCES event (seq),
  booking_id TEXT,
  ward TEXT NOT NULL,
  "out" TEXT NOT NULL,
  back TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX outing_open ON outing (outing_id) WHERE back IS NULL;
CREATE INDEX outing_by_booking ON outing (booking_id) WHERE booking_id IS NOT NULL;

-- A vigil goes in and out as one visit: earlier presences as a list of {arrived, left}, and the event by which it goes on.
ALTER TABLE visit ADD COLUMN legs TEXT NOT NULL DEFAULT '[]';
ALTER TABLE visit ADD COLUMN resumed_by INTEGER REFERENCES event (seq);
-- The event that says that a person gave the reason for a no.
ALTER TABLE visit ADD COLUMN told_by INTEGER REFERENCES event (seq);
