-- Why: a node that dies between reserving a number and storing the document under it leaves a number that is neither used nor void.
--
-- A reserved number now says what became of it: packet = the document that bears it; prepared = it waits for a signature made elsewhere; voided_at = void.
-- What has none of the three and no submission under way is an orphan, and is voided visibly.

ALTER TABLE register_number ADD COLUMN packet BLOB CHECK (packet IS NULL OR length(packet) = 32);
ALTER TABLE register_number ADD COLUMN prepared BLOB CHECK (prepared IS NULL OR length(prepared) = 16);

-- Numbers given before this version: the document is found by its code in the register, or (updates and recalls are not entered) by what it says of itself.
UPDATE register_number SET packet = (
  SELECT e.packet FROM register_entry e
  WHERE e.agency = register_number.agency AND e.year = register_number.year AND CAST(e.code AS INTEGER) = register_number.number)
WHERE voided_at IS NULL;
UPDATE register_number SET packet = (
  SELECT p.digest FROM packet p
  WHERE p.sender = register_number.agency AND p.submission IS NOT NULL AND CAST(json_extract(p.facts, '$.codeNumber') AS INTEGER) = register_number.number)
WHERE voided_at IS NULL AND packet IS NULL;
UPDATE register_number SET prepared = (
  SELECT s.id FROM prepared_submission s
  WHERE s.agency = register_number.agency AND json_extract(s.state, '$.Reserved') = register_number.number
    AND json_extract(s.state, '$.Year') = register_number.year AND json_extract(s.state, '$.Book') = register_number.book)
WHERE voided_at IS NULL AND packet IS NULL;

CREATE INDEX register_number_open ON register_number (reserved_at) WHERE packet IS NULL AND prepared IS NULL AND voided_at IS NULL;
