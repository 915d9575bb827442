//! Importing people from a table: choose, check, confirm. Nothing is written before the last step.

mod choose;
mod file;
mod preview;

use super::use_desk;
use crate::{
    client::{self, Failure},
    text,
    ui::{Dialog, Icon, Text, new_uuid, use_toasts},
};
use choose::Choose;
use dianwu_domain::{
    Code, FieldCode, Nothing, PersonId,
    people::{
        api::{ImportBody, ImportFile, ImportPeople, ImportTemplate, PreviewImport},
        import::{ImportPreview, ImportRow, PreviewRow},
    },
};
use leptos::{prelude::*, task::spawn_local};
use preview::Preview;

/// How far the import is.
#[derive(Clone, Debug, PartialEq)]
enum Stage {
    /// A file is to be chosen.
    Choose,
    /// A file of this name is being read.
    Reading(String),
    /// Its rows are on the screen.
    Check,
    /// So many people were written.
    Done(u32),
}

/// What the wizard's parts share.
#[derive(Clone, Copy)]
struct Wizard {
    stage: RwSignal<Stage>,
    /// Why the last step failed.
    trouble: RwSignal<Option<Trouble>>,
    /// What was read.
    preview: RwSignal<ImportPreview>,
    /// The ids of the rows, made once, so that a repeated send is the same import.
    ids: StoredValue<Vec<PersonId>>,
    is_writing: RwSignal<bool>,
}

/// Why a step failed.
#[derive(Clone, Debug)]
enum Trouble {
    /// The file itself.
    File(Text),
    /// The call.
    Call(Failure),
    /// Rows that were right are not any more.
    Overtaken,
}

impl Trouble {
    fn words(&self) -> String {
        match self {
            Self::File(words) => words().to_owned(),
            Self::Call(failure) => text::failure(failure),
            Self::Overtaken => text::import_refused().to_owned(),
        }
    }

    /// Why a file could not be previewed.
    fn of_preview(failure: Failure) -> Self {
        match (failure.field("content"), failure.field("rows")) {
            (_, Some(FieldCode::TooLong(_))) => Self::File(text::import_too_long),
            (Some(FieldCode::TooLong(_)), _) => Self::File(text::import_too_large),
            (Some(_), _) => Self::File(text::import_unreadable),
            _ if failure.code() == Some(Code::BodyTooLarge) => Self::File(text::import_too_large),
            _ => Self::Call(failure),
        }
    }
}

impl Wizard {
    fn new() -> Self {
        let empty = ImportPreview { missing_columns: Vec::new(), unknown_columns: Vec::new(), rows: Vec::new() };
        Self {
            stage: RwSignal::new(Stage::Choose),
            trouble: RwSignal::new(None),
            preview: RwSignal::new(empty),
            ids: StoredValue::new(Vec::new()),
            is_writing: RwSignal::new(false),
        }
    }

    /// Reads a file and shows its rows.
    fn read(self, file: web_sys::File) {
        if !matches!(self.stage.get_untracked(), Stage::Choose) {
            return;
        }
        self.trouble.set(None);
        self.stage.set(Stage::Reading(file.name()));
        spawn_local(async move {
            let result = match file::base64(&file).await {
                Ok(content) => {
                    let body = ImportFile { content };
                    let call = client::call::<PreviewImport>(&Nothing {}, &Nothing {}, &body).await;
                    call.map_err(Trouble::of_preview)
                }
                Err(words) => Err(Trouble::File(words)),
            };
            match result {
                Ok(preview) => {
                    let ids = preview.rows.iter().map(|_| PersonId::new(new_uuid())).collect();
                    self.ids.try_set_value(ids);
                    self.preview.try_set(preview);
                    self.stage.try_set(Stage::Check);
                }
                Err(trouble) => self.fail(trouble, Stage::Choose),
            }
        });
    }

    /// Writes the rows, all or none.
    fn write(self, on_done: impl FnOnce() + 'static) {
        if self.is_writing.get_untracked() {
            return;
        }
        let ids = self.ids.get_value();
        let rows = self.preview.with_untracked(|preview| {
            let fields = preview.rows.iter().map(|row| row.fields.clone());
            ids.iter().zip(fields).map(|(id, fields)| Some(ImportRow { id: *id, fields: fields? })).collect()
        });
        let Some(rows): Option<Vec<ImportRow>> = rows else { return };
        let count = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        self.is_writing.set(true);
        self.trouble.set(None);
        spawn_local(async move {
            let result = client::call::<ImportPeople>(&Nothing {}, &Nothing {}, &ImportBody { rows }).await;
            self.is_writing.try_set(false);
            match result {
                Ok(_) => {
                    self.stage.try_set(Stage::Done(count));
                    on_done();
                }
                Err(failure) => {
                    let trouble = if self.mark(&failure) { Trouble::Overtaken } else { Trouble::Call(failure) };
                    self.fail(trouble, Stage::Check);
                }
            }
        });
    }

    fn fail(self, trouble: Trouble, stage: Stage) {
        self.stage.try_set(stage);
        self.trouble.try_set(Some(trouble));
    }

    /// Marks the rows that were refused; tells whether there are any.
    fn mark(self, failure: &Failure) -> bool {
        let Failure::Problem(problem) = failure else { return false };
        let mut is_any = false;
        self.preview.try_update(|preview| {
            for error in &problem.errors {
                let Some((row, field)) = row_of(&error.field) else { continue };
                let Some(row) = preview.rows.get_mut(row) else { continue };
                let error = dianwu_domain::FieldError { field: field.to_owned(), code: error.code };
                row.errors.push(error);
                is_any = true;
            }
        });
        is_any
    }

    fn start_over(self) {
        self.trouble.set(None);
        self.stage.set(Stage::Choose);
    }
}

/// `rows[3].fields.phone` → (3, `phone`)
fn row_of(path: &str) -> Option<(usize, &str)> {
    let (row, field) = path.strip_prefix("rows[")?.split_once("].")?;
    Some((row.parse().ok()?, field.trim_start_matches("fields.")))
}

/// Whether every row can be written.
fn is_right(preview: &ImportPreview) -> bool {
    !preview.rows.is_empty() && preview.rows.iter().all(is_row_right)
}

fn is_row_right(row: &PreviewRow) -> bool {
    row.errors.is_empty() && row.fields.is_some()
}

/// The wizard.
#[component]
pub fn ImportWizard() -> impl IntoView {
    let desk = use_desk();
    let toasts = use_toasts();
    let wizard = Wizard::new();
    let close = move || {
        if !wizard.is_writing.get_untracked() {
            desk.is_importing.set(false);
        }
    };
    let write = move || {
        wizard.write(move || {
            desk.changed();
            toasts.good(text::import_done(wizard.ids.with_value(Vec::len)));
        });
    };
    // Between two files the stage changes twice, but the view of choosing stays.
    let is_choosing = Memo::new(move |_| matches!(wizard.stage.get(), Stage::Choose | Stage::Reading(_)));
    let done = Memo::new(move |_| match wizard.stage.get() {
        Stage::Done(count) => Some(count),
        _ => None,
    });
    view! {
        <Dialog
            title=Signal::derive(|| text::import_title().to_owned())
            size="wide"
            on_close=Callback::new(move |()| close())
        >
            <div class="dialog__body stack">
                <Steps stage=wizard.stage />
                {move || wizard.trouble.get().map(|trouble| view! { <TroubleBanner trouble=trouble /> })}
                {move || match (is_choosing.get(), done.get()) {
                    (true, _) => view! { <Choose wizard=wizard /> }.into_any(),
                    (false, None) => view! { <Preview preview=wizard.preview /> }.into_any(),
                    (false, Some(count)) => view! { <Done count=count /> }.into_any(),
                }}
            </div>
            <div class="dialog__foot">
                {move || match (is_choosing.get(), done.get()) {
                    (true, _) => view! { <TemplateLink /> }.into_any(),
                    (false, None) => view! { <CheckButtons wizard=wizard on_write=Callback::new(move |()| write()) /> }.into_any(),
                    (false, Some(_)) => {
                        view! {
                            <button class="btn" type="button" data-kind="primary" on:click=move |_| close()>
                                {text::done}
                            </button>
                        }
                            .into_any()
                    }
                }}
            </div>
        </Dialog>
    }
}

#[component]
fn Steps(stage: RwSignal<Stage>) -> impl IntoView {
    let at = Memo::new(move |_| match stage.get() {
        Stage::Choose | Stage::Reading(_) => 0,
        Stage::Check => 1,
        Stage::Done(_) => 2,
    });
    let steps: [Text; 3] = [text::import_step_choose, text::import_step_check, text::import_step_done];
    view! {
        <ol class="steps" aria-label=text::import_steps>
            {steps
                .into_iter()
                .zip(0..)
                .map(|(words, place)| {
                    view! {
                        <li
                            data-done=move || (place < at.get()).then_some("")
                            aria-current=move || (place == at.get()).then_some("step")
                        >
                            {words}
                        </li>
                    }
                })
                .collect_view()}
        </ol>
    }
}

#[component]
fn TroubleBanner(trouble: Trouble) -> impl IntoView {
    view! {
        <div class="banner" data-tone="bad" role="alert">
            <Icon name="warning" />
            <div class="banner__text">
                <p>{move || trouble.words()}</p>
            </div>
        </div>
    }
}

#[component]
fn TemplateLink() -> impl IntoView {
    let href = client::url::<ImportTemplate>(&Nothing {}, &Nothing {});
    view! {
        <a class="btn" data-start href=href download>
            <Icon name="download" />
            {text::import_template}
        </a>
    }
}

#[component]
fn CheckButtons(wizard: Wizard, on_write: Callback<()>) -> impl IntoView {
    let count = move || wizard.preview.with(|preview| preview.rows.len());
    let is_right = Memo::new(move |_| wizard.preview.with(is_right));
    view! {
        <TemplateLink />
        <button
            class="btn"
            type="button"
            disabled=move || wizard.is_writing.get()
            on:click=move |_| wizard.start_over()
        >
            {text::import_other}
        </button>
        <Show when=move || is_right.get()>
            <button
                class="btn"
                type="button"
                data-kind="primary"
                aria-busy=move || wizard.is_writing.get().then_some("true")
                on:click=move |_| on_write.run(())
            >
                {move || if wizard.is_writing.get() { text::import_writing().to_owned() } else { text::import_write(count()) }}
            </button>
        </Show>
    }
}

#[component]
fn Done(count: u32) -> impl IntoView {
    let count = usize::try_from(count).unwrap_or(usize::MAX);
    view! {
        <div class="empty" role="status">
            <Icon name="check-circle" />
            <h3 class="empty__title">{move || text::import_done(count)}</h3>
            <p class="empty__text">{text::import_passwords}</p>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refused_row_is_found_by_its_path() {
        assert_eq!(row_of("rows[12].fields.phone"), Some((12, "phone")));
        assert_eq!(row_of("rows[0].id"), Some((0, "id")));
        assert_eq!(row_of("rows"), None);
    }
}
