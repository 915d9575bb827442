//! SQL of people, their roles and their protected status. Where `?2` names a scope it is the list of departments that
//! the caller reaches; nobody outside of it is read.

use super::history;
use crate::kernel::{
    d1::{Arg, Query, args, flag, statements},
    error::Error,
};
use dianwu_domain::{
    Day, DepartmentId, Instant, PersonId, PositionId, RoleGrant,
    people::{
        api::{Person, PersonFields, PersonRow, Protection, ProtectionKind, ProtectionState, Status},
        employment::Employment,
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
            (SELECT json_group_array(json_array(m.from_day, m.until_day, m.reason, m.note, m.probation_until,
                m.contract_from, m.contract_until)) FROM employment m WHERE m.person_id = p.id) AS periods,
            (SELECT json_group_array(json_array(h.from_day, h.department_id, h.position_id, h.kind))
                FROM post h WHERE h.person_id = p.id) AS posts,
            coalesce((SELECT max(s.seen_at) FROM session s WHERE s.person_id = p.id),
                (SELECT c.signed_in_at FROM credential c WHERE c.person_id = p.id)) AS last_seen_at
        FROM person p WHERE p.id = ?1 AND p.department_id IN (SELECT value FROM json_each(?2))";
    /// A person's roles.
    FIND_PERSON_GRANTS = "SELECT g.role, g.department_id FROM person p JOIN role_grant g ON g.person_id = p.id
        WHERE p.id = ?1 AND p.department_id IN (SELECT value FROM json_each(?2)) ORDER BY g.role, g.department_id";
    /// Several people by their ids.
    FIND_PEOPLE = "SELECT p.id, p.number, p.name, p.phone, p.department_id, p.position_id, p.hired_on, p.work_began_on,
            p.status, p.left_on, p.version,
            (SELECT json_group_array(json_array(m.from_day, m.until_day, m.reason, m.note, m.probation_until,
                m.contract_from, m.contract_until)) FROM employment m WHERE m.person_id = p.id) AS periods,
            (SELECT json_group_array(json_array(h.from_day, h.department_id, h.position_id, h.kind))
                FROM post h WHERE h.person_id = p.id) AS posts,
            EXISTS (SELECT 1 FROM role_grant g
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
    /// Changes people to ?1, as of today, each if the version that was seen stands and they are within ?2. Nobody leaves by
    /// it, and what opens an administrator's account stays unless an administrator (?3 is 1) changes it.
    UPDATE_PEOPLE = "UPDATE person SET name = u.fields ->> '$.name', phone = u.fields ->> '$.phone',
            department_id = u.fields ->> '$.department_id', position_id = u.fields ->> '$.position_id',
            hired_on = u.fields ->> '$.hired_on', work_began_on = u.fields ->> '$.work_began_on',
            status = u.fields ->> '$.status', left_on = u.fields ->> '$.left_on',
            works_until = u.fields ->> '$.works_until', name_key = u.fields ->> '$.key.name', sounds = u.fields ->> '$.key.sounds', version = person.version + 1
        FROM (SELECT e.value ->> '$.id' AS id, e.value ->> '$.version' AS version, e.value -> '$.fields' AS fields
            FROM json_each(?1) e) AS u
        WHERE person.id = u.id AND person.version = u.version
            AND person.department_id IN (SELECT value FROM json_each(?2))
            AND (?3 = 1 OR (person.phone IS u.fields ->> '$.phone' AND person.status = 'active')
                OR NOT EXISTS (SELECT 1 FROM role_grant g WHERE g.person_id = u.id AND g.role = 'administrator'))";
    /// Changes a person's master data, as of today, to ?4 if version ?3 stands, and unless that would leave the shop
    /// without an administrator who can sign in, now or when a planned last day has passed. What opens an administrator's account stays unless an administrator (?5 is 1)
    /// changes it.
    UPDATE_PERSON = "UPDATE person SET number = ?4 ->> '$.number', name = ?4 ->> '$.name', phone = ?4 ->> '$.phone',
            department_id = ?4 ->> '$.department_id', position_id = ?4 ->> '$.position_id',
            hired_on = ?4 ->> '$.hired_on', work_began_on = ?4 ->> '$.work_began_on', status = ?4 ->> '$.status',
            left_on = ?4 ->> '$.left_on', works_until = ?4 ->> '$.works_until', name_key = ?4 ->> '$.key.name', sounds = ?4 ->> '$.key.sounds',
            version = version + 1
        WHERE id = ?1 AND version = ?3 AND department_id IN (SELECT value FROM json_each(?2))
            AND ((?4 ->> '$.status' = 'active' AND ?4 ->> '$.works_until' IS NULL)
                OR NOT EXISTS (SELECT 1 FROM role_grant g WHERE g.person_id = ?1 AND g.role = 'administrator')
                OR EXISTS (SELECT 1 FROM role_grant g JOIN person o ON o.id = g.person_id
                    WHERE g.role = 'administrator' AND g.person_id <> ?1 AND o.status = 'active'
                        AND o.works_until IS NULL))
            AND (?5 = 1
                OR (number = ?4 ->> '$.number' AND phone IS ?4 ->> '$.phone' AND status = ?4 ->> '$.status')
                OR NOT EXISTS (SELECT 1 FROM role_grant g WHERE g.person_id = ?1 AND g.role = 'administrator'))";
    /// Counts a change of a person's roles if version ?3 stands and they have not left, and unless it takes the role (?4 is 0) from the last
    /// administrator who can sign in.
    COUNT_ROLE_CHANGE = "UPDATE person SET version = version + 1
        WHERE id = ?1 AND version = ?3 AND department_id IN (SELECT value FROM json_each(?2)) AND status = 'active'
            AND (?4 = 1
                OR NOT EXISTS (SELECT 1 FROM role_grant g WHERE g.person_id = ?1 AND g.role = 'administrator')
                OR EXISTS (SELECT 1 FROM role_grant g JOIN person o ON o.id = g.person_id
                    WHERE g.role = 'administrator' AND g.person_id <> ?1 AND o.status = 'active'
                        AND o.works_until IS NULL))";
    /// Gives those whose post has begun since ?1 by the business day at ?2, and lasts, what it says, where they are not
    /// that as of today.
    TURN_POSTS = "UPDATE person SET department_id = s.department_id, position_id = s.position_id,
            hired_on = (SELECT max(m.from_day) FROM employment m
                WHERE m.person_id = person.id AND m.from_day <= s.from_day), status = 'active', left_on = NULL
        FROM post s CROSS JOIN shop h ON h.id = 1
        WHERE person.id IN (SELECT e.person_id FROM post e WHERE e.from_day >= ?1) AND s.person_id = person.id
            AND s.from_day >= ?1 AND date(?2 / 1000 + (h.zone_minutes - h.cut_off) * 60, 'unixepoch')
                BETWEEN s.from_day AND s.until_day
            AND (person.department_id <> s.department_id OR person.position_id IS NOT s.position_id
                OR person.status <> 'active' OR person.hired_on <> (SELECT max(m.from_day) FROM employment m
                    WHERE m.person_id = person.id AND m.from_day <= s.from_day))";
    /// The first ?4 people after ?3 whose last day, since ?1, has passed with its business day at ?2, and who are still
    /// what they were.
    LIST_LEAVERS = "SELECT p.id, p.number, p.name, m.until_day
        FROM employment m CROSS JOIN person p ON p.id = m.person_id CROSS JOIN shop h ON h.id = 1
        WHERE m.until_day >= ?1
            AND m.until_day < date(?2 / 1000 + (h.zone_minutes - h.cut_off) * 60, 'unixepoch')
            AND p.id > ?3 AND p.status = 'active' AND p.hired_on = m.from_day
        ORDER BY p.id LIMIT ?4";
    /// Somebody whose last day was ?2 has left.
    LEAVE = "UPDATE person SET status = 'left', left_on = ?2
        WHERE id = ?1 AND status = 'active' AND EXISTS (SELECT 1 FROM employment m
            WHERE m.person_id = person.id AND m.from_day = person.hired_on AND m.until_day = ?2)";
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
    works_until: Option<Day>,
    key: Key,
}

impl<'a> ChangedRow<'a> {
    fn new(fields: &'a PersonFields, employment: &Employment) -> Self {
        Self { fields, works_until: employment.ends_on(), key: Key::of(&fields.name) }
    }
}

/// The statement that creates people, all or none.
pub fn insert<'a>(people: impl IntoIterator<Item = (PersonId, &'a PersonFields)>, now: Instant) -> Query {
    let row = |(id, fields): (PersonId, &'a PersonFields)| NewRow { id, fields, key: Key::of(&fields.name) };
    let rows: Vec<_> = people.into_iter().map(row).collect();
    INSERT_PEOPLE.with(args![Arg::json(&rows), now])
}

/// The statement that changes a person's master data as of today, guarded as [`UPDATE_PERSON`] is.
pub fn update(
    (id, version): (PersonId, u32),
    scope: Arg,
    (fields, employment): (&PersonFields, &Employment),
    administers: bool,
) -> Query {
    let row = ChangedRow::new(fields, employment);
    UPDATE_PERSON.with(vec![Arg::from(id), scope, Arg::from(version), Arg::json(&row), Arg::from(administers)])
}

/// The statement that changes several people, each with their employment, guarded as [`UPDATE_PEOPLE`] is.
pub fn update_all(updates: &[(ImportUpdate, Employment)], scope: Arg, administers: bool) -> Query {
    #[derive(Serialize)]
    struct Row<'a> {
        id: PersonId,
        version: u32,
        fields: ChangedRow<'a>,
    }
    let rows = updates.iter().map(|(ImportUpdate { id, version, fields }, employment)| {
        let fields = ChangedRow::new(fields, employment);
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
    #[serde(default)]
    periods: String,
    #[serde(default)]
    posts: String,
}

impl PersonRecord {
    /// When they work here, where and as what, where the statement reads it.
    ///
    /// # Errors
    /// When the rows are not what the statement promised: a fault of ours.
    pub fn employment(&self) -> Result<Employment, Error> {
        history::read(&self.periods, &self.posts)
            .ok_or_else(|| Error::internal(format!("the employment of {}", self.number)))
    }

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
    ///
    /// # Errors
    /// As [`PersonRecord::employment`].
    pub fn into_person(self, grants: Vec<RoleGrant>) -> Result<Person, Error> {
        let (id, last_seen_at, version, employment) = (self.id, self.last_seen_at, self.version, self.employment()?);
        Ok(Person { id, fields: self.into_fields(), employment, grants, last_seen_at, version })
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
