//! A look inside WebAssembly modules.

use wasmparser::{Parser, Payload};

/// The module without its `name` section. In a light build the names of generic code are twice the size of the code:
/// together they pass the 25 MiB that Workers take for one file. Traces then show numbers; a panic still says where.
/// What is no module comes back as it is.
pub fn without_names(module: &[u8]) -> Vec<u8> {
    kept(module).unwrap_or_else(|| module.to_vec())
}

fn kept(module: &[u8]) -> Option<Vec<u8>> {
    let mut kept = Vec::with_capacity(module.len());
    // A section's range begins after its kind and its length, so that it is taken from where the one before ended.
    let mut start = 0;
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload.ok()?;
        let end = match &payload {
            Payload::Version { range, .. } => range.end,
            Payload::CodeSectionEntry(_) => continue,
            other => match other.as_section() {
                Some((_, range)) => range.end,
                None => continue,
            },
        };
        let end = usize::try_from(end).ok()?;
        if !matches!(&payload, Payload::CustomSection(section) if section.name() == "name") {
            kept.extend_from_slice(module.get(start..end)?);
        }
        start = end;
    }
    (start == module.len()).then_some(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_names_are_left_out() {
        let head = b"\0asm\x01\0\0\0".as_slice();
        let (types, names, producers) =
            (b"\x01\x01\0".as_slice(), b"\0\x06\x04nameX".as_slice(), b"\0\x03\x02ab".as_slice());
        let module = [head, types, names, producers].concat();
        assert_eq!(without_names(&module), [head, types, producers].concat());
    }

    #[test]
    fn what_is_broken_stays_as_it_is() {
        for broken in [b"".as_slice(), b"\0asm", b"\0asm\x01\0\0\0\x01\xff"] {
            assert_eq!(without_names(broken), broken);
        }
    }
}
