//! A look inside WebAssembly modules.

/// The module without its `name` section. In a light build the names of generic code are twice the size of the code:
/// together they pass the 25 MiB that Workers take for one file. Traces then show numbers; a panic still says where.
/// What is no module comes back as it is.
pub fn without_names(module: &[u8]) -> Vec<u8> {
    const HEAD: usize = 8;
    let Some((head, mut rest)) = module.split_at_checked(HEAD) else { return module.to_vec() };
    let mut kept = head.to_vec();
    while !rest.is_empty() {
        let Some((section, after)) = split_section(rest) else { return module.to_vec() };
        if !is_name_section(section) {
            kept.extend_from_slice(section);
        }
        rest = after;
    }
    kept
}

/// A section begins with its kind, a byte, and its length.
fn split_section(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, width) = leb128(bytes.get(1..)?)?;
    bytes.split_at_checked(1 + width + length)
}

/// A custom section (kind 0) begins with its own name.
fn is_name_section(section: &[u8]) -> bool {
    let Some((_, width)) = section.get(1..).and_then(leb128) else { return false };
    section[0] == 0 && section[1 + width..].starts_with(b"\x04name")
}

/// An unsigned number in LEB128, and how many bytes it takes.
fn leb128(bytes: &[u8]) -> Option<(usize, usize)> {
    let mut value = 0;
    for (index, byte) in bytes.iter().take(5).enumerate() {
        value |= usize::from(byte & 0x7f) << (7 * index);
        if byte & 0x80 == 0 {
            return Some((value, index + 1));
        }
    }
    None
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
