-- Why: a recall may come from who continues the sender of the document (RCL-11), so what waits for a document is found by the document, not by who asks;
-- and what waits in vain for long is answered (RCL-13).
DROP INDEX change_request_parked;
CREATE INDEX change_request_parked ON change_request (target, recipient) WHERE state = 0;
CREATE INDEX change_request_waiting ON change_request (id) WHERE state = 0;

-- Why: a page of a register reads the versions of its own lines, not of the whole year.
CREATE INDEX register_line_number ON register_line (agency, incoming, year, number);
