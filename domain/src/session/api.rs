//! Endpoints of accounts and sessions.

use crate::{
    DayMinute, DepartmentId, Instant, Nothing, Page, Permission, PersonId, RoleGrant, SessionId, Zone,
    kernel::contract::endpoint,
    people::api::PersonPath,
    text::{Login, Name, OneTimeCode, Password, StaffNumber},
};
use serde::{Deserialize, Serialize};

endpoint! {
    /// Tells whether the shop still needs its first administrator.
    SetupState = GET "/api/setup", access: Public, reply: Setup;
    /// Creates the shop and its first administrator with the one-time set-up code, and signs in.
    SetUp = POST "/api/setup", access: Public, body: SetUpBody, reply: Me;
    /// Signs in with staff number or phone and password, and sets the session cookie.
    SignIn = POST "/api/session", access: Public, body: SignInBody, reply: Me;
    /// Tells who is signed in, what they may do, and the shop's basics.
    WhoAmI = GET "/api/session", access: AnySession, reply: Me;
    /// Signs this device out.
    SignOut = DELETE "/api/session", access: AnySession;
    /// Sets a new password, gives this device a new session and signs out all other devices.
    ChangePassword = PUT "/api/session/password", access: AnySession, body: PasswordBody, reply: Me;
    /// Lists the caller's signed-in devices, the latest first.
    ListSessions = GET "/api/sessions", access: SignedIn, reply: Vec<SessionRow>;
    /// Signs one of the caller's devices out.
    RevokeSession = DELETE "/api/sessions/{session_id}", access: SignedIn, path: SessionPath;
    /// Signs all of the caller's devices out, this one too.
    SignOutEverywhere = DELETE "/api/sessions", access: AnySession;
    /// What was refused at the caller's own account in the last thirty days, the latest first.
    ListMyRefusals = GET "/api/session/refusals", access: SignedIn, reply: Vec<Refusal>;
    /// Failed sign-ins, lock-outs and refused requests, counted by the hour, the latest first.
    ListRefusals = GET "/api/refusals", access: Administer, query: RefusalsQuery, reply: Page<Refusal>;
    /// Replaces a person's password by a one-time code and signs all their devices out.
    ResetPassword = POST "/api/people/{person_id}/password-reset", access: ManagePeople, path: PersonPath, body: Nothing, reply: PasswordReset;
    /// Makes one-time codes for people who have no password of their own yet; whoever has one is left out of the reply.
    IssueCodes = POST "/api/people/codes", access: ManagePeople, body: CodesBody, reply: Vec<IssuedCode>;
    /// Signs all of a person's devices out; their password stays.
    EndSessions = DELETE "/api/people/{person_id}/devices", access: ManagePeople, path: PersonPath;
}

/// Whether the shop is set up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Setup {
    /// There is no administrator yet.
    pub needed: bool,
}

/// The first administrator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SetUpBody {
    /// The code that the operator of the deployment was given.
    pub code: OneTimeCode,
    /// The shop's name, which also names the root department.
    pub shop_name: Name,
    /// The id of the administrator's person, made by the device.
    pub person_id: PersonId,
    /// The id of the root department, made by the device.
    pub department_id: DepartmentId,
    /// The administrator's staff number.
    pub number: StaffNumber,
    /// The administrator's name.
    pub name: Name,
    /// The administrator's password.
    pub password: Password,
}

/// Who signs in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SignInBody {
    /// Staff number or phone.
    pub login: Login,
    /// The password, or the one-time code after a reset.
    pub password: Password,
}

/// A new password.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PasswordBody {
    /// The current one; not asked for when the initial password must be changed.
    #[serde(default)]
    pub current: Option<Password>,
    /// The new one.
    pub new: Password,
}

/// The caller's own account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Me {
    /// Their person.
    pub person_id: PersonId,
    /// Their staff number.
    pub number: StaffNumber,
    /// Their name.
    pub name: Name,
    /// Their department.
    pub department_id: DepartmentId,
    /// Their department's name.
    pub department_name: Name,
    /// What they were granted.
    pub grants: Vec<RoleGrant>,
    /// What they may do; computed from the grants.
    pub permissions: Vec<Permission>,
    /// They must change their password before anything else.
    pub must_change_password: bool,
    /// The shop's basics.
    pub shop: ShopBasics,
    /// The worker's clock.
    pub now: Instant,
}

/// What every page needs to know of the shop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ShopBasics {
    /// Its name.
    pub name: Name,
    /// Its zone.
    pub zone: Zone,
    /// Until when in the morning the business day is still the day before.
    pub cut_off: DayMinute,
}

/// A signed-in device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SessionRow {
    /// Its id.
    pub id: SessionId,
    /// When it signed in.
    pub created_at: Instant,
    /// When it was last seen, to the hour.
    pub seen_at: Instant,
    /// The address that it signed in from.
    pub address: String,
    /// What its browser calls itself.
    pub user_agent: String,
    /// It is the device that asks.
    pub is_current: bool,
}

/// Names a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SessionPath {
    /// The session.
    pub session_id: SessionId,
}

/// A one-time code for somebody who is new or forgot their password, shown once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PasswordReset {
    /// The code; it opens nothing but the page that sets a new password.
    pub code: String,
    /// Until when it opens that page.
    pub expires_at: Instant,
}

/// For whom one-time codes are made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CodesBody {
    /// The people; [`CodesBody::MOST`] at most, because each code is hashed as a password is.
    pub people: Vec<PersonId>,
}

impl CodesBody {
    /// The most people of one request.
    pub const MOST: usize = 20;
}

/// A one-time code and whose it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct IssuedCode {
    /// The person.
    pub person_id: PersonId,
    /// Their staff number.
    pub number: StaffNumber,
    /// Their name.
    pub name: Name,
    /// The code, told this once.
    pub code: PasswordReset,
}

/// What was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum RefusalKind {
    /// A sign-in with a wrong password, or with one of nobody's.
    WrongPassword,
    /// A sign-in, a set-up or a change of password while it was closed.
    LockedOut,
    /// A change of password by somebody signed in who did not know the current one.
    WrongCurrent,
    /// A set-up with another code than the deployment's.
    WrongCode,
    /// A request by somebody signed in who may not make it, or about a department that is not theirs.
    Forbidden,
}

impl RefusalKind {
    /// The code, as it is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::WrongPassword => "wrong_password",
            Self::LockedOut => "locked_out",
            Self::WrongCurrent => "wrong_current",
            Self::WrongCode => "wrong_code",
            Self::Forbidden => "forbidden",
        }
    }
}

/// Which refusals to read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RefusalsQuery {
    /// The `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<u32>,
}

/// What was refused to one person from one place within an hour.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Refusal {
    /// Counts such rows.
    pub id: u32,
    /// What was refused.
    pub kind: RefusalKind,
    /// Whose account it was, or who asked; nobody's where no account was found.
    pub person_id: Option<PersonId>,
    /// Their staff number.
    pub number: Option<StaffNumber>,
    /// Their name.
    pub name: Option<Name>,
    /// The network that it came from, or the endpoint that was refused; empty where an attack had too many to keep.
    pub place: String,
    /// How often.
    pub count: u32,
    /// The first time.
    pub first_at: Instant,
    /// The last time.
    pub last_at: Instant,
}
