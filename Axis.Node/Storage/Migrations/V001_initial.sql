-- Why: the first shape of the node's memory.
--
-- Conventions: digests are BLOB(32); UUIDv7 are BLOB(16) big-endian, so that the order of the key is the order of time; instants are
-- milliseconds since 1970 UTC; lists for people are JSON. Every table is STRICT. Where a repeat must be harmless, the INSERT names the
-- key whose violation is the repeat (ON CONFLICT (key) DO NOTHING); any other violation stays an error.

CREATE TABLE packet (
  id          INTEGER PRIMARY KEY,
  digest      BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),
  content     BLOB CHECK (content IS NULL OR length(content) = 32),
  kind        INTEGER NOT NULL CHECK (kind IN (0, 1)),
  native      INTEGER NOT NULL CHECK (native IN (0, 1)),
  size        INTEGER NOT NULL CHECK (size >= 0),
  sender      TEXT NOT NULL,
  document_id TEXT NOT NULL,
  stored_at   INTEGER NOT NULL,
  inline      INTEGER NOT NULL CHECK (inline IN (0, 1)),
  submission  BLOB CHECK (submission IS NULL OR length(submission) = 16),
  facts       TEXT NOT NULL
) STRICT;
CREATE INDEX packet_document ON packet (sender, document_id);
CREATE UNIQUE INDEX packet_submission ON packet (submission) WHERE submission IS NOT NULL;
CREATE INDEX packet_submitted ON packet (sender, submission) WHERE submission IS NOT NULL AND kind = 0;

-- Apart from packet, so that lists never read past the bytes of small packets.
CREATE TABLE packet_bytes (
  packet INTEGER PRIMARY KEY REFERENCES packet (id) ON DELETE CASCADE,
  bytes  BLOB NOT NULL
) STRICT;

-- A verdict may concern a quarantined packet, which has no row in packet.
CREATE TABLE verdict (
  id                 INTEGER PRIMARY KEY,
  packet             BLOB NOT NULL CHECK (length(packet) = 32),
  at                 INTEGER NOT NULL,
  verdict            TEXT NOT NULL,
  policy             TEXT NOT NULL,
  directory_versions TEXT NOT NULL,
  report             TEXT NOT NULL
) STRICT;
CREATE INDEX verdict_packet ON verdict (packet);

CREATE TABLE idempotent_answer (
  agency   TEXT NOT NULL,
  key      TEXT NOT NULL,
  request  BLOB NOT NULL CHECK (length(request) = 32),
  packet   BLOB NOT NULL CHECK (length(packet) = 32),
  response TEXT NOT NULL,
  at       INTEGER NOT NULL,
  PRIMARY KEY (agency, key)
) STRICT;

CREATE TABLE prepared_submission (
  id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  agency     TEXT NOT NULL,
  state      TEXT NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX prepared_submission_expiry ON prepared_submission (expires_at);

CREATE TABLE register_book (
  agency TEXT NOT NULL,
  book   TEXT NOT NULL,
  year   INTEGER NOT NULL,
  last   INTEGER NOT NULL CHECK (last > 0),
  PRIMARY KEY (agency, book, year)
) STRICT, WITHOUT ROWID;

-- Numbers are never reused: a failed signing leaves its number here, void, with the reason.
CREATE TABLE register_number (
  agency      TEXT NOT NULL,
  book        TEXT NOT NULL,
  year        INTEGER NOT NULL,
  number      INTEGER NOT NULL CHECK (number > 0),
  reserved_at INTEGER NOT NULL,
  voided_at   INTEGER,
  void_reason TEXT,
  PRIMARY KEY (agency, book, year, number),
  CHECK ((voided_at IS NULL) = (void_reason IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE register_entry (
  agency TEXT NOT NULL,
  year   INTEGER NOT NULL,
  code   TEXT NOT NULL,
  packet BLOB NOT NULL CHECK (length(packet) = 32),
  at     INTEGER NOT NULL,
  PRIMARY KEY (agency, year, code)
) STRICT, WITHOUT ROWID;

-- ready_at is what a claim looks at: a waiting delivery is ready when it is due and its last lease, if any, has run out.
-- class is the queue's order (URG-11): 3/4 > 2 > 1 > 0.
CREATE TABLE delivery (
  seq               INTEGER PRIMARY KEY,
  id                BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
  packet            BLOB NOT NULL REFERENCES packet (digest),
  link              TEXT NOT NULL,
  priority          INTEGER NOT NULL CHECK (priority BETWEEN 0 AND 4),
  class             INTEGER NOT NULL GENERATED ALWAYS AS (min(priority, 3)) STORED,
  recipients        TEXT NOT NULL,
  offer             BLOB NOT NULL,
  created_at        INTEGER NOT NULL,
  state             INTEGER NOT NULL CHECK (state BETWEEN 0 AND 4),
  tries             INTEGER NOT NULL CHECK (tries >= 0),
  answered_failures INTEGER NOT NULL CHECK (answered_failures >= 0),
  due_at            INTEGER NOT NULL,
  lease_until       INTEGER NOT NULL DEFAULT 0,
  ready_at          INTEGER NOT NULL GENERATED ALWAYS AS (max(due_at, lease_until)) STORED,
  reason_code       TEXT,
  reason            TEXT
) STRICT;
CREATE INDEX delivery_packet ON delivery (packet);
CREATE INDEX delivery_ready ON delivery (link, class, ready_at) WHERE state = 0;
CREATE INDEX delivery_open ON delivery (state, link, id) WHERE state <> 1;
CREATE INDEX delivery_leased ON delivery (lease_until) WHERE state = 0 AND lease_until > 0;

-- Counted as it changes: acknowledged deliveries are kept for years, and a status page must not walk through them.
CREATE TABLE delivery_count (
  link  TEXT NOT NULL,
  state INTEGER NOT NULL,
  n     INTEGER NOT NULL CHECK (n >= 0),
  PRIMARY KEY (link, state)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER delivery_counted AFTER INSERT ON delivery BEGIN
  INSERT INTO delivery_count (link, state, n) VALUES (new.link, new.state, 1) ON CONFLICT (link, state) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER delivery_recounted AFTER UPDATE OF state ON delivery WHEN old.state <> new.state BEGIN
  UPDATE delivery_count SET n = n - 1 WHERE link = old.link AND state = old.state;
  INSERT INTO delivery_count (link, state, n) VALUES (new.link, new.state, 1) ON CONFLICT (link, state) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER delivery_uncounted AFTER DELETE ON delivery BEGIN
  UPDATE delivery_count SET n = n - 1 WHERE link = old.link AND state = old.state;
END;

CREATE TABLE arrival (
  id         INTEGER PRIMARY KEY,
  neighbour  TEXT NOT NULL,
  delivery   BLOB NOT NULL CHECK (length(delivery) = 16),
  offer      BLOB NOT NULL CHECK (length(offer) = 32),
  packet     BLOB NOT NULL CHECK (length(packet) = 32),
  at         INTEGER NOT NULL,
  receipts   BLOB NOT NULL CHECK (length(receipts) % 32 = 0),
  via        TEXT NOT NULL,
  recipients TEXT NOT NULL,
  UNIQUE (neighbour, delivery)
) STRICT;
CREATE INDEX arrival_packet ON arrival (packet);

CREATE TABLE partial_upload (
  neighbour  TEXT NOT NULL,
  delivery   BLOB NOT NULL CHECK (length(delivery) = 16),
  offer      BLOB NOT NULL,
  file_name  TEXT NOT NULL UNIQUE,
  size       INTEGER NOT NULL CHECK (size >= 0),
  offset     INTEGER NOT NULL CHECK (offset BETWEEN 0 AND size),
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (neighbour, delivery)
) STRICT;
CREATE INDEX partial_upload_expiry ON partial_upload (expires_at);

CREATE TABLE inbox_item (
  seq            INTEGER PRIMARY KEY,
  id             BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
  packet         BLOB NOT NULL REFERENCES packet (digest),
  content        BLOB NOT NULL CHECK (length(content) = 32),
  recipient      TEXT NOT NULL,
  addressed      TEXT NOT NULL,
  arrived_at     INTEGER NOT NULL,
  state          INTEGER NOT NULL,
  badge          TEXT NOT NULL,
  verdict        TEXT NOT NULL,
  flags          TEXT NOT NULL,
  arrival_year   INTEGER,
  arrival_number INTEGER,
  fetched_at     INTEGER,
  UNIQUE (content, recipient),
  CHECK ((arrival_year IS NULL) = (arrival_number IS NULL))
) STRICT;
CREATE INDEX inbox_item_packet ON inbox_item (packet);
CREATE INDEX inbox_item_list ON inbox_item (recipient, state, id);
CREATE UNIQUE INDEX inbox_item_number ON inbox_item (recipient, arrival_year, arrival_number) WHERE arrival_number IS NOT NULL;

CREATE TABLE arrival_book (
  recipient TEXT NOT NULL,
  year      INTEGER NOT NULL,
  last      INTEGER NOT NULL CHECK (last > 0),
  PRIMARY KEY (recipient, year)
) STRICT, WITHOUT ROWID;

-- open: neither refused, finished nor failed.
CREATE TABLE tracking (
  seq         INTEGER PRIMARY KEY,
  id          BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
  packet      BLOB CHECK (packet IS NULL OR length(packet) = 32),
  sender      TEXT NOT NULL,
  document_id TEXT NOT NULL,
  code        TEXT,
  recipient   TEXT NOT NULL,
  delivered   TEXT NOT NULL,
  state       TEXT NOT NULL,
  open        INTEGER NOT NULL GENERATED ALWAYS AS (state NOT IN ('02', '06', 'FAILED')) VIRTUAL,
  place       TEXT,
  place_since INTEGER,
  waiting_for TEXT,
  deadline_at INTEGER,
  warned_at   INTEGER,
  anomaly     TEXT,
  reason_code TEXT,
  reason      TEXT,
  created_at  INTEGER NOT NULL,
  updated_at  INTEGER NOT NULL,
  UNIQUE (packet, recipient)
) STRICT;
CREATE INDEX tracking_document ON tracking (sender, document_id, recipient);
CREATE INDEX tracking_code ON tracking (sender, code, recipient) WHERE code IS NOT NULL;
CREATE INDEX tracking_list ON tracking (sender, open, id);
CREATE INDEX tracking_late ON tracking (id) WHERE state = 'SENT' AND deadline_at IS NOT NULL;
CREATE INDEX tracking_orphan ON tracking (id) WHERE packet IS NULL;

CREATE TABLE tracking_event (
  seq         INTEGER PRIMARY KEY,
  tracking    BLOB NOT NULL REFERENCES tracking (id),
  source      BLOB NOT NULL CHECK (length(source) = 32),
  is_receipt  INTEGER NOT NULL CHECK (is_receipt IN (0, 1)),
  code        TEXT NOT NULL,
  issuer      TEXT NOT NULL,
  event_at    INTEGER NOT NULL,
  arrived_at  INTEGER NOT NULL,
  actor       TEXT,
  unit        TEXT,
  description TEXT,
  success     INTEGER NOT NULL CHECK (success IN (0, 1)),
  UNIQUE (tracking, source, code)
) STRICT;
CREATE TRIGGER tracking_event_is_append_only BEFORE UPDATE ON tracking_event BEGIN
  SELECT raise(ABORT, 'history is append-only (STA-05)');
END;
CREATE TRIGGER tracking_event_is_never_deleted BEFORE DELETE ON tracking_event BEGIN
  SELECT raise(ABORT, 'history is append-only (STA-05)');
END;

CREATE TABLE seal (
  id     INTEGER PRIMARY KEY,
  digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),
  bytes  BLOB NOT NULL
) STRICT;

CREATE TABLE receipt (
  id        INTEGER PRIMARY KEY,
  digest    BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),
  packet    BLOB NOT NULL CHECK (length(packet) = 32),
  time      INTEGER NOT NULL,
  issuer    TEXT NOT NULL,
  issued_to TEXT NOT NULL,
  event     INTEGER NOT NULL,
  own       INTEGER NOT NULL CHECK (own IN (0, 1)),
  stored_at INTEGER NOT NULL,
  bytes     BLOB NOT NULL
) STRICT;
CREATE INDEX receipt_packet ON receipt (packet, time);

-- Apart from receipt: a receipt of this node has its place only when its batch is sealed, just before the commit.
CREATE TABLE receipt_place (
  receipt    INTEGER PRIMARY KEY REFERENCES receipt (id) ON DELETE CASCADE,
  seal       INTEGER NOT NULL REFERENCES seal (id),
  leaf_index INTEGER NOT NULL CHECK (leaf_index >= 0),
  path       BLOB NOT NULL CHECK (length(path) % 32 = 0)
) STRICT;

-- The last receipt given to each node, which the next one names.
CREATE TABLE receipt_route (
  issued_to TEXT NOT NULL PRIMARY KEY,
  last      BLOB NOT NULL CHECK (length(last) = 32)
) STRICT, WITHOUT ROWID;

CREATE TABLE receipt_owed (
  id        INTEGER PRIMARY KEY,
  neighbour TEXT NOT NULL,
  receipt   BLOB NOT NULL REFERENCES receipt (digest),
  at        INTEGER NOT NULL,
  UNIQUE (neighbour, receipt)
) STRICT;
CREATE INDEX receipt_owed_next ON receipt_owed (neighbour, id);
CREATE INDEX receipt_owed_receipt ON receipt_owed (receipt);

-- seq - 1 is the index in the log. Rows are never deleted, so SQLite numbers them without a gap.
CREATE TABLE journal_entry (
  seq    INTEGER PRIMARY KEY,
  packet BLOB,
  hash   BLOB NOT NULL CHECK (length(hash) = 32),
  leaf   BLOB NOT NULL
) STRICT;
CREATE INDEX journal_entry_packet ON journal_entry (packet) WHERE packet IS NOT NULL;
CREATE TRIGGER journal_entry_is_append_only BEFORE UPDATE ON journal_entry BEGIN
  SELECT raise(ABORT, 'the journal is append-only');
END;
CREATE TRIGGER journal_entry_is_never_deleted BEFORE DELETE ON journal_entry BEGIN
  SELECT raise(ABORT, 'the journal is append-only');
END;

CREATE TABLE journal_detail (
  seq    INTEGER PRIMARY KEY REFERENCES journal_entry (seq),
  salt   BLOB NOT NULL CHECK (length(salt) = 16),
  detail TEXT NOT NULL
) STRICT;

CREATE TABLE journal_tile (
  tile INTEGER PRIMARY KEY CHECK (tile >= 0),
  root BLOB NOT NULL CHECK (length(root) = 32)
) STRICT;

CREATE TABLE journal_head (
  tree_size INTEGER PRIMARY KEY CHECK (tree_size > 0),
  root      BLOB NOT NULL CHECK (length(root) = 32),
  at        INTEGER NOT NULL,
  seal      BLOB NOT NULL
) STRICT;

CREATE TABLE directory_section (
  name        TEXT NOT NULL,
  version     INTEGER NOT NULL CHECK (version > 0),
  head        BLOB NOT NULL CHECK (length(head) = 32),
  bytes       BLOB NOT NULL,
  accepted_at INTEGER NOT NULL,
  PRIMARY KEY (name, version)
) STRICT;

CREATE TABLE token (
  id          TEXT NOT NULL PRIMARY KEY,
  name        TEXT NOT NULL,
  secret_hash BLOB NOT NULL UNIQUE CHECK (length(secret_hash) = 32),
  role        TEXT NOT NULL,
  agencies    TEXT NOT NULL,
  created_at  INTEGER NOT NULL,
  expires_at  INTEGER,
  revoked_at  INTEGER
) STRICT;

CREATE TABLE link_state (
  neighbour       TEXT NOT NULL PRIMARY KEY,
  last_contact_at INTEGER,
  last_error_at   INTEGER,
  last_error_code TEXT,
  last_error      TEXT,
  closed_reason   TEXT,
  pinned_spki     BLOB CHECK (pinned_spki IS NULL OR length(pinned_spki) = 32),
  epoch           TEXT
) STRICT;

CREATE TABLE meta (
  key   TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE quarantine (
  id          BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  neighbour   TEXT NOT NULL,
  delivery    BLOB NOT NULL CHECK (length(delivery) = 16),
  packet      BLOB NOT NULL CHECK (length(packet) = 32),
  size        INTEGER NOT NULL CHECK (size >= 0),
  reason_code TEXT NOT NULL,
  reason      TEXT NOT NULL,
  verdict     TEXT NOT NULL,
  report      TEXT,
  at          INTEGER NOT NULL
) STRICT;
CREATE INDEX quarantine_packet ON quarantine (packet);
