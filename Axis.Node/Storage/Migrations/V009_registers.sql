-- Why: the legal registers are printed and exported; they hold documents on paper too, and a correction never overwrites what was entered (NĐ 30/2020).
--
-- A line of an electronic document is read from the document itself. What people enter (a document on paper, a correction, who handles it) is a version of the
-- line in register_line: only what it states, NULL = as before. Lengths are those of NĐ 30/2020, Phụ lục VI.

CREATE TABLE register_entry_of_before (
  agency TEXT NOT NULL,
  year   INTEGER NOT NULL,
  code   TEXT NOT NULL,
  packet BLOB NOT NULL,
  at     INTEGER NOT NULL
) STRICT;
INSERT INTO register_entry_of_before SELECT agency, year, code, packet, at FROM register_entry;
DROP TABLE register_entry;

-- packet is NULL for a document on paper. by_hand: the number was brought, not given (DOC-06).
CREATE TABLE register_entry (
  agency  TEXT NOT NULL,
  year    INTEGER NOT NULL,
  code    TEXT NOT NULL,
  book    TEXT NOT NULL,
  number  INTEGER NOT NULL CHECK (number >= 0),
  by_hand INTEGER NOT NULL CHECK (by_hand IN (0, 1)),
  packet  BLOB CHECK (packet IS NULL OR length(packet) = 32),
  at      INTEGER NOT NULL,
  PRIMARY KEY (agency, year, code)
) STRICT, WITHOUT ROWID;
INSERT INTO register_entry SELECT agency, year, code, 'HANH_CHINH', max(CAST(code AS INTEGER), 0), 1, packet, at FROM register_entry_of_before;
DROP TABLE register_entry_of_before;

CREATE INDEX register_entry_number ON register_entry (agency, year, number);
UPDATE register_entry SET book = n.book, by_hand = 0 FROM register_number n
WHERE n.agency = register_entry.agency AND n.year = register_entry.year AND n.number = register_entry.number AND n.packet = register_entry.packet;
DROP INDEX register_entry_number;

-- A number given to a document on paper: nothing electronic bears it, and it is no orphan.
ALTER TABLE register_number ADD COLUMN paper INTEGER NOT NULL DEFAULT 0 CHECK (paper IN (0, 1));
DROP INDEX register_number_open;
CREATE INDEX register_number_open ON register_number (reserved_at) WHERE packet IS NULL AND prepared IS NULL AND voided_at IS NULL AND paper = 0;

ALTER TABLE inbox_item ADD COLUMN registered_at INTEGER;

-- key: số đến, or the outgoing document's số/ký hiệu as it was entered first.
CREATE TABLE register_line (
  agency       TEXT NOT NULL,
  incoming     INTEGER NOT NULL CHECK (incoming IN (0, 1)),
  year         INTEGER NOT NULL,
  line         TEXT NOT NULL,
  version      INTEGER NOT NULL CHECK (version > 0),
  number       INTEGER NOT NULL CHECK (number >= 0),
  at           INTEGER NOT NULL,
  actor        TEXT NOT NULL,
  reason       TEXT CHECK (reason IS NULL OR length(reason) BETWEEN 1 AND 500),
  code_number  TEXT CHECK (length(code_number) <= 11),
  code_notation TEXT CHECK (length(code_notation) <= 30),
  issued       TEXT CHECK (length(issued) = 10),
  type_name    TEXT CHECK (length(type_name) <= 100),
  organ_name   TEXT CHECK (length(organ_name) <= 200),
  subject      TEXT CHECK (length(subject) <= 500),
  full_name    TEXT CHECK (length(full_name) <= 50),
  position     TEXT CHECK (length(position) <= 100),
  priority     INTEGER CHECK (priority BETWEEN 0 AND 4),
  due          TEXT CHECK (length(due) = 10),
  recipients   TEXT CHECK (length(recipients) <= 1000),
  to_places    TEXT CHECK (length(to_places) <= 1000),
  issued_amount INTEGER CHECK (issued_amount BETWEEN 0 AND 999),
  page_amount  INTEGER CHECK (page_amount BETWEEN 0 AND 999),
  language     TEXT CHECK (length(language) <= 30),
  transferred  TEXT CHECK (length(transferred) = 10),
  received_by  TEXT CHECK (length(received_by) <= 100),
  answer_code  TEXT CHECK (length(answer_code) <= 100),
  description  TEXT CHECK (length(description) <= 500),
  file_organ   TEXT CHECK (length(file_organ) <= 35),
  file_catalog INTEGER CHECK (file_catalog BETWEEN 1945 AND 2100),
  file_notation TEXT CHECK (length(file_notation) <= 20),
  doc_ordinal  INTEGER CHECK (doc_ordinal BETWEEN 0 AND 999),
  PRIMARY KEY (agency, incoming, year, line, version),
  CHECK (version = 1 OR reason IS NOT NULL)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER register_line_is_append_only BEFORE UPDATE ON register_line BEGIN
  SELECT raise(ABORT, 'a line of a register is never overwritten (REG-07)');
END;
CREATE TRIGGER register_line_is_never_deleted BEFORE DELETE ON register_line BEGIN
  SELECT raise(ABORT, 'a line of a register is never deleted (REG-07)');
END;

-- Who sent what was registered, folded, so that a document that comes twice is seen (DOC-09).
CREATE TABLE register_source (
  id     INTEGER PRIMARY KEY,
  agency TEXT NOT NULL,
  source TEXT NOT NULL,
  code   TEXT NOT NULL,
  year   INTEGER NOT NULL,
  number INTEGER NOT NULL CHECK (number > 0)
) STRICT;
CREATE INDEX register_source_code ON register_source (agency, code, source);
