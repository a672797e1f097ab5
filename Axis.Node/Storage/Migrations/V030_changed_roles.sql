-- Why: whoever's permissions change is told so (NĐ 30/2020 PL VI). The moment of the last change stays until the person has said that it was read.

ALTER TABLE user_account ADD COLUMN rights_at INTEGER;
