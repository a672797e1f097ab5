-- Why: the responsible leader records who solves an incoming document, with whom, how and until when (RCV-09). Each decision is a version of its own; none is overwritten.
CREATE TABLE assignment (
  item        BLOB NOT NULL CHECK (length(item) = 16),
  version     INTEGER NOT NULL CHECK (version >= 1),
  at          INTEGER NOT NULL,
  actor       TEXT NOT NULL,
  unit        TEXT,
  person      TEXT,
  instruction TEXT,
  due         TEXT,
  PRIMARY KEY (item, version)
) STRICT, WITHOUT ROWID;

-- Who co-operates, in the order given.
CREATE TABLE assignment_partner (
  item     BLOB NOT NULL CHECK (length(item) = 16),
  version  INTEGER NOT NULL,
  position INTEGER NOT NULL CHECK (position >= 0),
  unit     TEXT,
  person   TEXT,
  PRIMARY KEY (item, version, position),
  FOREIGN KEY (item, version) REFERENCES assignment (item, version)
) STRICT, WITHOUT ROWID;
