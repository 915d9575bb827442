//! XML as it streams. No piece of it, and no nesting of pieces, grows beyond what a spreadsheet writes.

use super::Unreadable;
use quick_xml::{
    Reader, XmlVersion,
    escape::resolve_predefined_entity,
    events::{BytesStart, Event},
};
use std::io::{self, BufRead, Read};

/// Most bytes of one tag or one run of text. The longest text of a cell, 32 767 characters, takes less.
const MOST_PIECE: usize = 256 * 1024;
/// Deepest nesting; a sheet has seven levels.
const MOST_DEPTH: usize = 32;

/// A reader of XML.
pub struct Xml<R> {
    reader: Reader<Pieces<R>>,
    buffer: Vec<u8>,
    depth: usize,
}

/// What comes next.
pub enum Node {
    /// A tag opens; `<a/>` opens and closes.
    Open(BytesStart<'static>),
    /// The tag of this local name closes.
    Close(String),
    /// A piece of text, with its entities resolved.
    Text(String),
    /// The end of the document.
    End,
}

impl<R: BufRead> Xml<R> {
    pub fn new(source: R) -> Self {
        let mut reader = Reader::from_reader(Pieces { inner: source, left: MOST_PIECE });
        reader.config_mut().expand_empty_elements = true;
        Self { reader, buffer: Vec::new(), depth: 0 }
    }

    /// The next tag or text; comments and the like are passed over.
    pub fn next(&mut self) -> Result<Node, Unreadable> {
        loop {
            self.buffer.clear();
            self.reader.get_mut().left = MOST_PIECE;
            let node = match self.reader.read_event_into(&mut self.buffer).map_err(|error| reason(&error))? {
                Event::Start(tag) => {
                    self.depth += 1;
                    if self.depth > MOST_DEPTH {
                        return Err(Unreadable::TooLarge);
                    }
                    Node::Open(tag.into_owned())
                }
                Event::End(tag) => {
                    self.depth = self.depth.saturating_sub(1);
                    Node::Close(tag.local_name().as_ref().to_owned())
                }
                Event::Text(text) => Node::Text(text.xml10_content().into_owned()),
                Event::CData(text) => Node::Text(text.xml10_content().into_owned()),
                Event::GeneralRef(reference) => {
                    let letter = reference.resolve_char_ref().map_err(|_| Unreadable::Damaged)?;
                    let text = match letter {
                        Some(letter) => letter.to_string(),
                        None => resolve_predefined_entity(&reference).unwrap_or_default().to_owned(),
                    };
                    Node::Text(text)
                }
                // Entities that a document defines itself are how small files become large ones.
                Event::DocType(_) => return Err(Unreadable::NotASheet),
                Event::Eof if self.depth > 0 => return Err(Unreadable::Damaged),
                Event::Eof => Node::End,
                // Empty tags come as two events.
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::Empty(_) => continue,
            };
            return Ok(node);
        }
    }

    /// Passes over what stands inside the tag that has just opened.
    pub fn skip(&mut self) -> Result<(), Unreadable> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            if matches!(self.next()?, Node::End) {
                return Err(Unreadable::Damaged);
            }
        }
        Ok(())
    }
}

/// An attribute of a tag by its local name.
pub fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = tag.attributes();
    // Looking for an attribute that stands twice would compare each with all others.
    let mut attributes = attributes.with_checks(false).filter_map(Result::ok);
    let found = attributes.find(|attribute| attribute.key.local_name().as_ref() == name)?;
    Some(found.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned())
}

/// An attribute that is a number.
pub fn number<T: std::str::FromStr>(tag: &BytesStart<'_>, name: &str) -> Option<T> {
    attribute(tag, name)?.trim().parse().ok()
}

fn reason(error: &quick_xml::Error) -> Unreadable {
    match error {
        quick_xml::Error::Io(error) if error.kind() == io::ErrorKind::FileTooLarge => Unreadable::TooLarge,
        _ => Unreadable::Damaged,
    }
}

/// A source that gives no more than one piece may have.
struct Pieces<R> {
    inner: R,
    left: usize,
}

impl<R: BufRead> Read for Pieces<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(buffer)?;
        self.consume(count);
        Ok(count)
    }
}

impl<R: BufRead> BufRead for Pieces<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.left == 0 { Err(io::ErrorKind::FileTooLarge.into()) } else { self.inner.fill_buf() }
    }

    fn consume(&mut self, count: usize) {
        self.left = self.left.saturating_sub(count);
        self.inner.consume(count);
    }
}
