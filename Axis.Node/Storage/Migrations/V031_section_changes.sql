-- An older version of a section is kept as what changed from the next newer one back to it: a country's directory that is signed anew every day does not fill the disk.
ALTER TABLE directory_section ADD COLUMN base INTEGER CHECK (base IS NULL OR base > version);
