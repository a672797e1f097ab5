-- Why: a refusal can be taken back for a minute before it leaves. It waits here with what its clerk decided and in whose name, so that a node that stops in that
-- minute still sends it.

CREATE TABLE held_refusal (
  item        BLOB NOT NULL PRIMARY KEY CHECK (length(item) = 16),
  reason_code TEXT NOT NULL,
  description TEXT,
  staff       TEXT,
  actor       TEXT NOT NULL,
  actor_kind  TEXT NOT NULL,
  role        TEXT NOT NULL,
  agencies    TEXT NOT NULL,
  due_at      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX held_refusal_due ON held_refusal (due_at);
