//! What stands in the way of a deletion, told by the features that keep it.

use crate::client::Failure;
use crate::text::{self, cleaning::list_mark, texts};
use dianwu_domain::{Code, Use, UsedBy};

texts! {
    in_use_by(uses: &str) = "还有 {uses}在用。请先移走或撤掉，再来删除。", "It still has {uses}. Move or remove them first.";
    in_use_kept(uses: &str) = "还有 {uses}在用。排班记录要一直保留，所以不能删除；可以改个名字。", "It still has {uses}. Records of rosters are kept for good, so it cannot be deleted. You can rename it.";
    use_other(count: u32) = "{count} 项其他内容", "1 other thing" | "{count} other things";
}

/// What a feature keeps, and so many of it in words.
pub type Used = (UsedBy, fn(u32) -> String);

/// What features keep.
fn all() -> impl Iterator<Item = &'static Used> {
    use text::{cleaning, open_shifts, people, roster, worktime};
    [people::USES, worktime::USES, roster::USES, open_shifts::USES, cleaning::USES].into_iter().flatten()
}

/// The sentence for a deletion that failed.
pub fn not_deleted(failure: &Failure) -> String {
    match failure {
        Failure::Problem(problem) if problem.code == Code::InUse && !problem.uses.is_empty() => {
            in_use_of(&problem.uses)
        }
        _ => text::failure(failure),
    }
}

/// What is used by whom, and what can be done about it.
fn in_use_of(uses: &[Use]) -> String {
    let known = |one: &Use| all().find(|(what, _)| one.is(*what));
    let words = |one: &Use| known(one).map_or_else(|| use_other(one.count), |(_, words)| words(one.count));
    let told = uses.iter().map(words).collect::<Vec<_>>().join(list_mark());
    let is_kept = uses.iter().filter_map(known).any(|(what, _)| what.is_kept());
    if is_kept { in_use_kept(&told) } else { in_use_by(&told) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Lang, in_lang};

    #[test]
    fn what_is_in_use_is_told_with_what_uses_it_and_what_can_be_done() {
        for (found, zh, en) in [
            (
                vec![UsedBy::PEOPLE.times(3), UsedBy::DEPARTMENTS.times(1)],
                "还有 3 名员工、1 个下级部门在用。请先移走或撤掉，再来删除。",
                "It still has 3 people, 1 department below. Move or remove them first.",
            ),
            (
                vec![UsedBy::PEOPLE.times(1), UsedBy::ROSTERS.times(2)],
                "还有 1 名员工、2 个月的班表在用。排班记录要一直保留，所以不能删除；可以改个名字。",
                "It still has 1 person, 2 months of rosters. Records of rosters are kept for good, so it cannot be deleted. You can rename it.",
            ),
            (
                vec![Use { what: "robots".to_owned(), count: 2 }],
                "还有 2 项其他内容在用。请先移走或撤掉，再来删除。",
                "It still has 2 other things. Move or remove them first.",
            ),
        ] {
            assert_eq!(in_lang(Lang::Zh, || in_use_of(&found)), zh);
            assert_eq!(in_lang(Lang::En, || in_use_of(&found)), en);
        }
    }

    #[test]
    fn whatever_a_feature_keeps_has_words() {
        for used in UsedBy::all() {
            assert!(all().any(|(what, _)| what.as_str() == used.as_str()), "{used:?}");
        }
    }
}
