-- Why: software of an agency is told of documents and states as they change, at least once and in the order of each document, however long it is away.
--
-- An event is written in the transaction of the change it speaks of, and only while somebody is to be told. Each receiver has a cursor over the events and one
-- row per event that it still has to get; a row goes when the event was taken. A dead row stays until it is replayed or the event is too old.

CREATE TABLE event (
  seq         INTEGER PRIMARY KEY AUTOINCREMENT,
  id          BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
  kind        INTEGER NOT NULL CHECK (kind IN (1, 2)),
  at          INTEGER NOT NULL,
  sender      TEXT NOT NULL,
  recipient   TEXT NOT NULL,
  document_id TEXT NOT NULL,
  packet      BLOB CHECK (packet IS NULL OR length(packet) = 32),
  subject     BLOB NOT NULL CHECK (length(subject) = 16),
  before      TEXT,
  state       TEXT NOT NULL,
  reason_code TEXT
) STRICT;
CREATE INDEX event_at ON event (at);

CREATE TABLE event_target (
  name          TEXT PRIMARY KEY,
  cursor        INTEGER NOT NULL,
  delivered     INTEGER,
  delivered_at  INTEGER,
  failing_since INTEGER,
  last_error    TEXT
) STRICT, WITHOUT ROWID;

-- state: 0 waiting, 1 dead. stream: events of one document go to a receiver one after another.
CREATE TABLE event_delivery (
  target   TEXT NOT NULL REFERENCES event_target (name) ON DELETE CASCADE,
  seq      INTEGER NOT NULL REFERENCES event (seq) ON DELETE CASCADE,
  stream   TEXT NOT NULL,
  state    INTEGER NOT NULL CHECK (state IN (0, 1)),
  failures INTEGER NOT NULL CHECK (failures >= 0),
  due_at   INTEGER NOT NULL,
  reason   TEXT,
  PRIMARY KEY (target, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_delivery_due ON event_delivery (target, due_at, seq) WHERE state = 0;
CREATE INDEX event_delivery_stream ON event_delivery (target, stream, seq) WHERE state = 0;
CREATE INDEX event_delivery_event ON event_delivery (seq);
