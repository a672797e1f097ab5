-- Why: quarantined packets were kept for ever and without bound: one neighbour could fill the disk with evidence against itself.
--
-- What is kept of a neighbour is counted against its quota until its bytes are released; the row with digests, reason and verdict stays for good.

ALTER TABLE quarantine ADD COLUMN released_at INTEGER;
CREATE INDEX quarantine_kept ON quarantine (neighbour, size) WHERE released_at IS NULL;
CREATE INDEX quarantine_age ON quarantine (at) WHERE released_at IS NULL;
