-- Why: an item that waits for a directory, or for a person, waits for days from the first such try, however long the server was out of reach before; and one that was
-- given up is taken up again by an operator, when the server lists it no more: then its kind and its receiver are known here alone.

ALTER TABLE vxp_arrival ADD COLUMN kind INTEGER;
ALTER TABLE vxp_arrival ADD COLUMN receiver TEXT;
ALTER TABLE vxp_arrival ADD COLUMN waits_since INTEGER;
