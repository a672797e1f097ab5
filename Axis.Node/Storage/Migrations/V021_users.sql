-- Why: people sign in to the console with an account of their own. What they may do is held beside the account, every sign-in is a session that can be revoked, and
-- a colleague may stand in for an absent one for a time. Names of people stay in these tables; the journal names the account's id alone.

-- password: the hash as its hasher writes it (PBKDF2). totp: the second factor's secret, sealed by a key outside the database; totp_step: the last step whose code was
-- taken, so that a code is good once.
CREATE TABLE user_account (
  id           TEXT NOT NULL PRIMARY KEY,
  name         TEXT NOT NULL UNIQUE,
  full_name    TEXT NOT NULL,
  password     TEXT NOT NULL,
  must_change  INTEGER NOT NULL CHECK (must_change IN (0, 1)),
  password_at  INTEGER NOT NULL,
  totp         BLOB,
  totp_step    INTEGER,
  certificate  BLOB UNIQUE CHECK (certificate IS NULL OR length(certificate) = 32),
  failures     INTEGER NOT NULL DEFAULT 0 CHECK (failures >= 0),
  locked_until INTEGER,
  created_at   INTEGER NOT NULL,
  disabled_at  INTEGER,
  signed_in_at INTEGER
) STRICT;

CREATE TABLE user_grant (
  account  TEXT NOT NULL REFERENCES user_account (id),
  role     TEXT NOT NULL,
  agencies TEXT NOT NULL,
  PRIMARY KEY (account, role)
) STRICT, WITHOUT ROWID;

-- id: SHA-256 of the cookie's secret. acting: the role in use, and for a stand-in the arrangement behind it.
CREATE TABLE user_session (
  id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 32),
  account    TEXT NOT NULL REFERENCES user_account (id),
  acting     TEXT NOT NULL,
  client     TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  seen_at    INTEGER NOT NULL,
  ends_at    INTEGER NOT NULL
) STRICT;
CREATE INDEX user_session_account ON user_session (account, started_at);
CREATE INDEX user_session_ends ON user_session (ends_at);

CREATE TABLE stand_in (
  id         TEXT NOT NULL PRIMARY KEY,
  absent     TEXT NOT NULL REFERENCES user_account (id),
  substitute TEXT NOT NULL REFERENCES user_account (id),
  role       TEXT NOT NULL,
  reason     TEXT NOT NULL,
  starts_at  INTEGER NOT NULL,
  ends_at    INTEGER NOT NULL CHECK (ends_at > starts_at),
  made_at    INTEGER NOT NULL,
  ended_at   INTEGER
) STRICT;
CREATE INDEX stand_in_substitute ON stand_in (substitute, ends_at);
CREATE INDEX stand_in_absent ON stand_in (absent, ends_at);
