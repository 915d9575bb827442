//! People, departments and positions.

mod door;
mod employment;
mod import;
mod list;
mod organisation;
mod person;
mod roles;

pub use door::DOOR;

use dianwu_domain::{
    PersonId, Problem,
    people::api::{CreatePerson, CreatedPerson, GetPerson, NewPerson, Person, PersonFields, PersonPath},
};
use dianwu_tests::{Client, NOTHING, Shop, new_uuid};

/// Master data of somebody new in 客服组.
fn fields(shop: &Shop, number: &str) -> PersonFields {
    let like = shop.person("CS02").fields.clone();
    PersonFields { number: number.parse().unwrap(), name: "新人".parse().unwrap(), phone: None, ..like }
}

fn create(client: &Client, id: PersonId, fields: &PersonFields) -> Result<CreatedPerson, Problem> {
    client.call::<CreatePerson>(NOTHING, NOTHING, NewPerson { id, fields: fields.clone() })
}

fn new_person() -> PersonId {
    PersonId::new(new_uuid())
}

fn get(client: &Client, id: PersonId) -> Result<Person, Problem> {
    client.get::<GetPerson>(PersonPath { person_id: id }, NOTHING)
}
