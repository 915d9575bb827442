//! Employment: the periods in which somebody works here, and in each the posts that they hold, one after another. From it
//! follows who belonged where, and as what, on any day: the past stays what it was when people move, leave and return.

mod change;
mod check;
#[cfg(test)]
mod tests;

use super::api::{PersonFields, Status};
use crate::{Day, DepartmentId, PositionId, text::Note};
use serde::{Deserialize, Serialize};
use strum::VariantArray;

pub use change::Misfit;
pub use check::{MAX_PERIODS, MAX_POSTS};

/// How somebody is employed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, VariantArray)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum EmploymentKind {
    /// 全职
    #[default]
    FullTime,
    /// 兼职
    PartTime,
    /// 实习
    Intern,
    /// 劳务外包
    Outsourced,
}

impl EmploymentKind {
    /// Every kind.
    pub const ALL: &'static [Self] = Self::VARIANTS;
}

/// Why somebody left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, VariantArray)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum LeavingReason {
    /// 主动辞职
    Resigned,
    /// 协商解除
    Agreed,
    /// 公司辞退
    Dismissed,
    /// 合同到期
    ContractEnded,
    /// 退休
    Retired,
    /// 其他
    #[default]
    Other,
}

impl LeavingReason {
    /// Every reason.
    pub const ALL: &'static [Self] = Self::VARIANTS;
}

/// Why somebody left, for HR alone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Leaving {
    /// Why.
    #[serde(default)]
    pub reason: LeavingReason,
    /// In words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Note>,
}

/// A labour contract (劳动合同法 第十二条).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Contract {
    /// First day.
    pub from: Day,
    /// Last day; none of a contract without a fixed term (无固定期限).
    #[serde(default)]
    pub until: Option<Day>,
}

/// What somebody is from a day on: where, and as what. It lasts until the next post begins or the period ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Post {
    /// First day.
    pub from: Day,
    /// 部门
    pub department_id: DepartmentId,
    /// 岗位
    #[serde(default)]
    pub position_id: Option<PositionId>,
    /// 用工形式
    #[serde(default)]
    pub kind: EmploymentKind,
}

/// A period of work, from the first day of its first post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Period {
    /// The posts held, in order of days; one at least.
    pub posts: Vec<Post>,
    /// The last day at work; none while nobody knows of one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
    /// Why they leave; only with `until`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leaving: Option<Leaving>,
    /// The last day of probation (试用期, 劳动合同法 第十九条).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub probation_until: Option<Day>,
    /// The contract that holds, or held last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contract: Option<Contract>,
}

/// All periods of a person, in order of days; one at least.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Employment {
    /// The periods.
    pub periods: Vec<Period>,
}

/// Days on end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Stay {
    /// First day.
    pub from: Day,
    /// Last day; none while nobody knows of one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
}

impl Stay {
    /// Whether a day is one of them.
    pub fn holds(&self, day: Day) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}

/// Whether a day is in one of these stays.
pub fn stays_on(stays: &[Stay], day: Day) -> bool {
    stays.iter().any(|stay| stay.holds(day))
}

/// What somebody is as of a day: where they stand in lists, and who may see them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The post.
    pub post: Post,
    /// The first day of its period.
    pub hired_on: Day,
    /// The last day, once it has passed.
    pub left_on: Option<Day>,
}

impl Period {
    /// A period that begins with a post and has no end.
    pub fn begun(post: Post) -> Self {
        Self { posts: vec![post], until: None, leaving: None, probation_until: None, contract: None }
    }

    /// Its first day; the last of all days if it has no post, which none has that was checked.
    pub fn from(&self) -> Day {
        self.posts.first().map_or(Day::MAX, |post| post.from)
    }

    /// Its days.
    pub fn stay(&self) -> Stay {
        Stay { from: self.from(), until: self.until }
    }

    /// The post on a day, whether or not the period has ended by then.
    fn post(&self, day: Day) -> Option<&Post> {
        self.posts.iter().rev().find(|post| post.from <= day)
    }

    /// The posts with their last days.
    pub fn posts(&self) -> impl Iterator<Item = (&Post, Option<Day>)> {
        let ends = self.posts.iter().skip(1).map(|next| Some(next.from.plus(-1)));
        self.posts.iter().zip(ends.chain(std::iter::once(self.until)))
    }
}

impl Employment {
    /// What somebody has who began with a post.
    pub fn begun(post: Post) -> Self {
        Self { periods: vec![Period::begun(post)] }
    }

    /// What a person's master data says of it, and nothing else is known.
    pub fn of(fields: &PersonFields) -> Self {
        let post = Post {
            from: fields.hired_on,
            department_id: fields.department_id,
            position_id: fields.position_id,
            kind: EmploymentKind::default(),
        };
        let leaving = fields.left_on.map(|_| Leaving::default());
        Self { periods: vec![Period { until: fields.left_on, leaving, ..Period::begun(post) }] }
    }

    /// The post held on a day.
    pub fn on(&self, day: Day) -> Option<&Post> {
        self.periods.iter().find(|period| period.stay().holds(day)).and_then(|period| period.post(day))
    }

    /// The period that counts on a day: the one that it is in, else the last before, else the first.
    fn place(&self, day: Day) -> Option<usize> {
        let begun = self.periods.iter().rposition(|period| period.from() <= day);
        begun.or_else(|| (!self.periods.is_empty()).then_some(0))
    }

    /// The period that counts on a day: the one that it is in, else the last before, else the first.
    pub fn period(&self, day: Day) -> Option<&Period> {
        self.place(day).and_then(|place| self.periods.get(place))
    }

    /// What somebody is as of a day.
    pub fn standing(&self, day: Day) -> Option<Standing> {
        let period = self.period(day)?;
        let left_on = period.until.filter(|until| *until < day);
        let post = period.post(left_on.unwrap_or(day)).or_else(|| period.posts.first())?;
        Some(Standing { post: *post, hired_on: period.from(), left_on })
    }

    /// A person's master data as of a day.
    #[must_use]
    pub fn as_of(&self, day: Day, fields: &PersonFields) -> PersonFields {
        let Some(Standing { post, hired_on, left_on }) = self.standing(day) else { return fields.clone() };
        PersonFields {
            department_id: post.department_id,
            position_id: post.position_id,
            hired_on,
            status: if left_on.is_some() { Status::Left } else { Status::Active },
            left_on,
            ..fields.clone()
        }
    }

    /// Leaves out what only those who manage people may know: contracts, and why somebody left.
    pub fn hide_terms(&mut self) {
        for period in &mut self.periods {
            (period.leaving, period.contract) = (None, None);
        }
    }

    /// The day after which somebody no longer works here; none while nobody knows of one.
    pub fn ends_on(&self) -> Option<Day> {
        self.periods.last().and_then(|period| period.until)
    }

    /// All posts with their last days.
    pub fn posts(&self) -> impl Iterator<Item = (&Post, Option<Day>)> {
        self.periods.iter().flat_map(Period::posts)
    }

    /// Whether another history says the same of every day before `today`.
    pub fn keeps_past(&self, other: &Self, today: Day) -> bool {
        let begins = self.posts().chain(other.posts()).map(|(post, _)| post.from);
        let ends = self.periods.iter().chain(&other.periods).filter_map(|period| period.until);
        let borders = begins.chain(ends.map(|until| until.plus(1)));
        let same = |day: Day| {
            let (a, b) = (self.on(day), other.on(day));
            a.map(|post| (post.department_id, post.position_id, post.kind))
                == b.map(|post| (post.department_id, post.position_id, post.kind))
        };
        borders.filter(|day| *day < today).all(same)
    }

    /// The departments that are left, each with the first day on which somebody is no longer there, though they would have
    /// been by `before`; none for days before `today`.
    pub fn leaves(&self, before: &Self, today: Day) -> Vec<(DepartmentId, Day)> {
        let mut borders: Vec<Day> = (self.posts().chain(before.posts()).map(|(post, _)| post.from))
            .chain(self.periods.iter().chain(&before.periods).filter_map(|period| Some(period.until?.plus(1))))
            .filter(|day| *day > today)
            .chain([today])
            .collect();
        borders.sort_unstable();
        let mut found: Vec<(DepartmentId, Day)> = Vec::new();
        for day in borders {
            let department = |employment: &Self| employment.on(day).map(|post| post.department_id);
            let Some(left) = department(before).filter(|left| department(self) != Some(*left)) else { continue };
            if found.iter().all(|(known, _)| *known != left) {
                found.push((left, day));
            }
        }
        found
    }
}
