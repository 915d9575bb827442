//! The list of positions.

use crate::{
    client,
    shop::use_directory,
    task::{Home, Told},
    text,
    ui::{
        Confirm, Dialog, Empty, Entry, FormFoot, Icon, IconButton, Load, Submission, SubmissionBanner, TextField,
        new_uuid, use_toasts,
    },
};
use dianwu_domain::{
    Nothing, PositionId,
    kernel::order::MAX_SORT,
    people::api::{DeletePosition, Position, PositionBody, PositionPath, SavePosition},
};
use leptos::{ev::SubmitEvent, prelude::*};

/// A position in the form: one that stands, or a new one.
#[derive(Clone)]
struct Draft {
    id: PositionId,
    name: String,
    sort: u32,
    version: u32,
}

/// The tab.
#[component]
pub fn PositionsTab() -> impl IntoView {
    let directory = use_directory();
    let home = Home::here();
    let edited = RwSignal::new(None::<Draft>);
    let doomed = RwSignal::new(None::<Position>);
    let add = move |_| {
        let sort = u32::try_from(directory.positions().len()).unwrap_or(0);
        edited.set(Some(Draft { id: PositionId::new(new_uuid()), name: String::new(), sort, version: 0 }));
    };
    let restore = move |position: Position| {
        let path = PositionPath { position_id: position.id };
        let body = PositionBody { version: 0, name: position.name, sort: position.sort };
        let call = async move { client::call::<SavePosition>(&path, &Nothing {}, &body).await };
        home.send(call, move |result| {
            directory.positions.refetch();
            Told::failures(result)
        });
    };
    let delete = move |position: Position| {
        doomed.set(None);
        let path = PositionPath { position_id: position.id };
        let call = async move { client::call::<DeletePosition>(&path, &Nothing {}, &Nothing {}).await };
        home.send(call, move |result| match result {
            Ok(_) => {
                directory.positions.refetch();
                Told::undoable(text::settings::position_deleted(), move || restore(position.clone()))
            }
            Err(failure) => Told::not_deleted(failure),
        });
    };
    view! {
        <div class="row" data-end>
            <button class="btn" data-kind="primary" on:click=add>
                <Icon name="plus" />
                {text::settings::add_position}
            </button>
        </div>
        <Load of=directory.positions let(positions)>
            {if positions.is_empty() {
                view! { <Empty icon="briefcase" title=text::settings::no_positions text=text::settings::no_positions_text /> }.into_any()
            } else {
                view! {
                    <ul class="list card">
                        {positions.into_iter().map(|position| row(position, edited, doomed)).collect_view()}
                    </ul>
                }
                    .into_any()
            }}
        </Load>
        {move || edited.get().map(|draft| view! { <PositionForm draft=draft on_close=Callback::new(move |()| edited.set(None)) /> })}
        {move || {
            doomed
                .get()
                .map(|position| {
                    let name = position.name.to_string();
                    view! {
                        <Confirm
                            title=Signal::derive(move || text::settings::delete_position_title(&name))
                            text=Signal::derive(|| text::settings::delete_position_text().to_owned())
                            deed=text::settings::delete_position
                            on_yes=Callback::new(move |()| delete(position.clone()))
                            on_no=Callback::new(move |()| doomed.set(None))
                        />
                    }
                })
        }}
    }
}

fn row(position: Position, edited: RwSignal<Option<Draft>>, doomed: RwSignal<Option<Position>>) -> impl IntoView {
    let name = StoredValue::new(position.name.to_string());
    let draft = Draft { id: position.id, name: name.get_value(), sort: position.sort, version: position.version };
    let (draft, position) = (StoredValue::new(draft), StoredValue::new(position));
    view! {
        <li>
            <div class="item">
                <Icon name="briefcase" />
                <span class="item__text">
                    <span class="item__title">{name.get_value()}</span>
                </span>
                <span class="item__end">
                    <IconButton icon="edit" label=Signal::derive(move || text::settings::edit_named(&name.get_value())) on_click=Callback::new(move |()| edited.set(Some(draft.get_value()))) />
                    <IconButton icon="trash" label=Signal::derive(move || text::settings::delete_named(&name.get_value())) on_click=Callback::new(move |()| doomed.set(Some(position.get_value()))) />
                </span>
            </div>
        </li>
    }
}

const FIELDS: &[&str] = &["name", "sort"];

#[component]
fn PositionForm(draft: Draft, on_close: Callback<()>) -> impl IntoView {
    let directory = use_directory();
    let toasts = use_toasts();
    let (name, sort) = (Entry::new(&draft.name), Entry::new(draft.sort));
    let submission = Submission::default();
    let (id, version) = (draft.id, draft.version);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let (Some(name_read), Some(sort_read)) = (name.parse(), sort.parse_within(0..=MAX_SORT)) else { return };
        let body = PositionBody { version, name: name_read, sort: sort_read };
        let call =
            async move { client::call::<SavePosition>(&PositionPath { position_id: id }, &Nothing {}, &body).await };
        submission.send(call, FIELDS, vec![name, sort], move |_| {
            directory.positions.refetch();
            toasts.good(text::saved());
            on_close.try_run(());
        });
    };
    let title = draft.name;
    view! {
        <Dialog
            title=Signal::derive(move || if version == 0 { text::settings::add_position().to_owned() } else { text::settings::edit_named(&title) })
            on_close=on_close
        >
            <form novalidate on:submit=submit>
                <div class="dialog__body form">
                    <SubmissionBanner of=submission fields=FIELDS />
                    <TextField id="position-name" label=text::settings::name_label value=name.value error=name.error words=text::settings::name_problem required=true />
                    <TextField id="position-sort" label=text::settings::sort_label value=sort.value error=sort.error words=text::settings::sort_problem inputmode="numeric" />
                </div>
                <FormFoot busy=submission.busy />
            </form>
        </Dialog>
    }
}
