-- Who belonged where, and as what, on which day. `person` keeps what they are as of today, for lists and for who may see
-- them: each write of a history sets it, and a job does when a day brings another post or the end of a period.
CREATE TABLE employment_kind (code TEXT PRIMARY KEY NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO employment_kind (code) VALUES ('full_time'), ('part_time'), ('intern'), ('outsourced');
CREATE TABLE leaving_reason (code TEXT PRIMARY KEY NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO leaving_reason (code) VALUES ('resigned'), ('agreed'), ('dismissed'), ('contract_ended'), ('retired'), ('other');

-- A period of work. Its last day is 9999-12-31 while nobody knows of one.
CREATE TABLE employment (
  person_id TEXT NOT NULL REFERENCES person (id),
  from_day TEXT NOT NULL CHECK (length(from_day) = 10),
  until_day TEXT NOT NULL DEFAULT '9999-12-31' CHECK (length(until_day) = 10),
  reason TEXT REFERENCES leaving_reason (code),
  note TEXT CHECK (length(note) <= 100),
  probation_until TEXT CHECK (length(probation_until) = 10),
  contract_from TEXT CHECK (length(contract_from) = 10),
  contract_until TEXT CHECK (length(contract_until) = 10),
  PRIMARY KEY (person_id, from_day),
  CHECK (from_day <= until_day),
  CHECK (contract_until IS NULL OR contract_from <= contract_until)
) STRICT, WITHOUT ROWID;
CREATE INDEX employment_until ON employment (until_day);

-- A post within a period, and until which day it is held: the day before the next one, or the period's last.
CREATE TABLE post (
  person_id TEXT NOT NULL REFERENCES person (id),
  from_day TEXT NOT NULL CHECK (length(from_day) = 10),
  until_day TEXT NOT NULL DEFAULT '9999-12-31' CHECK (length(until_day) = 10),
  department_id TEXT NOT NULL REFERENCES department (id),
  position_id TEXT REFERENCES position (id),
  kind TEXT NOT NULL DEFAULT 'full_time' REFERENCES employment_kind (code),
  PRIMARY KEY (person_id, from_day),
  CHECK (from_day <= until_day)
) STRICT, WITHOUT ROWID;
-- A month's sheet wants those who were in a department on any of its days, and as what: one range of this index.
CREATE INDEX post_department ON post (department_id, until_day, from_day, position_id);
CREATE INDEX post_position ON post (position_id);
CREATE INDEX post_from ON post (from_day);

-- The last day of the last period, once it is known: access ends with it.
ALTER TABLE person ADD COLUMN works_until TEXT CHECK (length(works_until) = 10);
UPDATE person SET works_until = left_on WHERE left_on IS NOT NULL;
-- Whoever was to leave on a later day works until then; of those who have left, roles and passwords end.
UPDATE person SET status = 'active', left_on = NULL WHERE left_on >= date('now', '+4 hours');
DELETE FROM role_grant WHERE person_id IN (SELECT id FROM person WHERE status = 'left');
DELETE FROM credential WHERE person_id IN (SELECT id FROM person WHERE status = 'left');
INSERT INTO employment (person_id, from_day, until_day, reason)
SELECT id, hired_on, coalesce(works_until, '9999-12-31'), iif(works_until IS NULL, NULL, 'other') FROM person;
INSERT INTO post (person_id, from_day, until_day, department_id, position_id)
SELECT id, hired_on, coalesce(works_until, '9999-12-31'), department_id, position_id FROM person;

-- Nobody is without a period: whoever comes begins one, as their row says.
CREATE TRIGGER person_begins AFTER INSERT ON person BEGIN
  INSERT INTO employment (person_id, from_day, until_day, reason)
  VALUES (NEW.id, NEW.hired_on, coalesce(NEW.left_on, '9999-12-31'), iif(NEW.left_on IS NULL, NULL, 'other'));
  INSERT INTO post (person_id, from_day, until_day, department_id, position_id)
  VALUES (NEW.id, NEW.hired_on, coalesce(NEW.left_on, '9999-12-31'), NEW.department_id, NEW.position_id);
  UPDATE person SET works_until = NEW.left_on WHERE id = NEW.id AND NEW.left_on IS NOT NULL;
END;
