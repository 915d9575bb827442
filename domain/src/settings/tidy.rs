//! Giving the names that are stored their one spelling. New ones get it at the border; older ones, and what they are
//! compared and searched by, are brought up to it row by row, as often as one likes.

use crate::{
    FieldCode, RowId,
    text::{Name, Phone, ShiftCode},
};
use serde::{Deserialize, Serialize};
use std::str::FromStr;
use strum::VariantArray;

/// What has a name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, VariantArray)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Named {
    /// 店铺
    #[default]
    Shop,
    /// 部门
    Department,
    /// 岗位
    Position,
    /// 人员
    Person,
    /// 班次
    ShiftKind,
    /// 排班周期
    Cycle,
}

impl Named {
    /// Every kind, in the order in which they are gone through.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// The kind that follows.
    pub fn next(self) -> Option<Self> {
        let place = Self::ALL.iter().position(|named| *named == self)?;
        Self::ALL.get(place + 1).copied()
    }
}

/// Where to go on; the default is the beginning.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TidyPlace {
    /// The kind of rows.
    pub named: Named,
    /// The row after which to go on.
    #[serde(default)]
    pub after: Option<RowId>,
}

/// What a round has done.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TidyReport {
    /// Rows that were looked at.
    pub seen: u32,
    /// What was changed, and what was left as it is.
    pub items: Vec<Respelled>,
    /// Where to go on; nothing when all is done.
    pub next: Option<TidyPlace>,
}

/// One text that was not in its one spelling, or that is in another's way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Respelled {
    /// What has the text.
    pub named: Named,
    /// Its row.
    pub id: RowId,
    /// `name`, `code` or `phone`.
    pub field: String,
    /// As it was.
    pub before: String,
    /// As it is, or would be.
    pub after: String,
    /// Why it was left as it is: somebody else has it so, or it cannot be read.
    pub why: Option<FieldCode>,
}

/// The texts of a row that have one spelling.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Texts {
    /// Its name.
    pub name: String,
    /// What a shift kind is called in a cell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// A person's phone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
}

impl Texts {
    /// The fields that are not in their one spelling, each with that spelling or with the reason why it has none.
    pub fn misspelled(&self) -> Vec<(&'static str, &str, Result<String, FieldCode>)> {
        fn spelled<T: FromStr<Err = FieldCode> + ToString>(text: &str) -> Result<String, FieldCode> {
            text.parse::<T>().map(|text| text.to_string())
        }
        let name = Some(("name", self.name.as_str(), spelled::<Name>(&self.name)));
        let code = self.code.as_deref().map(|code| ("code", code, spelled::<ShiftCode>(code)));
        let phone = self.phone.as_deref().map(|phone| ("phone", phone, spelled::<Phone>(phone)));
        let all = [name, code, phone].into_iter().flatten();
        all.filter(|(_, text, spelled)| spelled.as_deref() != Ok(*text)).collect()
    }

    /// The same with one field spelled so.
    #[must_use]
    pub fn with(&self, field: &str, text: &str) -> Self {
        let mut texts = self.clone();
        match field {
            "code" => texts.code = Some(text.to_owned()),
            "phone" => texts.phone = Some(text.to_owned()),
            _ => text.clone_into(&mut texts.name),
        }
        texts
    }
}

#[cfg(all(test, feature = "tables"))]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_misspelled_is_named_with_its_spelling() {
        let texts = |name: &str, code: Option<&str>, phone: Option<&str>| Texts {
            name: name.to_owned(),
            code: code.map(str::to_owned),
            phone: phone.map(str::to_owned),
        };
        let told = |texts: &Texts| {
            let one = |(field, _, spelled): (&str, &str, Result<String, FieldCode>)| {
                format!("{field} {}", spelled.unwrap_or_else(|code| code.to_string()))
            };
            texts.misspelled().into_iter().map(one).collect::<Vec<_>>().join(", ")
        };
        for (texts, wanted) in [
            (texts("王芳", Some("早"), Some("13800000000")), ""),
            (texts("李\u{200b}雪", None, Some("+8613800000000")), "name 李雪, phone 13800000000"),
            (texts("早班", Some("Ａ"), None), "code A"),
            (texts("\u{3164}", None, Some("12")), "name required, phone too_short:5"),
        ] {
            assert_eq!(told(&texts), wanted);
            let spelled = texts.misspelled().into_iter().filter_map(|(field, _, spelled)| Some((field, spelled.ok()?)));
            let mended = spelled.fold(texts.clone(), |texts, (field, text)| texts.with(field, &text));
            assert!(mended.misspelled().iter().all(|(_, _, spelled)| spelled.is_err()), "{mended:?}");
        }
    }

    #[test]
    fn every_kind_is_gone_through_once() {
        let mut all = vec![Named::default()];
        while let Some(next) = all.last().and_then(|named| named.next()) {
            all.push(next);
        }
        assert_eq!(all, Named::ALL);
    }
}
