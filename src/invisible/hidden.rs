//! What removed characters spell. The rules: docs/reference/invisible.md, 6.

use super::characters::Class;
use super::context::tag_as_ascii;

/// The texts that the runs of a text hide.
#[derive(Default)]
pub(super) struct Hidden {
    pub(super) texts: Vec<String>,
    tags: String,
    selectors: Vec<u8>,
}

impl Hidden {
    /// A character of the run goes.
    pub(super) fn push(&mut self, c: char) {
        match Class::of(c) {
            Some(Class::Tag) => self.tags.extend(tag_as_ascii(c)),
            Some(Class::Selector) => {
                let code_point = u32::from(c);
                let byte = if code_point < 0xE_0100 { code_point - 0xFE00 } else { code_point - 0xE_0100 + 16 };
                self.selectors.push(byte as u8);
            }
            _ => {}
        }
    }

    /// The run ends.
    pub(super) fn end(&mut self) {
        let mut text = std::mem::take(&mut self.tags);
        if self.selectors.len() > 1 {
            text.push_str(&String::from_utf8_lossy(&self.selectors));
        }
        self.selectors.clear();
        if !text.is_empty() {
            self.texts.push(text);
        }
    }
}
