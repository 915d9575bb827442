//! The shop itself.

use super::tidy::TidyCard;
use crate::{
    client::{self, Session},
    text,
    ui::{
        Entry, Guard, GuardQuestion, Load, SelectField, Submission, SubmissionBanner, SubmitButton, TextField,
        use_toasts,
    },
};
use dianwu_domain::{
    FieldCode, Nothing, Zone,
    settings::api::{GetShop, SaveShop, Shop, ShopBody, ShopFields},
};
use leptos::{ev::SubmitEvent, prelude::*};

const FIELDS: &[&str] =
    &["fields.name", "fields.zone", "fields.cut_off", "fields.service_from", "fields.service_until"];

/// The tab. What was saved is shown at once: whoever goes on typing must neither lose it nor be told that somebody else
/// changed the shop.
#[component]
pub fn ShopTab() -> impl IntoView {
    let shop = LocalResource::new(client::get::<GetShop>);
    view! {
        <Load of=shop let(value)>
            <ShopForm shop=value on_saved=Callback::new(move |now| shop.set(Some(Ok(now)))) />
        </Load>
        <TidyCard />
    }
}

#[component]
fn ShopForm(shop: Shop, on_saved: Callback<Shop>) -> impl IntoView {
    let toasts = use_toasts();
    let Shop { fields, version } = shop;
    let name = Entry::new(&fields.name);
    let zone = Entry::new(i16::from(fields.zone));
    let cut_off = Entry::new(fields.cut_off);
    let (from, until) = (Entry::new(fields.service_from), Entry::new(fields.service_until));
    let submission = Submission::default();
    let guard = Guard::new();
    guard.hold_page();
    let began = [name, zone, cut_off, from, until].map(|entry| (entry.value, entry.value.get_untracked()));
    guard.watch(move || began.iter().any(|(value, began)| value.with(|value| value != began)));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let zone_read = zone.parse_number::<i16>().and_then(Zone::new);
        let (name_read, cut_off_read) = (name.parse(), cut_off.parse());
        let (from_read, until_read) = (from.parse(), until.parse());
        let Some(fields) = (|| {
            Some(ShopFields {
                name: name_read?,
                zone: zone_read?,
                cut_off: cut_off_read?,
                service_from: from_read?,
                service_until: until_read?,
            })
        })() else {
            return;
        };
        if fields.service_until <= fields.service_from {
            until.error.set(Some(FieldCode::Inconsistent));
            return;
        }
        let body = ShopBody { version, fields };
        let call = async move { client::call::<SaveShop>(&Nothing {}, &Nothing {}, &body).await };
        submission.send(call, FIELDS, vec![name, zone, cut_off, from, until], move |now| {
            toasts.good(text::saved());
            guard.saved();
            // The frame shows the shop's name and its clocks use the zone.
            Session::ask();
            on_saved.try_run(now);
        });
    };
    view! {
        <form class="card" novalidate on:submit=submit>
            <div class="card__body form">
                <SubmissionBanner of=submission fields=FIELDS />
                <TextField id="shop-name" label=text::settings::shop_name value=name.value error=name.error required=true />
                <SelectField id="shop-zone" label=text::settings::shop_zone value=zone.value error=zone.error options=Signal::derive(zones) />
                <TextField id="shop-cut-off" label=text::settings::shop_cut_off value=cut_off.value error=cut_off.error words=text::settings::cut_off_problem hint=text::settings::shop_cut_off_hint />
                <div class="pair">
                    <TextField id="shop-from" label=text::settings::shop_service_from value=from.value error=from.error words=text::settings::start_problem hint=text::settings::shop_service_hint />
                    <TextField id="shop-until" label=text::settings::shop_service_until value=until.value error=until.error words=text::settings::end_problem />
                </div>
                <div class="form__foot">
                    <SubmitButton label=text::save busy_label=text::saving busy=submission.busy />
                </div>
            </div>
        </form>
        <GuardQuestion of=guard />
    }
}

/// The zones of whole and half hours, Beijing first.
fn zones() -> Vec<(String, String)> {
    let others = (-24..=28).filter_map(|halves| Zone::new(halves * 30)).filter(|zone| *zone != Zone::CHINA);
    let option = |zone: Zone| (i16::from(zone).to_string(), text::settings::zone_name(zone));
    std::iter::once(Zone::CHINA).chain(others).map(option).collect()
}
