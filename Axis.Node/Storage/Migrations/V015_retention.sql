-- Why: what a relay has handed on need not stay for ever (ARC-10). The bytes go once the evidence about them is written to a file; rows, receipts, verdicts and the
-- journal stay, and so does what became of the bytes.

CREATE TABLE payload_release (
  packet   BLOB NOT NULL PRIMARY KEY CHECK (length(packet) = 32),
  at       INTEGER NOT NULL,
  cause    TEXT NOT NULL,
  size     INTEGER NOT NULL CHECK (size >= 0),
  evidence BLOB NOT NULL CHECK (length(evidence) = 32),
  file     TEXT NOT NULL
) STRICT;
