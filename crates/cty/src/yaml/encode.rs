//! YAML text of values: block style, strings in double quotes or, over several lines, as literal blocks.

use libyaml_safer::{Emitter, Encoding, Event, MappingStyle, ScalarStyle, SequenceStyle};

use crate::{Kind, Value};

/// The YAML text, with a line end. Unknown parts are written as null: the caller decides what to do with them.
#[must_use]
pub fn encode(value: &Value) -> String {
    let mut out = Vec::new();
    if emit_all(value, &mut out).is_err() {
        return String::new();
    }
    let mut text = String::from_utf8(out).unwrap_or_default();
    // A bare scalar could go on, so its end is marked; the end of a block is not, whatever the emitter thinks.
    if text.ends_with("\n...\n") {
        text.truncate(text.len() - 4);
    }
    if is_plain(value) {
        text.push_str("...\n");
    }
    escape_beyond_basic(text)
}

/// Characters beyond the basic plane are written as escapes; they stand in double quotes.
fn escape_beyond_basic(text: String) -> String {
    if !text.chars().any(is_beyond_basic) {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if is_beyond_basic(character) {
            out.push_str(&format!("\\U{:08X}", u32::from(character)));
        } else {
            out.push(character);
        }
    }
    out
}

fn is_beyond_basic(character: char) -> bool {
    character > '\u{ffff}'
}

fn is_plain(value: &Value) -> bool {
    match value.kind() {
        Kind::Null | Kind::Unknown(_) | Kind::Bool(_) | Kind::Number(_) => true,
        Kind::String(_) | Kind::Elements(_) | Kind::Entries(_) => false,
    }
}

fn emit_all(value: &Value, out: &mut Vec<u8>) -> libyaml_safer::Result<()> {
    let mut emitter = Emitter::new();
    emitter.set_output_string(out);
    emitter.set_unicode(true);
    emitter.emit(Event::stream_start(Encoding::Utf8))?;
    emitter.emit(Event::document_start(None, &[], true))?;
    emit(&mut emitter, value)?;
    emitter.emit(Event::document_end(true))?;
    emitter.emit(Event::stream_end())?;
    emitter.flush()
}

fn plain(text: &str) -> Event {
    Event::scalar(None, None, text, true, true, ScalarStyle::Plain)
}

fn string(text: &str) -> Event {
    let literal = text.contains('\n') && !text.chars().any(is_beyond_basic);
    let style = if literal { ScalarStyle::Literal } else { ScalarStyle::DoubleQuoted };
    Event::scalar(None, None, text, true, true, style)
}

fn emit(emitter: &mut Emitter<'_>, value: &Value) -> libyaml_safer::Result<()> {
    match value.kind() {
        Kind::Null | Kind::Unknown(_) => emitter.emit(plain("null")),
        Kind::Bool(flag) => emitter.emit(plain(if *flag { "true" } else { "false" })),
        Kind::Number(number) => emitter.emit(plain(&number.to_string())),
        Kind::String(text) => emitter.emit(string(text)),
        Kind::Elements(elements) => {
            emitter.emit(Event::sequence_start(None, None, true, SequenceStyle::Block))?;
            elements.iter().try_for_each(|element| emit(emitter, element))?;
            emitter.emit(Event::sequence_end())
        }
        Kind::Entries(entries) => {
            emitter.emit(Event::mapping_start(None, None, true, MappingStyle::Block))?;
            for (key, entry) in entries.iter() {
                emitter.emit(string(key))?;
                emit(emitter, entry)?;
            }
            emitter.emit(Event::mapping_end())
        }
    }
}
