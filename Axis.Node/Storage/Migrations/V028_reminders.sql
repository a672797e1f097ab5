-- Why: a clerk reminds a receiver that is late, at most once for each document, receiver and working day; the mail, where one is sent, waits here until the mail
-- server has it. Who reminded is kept as the journal's pseudonym; the key makes the second reminder of a day harmless whoever presses at once.

CREATE TABLE reminder (
  tracking      BLOB NOT NULL REFERENCES tracking (id),
  day           TEXT NOT NULL CHECK (length(day) = 10),
  at            INTEGER NOT NULL,
  actor         TEXT NOT NULL,
  state         INTEGER NOT NULL CHECK (state BETWEEN 0 AND 4),
  receiver      TEXT,
  tries         INTEGER NOT NULL DEFAULT 0,
  due_at        INTEGER,
  settled_at    INTEGER,
  last_error    TEXT,
  PRIMARY KEY (tracking, day),
  CHECK ((state = 0) = (receiver IS NULL)),
  CHECK ((state = 1) = (due_at IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX reminder_due ON reminder (due_at) WHERE state = 1;

-- What could not be delivered is closed for the list of open lines and still somebody's work.
CREATE INDEX tracking_failed ON tracking (sender, id) WHERE state = 'FAILED';
