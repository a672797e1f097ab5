-- Why: files of records (hồ sơ) have a period of retention and days on which they go to the current and the historical archive; the System keeps the list and reminds (ARC-02…08).
--
-- Days are days of Vietnam, yyyy-MM-dd. retention: 01…06, or 07:years. A file is named by agency, year of its list and notation, as documents in the registers name it.

CREATE TABLE record_file (
  agency           TEXT NOT NULL,
  catalog          INTEGER NOT NULL CHECK (catalog BETWEEN 1945 AND 2100),
  notation         TEXT NOT NULL CHECK (length(notation) BETWEEN 1 AND 20),
  title            TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 500),
  record           TEXT CHECK (length(record) <= 200),
  retention        TEXT NOT NULL,
  construction     INTEGER NOT NULL CHECK (construction IN (0, 1)),
  historical_years INTEGER NOT NULL CHECK (historical_years BETWEEN 1 AND 30),
  ended            TEXT CHECK (length(ended) = 10),
  extended         TEXT CHECK (length(extended) = 10),
  consent          TEXT CHECK (length(consent) <= 200),
  handed_over      TEXT CHECK (length(handed_over) = 10),
  hand_over_note   TEXT CHECK (length(hand_over_note) <= 200),
  historical       TEXT CHECK (length(historical) = 10),
  PRIMARY KEY (agency, catalog, notation),
  CHECK ((extended IS NULL) = (consent IS NULL)),
  CHECK (handed_over IS NULL OR ended IS NOT NULL),
  CHECK (historical IS NULL OR handed_over IS NOT NULL)
) STRICT, WITHOUT ROWID;
CREATE INDEX record_file_open ON record_file (agency, ended) WHERE ended IS NOT NULL AND historical IS NULL;
