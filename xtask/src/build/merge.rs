//! Makes one module of several that were split off from the same module.
//!
//! `wasm_split_cli_support` writes what several splits share into one module for each set of splits that share it: three
//! splits make four such modules, twenty could make a million. What they look like makes it easy to put them together:
//! they have the same types, import the memory, the table and a few globals under the same names, define nothing but
//! functions, and reach each other's functions through the table alone, by a shim for each. So their functions, segments
//! and names are put in a row; and a shim that leads to a function of the same module is left out, its callers call that
//! function.

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

use wasm_encoder::{
    CodeSection, ConstExpr, DataSection, ElementSection, Elements, EntityType, FunctionSection, ImportSection, Module,
    NameMap, NameSection, RawSection, SectionId,
    reencode::{Error, Reencode, utils::parse_function_body},
};
use wasmparser::{
    DataKind, ElementItems, ElementKind, FunctionBody, Import, KnownCustom, Name, Operator, Parser, Payload, TypeRef,
};

use crate::failure::{Failure, Result};

/// Puts the modules together, in their order.
pub fn merge(modules: &[Vec<u8>]) -> Result<Vec<u8>> {
    let what = "putting together what several parts of the app share";
    merged(modules).map_err(|why| Failure::new(what, why))
}

/// What one module holds.
#[derive(Default)]
struct Part<'a> {
    types: &'a [u8],
    imports: Vec<Import<'a>>,
    /// The type of each function.
    functions: Vec<u32>,
    bodies: Vec<FunctionBody<'a>>,
    /// Places in the table, and the functions that stand from there on.
    elements: Vec<(u32, Vec<u32>)>,
    data: Vec<(i32, &'a [u8])>,
    names: HashMap<u32, &'a str>,
    features: Option<&'a [u8]>,
}

/// A function of a part: the part's place, and its own in the part.
type Own = (usize, usize);

/// Where a part's things are in the whole.
struct Moved<'m> {
    functions: &'m [u32],
    globals: Vec<u32>,
}

impl Reencode for Moved<'_> {
    type Error = String;

    fn function_index(&mut self, function: u32) -> std::result::Result<u32, Error<String>> {
        self.functions
            .get(function as usize)
            .copied()
            .ok_or_else(|| Error::UserError(format!("no function {function}")))
    }

    fn global_index(&mut self, global: u32) -> std::result::Result<u32, Error<String>> {
        self.globals.get(global as usize).copied().ok_or_else(|| Error::UserError(format!("no global {global}")))
    }

    fn memory_index(&mut self, memory: u32) -> std::result::Result<u32, Error<String>> {
        only(memory)
    }

    fn table_index(&mut self, table: u32) -> std::result::Result<u32, Error<String>> {
        only(table)
    }

    fn data_index(&mut self, _: u32) -> std::result::Result<u32, Error<String>> {
        Err(Error::UserError("data that is copied by itself".to_owned()))
    }
}

/// There is one memory and one table.
fn only(index: u32) -> std::result::Result<u32, Error<String>> {
    if index == 0 { Ok(0) } else { Err(Error::UserError("a second memory or table".to_owned())) }
}

fn merged(modules: &[Vec<u8>]) -> std::result::Result<Vec<u8>, String> {
    let parts = modules.iter().map(|module| read(module)).collect::<std::result::Result<Vec<_>, _>>()?;
    let first = parts.first().ok_or("there is nothing to put together")?;
    if parts.iter().any(|part| part.types != first.types) {
        return Err("their types differ".to_owned());
    }
    let (imports, globals) = import(&parts)?;
    let (places, left_out) = place(&parts)?;

    let (mut functions, mut code) = (FunctionSection::new(), CodeSection::new());
    let (mut elements, mut data, mut names) = (ElementSection::new(), DataSection::new(), NameMap::new());
    let mut written = 0;
    for (index, part) in parts.iter().enumerate() {
        let mut moved = Moved { functions: &places[index], globals: globals[index].clone() };
        for (local, (&kind, body)) in part.functions.iter().zip(&part.bodies).enumerate() {
            if left_out.contains(&(index, local)) {
                continue;
            }
            functions.function(kind);
            parse_function_body(&mut moved, &mut code, body.clone()).map_err(|error| error.to_string())?;
            if let Some(name) = part.names.get(&u32::try_from(local).unwrap_or_default()) {
                names.append(written, name);
            }
            written += 1;
        }
        for (offset, items) in &part.elements {
            let items: Vec<_> = items.iter().map(|item| places[index][*item as usize]).collect();
            elements.active(Some(0), &ConstExpr::i32_const(offset.cast_signed()), Elements::Functions(items.into()));
        }
        for (offset, bytes) in &part.data {
            data.active(0, &ConstExpr::i32_const(*offset), bytes.iter().copied());
        }
    }

    let mut module = Module::new();
    module.section(&RawSection { id: SectionId::Type.into(), data: first.types });
    module.section(&imports).section(&functions).section(&elements).section(&code).section(&data);
    let mut section = NameSection::new();
    section.functions(&names);
    module.section(&section);
    if let Some(features) = first.features {
        module.section(&wasm_encoder::CustomSection { name: "target_features".into(), data: features.into() });
    }
    Ok(module.finish())
}

/// Every import once, and where each part's globals are among them.
fn import(parts: &[Part]) -> std::result::Result<(ImportSection, Vec<Vec<u32>>), String> {
    let mut section = ImportSection::new();
    // Places are counted for each kind apart.
    let mut known = HashMap::<(&str, &str), (u32, EntityType)>::new();
    let mut counts = [0_u32; 3];
    let mut globals = Vec::new();
    for part in parts {
        let mut own = Vec::new();
        for import in &part.imports {
            let kind = match import.ty {
                TypeRef::Memory(_) => 0,
                TypeRef::Table(_) => 1,
                TypeRef::Global(_) => 2,
                _ => return Err(format!("they import {}, which is no memory, table or global", import.name)),
            };
            let entity =
                EntityType::try_from(import.ty).map_err(|_| format!("the type of {} is unknown", import.name))?;
            let place = match known.get(&(import.module, import.name)) {
                Some((place, is)) if *is == entity => *place,
                Some(_) => return Err(format!("they import different things as {}", import.name)),
                None => {
                    section.import(import.module, import.name, entity);
                    let place = counts[kind];
                    counts[kind] += 1;
                    known.insert((import.module, import.name), (place, entity));
                    place
                }
            };
            if kind == 2 {
                own.push(place);
            }
        }
        globals.push(own);
    }
    if counts[0] > 1 || counts[1] > 1 {
        Err("they import two memories or tables".to_owned())
    } else {
        Ok((section, globals))
    }
}

/// Where each part's functions are in the whole: one after the other, and shims where the function is to which they lead.
/// Those shims are left out.
fn place(parts: &[Part]) -> std::result::Result<(Vec<Vec<u32>>, HashSet<Own>), String> {
    // What stands at a place of the table.
    let mut table = HashMap::new();
    for (index, part) in parts.iter().enumerate() {
        for (offset, items) in &part.elements {
            for (place, item) in (*offset..).zip(items) {
                table.insert(place, (index, *item as usize));
            }
        }
    }
    let mut leads_to = HashMap::new();
    for (index, part) in parts.iter().enumerate() {
        for (local, body) in part.bodies.iter().enumerate() {
            let place = shim(body, part.functions[local]).map_err(|error| error.to_string())?;
            let target = place.and_then(|place| table.get(&place)).filter(|target| **target != (index, local));
            if let Some(target) = target {
                leads_to.insert((index, local), *target);
            }
        }
    }
    // What others lead to stays, even if it leads on: then nothing leads to what is not there.
    let targets: HashSet<_> = leads_to.values().copied().collect();
    leads_to.retain(|from, _| !targets.contains(from));
    let mut next = 0_u32;
    let mut places = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        let mut own = Vec::new();
        for local in 0..part.bodies.len() {
            own.push(next);
            next += u32::from(!leads_to.contains_key(&(index, local)));
        }
        places.push(own);
    }
    for (from, to) in &leads_to {
        places[from.0][from.1] = places[to.0][to.1];
    }
    Ok((places, leads_to.into_keys().collect()))
}

/// The place in the table to which a function does nothing but hand on its own arguments.
fn shim(body: &FunctionBody, own: u32) -> wasmparser::Result<Option<u32>> {
    let mut operators = body.get_operators_reader()?;
    let (mut arguments, mut place) = (0, None);
    while !operators.eof() {
        match (operators.read()?, place) {
            (Operator::LocalGet { local_index }, None) if local_index == arguments => arguments += 1,
            (Operator::I32Const { value }, None) => place = u32::try_from(value).ok(),
            (Operator::CallIndirect { type_index, table_index: 0 }, Some(_)) if type_index == own => {
                let is_end = matches!(operators.read()?, Operator::End) && operators.eof();
                return Ok(place.filter(|_| is_end));
            }
            _ => return Ok(None),
        }
    }
    Ok(None)
}

fn cut(module: &[u8], range: Range<u64>) -> &[u8] {
    let at = |place| usize::try_from(place).unwrap_or(usize::MAX);
    module.get(at(range.start)..at(range.end)).unwrap_or_default()
}

fn read(module: &[u8]) -> std::result::Result<Part<'_>, String> {
    parse(module).map_err(|error| error.to_string())?
}

fn parse(module: &[u8]) -> wasmparser::Result<std::result::Result<Part<'_>, String>> {
    let mut part = Part::default();
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::TypeSection(section) => part.types = cut(module, section.range()),
            Payload::ImportSection(section) => {
                part.imports = section.into_imports().collect::<wasmparser::Result<_>>()?;
            }
            Payload::FunctionSection(section) => {
                part.functions = section.into_iter().collect::<wasmparser::Result<_>>()?
            }
            Payload::CodeSectionEntry(body) => part.bodies.push(body),
            Payload::ElementSection(section) => {
                for element in section {
                    let element = element?;
                    let (
                        ElementKind::Active { table_index: None | Some(0), offset_expr },
                        ElementItems::Functions(items),
                    ) = (element.kind, element.items)
                    else {
                        return Ok(Err("a segment of the table is of another kind".to_owned()));
                    };
                    let Operator::I32Const { value } = offset_expr.get_operators_reader().read()? else {
                        return Ok(Err("a segment of the table has no fixed place".to_owned()));
                    };
                    part.elements.push((value.cast_unsigned(), items.into_iter().collect::<wasmparser::Result<_>>()?));
                }
            }
            Payload::DataSection(section) => {
                for data in section {
                    let data = data?;
                    let DataKind::Active { memory_index: 0, offset_expr } = data.kind else {
                        return Ok(Err("a segment of the memory is of another kind".to_owned()));
                    };
                    // A segment of which this part has nothing is there all the same.
                    if data.data.is_empty() {
                        continue;
                    }
                    let Operator::I32Const { value } = offset_expr.get_operators_reader().read()? else {
                        return Ok(Err("a segment of the memory has no fixed place".to_owned()));
                    };
                    part.data.push((value, data.data));
                }
            }
            Payload::CustomSection(section) => match section.as_known() {
                KnownCustom::Name(subsections) => {
                    for subsection in subsections {
                        if let Name::Function(names) = subsection? {
                            for naming in names {
                                let naming = naming?;
                                part.names.insert(naming.index, naming.name);
                            }
                        }
                    }
                }
                _ if section.name() == "target_features" => part.features = Some(section.data()),
                _ => {}
            },
            Payload::TableSection(_)
            | Payload::MemorySection(_)
            | Payload::TagSection(_)
            | Payload::GlobalSection(_)
            | Payload::StartSection { .. } => {
                return Ok(Err("a part defines more than functions".to_owned()));
            }
            Payload::ExportSection(section) if section.count() > 0 => {
                return Ok(Err("a part exports something".to_owned()));
            }
            _ => {}
        }
    }
    Ok(if part.functions.len() == part.bodies.len() { Ok(part) } else { Err("a function has no body".to_owned()) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{Function, FunctionSection, GlobalType, MemoryType, RefType, TableType, TypeSection, ValType};

    /// A part with two functions: one that stands at `own` of the table, and a shim to `other`, which the first calls.
    fn part(own: u32, other: i32, at: i32, byte: u8) -> Vec<u8> {
        let (mut types, mut imports) = (TypeSection::new(), ImportSection::new());
        types.ty().function([ValType::I32], [ValType::I32]);
        let limits =
            |minimum| MemoryType { minimum, maximum: None, memory64: false, shared: false, page_size_log2: None };
        imports.import("__wasm_split", "memory", limits(1));
        let table =
            TableType { element_type: RefType::FUNCREF, table64: false, minimum: 3, maximum: None, shared: false };
        imports.import("__wasm_split", "table", table);
        let global = GlobalType { val_type: ValType::I32, mutable: true, shared: false };
        imports.import("__wasm_split", "stack", global);
        let mut functions = FunctionSection::new();
        functions.function(0).function(0);
        let mut elements = ElementSection::new();
        elements.active(Some(0), &ConstExpr::i32_const(own.cast_signed()), Elements::Functions(vec![0].into()));
        let mut code = CodeSection::new();
        let mut real = Function::new([]);
        real.instructions().global_get(0).call(1).end();
        let mut shim = Function::new([]);
        shim.instructions().local_get(0).i32_const(other).call_indirect(0, 0).end();
        code.function(&real).function(&shim);
        let mut data = DataSection::new();
        data.active(0, &ConstExpr::i32_const(at), [byte]).active(0, &ConstExpr::i32_const(0), []);
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&functions).section(&elements).section(&code).section(&data);
        module.finish()
    }

    /// The functions that each function of a module calls.
    fn calls(part: &Part) -> Vec<Vec<u32>> {
        let called = |body: &FunctionBody| {
            let operators = body.get_operators_reader().expect("a body").into_iter();
            operators
                .filter_map(|operator| match operator.expect("known") {
                    Operator::Call { function_index } => Some(function_index),
                    _ => None,
                })
                .collect()
        };
        part.bodies.iter().map(called).collect()
    }

    #[test]
    fn parts_become_one_in_which_functions_call_each_other_without_the_table() {
        let parts = [part(1, 2, 16, 7), part(2, 1, 32, 8)];
        let whole = merge(&parts).expect("they fit each other");
        wasmparser::Validator::new().validate_all(&whole).expect("it is valid");
        let whole = read(&whole).expect("it can be read");
        assert_eq!(whole.imports.len(), 3);
        assert_eq!(calls(&whole), [[1], [0]]);
        assert_eq!(whole.elements, [(1, vec![0]), (2, vec![1])]);
        assert_eq!(whole.data, [(16, [7].as_slice()), (32, [8].as_slice())]);
    }

    #[test]
    fn a_shim_that_leads_out_of_the_whole_stays() {
        let whole = merge(&[part(1, 9, 16, 7)]).expect("one part is a whole");
        wasmparser::Validator::new().validate_all(&whole).expect("it is valid");
        assert_eq!(calls(&read(&whole).expect("it can be read")), [vec![1], vec![]]);
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        let mut other = Module::new();
        let mut types = TypeSection::new();
        types.ty().function([], []);
        other.section(&types);
        assert!(merge(&[part(1, 2, 16, 7), other.finish()]).is_err());
        assert!(merge(&[]).is_err());
        assert!(merge(&[b"nothing".to_vec()]).is_err());
    }
}
