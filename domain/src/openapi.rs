//! The OpenAPI 3.1 document, made from the contract. Native only.

use crate::{
    File, Nothing, Problem, Upload,
    files::kind::FileKind,
    kernel::contract::{Access, Endpoint, Rule, Visitor},
};
use schemars::{SchemaGenerator, generate::SchemaSettings};
use serde_json::{Map, Value, json};
use std::any::TypeId;

/// The document of the whole API.
pub fn document() -> Value {
    let settings = SchemaSettings::draft2020_12().with(|settings| {
        settings.meta_schema = None;
        settings.definitions_path = "/components/schemas".into();
    });
    let mut writer = Writer { generator: settings.into_generator(), paths: Map::new() };
    let problem = writer.generator.subschema_for::<Problem>();
    crate::walk(&mut writer);
    let schemas = writer.generator.take_definitions(true);
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Dianwu 店务",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Staff management for the team behind an online shop. Writes must carry an Origin header of this site; errors are problem documents (RFC 9457).",
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
        },
        "paths": writer.paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "session": { "type": "apiKey", "in": "cookie", "name": "__Host-dianwu" },
            },
            "responses": {
                "Problem": {
                    "description": "What went wrong.",
                    "content": { "application/problem+json": { "schema": problem } },
                },
            },
        },
    })
}

struct Writer {
    generator: SchemaGenerator,
    paths: Map<String, Value>,
}

impl Visitor for Writer {
    fn visit<E: Endpoint>(&mut self) {
        let mut operation = json!({
            "operationId": E::ID,
            "summary": E::SUMMARY.trim(),
            "tags": [E::PATH.trim_start_matches("/api/").split(['/', '.']).next()],
            "x-access": access_text(E::Access::ACCESS),
            "security": if E::Access::ACCESS == Access::Public { json!([]) } else { json!([{ "session": [] }]) },
            "parameters": self.parameters::<E>(),
            "responses": self.responses::<E>(),
        });
        if let Some(body) = self.body::<E>() {
            operation["requestBody"] = body;
        }
        let path = self.paths.entry(E::PATH).or_insert_with(|| json!({}));
        path[E::METHOD.as_str().to_lowercase()] = operation;
    }
}

impl Writer {
    fn parameters<E: Endpoint>(&mut self) -> Vec<Value> {
        let path = self.generator.root_schema_for::<E::Path>().to_value();
        let query = self.generator.root_schema_for::<E::Query>().to_value();
        let mut parameters = fields(&path, "path");
        parameters.extend(fields(&query, "query"));
        parameters
    }

    fn body<E: Endpoint>(&mut self) -> Option<Value> {
        if TypeId::of::<E::Body>() == TypeId::of::<Upload>() {
            return Some(json!({ "required": true, "content": any_of(&file_types()) }));
        }
        (TypeId::of::<E::Body>() != TypeId::of::<Nothing>()).then(|| {
            let schema = self.generator.subschema_for::<E::Body>();
            json!({ "required": true, "content": { "application/json": { "schema": schema } } })
        })
    }

    fn responses<E: Endpoint>(&mut self) -> Value {
        let (status, reply) = if TypeId::of::<E::Reply>() == TypeId::of::<Nothing>() {
            ("204", json!({ "description": "Done." }))
        } else if TypeId::of::<E::Reply>() == TypeId::of::<File>() {
            ("200", json!({ "description": "The file.", "content": any_of(&media_types(E::PATH)) }))
        } else {
            let schema = self.generator.subschema_for::<E::Reply>();
            ("200", json!({ "description": "Done.", "content": { "application/json": { "schema": schema } } }))
        };
        let problem = json!({ "$ref": "#/components/responses/Problem" });
        json!({ status: reply, "4XX": problem, "5XX": problem })
    }
}

/// The properties of an object schema as parameters.
fn fields(schema: &Value, place: &str) -> Vec<Value> {
    let required: Vec<&str> = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let properties = schema["properties"].as_object().into_iter().flatten();
    properties
        .map(|(name, schema)| {
            json!({
                "name": name,
                "in": place,
                "required": place == "path" || required.contains(&name.as_str()),
                "schema": schema,
            })
        })
        .collect()
}

fn access_text(access: Access) -> String {
    match access {
        Access::Public => "public".to_owned(),
        Access::AnySession => "any session".to_owned(),
        Access::SignedIn => "signed in".to_owned(),
        Access::Permission(permission) => serde_json::to_value(permission)
            .map_or_else(|_| String::new(), |code| format!("permission {}", code.as_str().unwrap_or_default())),
    }
}

/// What a path answers with; downloads are known by their ending, feeds and files by their place.
fn media_types(path: &str) -> Vec<&'static str> {
    match path {
        _ if path.ends_with(".xlsx") => vec!["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
        _ if path.ends_with(".csv") => vec!["text/csv"],
        _ if path.starts_with("/api/feeds/") => vec!["text/calendar"],
        _ if path.starts_with("/api/files/") => file_types(),
        _ => vec!["application/json"],
    }
}

/// What files may be.
fn file_types() -> Vec<&'static str> {
    FileKind::ALL.iter().map(|kind| kind.media_type()).collect()
}

fn any_of(media_types: &[&str]) -> Value {
    media_types.iter().map(|media_type| ((*media_type).to_owned(), json!({}))).collect::<Map<_, _>>().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_endpoint_stands_in_the_document_and_every_reference_resolves() {
        let document = document();
        for head in crate::heads() {
            let operation = &document["paths"][head.path][head.method.as_str().to_lowercase()];
            assert_eq!(operation["operationId"], head.id);
            for place in head.path.split('{').skip(1).filter_map(|part| part.split('}').next()) {
                let parameters = operation["parameters"].as_array().unwrap();
                assert!(parameters.iter().any(|p| p["name"] == place && p["in"] == "path"), "{} {place}", head.id);
            }
        }
        for (path, operations) in document["paths"].as_object().unwrap() {
            let answer = &operations["get"]["responses"]["200"];
            let is_file = answer["description"] == "The file." && !path.ends_with(".json");
            assert!(!is_file || answer["content"]["application/json"].is_null(), "{path}: {answer}");
        }
        let text = document.to_string();
        for reference in text.split("\"$ref\":\"#").skip(1).filter_map(|part| part.split('"').next()) {
            assert!(document.pointer(reference).is_some(), "{reference}");
        }
    }
}
