-- Why: this node is a client of VXP servers, which know nothing of this node's deliveries. What each side calls a packet, and how far this node has come with
-- each item, has to survive a crash between any two steps: items are listed again until they are answered.

-- state: 0 tried and waiting, 1 stored and not yet told, 2 told done, 3 kept as evidence and not yet told, 4 told fail.
CREATE TABLE vxp_arrival (
  link        TEXT NOT NULL,
  doc_id      TEXT NOT NULL,
  state       INTEGER NOT NULL CHECK (state BETWEEN 0 AND 4),
  attempts    INTEGER NOT NULL CHECK (attempts >= 0),
  due_at      INTEGER NOT NULL,
  packet      BLOB CHECK (packet IS NULL OR length(packet) = 32),
  reason_code TEXT,
  reason      TEXT,
  seen_at     INTEGER NOT NULL,
  PRIMARY KEY (link, doc_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX vxp_arrival_open ON vxp_arrival (link, state, seen_at) WHERE state <> 2;

-- An axis in between may write a packet anew or give it another name: what it says, without traces and signature, is what makes it the same (edXML §13).
CREATE TABLE vxp_content (
  link     TEXT NOT NULL,
  content  BLOB NOT NULL CHECK (length(content) = 32),
  receiver TEXT NOT NULL,
  packet   BLOB NOT NULL CHECK (length(packet) = 32),
  at       INTEGER NOT NULL,
  PRIMARY KEY (link, content, receiver)
) STRICT, WITHOUT ROWID;

CREATE TABLE vxp_sent (
  link     TEXT NOT NULL,
  delivery BLOB NOT NULL CHECK (length(delivery) = 16),
  doc_id   TEXT NOT NULL,
  at       INTEGER NOT NULL,
  PRIMARY KEY (link, delivery)
) STRICT, WITHOUT ROWID;
CREATE INDEX vxp_sent_doc ON vxp_sent (link, doc_id);
