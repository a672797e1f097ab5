-- Why: neighbours cosign the heads of each other's journals and hold the last one; a store that was put back from a backup begins a new log, so that
-- it never continues the one whose later heads neighbours hold; and a delivery can be given back to a neighbour that has forgotten it.

-- One log per epoch. A log ends where the next begins; the entries of all stand in journal_entry.
CREATE TABLE journal_log (
  number     INTEGER PRIMARY KEY CHECK (number > 0),
  epoch      TEXT NOT NULL UNIQUE,
  first_seq  INTEGER NOT NULL UNIQUE CHECK (first_seq > 0),
  started_at INTEGER NOT NULL
) STRICT;
INSERT INTO journal_log SELECT 1, value, 1, 0 FROM meta WHERE key = 'epoch';

ALTER TABLE journal_tile RENAME TO journal_tile_of_one_log;
CREATE TABLE journal_tile (
  log  INTEGER NOT NULL CHECK (log > 0),
  tile INTEGER NOT NULL CHECK (tile >= 0),
  root BLOB NOT NULL CHECK (length(root) = 32),
  PRIMARY KEY (log, tile)
) STRICT, WITHOUT ROWID;
INSERT INTO journal_tile SELECT 1, tile, root FROM journal_tile_of_one_log;
DROP TABLE journal_tile_of_one_log;

ALTER TABLE journal_head RENAME TO journal_head_of_one_log;
CREATE TABLE journal_head (
  log       INTEGER NOT NULL CHECK (log > 0),
  tree_size INTEGER NOT NULL CHECK (tree_size > 0),
  root      BLOB NOT NULL CHECK (length(root) = 32),
  at        INTEGER NOT NULL,
  seal      BLOB NOT NULL,
  PRIMARY KEY (log, tree_size)
) STRICT, WITHOUT ROWID;
INSERT INTO journal_head SELECT 1, tree_size, root, at, seal FROM journal_head_of_one_log;
DROP TABLE journal_head_of_one_log;

-- The last head of each log of each neighbour that this node found consistent, and what it signed to that.
CREATE TABLE held_head (
  node        TEXT NOT NULL,
  log         TEXT NOT NULL,
  tree_size   INTEGER NOT NULL CHECK (tree_size > 0),
  root        BLOB NOT NULL CHECK (length(root) = 32),
  seal        BLOB NOT NULL,
  cosignature BLOB NOT NULL,
  at          INTEGER NOT NULL,
  PRIMARY KEY (node, log)
) STRICT, WITHOUT ROWID;

-- Neighbours' signatures over heads of this node.
CREATE TABLE head_cosignature (
  log         INTEGER NOT NULL CHECK (log > 0),
  tree_size   INTEGER NOT NULL CHECK (tree_size > 0),
  neighbour   TEXT NOT NULL,
  cosignature BLOB NOT NULL,
  at          INTEGER NOT NULL,
  PRIMARY KEY (log, tree_size, neighbour),
  FOREIGN KEY (log, tree_size) REFERENCES journal_head (log, tree_size)
) STRICT, WITHOUT ROWID;
CREATE INDEX head_cosignature_last ON head_cosignature (neighbour, log, tree_size);

-- Two heads of one log that cannot both be true, each with its seal: kept for as long as the database.
CREATE TABLE head_alarm (
  id      INTEGER PRIMARY KEY,
  node    TEXT NOT NULL,
  witness TEXT NOT NULL,
  log     TEXT NOT NULL,
  held    BLOB NOT NULL,
  shown   BLOB NOT NULL,
  at      INTEGER NOT NULL,
  UNIQUE (node, witness, log)
) STRICT;

-- The offer as it was made; NULL for deliveries of before.
ALTER TABLE arrival ADD COLUMN offer_bytes BLOB;
