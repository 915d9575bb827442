//! SQL of people, their roles and their protected status. Where `?2` names a scope it is the list of departments that
//! the caller reaches; nobody outside of it is read.

use crate::kernel::d1::{Arg, Query, args, flag, statements};
use dianwu_domain::{
    Day, DepartmentId, Instant, PersonId, PositionId, RoleGrant,
    people::{
        api::{Person, PersonFields, PersonRow, Protection, ProtectionKind, ProtectionState, Status},
        import::{ImportUpdate, Standing},
        judge::KnownPerson,
        search::Key,
    },
    text::{Name, Phone, StaffNumber},
};
use serde::{Deserialize, Serialize};

statements! {
    /// People by number after `:after` within `:departments`; unless `:number` is NULL those whose number contains it, whose name contains `:name` or
    /// sounds like `:sound` or whose phone contains `:phone`. The plus keeps the order of the number's index, so that a page reads no
    /// more than it shows.
    LIST_PEOPLE = "SELECT p.id, p.number, p.name, p.phone, p.department_id, p.position_id, p.hired_on, p.work_began_on,
            p.status, p.left_on, p.version
        FROM person p
        WHERE p.number > :after AND +p.department_id IN (SELECT value FROM json_each(:departments))
            AND (:number IS NULL OR instr(p.number, :number) OR instr(coalesce(p.name_key, lower(p.name)), :name)
                OR instr(p.sounds, :sound) OR instr(p.phone, :phone))
        ORDER BY p.number LIMIT :most";
    /// The same of one status.
    LIST_PEOPLE_BY_STATUS = "SELECT p.id, p.number, p.name, p.phone, p.department_id, p.position_id, p.hired_on,
            p.work_began_on, p.status, p.left_on, p.version
        FROM person p
        WHERE p.status = :status AND p.number > :after AND +p.department_id IN (SELECT value FROM json_each(:departments))
            AND (:number IS NULL OR instr(p.number, :number) OR instr(coalesce(p.name_key, lower(p.name)), :name)
                OR instr(p.sounds, :sound) OR instr(p.phone, :phone))
        ORDER BY p.number LIMIT :most";
    /// The same where the departments are few. `:left_from` and `:left_until` bound the day they left, which for those who work here is
    /// 9999-12-31: that is how the index has it.
    LIST_PEOPLE_OF_DEPARTMENTS = "SELECT p.id, p.number, p.name, p.phone, p.department_id, p.position_id, p.hired_on,
            p.work_began_on, p.status, p.left_on, p.version
        FROM person p
        WHERE p.department_id IN (SELECT value FROM json_each(:departments))
            AND coalesce(p.left_on, '9999-12-31') BETWEEN :left_from AND :left_until AND +p.number > :after
            AND (:number IS NULL OR instr(p.number, :number) OR instr(coalesce(p.name_key, lower(p.name)), :name)
                OR instr(p.sounds, :sound) OR instr(p.phone, :phone))
        ORDER BY p.number LIMIT :most";
    /// Those who work here and have never signed in with a password of their own.
    LIST_PEOPLE_NEVER_SIGNED_IN = "SELECT p.id, p.number, p.name, p.phone, p.department_id, p.position_id, p.hired_on,
            p.work_began_on, p.status, p.left_on, p.version
        FROM person p
        WHERE p.status = 'active' AND p.number > :after AND +p.department_id IN (SELECT value FROM json_each(:departments))
            AND (:number IS NULL OR instr(p.number, :number) OR instr(coalesce(p.name_key, lower(p.name)), :name)
                OR instr(p.sounds, :sound) OR instr(p.phone, :phone))
            AND NOT EXISTS (SELECT 1 FROM credential c WHERE c.person_id = p.id AND c.signed_in_at IS NOT NULL)
        ORDER BY p.number LIMIT :most";
    /// A person.
    FIND_PERSON = "SELECT p.id, p.number, p.name, p.phone, p.department_id, p.position_id, p.hired_on, p.work_began_on,
            p.status, p.left_on, p.version,
            coalesce((SELECT max(s.seen_at) FROM session s WHERE s.person_id = p.id),
                (SELECT c.signed_in_at FROM credential c WHERE c.person_id = p.id)) AS last_seen_at
        FROM person p WHERE p.id = ?1 AND p.department_id IN (SELECT value FROM json_each(?2))";
    /// A person's roles.
    FIND_PERSON_GRANTS = "SELECT g.role, g.department_id FROM person p JOIN role_grant g ON g.person_id = p.id
        WHERE p.id = ?1 AND p.department_id IN (SELECT value FROM json_each(?2)) ORDER BY g.role, g.department_id";
    /// Several people by their ids.
    FIND_PEOPLE = "SELECT p.id, p.number, p.name, p.phone, p.department_id, p.position_id, p.hired_on, p.work_began_on,
            p.status, p.left_on, p.version, EXISTS (SELECT 1 FROM role_grant g
                WHERE g.person_id = p.id AND g.role = 'administrator') AS is_administrator
        FROM person p
        WHERE p.id IN (SELECT value FROM json_each(?1)) AND p.department_id IN (SELECT value FROM json_each(?2))";
    /// Who has these staff numbers, whoever it is.
    FIND_BY_NUMBERS = "SELECT p.id, p.number, p.name, p.phone, p.department_id, p.position_id, p.hired_on,
            p.work_began_on, p.status, p.left_on, p.version, EXISTS (SELECT 1 FROM role_grant g
                WHERE g.person_id = p.id AND g.role = 'administrator') AS is_administrator
        FROM person p WHERE p.number IN (SELECT value FROM json_each(?1))";
    /// Who has these phones, whoever it is.
    FIND_BY_PHONES = "SELECT p.id, p.number, p.name, p.phone, p.department_id, p.position_id, p.hired_on,
            p.work_began_on, p.status, p.left_on, p.version, EXISTS (SELECT 1 FROM role_grant g
                WHERE g.person_id = p.id AND g.role = 'administrator') AS is_administrator
        FROM person p WHERE p.phone IN (SELECT value FROM json_each(?1))";
    /// Creates people, all or none.
    INSERT_PEOPLE = "INSERT INTO person (id, number, name, phone, department_id, position_id, hired_on, work_began_on,
            status, left_on, created_at, name_key, sounds)
        SELECT e.value ->> '$.id', e.value ->> '$.fields.number', e.value ->> '$.fields.name',
            e.value ->> '$.fields.phone', e.value ->> '$.fields.department_id', e.value ->> '$.fields.position_id',
            e.value ->> '$.fields.hired_on', e.value ->> '$.fields.work_began_on', e.value ->> '$.fields.status',
            e.value ->> '$.fields.left_on', ?2, e.value ->> '$.key.name', e.value ->> '$.key.sounds'
        FROM json_each(?1) e WHERE true";
    /// Changes people to ?1, each if the version that was seen stands and they are within ?2. Nobody leaves by it, and
    /// what opens an administrator's account stays unless an administrator (?3 is 1) changes it.
    UPDATE_PEOPLE = "UPDATE person SET name = u.fields ->> '$.name', phone = u.fields ->> '$.phone',
            department_id = u.fields ->> '$.department_id', position_id = u.fields ->> '$.position_id',
            hired_on = u.fields ->> '$.hired_on', work_began_on = u.fields ->> '$.work_began_on',
            status = 'active', left_on = NULL, name_key = u.fields ->> '$.key.name',
            sounds = u.fields ->> '$.key.sounds', version = person.version + 1
        FROM (SELECT e.value ->> '$.id' AS id, e.value ->> '$.version' AS version, e.value -> '$.fields' AS fields
            FROM json_each(?1) e) AS u
        WHERE person.id = u.id AND person.version = u.version
            AND person.department_id IN (SELECT value FROM json_each(?2))
            AND (?3 = 1 OR (person.phone IS u.fields ->> '$.phone' AND person.status = 'active')
                OR NOT EXISTS (SELECT 1 FROM role_grant g WHERE g.person_id = u.id AND g.role = 'administrator'))";
    /// Changes a person's master data to ?4 if version ?3 stands, and unless that would leave the shop without an
    /// administrator who can sign in. What opens an administrator's account stays unless an administrator (?5 is 1)
    /// changes it.
    UPDATE_PERSON = "UPDATE person SET number = ?4 ->> '$.number', name = ?4 ->> '$.name', phone = ?4 ->> '$.phone',
            department_id = ?4 ->> '$.department_id', position_id = ?4 ->> '$.position_id',
            hired_on = ?4 ->> '$.hired_on', work_began_on = ?4 ->> '$.work_began_on', status = ?4 ->> '$.status',
            left_on = ?4 ->> '$.left_on', name_key = ?4 ->> '$.key.name', sounds = ?4 ->> '$.key.sounds',
            version = version + 1
        WHERE id = ?1 AND version = ?3 AND department_id IN (SELECT value FROM json_each(?2))
            AND (?4 ->> '$.status' = 'active'
                OR NOT EXISTS (SELECT 1 FROM role_grant g WHERE g.person_id = ?1 AND g.role = 'administrator')
                OR EXISTS (SELECT 1 FROM role_grant g JOIN person o ON o.id = g.person_id
                    WHERE g.role = 'administrator' AND g.person_id <> ?1 AND o.status = 'active'))
            AND (?5 = 1
                OR (number = ?4 ->> '$.number' AND phone IS ?4 ->> '$.phone' AND status = ?4 ->> '$.status')
                OR NOT EXISTS (SELECT 1 FROM role_grant g WHERE g.person_id = ?1 AND g.role = 'administrator'))";
    /// Counts a change of a person's roles if version ?3 stands, and unless it takes the role (?4 is 0) from the last
    /// administrator who can sign in.
    COUNT_ROLE_CHANGE = "UPDATE person SET version = version + 1
        WHERE id = ?1 AND version = ?3 AND department_id IN (SELECT value FROM json_each(?2))
            AND (?4 = 1
                OR NOT EXISTS (SELECT 1 FROM role_grant g WHERE g.person_id = ?1 AND g.role = 'administrator')
                OR EXISTS (SELECT 1 FROM role_grant g JOIN person o ON o.id = g.person_id
                    WHERE g.role = 'administrator' AND g.person_id <> ?1 AND o.status = 'active'))";
    /// Takes all roles away.
    DELETE_GRANTS = "DELETE FROM role_grant WHERE person_id = ?1";
    /// Grants roles.
    INSERT_GRANTS = "INSERT INTO role_grant (person_id, role, department_id)
        SELECT ?1, e.value ->> '$.role', e.value ->> '$.department_id' FROM json_each(?2) e WHERE true";
    /// A person's protected status, for HR.
    FIND_PROTECTION = "SELECT p.number, p.name, r.kind, r.from_day, r.until_day, coalesce(r.version, 0) AS version
        FROM person p LEFT JOIN protection r ON r.person_id = p.id
        WHERE p.id = ?1 AND p.department_id IN (SELECT value FROM json_each(?2))";
    /// Sets it if version ?3 stands, 0 being that there was never one.
    SET_PROTECTION = "INSERT INTO protection (person_id, kind, from_day, until_day)
        SELECT p.id, ?4, ?5, ?6 FROM person p
        WHERE p.id = ?1 AND p.department_id IN (SELECT value FROM json_each(?2))
            AND (?3 = 0 OR EXISTS (SELECT 1 FROM protection r WHERE r.person_id = p.id))
        ON CONFLICT (person_id) DO UPDATE SET kind = excluded.kind, from_day = excluded.from_day,
            until_day = excluded.until_day, version = version + 1 WHERE version = ?3";
}

/// A person as they are written: with what they are found by.
#[derive(Serialize)]
struct NewRow<'a> {
    id: PersonId,
    fields: &'a PersonFields,
    key: Key,
}

/// A person's master data as it is written.
#[derive(Serialize)]
struct ChangedRow<'a> {
    #[serde(flatten)]
    fields: &'a PersonFields,
    key: Key,
}

/// The statement that creates people, all or none.
pub fn insert<'a>(people: impl IntoIterator<Item = (PersonId, &'a PersonFields)>, now: Instant) -> Query {
    let row = |(id, fields): (PersonId, &'a PersonFields)| NewRow { id, fields, key: Key::of(&fields.name) };
    let rows: Vec<_> = people.into_iter().map(row).collect();
    INSERT_PEOPLE.with(args![Arg::json(&rows), now])
}

/// The statement that changes a person's master data, guarded as [`UPDATE_PERSON`] is.
pub fn update(id: PersonId, scope: Arg, version: u32, fields: &PersonFields, administers: bool) -> Query {
    let row = ChangedRow { fields, key: Key::of(&fields.name) };
    UPDATE_PERSON.with(vec![Arg::from(id), scope, Arg::from(version), Arg::json(&row), Arg::from(administers)])
}

/// The statement that changes several people, guarded as [`UPDATE_PEOPLE`] is.
pub fn update_all(updates: &[ImportUpdate], scope: Arg, administers: bool) -> Query {
    #[derive(Serialize)]
    struct Row<'a> {
        id: PersonId,
        version: u32,
        fields: ChangedRow<'a>,
    }
    let rows = updates.iter().map(|ImportUpdate { id, version, fields }| {
        let fields = ChangedRow { fields, key: Key::of(&fields.name) };
        Row { id: *id, version: *version, fields }
    });
    let rows: Vec<Row<'_>> = rows.collect();
    UPDATE_PEOPLE.with(vec![Arg::json(&rows), scope, Arg::from(administers)])
}

/// A person's row.
#[derive(Clone, Debug, Deserialize)]
pub struct PersonRecord {
    pub id: PersonId,
    number: StaffNumber,
    name: Name,
    phone: Option<Phone>,
    department_id: DepartmentId,
    position_id: Option<PositionId>,
    hired_on: Day,
    work_began_on: Option<Day>,
    status: Status,
    left_on: Option<Day>,
    version: u32,
    #[serde(default)]
    last_seen_at: Option<Instant>,
    #[serde(default, deserialize_with = "flag")]
    is_administrator: bool,
}

impl PersonRecord {
    /// The master data.
    pub fn into_fields(self) -> PersonFields {
        PersonFields {
            number: self.number,
            name: self.name,
            phone: self.phone,
            department_id: self.department_id,
            position_id: self.position_id,
            hired_on: self.hired_on,
            work_began_on: self.work_began_on,
            status: self.status,
            left_on: self.left_on,
        }
    }

    /// The person as an import sees them.
    pub fn into_known(self) -> KnownPerson {
        let (id, version, is_administrator) = (self.id, self.version, self.is_administrator);
        KnownPerson { standing: Standing { id, version, fields: self.into_fields() }, is_administrator }
    }

    /// The person with their roles.
    pub fn into_person(self, grants: Vec<RoleGrant>) -> Person {
        let (id, last_seen_at, version) = (self.id, self.last_seen_at, self.version);
        Person { id, fields: self.into_fields(), grants, last_seen_at, version }
    }

    /// The row of the list.
    pub fn into_row(self) -> PersonRow {
        PersonRow {
            id: self.id,
            number: self.number,
            name: self.name,
            phone: self.phone,
            department_id: self.department_id,
            position_id: self.position_id,
            hired_on: self.hired_on,
            status: self.status,
        }
    }
}

/// A person's protected status.
#[derive(Deserialize)]
pub struct ProtectionRecord {
    pub number: StaffNumber,
    pub name: Name,
    kind: Option<ProtectionKind>,
    from_day: Option<Day>,
    until_day: Option<Day>,
    version: u32,
}

impl ProtectionRecord {
    /// The status as the contract has it.
    pub fn state(&self) -> ProtectionState {
        let protection = match (self.kind, self.from_day, self.until_day) {
            (Some(kind), Some(from), Some(until)) => Some(Protection { kind, from, until }),
            _ => None,
        };
        ProtectionState { protection, version: self.version }
    }
}
