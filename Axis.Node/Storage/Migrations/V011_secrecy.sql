-- Why: a document that bears signs of a state secret is held at the door until a named officer has looked at it (SEC-02). The node keeps what it saw, never the
-- document: a fingerprint of its contents, so that the same document passes once it was released.

CREATE TABLE secrecy_hold (
  id             BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  agency         TEXT NOT NULL,
  fingerprint    BLOB NOT NULL CHECK (length(fingerprint) = 32),
  findings       TEXT NOT NULL,
  channel        TEXT NOT NULL,
  at             INTEGER NOT NULL,
  last_at        INTEGER NOT NULL,
  times          INTEGER NOT NULL CHECK (times > 0),
  decided_at     INTEGER,
  decided_by     TEXT,
  released       INTEGER CHECK (released IN (0, 1)),
  reason         TEXT,
  UNIQUE (agency, fingerprint),
  CHECK ((decided_at IS NULL) = (released IS NULL)),
  CHECK ((decided_at IS NULL) = (reason IS NULL))
) STRICT;
CREATE INDEX secrecy_hold_open ON secrecy_hold (id) WHERE decided_at IS NULL;
