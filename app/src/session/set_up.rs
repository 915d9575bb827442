//! The first administrator.

use crate::{
    client::{self, Failure, Session},
    place::place,
    task::{Home, Told},
    text,
    ui::{Alone, Banner, PasswordField, SubmitButton, TextField, new_uuid, show_problem},
};
use dianwu_domain::{
    Code, DepartmentId, FieldCode, Nothing, PersonId,
    session::{
        api::{SetUp, SetUpBody},
        password::check_new,
    },
    text::Password,
};
use leptos::{ev::SubmitEvent, prelude::*};
use std::str::FromStr;

const FIELDS: [&str; 5] = ["code", "shop_name", "number", "name", "password"];

place! { set_up: load_set_up => SetUpPage, office }

/// The page of a deployment that has nobody yet.
#[component]
fn SetUpPage() -> impl IntoView {
    let entries = FIELDS.map(|_| RwSignal::new(String::new()));
    let errors = FIELDS.map(|_| RwSignal::new(None::<FieldCode>));
    let home = Home::here();
    let is_busy = RwSignal::new(false);
    let failure = RwSignal::new(None::<Failure>);
    // Made once a page, so that a repeated send is the same write.
    let (person_id, department_id) = (PersonId::new(new_uuid()), DepartmentId::new(new_uuid()));

    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if is_busy.get_untracked() {
            return;
        }
        let Some(body) = read(&entries, &errors, person_id, department_id) else { return };
        is_busy.set(true);
        let call = async move { client::call::<SetUp>(&Nothing {}, &Nothing {}, &body).await };
        home.write(
            call,
            |_| Told::Nothing,
            move |result| {
                is_busy.set(false);
                match result {
                    Ok(me) => Session::begun(me),
                    Err(problem) if problem.code() == Some(Code::SetUpDone) => Session::ask(),
                    Err(problem) => {
                        for (field, error) in FIELDS.iter().zip(errors) {
                            error.set(problem.field(field));
                        }
                        failure.set(Some(problem));
                        show_problem();
                    }
                }
            },
        );
    };

    view! {
        <Alone foot=true>
            <form class="form" novalidate on:submit=submit>
                <div>
                    <h1 class="sign__title">{text::session::set_up_title}</h1>
                    <p class="sign__lead">{text::session::set_up_lead}</p>
                </div>
                {move || {
                    let general = failure.get().filter(|problem| problem.code() != Some(Code::InvalidField));
                    general.map(|problem| view! { <Banner tone="bad">{move || words(&problem)}</Banner> })
                }}
                <TextField id="code" label=text::session::set_up_code value=entries[0] error=errors[0] words=text::session::set_up_code_problem autocomplete="one-time-code" kind="code" />
                <TextField id="shop" label=text::session::set_up_shop value=entries[1] error=errors[1] autocomplete="organization" />
                <div class="pair">
                    <TextField id="number" label=text::session::set_up_number value=entries[2] error=errors[2] words=text::session::set_up_number_problem autocomplete="username" />
                    <TextField id="name" label=text::session::set_up_name value=entries[3] error=errors[3] autocomplete="name" />
                </div>
                <PasswordField id="password" label=text::session::new_password value=entries[4] error=errors[4] autocomplete="new-password" />
                <p class="faint small">
                    {move || text::session::password_rules(text::session::password_rule_length(), text::session::password_rule_guess())}
                </p>
                <SubmitButton label=text::session::set_up_do busy_label=text::saving busy=is_busy large=true />
            </form>
        </Alone>
    }
}

/// The sentence for a form that could not be sent. A deployment without a code that counts refuses every one.
fn words(problem: &Failure) -> String {
    match problem.code() {
        Some(Code::NotAllowedNow) => text::session::set_up_no_code().to_owned(),
        _ => text::failure(problem),
    }
}

/// Reads the form, marking what is wrong.
fn read(
    entries: &[RwSignal<String>; 5],
    errors: &[RwSignal<Option<FieldCode>>; 5],
    person_id: PersonId,
    department_id: DepartmentId,
) -> Option<SetUpBody> {
    fn parse<T: FromStr<Err = FieldCode>>(entry: RwSignal<String>, error: RwSignal<Option<FieldCode>>) -> Option<T> {
        let parsed = entry.get_untracked().parse();
        error.set(parsed.as_ref().err().copied());
        parsed.ok()
    }
    let code = parse(entries[0], errors[0]);
    let shop_name = parse(entries[1], errors[1]);
    let number = parse(entries[2], errors[2]);
    let name = parse(entries[3], errors[3]);
    let password: Option<Password> = parse(entries[4], errors[4]);
    let own = entries.each_ref().map(RwSignal::get_untracked);
    if let Some(Err(code)) =
        password.as_ref().map(|password| check_new(password, &[1, 2, 3].map(|place: usize| own[place].as_str()), &[]))
    {
        errors[4].set(Some(code));
        return None;
    }
    Some(SetUpBody {
        code: code?,
        shop_name: shop_name?,
        person_id,
        department_id,
        number: number?,
        name: name?,
        password: password?,
    })
}
