-- Why: the registers of an agency that was closed are closed, printed and handed over; what they held then is kept, so that whoever continues the agency can prove it (REF-08).
CREATE TABLE register_closing (
  agency TEXT NOT NULL PRIMARY KEY,
  at     INTEGER NOT NULL,
  actor  TEXT NOT NULL,
  heirs  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- digest: SHA-256 over the CSV records of every line in order.
CREATE TABLE register_closing_book (
  agency   TEXT NOT NULL REFERENCES register_closing (agency),
  incoming INTEGER NOT NULL CHECK (incoming IN (0, 1)),
  book     TEXT NOT NULL,
  year     INTEGER NOT NULL,
  lines    INTEGER NOT NULL CHECK (lines >= 0),
  last     INTEGER NOT NULL CHECK (last >= 0),
  digest   BLOB NOT NULL CHECK (length(digest) = 32),
  PRIMARY KEY (agency, incoming, book, year)
) STRICT, WITHOUT ROWID;
