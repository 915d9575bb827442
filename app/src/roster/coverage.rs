//! A day by half hours: how many are there, and of how many. For those who plan.

use crate::{
    client,
    shifts::Kinds,
    shop::{departments_of, use_caller, use_directory},
    text,
    ui::{Failed, Fetched},
};
use dianwu_domain::{
    Day, DayMinute, DepartmentId, Nothing, Permission,
    roster::{
        api::{DemandsPath, ListDemands, TeamShift},
        coverage::{Coverage, Demand, HalfHours},
    },
    settings::api::{GetShop, Shop},
    shifts::slot::HALF_HOURS,
};
use leptos::prelude::*;
use std::ops::Range;

/// The half hours that the platform counts, from 08:00 to 24:00: shown until the shop's own are known.
const SERVICE: Range<usize> = 16..48;

/// The half hours between two times of a day, begun ones too.
fn halves_of(from: DayMinute, until: DayMinute) -> Range<usize> {
    let end = usize::from(until.minutes().div_ceil(30)).min(HALF_HOURS);
    usize::from(from.minutes() / 30).min(end)..end
}

/// The half hours to show: those of service, and whatever lies beyond and needs somebody.
fn shown(service: Range<usize>, needed: &[u16; HALF_HOURS]) -> Range<usize> {
    let is_needed = |slot: &usize| needed[*slot] > 0;
    let first = (0..HALF_HOURS).find(is_needed).unwrap_or(service.start);
    let last = (0..HALF_HOURS).rfind(is_needed).map_or(service.end, |slot| slot + 1);
    service.start.min(first)..service.end.max(last)
}

/// The hours at the head of these half hours, each with how many of them it spans.
fn hours_of(halves: Range<usize>) -> Vec<(usize, usize)> {
    let spans = |hour: usize| halves.clone().filter(|slot| slot / 2 == hour).count();
    (halves.start / 2..halves.end.div_ceil(2)).map(|hour| (hour, spans(hour))).collect()
}

/// The card; nothing for whoever plans nobody, and while no heads are asked for. `department` is the one that is chosen;
/// without one it is the reader's own.
#[component]
pub fn CoverageCard(day: Day, department: Option<DepartmentId>, shifts: Vec<TeamShift>, kinds: Kinds) -> impl IntoView {
    let own = use_caller().me().department_id;
    let id = department.unwrap_or(own);
    let directory = use_directory();
    let scope = departments_of(Permission::ReadRosters);
    let demands: Fetched<Vec<Demand>> = LocalResource::new(move || {
        let is_mine = scope.with(|scope| scope.iter().any(|(other, _)| *other == id));
        async move {
            if !is_mine {
                return Ok(Vec::new());
            }
            client::call::<ListDemands>(&DemandsPath { department_id: id }, &Nothing {}, &Nothing {}).await
        }
    });
    let title = move || text::roster::coverage_of(&directory.department_name(id));
    move || match demands.get()? {
        Ok(demands) if demands.is_empty() => None,
        Ok(demands) => {
            let hours = half_hours(day, id, &shifts, &kinds, &demands);
            let card = view! {
                <section class="card">
                    <div class="card__head">
                        <h2 class="card__title">{title}</h2>
                        <Gaps hours=hours />
                    </div>
                    <HalfHoursTable hours=hours />
                </section>
            };
            Some(card.into_any())
        }
        Err(failure) => {
            let retry = Callback::new(move |()| demands.refetch());
            Some(view! { <Failed failure=failure on_retry=retry /> }.into_any())
        }
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

/// In how many half hours somebody is missing.
#[component]
pub fn Gaps(hours: HalfHours) -> impl IntoView {
    let gaps = hours.heads.iter().zip(hours.needed).filter(|(heads, needed)| *heads < needed).count();
    view! {
        <span class="chip" data-tone=if gaps == 0 { "good" } else { "bad" }>
            {move || text::roster::coverage_gaps(gaps)}
        </span>
    }
}

/// The half hours of service, with those who are there and those who are needed.
#[component]
pub fn HalfHoursTable(hours: HalfHours) -> impl IntoView {
    let shop: Fetched<Shop> = LocalResource::new(client::get::<GetShop>);
    move || {
        // Without the shop's hours the platform's say enough.
        let service = shop.get().and_then(Result::ok);
        let service = service.map_or(SERVICE, |shop| halves_of(shop.fields.service_from, shop.fields.service_until));
        let halves = shown(service, &hours.needed);
        let head = |(hour, span): (usize, usize)| view! { <th scope="col" colspan=span.to_string()>{hour}</th> };
        let there = halves.clone().map(|slot| {
            let is_short = hours.heads[slot] < hours.needed[slot];
            view! { <td data-tone=is_short.then_some("bad")>{hours.heads[slot]}</td> }
        });
        let needed = halves.clone().map(|slot| view! { <td>{hours.needed[slot]}</td> });
        view! {
            <div class="table-frame" tabindex="0" role="region" aria-label=text::roster::coverage_title>
                <table class="halves num">
                    <thead>
                        <tr>
                            <th scope="col">{text::roster::coverage_hour}</th>
                            {hours_of(halves.clone()).into_iter().map(head).collect_view()}
                        </tr>
                    </thead>
                    <tbody>
                        <tr>
                            <th scope="row">{text::roster::coverage_there}</th>
                            {there.collect_view()}
                        </tr>
                        <tr>
                            <th scope="row">{text::roster::coverage_needed}</th>
                            {needed.collect_view()}
                        </tr>
                    </tbody>
                </table>
            </div>
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shops_hours_are_shown_and_whatever_is_needed_beyond_them() {
        let minute = |text: &str| text.parse().unwrap();
        assert_eq!(halves_of(minute("08:00"), minute("24:00")), SERVICE);
        assert_eq!(halves_of(minute("09:30"), minute("26:00")), 19..48);
        assert_eq!(halves_of(minute("09:10"), minute("18:10")), 18..37);
        let mut needed = [0; HALF_HOURS];
        assert_eq!(shown(19..40, &needed), 19..40);
        needed[4] = 1;
        needed[43] = 1;
        assert_eq!(shown(19..40, &needed), 4..44);
    }

    #[test]
    fn hours_span_the_half_hours_that_are_shown() {
        assert_eq!(hours_of(19..23), [(9, 1), (10, 2), (11, 1)]);
        assert_eq!(hours_of(16..48).len(), 16);
    }
}
