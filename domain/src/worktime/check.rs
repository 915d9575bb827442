//! The checks. Each looks at one row and finds what touches the month.

use super::{
    Finding, Rule, RuleKind, RuleSet, Severity, in_order,
    plan::{Plan, PlannedPerson, Work},
};

/// A legal working day and week, in minutes (国务院关于职工工作时间的规定, article 3).
const LEGAL_DAY: u32 = 480;
const LEGAL_WEEK: u32 = 2400;
const DAY: u32 = 1440;

/// What the rules find in all rows, the heaviest first. Heads are counted elsewhere: `roster::coverage`.
pub fn check(plan: &Plan, people: &[PlannedPerson], rules: &RuleSet) -> Vec<Finding> {
    let mut findings = Vec::new();
    for person in people {
        Checker { plan, person, rules, findings: &mut findings }.run();
    }
    in_order(&mut findings);
    findings
}

/// What the rules find in one row, the heaviest first.
pub fn check_person(plan: &Plan, person: &PlannedPerson, rules: &RuleSet) -> Vec<Finding> {
    check(plan, std::slice::from_ref(person), rules)
}

/// What the rules find in `after` and did not find in `before`, two states of one row, or not as badly: a run that is a
/// day longer is new, one that is a day shorter is not.
pub fn added(plan: &Plan, before: &PlannedPerson, after: &PlannedPerson, rules: &RuleSet) -> Vec<Finding> {
    let known = check_person(plan, before, rules);
    let mut found = check_person(plan, after, rules);
    found.retain(|finding| !known.iter().any(|known| covers(known, finding)));
    found
}

/// Whether a finding is no worse than one that was known, on days that this had spanned.
fn covers(known: &Finding, found: &Finding) -> bool {
    let is_no_worse = match found.rule.is_least() {
        true => known.figure <= found.figure,
        false => known.figure >= found.figure,
    };
    // The legal most of a week had stood for the usual one.
    let is_same = known.rule == found.rule || (known.rule, found.rule) == (RuleKind::WeekHoursMax, RuleKind::WeekHours);
    is_same && known.from <= found.from && found.until <= known.until && is_no_worse
}

/// Whether an error of `rule` bars publication where one of `other` does not, or not as firmly.
fn stands_before(rule: Rule, other: Rule) -> bool {
    let weight = |rule: Rule| (rule.severity, rule.severity == Severity::Error && !rule.may_sign_off);
    weight(rule) > weight(other)
}

struct Checker<'a> {
    plan: &'a Plan,
    person: &'a PlannedPerson,
    rules: &'a RuleSet,
    findings: &'a mut Vec<Finding>,
}

impl Checker<'_> {
    fn run(&mut self) {
        self.days();
        self.weeks();
        self.runs(RuleKind::RunLength, |_| true);
        self.runs(RuleKind::NightsInRow, |work| work.is_night);
        self.rest_between();
        self.month();
    }

    /// The rule of a kind, if anybody asks.
    fn asked(&self, kind: RuleKind) -> Option<Rule> {
        Some(self.rules.rule(kind)).filter(|rule| rule.severity != Severity::Off)
    }

    fn find(&mut self, rule: Rule, from: usize, until: usize, figure: u32) {
        self.findings.push(Finding {
            severity: rule.severity,
            from: self.plan.day(from),
            until: self.plan.day(until),
            rule: rule.kind,
            person_id: Some(self.person.id),
            kind_id: None,
            slot: None,
            figure,
            limit: rule.limit,
            may_sign_off: rule.may_sign_off && !rule.kind.is_strict(),
        });
    }

    fn work(&self, place: usize) -> Option<Work> {
        self.plan.work(self.person, place)
    }

    fn is_barred(&self, place: usize) -> bool {
        self.person.barred.is_some_and(|(from, until)| (from..=until).contains(&place))
    }

    /// The hours of a day, and what is barred on it.
    fn days(&mut self) {
        let hours = self.asked(RuleKind::DayHours);
        let night = self.asked(RuleKind::ProtectedNight);
        let overtime = self.asked(RuleKind::ProtectedOvertime);
        for place in self.plan.days() {
            let Some(work) = self.work(place) else { continue };
            if let Some(rule) = hours.filter(|rule| work.paid > rule.limit) {
                self.find(rule, place, place, work.paid);
            }
            if !self.is_barred(place) {
                continue;
            }
            if let Some(rule) = night.filter(|_| work.is_night || work.is_late) {
                self.find(rule, place, place, 1);
            }
            if let Some(rule) = overtime.filter(|_| work.paid > LEGAL_DAY) {
                self.find(rule, place, place, work.paid - LEGAL_DAY);
            }
        }
    }

    /// The hours of a week and its days of rest.
    fn weeks(&mut self) {
        let plan = self.plan;
        for monday in plan.weeks() {
            let (mut paid, mut days, mut is_barred) = (0, 0, false);
            for place in monday..monday + 7 {
                if let Some(work) = self.work(place) {
                    paid += work.paid;
                    days += 1;
                    is_barred |= self.is_barred(place);
                }
            }
            let sunday = monday + 6;
            let too_long = self.asked(RuleKind::WeekHoursMax).filter(|rule| paid > rule.limit);
            let long = self.asked(RuleKind::WeekHours).filter(|rule| paid > rule.limit);
            // Beyond the legal most, the usual most says nothing new, unless it stands more in the way.
            let long = long.filter(|rule| too_long.is_none_or(|other| stands_before(*rule, other)));
            for rule in too_long.into_iter().chain(long) {
                self.find(rule, monday, sunday, paid);
            }
            if let Some(rule) = self.asked(RuleKind::RestDay).filter(|rule| 7 - days < rule.limit) {
                self.find(rule, monday, sunday, 7 - days);
            }
            let barred = self.asked(RuleKind::ProtectedOvertime).filter(|_| is_barred && paid > LEGAL_WEEK);
            if let Some(rule) = barred {
                self.find(rule, monday, sunday, paid - LEGAL_WEEK);
            }
        }
    }

    /// Days in a row on which somebody works in a certain way.
    fn runs(&mut self, kind: RuleKind, counts: impl Fn(Work) -> bool) {
        let Some(rule) = self.asked(kind) else { return };
        let days = self.plan.days();
        let mut start = None;
        for place in 0..=self.plan.length() {
            let is_on = self.work(place).is_some_and(&counts);
            match (start, is_on) {
                (None, true) => start = Some(place),
                (Some(from), false) => {
                    let length = u32::try_from(place - from).unwrap_or(u32::MAX);
                    if length > rule.limit && from < days.end && place > days.start {
                        self.find(rule, from, place - 1, length);
                    }
                    start = None;
                }
                _ => {}
            }
        }
    }

    /// The time from the end of a shift to the start of the next one; a shift that begins before the last one ends.
    fn rest_between(&mut self) {
        let (rest_rule, overlap_rule) = (self.asked(RuleKind::RestBetween), self.asked(RuleKind::Overlap));
        let days = self.plan.days();
        let mut before: Option<(usize, Work)> = None;
        for place in 0..self.plan.length() {
            let Some(work) = self.work(place) else { continue };
            if let Some((from, earlier)) = before {
                let start = DAY * u32::try_from(place - from).unwrap_or(1) + work.start;
                let (rest, overlap) = (start.saturating_sub(earlier.end), earlier.end.saturating_sub(start));
                let touches = days.contains(&from) || days.contains(&place);
                // Of two shifts at once, how little rest they leave says nothing new.
                let found = match overlap {
                    0 => rest_rule.filter(|rule| rest < rule.limit).map(|rule| (rule, rest)),
                    _ => overlap_rule.map(|rule| (rule, overlap)),
                };
                if let Some((rule, figure)) = found.filter(|_| touches) {
                    self.find(rule, from, place, figure);
                }
            }
            before = Some((place, work));
        }
    }

    /// The month's hours beyond those of its workdays.
    fn month(&mut self) {
        let Some(rule) = self.asked(RuleKind::MonthOvertime) else { return };
        let days = self.plan.days();
        let paid: u32 = days.clone().filter_map(|place| self.work(place)).map(|work| work.paid).sum();
        let workdays =
            |(from, until): &(usize, usize)| self.plan.workdays((*from).max(days.start), (*until).min(days.end - 1));
        let workdays: u32 = self.person.employed.iter().map(workdays).sum();
        let overtime = paid.saturating_sub(LEGAL_DAY * workdays);
        if overtime > rule.limit {
            self.find(rule, days.start, days.end - 1, overtime);
        }
    }
}
