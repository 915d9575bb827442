//! Sessions and access. What an endpoint's rule promises its handler is a value: [`Guard::Who`]. A handler cannot
//! run without it, and the scope in it is what the handler hands to its SQL.

use super::{
    d1::{Arg, Db, args, flag, minute, statements},
    error::Error,
    routes::Source,
    secret,
};
use dianwu_domain::{
    Code, Day, DayMinute, DepartmentId, Instant, LocalTime, Permission, PersonId, Role, RoleGrant, Scope, SessionId,
    Zone,
    kernel::contract::{Rule, rule},
    session::api::{Me, ShopBasics},
    text::{Name, StaffNumber},
};
use serde::Deserialize;

/// The session cookie. The prefix makes browsers refuse it unless it is Secure, host-only and for the whole site.
pub const COOKIE: &str = "__Host-dianwu";
/// The cookie by which a browser is known to those who have signed in with it.
pub const DEVICE_COOKIE: &str = "__Host-dianwu-device";
/// A session ends this many seconds after it was last seen.
pub const SESSION_SECONDS: i64 = 30 * 24 * 3600;
/// A session ends this many seconds after it began, however often it is seen.
const LONGEST_SESSION_SECONDS: i64 = 90 * 24 * 3600;
/// Browsers keep no cookie for longer than some 400 days.
pub const DEVICE_SECONDS: i64 = 400 * 24 * 3600;
/// How stale `seen_at` may get before it is written again: a row written a request would double the bill.
const SEEN_EVERY_SECONDS: i64 = 3600;

statements! {
    /// The session of a token with its person, their department and the shop. Access ends with the business day of
    /// somebody's last day, whenever the rest of it ends.
    FIND_SESSION = "SELECT s.id, s.person_id, s.seen_at, p.number, p.name, p.department_id,
            d.name AS department_name, c.must_change, h.name AS shop_name, h.zone_minutes, h.cut_off
        FROM session s
        JOIN person p ON p.id = s.person_id
        JOIN department d ON d.id = p.department_id
        JOIN credential c ON c.person_id = p.id
        JOIN shop h ON h.id = 1
        WHERE s.token_hash = ?1 AND s.expires_at > ?2 AND coalesce(s.ends_at, s.created_at + 7776000000) > ?2
            AND p.status = 'active'
            AND coalesce(p.works_until, '9999-12-31') >= date(?2 / 1000 + (h.zone_minutes - h.cut_off) * 60, 'unixepoch')";
    /// What the person of a session was granted.
    FIND_GRANTS = "SELECT g.role, g.department_id FROM session s
        JOIN role_grant g ON g.person_id = s.person_id WHERE s.token_hash = ?1";
    /// The tree of departments, for a session that was granted anything: scopes are computed from it.
    FIND_TREE = "SELECT d.id, d.parent_id FROM department d
        WHERE EXISTS (SELECT 1 FROM session s JOIN role_grant g ON g.person_id = s.person_id WHERE s.token_hash = ?1)";
    /// Keeps a session alive, up to its end.
    TOUCH_SESSION = "UPDATE session SET seen_at = ?2,
            expires_at = min(?3, coalesce(ends_at, created_at + 7776000000)) WHERE id = ?1";
}

#[derive(Deserialize)]
struct SessionRecord {
    id: SessionId,
    person_id: PersonId,
    seen_at: Instant,
    number: StaffNumber,
    name: Name,
    department_id: DepartmentId,
    department_name: Name,
    #[serde(deserialize_with = "flag")]
    must_change: bool,
    shop_name: Name,
    zone_minutes: Zone,
    #[serde(deserialize_with = "minute")]
    cut_off: DayMinute,
}

#[derive(Deserialize)]
struct TreeRecord {
    id: DepartmentId,
    parent_id: Option<DepartmentId>,
}

/// Somebody signed in.
#[derive(Clone, Debug)]
pub struct Caller {
    /// Their session.
    pub session_id: SessionId,
    /// Who they are, what they may do, and the shop's basics.
    pub me: Me,
    /// The departments, as (department, parent); empty for somebody without grants.
    tree: Vec<(DepartmentId, Option<DepartmentId>)>,
}

impl Caller {
    /// Their person.
    pub const fn person_id(&self) -> PersonId {
        self.me.person_id
    }

    /// Whether they hold a permission over any scope.
    pub fn holds(&self, permission: Permission) -> bool {
        self.me.permissions.contains(&permission)
    }

    /// The departments over which they hold `permission`.
    pub fn departments(&self, permission: Permission) -> Vec<DepartmentId> {
        match Scope::of(permission, &self.me.grants, &self.tree) {
            None => Vec::new(),
            Some(Scope::Departments(list)) => list,
            Some(Scope::Everyone) => self.tree.iter().map(|(department, _)| *department).collect(),
        }
    }

    /// What the shop's clocks show at `now`, and the business day.
    pub fn clock(&self, now: Instant) -> (LocalTime, Day) {
        let now = self.me.shop.zone.local(now);
        (now, now.business_day(self.me.shop.cut_off))
    }

    /// The departments whose published days they see, their own first.
    pub fn visible(&self) -> Vec<DepartmentId> {
        let own = self.me.department_id;
        let others = self.departments(Permission::ReadRosters).into_iter().filter(|department| *department != own);
        std::iter::once(own).chain(others).collect()
    }

    /// That a department is not for the caller, who is told that there is none.
    pub fn refused(&self, department: DepartmentId) -> Error {
        let is_there = self.tree.iter().any(|(known, _)| *known == department);
        if is_there { Error::out_of_reach() } else { Error::not_found() }
    }

    /// The departments at and below `root`, as far as the caller's tree reaches.
    pub fn subtree(&self, root: DepartmentId) -> Vec<DepartmentId> {
        dianwu_domain::kernel::access::subtrees([root], &self.tree)
    }
}

/// Somebody who holds the endpoint's permission, and over which departments.
#[derive(Clone, Debug)]
pub struct Scoped {
    /// Who.
    pub caller: Caller,
    /// The departments, subtrees included. Everyone's scope is all of them.
    pub departments: Vec<DepartmentId>,
}

impl Scoped {
    /// The departments as a parameter for `json_each`.
    pub fn arg(&self) -> Arg {
        Arg::json(&self.departments)
    }

    /// Whether the scope is the whole shop: everyone's, or that of who manages the root.
    pub fn reaches_everyone(&self) -> bool {
        self.departments.len() == self.caller.tree.len()
    }

    /// Refuses a department outside the scope as if it did not exist.
    ///
    /// # Errors
    /// [`Code::NotFound`].
    pub fn require(&self, department: DepartmentId) -> Result<(), Error> {
        if self.departments.contains(&department) { Ok(()) } else { Err(self.caller.refused(department)) }
    }
}

/// An access rule at work: what it lets through, as a value.
pub trait Guard: Rule {
    /// What the handler learns of the caller.
    type Who: 'static;

    /// Lets the caller through.
    ///
    /// # Errors
    /// [`Code::NotSignedIn`], [`Code::PasswordChangeRequired`] or [`Code::Forbidden`].
    fn admit(caller: Option<Caller>) -> Result<Self::Who, Error>;
}

impl Guard for rule::Public {
    type Who = ();
    fn admit(_: Option<Caller>) -> Result<(), Error> {
        Ok(())
    }
}

impl Guard for rule::AnySession {
    type Who = Caller;
    fn admit(caller: Option<Caller>) -> Result<Caller, Error> {
        caller.ok_or(Error::new(Code::NotSignedIn))
    }
}

impl Guard for rule::SignedIn {
    type Who = Caller;
    fn admit(caller: Option<Caller>) -> Result<Caller, Error> {
        let caller = rule::AnySession::admit(caller)?;
        if caller.me.must_change_password { Err(Error::new(Code::PasswordChangeRequired)) } else { Ok(caller) }
    }
}

macro_rules! permission_guards {
    ($($name:ident),+) => {$(
        impl Guard for rule::$name {
            type Who = Scoped;
            fn admit(caller: Option<Caller>) -> Result<Scoped, Error> {
                let caller = rule::SignedIn::admit(caller)?;
                if !caller.holds(Permission::$name) {
                    return Err(Error::new(Code::Forbidden));
                }
                let departments = caller.departments(Permission::$name);
                Ok(Scoped { caller, departments })
            }
        }
    )+};
}
permission_guards!(ReadPeople, ManagePeople, ReadRosters, ManageRosters, ReadLog, Administer);

/// What a request's cookies say of its browser.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cookies {
    /// The token of a session.
    pub session: Option<String>,
    /// The token of a browser in which somebody has signed in before.
    pub device: Option<String>,
}

impl Cookies {
    /// Reads a `Cookie` header.
    pub fn read(header: &str) -> Self {
        let pairs = || header.split(';').filter_map(|pair| pair.trim().split_once('='));
        let value = |wanted: &str| pairs().find(|(name, _)| *name == wanted).map(|(_, value)| value.to_owned());
        Self { session: value(COOKIE), device: value(DEVICE_COOKIE) }
    }
}

/// The `Set-Cookie` header of a new session. The browser keeps it for as long as a session can last; the worker knows
/// when it ends.
pub fn cookie(token: &str) -> String {
    format!("{COOKIE}={token}; Path=/; Max-Age={LONGEST_SESSION_SECONDS}; HttpOnly; Secure; SameSite=Lax")
}

/// The `Set-Cookie` header by which a browser is known.
pub fn device_cookie(token: &str) -> String {
    format!("{DEVICE_COOKIE}={token}; Path=/; Max-Age={DEVICE_SECONDS}; HttpOnly; Secure; SameSite=Lax")
}

/// The `Set-Cookie` header that ends a session.
pub fn no_cookie() -> String {
    format!("{COOKIE}=; Path=/; Max-Age=0; HttpOnly; Secure; SameSite=Lax")
}

/// The caller of a token, if its session stands.
///
/// # Errors
/// When the database fails.
pub async fn caller(db: &Db, token: &str, source: &Source) -> Result<Option<Caller>, Error> {
    let hash = secret::token_hash(token);
    let rows = db
        .batch(vec![
            FIND_SESSION.with(args![hash.as_str(), source.now]),
            FIND_GRANTS.with(args![hash.as_str()]),
            FIND_TREE.with(args![hash.as_str()]),
        ])
        .await?;
    let Some(session) = rows.first::<SessionRecord>(0)? else { return Ok(None) };
    if source.now.seconds_since(session.seen_at) >= SEEN_EVERY_SECONDS {
        let expires_at = source.now.plus_seconds(SESSION_SECONDS);
        db.batch(vec![TOUCH_SESSION.with(args![session.id, source.now, expires_at])]).await?;
    }
    let grants = rows.take::<RoleGrant>(1)?;
    let tree = rows.take::<TreeRecord>(2)?.into_iter().map(|row| (row.id, row.parent_id)).collect();
    let me = Me {
        person_id: session.person_id,
        number: session.number,
        name: session.name,
        department_id: session.department_id,
        department_name: session.department_name,
        permissions: permissions(&grants),
        grants,
        must_change_password: session.must_change,
        shop: ShopBasics { name: session.shop_name, zone: session.zone_minutes, cut_off: session.cut_off },
        now: source.now,
    };
    Ok(Some(Caller { session_id: session.id, me, tree }))
}

/// The permissions that come with grants, each once.
fn permissions(grants: &[RoleGrant]) -> Vec<Permission> {
    let holds =
        |permission: &&Permission| grants.iter().any(|grant| Role::permissions(grant.role).contains(permission));
    Permission::ALL.iter().filter(holds).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_token_is_found_among_other_cookies() {
        let read = |header: &str| {
            let Cookies { session, device } = Cookies::read(header);
            (session.unwrap_or_default(), device.unwrap_or_default())
        };
        let both = |session: &str, device: &str| (session.to_owned(), device.to_owned());
        assert_eq!(read("a=b; __Host-dianwu=xyz; c=d"), both("xyz", ""));
        assert_eq!(read("__Host-dianwu-device=d; __Host-dianwu=xyz"), both("xyz", "d"));
        assert_eq!(read("__Host-dianwu2=xyz"), both("", ""));
        assert_eq!(read(""), both("", ""));
    }

    #[test]
    fn the_cookie_is_kept_from_scripts_and_other_sites() {
        for attribute in ["HttpOnly", "Secure", "SameSite=Lax", "Path=/"] {
            assert!(cookie("t").contains(attribute));
            assert!(device_cookie("t").contains(attribute));
            assert!(no_cookie().contains(attribute));
        }
        assert!(!cookie("t").contains("Domain"));
    }
}
