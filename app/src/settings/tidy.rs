//! Giving the stored names their one spelling: a card that goes through all of them and tells what it did.

use crate::{
    client::{self, Failure},
    text,
    ui::{Submission, SubmissionBanner, SubmitButton},
};
use dianwu_domain::{
    Nothing,
    settings::{
        api::TidyNames,
        tidy::{Named, Respelled, TidyPlace, TidyReport},
    },
    text::is_invisible,
};
use leptos::{ev::SubmitEvent, prelude::*};

/// The card.
#[component]
pub fn TidyCard() -> impl IntoView {
    let report = RwSignal::new(None::<TidyReport>);
    let submission = Submission::default();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        submission.send(go_through(report), &[], Vec::new(), |()| {});
    };
    view! {
        <form class="card" on:submit=submit>
            <div class="card__body form">
                <h2 class="card__title">{text::settings::tidy_title}</h2>
                <p class="muted small">{text::settings::tidy_lead}</p>
                <SubmissionBanner of=submission fields=&[] />
                <output aria-live="polite">{move || report.get().map(|report| findings(report, submission.busy))}</output>
                <div class="form__foot">
                    <SubmitButton label=text::settings::tidy busy_label=text::settings::tidying busy=submission.busy />
                </div>
            </div>
        </form>
    }
}

/// Goes through all names, round by round. What was found so far is shown, and stays when the network fails; going
/// through them again changes nothing that is right already.
async fn go_through(report: RwSignal<Option<TidyReport>>) -> Result<(), Failure> {
    let mut whole = TidyReport::default();
    let mut next = Some(TidyPlace::default());
    while let Some(place) = next {
        let round = client::call::<TidyNames>(&Nothing {}, &Nothing {}, &place).await?;
        whole.seen += round.seen;
        whole.items.extend(round.items);
        next = round.next;
        // Whoever has left the page does not wait for the rest.
        if report.try_set(Some(whole.clone())).is_some() {
            break;
        }
    }
    Ok(())
}

fn findings(report: TidyReport, is_busy: RwSignal<bool>) -> impl IntoView {
    let left = report.items.iter().filter(|item| item.why.is_some()).count();
    let (seen, changed) = (report.seen, report.items.len() - left);
    view! {
        <div class="stack">
            <p>{move || if is_busy.get() { text::settings::tidy_seen(seen) } else { text::settings::tidy_done(seen, changed, left) }}</p>
            <ul class="stack">{report.items.into_iter().map(finding).collect_view()}</ul>
        </div>
    }
}

fn finding(item: Respelled) -> impl IntoView {
    let Respelled { named, field, before, after, why, .. } = item;
    let what = move || format!("{} · {}", named_words(named), field_words(&field));
    let (before, after) = (visible(&before), visible(&after));
    let spelling = if before == after { after } else { format!("{before} → {after}") };
    view! {
        <li>
            <span class="muted small">{what}</span>
            <br />
            <b>{spelling}</b>
            {why.map(|code| view! { <br /><span class="small">{move || text::settings::tidy_left(&text::field_problem(code))}</span> })}
        </li>
    }
}

fn named_words(named: Named) -> &'static str {
    match named {
        Named::Shop => text::settings::shop(),
        Named::Department => text::settings::departments(),
        Named::Position => text::settings::positions(),
        Named::Person => text::people(),
        Named::ShiftKind => text::settings::shift_kinds(),
        Named::Cycle => text::roster::cycles(),
    }
}

fn field_words(field: &str) -> &'static str {
    match field {
        "code" => text::settings::shift_code(),
        "phone" => text::people::person_phone(),
        _ => text::settings::name_label(),
    }
}

/// A text with the marks in it that nobody sees written out.
fn visible(text: &str) -> String {
    let shown = |letter: char| {
        if is_invisible(letter) { format!("[U+{:04X}]", u32::from(letter)) } else { letter.to_string() }
    };
    text.chars().map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees_is_written_out() {
        assert_eq!(visible("李\u{200b}雪\u{e0100}"), "李[U+200B]雪[U+E0100]");
        assert_eq!(visible("Zoë ☔"), "Zoë ☔");
    }
}
