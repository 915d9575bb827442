//! The form that offers shifts.

use crate::{
    client::{self, Failure},
    shifts::shift_words,
    shop::{departments_of, use_caller, use_clock, use_directory},
    text,
    ui::{Dialog, Entry, FormFoot, SelectField, Submission, SubmissionBanner, TextField, new_uuid, use_toasts},
};
use dianwu_domain::{
    FieldCode, Month, Nothing, OpenShiftId, Permission,
    open_shifts::api::{OfferBody, OfferShift, OpenShiftPath},
};
use leptos::{ev::SubmitEvent, prelude::*};

const FIELDS: &[&str] = &["department_id", "day", "kind_id", "note"];

/// Most heads of one offer.
const MAX_HEADS: usize = 20;

/// What is entered.
#[derive(Clone, Copy)]
struct Entries {
    department: Entry,
    day: Entry,
    kind: Entry,
    note: Entry,
    heads: Entry,
    needs_approval: RwSignal<bool>,
}

impl Entries {
    /// In the order of [`FIELDS`].
    fn list(self) -> Vec<Entry> {
        vec![self.department, self.day, self.kind, self.note]
    }

    /// What is entered, with how many heads; wrong fields are marked.
    fn read(self) -> Option<(OfferBody, usize)> {
        let (department_id, day) = (self.department.parse(), self.day.parse());
        let (kind_id, note) = (self.kind.parse(), self.note.parse_optional());
        let heads: Option<usize> = self.heads.parse_within(1..=MAX_HEADS);
        let body = OfferBody {
            department_id: department_id?,
            day: day?,
            kind_id: kind_id?,
            note: note?.or_else(|| "".parse().ok())?,
            needs_approval: self.needs_approval.get_untracked(),
        };
        Some((body, heads?))
    }
}

/// Offers the same shift for each id. The ids stay the same when it is sent again, so that nothing is offered twice.
async fn send(ids: Vec<OpenShiftId>, body: OfferBody) -> Result<usize, Failure> {
    for open_shift_id in &ids {
        client::call::<OfferShift>(&OpenShiftPath { open_shift_id: *open_shift_id }, &Nothing {}, &body).await?;
    }
    Ok(ids.len())
}

fn heads_problem(code: FieldCode) -> String {
    text::settings::number_problem(code, 1, MAX_HEADS)
}

fn day_problem(code: FieldCode) -> String {
    match code {
        FieldCode::OutOfRange => text::open_shifts::offer_day_past().to_owned(),
        FieldCode::Taken => text::open_shifts::offer_too_many().to_owned(),
        other => text::field_problem(other),
    }
}

/// The form.
#[component]
pub fn OfferForm(
    month: Month,
    on_close: Callback<()>,
    /// Runs with the month of what was offered.
    on_done: Callback<Month>,
) -> impl IntoView {
    let directory = use_directory();
    let toasts = use_toasts();
    let tomorrow = use_clock().today_untracked().plus(1);
    let scope = departments_of(Permission::ManageRosters);
    let departments =
        Signal::derive(move || scope.get().into_iter().map(|(id, name)| (id.to_string(), name)).collect::<Vec<_>>());
    let own = use_caller().me().department_id.to_string();
    let first = departments.with_untracked(|choices| {
        let is_own = choices.iter().any(|(id, _)| *id == own);
        if is_own { Some(own.clone()) } else { choices.first().map(|(id, _)| id.clone()) }
    });
    let first_day = if month == tomorrow.month() { tomorrow } else { month.first().max(tomorrow) };
    let day = Entry::new(first_day);
    let on = Memo::new(move |_| day.value.with(|day| day.parse().unwrap_or(first_day)));
    let kinds = Signal::derive(move || {
        let on = on.get();
        let mut kinds = directory.kinds();
        kinds.retain(|kind| kind.is_work() && !kind.fields.is_archived);
        kinds.sort_by_key(|kind| kind.fields.sort);
        kinds.into_iter().map(|kind| (kind.id.to_string(), shift_words(Some(&kind), on, on))).collect::<Vec<_>>()
    });
    let entries = Entries {
        department: Entry::new(first.unwrap_or(own)),
        day,
        kind: Entry::new(kinds.with_untracked(|kinds| kinds.first().map(|(id, _)| id.clone()).unwrap_or_default())),
        note: Entry::new(""),
        heads: Entry::new(1),
        needs_approval: RwSignal::new(false),
    };
    let ids: StoredValue<Vec<OpenShiftId>> =
        StoredValue::new((0..MAX_HEADS).map(|_| OpenShiftId::new(new_uuid())).collect());
    let sent = StoredValue::new(None::<OfferBody>);
    let submission = Submission::default();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some((body, heads)) = entries.read() else { return };
        // Other entries are other offers, also when an earlier send was refused or lost its answer.
        if sent.with_value(|sent| sent.as_ref().is_some_and(|sent| *sent != body)) {
            ids.update_value(|ids| ids.iter_mut().for_each(|id| *id = OpenShiftId::new(new_uuid())));
        }
        sent.set_value(Some(body.clone()));
        let ids = ids.with_value(|ids| ids[..heads].to_vec());
        let day = body.day;
        submission.send(send(ids, body), FIELDS, entries.list(), move |count| {
            toasts.good(text::open_shifts::offered_done(count, &text::day_name(day)));
            on_close.try_run(());
            on_done.try_run(day.month());
        });
    };
    let is_one = Memo::new(move |_| departments.with(|choices| choices.len() < 2));
    view! {
        <Dialog title=Signal::derive(|| text::open_shifts::offer_shift().to_owned()) on_close=on_close>
            <form novalidate on:submit=submit>
                <div class="dialog__body form">
                    <SubmissionBanner of=submission fields=FIELDS />
                    <Show when=move || !is_one.get()>
                        <SelectField id="offer-department" label=text::roster::roster_department value=entries.department.value error=entries.department.error options=departments />
                    </Show>
                    <TextField id="offer-day" label=text::open_shifts::offer_day value=entries.day.value error=entries.day.error input_type="date" words=day_problem required=true />
                    <SelectField id="offer-kind" label=text::open_shifts::offer_kind value=entries.kind.value error=entries.kind.error options=kinds required=true />
                    <TextField id="offer-heads" label=text::open_shifts::offer_heads value=entries.heads.value error=entries.heads.error words=heads_problem unit=text::open_shifts::offer_heads_unit inputmode="numeric" />
                    <TextField id="offer-note" label=text::open_shifts::offer_note value=entries.note.value error=entries.note.error hint=text::open_shifts::offer_note_hint />
                    <label class="check">
                        <input
                            type="checkbox"
                            prop:checked=move || entries.needs_approval.get()
                            on:change=move |event| entries.needs_approval.set(event_target_checked(&event))
                        />
                        <span>
                            {text::open_shifts::offer_needs_approval}
                            <span class="check__hint">{text::open_shifts::offer_needs_approval_hint}</span>
                        </span>
                    </label>
                </div>
                <FormFoot label=text::open_shifts::offer_send busy_label=text::open_shifts::offering busy=submission.busy />
            </form>
        </Dialog>
    }
}
