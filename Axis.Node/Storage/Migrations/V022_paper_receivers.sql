-- Why: a document that goes out on paper only is excused where its receiver is not connected to the axis (SND-01). Whether it was is kept as it stood then: the directory
-- changes, the report of the day does not.
CREATE TABLE paper_receiver (
  agency    TEXT NOT NULL,
  year      INTEGER NOT NULL,
  line      TEXT NOT NULL,
  receiver  TEXT NOT NULL,
  connected INTEGER NOT NULL CHECK (connected IN (0, 1)),
  PRIMARY KEY (agency, year, line, receiver)
) STRICT, WITHOUT ROWID;
