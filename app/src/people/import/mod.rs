//! Importing people from a table: choose, check, confirm. Nothing is written before the last step.

mod choose;
mod decide;
mod file;
mod preview;

use super::{address::Address, use_list_state};
use crate::{
    client::{self, Failure},
    task::{Home, Told},
    text::{self, people::Imported},
    ui::{Dialog, Icon, Text, new_uuid, use_toasts},
};
use choose::Choose;
use decide::rejected;
use dianwu_domain::{
    Code, FieldCode, Nothing, PersonId,
    people::{
        api::{ImportBody, ImportDone, ImportFile, ImportPeople, ImportRejects, ImportTemplate, PreviewImport},
        import::{Deed, ImportPreview, ImportRow, ImportUpdate, Remark, Trouble as CellTrouble},
    },
};
use leptos::prelude::*;
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
    /// It is written.
    Done(Summary),
}

/// What an import has done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Summary {
    import: Imported,
    /// Rows that were wrong.
    left_out: usize,
}

/// What the wizard's parts share.
#[derive(Clone, Copy)]
struct Wizard {
    stage: RwSignal<Stage>,
    /// Why the last step failed.
    trouble: RwSignal<Option<Trouble>>,
    /// What was read.
    preview: RwSignal<ImportPreview>,
    /// The file, which is read again when merged cells are to be filled.
    content: StoredValue<String>,
    /// Whether they are.
    fills: RwSignal<bool>,
    /// Whether people who are there are changed, and whether those who had left are taken back.
    takes: Takes,
    /// The ids of the rows, made once, so that a repeated send is the same import.
    ids: StoredValue<Vec<PersonId>>,
    /// The places of the rows that were sent, of new people and of changes.
    sent: StoredValue<[Vec<usize>; 2]>,
    is_writing: RwSignal<bool>,
    home: Home,
    page: Home,
}

/// What is wanted of rows that change somebody.
#[derive(Clone, Copy)]
struct Takes {
    updates: RwSignal<bool>,
    returns: RwSignal<bool>,
}

impl Takes {
    /// Whether a row is to be written.
    fn takes(self, deed: Deed) -> bool {
        match deed {
            Deed::Create => true,
            Deed::Update => self.updates.get(),
            Deed::Return => self.returns.get(),
            Deed::Wrong | Deed::Nothing => false,
        }
    }
}

/// Why a step failed.
#[derive(Clone, Debug)]
enum Trouble {
    /// The file itself.
    File(Text),
    /// A quote in this line of it is not closed.
    OpenQuote(u32),
    /// The call.
    Call(Failure),
    /// Rows that were right are not any more.
    Overtaken,
}

impl Trouble {
    fn words(&self) -> String {
        match self {
            Self::File(words) => words().to_owned(),
            Self::OpenQuote(line) => text::people::import_open_quote(*line),
            Self::Call(failure) => text::failure(failure),
            Self::Overtaken => text::people::import_refused().to_owned(),
        }
    }

    /// Why a file could not be previewed.
    fn of_preview(failure: Failure) -> Self {
        match (failure.field("content"), failure.field("rows")) {
            (_, Some(FieldCode::TooLong(_))) => Self::File(text::people::import_too_long),
            (Some(FieldCode::TooLong(_)), _) => Self::File(text::people::import_too_large),
            (Some(FieldCode::OpenQuote(line)), _) => Self::OpenQuote(line),
            (Some(FieldCode::Damaged), _) => Self::File(text::people::import_damaged),
            (Some(FieldCode::Encrypted), _) => Self::File(text::people::import_encrypted),
            (Some(FieldCode::OldFormat), _) => Self::File(text::people::import_old_format),
            (Some(FieldCode::TooLarge), _) => Self::File(text::people::import_too_much_inside),
            (Some(_), _) => Self::File(text::people::import_unreadable),
            _ if failure.code() == Some(Code::BodyTooLarge) => Self::File(text::people::import_too_large),
            _ => Self::Call(failure),
        }
    }
}

impl Wizard {
    fn new() -> Self {
        Self {
            stage: RwSignal::new(Stage::Choose),
            trouble: RwSignal::new(None),
            preview: RwSignal::new(ImportPreview::default()),
            content: StoredValue::new(String::new()),
            fills: RwSignal::new(false),
            takes: Takes { updates: RwSignal::new(false), returns: RwSignal::new(false) },
            ids: StoredValue::new(Vec::new()),
            sent: StoredValue::new([Vec::new(), Vec::new()]),
            is_writing: RwSignal::new(false),
            home: Home::here(),
            page: Home::page(),
        }
    }

    /// Reads a file and shows its rows.
    fn read(self, file: web_sys::File) {
        if !matches!(self.stage.get_untracked(), Stage::Choose) {
            return;
        }
        self.trouble.set(None);
        self.stage.set(Stage::Reading(file.name()));
        self.home.read(async move {
            match file::base64(&file).await {
                Ok(content) => {
                    self.content.try_set_value(content);
                    for choice in [self.fills, self.takes.updates, self.takes.returns] {
                        choice.try_set(false);
                    }
                    self.look(Stage::Choose).await;
                }
                Err(words) => self.fail(Trouble::File(words), Stage::Choose),
            }
        });
    }

    /// Reads the same file again, with merged cells filled or left.
    fn fill(self, fills: bool) {
        self.fills.set(fills);
        self.trouble.set(None);
        self.home.read(self.look(Stage::Check));
    }

    /// Has the file read, and shows what it holds or, back at `otherwise`, why it cannot be.
    async fn look(self, otherwise: Stage) {
        let Some((content, fills)) = self.content.try_get_value().zip(self.fills.try_get_untracked()) else { return };
        let body = ImportFile { content, fills };
        match client::call::<PreviewImport>(&Nothing {}, &Nothing {}, &body).await {
            Ok(preview) => {
                let ids = preview.rows.iter().map(|_| PersonId::new(new_uuid())).collect();
                self.ids.try_set_value(ids);
                self.preview.try_set(preview);
                self.stage.try_set(Stage::Check);
            }
            Err(failure) => self.fail(Trouble::of_preview(failure), otherwise),
        }
    }

    /// How many rows would be written.
    fn chosen(self) -> Imported {
        self.preview.with(|preview| {
            let deeds: Vec<_> =
                preview.rows.iter().map(|row| row.deed()).filter(|deed| self.takes.takes(*deed)).collect();
            let count = |wanted| deeds.iter().filter(|deed| **deed == wanted).count();
            Imported { new: count(Deed::Create), updated: count(Deed::Update), returned: count(Deed::Return) }
        })
    }

    /// Writes the chosen rows, all or none.
    fn write(self, on_done: impl FnOnce(Summary) + 'static) {
        if self.is_writing.get_untracked() {
            return;
        }
        let ids = self.ids.get_value();
        let mut body = ImportBody { rows: Vec::new(), updates: Vec::new() };
        let mut sent = [Vec::new(), Vec::new()];
        untrack(|| {
            self.preview.with(|preview| {
                for (place, (row, id)) in preview.rows.iter().zip(ids).enumerate() {
                    let Some(fields) = row.fields.clone().filter(|_| self.takes.takes(row.deed())) else { continue };
                    match &row.standing {
                        None => body.rows.push(ImportRow { id, fields }),
                        Some(now) => body.updates.push(ImportUpdate { id: now.id, version: now.version, fields }),
                    }
                    sent[usize::from(row.standing.is_some())].push(place);
                }
            });
        });
        let left_out = self.preview.with_untracked(|preview| rejected(preview).len());
        let summary = Summary { import: untrack(|| self.chosen()), left_out };
        self.sent.set_value(sent);
        self.is_writing.set(true);
        self.trouble.set(None);
        let page = self.page;
        let call = async move { client::call::<ImportPeople>(&Nothing {}, &Nothing {}, &body).await };
        // The wizard itself tells, while its page is there.
        let tell = move |result: &Result<ImportDone, Failure>| match result {
            Ok(_) if !page.is_there() => Told::good(text::saved()),
            Err(failure) if !page.is_there() => Told::failed(failure),
            _ => Told::Nothing,
        };
        page.write(call, tell, move |result| {
            self.is_writing.set(false);
            match result {
                Ok(_) => {
                    self.stage.set(Stage::Done(summary));
                    on_done(summary);
                }
                Err(failure) => {
                    let trouble = if self.mark(&failure) { Trouble::Overtaken } else { Trouble::Call(failure) };
                    self.fail(trouble, Stage::Check);
                }
            }
        });
    }

    /// Saves the wrong rows with their reasons.
    fn save_rejects(self, on_failed: impl FnOnce() + 'static) {
        let body = self.preview.with_untracked(decide::rejects);
        let name = format!("{}.xlsx", text::people::import_rejects_file());
        self.home.read(async move {
            if client::save::<ImportRejects>(&name, &body).await.is_err() {
                on_failed();
            }
        });
    }

    fn fail(self, trouble: Trouble, stage: Stage) {
        self.stage.set(stage);
        self.trouble.set(Some(trouble));
    }

    /// Marks the rows that were refused; tells whether there are any.
    fn mark(self, failure: &Failure) -> bool {
        let Failure::Problem(problem) = failure else { return false };
        let mut is_any = false;
        let Some(sent) = self.sent.try_get_value() else { return false };
        self.preview.update(|preview| {
            for error in &problem.errors {
                let Some((list, row, field)) = row_of(&error.field) else { continue };
                let Some(row) = sent[list].get(row).and_then(|place| preview.rows.get_mut(*place)) else { continue };
                // What is no column is told at the number.
                let field = if matches!(field, "id" | "version") { "number" } else { field };
                row.errors.push(Remark { field: field.to_owned(), what: CellTrouble::Invalid(error.code) });
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

/// `rows[3].fields.phone` → (0, 3, `phone`), `updates[3].version` → (1, 3, `version`)
fn row_of(path: &str) -> Option<(usize, usize, &str)> {
    let (list, rest) = match path.strip_prefix("rows[") {
        Some(rest) => (0, rest),
        None => (1, path.strip_prefix("updates[")?),
    };
    let (row, field) = rest.split_once("].")?;
    Some((list, row.parse().ok()?, field.trim_start_matches("fields.")))
}

/// The wizard.
#[component]
pub fn ImportWizard() -> impl IntoView {
    let state = use_list_state();
    let toasts = use_toasts();
    let wizard = Wizard::new();
    let close = move || {
        if !wizard.is_writing.get_untracked() {
            state.is_importing.set(false);
        }
    };
    let write = move || {
        wizard.write(move |done| {
            state.changed();
            toasts.good(text::people::import_done(done.import));
        });
    };
    // Between two files the stage changes twice, but the view of choosing stays.
    let is_choosing = Memo::new(move |_| matches!(wizard.stage.get(), Stage::Choose | Stage::Reading(_)));
    let done = Memo::new(move |_| match wizard.stage.get() {
        Stage::Done(summary) => Some(summary),
        _ => None,
    });
    view! {
        <Dialog
            title=Signal::derive(|| text::people::import_title().to_owned())
            size="wide"
            on_close=Callback::new(move |()| close())
        >
            <div class="dialog__body stack">
                <Steps stage=wizard.stage />
                {move || wizard.trouble.get().map(|trouble| view! { <TroubleBanner trouble=trouble /> })}
                {move || match (is_choosing.get(), done.get()) {
                    (true, _) => view! { <Choose wizard=wizard /> }.into_any(),
                    (false, None) => view! { <Preview wizard=wizard /> }.into_any(),
                    (false, Some(summary)) => view! { <Done summary=summary on_close=Callback::new(move |()| close()) /> }.into_any(),
                }}
            </div>
            <div class="dialog__foot">
                {move || match (is_choosing.get(), done.get()) {
                    (true, _) => view! { <TemplateLink /> }.into_any(),
                    (false, None) => view! { <CheckButtons wizard=wizard on_write=Callback::new(move |()| write()) /> }.into_any(),
                    (false, Some(summary)) => {
                        view! {
                            {(summary.left_out > 0).then(|| view! { <RejectsButton wizard=wizard /> })}
                            <button class="btn" type="button" data-kind="primary" on:click=move |_| close()>
                                {text::people::done}
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
    let steps: [Text; 3] =
        [text::people::import_step_choose, text::people::import_step_check, text::people::import_step_done];
    view! {
        <ol class="steps" aria-label=text::people::import_steps>
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
            {text::people::import_template}
        </a>
    }
}

/// Saves the wrong rows.
#[component]
fn RejectsButton(wizard: Wizard) -> impl IntoView {
    let toasts = use_toasts();
    let save = move |_| wizard.save_rejects(move || toasts.bad(text::people::import_rejects_failed().to_owned()));
    view! {
        <button class="btn" type="button" data-start on:click=save>
            <Icon name="download" />
            {text::people::import_rejects}
        </button>
    }
}

#[component]
fn CheckButtons(wizard: Wizard, on_write: Callback<()>) -> impl IntoView {
    let chosen = Memo::new(move |_| wizard.chosen());
    let has_wrong = Memo::new(move |_| wizard.preview.with(|preview| !rejected(preview).is_empty()));
    let words = move || match (wizard.is_writing.get(), chosen.get()) {
        (true, _) => text::people::import_writing().to_owned(),
        (false, import) => text::people::import_write(import),
    };
    view! {
        {move || {
            if has_wrong.get() {
                view! { <RejectsButton wizard=wizard /> }.into_any()
            } else {
                view! { <TemplateLink /> }.into_any()
            }
        }}
        <button
            class="btn"
            type="button"
            disabled=move || wizard.is_writing.get()
            on:click=move |_| wizard.start_over()
        >
            {text::people::import_other}
        </button>
        <Show when=move || chosen.get() != Imported::default()>
            <button
                class="btn"
                type="button"
                data-kind="primary"
                aria-busy=move || wizard.is_writing.get().then_some("true")
                on:click=move |_| on_write.run(())
            >
                {words}
            </button>
        </Show>
    }
}

#[component]
fn Done(summary: Summary, on_close: Callback<()>) -> impl IntoView {
    let state = use_list_state();
    let to_codes = move |_| {
        on_close.run(());
        state.filter(|address| {
            *address = Address::default();
            address.set_status("never");
        });
    };
    let Summary { import, left_out } = summary;
    view! {
        <div class="empty" role="status">
            <Icon name="check-circle" />
            <h3 class="empty__title">{move || text::people::import_done(import)}</h3>
            {(import.new > 0)
                .then(|| {
                    view! {
                        <p class="empty__text">{text::people::import_passwords}</p>
                        <button class="btn" type="button" on:click=to_codes>
                            {text::people::import_to_codes}
                        </button>
                    }
                })}
            {(left_out > 0).then(|| view! { <p class="empty__text">{move || text::people::import_skipped(left_out)}</p> })}
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refused_row_is_found_by_its_path() {
        assert_eq!(row_of("rows[12].fields.phone"), Some((0, 12, "phone")));
        assert_eq!(row_of("updates[0].version"), Some((1, 0, "version")));
        assert_eq!(row_of("rows[0].id"), Some((0, 0, "id")));
        assert_eq!(row_of("rows"), None);
    }
}
