//! What a file is. Names and headers are what somebody says; the content decides. A file is looked through from its
//! beginning to where its format ends, so that one which broke off on its way is refused where it can still be sent
//! again. What follows that end (phones append films to pictures) is nobody's business: nothing is ever shown inline.

use crate::FieldCode;
use serde::{Deserialize, Serialize};

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $media_type:literal, $extension:literal;)+) => {
        /// What files may be.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum FileKind {
            $($(#[$doc])* #[serde(rename = $code)] $name,)+
        }

        impl FileKind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The code, as it is stored.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }

            /// Its media type.
            pub const fn media_type(self) -> &'static str {
                match self { $(Self::$name => $media_type,)+ }
            }

            /// How names of such files end.
            pub const fn extension(self) -> &'static str {
                match self { $(Self::$name => $extension,)+ }
            }
        }
    };
}

kinds! {
    /// A photograph.
    Jpeg = "jpeg", "image/jpeg", "jpg";
    /// A screenshot.
    Png = "png", "image/png", "png";
    /// A picture of the web.
    Webp = "webp", "image/webp", "webp";
    /// A document.
    Pdf = "pdf", "application/pdf", "pdf";
}

impl FileKind {
    /// What a content is.
    ///
    /// # Errors
    /// [`FieldCode::Required`] of nothing, [`FieldCode::BadFormat`] of what is none of them, [`FieldCode::Damaged`] of
    /// what begins as one of them and has no end.
    pub fn of(content: &[u8]) -> Result<Self, FieldCode> {
        if content.is_empty() {
            return Err(FieldCode::Required);
        }
        let (kind, is_whole) = match content {
            [0xff, 0xd8, 0xff, ..] => (Self::Jpeg, is_whole_jpeg(content)),
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', rest @ ..] => (Self::Png, is_whole_png(rest)),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => (Self::Webp, is_whole_webp(content)),
            [b'%', b'P', b'D', b'F', b'-', digit, ..] if digit.is_ascii_digit() => (Self::Pdf, is_whole_pdf(content)),
            _ => return Err(FieldCode::BadFormat),
        };
        if is_whole == Some(true) { Ok(kind) } else { Err(FieldCode::Damaged) }
    }
}

/// Segments up to the end of the image, with a frame among them (ITU T.81, annex B). None when it breaks off.
fn is_whole_jpeg(content: &[u8]) -> Option<bool> {
    let (mut at, mut has_frame) = (2, false);
    loop {
        if *content.get(at)? != 0xff {
            return Some(false);
        }
        while *content.get(at)? == 0xff {
            at += 1;
        }
        let marker = *content.get(at)?;
        at += 1;
        match marker {
            0xd9 => return Some(has_frame),
            0x00 => return Some(false),
            0x01 | 0xd0..=0xd8 => continue,
            0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => has_frame = true,
            _ => {}
        }
        let length = usize::from(u16::from_be_bytes([*content.get(at)?, *content.get(at + 1)?]));
        if length < 2 {
            return Some(false);
        }
        at += length;
        if marker == 0xda {
            // Coded data: a marker in it is followed by zero, or is a restart.
            while !matches!((content.get(at)?, content.get(at + 1)?), (0xff, 0x01..=0xcf | 0xd8..=0xfe)) {
                at += 1;
            }
        }
    }
}

/// Chunks from the header to the end, with data among them (ISO/IEC 15948). None when it breaks off.
fn is_whole_png(mut rest: &[u8]) -> Option<bool> {
    let (mut is_first, mut has_data) = (true, false);
    loop {
        let (length, tail) = rest.split_first_chunk::<4>()?;
        let (name, tail) = tail.split_first_chunk::<4>()?;
        let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
        if is_first != (name == b"IHDR" && length == 13) {
            return Some(false);
        }
        is_first = false;
        has_data |= name == b"IDAT";
        // Its checksum follows each chunk.
        rest = tail.get(length.checked_add(4)?..)?;
        if name == b"IEND" {
            return Some(has_data);
        }
    }
}

/// As long as its head says, with a picture at its beginning (RFC 9649). None when it breaks off.
fn is_whole_webp(content: &[u8]) -> Option<bool> {
    let length = |at: usize| -> Option<usize> {
        usize::try_from(u32::from_le_bytes(content.get(at..at + 4)?.try_into().ok()?)).ok()
    };
    let end = length(4)?.checked_add(8)?;
    let picture_end = length(16)?.checked_add(20)?;
    let is_picture = matches!(content.get(12..16)?, b"VP8 " | b"VP8L" | b"VP8X");
    Some(is_picture && picture_end <= end && end <= content.len())
}

/// It ends with its mark, which readers look for in the last kilobyte.
fn is_whole_pdf(content: &[u8]) -> Option<bool> {
    let tail = content.get(content.len().saturating_sub(1024)..)?;
    Some(tail.windows(5).any(|window| window == b"%%EOF"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn png() -> Vec<u8> {
        let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
        for (name, data) in [(b"IHDR", &[0; 13][..]), (b"IDAT", b"abc"), (b"IEND", b"")] {
            png.extend(u32::try_from(data.len()).unwrap().to_be_bytes());
            png.extend(name);
            png.extend(data);
            png.extend([0; 4]);
        }
        png
    }

    fn jpeg() -> Vec<u8> {
        // A head, a frame, and a scan in which a zero follows a byte that looks like a marker, and a restart.
        let parts: [&[u8]; 5] = [
            b"\xff\xd8\xff\xe0\x00\x07JFIF\0",
            b"\xff\xc0\x00\x05\x08\x00\x01",
            b"\xff\xff\xda\x00\x04\x01\x00",
            b"ab\xff\x00c\xff\xd0d",
            b"\xff\xd9",
        ];
        parts.concat()
    }

    fn webp() -> Vec<u8> {
        b"RIFF\x10\0\0\0WEBPVP8L\x04\0\0\0abcd".to_vec()
    }

    fn pdf() -> Vec<u8> {
        b"%PDF-1.7\n1 0 obj\nendobj\ntrailer\n%%EOF\n".to_vec()
    }

    fn samples() -> [(FileKind, Vec<u8>); 4] {
        [(FileKind::Jpeg, jpeg()), (FileKind::Png, png()), (FileKind::Webp, webp()), (FileKind::Pdf, pdf())]
    }

    #[test]
    fn the_content_decides_and_what_follows_its_end_does_not_count() {
        for (kind, content) in samples() {
            assert_eq!(FileKind::of(&content), Ok(kind));
            assert_eq!(FileKind::of(&[&content[..], b"a film"].concat()), Ok(kind));
            let written = serde_json::to_string(&kind).unwrap();
            assert_eq!(written, format!("\"{}\"", kind.as_str()));
        }
    }

    #[test]
    fn what_breaks_off_is_damaged_wherever_it_does() {
        for (kind, content) in samples() {
            // A PDF has its end before its last line does.
            let end = if kind == FileKind::Pdf { content.len() - 1 } else { content.len() };
            for length in 12..end {
                assert_eq!(FileKind::of(&content[..length]), Err(FieldCode::Damaged), "{kind:?} {length}");
            }
        }
    }

    #[test]
    fn foreign_content_is_refused() {
        assert_eq!(FileKind::of(b""), Err(FieldCode::Required));
        for foreign in [
            &b"x"[..],
            b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
            b"<!doctype html><title>x</title>",
            b"PK\x03\x04\x14\0\0\0",
            b"GIF89a",
            b"MZ\x90\0",
            b"\0\0\0\x18ftypheic",
            b"RIFF\x10\0\0\0WAVEfmt ",
            b" %PDF-1.7\n%%EOF",
            b"%PDF-x",
        ] {
            assert_eq!(FileKind::of(foreign), Err(FieldCode::BadFormat), "{foreign:?}");
        }
        for hollow in [
            &b"\xff\xd8\xff\xd9"[..],
            b"\xff\xd8\xff\xe0\x00\x00",
            b"\xff\xd8\xff\x00",
            b"\x89PNG\r\n\x1a\n\0\0\0\0IEND\0\0\0\0",
            b"RIFF\x04\0\0\0WEBPVP8L\x04\0\0\0abcd",
            b"RIFF\x10\0\0\0WEBPJUNK\x04\0\0\0abcd",
        ] {
            assert_eq!(FileKind::of(hollow), Err(FieldCode::Damaged), "{hollow:?}");
        }
    }

    proptest! {
        #[test]
        fn whatever_comes_is_judged(start in 0..4_usize, kept in 0..60_usize, rest in proptest::collection::vec(any::<u8>(), 0..200)) {
            let (kind, content) = samples()[start].clone();
            let bent = [&content[..kept.min(content.len())], &rest[..]].concat();
            if let Ok(found) = FileKind::of(&bent) {
                prop_assert!(kept < 12 || found == kind);
            }
        }
    }
}
