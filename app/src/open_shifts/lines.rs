//! Offers as people read them: by day, with equal ones as one line that counts heads, and what is over left out.

use dianwu_domain::{
    Day, LocalTime,
    open_shifts::api::{OpenShiftState, ShiftOffer},
    shifts::{
        api::ShiftKind,
        clock::{self, Phase},
        kind_of,
    },
};

/// A line of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The offer; of several equal ones the first.
    pub offer: ShiftOffer,
    /// How many equal ones are open.
    pub heads: usize,
    /// Nobody took it before it began.
    pub is_over: bool,
}

impl Line {
    fn new(offer: ShiftOffer, kinds: &[ShiftKind], now: LocalTime) -> Self {
        let shift = &offer.shift;
        let hours = kind_of(kinds, shift.kind_id).and_then(|kind| kind.hours_on(shift.day));
        let has_begun = hours.is_some_and(|hours| clock::phase(shift.day, &hours, now) != Phase::Later);
        let is_over = has_begun && matches!(shift.state, OpenShiftState::Open | OpenShiftState::Claimed);
        Self { offer, heads: 1, is_over }
    }

    /// Whether another line says the same but for the id.
    fn is_like(&self, other: &Self) -> bool {
        let (one, two) = (&self.offer.shift, &other.offer.shift);
        (one.state, two.state) == (OpenShiftState::Open, OpenShiftState::Open)
            && (one.department_id, one.day, one.kind_id, &one.note, one.needs_approval)
                == (two.department_id, two.day, two.kind_id, &two.note, two.needs_approval)
    }
}

/// The lines of each day, in the order of the offers. What is over is kept for those who offered it.
pub fn by_day(offers: Vec<ShiftOffer>, kinds: &[ShiftKind], now: LocalTime) -> Vec<(Day, Vec<Line>)> {
    let mut days: Vec<(Day, Vec<Line>)> = Vec::new();
    for offer in offers {
        let line = Line::new(offer, kinds, now);
        if line.is_over && !line.offer.may_manage {
            continue;
        }
        let day = line.offer.shift.day;
        if days.last().is_none_or(|(last, _)| *last != day) {
            days.push((day, Vec::new()));
        }
        let Some((_, lines)) = days.last_mut() else { continue };
        match lines.iter_mut().find(|other| other.is_like(&line)) {
            Some(other) => other.heads += 1,
            None => lines.push(line),
        }
    }
    days
}

#[cfg(test)]
mod tests {
    use super::*;
    use dianwu_domain::{
        DepartmentId, OpenShiftId, ShiftKindId,
        kernel::id::Uuid,
        open_shifts::api::OpenShift,
        shifts::{
            api::{ShiftKindFields, unchanged},
            kind::{Hours, Hue},
        },
    };

    fn kind() -> ShiftKind {
        let hours = Hours::plain("08:00".parse().unwrap(), "17:00".parse().unwrap(), 60, 480);
        let fields = ShiftKindFields {
            code: "早".parse().unwrap(),
            name: "早班".parse().unwrap(),
            hue: Hue::Teal,
            sort: 0,
            is_archived: false,
        };
        ShiftKind { id: ShiftKindId::new(Uuid::from_u128(1)), fields, hours: unchanged(Some(hours)), version: 1 }
    }

    fn offer(n: u128, day: &str, note: &str, state: OpenShiftState) -> ShiftOffer {
        let shift = OpenShift {
            id: OpenShiftId::new(Uuid::from_u128(n)),
            department_id: DepartmentId::new(Uuid::from_u128(1)),
            day: day.parse().unwrap(),
            kind_id: kind().id,
            note: note.parse().unwrap(),
            needs_approval: false,
            state,
            person_id: None,
            version: 1,
        };
        ShiftOffer { shift, person_name: None, is_published: true, may_manage: false, fit: None, claim: None }
    }

    fn told(offers: Vec<ShiftOffer>, now: &str) -> Vec<String> {
        let now = LocalTime { day: "2026-11-03".parse().unwrap(), minute: now.parse().unwrap() };
        let days = by_day(offers, &[kind()], now);
        let lines = days.iter().flat_map(|(day, lines)| lines.iter().map(move |line| (day, line)));
        lines.map(|(day, line)| format!("{day} {} ×{} {}", line.offer.shift.note, line.heads, line.is_over)).collect()
    }

    #[test]
    fn equal_offers_that_are_open_are_one_line_that_counts_heads() {
        use OpenShiftState::{Open, Taken};
        let offers = vec![
            offer(1, "2026-11-04", "a", Open),
            offer(2, "2026-11-04", "a", Open),
            offer(3, "2026-11-04", "b", Open),
            offer(4, "2026-11-04", "a", Taken),
            offer(5, "2026-11-05", "a", Open),
        ];
        let wanted =
            ["2026-11-04 a ×2 false", "2026-11-04 b ×1 false", "2026-11-04 a ×1 false", "2026-11-05 a ×1 false"];
        assert_eq!(told(offers, "09:00"), wanted);
    }

    #[test]
    fn what_has_begun_without_anybody_is_kept_for_those_who_offered_it() {
        let open = || offer(1, "2026-11-03", "", OpenShiftState::Open);
        assert_eq!(told(vec![open()], "07:59").len(), 1);
        assert!(told(vec![open()], "08:00").is_empty());
        assert_eq!(told(vec![ShiftOffer { may_manage: true, ..open() }], "08:00"), ["2026-11-03  ×1 true"]);
        assert_eq!(told(vec![offer(1, "2026-11-03", "", OpenShiftState::Taken)], "08:00"), ["2026-11-03  ×1 false"]);
    }
}
