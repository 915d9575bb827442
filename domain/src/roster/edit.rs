//! What becomes of edits: which are refused, which are written, and which collide with what somebody else wrote.
//!
//! The worker reads what stands, asks here, and writes the answer under a guard that nothing has moved meanwhile.

use super::api::{CellChange, CellEdit, CellState, MAX_EDITS};
use crate::{
    Day, FieldCode, FieldError, Instant, Month, PersonId, ShiftKindId,
    people::employment::{Stay, stays_on},
};
use std::collections::HashSet;

/// Most wrong fields that are told of one edit.
const MAX_ERRORS: usize = 100;

/// Somebody whose cells may be edited: they belong to the department or stand on its roster already.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Member {
    /// The days on which they belong to the department.
    pub stays: Vec<Stay>,
}

impl Member {
    /// Whether they belong to the department on a day.
    pub fn belongs(&self, day: Day) -> bool {
        stays_on(&self.stays, day)
    }
}

/// Which roster holds a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holder {
    /// The one that is edited.
    This,
    /// Another department's: the person has moved.
    Other {
        /// It is published.
        is_published: bool,
    },
}

impl Holder {
    /// Whether it is another department's published roster.
    pub const fn is_published_elsewhere(self) -> bool {
        matches!(self, Self::Other { is_published: true })
    }
}

/// A cell as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StoredCell {
    /// Its shift kind.
    pub kind_id: Option<ShiftKindId>,
    /// Its version.
    pub version: u32,
    /// How it was changed after publishing.
    pub change: Option<CellChange>,
    /// Which roster holds it.
    pub holder: Holder,
}

impl StoredCell {
    /// What staff were told when the cell's roster was published, if it has been: the one that is edited, or the one that
    /// holds the cell.
    fn told(&self) -> Option<ShiftKindId> {
        match self.holder {
            Holder::Other { is_published: false } => None,
            _ => self.change.map_or(self.kind_id, |change| change.from),
        }
    }
}

/// A cell to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CellWrite {
    /// The cell after it. Its version is one more than the one that must still stand.
    pub after: CellState,
    /// What stood there before.
    pub before: Option<ShiftKindId>,
    /// Staff may have seen what stood there, so the change belongs on the trail.
    pub is_seen: bool,
}

/// What becomes of one edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// What is asked for stands already, as after a repeated send: nothing to write.
    Stands(CellState),
    /// It is written.
    Written(CellWrite),
    /// Somebody else was there first.
    Conflict,
}

/// What is wrong with edits of a month by themselves.
pub fn check(month: Month, edits: &[CellEdit]) -> Vec<FieldError> {
    if edits.len() > MAX_EDITS {
        return vec![FieldError { field: "edits".to_owned(), code: FieldCode::TooLong(MAX_EDITS) }];
    }
    let mut seen = HashSet::with_capacity(edits.len());
    let wrong = edits.iter().enumerate().filter_map(|(place, edit)| {
        if edit.day.month() != month {
            return Some(wrong(place, Some("day"), FieldCode::OutOfRange));
        }
        (!seen.insert((edit.person_id, edit.day))).then(|| wrong(place, None, FieldCode::Taken))
    });
    wrong.take(MAX_ERRORS).collect()
}

/// What is wrong with edits for the people and shift kinds that they name. `member` knows whose cells may be edited,
/// `is_offered` whether a shift kind exists and is not archived, `standing` what stands: a cell may keep an archived
/// kind.
pub fn check_names<'a>(
    edits: &[CellEdit],
    member: impl Fn(PersonId) -> Option<&'a Member>,
    is_offered: impl Fn(ShiftKindId) -> bool,
    standing: impl Fn(&CellEdit) -> Option<&'a StoredCell>,
) -> Vec<FieldError> {
    let wrong = edits.iter().enumerate().filter_map(|(place, edit)| {
        let Some(member) = member(edit.person_id) else {
            return Some(wrong(place, Some("person_id"), FieldCode::NotFound));
        };
        // What was planned before it was known that somebody leaves can be emptied.
        let kind = edit.kind_id?;
        if !member.belongs(edit.day) {
            return Some(wrong(place, Some("day"), FieldCode::OutOfRange));
        }
        let is_kept = || standing(edit).is_some_and(|standing| standing.kind_id == Some(kind));
        (!is_offered(kind) && !is_kept()).then(|| wrong(place, Some("kind_id"), FieldCode::NotFound))
    });
    wrong.take(MAX_ERRORS).collect()
}

fn wrong(place: usize, field: Option<&str>, code: FieldCode) -> FieldError {
    let field = field.map_or_else(|| format!("edits[{place}]"), |field| format!("edits[{place}].{field}"));
    FieldError { field, code }
}

/// Settles one edit against what stands. `belongs` says that the person is of the department on the edit's day, and
/// `is_published` speaks of the roster that is edited.
///
/// A cell is saved when its editor saw what stands, or when what stands is what they ask for. A cell that another
/// department's roster holds is taken over knowingly, by whoever sends its version, once the person belongs here on that day; from a
/// published roster only into a published one, since staff would otherwise be told of nothing at all.
pub fn settle(
    edit: &CellEdit,
    standing: Option<&StoredCell>,
    belongs: bool,
    is_published: bool,
    now: Instant,
) -> Outcome {
    let state = |version, change| CellState {
        person_id: edit.person_id,
        day: edit.day,
        kind_id: edit.kind_id,
        version,
        change,
    };
    let Some(standing) = standing else {
        return match edit.kind_id {
            None => Outcome::Stands(state(0, None)),
            // Cells keep their row for ever, so nobody's work can be lost where there is none.
            Some(_) => Outcome::Written(CellWrite {
                after: state(1, is_published.then_some(CellChange { from: None, at: now })),
                before: None,
                is_seen: is_published,
            }),
        };
    };
    let is_here = standing.holder == Holder::This;
    if is_here && standing.kind_id == edit.kind_id {
        return Outcome::Stands(state(standing.version, standing.change));
    }
    let hides_told = !is_published && standing.holder.is_published_elsewhere();
    if edit.version != standing.version || !(is_here || belongs) || hides_told {
        return Outcome::Conflict;
    }
    let told = standing.told();
    let is_changed = is_published && told != edit.kind_id;
    Outcome::Written(CellWrite {
        after: state(standing.version + 1, is_changed.then_some(CellChange { from: told, at: now })),
        before: standing.kind_id,
        is_seen: is_published || standing.holder.is_published_elsewhere(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    const THEN: Instant = Instant(1_000);
    const NOW: Instant = Instant(2_000);

    fn kind(n: u128) -> ShiftKindId {
        ShiftKindId::new(Uuid::from_u128(n))
    }

    fn edit(kind_id: Option<u128>, version: u32) -> CellEdit {
        CellEdit {
            person_id: PersonId::new(Uuid::from_u128(1)),
            day: "2026-11-03".parse().unwrap(),
            kind_id: kind_id.map(kind),
            version,
        }
    }

    fn standing(kind_id: Option<u128>, version: u32) -> StoredCell {
        StoredCell { kind_id: kind_id.map(kind), version, change: None, holder: Holder::This }
    }

    /// The kind, version and `changed from` that an edit leaves behind, or why it does not.
    fn settled(edit: CellEdit, standing: Option<StoredCell>, is_published: bool) -> String {
        match settle(&edit, standing.as_ref(), true, is_published, NOW) {
            Outcome::Stands(state) => format!("stands v{}", state.version),
            Outcome::Conflict => "conflict".to_owned(),
            Outcome::Written(write) => {
                let change = write.after.change.map(|change| change.from.map(|from| from.uuid().as_u128()));
                format!("v{} changed {change:?} seen {}", write.after.version, write.is_seen)
            }
        }
    }

    #[test]
    fn an_edit_is_saved_when_its_editor_saw_what_stands_or_asks_for_it() {
        for (name, edit, stands, wanted) in [
            ("fresh cell", edit(Some(1), 0), None, "v1 changed None seen false"),
            ("fresh cell emptied", edit(None, 0), None, "stands v0"),
            ("same version", edit(Some(2), 3), Some(standing(Some(1), 3)), "v4 changed None seen false"),
            ("same value", edit(Some(1), 3), Some(standing(Some(1), 3)), "stands v3"),
            ("stale with the same value", edit(Some(1), 2), Some(standing(Some(1), 3)), "stands v3"),
            ("stale with another value", edit(Some(2), 2), Some(standing(Some(1), 3)), "conflict"),
            ("seen as empty, filled meanwhile", edit(Some(2), 0), Some(standing(Some(1), 1)), "conflict"),
            ("cleared", edit(None, 3), Some(standing(Some(1), 3)), "v4 changed None seen false"),
            ("filled after clearing", edit(Some(1), 4), Some(standing(None, 4)), "v5 changed None seen false"),
        ] {
            assert_eq!(settled(edit, stands, false), wanted, "{name}");
        }
    }

    #[test]
    fn after_publication_a_cell_keeps_what_stood_there_until_it_returns_to_it() {
        let changed = |kind_id, from: Option<u128>| StoredCell {
            change: Some(CellChange { from: from.map(kind), at: THEN }),
            ..standing(kind_id, 5)
        };
        for (name, edit, stands, wanted) in [
            ("first change", edit(Some(2), 5), standing(Some(1), 5), "v6 changed Some(Some(1)) seen true"),
            ("second change", edit(Some(3), 5), changed(Some(2), Some(1)), "v6 changed Some(Some(1)) seen true"),
            ("back again", edit(Some(1), 5), changed(Some(2), Some(1)), "v6 changed None seen true"),
            ("emptied", edit(None, 5), standing(Some(1), 5), "v6 changed Some(Some(1)) seen true"),
            ("emptied again", edit(None, 5), changed(Some(2), None), "v6 changed None seen true"),
        ] {
            assert_eq!(settled(edit, Some(stands), true), wanted, "{name}");
        }
        assert_eq!(settled(edit(Some(1), 0), None, true), "v1 changed Some(None) seen true");
    }

    #[test]
    fn another_departments_cell_is_taken_over_only_knowingly_and_for_ones_own_people() {
        let other = |is_published| StoredCell { holder: Holder::Other { is_published }, ..standing(Some(1), 2) };
        let blind = settled(edit(Some(1), 0), Some(other(true)), true);
        assert_eq!(blind, "conflict", "the same value on another roster is not what was asked for");
        for (source, target, wanted) in [
            (false, false, "v3 changed None seen false"),
            (true, false, "conflict"),
            (false, true, "v3 changed Some(None) seen true"),
            (true, true, "v3 changed Some(Some(1)) seen true"),
        ] {
            assert_eq!(settled(edit(Some(2), 2), Some(other(source)), target), wanted, "{source} {target}");
        }
        let stranger = settle(&edit(Some(2), 2), Some(&other(true)), false, true, NOW);
        assert_eq!(stranger, Outcome::Conflict);
    }

    #[test]
    fn edits_that_cannot_be_are_told_by_place() {
        let month = "2024-02".parse().unwrap();
        let on = |day: &str, kind_id| CellEdit { day: day.parse().unwrap(), ..edit(kind_id, 0) };
        let told = |errors: Vec<FieldError>| -> Vec<String> {
            errors.iter().map(|error| format!("{} {}", error.field, error.code)).collect()
        };
        let edits = [on("2024-02-29", None), on("2024-03-01", None), on("2024-01-31", None), on("2024-02-29", Some(1))];
        assert_eq!(
            told(check(month, &edits)),
            ["edits[1].day out_of_range", "edits[2].day out_of_range", "edits[3] taken"]
        );
        let many = vec![edits[0]; MAX_EDITS + 1];
        assert_eq!(told(check(month, &many)), ["edits too_long:7000"]);
        // As many as may be sent are looked at; what is wrong with them is told up to a limit.
        assert_eq!(told(check(month, &many[1..])).len(), MAX_ERRORS);

        let member = Member {
            stays: vec![Stay { from: "2024-02-10".parse().unwrap(), until: Some("2024-02-20".parse().unwrap()) }],
        };
        let stands = standing(Some(9), 1);
        let names = |edit: CellEdit, known: bool| {
            let member = known.then_some(&member);
            told(check_names(&[edit], |_| member, |offered| offered == kind(1), |_| Some(&stands)))
        };
        assert_eq!(names(on("2024-02-09", Some(1)), true), ["edits[0].day out_of_range"]);
        assert_eq!(names(on("2024-02-21", Some(1)), true), ["edits[0].day out_of_range"]);
        assert_eq!(names(on("2024-02-10", Some(2)), true), ["edits[0].kind_id not_found"]);
        assert_eq!(names(on("2024-02-10", Some(1)), false), ["edits[0].person_id not_found"]);
        let left = on("2024-02-21", None);
        let last = on("2024-02-20", Some(1));
        for fine in [on("2024-02-10", Some(1)), last, on("2024-02-20", None), on("2024-02-15", Some(9)), left] {
            assert!(names(fine, true).is_empty(), "{fine:?}");
        }
    }

    proptest! {
        /// Publishing tells staff one value; whatever edits follow, the cell says whether it differs and from what.
        #[test]
        fn a_published_cell_is_marked_exactly_while_it_differs(
            first in proptest::option::of(0_u128..3),
            later in proptest::collection::vec(proptest::option::of(0_u128..3), 0..12),
        ) {
            let mut stands = first.map(|first| standing(Some(first), 1));
            for next in later {
                let version = stands.map_or(0, |stands| stands.version);
                if let Outcome::Written(write) = settle(&edit(next, version), stands.as_ref(), true, true, NOW) {
                    let CellState { kind_id, version, change, .. } = write.after;
                    stands = Some(StoredCell { kind_id, version, change, holder: Holder::This });
                }
                let now = stands.and_then(|stands| stands.kind_id);
                let from = stands.and_then(|stands| stands.change).map(|change| change.from);
                prop_assert_eq!(from, (now != first.map(kind)).then(|| first.map(kind)));
            }
        }
    }
}
