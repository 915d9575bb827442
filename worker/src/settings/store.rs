//! SQL of the shop's settings.

use crate::kernel::d1::{minute, statements};
use dianwu_domain::{
    DayMinute, RowId, Zone,
    settings::{
        api::{Shop, ShopFields},
        tidy::Texts,
    },
    text::Name,
};
use serde::Deserialize;

statements! {
    /// Proves that the database answers.
    PING = "SELECT 1 AS one";
    /// The shop.
    GET_SHOP = "SELECT name, zone_minutes, cut_off, service_from, service_until, version FROM shop WHERE id = 1";
    /// Changes the shop.
    UPDATE_SHOP = "UPDATE shop SET name = ?2, zone_minutes = ?3, cut_off = ?4, service_from = ?5, service_until = ?6,
        version = version + 1 WHERE id = 1 AND version = ?1";
    /// The shop's name, as it is stored.
    NAMES_OF_SHOP = "SELECT '00000000-0000-0000-0000-000000000000' AS id, version, name FROM shop WHERE id = 1";
    /// The names of departments after ?1, as they are stored.
    NAMES_OF_DEPARTMENTS = "SELECT id, version, name, name_key AS key FROM department WHERE id > ?1 ORDER BY id LIMIT ?2";
    /// The names of positions after ?1.
    NAMES_OF_POSITIONS = "SELECT id, version, name, name_key AS key FROM position WHERE id > ?1 ORDER BY id LIMIT ?2";
    /// The names and phones of people after ?1.
    NAMES_OF_PEOPLE = "SELECT id, version, name, phone, name_key AS key, sounds FROM person
        WHERE id > ?1 ORDER BY id LIMIT ?2";
    /// The names and codes of shift kinds after ?1.
    NAMES_OF_SHIFT_KINDS = "SELECT id, version, name, code, code_key AS key FROM shift_kind
        WHERE id > ?1 ORDER BY id LIMIT ?2";
    /// The names of cycles after ?1.
    NAMES_OF_CYCLES = "SELECT id, version, name, name_key AS key FROM cycle WHERE id > ?1 ORDER BY id LIMIT ?2";
    /// Spells the shop's name if version ?1 stands.
    SPELL_SHOP = "UPDATE shop SET name = ?2, version = version + 1 WHERE id = 1 AND version = ?1";
    /// Spells a department's name if version ?2 stands.
    SPELL_DEPARTMENT = "UPDATE department SET name = ?3, name_key = ?4, version = version + 1
        WHERE id = ?1 AND version = ?2";
    /// Spells a position's name if version ?2 stands.
    SPELL_POSITION = "UPDATE position SET name = ?3, name_key = ?4, version = version + 1 WHERE id = ?1 AND version = ?2";
    /// Spells a person's name and phone if version ?2 stands.
    SPELL_PERSON = "UPDATE person SET name = ?3, name_key = ?4, phone = ?5, sounds = ?6, version = version + 1
        WHERE id = ?1 AND version = ?2";
    /// Spells a shift kind's name and code if version ?2 stands.
    SPELL_SHIFT_KIND = "UPDATE shift_kind SET name = ?3, code_key = ?4, code = ?5, updated_at = ?6, version = version + 1
        WHERE id = ?1 AND version = ?2";
    /// Spells a cycle's name if version ?2 stands.
    SPELL_CYCLE = "UPDATE cycle SET name = ?3, name_key = ?4, version = version + 1 WHERE id = ?1 AND version = ?2";
    /// What a department is compared by, if version ?2 stands. It is no change that anybody sees.
    KEY_DEPARTMENT = "UPDATE department SET name_key = ?3 WHERE id = ?1 AND version = ?2";
    /// What a position is compared by.
    KEY_POSITION = "UPDATE position SET name_key = ?3 WHERE id = ?1 AND version = ?2";
    /// What a person is found by.
    KEY_PERSON = "UPDATE person SET name_key = ?3, sounds = ?4 WHERE id = ?1 AND version = ?2";
    /// What a shift kind is compared by.
    KEY_SHIFT_KIND = "UPDATE shift_kind SET code_key = ?3 WHERE id = ?1 AND version = ?2";
    /// What a cycle is compared by.
    KEY_CYCLE = "UPDATE cycle SET name_key = ?3 WHERE id = ?1 AND version = ?2";
}

/// A row's texts as they are stored, whatever they hold.
#[derive(Clone, Debug, Deserialize)]
pub struct NamesRecord {
    pub id: RowId,
    pub version: u32,
    name: String,
    #[serde(default)]
    code: Option<String>,
    #[serde(default)]
    phone: Option<String>,
    #[serde(default)]
    pub key: Option<String>,
    #[serde(default)]
    pub sounds: Option<String>,
}

impl NamesRecord {
    /// The texts that have one spelling.
    pub fn texts(&self) -> Texts {
        Texts { name: self.name.clone(), code: self.code.clone(), phone: self.phone.clone() }
    }
}

/// The shop's row.
#[derive(Deserialize)]
pub struct ShopRecord {
    name: Name,
    zone_minutes: Zone,
    #[serde(deserialize_with = "minute")]
    cut_off: DayMinute,
    #[serde(deserialize_with = "minute")]
    service_from: DayMinute,
    #[serde(deserialize_with = "minute")]
    service_until: DayMinute,
    version: u32,
}

impl ShopRecord {
    /// The shop as the contract has it.
    pub fn into_shop(self) -> Shop {
        let fields = ShopFields {
            name: self.name,
            zone: self.zone_minutes,
            cut_off: self.cut_off,
            service_from: self.service_from,
            service_until: self.service_until,
        };
        Shop { fields, version: self.version }
    }
}
