//! The log's filters in its address.

use dianwu_domain::audit::api::{Action, AuditQuery};

/// What the log shows at first: all but the sign-ins, which bury everything else.
pub fn at_first() -> AuditQuery {
    AuditQuery { without: Some(Action::SESSION_SIGN_IN), ..AuditQuery::default() }
}

/// In the place of an action: every one, the sign-ins too.
pub const EVERY_ACTION: &str = "all";

/// The filters with the action of a code, [`EVERY_ACTION`], or what the log shows at first.
pub fn with_action(query: AuditQuery, code: &str) -> AuditQuery {
    let action = action_of(code);
    let without = at_first().without.filter(|_| action.is_none() && code != EVERY_ACTION);
    AuditQuery { action, without, ..query }
}

/// Reads an address by the names of its parameters. What cannot be read is as good as absent.
pub fn read(parameter: impl Fn(&str) -> Option<String>) -> AuditQuery {
    let field = |name: &str| parameter(name).filter(|text| !text.is_empty());
    let query = AuditQuery {
        actor_id: field("actor").and_then(|text| text.parse().ok()),
        person_id: field("person").and_then(|text| text.parse().ok()),
        department_id: field("department").and_then(|text| text.parse().ok()),
        action: None,
        without: None,
        from: field("from").and_then(|text| text.parse().ok()),
        until: field("until").and_then(|text| text.parse().ok()),
        after: None,
    };
    with_action(query, &field("action").unwrap_or_default())
}

/// Writes it.
pub fn href(query: &AuditQuery) -> String {
    let action = match (query.action, query.without) {
        (Some(action), _) => Some(action.as_str().to_owned()),
        (None, Some(_)) => None,
        (None, None) => Some(EVERY_ACTION.to_owned()),
    };
    let fields = [
        ("actor", query.actor_id.map(|id| id.to_string())),
        ("person", query.person_id.map(|id| id.to_string())),
        ("department", query.department_id.map(|id| id.to_string())),
        ("action", action),
        ("from", query.from.map(|day| day.to_string())),
        ("until", query.until.map(|day| day.to_string())),
    ];
    let given = fields.into_iter().filter_map(|(name, value)| Some(format!("{name}={}", value?)));
    let given = given.collect::<Vec<_>>().join("&");
    if given.is_empty() { "/audit".to_owned() } else { format!("/audit?{given}") }
}

/// An action by its code.
pub fn action_of(code: &str) -> Option<Action> {
    code.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_comes_back_as_it_was_written() {
        let id = "0190f3c8-a000-7000-8000-00000000000a";
        let query = AuditQuery {
            actor_id: id.parse().ok(),
            person_id: id.parse().ok(),
            department_id: id.parse().ok(),
            action: Some(Action::ROSTER_EDIT),
            without: None,
            from: "2026-11-01".parse().ok(),
            until: "2026-11-30".parse().ok(),
            after: None,
        };
        let address = href(&query);
        let parameters = address.strip_prefix("/audit?").unwrap();
        let find = |name: &str| {
            parameters.split('&').find_map(|pair| pair.strip_prefix(&format!("{name}=")).map(str::to_owned))
        };
        assert_eq!(read(find), query);
        assert_eq!((href(&at_first()), read(|_| None)), ("/audit".to_owned(), at_first()));
        let all = href(&AuditQuery::default());
        assert_eq!(all, "/audit?action=all");
        assert_eq!(read(|name| (name == "action").then(|| "all".to_owned())), AuditQuery::default());
    }
}
