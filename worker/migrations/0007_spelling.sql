-- What names are compared and searched by: the folded name, and what it sounds like. They come with each write of a
-- name; of a row without them the name itself counts, until an administrator has the names tidied.
ALTER TABLE person ADD COLUMN name_key TEXT;
ALTER TABLE person ADD COLUMN sounds TEXT;
ALTER TABLE department ADD COLUMN name_key TEXT;
ALTER TABLE position ADD COLUMN name_key TEXT;
ALTER TABLE shift_kind ADD COLUMN code_key TEXT;
ALTER TABLE cycle ADD COLUMN name_key TEXT;

-- Two that differ by case, width, spaces or marks that nobody sees would be taken for one another.
DROP INDEX department_name;
CREATE UNIQUE INDEX department_name ON department (coalesce(parent_id, ''), coalesce(name_key, name));
CREATE UNIQUE INDEX position_name ON position (coalesce(name_key, name));
CREATE UNIQUE INDEX shift_kind_code ON shift_kind (coalesce(code_key, code));
CREATE UNIQUE INDEX cycle_name ON cycle (coalesce(name_key, name));

-- A mobile number of China is kept without +86, unless somebody else has it so.
UPDATE person SET phone = substr(phone, 4)
WHERE phone GLOB '+861[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]' AND length(phone) = 14
  AND NOT EXISTS (SELECT 1 FROM person o WHERE o.phone = substr(person.phone, 4));

-- Names in which nobody sees anything can no longer be read. They are replaced by something, and the log says so.
CREATE TABLE invisible (letters TEXT NOT NULL);
WITH RECURSIVE
  span (low, high) AS (VALUES (32, 32), (160, 160), (173, 173), (847, 847), (1564, 1564), (4447, 4448), (5760, 5760),
    (6068, 6069), (6155, 6159), (8192, 8207), (8232, 8239), (8287, 8303), (10240, 10240), (12288, 12288),
    (12644, 12644), (65024, 65039), (65279, 65279), (65440, 65440), (65520, 65532), (113824, 113827),
    (119129, 119129), (119155, 119162), (917504, 921599)),
  mark (code, high) AS (SELECT low, high FROM span UNION ALL SELECT code + 1, high FROM mark WHERE code < high)
INSERT INTO invisible (letters) SELECT group_concat(char(code), '') FROM mark;
CREATE TABLE renamed (action TEXT NOT NULL, subject TEXT NOT NULL, field TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL);
INSERT INTO renamed
  SELECT 'person.update', number, 'name', name, number FROM person WHERE trim(name, (SELECT letters FROM invisible)) = ''
  UNION ALL SELECT 'department.save', '未命名' || rowid, 'name', name, '未命名' || rowid FROM department WHERE trim(name, (SELECT letters FROM invisible)) = ''
  UNION ALL SELECT 'position.save', '未命名' || rowid, 'name', name, '未命名' || rowid FROM position WHERE trim(name, (SELECT letters FROM invisible)) = ''
  UNION ALL SELECT 'cycle.save', '未命名' || rowid, 'name', name, '未命名' || rowid FROM cycle WHERE trim(name, (SELECT letters FROM invisible)) = '';
INSERT INTO renamed
  SELECT 'shift_kind.save', code, 'name', name, '未命名' || rowid FROM shift_kind WHERE trim(name, (SELECT letters FROM invisible)) = ''
  UNION ALL SELECT 'shift_kind.save', substr('#' || rowid, 1, 4), 'code', code, substr('#' || rowid, 1, 4) FROM shift_kind WHERE trim(code, (SELECT letters FROM invisible)) = ''
  UNION ALL SELECT 'shop.save', '未命名', 'name', name, '未命名' FROM shop WHERE trim(name, (SELECT letters FROM invisible)) = '';
UPDATE person SET name = number WHERE trim(name, (SELECT letters FROM invisible)) = '';
UPDATE department SET name = '未命名' || rowid WHERE trim(name, (SELECT letters FROM invisible)) = '';
UPDATE position SET name = '未命名' || rowid WHERE trim(name, (SELECT letters FROM invisible)) = '';
UPDATE cycle SET name = '未命名' || rowid WHERE trim(name, (SELECT letters FROM invisible)) = '';
UPDATE shift_kind SET name = '未命名' || rowid WHERE trim(name, (SELECT letters FROM invisible)) = '';
UPDATE shift_kind SET code = substr('#' || rowid, 1, 4) WHERE trim(code, (SELECT letters FROM invisible)) = '';
UPDATE shop SET name = '未命名' WHERE trim(name, (SELECT letters FROM invisible)) = '';
UPDATE holiday SET name = '未命名' WHERE trim(name, (SELECT letters FROM invisible)) = '';
-- Ids of the log are UUIDv7: 48 bits of milliseconds, then random ones.
WITH stamped AS (
  SELECT renamed.*, CAST(strftime('%s', 'now') AS INTEGER) * 1000 AS at, lower(hex(randomblob(9))) AS random FROM renamed)
INSERT INTO audit (id, at, address, action, subject, before, after, request_id)
SELECT substr(printf('%012x', at), 1, 8) || '-' || substr(printf('%012x', at), 9) || '-7' || substr(random, 1, 3) || '-8'
    || substr(random, 4, 3) || '-' || substr(random, 7, 12),
  at, '', action, subject, json_object(field, before), json_object(field, after), 'migration 0007'
FROM stamped;
DROP TABLE renamed;
DROP TABLE invisible;
