//! Unicode normalisation (UAX #15). The rules: docs/reference/unicode.md.
//!
//! A search finds the segments that may change; only those are looked at one by one. Why this engine: docs/explanation/normalisation.md.

mod changes;
mod data;
mod hangul;
mod segment;
mod stage;
mod text;
#[cfg(any(test, feature = "python"))]
mod units;

use std::borrow::Cow;
use std::ops::ControlFlow;

pub(crate) use changes::changes;
pub use data::{Form, UNICODE_VERSION};
pub(crate) use segment::Segment;
use segment::characters;
pub(crate) use stage::Unicode;

/// Brings `text` into `form`.
///
/// ```
/// use strigil::unicode::{Form, normalize};
/// assert_eq!(normalize("e\u{301}", Form::Nfc), "é");
/// ```
#[must_use]
pub fn normalize(text: &str, form: Form) -> Cow<'_, str> {
    let mut normalized = String::new();
    let mut kept = 0;
    let _ = changes(text, &mut Segment::new(form), usize::MAX, |range, change| {
        if normalized.is_empty() {
            normalized.reserve(text.len());
        }
        normalized.push_str(&text[kept..range.start]);
        normalized.extend(characters(change));
        kept = range.end;
        ControlFlow::Continue(())
    });
    if kept == 0 {
        return Cow::Borrowed(text);
    }
    normalized.push_str(&text[kept..]);
    Cow::Owned(normalized)
}

/// Says whether `text` is in `form`.
#[must_use]
pub fn is_normalized(text: &str, form: Form) -> bool {
    changes(text, &mut Segment::new(form), usize::MAX, |_, _| ControlFlow::Break(())).is_continue()
}

/// How many segments of `text` are not in `form`.
pub(crate) fn count_segments(text: &str, form: Form) -> u64 {
    let (mut count, mut end) = (0, 0);
    let _ = changes(text, &mut Segment::new(form), usize::MAX, |range, _| {
        // Of a segment several parts may change.
        let between = text[end..].char_indices().take_while(|(at, _)| end + at <= range.start);
        let is_new = count == 0 || between.into_iter().any(|(_, c)| form.is_boundary(c));
        count += u64::from(is_new);
        end = range.end;
        ControlFlow::Continue(())
    });
    count
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;
    use unicode_normalization::char::{canonical_combining_class, decompose_canonical};

    use super::*;

    const FORMS: [Form; 4] = [Form::Nfc, Form::Nfd, Form::Nfkc, Form::Nfkd];

    fn expected(text: &str, form: Form) -> String {
        match form {
            Form::Nfc => text.nfc().collect(),
            Form::Nfd => text.nfd().collect(),
            Form::Nfkc => text.nfkc().collect(),
            Form::Nfkd => text.nfkd().collect(),
        }
    }

    #[test]
    fn every_character_alone_and_among_marks() {
        for c in '\0'..=char::MAX {
            for text in [format!("{c}"), format!("a{c}\u{323}"), format!("\u{1100}{c}\u{11A8}\u{301}")] {
                for form in FORMS {
                    let expected = expected(&text, form);
                    assert_eq!(normalize(&text, form), expected);
                    assert_eq!(is_normalized(&text, form), expected == text);
                }
            }
        }
    }

    #[test]
    fn every_letter_that_composes_with_two_marks() {
        let letters = ('\0'..=char::MAX).filter(|c| {
            let mut parts = 0;
            decompose_canonical(*c, |_| parts += 1);
            parts > 1 && !('가'..='힣').contains(c)
        });
        let marks: Vec<char> = ('\u{300}'..='\u{3100}').filter(|c| canonical_combining_class(*c) != 0).collect();
        for letter in letters {
            let text: String =
                marks.iter().zip(marks.iter().rev()).flat_map(|(one, other)| [letter, *one, *other]).collect();
            for form in FORMS {
                assert_eq!(normalize(&text, form), expected(&text, form));
            }
        }
    }

    #[test]
    fn what_stays_is_borrowed() {
        for (text, form) in
            [("", Form::Nfc), ("Café 가 שָׁ", Form::Nfc), ("e\u{323}\u{301}", Form::Nfd), ("abc", Form::Nfkd)]
        {
            assert!(matches!(normalize(text, form), Cow::Borrowed(_)), "{text}");
        }
    }

    #[test]
    fn millions_of_marks() {
        let marks: String = ["\u{301}\u{316}\u{345}", "\u{5B0}"].concat().repeat(500_000);
        let text = format!("e{marks}x");
        for form in FORMS {
            let normalized = normalize(&text, form).into_owned();
            assert_eq!(normalized.chars().count(), text.chars().count() - usize::from(form.composes()));
            assert!(is_normalized(&normalized, form));
        }
    }
}
