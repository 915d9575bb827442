//! How many shifts somebody could take, as their day tells it.

use super::{AskedRecord, asked, store};
use crate::{
    kernel::{
        d1::{Answer, Batch, Db, Rows, args, flag},
        error::Error,
    },
    roster::check::WhatIf,
};
use dianwu_domain::{
    Day, LocalTime, Month, ShiftKindId,
    open_shifts::api::{Fit, MAX_CLAIMS},
    session::api::Me,
};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// A shift that somebody could take, if it keeps the rules.
#[derive(Deserialize)]
pub struct AvailableRecord {
    /// Its day.
    pub day: Day,
    kind_id: ShiftKindId,
    #[serde(deserialize_with = "flag")]
    needs_approval: bool,
}

/// What somebody could take, as it was asked for.
pub struct Available {
    offers: Answer<AvailableRecord>,
    asked: Answer<AskedRecord>,
}

impl Available {
    /// Asks for what is offered to somebody, and for what they have claimed.
    pub fn ask(batch: &mut Batch, me: &Me, now: LocalTime) -> Self {
        let offered = store::LIST_OPEN_FOR.with(args![me.department_id, now.day, now.minute, me.person_id]);
        Self { offers: batch.ask(offered), asked: batch.ask(asked(me.person_id, now)) }
    }

    /// The days of the shifts that somebody could take, in order. Only where something is offered are the rules read.
    ///
    /// # Errors
    /// As [`Db::batch`].
    pub async fn takeable(&self, db: &Db, rows: &Rows, me: &Me) -> Result<Vec<Day>, Error> {
        takeable(db, me, rows.of(&self.offers)?, &rows.of(&self.asked)?).await
    }
}

async fn takeable(
    db: &Db,
    me: &Me,
    mut offers: Vec<AvailableRecord>,
    asked: &[AskedRecord],
) -> Result<Vec<Day>, Error> {
    offers.retain(|offer| !offer.needs_approval || asked.len() < MAX_CLAIMS);
    let months: BTreeSet<Month> = offers.iter().map(|offer| offer.day.month()).collect();
    if months.is_empty() {
        return Ok(Vec::new());
    }
    let queries = months.iter().map(|month| WhatIf::queries(me.department_id, me.person_id, *month));
    let queries: Vec<_> = queries.collect();
    let places = (0..).step_by(queries.first().map_or(1, |queries| queries.len()));
    let rows = db.batch(queries.into_iter().flatten().collect()).await?;
    let rules = months.iter().zip(places).map(|(month, place)| Ok((*month, WhatIf::read(&rows, place, *month)?)));
    let rules: BTreeMap<Month, WhatIf> = rules.collect::<Result<_, Error>>()?;
    let keeps_rules = |offer: &AvailableRecord| {
        let Some(rules) = rules.get(&offer.day.month()) else { return false };
        let fit = Fit { obstacle: None, findings: rules.added(offer.day, offer.kind_id) };
        fit.is_clear() && (!fit.must_wait() || asked.len() < MAX_CLAIMS)
    };
    Ok(offers.iter().filter(|offer| keeps_rules(offer)).map(|offer| offer.day).collect())
}
