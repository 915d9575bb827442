//! What was refused leaves a trace: counted by the hour, so that an attack fills no log.

use super::{
    d1::{Db, Query, args, statements},
    routes::Source,
};
use dianwu_domain::{PersonId, session::api::RefusalKind};

const HOUR: i64 = 3600 * 1000;
/// For how many seconds counts are kept: as long as administrators can read them.
pub const KEPT_SECONDS: i64 = 180 * 24 * 3600;

statements! {
    /// Counts a refusal. Beyond 200 rows within the hour, the places of further ones are not kept.
    COUNT_REFUSAL = "INSERT INTO refusal (hour, kind, person_id, place, first_at, last_at)
        SELECT ?1, ?2, ?3, iif((SELECT count(*) FROM refusal r WHERE r.hour = ?1) < 200, ?4, ''), ?5, ?5 WHERE true
        ON CONFLICT (hour, kind, person_id, place) DO UPDATE SET count = count + 1, last_at = excluded.last_at";
    /// Forgets ?2 counts at most of hours before ?1.
    DELETE_OLD_REFUSALS = "DELETE FROM refusal WHERE id IN (
            SELECT r.id FROM refusal AS r WHERE r.hour < ?1 ORDER BY r.hour LIMIT ?2)";
}

/// Counts a refusal of `kind` that concerns `person`. Nobody waits for a trace that cannot be kept: the refusal stands
/// all the same.
pub async fn note(db: &Db, source: &Source, kind: RefusalKind, person: Option<PersonId>, place: &str) {
    if let Err(error) = db.batch(vec![query(source, kind, person, place)]).await {
        worker::console_error!("{} refusal: {}", source.request_id, error.cause().unwrap_or_default());
    }
}

fn query(source: &Source, kind: RefusalKind, person: Option<PersonId>, place: &str) -> Query {
    let now = source.now.0;
    let person = person.map(|person| person.to_string()).unwrap_or_default();
    let place: String = place.chars().take(64).collect();
    COUNT_REFUSAL.with(args![now - now.rem_euclid(HOUR), kind.as_str(), person, place, now])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::sqlite;
    use dianwu_domain::Instant;

    #[test]
    fn refusals_are_counted_by_the_hour_and_an_attack_fills_no_table() {
        let mut connection = sqlite::database();
        let mut note = |minute: i64, place: &str| {
            let source = Source {
                request_id: String::new(),
                address: String::new(),
                user_agent: String::new(),
                now: Instant(480_000 * HOUR + minute * 60_000),
            };
            sqlite::batch(&mut connection, vec![query(&source, RefusalKind::WrongPassword, None, place)]).unwrap();
        };
        for minute in [0, 30, 59, 60] {
            note(minute, "203.0.113.7");
        }
        for network in 0..500 {
            note(61, &format!("2001:db8:{network}::/64"));
        }
        let look = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
        assert_eq!(look("SELECT count FROM refusal WHERE id = 1"), 3);
        assert_eq!(look("SELECT last_at - first_at FROM refusal WHERE id = 1"), 59 * 60_000);
        assert_eq!(look("SELECT count(*) FROM refusal"), 1 + 200 + 1);
        assert_eq!(look("SELECT count FROM refusal WHERE place = ''"), 301);
    }
}
