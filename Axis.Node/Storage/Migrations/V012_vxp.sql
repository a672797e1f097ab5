-- Why: document-management software connects through the VXP client API: who may (systems and their agencies), what waits for them, what they handed in.
--
-- A secret is kept encrypted under a key that is not in the database (AES-GCM: nonce, ciphertext, tag), because its MAC must be checked: a copy of this file does
-- not give it away. An item is what one agency's software has to fetch: one packet × one recipient. state: 0 initial, 1 processing, 2 done, 3 fail.

CREATE TABLE vxp_system (
  id              TEXT NOT NULL PRIMARY KEY,
  name            TEXT NOT NULL,
  secret          BLOB NOT NULL,
  allow_unsigned  INTEGER NOT NULL CHECK (allow_unsigned IN (0, 1)),
  no_state_secret INTEGER NOT NULL CHECK (no_state_secret IN (0, 1)),
  require_hash    INTEGER NOT NULL CHECK (require_hash IN (0, 1)),
  max_age_minutes INTEGER CHECK (max_age_minutes > 0),
  addresses       TEXT NOT NULL,
  created_at      INTEGER NOT NULL,
  rotated_at      INTEGER,
  disabled_at     INTEGER,
  last_call_at    INTEGER
) STRICT;

-- registered: the system registered it as its own unit and the signed directory says so too; otherwise the operator gave it.
CREATE TABLE vxp_agency (
  agency     TEXT NOT NULL PRIMARY KEY,
  system     TEXT NOT NULL REFERENCES vxp_system (id),
  registered INTEGER NOT NULL CHECK (registered IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE INDEX vxp_agency_system ON vxp_agency (system);

-- What a system says of its own units. It grants nothing and is no part of the signed directory.
CREATE TABLE vxp_unit (
  system      TEXT NOT NULL REFERENCES vxp_system (id),
  code        TEXT NOT NULL,
  parent      TEXT NOT NULL,
  name        TEXT NOT NULL,
  mail        TEXT NOT NULL,
  mobile      TEXT NOT NULL,
  fax         TEXT NOT NULL,
  modified_at INTEGER NOT NULL,
  deleted     INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  PRIMARY KEY (system, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE vxp_item (
  doc_id     TEXT NOT NULL PRIMARY KEY,
  kind       INTEGER NOT NULL CHECK (kind IN (0, 1)),
  packet     BLOB NOT NULL REFERENCES packet (digest),
  recipient  TEXT NOT NULL,
  addressed  TEXT NOT NULL,
  sender     TEXT NOT NULL,
  state      INTEGER NOT NULL CHECK (state BETWEEN 0 AND 3),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  fetched_at INTEGER,
  reason     TEXT,
  UNIQUE (packet, recipient)
) STRICT;
CREATE INDEX vxp_item_open ON vxp_item (recipient, kind, created_at) WHERE state < 2;

CREATE TABLE vxp_handed_in (
  doc_id     TEXT NOT NULL PRIMARY KEY,
  system     TEXT NOT NULL REFERENCES vxp_system (id),
  kind       INTEGER NOT NULL CHECK (kind IN (0, 1)),
  packet     BLOB NOT NULL REFERENCES packet (digest),
  sender     TEXT NOT NULL,
  recipients TEXT NOT NULL,
  sent_at    INTEGER NOT NULL
) STRICT;
CREATE INDEX vxp_handed_in_list ON vxp_handed_in (system, kind, sent_at);
