-- Who may read a line of the log, and whom it concerns.

-- The department to whose rosters a line belongs: its managers read it. No foreign key: a department can be deleted,
-- its lines stay.
ALTER TABLE audit ADD COLUMN department_id TEXT CHECK (length(department_id) = 36);
-- The people whom a line concerns, as a JSON list of ids.
ALTER TABLE audit ADD COLUMN people TEXT NOT NULL DEFAULT '[]';

-- The same the other way round.
CREATE TABLE audit_person (
  person_id TEXT NOT NULL REFERENCES person (id),
  audit_id TEXT NOT NULL REFERENCES audit (id),
  PRIMARY KEY (person_id, audit_id)
) STRICT, WITHOUT ROWID;

-- What lines before this migration tell: staff numbers in a subject, in a list, as keys of cells and as values of days.
INSERT OR IGNORE INTO audit_person (person_id, audit_id)
SELECT p.id, a.id FROM audit a
JOIN person p ON p.number = CASE instr(a.subject, ' ') WHEN 0 THEN a.subject ELSE substr(a.subject, 1, instr(a.subject, ' ') - 1) END
WHERE a.action IN ('person.create', 'person.update', 'person.roles', 'person.protection', 'password.reset',
    'password.change', 'session.sign_in', 'session.revoke', 'feed.create', 'feed.revoke');
INSERT OR IGNORE INTO audit_person (person_id, audit_id)
SELECT p.id, a.id FROM audit a JOIN json_each(CASE a.after WHEN '' THEN '{}' ELSE a.after END, '$.numbers') n
JOIN person p ON p.number = n.value
WHERE a.action = 'person.import';
INSERT OR IGNORE INTO audit_person (person_id, audit_id)
SELECT p.id, a.id FROM audit a
JOIN json_each('[' || CASE a.before WHEN '' THEN 'null' ELSE a.before END || ',' || CASE a.after WHEN '' THEN 'null' ELSE a.after END || ']') side
JOIN json_each(CASE side.type WHEN 'object' THEN side.value ELSE '{}' END) cell
JOIN person p ON p.number = substr(cell.key, 1, instr(cell.key, ' ') - 1)
WHERE a.action IN ('roster.edit', 'open_shift.claim', 'open_shift.decide') AND instr(cell.key, ' ') > 1;
INSERT OR IGNORE INTO audit_person (person_id, audit_id)
SELECT p.id, a.id FROM audit a
JOIN json_each('[' || CASE a.before WHEN '' THEN 'null' ELSE a.before END || ',' || CASE a.after WHEN '' THEN 'null' ELSE a.after END || ']') side
JOIN json_each(CASE side.type WHEN 'object' THEN side.value ELSE '{}' END) day
JOIN person p ON p.number = day.value
WHERE a.action IN ('duty.plan', 'duty.set') AND day.type = 'text';
INSERT OR IGNORE INTO audit_person (person_id, audit_id)
SELECT actor_id, id FROM audit
WHERE actor_id IS NOT NULL AND action IN ('open_shift.claim', 'open_shift.take_back', 'duty.swap');

-- The trigger comes back below, before anything else can write.
CREATE INDEX audit_person_line ON audit_person (audit_id);
DROP TRIGGER audit_keeps_text;
UPDATE audit SET people = coalesce((SELECT json_group_array(c.person_id) FROM audit_person c WHERE c.audit_id = audit.id), '[]')
WHERE id IN (SELECT audit_id FROM audit_person);
-- A subject begins with the department's name; where two departments have it, nobody can tell which was meant.
UPDATE audit SET department_id = (
    SELECT min(d.id) FROM department d
    WHERE audit.subject = d.name OR (
        substr(audit.subject, 1, length(d.name) + 1) = d.name || ' '
        AND substr(audit.subject, length(d.name) + 2) GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]*'
    )
    HAVING count(*) = 1
)
WHERE action GLOB 'roster.*' OR action GLOB 'rules.*' OR action GLOB 'demand.*' OR action GLOB 'open_shift.*'
    OR action GLOB 'duty.*';
DROP INDEX audit_person_line;
CREATE TRIGGER audit_keeps_text BEFORE UPDATE ON audit BEGIN SELECT raise(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_person_keeps_rows BEFORE DELETE ON audit_person
BEGIN SELECT raise(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_person_keeps_text BEFORE UPDATE ON audit_person
BEGIN SELECT raise(ABORT, 'the audit log is append-only'); END;

CREATE INDEX audit_department ON audit (department_id, id) WHERE department_id IS NOT NULL;
-- What deleted things were called, by their ids.
CREATE INDEX audit_deleted ON audit (json_extract(before, '$.id')) WHERE action IN ('department.delete', 'position.delete');
