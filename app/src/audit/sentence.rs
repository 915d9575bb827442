//! One sentence for a line of the log: who did what to whom or what.

use super::change::{Change, Difference, cell, read, some};
use crate::text;
use dianwu_domain::{
    Day, Month,
    audit::api::{Action, AuditRow},
};
use serde_json::Value;

/// Most people that a sentence names.
const NAMED: usize = 3;

/// The sentence.
pub fn sentence(row: &AuditRow) -> String {
    let change = Change::of(row);
    Told { who: &who(row), change: &change }.sentence()
}

/// Who did it.
pub fn who(row: &AuditRow) -> String {
    row.actor_name.as_ref().map_or_else(|| text::audit::audit_system().to_owned(), ToString::to_string)
}

struct Told<'a> {
    who: &'a str,
    change: &'a Change<'a>,
}

impl Told<'_> {
    fn sentence(&self) -> String {
        let (who, row) = (self.who, self.change.row);
        let subject = row.subject.as_str();
        let Some(action) = row.action() else { return text::audit::log_done(who, &row.action, subject) };
        match action {
            Action::SHOP_SET_UP => text::audit::log_shop_set_up(who, subject),
            Action::SHOP_SAVE => self.fields(text::audit::the_shop()),
            Action::SESSION_SIGN_IN => text::audit::log_sign_in(who),
            Action::SESSION_REVOKE => match self.is_about_others() {
                true => text::audit::log_signed_out(who, &self.whom()),
                false => text::audit::log_sign_out(who),
            },
            Action::PASSWORD_CHANGE => text::audit::log_password_change(who),
            Action::PASSWORD_RESET => text::audit::log_password_reset(who, &self.whom()),
            Action::CODES_ISSUE => text::audit::log_codes(who, &self.whom()),
            Action::SESSIONS_END => match self.is_about_others() {
                true => text::audit::log_signed_out_all(who, &self.whom()),
                false => text::audit::log_sign_out_all(who),
            },
            Action::FEED_CREATE => text::audit::log_feed_create(who),
            Action::FEED_REVOKE => text::audit::log_feed_revoke(who),
            Action::PERSON_CREATE => text::audit::log_person_create(who, &self.whom()),
            Action::PERSON_UPDATE | Action::EMPLOYMENT_CHANGE => self.person(),
            Action::PERSON_LEFT => {
                let day = self.after("left_on").and_then(|day| day.parse().ok());
                text::audit::log_person_left(self.who, &self.whom(), &day.map_or_else(String::new, |day| self.day(day)))
            }
            Action::ROLES_SET => match &self.change.after {
                Value::Array(grants) if !grants.is_empty() => {
                    text::audit::log_roles(who, &self.whom(), &self.change.roles(grants))
                }
                _ => text::audit::log_roles_none(who, &self.whom()),
            },
            Action::PROTECTION_SET => text::audit::log_protection(who, &self.whom()),
            Action::PEOPLE_IMPORT => self.import(),
            Action::PEOPLE_EXPORT => text::audit::log_people_export(count(subject), who),
            Action::AUDIT_EXPORT => text::audit::log_audit_export(count(subject), who),
            Action::DEPARTMENT_SAVE => self.saved(text::audit::the_department),
            Action::DEPARTMENT_DELETE => text::audit::log_deleted(who, &text::audit::the_department(subject)),
            Action::POSITION_SAVE => self.saved(text::audit::the_position),
            Action::POSITION_DELETE => text::audit::log_deleted(who, &text::audit::the_position(subject)),
            Action::SHIFT_KIND_SAVE => self.shift_kind(),
            Action::SHIFT_HOURS_DELETE => {
                let from = read(self.change.before.get("from").unwrap_or(&Value::Null)).map(text::day_with_year);
                let shift = text::audit::the_shift_kind(subject);
                text::audit::log_hours_gone(who, &shift, &from.unwrap_or_default())
            }
            Action::CYCLE_SAVE => self.saved(text::audit::the_cycle),
            Action::CYCLE_DELETE => text::audit::log_deleted(who, &text::audit::the_cycle(subject)),
            Action::ROSTER_EDIT => self.edit(),
            Action::ROSTER_PUBLISH => self.signed(text::audit::log_publish(who, &self.roster())),
            Action::ROSTER_REFUSE => text::audit::log_refuse(who, &self.roster()),
            Action::ROSTER_EXPORT => text::audit::log_roster_export(who, &self.roster()),
            Action::HOLIDAYS_SAVE => {
                let days = self.change.differences().into_iter().map(|day| day.field).collect();
                text::audit::log_holidays(who, subject, &some(days))
            }
            Action::RULES_SAVE if self.change.before.is_null() => text::audit::log_rules_made(who, &self.department()),
            Action::RULES_SAVE => {
                let rules = self.change.differences().into_iter().map(|rule| rule.field).collect();
                text::audit::log_rules(who, &self.department(), &some(rules))
            }
            Action::RULES_DELETE => text::audit::log_rules_gone(who, &self.department()),
            Action::DEMAND_SAVE | Action::DEMAND_DELETE => self.demand(),
            Action::OPEN_SHIFT_OFFER => text::audit::log_offer(who, &self.open_shift()),
            Action::OPEN_SHIFT_WITHDRAW => text::audit::log_withdraw(who, &self.open_shift()),
            Action::OPEN_SHIFT_TAKE_BACK => text::audit::log_take_back(who, &self.open_shift()),
            Action::OPEN_SHIFT_CLAIM => match self.after("state") {
                Some("claimed") => text::audit::log_asked(who, &self.open_shift()),
                _ => text::audit::log_took(who, &self.open_shift()),
            },
            Action::OPEN_SHIFT_DECIDE => match self.after("state") {
                Some("open") => text::audit::log_declined(who, &self.whom(), &self.open_shift()),
                _ => text::audit::log_approved(who, &self.whom(), &self.open_shift()),
            },
            Action::DUTY_PLAN => {
                let (department, month) = self.named_month();
                text::audit::log_duty_plan(who, &department, &month)
            }
            Action::DUTY_SET => self.duty(),
            Action::DUTY_SWAP => self.swap(),
            _ => text::audit::log_done(who, text::audit::action_name(action), subject),
        }
    }

    /// Whom it concerns: by name as far as they are few; else what the line says.
    fn whom(&self) -> String {
        let row = self.change.row;
        if let [person] = &row.people[..]
            && row.people_count == 1
            && Some(person.id) == row.actor_id
        {
            return text::audit::oneself().to_owned();
        }
        let names: Vec<String> = row.people.iter().take(NAMED).map(|person| person.name.to_string()).collect();
        match usize::try_from(row.people_count).unwrap_or(names.len()) {
            // Older lines of codes hold a number of people, all others that name nobody the number and the name of one.
            0 if row.action() == Some(Action::CODES_ISSUE) => text::audit::people_counted(count(&row.subject)),
            0 => row.subject.split_once(' ').map_or(row.subject.as_str(), |(_, name)| name).to_owned(),
            all if all <= NAMED => names.join(text::cleaning::list_mark()),
            all => text::audit::people_of_some(&names.join(text::cleaning::list_mark()), all),
        }
    }

    /// Somebody of the line by their number; whoever did it is told as themself.
    fn named(&self, number: &str) -> String {
        let row = self.change.row;
        let is_actor = row.people.iter().any(|p| p.number.as_str() == number && Some(p.id) == row.actor_id);
        if is_actor { text::audit::oneself().to_owned() } else { self.change.name_of(number) }
    }

    fn is_about_others(&self) -> bool {
        let row = self.change.row;
        row.people.iter().any(|person| Some(person.id) != row.actor_id)
    }

    fn after(&self, key: &str) -> Option<&str> {
        self.change.after.get(key).and_then(Value::as_str)
    }

    /// A day without its year where it is of the year in which it was done.
    fn day(&self, day: Day) -> String {
        let done = self.change.row.at.0.div_euclid(1000 * 3600 * 24);
        let is_same_year = Day::from_epoch_days(done).month().year() == day.month().year();
        if is_same_year { text::day_name(day) } else { text::day_with_year(day) }
    }

    /// What was done to a thing, by the fields that differ.
    fn fields(&self, what: &str) -> String {
        let mut differences = self.change.differences();
        let Some(Difference { field, before, after }) = differences.pop() else {
            return text::audit::log_saved(self.who, what);
        };
        if !differences.is_empty() {
            let mut fields: Vec<String> = differences.into_iter().map(|other| other.field).collect();
            fields.push(field);
            return text::audit::log_fields(
                self.who,
                what,
                &some(fields.iter().map(|f| text::audit::within_sentence(f)).collect()),
            );
        }
        let field = text::audit::within_sentence(&field);
        match (before.is_empty(), after.is_empty()) {
            (true, _) => text::audit::log_field_given(self.who, what, &field, &after),
            (_, true) => text::audit::log_field_cleared(self.who, what, &field, &before),
            _ => text::audit::log_one_field(self.who, what, &field, &before, &after),
        }
    }

    /// A thing that was created or changed.
    fn saved(&self, named: fn(&str) -> String) -> String {
        match &self.change.before {
            Value::Null => text::audit::log_created(self.who, &named(&self.change.row.subject)),
            // It is told by the name that its readers knew.
            before => {
                let known = before.get("name").and_then(Value::as_str).unwrap_or(&self.change.row.subject);
                self.fields(&named(known))
            }
        }
    }

    fn shift_kind(&self) -> String {
        let is_archived = |state: &Value| state.get("is_archived").and_then(Value::as_bool).unwrap_or_default();
        let name = self.after("name").unwrap_or(&self.change.row.subject);
        match (is_archived(&self.change.before), is_archived(&self.change.after)) {
            (false, true) => text::audit::log_retired(self.who, &text::audit::the_shift_kind(name)),
            (true, false) => text::audit::log_revived(self.who, &text::audit::the_shift_kind(name)),
            _ if self.change.before.is_null() => text::audit::log_created(self.who, &text::audit::the_shift_kind(name)),
            // From which day is what matters of new hours; the rest stands among the details.
            _ if self.after("from").is_some() => {
                let from = read(self.change.after.get("from").unwrap_or(&Value::Null)).map(text::day_with_year);
                let hours = read(self.change.after.get("hours").unwrap_or(&Value::Null));
                let hours = hours.map(|hours| text::today::hours_span(&hours)).unwrap_or_default();
                let shift = text::audit::the_shift_kind(name);
                text::audit::log_hours_from(self.who, &shift, &from.unwrap_or_default(), &hours)
            }
            _ => self.saved(text::audit::the_shift_kind),
        }
    }

    /// New people, people who were there already, or both.
    fn import(&self) -> String {
        let all = count(&self.change.row.subject);
        let changed = self.change.after.get("updated").and_then(Value::as_object);
        let is_return = |fields: &Value| fields.get("status").and_then(Value::as_str) == Some("active");
        let returned = changed.map_or(0, |changed| changed.values().filter(|fields| is_return(fields)).count());
        let changed = changed.map_or(0, serde_json::Map::len);
        let import = text::people::Imported { new: all.saturating_sub(changed), updated: changed - returned, returned };
        text::people::log_import(self.who, import)
    }

    fn person(&self) -> String {
        let status = |state: &Value| state.get("status").and_then(Value::as_str).map(str::to_owned);
        let (before, after) = (status(&self.change.before), status(&self.change.after));
        match (before.as_deref(), after.as_deref()) {
            (Some("active"), Some("left")) => {
                let day = self.after("left_on").and_then(|day| day.parse().ok());
                let day = day.map_or_else(String::new, |day| self.day(day));
                text::audit::log_person_leave(self.who, &self.whom(), &day)
            }
            (Some("left"), Some("active")) => text::audit::log_person_return(self.who, &self.whom()),
            _ => self.fields(&self.whom()),
        }
    }

    /// The department to whose rosters it was done, by its name today or then.
    fn department(&self) -> String {
        let row = self.change.row;
        let then = || {
            let words: Vec<&str> = row.subject.split(' ').collect();
            let is_when = |word: &&&str| word.parse::<Day>().is_err() && word.parse::<Month>().is_err();
            words.iter().take_while(is_when).copied().collect::<Vec<_>>().join(" ")
        };
        row.department.as_ref().map_or_else(then, ToString::to_string)
    }

    /// The department and the month of a roster.
    fn named_month(&self) -> (String, String) {
        let month = self.change.row.subject.rsplit(' ').next().and_then(|word| word.parse::<Month>().ok());
        (self.department(), month.map_or_else(String::new, text::month_name))
    }

    fn roster(&self) -> String {
        let (department, month) = self.named_month();
        text::audit::the_roster(&department, &month)
    }

    /// A sentence with the reason by which it was signed off, if it was.
    fn signed(&self, sentence: String) -> String {
        match self.after("sign_off") {
            Some(reason) => text::audit::log_signed(&sentence, reason),
            None => sentence,
        }
    }

    fn edit(&self) -> String {
        let (before, after) = (self.change.before.as_object(), self.change.after.as_object());
        let mut cells: Vec<&String> = before.into_iter().chain(after).flat_map(|map| map.keys()).collect();
        cells.retain(|key| cell(key).is_some());
        cells.sort();
        cells.dedup();
        let told = match cells[..] {
            [key] => cell(key).map(|(number, day)| {
                let code = |state: &Value| state.get(key).and_then(Value::as_str).map(str::to_owned);
                let (whom, day) = (self.named(number), self.day(day));
                match (code(&self.change.before), code(&self.change.after)) {
                    (Some(from), Some(to)) => text::audit::log_cell(self.who, &whom, &day, &from, &to),
                    (Some(from), None) => text::audit::log_cell_cleared(self.who, &whom, &day, &from),
                    (None, to) => text::audit::log_cell_set(self.who, &whom, &day, &to.unwrap_or_default()),
                }
            }),
            _ => None,
        };
        let counted = || {
            let kept = self.change.after.get("cells").and_then(Value::as_u64).and_then(|n| usize::try_from(n).ok());
            text::audit::log_cells(kept.unwrap_or(cells.len()), self.who, &self.whom(), &self.roster())
        };
        self.signed(told.unwrap_or_else(counted))
    }

    fn demand(&self) -> String {
        let (who, change, department) = (self.who, self.change, self.department());
        let told = |state: &Value| change.demand(state).unwrap_or_default();
        match (&change.before, &change.after) {
            (before, Value::Null) => text::audit::log_demand_gone(who, &department, &told(before)),
            (Value::Null, after) => text::audit::log_demand_made(who, &department, &told(after)),
            (_, after) => text::audit::log_demand(who, &department, &told(after)),
        }
    }

    /// The day that a subject names.
    fn subject_day(&self) -> String {
        let found = self.change.row.subject.split(' ').find_map(|word| word.parse().ok());
        found.map_or_else(String::new, |day| self.day(day))
    }

    fn open_shift(&self) -> String {
        let code = self.change.row.subject.rsplit(' ').next().unwrap_or_default();
        text::audit::the_open_shift(&self.department(), &self.subject_day(), code)
    }

    fn duty(&self) -> String {
        let (department, day) = (self.department(), self.subject_day());
        match self.after("duty") {
            Some(number) => text::audit::log_duty_set(self.who, &self.named(number), &department, &day),
            None => text::audit::log_duty_unset(self.who, &department, &day),
        }
    }

    fn swap(&self) -> String {
        let row = self.change.row;
        let days = row.subject.split(' ').filter_map(|word| word.parse().ok()).map(|day| self.day(day));
        let days = days.collect::<Vec<_>>().join(" ⇄ ");
        let from = self.after("from").unwrap_or_default();
        let to = self.after("to").unwrap_or_default();
        match self.after("state") {
            Some("accepted") => text::audit::log_swap_accepted(self.who, from, &days),
            Some("declined") => text::audit::log_swap_declined(self.who, from, &days),
            Some("withdrawn") => text::audit::log_swap_withdrawn(self.who, &days),
            _ => text::audit::log_swap_offered(self.who, to, &days),
        }
    }
}

fn count(subject: &str) -> usize {
    subject.parse().unwrap_or_default()
}
