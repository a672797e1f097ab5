-- Why: a state secret that is found after transport is isolated at once and then purged, or given back when it was none (SEC-03).
--
-- state: 0 isolated, 1 purged, 2 given back. facts: what the packet's row showed before, so that it can be given back; gone with a purge. notice: the status packet
-- that asked for it; NULL when an officer here found it.

CREATE TABLE isolation (
  packet     BLOB NOT NULL PRIMARY KEY CHECK (length(packet) = 32),
  at         INTEGER NOT NULL,
  actor      TEXT NOT NULL,
  reason     TEXT NOT NULL,
  notice     BLOB CHECK (notice IS NULL OR length(notice) = 32),
  state      INTEGER NOT NULL CHECK (state BETWEEN 0 AND 2),
  decided_at INTEGER,
  decided_by TEXT,
  decision   TEXT,
  facts      TEXT,
  CHECK ((state = 0) = (decided_at IS NULL)),
  CHECK ((state = 0) = (facts IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX isolation_open ON isolation (at) WHERE state = 0;

-- A register's line is never overwritten, but for the abstract of what was purged.
DROP TRIGGER register_line_is_append_only;
CREATE TRIGGER register_line_is_append_only BEFORE UPDATE OF
  agency, incoming, year, line, version, number, at, actor, reason, code_number, code_notation, issued, type_name, organ_name, full_name, position, priority, due, recipients,
  to_places, issued_amount, page_amount, language, transferred, received_by, answer_code, description, file_organ, file_catalog, file_notation, doc_ordinal ON register_line BEGIN
  SELECT raise(ABORT, 'a line of a register is never overwritten (REG-07)');
END;
CREATE TRIGGER register_line_keeps_its_abstract BEFORE UPDATE OF subject ON register_line WHEN new.subject IS NOT '(đã xóa theo SEC-03)' BEGIN
  SELECT raise(ABORT, 'a line of a register is never overwritten (REG-07)');
END;
