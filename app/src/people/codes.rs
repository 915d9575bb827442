//! One-time passwords for many people at once, as a sheet to print and cut: address, number, code, and a mark that a
//! phone's camera reads.

use super::{code::CLOSE_QUESTION, use_list_state};
use crate::{
    client::{self, Failure},
    shop::use_caller,
    task::{Home, Told},
    text,
    ui::{Banner, Confirm, Dialog, Guard, GuardQuestion, Icon},
};
use dianwu_domain::{
    Nothing, PersonId,
    session::api::{CodesBody, IssueCodes, IssuedCode},
};
use leptos::prelude::*;
use qrcodegen::{QrCode, QrCodeEcc};

/// How far the codes are.
#[derive(Clone, Debug, PartialEq)]
enum Stage {
    Asking,
    Making(usize),
    Done,
}

/// Asks, makes the codes some at a time, and shows the sheet.
#[component]
pub fn CodesDialog() -> impl IntoView {
    let state = use_list_state();
    let people =
        StoredValue::new(state.pages.rows.with_untracked(|rows| rows.iter().map(|row| row.id).collect::<Vec<_>>()));
    let count = people.with_value(Vec::len);
    let stage = RwSignal::new(Stage::Asking);
    let issued = RwSignal::new(Vec::<IssuedCode>::new());
    let failure = RwSignal::new(None::<Failure>);
    let close = Callback::new(move |()| {
        // What is being made is shown once: it must not be lost by a tap.
        if !matches!(stage.get_untracked(), Stage::Making(_)) {
            state.is_issuing.set(false);
            if stage.get_untracked() == Stage::Done {
                state.changed();
            }
        }
    });
    // Where nothing could be made there is nothing to lose.
    let guard = Guard::new();
    guard.watch(move || match stage.get() {
        Stage::Asking => false,
        Stage::Making(_) => true,
        Stage::Done => issued.with(|issued| !issued.is_empty()),
    });
    let home = Home::here();
    let make = Callback::new(move |()| {
        stage.set(Stage::Making(0));
        let people = people.get_value();
        let call = async move { Ok(make_all(people, stage, issued).await) };
        home.write(
            call,
            |_| Told::Nothing,
            move |problem| {
                failure.set(problem.unwrap_or_else(Some));
                stage.set(Stage::Done);
            },
        );
    });
    view! {
        {move || match stage.get() {
            Stage::Asking => view! {
                <Confirm
                    title=Signal::derive(move || text::people::codes_title(count))
                    text=Signal::derive(|| text::people::codes_text().to_owned())
                    deed=text::people::codes_make
                    on_yes=make
                    on_no=close
                />
            }
            .into_any(),
            Stage::Making(done) => view! {
                <Dialog title=Signal::derive(|| text::people::codes_heading().to_owned()) on_close=close>
                    <div class="dialog__body stack">
                        <p role="status">{move || text::people::codes_making(done, count)}</p>
                    </div>
                </Dialog>
            }
            .into_any(),
            Stage::Done => view! {
                <Dialog
                    title=Signal::derive(|| text::people::codes_heading().to_owned())
                    size="wide"
                    unasked=true
                    on_close=Callback::new(move |()| guard.leave(move || close.run(())))
                >
                    <div class="dialog__body stack">
                        {move || failure.get().map(|problem| view! { <Banner tone="bad">{move || text::failure(&problem)}</Banner> })}
                        <p class="muted">{move || text::people::codes_lead(issued.with(Vec::len), count)}</p>
                        <Sheet codes=issued.get_untracked() />
                    </div>
                    <div class="dialog__foot">
                        <button class="btn" type="button" on:click=move |_| close.run(())>
                            {text::people::done}
                        </button>
                        <button class="btn" type="button" data-kind="primary" on:click=|_| print()>
                            <Icon name="file" />
                            {text::people::codes_print}
                        </button>
                    </div>
                </Dialog>
            }
            .into_any(),
        }}
        <GuardQuestion of=guard asks=CLOSE_QUESTION />
    }
}

fn print() {
    // Some in-app browsers cannot print; then nothing happens.
    let _ = window().print();
}

/// Makes codes for everybody, some at a time. What was made before a failure is kept.
async fn make_all(people: Vec<PersonId>, stage: RwSignal<Stage>, issued: RwSignal<Vec<IssuedCode>>) -> Option<Failure> {
    let mut done = 0;
    for some in people.chunks(CodesBody::MOST) {
        let body = CodesBody { people: some.to_vec() };
        match client::call::<IssueCodes>(&Nothing {}, &Nothing {}, &body).await {
            Ok(codes) => {
                done += some.len();
                issued.try_update(|issued| issued.extend(codes));
                stage.try_set(Stage::Making(done));
            }
            Err(failure) => return Some(failure),
        }
    }
    None
}

#[component]
fn Sheet(codes: Vec<IssuedCode>) -> impl IntoView {
    let zone = use_caller().me().shop.zone;
    let shop = use_caller().me().shop.name.to_string();
    let site = window().location().origin().unwrap_or_default();
    let slips = codes.into_iter().map(|issued| {
        let IssuedCode { number, name, code, .. } = issued;
        let link = format!("{site}/#number={number}&code={}", code.code);
        let expires_at = code.expires_at;
        view! {
            <li class="slip">
                <Mark content=link />
                <div class="slip__text">
                    <b>{name.to_string()}</b>
                    <span class="muted small">{shop.clone()}</span>
                    <span class="slip__site">{site.clone()}</span>
                    <span>{text::session::login_label} " " <b class="num">{number.to_string()}</b></span>
                    <span>{text::people::code_label} " " <b class="num slip__code">{code.code}</b></span>
                    <span class="muted small">{move || text::people::codes_until(&text::moment(expires_at, zone))}</span>
                </div>
            </li>
        }
    });
    view! { <ul class="codes">{slips.collect_view()}</ul> }
}

/// A QR code, black on white in every theme: cameras want it so.
#[component]
fn Mark(content: String) -> impl IntoView {
    let found = QrCode::encode_text(&content, QrCodeEcc::Medium).ok();
    found.map(|code| {
        let size = code.size();
        let dark = (0..size).flat_map(|y| (0..size).map(move |x| (x, y))).filter(|(x, y)| code.get_module(*x, *y));
        let path: String = dark.map(|(x, y)| format!("M{x} {y}h1v1h-1z")).collect();
        view! {
            <svg
                class="slip__mark"
                viewBox=format!("-2 -2 {0} {0}", size + 4)
                shape-rendering="crispEdges"
                role="img"
                aria-label=text::people::codes_mark
            >
                <rect x="-2" y="-2" width="100%" height="100%" fill="#fff" />
                <path d=path fill="#000" />
            </svg>
        }
    })
}
