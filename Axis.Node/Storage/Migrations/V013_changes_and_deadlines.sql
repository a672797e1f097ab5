-- Why: a recall, take-back, update or replacement changes what became of a document, and duties have deadlines. Both outlive the process.
--
-- doubtful: an attempt of the delivery ended without anybody knowing whether the neighbour has it. Only a delivery of which no attempt is in doubt can be
-- withdrawn (rule RCL-06). Of what was tried before this version nothing is known, so it is in doubt.
ALTER TABLE delivery ADD COLUMN doubtful INTEGER NOT NULL DEFAULT 0 CHECK (doubtful IN (0, 1));
UPDATE delivery SET doubtful = 1 WHERE state IN (0, 2) AND tries > 0;

-- At the sender: how the last request stands with each recipient.
ALTER TABLE tracking ADD COLUMN change_kind INTEGER CHECK (change_kind IS NULL OR change_kind BETWEEN 0 AND 3);
ALTER TABLE tracking ADD COLUMN change_end INTEGER CHECK (change_end IS NULL OR change_end BETWEEN 1 AND 7);
ALTER TABLE tracking ADD COLUMN change_packet BLOB CHECK (change_packet IS NULL OR length(change_packet) = 32);
ALTER TABLE tracking ADD COLUMN replaced_by BLOB CHECK (replaced_by IS NULL OR length(replaced_by) = 32);

-- What was withdrawn, or is gone from the recipient, is no longer open.
DROP INDEX tracking_list;
ALTER TABLE tracking DROP COLUMN open;
ALTER TABLE tracking ADD COLUMN open INTEGER GENERATED ALWAYS AS (
  state NOT IN ('02', '06', 'FAILED', 'WITHDRAWN') AND NOT (coalesce(change_kind, 3) IN (0, 1) AND coalesce(change_end, 0) IN (2, 3))) VIRTUAL;
CREATE INDEX tracking_list ON tracking (sender, open, id);

-- At the receiver. state: 0 waits for its document, 1 pending, 2 unread and to be answered, 3 unread, 4 agreed, 5 declined, 6 without effect, 7 replaced.
CREATE TABLE change_request (
  id           BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  kind         INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 3),
  packet       BLOB NOT NULL CHECK (length(packet) = 32),
  sender       TEXT NOT NULL,
  target       TEXT NOT NULL,
  recipient    TEXT NOT NULL,
  addressed    TEXT NOT NULL,
  item         BLOB CHECK (item IS NULL OR length(item) = 16),
  notice       BLOB CHECK (notice IS NULL OR length(notice) = 16),
  state        INTEGER NOT NULL CHECK (state BETWEEN 0 AND 7),
  asked_at     INTEGER NOT NULL,
  answered_at  INTEGER,
  answer       BLOB CHECK (answer IS NULL OR length(answer) = 32),
  reason_code  TEXT,
  UNIQUE (packet, target, recipient)
) STRICT;
CREATE INDEX change_request_item ON change_request (item) WHERE item IS NOT NULL;
CREATE INDEX change_request_notice ON change_request (notice) WHERE notice IS NOT NULL;
CREATE INDEX change_request_parked ON change_request (sender, target, recipient) WHERE state = 0;
CREATE INDEX change_request_unanswered ON change_request (id) WHERE state = 2;

-- next_at: when the watch has to look at it again; NULL when it is settled, or has passed and everybody was told.
CREATE TABLE deadline (
  id         INTEGER PRIMARY KEY,
  kind       INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 7),
  subject    BLOB NOT NULL CHECK (length(subject) = 16),
  agency     TEXT NOT NULL,
  packet     BLOB NOT NULL CHECK (length(packet) = 32),
  start_at   INTEGER NOT NULL,
  due_at     INTEGER NOT NULL,
  next_at    INTEGER,
  warned_at  INTEGER,
  passed_at  INTEGER,
  settled_at INTEGER,
  UNIQUE (subject, kind)
) STRICT;
CREATE INDEX deadline_next ON deadline (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX deadline_open ON deadline (agency, due_at) WHERE settled_at IS NULL;
