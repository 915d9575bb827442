//! What a line of the log changed, field by field, in the words of people: what the log keeps as JSON is read here and
//! nowhere else.

use crate::text;
use dianwu_domain::{
    Day, DayMinute, Role, RoleGrant, Zone,
    audit::api::{Action, AuditRow},
    calendar::Holiday,
    people::api::Status,
    roster::coverage::{Dates, DemandFields},
    shifts::{
        kind::{Hours, Hue},
        slot::Slot,
    },
    worktime::{Finding, Rule, Unit},
};
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Most things of a list that are named one by one.
const NAMED: usize = 6;

/// One field of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What it is called.
    pub field: String,
    /// What stood there; empty for nothing.
    pub before: String,
    /// What stands there now; empty for nothing.
    pub after: String,
}

/// A line with its states read.
pub struct Change<'a> {
    /// The line.
    pub row: &'a AuditRow,
    /// What stood there before; null for nothing.
    pub before: Value,
    /// What stands there after; null for nothing.
    pub after: Value,
}

/// A field of a state: its key, what it is called, and its value in words.
struct Field {
    key: String,
    label: String,
    value: String,
}

/// A value of a type of the contract, if it is one.
pub fn read<T: DeserializeOwned>(value: &Value) -> Option<T> {
    serde_json::from_value(value.clone()).ok()
}

impl<'a> Change<'a> {
    /// Reads a line.
    pub fn of(row: &'a AuditRow) -> Self {
        let state = |json: &str| serde_json::from_str(json).unwrap_or(Value::Null);
        Self { row, before: state(&row.before), after: state(&row.after) }
    }

    /// The fields whose values differ, in the order in which people see them.
    pub fn differences(&self) -> Vec<Difference> {
        let (before, mut after) = (self.fields(&self.before), self.fields(&self.after));
        let mut found = Vec::new();
        for old in before {
            let new = after.iter().position(|new| new.key == old.key).map(|place| after.remove(place).value);
            found.push(Difference { field: old.label, before: old.value, after: new.unwrap_or_default() });
        }
        found.extend(after.into_iter().map(|new| Difference {
            field: new.label,
            before: String::new(),
            after: new.value,
        }));
        found.retain(|difference| difference.before != difference.after);
        found
    }

    fn fields(&self, state: &Value) -> Vec<Field> {
        match state {
            Value::Array(grants) if self.row.action() == Some(Action::ROLES_SET) => {
                let field = Field {
                    key: "roles".to_owned(),
                    label: text::people::roles().to_owned(),
                    value: self.roles(grants),
                };
                vec![field]
            }
            Value::Array(days) => days.iter().filter_map(|day| Some(holiday(&read(day)?))).collect(),
            Value::Object(map) => {
                let mut keys: Vec<&String> = map.keys().collect();
                keys.sort_by_key(|key| (place(key), (*key).clone()));
                keys.into_iter().flat_map(|key| self.field(key, &map[key])).collect()
            }
            _ => Vec::new(),
        }
    }

    fn field(&self, key: &str, value: &Value) -> Vec<Field> {
        let one = |label: &str, value: String| Field { key: key.to_owned(), label: label.to_owned(), value };
        let sub = |part: &str, label: &str, value: String| Field {
            key: format!("{key}.{part}"),
            label: label.to_owned(),
            value,
        };
        if let Some((number, day)) = cell(key) {
            let whose = text::audit::whose_day(&self.name_of(number), &text::day_with_year(day));
            return vec![one(&whose, plain(value))];
        }
        if let Ok(day) = key.parse::<Day>() {
            return vec![one(&text::day_with_year(day), self.name_of(&plain(value)))];
        }
        match (key, value) {
            ("id" | "version", _) => Vec::new(),
            ("rules", Value::Array(rules)) => {
                let rules = rules.iter().filter_map(read::<Rule>);
                rules
                    .map(|rule| {
                        sub(&format!("{:?}", rule.kind), text::worktime::rule_name(rule.kind), rule_words(rule))
                    })
                    .collect()
            }
            ("hours", _) => match read::<Hours>(value) {
                Some(hours) => vec![
                    sub("time", text::audit::field_hours(), text::today::hours_span(&hours)),
                    sub("meal", text::settings::shift_meal(), text::duration(hours.meal_minutes)),
                    sub("paid", text::settings::shift_paid(), text::duration(hours.paid_minutes)),
                ],
                None => Vec::new(),
            },
            // People whom an import changed, each with the fields that it changed.
            ("updated", Value::Object(people)) => {
                let fields = people.iter().filter_map(|(number, fields)| Some((number, fields.as_object()?)));
                let told = fields.flat_map(|(number, fields)| {
                    fields.iter().map(move |(field, value)| {
                        let label = text::audit::whose_day(&self.name_of(number), self.label(field));
                        sub(&format!("{number}.{field}"), &label, self.value(field, value))
                    })
                });
                told.collect()
            }
            _ => vec![one(self.label(key), self.value(key, value))],
        }
    }

    fn label(&self, key: &'a str) -> &'a str {
        let of_person = text::people::person_field(key);
        let is_person =
            matches!(self.row.action(), Some(Action::PERSON_CREATE | Action::PERSON_UPDATE | Action::PEOPLE_IMPORT));
        let planned = key.strip_prefix("planned_").map(text::people::person_field);
        match key {
            "name" if is_person => of_person,
            "name" => text::audit::field_name(),
            "department_id" | "position_id" => of_person,
            "planned_from" => text::audit::field_planned_from(),
            "reason" => text::people::reason_why(),
            _ if planned.is_some() => planned.unwrap_or_default(),
            "parent_id" => text::settings::parent_label(),
            "sort" => text::audit::field_sort(),
            "zone" => text::settings::shop_zone(),
            "cut_off" => text::settings::shop_cut_off(),
            "service_from" => text::settings::shop_service_from(),
            "service_until" => text::settings::shop_service_until(),
            "code" => text::settings::shift_code(),
            "hue" => text::settings::shift_hue(),
            "is_night" => text::settings::shift_night(),
            "is_archived" => text::settings::shift_archived(),
            "kind_id" => text::roster::shift_kind(),
            "slot" => text::audit::field_slot(),
            "weekdays" => text::roster::demand_weekdays(),
            "dates" => text::audit::field_dates(),
            "heads" => text::roster::demand_heads(),
            "days" => text::audit::field_days(),
            "status" | "state" => text::audit::field_state(),
            "needs_approval" => text::open_shifts::approval_needed(),
            "sign_off" => text::audit::field_sign_off(),
            "findings" => text::audit::field_findings(),
            "errors" => text::audit::field_errors(),
            "cells" => text::audit::field_cells(),
            "filled" => text::audit::field_filled(),
            "people" => text::audit::field_people(),
            "from" if matches!(self.row.action(), Some(Action::SHIFT_KIND_SAVE | Action::SHIFT_HOURS_DELETE)) => {
                text::shifts::from_label()
            }
            "from" if self.row.action() == Some(Action::DUTY_SWAP) => text::audit::field_swap_from(),
            "to" => text::audit::field_swap_to(),
            "from" => text::audit::field_from(),
            "until" => text::audit::field_until(),
            "duty" => text::audit::field_duty(),
            "q" => text::audit::field_search(),
            "actor_id" => text::audit::field_actor(),
            "person_id" => text::audit::field_concerned(),
            "action" => text::audit::field_action(),
            "numbers" => text::audit::field_numbers(),
            "month" => text::audit::field_month(),
            _ if !of_person.is_empty() => of_person,
            _ => key,
        }
    }

    fn value(&self, key: &str, value: &Value) -> String {
        match (key, value) {
            (_, Value::Null) => String::new(),
            (_, Value::Bool(is_so)) => {
                (if *is_so { text::audit::value_yes() } else { text::audit::value_no() }).to_owned()
            }
            ("zone", _) => read::<Zone>(value).map_or_else(|| plain(value), text::settings::zone_name),
            ("weekdays", _) => read(value).map_or_else(|| plain(value), text::roster::weekdays_words),
            ("heads", _) => read(value).map_or_else(|| plain(value), text::worktime::heads_figure),
            ("hue", _) => {
                read::<Hue>(value).map_or_else(|| plain(value), |hue| text::settings::hue_name(hue)().to_owned())
            }
            ("slot", _) => read::<Slot>(value).map_or_else(String::new, |slot| span(slot.start, slot.end)),
            ("dates", _) => read::<Dates>(value).map_or_else(String::new, |dates| {
                text::audit::value_range(&text::day_with_year(dates.from), &text::day_with_year(dates.until))
            }),
            ("findings", Value::Array(findings)) => {
                some(findings.iter().filter_map(read).map(|finding| self.finding(&finding)).collect())
            }
            ("days", Value::Array(kinds)) => {
                let name = |kind: &Value| kind.as_str().map_or_else(|| "–".to_owned(), |id| self.thing(id));
                kinds.iter().map(name).collect::<Vec<_>>().join(text::cleaning::list_mark())
            }
            (_, Value::Array(items)) => some(items.iter().map(plain).collect()),
            ("status", _) if read::<Status>(value).is_some() => {
                read(value).map_or_else(String::new, |status| text::people::status_name(status).to_owned())
            }
            ("status" | "state", Value::String(code)) => state(code),
            ("action", _) => {
                read(value).map_or_else(|| plain(value), |action| text::audit::action_name(action).to_owned())
            }
            ("phone", Value::String(phone)) => {
                phone.parse().map_or_else(|_| phone.clone(), |phone| text::people::phone_number(&phone))
            }
            ("duty", Value::String(number)) => self.name_of(number),
            (key, Value::String(id)) if key.ends_with("_id") => self.thing(id),
            (_, Value::String(words)) => moment(words),
            _ => plain(value),
        }
    }

    /// 主管（客服组）、人事
    pub fn roles(&self, grants: &[Value]) -> String {
        let grants = grants.iter().filter_map(read::<RoleGrant>);
        let told = grants.map(|RoleGrant { role, department_id }| match (role, department_id) {
            (Role::Manager, Some(id)) => {
                text::audit::role_in(text::people::role_name(role), &self.thing(&id.to_string()))
            }
            _ => text::people::role_name(role).to_owned(),
        });
        let told: Vec<String> = told.collect();
        if told.is_empty() { text::audit::value_no_roles().to_owned() } else { told.join(text::cleaning::list_mark()) }
    }

    /// 早班，周一至周五，4 人
    pub fn demand(&self, state: &Value) -> Option<String> {
        let demand: DemandFields = read(state)?;
        let target = match (demand.kind_id, demand.slot) {
            (Some(kind), _) => self.thing(&kind.to_string()),
            (None, Some(slot)) => span(slot.start, slot.end),
            (None, None) => return None,
        };
        let days = text::roster::demand_days(&demand);
        Some(text::audit::demand_told(&target, &days, &text::worktime::heads_figure(demand.heads.into())))
    }

    /// What an id stands for.
    fn thing(&self, id: &str) -> String {
        self.row.names.get(id).cloned().unwrap_or_else(|| text::audit::value_gone().to_owned())
    }

    /// Somebody of the line by their staff number; the number itself where the line does not say whose it is.
    pub fn name_of(&self, number: &str) -> String {
        let found = self.row.people.iter().find(|person| person.number.as_str() == number);
        found.map_or_else(|| number.to_owned(), |person| person.name.to_string())
    }

    fn finding(&self, finding: &Finding) -> String {
        let days = text::roster::days_span(finding.from, finding.until);
        let whose = match finding.person_id {
            Some(id) => text::audit::whose_day(&self.thing(&id.to_string()), &days),
            None => days,
        };
        text::audit::finding_of(&whose, &text::worktime::finding_words(finding))
    }
}

/// The staff number and the day of a cell's key.
pub fn cell(key: &str) -> Option<(&str, Day)> {
    let (number, day) = key.rsplit_once(' ')?;
    Some((number, day.parse().ok()?))
}

fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(words) => words.clone(),
        other => other.to_string(),
    }
}

/// The first of a list, and how many there are.
pub fn some(mut words: Vec<String>) -> String {
    let count = words.len();
    if count <= NAMED {
        return words.join(text::cleaning::list_mark());
    }
    words.truncate(NAMED / 2);
    text::audit::list_of_some(&words.join(text::cleaning::list_mark()), count)
}

fn holiday(holiday: &Holiday) -> Field {
    Field {
        key: holiday.day.to_string(),
        label: text::day_with_year(holiday.day),
        value: text::roster::holiday_words(holiday),
    }
}

fn rule_words(rule: Rule) -> String {
    let limit = match rule.kind.unit() {
        Unit::Minutes => text::duration(u16::try_from(rule.limit).unwrap_or(u16::MAX)),
        Unit::Days => text::worktime::days_figure(rule.limit),
        Unit::Heads => text::worktime::heads_figure(rule.limit),
    };
    let told = text::audit::rule_told(text::worktime::severity_name(rule.severity), &limit);
    if rule.may_sign_off { text::audit::rule_told_signed(&told) } else { told }
}

fn span(start: DayMinute, end: DayMinute) -> String {
    format!("{}–{}", text::clock(start), text::clock(end))
}

/// A day or a time of the day as people write it; other words as they are.
fn moment(words: &str) -> String {
    match (words.parse::<Day>(), words.parse::<DayMinute>()) {
        (Ok(day), _) => text::day_with_year(day),
        (_, Ok(minute)) => text::clock(minute),
        _ => words.to_owned(),
    }
}

fn state(code: &str) -> String {
    match code {
        "empty" => text::audit::state_roster_empty(),
        "draft" => text::audit::state_draft(),
        "published" => text::audit::state_published(),
        "open" => text::audit::state_open(),
        "claimed" => text::audit::state_claimed(),
        "taken" => text::audit::state_taken(),
        "withdrawn" => text::audit::state_withdrawn(),
        "offered" => text::audit::state_offered(),
        "accepted" => text::audit::state_accepted(),
        "declined" => text::audit::state_declined(),
        other => other,
    }
    .to_owned()
}

/// The order in which people see fields; others come after them by their names.
fn place(key: &str) -> usize {
    const ORDER: &[&str] = &[
        "status",
        "state",
        "sign_off",
        "number",
        "name",
        "code",
        "phone",
        "department_id",
        "parent_id",
        "position_id",
        "hired_on",
        "work_began_on",
        "left_on",
        "planned_from",
        "planned_department_id",
        "planned_position_id",
        "reason",
        "zone",
        "cut_off",
        "service_from",
        "service_until",
        "hours",
        "is_night",
        "hue",
        "sort",
        "is_archived",
        "kind_id",
        "slot",
        "weekdays",
        "dates",
        "heads",
        "needs_approval",
        "from",
        "to",
        "until",
        "findings",
        "errors",
    ];
    ORDER.iter().position(|known| *known == key).unwrap_or(ORDER.len())
}
