//! A team's day by half hours: how many are there, and of how many. For those who plan.

use super::{scope::departments_of, shift::Kinds};
use crate::{client, session::use_caller, text};
use dianwu_domain::{
    Day, DepartmentId, Duty, Nothing,
    roster::{
        api::{DemandsPath, ListDemands, TeamShift},
        coverage::{Coverage, Demand, HalfHours},
    },
};
use leptos::prelude::*;

/// The half hours that the platform counts: from 08:00 to 24:00.
const SERVICE: std::ops::Range<usize> = 16..48;

/// The card; nothing for whoever plans nobody, and while no heads are asked for. `department` is the one that is chosen.
#[component]
pub fn CoverageCard(day: Day, department: Option<DepartmentId>, shifts: Vec<TeamShift>, kinds: Kinds) -> impl IntoView {
    let own = use_caller().me().department_id;
    let id = department.unwrap_or(own);
    let scope = departments_of(Duty::ReadRosters);
    let demands = LocalResource::new(move || {
        let is_mine = scope.with(|scope| scope.iter().any(|(other, _)| *other == id));
        async move {
            if !is_mine {
                return Vec::new();
            }
            // Without it the page says what it says to everybody.
            let path = DemandsPath { department_id: id };
            client::call::<ListDemands>(&path, &Nothing {}, &Nothing {}).await.unwrap_or_default()
        }
    });
    move || {
        let demands = demands.get().unwrap_or_default();
        let hours = half_hours(day, id, &shifts, &kinds, &demands);
        (!demands.is_empty()).then(|| view! { <Table hours=hours /> })
    }
}

fn half_hours(day: Day, id: DepartmentId, shifts: &[TeamShift], kinds: &Kinds, demands: &[Demand]) -> HalfHours {
    let heads = |on: Day| -> Vec<u16> {
        let count = |kind| {
            let has = |shift: &&TeamShift| shift.day == on && shift.kind_id == kind && shift.department_id == id;
            u16::try_from(shifts.iter().filter(has).count()).unwrap_or(u16::MAX)
        };
        kinds.all().iter().map(|kind| count(kind.id)).collect()
    };
    Coverage::new(kinds.all(), demands).half_hours(day, &heads(day), &heads(day.plus(-1)))
}

#[component]
fn Table(hours: HalfHours) -> impl IntoView {
    let cells = SERVICE.map(|slot| (hours.heads[slot], hours.needed[slot])).collect::<Vec<_>>();
    let gaps = cells.iter().filter(|(heads, needed)| heads < needed).count();
    let head = |slot: usize| view! { <th scope="col" colspan="2">{format!("{}", slot / 2)}</th> };
    let row = |label: crate::ui::Text, figures: Vec<(u16, bool)>| {
        view! {
            <tr>
                <th scope="row">{label}</th>
                {figures
                    .into_iter()
                    .map(|(figure, is_short)| view! { <td data-tone=is_short.then_some("bad")>{figure}</td> })
                    .collect_view()}
            </tr>
        }
    };
    let there = cells.iter().map(|(heads, needed)| (*heads, heads < needed)).collect();
    let wanted = cells.iter().map(|(_, needed)| (*needed, false)).collect();
    view! {
        <section class="card">
            <div class="card__head">
                <h2 class="card__title">{text::coverage_title}</h2>
                <span class="chip" data-tone=if gaps == 0 { "good" } else { "bad" }>
                    {move || text::coverage_gaps(gaps)}
                </span>
            </div>
            <div class="table-frame" tabindex="0" role="region" aria-label=text::coverage_title>
                <table class="halves num">
                    <thead>
                        <tr>
                            <th scope="col">{text::coverage_hour}</th>
                            {SERVICE.step_by(2).map(head).collect_view()}
                        </tr>
                    </thead>
                    <tbody>
                        {row(text::coverage_there, there)} {row(text::coverage_needed, wanted)}
                    </tbody>
                </table>
            </div>
        </section>
    }
}
