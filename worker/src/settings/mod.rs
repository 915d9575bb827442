//! Handlers of the shop's settings and of the API itself.

pub mod store;
#[cfg(test)]
mod tests;
mod tidy;

use crate::{
    door::Door,
    kernel::{
        audit::Audit,
        d1::{Change, args},
        error::{Error, check},
        routes::{Call, Routes},
    },
};
use dianwu_domain::{
    DayMinute, FieldCode, FieldError, File,
    audit::api::Action,
    settings::api::{GetShop, Health, HealthState, OpenApi, SaveShop, Shop, ShopFields},
};

/// The feature's door.
pub const DOOR: Door = Door {
    routes,
    #[cfg(test)]
    statements: &[store::ALL],
    #[cfg(test)]
    tables: &["shop"],
    #[cfg(test)]
    joined: &["shop"],
    #[cfg(test)]
    small: &["shop"],
    ..Door::EMPTY
};

/// Adds the feature's routes.
fn routes(routes: &mut Routes) {
    routes.add(open_api);
    routes.add(health);
    routes.add(get_shop);
    routes.add(save_shop);
    routes.add(tidy::tidy);
}

async fn open_api(_: Call<OpenApi>) -> Result<File, Error> {
    let content = include_bytes!("../../openapi.json").to_vec();
    Ok(File { name: "openapi.json".to_owned(), media_type: "application/json".to_owned(), content })
}

async fn health(call: Call<Health>) -> Result<HealthState, Error> {
    call.db.batch(vec![store::PING.with(args![])]).await?;
    Ok(HealthState { version: env!("CARGO_PKG_VERSION").to_owned(), now: call.source.now })
}

async fn get_shop(call: Call<GetShop>) -> Result<Shop, Error> {
    shop(&call.db).await
}

async fn shop(db: &crate::kernel::d1::Db) -> Result<Shop, Error> {
    let row: Option<store::ShopRecord> = db.first(store::GET_SHOP.with(args![])).await?;
    Ok(row.ok_or(Error::not_found())?.into_shop())
}

async fn save_shop(call: Call<SaveShop>) -> Result<Shop, Error> {
    let fields = call.body.fields;
    check(problems(&fields))?;
    let before = shop(&call.db).await?;
    let audit = Audit::new(&call.source, call.who.caller.person_id(), Action::SHOP_SAVE, &fields.name)
        .before(&before.fields)
        .after(&fields);
    let update = store::UPDATE_SHOP.with(args![
        call.body.version,
        &fields.name,
        i16::from(fields.zone),
        fields.cut_off,
        fields.service_from,
        fields.service_until,
    ]);
    match Change::new(audit).guarded(update).commit(&call.db).await {
        // The same send once more: what is asked for stands already.
        Err(error) if error.is_stale() && before.fields == fields => Ok(before),
        written => written.map(|_| Shop { fields, version: call.body.version + 1 }),
    }
}

/// What does not fit together.
fn problems(fields: &ShopFields) -> Vec<FieldError> {
    let noon = DayMinute::new(12 * 60).unwrap_or(DayMinute::MIDNIGHT);
    let end_of_day = DayMinute::new(24 * 60).unwrap_or(DayMinute::MAX);
    let rules = [
        (fields.cut_off > noon, "fields.cut_off", FieldCode::OutOfRange),
        (fields.service_from >= end_of_day, "fields.service_from", FieldCode::OutOfRange),
        (fields.service_until <= fields.service_from, "fields.service_until", FieldCode::Inconsistent),
    ];
    let broken = rules.into_iter().filter(|(is_broken, ..)| *is_broken);
    broken.map(|(_, field, code)| FieldError { field: field.to_owned(), code }).collect()
}
