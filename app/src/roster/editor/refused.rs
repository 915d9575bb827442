//! What was to be written and does not fit, cell by cell, before anything is written.

use super::{
    beside::Views,
    editing::{Editing, Refused},
    grid::name_of,
};
use crate::{beside::beside, text, ui::Dialog};
use dianwu_domain::roster::board::{Board, Filling, Misfit, Why};
use leptos::prelude::*;

/// Most lines that are listed.
const SHOWN: usize = 40;

/// The dialog, while a filling waits for an answer.
#[component]
pub fn RefusedCells(editing: Editing) -> impl IntoView {
    move || {
        editing
            .panels
            .refused
            .get()
            .map(|refused| beside(move |views: Views| (views.refused)(editing, refused.clone())))
    }
}

/// The dialog.
#[component]
pub fn Answer(editing: Editing, refused: Refused) -> impl IntoView {
    let close = Callback::new(move |()| {
        editing.panels.refused.set(None);
        editing.focus();
    });
    let Refused { filling, written } = refused;
    let (can_be_partial, cells) = (filling.can_be_partial(), filling.misfit_cells());
    let can_go_on = can_be_partial && !filling.wanted.is_empty();
    let more = filling.misfits.len().saturating_sub(SHOWN);
    let filling = StoredValue::new(filling);
    let lines = move || {
        let told = |board: &Board, filling: &Filling| {
            filling.misfits.iter().take(SHOWN).map(|misfit| line(board, misfit)).collect_view()
        };
        editing.board(|board| filling.with_value(|filling| told(board, filling)))
    };
    let write_rest = move |_| {
        editing.panels.refused.set(None);
        editing.focus();
        editing.fill_what_fits(filling.get_value(), written);
    };
    view! {
        <Dialog title=Signal::derive(|| text::roster::refused_title().to_owned()) on_close=close>
            <div class="dialog__body stack">
                <p>{move || if can_be_partial { text::roster::refused_choose(cells) } else { text::roster::refused_mend().to_owned() }}</p>
                <div class="table-frame">
                    <table class="table">
                        <thead>
                            <tr>
                                <th>{text::people::person_name}</th>
                                <th class="fit">{text::roster::holiday_day}</th>
                                <th>{text::roster::refused_why}</th>
                            </tr>
                        </thead>
                        <tbody>{lines}</tbody>
                    </table>
                </div>
                {(more > 0).then(|| view! { <p class="small">{move || text::worktime::more_problems(more)}</p> })}
            </div>
            <div class="dialog__foot">
                <button class="btn" type="button" on:click=move |_| close.run(())>
                    {text::roster::refused_back}
                </button>
                {can_go_on
                    .then(|| {
                        view! {
                            <button class="btn" data-kind="primary" type="button" on:click=write_rest>
                                {text::roster::refused_rest}
                            </button>
                        }
                    })}
            </div>
        </Dialog>
    }
}

/// A run of cells: whose, which days, and why they do not fit. What lies beyond the sheet is counted from 1.
fn line(board: &Board, misfit: &Misfit) -> impl IntoView + use<> {
    let person = board.people().get(misfit.row).map(|person| person.name.to_string());
    let person = person.unwrap_or_else(|| text::roster::refused_row(misfit.row + 1));
    let day = |column: usize| {
        u8::try_from(column).ok().filter(|column| *column < board.bounds().columns).map(|column| board.day(column))
    };
    let days = match (day(misfit.first), day(misfit.last)) {
        (Some(first), Some(last)) => text::roster::days_span(first, last),
        _ if misfit.first == misfit.last => text::roster::refused_column(misfit.first + 1),
        _ => text::roster::refused_columns(misfit.first + 1, misfit.last + 1),
    };
    let why = match &misfit.why {
        Why::UnknownCode(content) => text::roster::refused_unknown(content),
        Why::Archived(id) => text::roster::refused_archived(&name_of(board, Some(*id))),
        Why::NotEmployed => text::roster::refused_unemployed().to_owned(),
        Why::OffSheet => text::roster::refused_off_sheet().to_owned(),
    };
    view! {
        <tr>
            <td>{person}</td>
            <td class="fit">{days}</td>
            <td>{why}</td>
        </tr>
    }
}
