-- Why: the word that a state secret was found may overtake the document, or a version of it (SEC-03). It is kept, and what comes later is isolated as it is stored.

CREATE TABLE isolation_notice (
  sender      TEXT NOT NULL,
  document_id TEXT NOT NULL,
  agency      TEXT NOT NULL,
  notice      BLOB NOT NULL CHECK (length(notice) = 32),
  at          INTEGER NOT NULL,
  PRIMARY KEY (sender, document_id, agency)
) STRICT, WITHOUT ROWID;
