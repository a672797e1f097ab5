-- Why: what makes a signature last (timestamps, certificates, revocation data) is made after the packet is stored, and kept beside it.
--
-- One small row a packet is written with it and says what is due: a stamp now, a renewal in years. Its key is the packet's row, so that the
-- row costs an append and no search. Values are kept once, whatever number of packets rest on them.

CREATE TABLE packet_level (
  packet   INTEGER PRIMARY KEY REFERENCES packet (id) ON DELETE CASCADE,
  level    INTEGER NOT NULL DEFAULT 0 CHECK (level BETWEEN 0 AND 3),
  pending  INTEGER NOT NULL DEFAULT 1 CHECK (pending IN (0, 1)),
  due_at   INTEGER NOT NULL,
  failures INTEGER NOT NULL DEFAULT 0 CHECK (failures >= 0),
  reason   TEXT
) STRICT;
CREATE INDEX packet_level_due ON packet_level (due_at);

CREATE TABLE proof_value (
  digest BLOB NOT NULL PRIMARY KEY CHECK (length(digest) = 32),
  kind   INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 3),
  bytes  BLOB NOT NULL
) STRICT;

CREATE TABLE packet_proof (
  packet       INTEGER NOT NULL REFERENCES packet (id) ON DELETE CASCADE,
  position     INTEGER NOT NULL CHECK (position >= 0),
  kind         INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 4),
  token        BLOB,
  proof_values BLOB CHECK (proof_values IS NULL OR length(proof_values) % 32 = 0),
  added_at     INTEGER NOT NULL,
  PRIMARY KEY (packet, position),
  CHECK ((token IS NULL) = (proof_values IS NOT NULL)),
  CHECK ((token IS NULL) = (kind IN (2, 3)))
) STRICT;
CREATE TRIGGER packet_proof_is_append_only BEFORE UPDATE ON packet_proof BEGIN
  SELECT raise(ABORT, 'proofs are append-only');
END;

CREATE TABLE journal_stamp (
  log       INTEGER NOT NULL,
  tree_size INTEGER NOT NULL,
  token     BLOB NOT NULL,
  gen_time  INTEGER NOT NULL,
  PRIMARY KEY (log, tree_size),
  FOREIGN KEY (log, tree_size) REFERENCES journal_head (log, tree_size)
) STRICT, WITHOUT ROWID;
