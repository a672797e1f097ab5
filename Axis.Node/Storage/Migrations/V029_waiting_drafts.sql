-- Why: documents that wait for a signature made elsewhere are listed for their agency with who prepared them, and a first call that is repeated because its answer was lost finds
-- what it prepared instead of taking a second number.

ALTER TABLE prepared_submission ADD COLUMN maker TEXT;
ALTER TABLE prepared_submission ADD COLUMN idempotency TEXT;
CREATE INDEX prepared_submission_agency ON prepared_submission (agency, id);
