//! A segment brought into a form.

use super::data::{Classed, Form, Row, compose_pair};
use super::hangul;

/// Brings segments into a form, one after another in the same room. The time is linear in their length.
pub(crate) struct Segment {
    pub(super) form: Form,
    chars: Vec<Classed>,
}

impl Segment {
    pub(crate) fn new(form: Form) -> Self {
        Segment { form, chars: Vec::new() }
    }

    /// What a segment is in the form.
    pub(super) fn normalize(&mut self, code_points: impl Iterator<Item = u32>) -> &[Classed] {
        self.chars.clear();
        code_points.for_each(|code_point| self.decompose(code_point));
        if !self.chars.is_sorted_by(|c, next| next.class() == 0 || c.class() <= next.class()) {
            // A starter and the marks behind it. There are few classes, so that this sort, which is stable, takes linear time.
            for marks in self.chars.chunk_by_mut(|_, next| next.class() != 0) {
                marks.sort_by_key(|c| c.class());
            }
        }
        if self.form.composes() {
            self.compose();
        }
        &self.chars
    }

    fn decompose(&mut self, code_point: u32) {
        if let Some((leading, vowel, trailing)) = hangul::decompose(code_point) {
            self.chars.extend([leading, vowel].map(|letter| Classed::new(letter, 0)));
            self.chars.extend(trailing.map(|letter| Classed::new(letter, 0)));
            return;
        }
        let row = Row::of(code_point);
        let decomposition = row.decomposition(self.form);
        if decomposition.is_empty() {
            self.chars.push(Classed::new(code_point, row.class));
        } else {
            self.chars.extend_from_slice(decomposition);
        }
    }

    fn compose(&mut self) {
        // Of the characters so far, `chars[..len]` are left.
        let mut len = 0;
        let mut starter: Option<usize> = None;
        for at in 0..self.chars.len() {
            let c = self.chars[at];
            if let Some(starter) = starter {
                // What lies between the two blocks them, unless it is of a lower class.
                let is_free = len == starter + 1 || self.chars[len - 1].class() < c.class();
                if is_free && let Some(composed) = compose(self.chars[starter].code_point(), c.code_point()) {
                    self.chars[starter] = Classed::new(composed, 0);
                    continue;
                }
            }
            if c.class() == 0 {
                starter = Some(len);
            }
            self.chars[len] = c;
            len += 1;
        }
        self.chars.truncate(len);
    }
}

/// What two characters compose to.
pub(super) fn compose(first: u32, second: u32) -> Option<u32> {
    compose_pair(first, Row::of(first), Row::of(second)).or_else(|| hangul::compose(first, second))
}

/// The characters of what a text changes to.
pub(super) fn characters(change: &[Classed]) -> impl Iterator<Item = char> {
    change.iter().filter_map(|c| char::from_u32(c.code_point()))
}
