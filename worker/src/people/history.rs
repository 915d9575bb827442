//! The rows of employment: periods and posts, as they are read and written.

use crate::kernel::d1::{Arg, Query, args, statements};
use dianwu_domain::{
    Day, DepartmentId, PersonId, PositionId,
    people::employment::{Contract, Employment, EmploymentKind, Leaving, LeavingReason, Period, Post, Stay},
    text::Note,
};
use serde::{Deserialize, Deserializer};
use serde_json::json;

/// How the tables have the last day of what has none.
pub const OPEN: &str = "9999-12-31";

statements! {
    /// Takes the periods of the people ?1 away, as `[{"id": …}]`.
    CLEAR_PERIODS = "DELETE FROM employment WHERE person_id IN (SELECT e.value ->> 'id' FROM json_each(?1) AS e)";
    /// Takes their posts away.
    CLEAR_POSTS = "DELETE FROM post WHERE person_id IN (SELECT e.value ->> 'id' FROM json_each(?1) AS e)";
    /// Writes their periods.
    INSERT_PERIODS = "INSERT INTO employment (person_id, from_day, until_day, reason, note, probation_until, contract_from,
            contract_until)
        SELECT e.value ->> 'id', d.value ->> 0, d.value ->> 1, d.value ->> 2, d.value ->> 3, d.value ->> 4, d.value ->> 5,
            d.value ->> 6
        FROM json_each(?1) AS e CROSS JOIN json_each(e.value, '$.periods') AS d";
    /// Writes their posts.
    INSERT_POSTS = "INSERT INTO post (person_id, from_day, until_day, department_id, position_id, kind)
        SELECT e.value ->> 'id', d.value ->> 0, d.value ->> 1, d.value ->> 2, d.value ->> 3, d.value ->> 4
        FROM json_each(?1) AS e CROSS JOIN json_each(e.value, '$.posts') AS d";
}

/// A period: first and last day, reason and words of leaving, last day of probation, first and last day of the contract.
#[derive(Deserialize)]
struct PeriodRecord(Day, String, Option<LeavingReason>, Option<Note>, Option<Day>, Option<Day>, Option<Day>);

/// A post: first day, department, position, kind.
#[derive(Deserialize)]
struct PostRecord(Day, DepartmentId, Option<PositionId>, EmploymentKind);

/// Days on end in a JSON list of a row: the first and the last.
#[derive(Deserialize)]
struct StayRecord(Day, String);

/// The stays in a list of a row, in order, those that follow each other as one.
pub fn stays(text: &str) -> Option<Vec<Stay>> {
    let rows: Vec<StayRecord> = serde_json::from_str(text).ok()?;
    let stay = |StayRecord(from, until)| Stay { from, until: until.parse().ok() };
    Some(joined(rows.into_iter().map(stay).collect()))
}

/// The last day of a stay: none of one without an end.
///
/// # Errors
/// When it is no text.
pub fn last_day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Day>, D::Error> {
    Ok(Option::<String>::deserialize(deserializer)?.and_then(|text| text.parse().ok()))
}

/// Stays in order, those that follow each other as one: another position in the same department is no end.
pub fn joined(mut stays: Vec<Stay>) -> Vec<Stay> {
    stays.sort_by_key(|stay| stay.from);
    stays.dedup_by(|next, before| {
        let follows = before.until.is_some_and(|until| until.plus(1) == next.from);
        if follows {
            before.until = next.until;
        }
        follows
    });
    stays
}

/// The history in two lists of rows, as JSON.
pub fn read(periods: &str, posts: &str) -> Option<Employment> {
    let mut periods: Vec<PeriodRecord> = serde_json::from_str(periods).ok()?;
    let posts: Vec<PostRecord> = serde_json::from_str(posts).ok()?;
    let mut posts: Vec<Post> = posts
        .into_iter()
        .map(|PostRecord(from, department_id, position_id, kind)| Post { from, department_id, position_id, kind })
        .collect();
    periods.sort_by_key(|period| period.0);
    posts.sort_by_key(|post| post.from);
    let period = |PeriodRecord(_, until, reason, note, probation_until, contract_from, contract_until)| {
        let held = posts.iter().take_while(|post| post.from.to_string() <= until).count();
        Period {
            posts: posts.drain(..held).collect(),
            until: until.parse().ok(),
            leaving: reason.map(|reason| Leaving { reason, note }),
            probation_until,
            contract: contract_from.map(|from| Contract { from, until: contract_until }),
        }
    };
    Some(Employment { periods: periods.into_iter().map(period).collect() })
}

/// The statements that write people's histories in place of those that stand.
pub fn save<'a>(people: impl IntoIterator<Item = (PersonId, &'a Employment)>) -> Vec<Query> {
    let last = |until: Option<Day>| until.map_or_else(|| OPEN.to_owned(), |until| until.to_string());
    let period = |period: &Period| {
        let leaving = period.leaving.as_ref();
        let contract = period.contract;
        json!([
            period.from(),
            last(period.until),
            leaving.map(|leaving| leaving.reason),
            leaving.and_then(|leaving| leaving.note.as_ref()),
            period.probation_until,
            contract.map(|contract| contract.from),
            contract.and_then(|contract| contract.until),
        ])
    };
    let post = |(post, until): (&Post, Option<Day>)| {
        json!([post.from, last(until), post.department_id, post.position_id, post.kind])
    };
    let person = |(id, employment): (PersonId, &Employment)| {
        let periods: Vec<_> = employment.periods.iter().map(period).collect();
        let posts: Vec<_> = employment.posts().map(post).collect();
        json!({ "id": id, "periods": periods, "posts": posts })
    };
    let rows: Vec<_> = people.into_iter().map(person).collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let rows = Arg::json(&rows);
    [CLEAR_PERIODS, CLEAR_POSTS, INSERT_PERIODS, INSERT_POSTS]
        .map(|statement| statement.with(args![rows.clone()]))
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        kernel::sqlite::batch,
        people::{store, turn},
        roster::shop::{Shop, day, id},
    };
    use dianwu_domain::Instant;

    /// Began in 1 on 1 March 2024, moved to 2 on 15 June, left on 31 December, returned to 3 on 1 February 2025 until July.
    fn career() -> Employment {
        let post = |from: &str, n: u128| Post {
            from: day(from),
            department_id: id(n),
            position_id: None,
            kind: EmploymentKind::Intern,
        };
        let mut career = Employment::begun(post("2024-03-01", 1))
            .moved(post("2024-06-15", 2))
            .and_then(|career| {
                let note = "回老家".parse().ok();
                career.left(day("2024-07-01"), day("2024-12-31"), Leaving { reason: LeavingReason::Resigned, note })
            })
            .and_then(|career| career.returned(post("2025-02-01", 3)))
            .and_then(|career| career.left(day("2025-03-01"), day("2025-07-31"), Leaving::default()))
            .unwrap();
        let contract = Contract { from: day("2025-02-01"), until: None };
        (career.periods[0].probation_until, career.periods[1].contract) = (Some(day("2024-05-31")), Some(contract));
        career
    }

    fn stored(shop: &mut Shop, n: u128) -> (Employment, dianwu_domain::people::api::PersonFields) {
        let scope = Arg::json(&[id::<DepartmentId>(1), id(2), id(3)]);
        let query = store::FIND_PERSON.with(args![id::<PersonId>(n), scope]);
        let person: store::PersonRecord = batch(&mut shop.database, vec![query]).unwrap().first(0).unwrap();
        (person.employment().unwrap(), person.into_fields())
    }

    #[test]
    fn a_history_is_read_as_it_was_written_whatever_stood_before() {
        let mut shop = Shop::open();
        let (begun, fields) = stored(&mut shop, 1);
        assert_eq!(begun, Employment::of(&fields), "whoever comes begins as their row says");
        for history in [career(), begun, career()] {
            batch(&mut shop.database, save([(id(1), &history)])).unwrap();
            assert_eq!(stored(&mut shop, 1).0, history);
        }
        assert_eq!(stored(&mut shop, 2).0.posts().count(), 1, "others keep theirs");
    }

    #[test]
    fn a_day_brings_what_was_planned_for_it_and_the_business_day_ends_with_the_shops_night() {
        let mut shop = Shop::open();
        let sql = "INSERT INTO shop (id, name, zone_minutes, cut_off, service_from, service_until) VALUES (1, '店', 480, 240, 0, 1440)";
        shop.database.execute(sql, []).unwrap();
        batch(&mut shop.database, save([(id(1), &career())])).unwrap();
        let mut turned = Vec::new();
        for at in [
            "2024-06-15 03:59",
            "2024-06-15 04:00",
            "2025-01-01 03:59",
            "2025-01-01 04:00",
            "2025-02-01 04:00",
            "2025-08-01 04:00",
        ] {
            let millis = "SELECT CAST(strftime('%s', ?1) AS INTEGER) * 1000 - 480 * 60000";
            let now = Instant(shop.database.query_row(millis, [at], |row| row.get(0)).unwrap());
            turn_at(&mut shop, now);
            let (_, fields) = stored(&mut shop, 1);
            let left = fields.left_on.map(|day| day.to_string()).unwrap_or_default();
            turned.push(format!("{} {} {left}", fields.department_id.uuid().as_u128(), fields.hired_on));
        }
        assert_eq!(
            turned,
            [
                "1 2020-01-01 ",
                "2 2024-03-01 ",
                "2 2024-03-01 ",
                "2 2024-03-01 2024-12-31",
                "3 2025-02-01 ",
                "3 2025-02-01 2025-07-31",
            ]
        );
    }

    fn turn_at(shop: &mut Shop, now: Instant) {
        let leavers = batch(&mut shop.database, turn::queries(now, "")).unwrap().take::<turn::LeaverRecord>(1);
        for leaver in leavers {
            batch(&mut shop.database, vec![store::LEAVE.with(args![leaver.id, leaver.until_day])]).unwrap();
        }
    }
}
