-- Why: a system may register its own units (registerAgency), and must not undo by it what an operator decided: an agency that the operator took out of the system
-- stays out until the operator puts it back.

CREATE TABLE vxp_agency_barred (
  system    TEXT NOT NULL REFERENCES vxp_system (id),
  agency    TEXT NOT NULL,
  barred_at INTEGER NOT NULL,
  PRIMARY KEY (system, agency)
) STRICT, WITHOUT ROWID;

-- Why: a status that fits several documents alike is decided by a person, never by a guess (STA-09). tracking: the lines it may mean; chosen: the one that the person
-- named, NULL while nobody has decided or when it means none of them.
CREATE TABLE ambiguous_status (
  id          BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  packet      BLOB NOT NULL CHECK (length(packet) = 32),
  sender      TEXT NOT NULL,
  reporter    TEXT NOT NULL,
  document_id TEXT,
  code        TEXT,
  status_code TEXT NOT NULL,
  event_at    INTEGER NOT NULL,
  arrived_at  INTEGER NOT NULL,
  actor       TEXT,
  unit        TEXT,
  description TEXT,
  tracking    TEXT NOT NULL,
  settled_at  INTEGER,
  settled_by  TEXT,
  chosen      BLOB CHECK (chosen IS NULL OR length(chosen) = 16)
) STRICT;
CREATE UNIQUE INDEX ambiguous_status_once ON ambiguous_status (packet, sender, coalesce(document_id, ''), coalesce(code, ''));
CREATE INDEX ambiguous_status_open ON ambiguous_status (id) WHERE settled_at IS NULL;

-- Why: what is sent again after a refusal is a new delivery that names the refused one (STA-10).
ALTER TABLE tracking ADD COLUMN resent_of BLOB CHECK (resent_of IS NULL OR length(resent_of) = 16);
CREATE INDEX tracking_resent_of ON tracking (resent_of) WHERE resent_of IS NOT NULL;
