-- Why: revocation lists and OCSP responses that were fetched outlive the process, and those that a verdict rests on are kept as they were:
-- without the bytes nobody can check the verdict later.

-- subject is the certificate that an OCSP response speaks of, NULL for a list. cited: a verdict names the row; it is never pruned.
CREATE TABLE revocation_data (
  id          INTEGER PRIMARY KEY,
  digest      BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),
  kind        INTEGER NOT NULL CHECK (kind IN (1, 2)),
  issuer      BLOB NOT NULL CHECK (length(issuer) = 32),
  subject     BLOB CHECK (subject IS NULL OR length(subject) = 32),
  source      TEXT NOT NULL,
  this_update INTEGER NOT NULL,
  next_update INTEGER,
  fetched_at  INTEGER NOT NULL,
  cited       INTEGER NOT NULL CHECK (cited IN (0, 1)),
  bytes       BLOB NOT NULL
) STRICT;
CREATE INDEX revocation_data_key ON revocation_data (issuer, kind, subject, this_update);

-- The schedule looks for items whose check waits; there are few among many.
CREATE INDEX inbox_item_unchecked ON inbox_item (id) WHERE badge = 'chờ kiểm tra';
