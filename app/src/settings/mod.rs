//! Pages of settings: departments, positions, shift kinds, the shop.

mod shop;
mod tidy;

use crate::{
    calendar::HolidaysTab,
    people::{DepartmentsTab, PositionsTab},
    place::place,
    shifts::ShiftKindsTab,
    shop::use_caller,
    task::Home,
    text,
    ui::{Page, Text},
    worktime::RulesTab,
};
use dianwu_domain::Permission;
use leptos::{html, prelude::*};
use leptos_router::hooks::use_params_map;
use shop::ShopTab;

const TABS: [(&str, Text, Permission); 6] = [
    ("departments", text::settings::departments, Permission::ManagePeople),
    ("positions", text::settings::positions, Permission::ManagePeople),
    ("shifts", text::settings::shift_kinds, Permission::Administer),
    ("rules", text::roster::roster_rules, Permission::Administer),
    ("holidays", text::roster::holidays, Permission::Administer),
    ("shop", text::settings::shop, Permission::Administer),
];

place! {
    /// 设置.
    SETTINGS = "/settings/:tab?", text::settings, "settings", ManagePeople, [], settings: load_settings => SettingsPage
}

/// 设置: one tab at a time, named in the address.
#[component]
fn SettingsPage() -> impl IntoView {
    let caller = use_caller();
    let params = use_params_map();
    let tab = Memo::new(move |_| params.read().get("tab").unwrap_or_else(|| TABS[0].0.to_owned()));
    let tabs: Vec<_> = TABS.into_iter().filter(|(_, _, permission)| caller.holds(*permission)).collect();
    let bar = NodeRef::<html::Nav>::new();
    Effect::new(move |_| {
        tab.track();
        text::lang();
        show_current(bar);
    });
    let may_administer = caller.holds(Permission::Administer);
    view! {
        <Page title=text::settings back="/more">
            <div class="stack narrow">
                <nav class="tabs" aria-label=text::settings node_ref=bar>
                    {tabs
                        .into_iter()
                        .map(|(name, label, _)| {
                            view! {
                                <a
                                    href=format!("/settings/{name}")
                                    class="tabs__link"
                                    aria-current=move || (tab.get() == name).then_some("page")
                                >
                                    {label}
                                </a>
                            }
                        })
                        .collect_view()}
                </nav>
                {move || match tab.get().as_str() {
                    "positions" => view! { <PositionsTab /> }.into_any(),
                    "shifts" if may_administer => view! { <ShiftKindsTab /> }.into_any(),
                    "rules" if may_administer => view! { <RulesTab /> }.into_any(),
                    "holidays" if may_administer => view! { <HolidaysTab /> }.into_any(),
                    "shop" if may_administer => view! { <ShopTab /> }.into_any(),
                    _ => view! { <DepartmentsTab /> }.into_any(),
                }}
            </div>
        </Page>
    }
}

/// Brings the chosen tab into sight where the bar is wider than the screen.
fn show_current(bar: NodeRef<html::Nav>) {
    Home::here().next_frame(move || {
        let current = bar.get_untracked().and_then(|bar| bar.query_selector("[aria-current]").ok().flatten());
        if let Some(current) = current {
            let options = web_sys::ScrollIntoViewOptions::new();
            options.set_block(web_sys::ScrollLogicalPosition::Nearest);
            options.set_inline(web_sys::ScrollLogicalPosition::Center);
            current.scroll_into_view_with_scroll_into_view_options(&options);
        }
    });
}
