-- Why: a system may register its own units (registerAgency), and must not undo by it what an operator decided: an agency that the operator took out of the system
-- stays out until the operator puts it back.

CREATE TABLE vxp_agency_barred (
  system    TEXT NOT NULL REFERENCES vxp_system (id),
  agency    TEXT NOT NULL,
  barred_at INTEGER NOT NULL,
  PRIMARY KEY (system, agency)
) STRICT, WITHOUT ROWID;
