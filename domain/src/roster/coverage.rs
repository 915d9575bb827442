//! How many heads are needed, and how many are there: by shift kind, by slot of the day, and by half hour.

use crate::{
    Day, DayMinute, DemandId, FieldCode, FieldError, ShiftKindId, Weekday,
    shifts::{
        api::ShiftKind,
        kind::{HoursFrom, hours_on},
        slot::{HALF_HOURS, Slot, Target},
    },
    worktime::{Finding, RuleKind, RuleSet, Severity},
};
use serde::{Deserialize, Serialize};

const HALF_HOUR: u16 = 30;
const DAY: u16 = 1440;
/// Most heads that can be asked for.
pub const MAX_HEADS: u16 = 999;

/// Dates, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Dates {
    /// The first.
    pub from: Day,
    /// The last.
    pub until: Day,
}

impl Dates {
    /// Whether any of the days is one of these weekdays, as [`DemandFields::weekdays`] names them. Days that are no span
    /// are another fault.
    fn has_any(self, weekdays: u8) -> bool {
        // After a week its days come again.
        let days = (0..7).map(|days| self.from.plus(days)).take_while(|day| *day <= self.until);
        self.until < self.from || days.into_iter().any(|day| weekdays & weekday_bit(day.weekday()) != 0)
    }
}

/// How many heads are needed, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DemandFields {
    /// The shift kind that is counted; none where a slot is.
    #[serde(default)]
    pub kind_id: Option<ShiftKindId>,
    /// The slot of the day that is counted; none where a shift kind is.
    #[serde(default)]
    pub slot: Option<Slot>,
    /// The weekdays on which it holds, added up: Monday is 1, Tuesday 2, up to Sunday, 64.
    pub weekdays: u8,
    /// Set for an exception, such as 大促: on these dates it takes the place of what usually holds for its target.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dates: Option<Dates>,
    /// How many, up to 999; 0, nobody, in an exception alone.
    pub heads: u16,
}

/// A demand of a department.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Demand {
    /// The demand.
    pub id: DemandId,
    /// What it asks for.
    pub fields: DemandFields,
    /// Counts changes.
    pub version: u32,
}

/// A weekday's part of [`DemandFields::weekdays`].
pub const fn weekday_bit(weekday: Weekday) -> u8 {
    1 << (weekday as u8 - 1)
}

impl DemandFields {
    /// What does not fit together, by field.
    pub fn check(&self) -> Vec<FieldError> {
        let mut errors = Vec::new();
        let mut push = |field: &str, code| errors.push(FieldError { field: format!("fields.{field}"), code });
        match (self.kind_id, self.slot) {
            (None, None) => push("kind_id", FieldCode::Required),
            (Some(_), Some(_)) => push("slot", FieldCode::Inconsistent),
            _ => {}
        }
        if let Some(Slot { start, end }) = self.slot {
            if start.minutes() >= DAY || start.minutes() % HALF_HOUR != 0 {
                push("slot.start", FieldCode::OutOfRange);
            }
            if end.minutes() > DAY || end.minutes() % HALF_HOUR != 0 {
                push("slot.end", FieldCode::OutOfRange);
            } else if end <= start {
                push("slot.end", FieldCode::Inconsistent);
            }
        }
        if !(1..=127).contains(&self.weekdays) {
            push("weekdays", FieldCode::OutOfRange);
        } else if self.dates.is_some_and(|dates| !dates.has_any(self.weekdays)) {
            push("weekdays", FieldCode::Inconsistent);
        }
        if self.dates.is_some_and(|dates| dates.until < dates.from) {
            push("dates.until", FieldCode::Inconsistent);
        }
        // Nobody at all is asked for only where something else usually holds.
        let least = u16::from(self.dates.is_none());
        if !(least..=MAX_HEADS).contains(&self.heads) {
            push("heads", FieldCode::NotBetween(least.into(), MAX_HEADS.into()));
        }
        errors
    }

    /// What is counted; none for what [`DemandFields::check`] refuses.
    pub fn target(&self) -> Option<Target> {
        Target::of(self.kind_id, self.slot)
    }

    /// Whether another demand says something else, or the same again, of some day: both are what usually holds for the
    /// target, or both are exceptions.
    pub fn clashes(&self, other: &Self) -> bool {
        let days = self.weekdays & other.weekdays;
        let meets = match (self.dates, other.dates) {
            (None, None) => days != 0,
            (Some(one), Some(two)) => {
                let (from, until) = (one.from.max(two.from), one.until.min(two.until));
                // After a week its days come again.
                (0..7).map(|n| from.plus(n)).any(|day| day <= until && days & weekday_bit(day.weekday()) != 0)
            }
            _ => false,
        };
        meets && self.target() == other.target()
    }

    fn holds_on(&self, day: Day) -> bool {
        self.weekdays & weekday_bit(day.weekday()) != 0
            && self.dates.is_none_or(|dates| (dates.from..=dates.until).contains(&day))
    }
}

/// Heads that are needed and heads that are there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cover {
    /// What is counted.
    pub target: Target,
    /// How many are needed.
    pub needed: u16,
    /// How many are there.
    pub heads: u16,
}

impl Cover {
    /// How many are missing.
    pub const fn gap(&self) -> u16 {
        self.needed.saturating_sub(self.heads)
    }
}

/// Heads by half hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HalfHours {
    /// How many are there.
    pub heads: [u16; HALF_HOURS],
    /// How many are needed.
    pub needed: [u16; HALF_HOURS],
}

/// A department's demands, ready to be asked about days. Heads are given by the places of the shift kinds.
#[derive(Clone, Debug)]
pub struct Coverage {
    kinds: Vec<(ShiftKindId, Vec<HoursFrom>)>,
    demands: Vec<(Target, DemandFields)>,
}

impl Coverage {
    /// The demands over these shift kinds. Nobody can be given an archived kind, so that none is asked for.
    pub fn new(kinds: &[ShiftKind], demands: &[Demand]) -> Self {
        let is_archived = |id| kinds.iter().any(|kind| kind.id == id && kind.fields.is_archived);
        let standing = demands.iter().filter(|demand| !demand.fields.kind_id.is_some_and(is_archived));
        Self {
            kinds: kinds.iter().map(|kind| (kind.id, kind.hours.clone())).collect(),
            demands: standing.filter_map(|demand| Some((demand.fields.target()?, demand.fields))).collect(),
        }
    }

    /// Whether anything is asked for at all.
    pub fn is_empty(&self) -> bool {
        self.demands.is_empty()
    }

    /// The targets that are ever asked for, each once, in the order of the demands.
    pub fn targets(&self) -> Vec<Target> {
        let mut targets: Vec<Target> = Vec::new();
        for (target, _) in &self.demands {
            if !targets.contains(target) {
                targets.push(*target);
            }
        }
        targets
    }

    /// How many are needed on a day: exceptions for its date take the place of what usually holds, and of several the
    /// greatest counts.
    pub fn needed(&self, target: Target, day: Day) -> Option<u16> {
        let holding = || self.demands.iter().filter(|(other, demand)| *other == target && demand.holds_on(day));
        let exception = holding().filter(|(_, demand)| demand.dates.is_some()).map(|(_, demand)| demand.heads).max();
        exception.or_else(|| holding().map(|(_, demand)| demand.heads).max())
    }

    /// What is needed on a day and how much of it is there, given how many people have each shift kind on that day and
    /// on the day before.
    pub fn day(&self, day: Day, heads: &[u16], heads_before: &[u16]) -> Vec<Cover> {
        let present = self.present(day, heads, heads_before);
        let cover = |target| {
            let needed = self.needed(target, day)?;
            let heads = match target {
                Target::Shift { kind_id } => {
                    let place = self.kinds.iter().position(|(id, _)| *id == kind_id);
                    place.and_then(|place| heads.get(place)).copied().unwrap_or(0)
                }
                Target::Slot(Slot { start, end }) => fewest(&present, start, end),
            };
            Some(Cover { target, needed, heads })
        };
        self.targets().into_iter().filter_map(cover).collect()
    }

    /// The heads of a day by half hour, with what is needed: the most that a slot asks for, or all shifts together.
    pub fn half_hours(&self, day: Day, heads: &[u16], heads_before: &[u16]) -> HalfHours {
        let (mut slots, mut shifts) = ([0_u16; HALF_HOURS], [0_u16; HALF_HOURS]);
        for target in self.targets() {
            let Some(needed) = self.needed(target, day) else { continue };
            match target {
                Target::Slot(Slot { start, end }) => {
                    for slot in covered(start.minutes(), end.minutes(), 0) {
                        slots[slot] = slots[slot].max(needed);
                    }
                }
                Target::Shift { kind_id } => {
                    let kind = self.kinds.iter().find(|(id, _)| *id == kind_id);
                    for slot in kind.into_iter().flat_map(|(_, versions)| there(versions, day, 0)) {
                        shifts[slot] = shifts[slot].saturating_add(needed);
                    }
                }
            }
        }
        let needed = std::array::from_fn(|slot| slots[slot].max(shifts[slot]));
        HalfHours { heads: self.present(day, heads, heads_before), needed }
    }

    /// How many are there in each half hour; whoever is there for a part of one is not counted in it.
    fn present(&self, day: Day, heads: &[u16], heads_before: &[u16]) -> [u16; HALF_HOURS] {
        let mut present = [0_u16; HALF_HOURS];
        for (counts, day, offset) in [(heads, day, 0), (heads_before, day.plus(-1), DAY)] {
            for ((_, versions), count) in self.kinds.iter().zip(counts) {
                for slot in there(versions, day, offset) {
                    present[slot] = present[slot].saturating_add(*count);
                }
            }
        }
        present
    }
}

/// The half hours throughout which people are there who have the shift of a day that began `offset` minutes earlier: none of
/// its pauses.
fn there(versions: &[HoursFrom], day: Day, offset: u16) -> impl Iterator<Item = usize> + use<> {
    let segments = hours_on(versions, day).into_iter().flat_map(|hours| hours.segments());
    segments.flat_map(move |segment| covered(segment.start.minutes(), segment.end.minutes(), offset))
}

/// The half hours that lie wholly between two minutes of a day that began `offset` minutes earlier.
fn covered(start: u16, end: u16, offset: u16) -> std::ops::Range<usize> {
    let (start, end) = (start.saturating_sub(offset), end.saturating_sub(offset));
    let from = usize::from(start.div_ceil(HALF_HOUR)).min(HALF_HOURS);
    from..usize::from(end / HALF_HOUR).clamp(from, HALF_HOURS)
}

fn fewest(present: &[u16; HALF_HOURS], start: DayMinute, end: DayMinute) -> u16 {
    covered(start.minutes(), end.minutes(), 0).map(|slot| present[slot]).min().unwrap_or(0)
}

/// What the rule of heads finds on a day: a finding for each target that is short of heads.
pub fn findings(covers: &[Cover], day: Day, rules: &RuleSet) -> impl Iterator<Item = Finding> {
    let rule = rules.rule(RuleKind::Headcount);
    let is_asked = rule.severity != Severity::Off;
    covers.iter().filter(move |cover| is_asked && cover.gap() > 0).map(move |cover| {
        let (kind_id, slot) = match cover.target {
            Target::Shift { kind_id } => (Some(kind_id), None),
            Target::Slot(slot) => (None, Some(slot)),
        };
        Finding {
            severity: rule.severity,
            from: day,
            until: day,
            rule: rule.kind,
            person_id: None,
            kind_id,
            slot,
            figure: u32::from(cover.heads),
            limit: u32::from(cover.needed),
            may_sign_off: rule.may_sign_off,
        }
    })
}

#[cfg(test)]
mod tests;
