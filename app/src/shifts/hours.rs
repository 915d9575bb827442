//! The part of the form that says when a shift is: its segments, what of them is paid, and from which day on.

use super::form::Entries;
use crate::{
    client,
    shop::{use_clock, use_directory},
    task::{Home, Told},
    text,
    ui::{Icon, IconButton, Load, Text, TextField},
};
use dianwu_domain::{
    Day, DayMinute, Nothing, ShiftKindId,
    shifts::{
        api::{DeleteShiftHours, GetShiftKindUse, ShiftHoursPath, ShiftKind, ShiftKindPath, ShiftKindUse},
        kind::{Hours, HoursFrom, MAX_SEGMENTS, is_always},
        typed,
    },
};
use leptos::prelude::*;

/// The ids of each segment's fields.
const IDS: [(&str, &str); MAX_SEGMENTS] =
    [("shift-start", "shift-end"), ("shift-start-2", "shift-end-2"), ("shift-start-3", "shift-end-3")];

impl Entries {
    /// What is entered so far, if it makes a shift.
    pub fn hours_so_far(self) -> Option<Hours> {
        let minute = |text: &String| text.parse::<DayMinute>().ok();
        let shown = self.shown();
        let times: Vec<_> = shown.iter().filter_map(|entry| entry.value.with(minute)).collect();
        let meal = self.meal.value.with(|text| text.trim().parse().unwrap_or(0));
        let hours = Hours::of_segments(&typed::segments(&times), meal, 0, false);
        hours.filter(|hours| times.len() == shown.len() && hours.check("").is_empty())
    }
}

/// Follows a proposal as long as nobody says otherwise.
fn follow<T: Clone + PartialEq + Send + Sync + 'static>(
    proposed: Memo<Option<T>>,
    stands: impl Fn() -> T + 'static,
    set: impl Fn(T) + 'static,
) {
    Effect::new(move |before: Option<Option<T>>| {
        let now = proposed.get();
        let last = before.flatten();
        if let (Some(now), Some(last)) = (&now, &last)
            && now != last
            && stands() == *last
        {
            set(now.clone());
        }
        // What is half entered proposes nothing, and is not what was proposed last.
        now.or(last)
    });
}

/// The times, the meal, what is paid, and whether it is a night shift.
#[component]
pub fn HoursFields(entries: Entries) -> impl IntoView {
    let so_far = Memo::new(move |_| entries.hours_so_far());
    let paid = Memo::new(move |_| so_far.get().map(|hours| hours.length().saturating_sub(hours.meal_minutes)));
    let night = Memo::new(move |_| so_far.get().map(|hours| hours.is_night_like()));
    let paid_now = move || entries.paid.value.with_untracked(|text| text.trim().parse().unwrap_or(u16::MAX));
    follow(paid, paid_now, move |minutes| entries.paid.value.set(minutes.to_string()));
    follow(night, move || entries.is_night.get_untracked(), move |is_night| entries.is_night.set(is_night));
    let told = move || {
        so_far
            .get()
            .map(|hours| text::shifts::times_told(&text::today::hours_span(&hours), &text::duration(hours.length())))
    };
    let otherwise =
        move || paid.get().filter(|minutes| entries.paid.value.with(|text| text.trim() != minutes.to_string()));
    let add = move |_| entries.count.update(|count| *count = (*count + 1).min(MAX_SEGMENTS));
    let remove = move |_| entries.count.update(|count| *count = count.saturating_sub(1).max(1));
    view! {
        {(0..MAX_SEGMENTS).map(|place| view! { <Segment entries=entries place=place /> }).collect_view()}
        <p class="field__hint num" role="status">{told}</p>
        <div class="row" data-wrap="">
            <Show when=move || entries.count.get() < MAX_SEGMENTS>
                <button class="btn" type="button" on:click=add>
                    <Icon name="plus" />
                    {text::shifts::add_segment}
                </button>
            </Show>
            <Show when=move || { entries.count.get() > 1 }>
                <button class="btn" type="button" on:click=remove>
                    {text::shifts::remove_segment}
                </button>
            </Show>
        </div>
        <div class="pair">
            <TextField id="shift-meal" label=text::settings::shift_meal value=entries.meal.value error=entries.meal.error words=text::settings::minutes_problem unit=text::settings::minutes_unit inputmode="numeric" />
            <TextField id="shift-paid" label=text::settings::shift_paid value=entries.paid.value error=entries.paid.error words=text::settings::minutes_problem unit=text::settings::minutes_unit inputmode="numeric" />
        </div>
        {move || {
            otherwise()
                .map(|minutes| {
                    view! {
                        <p class="field__hint row" data-wrap="">
                            {move || text::shifts::paid_otherwise(minutes)}
                            <button class="link" type="button" on:click=move |_| entries.paid.value.set(minutes.to_string())>
                                {text::shifts::paid_computed}
                            </button>
                        </p>
                    }
                })
        }}
    }
}

#[component]
fn Segment(entries: Entries, place: usize) -> impl IntoView {
    let (start, end) = entries.segments[place];
    let (start_id, end_id) = IDS[place];
    let title = move || (entries.count.get() > 1).then(|| text::shifts::segment_number(place + 1));
    let words: fn(_) -> _ = if place == 0 { text::settings::start_problem } else { text::shifts::segment_problem };
    let hint: Text = text::shifts::times_hint;
    view! {
        <Show when=move || place < entries.count.get()>
            <fieldset class="field">
                <legend class="field__label" class:sr-only=move || title().is_none()>
                    {move || title().unwrap_or_else(|| text::audit::field_hours().to_owned())}
                </legend>
                <div class="pair">
                    <TextField id=start_id label=text::settings::shift_start value=start.value error=start.error words=words />
                    {if place == 0 {
                        view! { <TextField id=end_id label=text::settings::shift_end value=end.value error=end.error words=text::shifts::segment_problem hint=hint /> }.into_any()
                    } else {
                        view! { <TextField id=end_id label=text::settings::shift_end value=end.value error=end.error words=text::shifts::segment_problem /> }.into_any()
                    }}
                </div>
            </fieldset>
        </Show>
    }
}

/// From which day changed hours hold, and those that held and will hold.
#[component]
pub fn Since(entries: Entries, kind: ShiftKind, on_close: Callback<()>) -> impl IntoView {
    let id = kind.id;
    let known = kind.hours.last().copied();
    let uses = LocalResource::new(move || async move {
        client::call::<GetShiftKindUse>(&ShiftKindPath { shift_kind_id: id }, &Nothing {}, &Nothing {}).await
    });
    Effect::new(move |_| {
        if let Some(Ok(ShiftKindUse { first_day: Some(first), .. })) = uses.get()
            && entries.from.value.with_untracked(String::is_empty)
        {
            // What is planned already is what is changed.
            let from = known.map(|known| known.from).filter(|from| *from >= first);
            entries.from.value.set(from.unwrap_or(first).to_string());
        }
    });
    let is_changed = Memo::new(move |_| {
        let so_far = entries.hours_so_far().map(|hours| Hours {
            paid_minutes: entries.paid.value.with(|text| text.trim().parse().unwrap_or(0)),
            is_night: entries.is_night.get(),
            ..hours
        });
        so_far.is_some() && so_far != known.map(|known| known.hours)
    });
    view! {
        <Show when=move || is_changed.get()>
            <Load of=uses let(found)>
                <Change entries=entries found=found />
            </Load>
        </Show>
        {(kind.hours.len() > 1).then(|| view! { <History id=id versions=kind.hours.clone() uses=uses on_close=on_close /> })}
    }
}

/// What changes, and when.
#[component]
fn Change(entries: Entries, found: ShiftKindUse) -> impl IntoView {
    let ShiftKindUse { first_day, drafts } = found;
    let Some(first) = first_day else {
        return view! { <p class="banner" data-tone="info" role="status">{text::shifts::never_planned}</p> }.into_any();
    };
    let told = move || {
        let from: Day = entries.from.value.with(|text| text.parse().ok())?;
        let cells: u32 = drafts.iter().filter(|drafts| drafts.day >= from).map(|drafts| drafts.cells).sum();
        let from = text::shifts::from_told(&text::day_name(from));
        Some(if cells > 0 { format!("{from} {}", text::shifts::from_drafts(cells)) } else { from })
    };
    view! {
        <fieldset class="field">
            <legend class="field__label">{text::shifts::change_title}</legend>
            <TextField id="shift-from" label=text::shifts::from_label value=entries.from.value error=entries.from.error input_type="date" />
            <p class="field__hint">{move || text::shifts::from_hint(&text::day_name(first))}</p>
            <p class="banner" data-tone="info" role="status">
                <span>{told}</span>
            </p>
        </fieldset>
    }
    .into_any()
}

/// The hours that held and will hold. Those that have yet to come can be taken back.
#[component]
fn History(
    id: ShiftKindId,
    versions: Vec<HoursFrom>,
    uses: LocalResource<Result<ShiftKindUse, client::Failure>>,
    on_close: Callback<()>,
) -> impl IntoView {
    let (directory, clock, home) = (use_directory(), use_clock(), Home::here());
    let is_busy = RwSignal::new(false);
    let remove = move |from: Day| {
        let path = ShiftHoursPath { shift_kind_id: id, from };
        let call = async move { client::call::<DeleteShiftHours>(&path, &Nothing {}, &Nothing {}).await };
        home.send_once(is_busy, call, move |result| match result {
            Ok(_) => {
                directory.kinds.refetch();
                // The form speaks of what is gone.
                on_close.try_run(());
                Told::good(text::shifts::taken_back())
            }
            Err(failure) => Told::failed(failure),
        });
    };
    let line = move |HoursFrom { from, hours }: HoursFrom| {
        let when = move || match is_always(&from) {
            true => text::shifts::history_first().to_owned(),
            false => text::shifts::history_from(&text::day_with_year(from)),
        };
        let may_remove = move || match uses.get() {
            Some(Ok(found)) => !is_always(&from) && found.first_day.is_none_or(|first| from >= first),
            _ => false,
        };
        let label = Signal::derive(move || text::shifts::take_back_named(&text::day_name(from)));
        view! {
            <li>
                <div class="item">
                    <span class="item__text">
                        <span class="item__title num">{move || text::today::hours_span(&hours)}</span>
                        <span class="item__note num">
                            {when} " · " {move || text::settings::shift_paid_note(&text::duration(hours.paid_minutes))}
                        </span>
                    </span>
                    <span class="item__end">
                        {move || (from > clock.today()).then(|| view! { <span class="chip" data-tone="info">{text::shifts::planned}</span> })}
                        <Show when=may_remove>
                            <IconButton icon="trash" label=label on_click=Callback::new(move |()| remove(from)) />
                        </Show>
                    </span>
                </div>
            </li>
        }
    };
    view! {
        <section class="field" aria-label=text::shifts::history>
            <p class="field__label">{text::shifts::history}</p>
            <ul class="list card">{versions.into_iter().rev().map(line).collect_view()}</ul>
        </section>
    }
}
