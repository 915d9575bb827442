//! What people wanted to do when it was refused.

use crate::text::texts;

texts! {
    wanted_audit = "查看操作记录", "Read the log";
    wanted_refusals = "查看登录失败记录", "See failed sign-ins";
    wanted_people = "查看人员", "See people";
    wanted_person = "修改人员资料", "Change people";
    wanted_roles = "修改角色", "Change roles";
    wanted_protection = "查看或修改特殊保护", "See or change protected status";
    wanted_import = "导入人员", "Import people";
    wanted_reset = "重置密码", "Reset a password";
    wanted_codes = "生成一次性密码", "Make one-time passwords";
    wanted_sessions = "让他人退出登录", "Sign others out";
    wanted_departments = "修改部门", "Change departments";
    wanted_positions = "修改岗位", "Change positions";
    wanted_rosters = "查看班表", "See rosters";
    wanted_roster_edit = "修改班表", "Change a roster";
    wanted_roster_publish = "发布班表", "Publish a roster";
    wanted_roster_export = "导出班表", "Export a roster";
    wanted_rules = "查看或修改排班规则", "See or change roster rules";
    wanted_holidays = "修改节假日", "Change holidays";
    wanted_demands = "查看或修改人手需求", "See or change staffing needs";
    wanted_cycles = "查看或修改轮班周期", "See or change cycles";
    wanted_shift_kinds = "修改班次", "Change shifts";
    wanted_open_shifts = "发布或撤回空班", "Offer or withdraw open shifts";
    wanted_claims = "处理空班申请", "Decide on requests for open shifts";
    wanted_duties = "安排值日", "Plan cleaning duty";
    wanted_shop = "修改店铺设置", "Change the shop’s settings";
    wanted_other = "其他操作", "Another request";
}

/// What the request with this id in the contract is for.
pub fn refused_request(id: &str) -> &'static str {
    match id {
        "ListAudit" | "ExportAudit" => wanted_audit(),
        "ListRefusals" => wanted_refusals(),
        "ListPeople" | "GetPerson" | "ExportPeople" => wanted_people(),
        "CreatePerson" | "UpdatePerson" | "ChangeEmployment" => wanted_person(),
        "SetRoles" => wanted_roles(),
        "GetProtection" | "SetProtection" => wanted_protection(),
        "PreviewImport" | "ImportPeople" | "ImportRejects" | "ImportTemplate" => wanted_import(),
        "ResetPassword" => wanted_reset(),
        "IssueCodes" => wanted_codes(),
        "EndSessions" => wanted_sessions(),
        "SaveDepartment" | "DeleteDepartment" => wanted_departments(),
        "SavePosition" | "DeletePosition" => wanted_positions(),
        "ListRosters" | "GetRoster" | "GetRosterContext" | "CheckRoster" => wanted_rosters(),
        "EditRoster" => wanted_roster_edit(),
        "PublishRoster" => wanted_roster_publish(),
        "ExportRoster" | "ExportRosterCsv" => wanted_roster_export(),
        "ListRuleSets" | "SaveRuleSet" | "DeleteRuleSet" => wanted_rules(),
        "SaveHolidays" => wanted_holidays(),
        "ListDemands" | "SaveDemand" | "DeleteDemand" => wanted_demands(),
        "ListCycles" | "SaveCycle" | "DeleteCycle" => wanted_cycles(),
        "SaveShiftKind" | "GetShiftKindUse" | "DeleteShiftHours" => wanted_shift_kinds(),
        "OfferShift" | "WithdrawShift" => wanted_open_shifts(),
        "DecideClaim" => wanted_claims(),
        "PlanDuties" | "SetDuty" => wanted_duties(),
        "SaveShop" | "TidyNames" => wanted_shop(),
        _ => wanted_other(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dianwu_domain::{Access, heads};

    #[test]
    fn every_request_that_needs_a_duty_has_words() {
        let asks_for_a_duty = |access| !matches!(access, Access::Public | Access::AnySession | Access::SignedIn);
        let gated = heads().into_iter().filter(|head| asks_for_a_duty(head.access));
        let nameless: Vec<_> =
            gated.filter(|head| refused_request(head.id) == wanted_other()).map(|head| head.id).collect();
        assert_eq!(nameless, [""; 0]);
        assert_eq!(refused_request("SomethingElse"), wanted_other());
    }
}
