-- Why: whether a document has the value of the signed paper is judged once at reception, by the signatures inside its PDFs, and kept (rules SIG-01, SIG-09).
--
-- A judgement is never overwritten: a later one is another row with its own time. What is still to be judged is a due row, written in the transaction that files
-- the document, so that losing the process loses nothing.

CREATE TABLE legal_value (
  id     INTEGER PRIMARY KEY,
  packet BLOB NOT NULL CHECK (length(packet) = 32),
  at     INTEGER NOT NULL,
  value  TEXT NOT NULL CHECK (value IN ('HAS_VALUE', 'NOT', 'UNKNOWN', 'NONE')),
  report TEXT NOT NULL
) STRICT;
CREATE INDEX legal_value_packet ON legal_value (packet);

CREATE TABLE legal_value_due (
  packet   BLOB NOT NULL PRIMARY KEY CHECK (length(packet) = 32),
  due_at   INTEGER NOT NULL,
  attempts INTEGER NOT NULL CHECK (attempts >= 0)
) STRICT;
CREATE INDEX legal_value_due_at ON legal_value_due (due_at);
