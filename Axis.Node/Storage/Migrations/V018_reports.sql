-- Why: the report of a day or month is made once and kept as it was then; whoever is to get it by mail gets it once, however long the mail server is away.
--
-- period: 2026-11-21 or 2026-11. content: JSON, as the API gives it. A mail row is written with its report; state: 0 due, 1 taken by the mail server, 2 refused for good.

CREATE TABLE kept_report (
  period   TEXT NOT NULL PRIMARY KEY CHECK (length(period) IN (7, 10)),
  from_day TEXT NOT NULL,
  to_day   TEXT NOT NULL,
  made_at  INTEGER NOT NULL,
  late     INTEGER NOT NULL CHECK (late >= 0),
  content  BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX kept_report_made ON kept_report (made_at);

CREATE TABLE report_mail (
  period        TEXT NOT NULL REFERENCES kept_report (period) ON DELETE CASCADE,
  receiver      TEXT NOT NULL,
  state         INTEGER NOT NULL CHECK (state BETWEEN 0 AND 2),
  tries         INTEGER NOT NULL CHECK (tries >= 0),
  due_at        INTEGER NOT NULL,
  sent_at       INTEGER,
  failing_since INTEGER,
  last_error    TEXT,
  PRIMARY KEY (period, receiver)
) STRICT, WITHOUT ROWID;
CREATE INDEX report_mail_due ON report_mail (due_at) WHERE state = 0;
CREATE INDEX report_mail_failing ON report_mail (failing_since) WHERE failing_since IS NOT NULL;
