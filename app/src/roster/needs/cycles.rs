//! 轮班周期: patterns of shifts that repeat.

use super::{Tabs, cycle_form::CycleForm};
use crate::{
    client,
    place::place,
    shifts::ShiftChip,
    shop::use_directory,
    task::{Home, Told},
    text,
    ui::{Empty, Fetched, Icon, IconButton, Load, Page, new_uuid},
};
use dianwu_domain::{
    CycleId, Nothing,
    roster::{
        api::{CycleBody, CyclePath, DeleteCycle, ListCycles, SaveCycle},
        cycle::{Cycle, CycleFields},
    },
};
use leptos::prelude::*;

/// A cycle in the form: one that stands, or a new one.
#[derive(Clone)]
pub struct Draft {
    pub id: CycleId,
    /// The one that stands.
    pub stands: Option<Cycle>,
}

place! {
    /// 轮班周期.
    CYCLES = "/rosters/cycles", text::roster::cycles, "grid", ManageRosters, ["/api/cycles"], plans: load_cycles => CyclesPage
}

/// The page.
#[component]
fn CyclesPage() -> impl IntoView {
    let cycles: Fetched<Vec<Cycle>> = LocalResource::new(client::get::<ListCycles>);
    let draft = RwSignal::new(None::<Draft>);
    let add = move |_| draft.set(Some(Draft { id: CycleId::new(new_uuid()), stands: None }));
    view! {
        <Page title=text::roster::cycles back="/rosters">
            <div class="stack narrow">
                <Tabs here="/rosters/cycles" />
                <p class="muted small">{text::roster::cycles_lead}</p>
                <div class="row" data-end>
                    <button class="btn" data-kind="primary" type="button" on:click=add>
                        <Icon name="plus" />
                        {text::roster::add_cycle}
                    </button>
                </div>
                <Load of=cycles let(found)>
                    {if found.is_empty() {
                        view! { <Empty icon="refresh" title=text::roster::no_cycles text=text::roster::no_cycles_text /> }.into_any()
                    } else {
                        view! {
                            <ul class="list card">
                                {found
                                    .into_iter()
                                    .map(|cycle| view! { <Line cycle=cycle draft=draft of=cycles /> })
                                    .collect_view()}
                            </ul>
                        }
                            .into_any()
                    }}
                </Load>
            </div>
            {move || {
                draft
                    .get()
                    .map(|open| {
                        view! {
                            <CycleForm draft=open on_done=Callback::new(move |()| cycles.refetch()) on_close=Callback::new(move |()| draft.set(None)) />
                        }
                    })
            }}
        </Page>
    }
}

#[component]
fn Line(cycle: Cycle, draft: RwSignal<Option<Draft>>, of: Fetched<Vec<Cycle>>) -> impl IntoView {
    let directory = use_directory();
    let home = Home::here();
    let Cycle { id, fields, .. } = cycle.clone();
    let name = StoredValue::new(fields.name.to_string());
    let days = StoredValue::new(fields.days.clone());
    let stored = StoredValue::new(cycle);
    let restore = move |fields: CycleFields| {
        let body = CycleBody { version: 0, fields };
        let call = async move { client::call::<SaveCycle>(&CyclePath { cycle_id: id }, &Nothing {}, &body).await };
        home.send(call, move |result| {
            of.refetch();
            Told::failures(result)
        });
    };
    // Once it is removed, the line stays busy until it is gone.
    let is_busy = RwSignal::new(false);
    let remove = move |()| {
        let fields = fields.clone();
        let call =
            async move { client::call::<DeleteCycle>(&CyclePath { cycle_id: id }, &Nothing {}, &Nothing {}).await };
        home.send_once(is_busy, call, move |result| match result {
            Ok(_) => {
                of.refetch();
                Told::undoable(text::roster::removed(), move || restore(fields.clone()))
            }
            Err(failure) => Told::failed(failure),
        });
    };
    let edit = move |()| draft.set(Some(Draft { id, stands: Some(stored.get_value()) }));
    let chips = move || {
        let kinds = directory.kinds();
        let chip = |id: &Option<_>| {
            let kind = kinds.iter().find(|kind| Some(kind.id) == *id).cloned();
            view! { <ShiftChip kind=kind small=true /> }
        };
        days.with_value(|days| days.iter().map(chip).collect_view())
    };
    view! {
        <li>
            <div class="item">
                <span class="item__text">
                    <span class="item__title">{name.get_value()}</span>
                    <span class="row cycle-preview" data-gap="1">
                        {chips}
                    </span>
                </span>
                <span class="item__end">
                    <IconButton icon="edit" label=Signal::derive(move || text::settings::edit_named(&name.get_value())) on_click=Callback::new(edit) />
                    <IconButton icon="trash" label=Signal::derive(move || text::settings::delete_named(&name.get_value())) on_click=Callback::new(remove) busy=is_busy />
                </span>
            </div>
        </li>
    }
}
