//! Setting a password: after a first sign-in or a reset, and by choice.

use crate::{
    client::{self, Failure, Session, SessionState},
    place::place,
    task::{Home, Told},
    text,
    ui::{Alone, Banner, Icon, PasswordField, SubmitButton, show_problem},
};
use dianwu_domain::{
    FieldCode, Nothing,
    session::{
        api::{ChangePassword, Me, PasswordBody},
        password::check_new,
    },
    text::Password,
};
use leptos::{ev::SubmitEvent, prelude::*};

place! { me: load_first_password => FirstPassword, everybody }

/// The initial password must be changed before anything else.
#[component]
fn FirstPassword() -> impl IntoView {
    let SessionState::In(me) = Session::standing_now() else { return ().into_any() };
    view! {
        <Alone shop=Some(me.shop.name.to_string()) foot=true>
            <div class="form">
                <div>
                    <h1 class="sign__title">{text::session::set_password_title}</h1>
                    <p class="sign__lead">{text::session::set_password_lead}</p>
                </div>
                <NewPassword me=me on_done=Callback::new(|()| ()) />
            </div>
        </Alone>
    }
    .into_any()
}

/// The form for a new password. With `asks_current` it asks for the current one first.
#[component]
pub fn NewPassword(
    /// Whose password.
    me: Me,
    /// Ask for the current password.
    #[prop(optional)]
    asks_current: bool,
    /// Called when it is changed.
    on_done: Callback<()>,
) -> impl IntoView {
    let (current, new, repeat) =
        (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(String::new()));
    let home = Home::here();
    let is_busy = RwSignal::new(false);
    let failure = RwSignal::new(None::<Failure>);
    let (current_error, new_error) = (RwSignal::new(None::<FieldCode>), RwSignal::new(None::<FieldCode>));
    let differs = RwSignal::new(false);
    let names = StoredValue::new([me.number.to_string(), me.name.to_string(), me.shop.name.to_string()]);

    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if is_busy.get_untracked() {
            return;
        }
        let typed = new.get_untracked().parse::<Password>().and_then(|password| {
            names.with_value(|names| check_new(&password, &names.each_ref().map(String::as_str), &[]))?;
            Ok(password)
        });
        let typed_current = match asks_current {
            true => current.get_untracked().parse::<Password>().map(Some),
            false => Ok(None),
        };
        new_error.set(typed.as_ref().err().copied());
        current_error.set(typed_current.as_ref().err().copied());
        differs.set(typed.is_ok() && new.get_untracked() != repeat.get_untracked());
        let (Ok(new_password), Ok(current_password), false) = (typed, typed_current, differs.get_untracked()) else {
            return;
        };
        let body = PasswordBody { current: current_password, new: new_password };
        is_busy.set(true);
        let call = async move { client::call::<ChangePassword>(&Nothing {}, &Nothing {}, &body).await };
        let tell = move |result: &Result<Me, Failure>| match result {
            Ok(me) => {
                on_done.try_run(());
                Session::begun(me.clone());
                Told::Nothing
            }
            // The form itself tells why, while it is there.
            Err(problem) if !home.is_there() => Told::failed(problem),
            Err(_) => Told::Nothing,
        };
        home.write(call, tell, move |result| {
            is_busy.set(false);
            match result {
                Ok(_) => {
                    for entry in [current, new, repeat] {
                        entry.set(String::new());
                    }
                    failure.set(None);
                }
                Err(problem) => {
                    new_error.set(problem.field("new"));
                    current_error.set(problem.field("current"));
                    failure.set(Some(problem));
                    show_problem();
                }
            }
        });
    };

    let is_long = move || new.with(|text| text.chars().count() >= Password::MIN);
    // What many people use is the worker's to know; what is said here is what can be said while one types.
    let is_own = move || {
        let judged = new.with(|text| text.parse::<Password>()).and_then(|password| {
            names.with_value(|names| check_new(&password, &names.each_ref().map(String::as_str), &[]))
        });
        judged.is_ok()
    };
    let is_same = move || new.with(|text| !text.is_empty() && *text == repeat.get());
    view! {
        <form class="form" novalidate on:submit=submit>
            {move || {
                let general = failure.get().filter(|problem| problem.field("new").or(problem.field("current")).is_none());
                general.map(|problem| view! { <Banner tone="bad">{move || text::failure(&problem)}</Banner> })
            }}
            <input class="sr-only" type="text" autocomplete="username" value=me.number.to_string() tabindex="-1" aria-hidden="true" readonly />
            {asks_current
                .then(|| {
                    view! {
                        <PasswordField
                            id="current"
                            label=text::session::current_password
                            value=current
                            error=current_error
                            autocomplete="current-password"
                            words=text::session::current_problem
                        />
                    }
                })}
            <PasswordField id="new" label=text::session::new_password value=new error=new_error autocomplete="new-password" />
            <PasswordField
                id="repeat"
                label=text::session::repeat_password
                value=repeat
                error=Signal::derive(move || differs.get().then_some(FieldCode::Mismatch))
                words=text::session::repeat_problem
                autocomplete="new-password"
            />
            <ul class="rules">
                <Rule met=Signal::derive(is_long) label=text::session::password_rule_length />
                <Rule met=Signal::derive(is_own) label=text::session::password_rule_guess />
                <Rule met=Signal::derive(is_same) label=text::session::password_rule_same />
            </ul>
            <SubmitButton label=text::session::set_password busy_label=text::saving busy=is_busy />
        </form>
    }
}

#[component]
fn Rule(met: Signal<bool>, label: fn() -> &'static str) -> impl IntoView {
    view! {
        <li data-met=move || met.get().then_some("")>
            {move || view! { <Icon name=if met.get() { "check" } else { "minus" } /> }} <span>{label}</span>
        </li>
    }
}
