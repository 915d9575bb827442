//! What is true anywhere: types, rules, calculations and the API contract.
//!
//! No I/O, no clock and no randomness live here: the time of day and new ids are parameters, so that everything
//! can be tested natively and gives the same answer in the worker and on a phone. Each feature is one folder, and
//! its `api.rs` holds the endpoints that the worker may serve and the app may call.

pub mod audit;
pub mod kernel;
pub mod notices;
#[cfg(feature = "schema")]
pub mod openapi;
pub mod people;
pub mod roster;
pub mod session;
pub mod settings;

pub use kernel::{
    access::{Duty, Role, RoleGrant, Scope},
    contract::{Access, Endpoint, File, Method, Nothing, Page},
    day::{Day, Month, Weekday, Year},
    id::{
        AuditId, CycleId, DemandId, DepartmentId, DutySwapId, NoticeId, OpenShiftId, PersonId, PositionId, RosterId,
        RowId, SessionId, ShiftKindId,
    },
    problem::{Code, FieldCode, FieldError, Problem, Use, UsedBy},
    text,
    time::{DayMinute, Instant, LocalTime, Zone},
};

kernel::contract::endpoints! {
    settings::api::OpenApi,
    settings::api::Health,
    session::api::SetupState,
    session::api::SetUp,
    session::api::SignIn,
    session::api::WhoAmI,
    session::api::SignOut,
    session::api::ChangePassword,
    session::api::ListSessions,
    session::api::RevokeSession,
    session::api::SignOutEverywhere,
    session::api::ListMyRefusals,
    session::api::ListRefusals,
    session::api::ResetPassword,
    session::api::IssueCodes,
    session::api::EndSessions,
    people::api::ListPeople,
    people::api::GetPerson,
    people::api::CreatePerson,
    people::api::UpdatePerson,
    people::api::SetRoles,
    people::api::GetProtection,
    people::api::SetProtection,
    people::api::PreviewImport,
    people::api::ImportPeople,
    people::api::ImportRejects,
    people::api::ExportPeople,
    people::api::ImportTemplate,
    people::api::ListDepartments,
    people::api::SaveDepartment,
    people::api::DeleteDepartment,
    people::api::ListPositions,
    people::api::SavePosition,
    people::api::DeletePosition,
    roster::api::ListShiftKinds,
    roster::api::SaveShiftKind,
    roster::api::Today,
    roster::api::MyMonth,
    roster::api::TeamDay,
    roster::api::ListRosters,
    roster::api::GetRoster,
    roster::api::EditRoster,
    roster::api::PublishRoster,
    roster::api::ExportRoster,
    roster::api::ExportRosterCsv,
    roster::api::GetFeed,
    roster::api::CreateFeed,
    roster::api::RevokeFeed,
    roster::api::ReadFeed,
    roster::api::GetRosterContext,
    roster::api::CheckRoster,
    roster::api::ListRuleSets,
    roster::api::SaveRuleSet,
    roster::api::DeleteRuleSet,
    roster::api::GetHolidays,
    roster::api::SaveHolidays,
    roster::api::ListDemands,
    roster::api::SaveDemand,
    roster::api::DeleteDemand,
    roster::api::ListCycles,
    roster::api::SaveCycle,
    roster::api::DeleteCycle,
    roster::api::ListOpenShifts,
    roster::api::OfferShift,
    roster::api::WithdrawShift,
    roster::api::ClaimShift,
    roster::api::TakeBackClaim,
    roster::api::DecideClaim,
    roster::api::ListMyWishes,
    roster::api::SetMyWish,
    roster::api::DeleteMyWish,
    roster::api::GetDuties,
    roster::api::PlanDuties,
    roster::api::SetDuty,
    roster::api::OfferDutySwap,
    roster::api::AnswerDutySwap,
    roster::api::WithdrawDutySwap,
    notices::api::ReadNotices,
    settings::api::GetShop,
    settings::api::SaveShop,
    settings::api::TidyNames,
    audit::api::ListAudit,
    audit::api::ExportAudit,
}
