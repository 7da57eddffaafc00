//! Text as an array of code points of 1, 2 or 4 bytes each.

use wide::u8x16;

use super::data::{Form, flags};
use super::text::Text;
use crate::seek::{Look, Search, Unit, first_block};

impl<U: Unit> Text for &[U] {
    fn next(self, at: usize) -> Option<(u32, usize)> {
        self.get(at).map(|unit| (unit.code_point(), at + 1))
    }

    fn previous(self, at: usize) -> Option<(u32, usize)> {
        let before = at.checked_sub(1)?;
        self.get(before).map(|unit| (unit.code_point(), before))
    }

    fn suspects(self, form: Form) -> impl FnMut(usize) -> Option<usize> {
        let mut search = Search::new(self, 0, Suspects { form, in_segment: false, dense: false });
        move |from| search.next_from(from)
    }
}

struct Suspects {
    form: Form,
    /// The unit before the block is no boundary.
    in_segment: bool,
    /// The block before had some that are none: so will the next one, and a look at that first would be in vain.
    dense: bool,
}

impl<U: Unit> Look<U> for Suspects {
    #[inline]
    fn look(&mut self, units: &[U], _: bool) -> u64 {
        first_block(units, |block| self.look_at(block))
    }

    /// A segment starts where the next block does.
    fn skip(&mut self) {
        self.in_segment = false;
    }
}

impl Suspects {
    fn look_at<U: Unit>(&mut self, block: &[U; 64]) -> u64 {
        let (mut not_yes, mut no_boundary) = (0, 0);
        let (lanes, _) = block.as_chunks();
        let plain = lanes.iter().all(|lane| is_plain(lane, self.form));
        if !plain && (self.dense || has_flag(block, self.form.no_boundary())) {
            for (at, lane) in lanes.iter().enumerate() {
                let flags = u8x16::new(lane.map(|unit: U| flags(unit.code_point())));
                let with = |flag: u8| u64::from((flags & u8x16::splat(flag)).simd_eq(u8x16::splat(flag)).to_bitmask());
                not_yes |= with(self.form.not_yes()) << (16 * at);
                no_boundary |= with(self.form.no_boundary()) << (16 * at);
            }
        }
        let found = not_yes | no_boundary & (no_boundary << 1 | u64::from(self.in_segment));
        self.in_segment = no_boundary >> 63 == 1;
        self.dense = no_boundary != 0;
        found
    }
}

/// Says whether one of the units has the flag. Two chains of look-ups run side by side: in a single one, each waits for the one
/// before.
fn has_flag<U: Unit>(block: &[U; 64], flag: u8) -> bool {
    let (first, second) = block.split_at(32);
    let all = first
        .iter()
        .zip(second)
        .fold((0, 0), |all, (one, other)| (all.0 | flags(one.code_point()), all.1 | flags(other.code_point())));
    (all.0 | all.1) & flag != 0
}

/// True of most lanes in Latin scripts: all units are below the first that is no boundary, or common punctuation. The bounds are
/// constants, so that this is vector code at the width of the units.
fn is_plain<U: Unit>(lane: &[U; 16], form: Form) -> bool {
    macro_rules! all {
        ($first:literal, $punctuation:expr) => {
            lane.iter().fold(true, |all, unit| {
                let c = unit.code_point();
                all & ((c < $first) | $punctuation.contains(&c))
            })
        };
    }
    match form {
        Form::Nfc => all!(0x300, (0x2010..0x2028)),
        Form::Nfd => all!(0xC0, (0x2010..0x2028)),
        Form::Nfkc | Form::Nfkd => all!(0xA0, (0x2018..0x2024)),
    }
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use super::super::{Segment, changes, normalize};
    use super::*;

    const FORMS: [Form; 4] = [Form::Nfc, Form::Nfd, Form::Nfkc, Form::Nfkd];

    fn normalized<U: Unit>(units: &[U], form: Form) -> Vec<u32> {
        let mut normalized = Vec::new();
        let mut kept = 0;
        let _ = changes(units, &mut Segment::new(form), usize::MAX, |range, change| {
            normalized.extend(units[kept..range.start].iter().map(|unit| unit.code_point()));
            normalized.extend(change.iter().map(|c| c.code_point()));
            kept = range.end;
            ControlFlow::Continue(())
        });
        normalized.extend(units[kept..].iter().map(|unit| unit.code_point()));
        normalized
    }

    #[test]
    fn every_width_at_every_offset() {
        // Single marks and several, in order and not, at both ends of a block and across it.
        for part in
            ["e\u{301}", "e\u{323}\u{301}", "e\u{301}\u{323}", "\u{1112}\u{1161}\u{11AB}", "é", "\u{301}", "ﬁ", "½"]
        {
            for before in 0..70 {
                for times in [1, 2, 40] {
                    let text = format!("{}{}{}", "x".repeat(before), part.repeat(times), "y".repeat(before / 2));
                    let wide: Vec<u32> = text.chars().map(u32::from).collect();
                    let middle: Vec<u16> = text.encode_utf16().collect();
                    let narrow: Option<Vec<u8>> = text.chars().map(|c| u8::try_from(c).ok()).collect();
                    for form in FORMS {
                        let expected: Vec<u32> = normalize(&text, form).chars().map(u32::from).collect();
                        assert_eq!(normalized(&wide, form), expected);
                        assert_eq!(normalized(&middle, form), expected);
                        assert!(narrow.as_ref().is_none_or(|narrow| normalized(narrow, form) == expected));
                    }
                }
            }
        }
    }

    #[test]
    fn plain_lanes_hold_boundaries_only() {
        for form in FORMS {
            for c in (0..=0x10_FFFF).filter(|c| !form.has_boundary(*c)) {
                let mut lane = [0x2019; 16];
                lane[c as usize % 16] = c;
                assert!(!is_plain(&lane, form), "{c:X}");
            }
        }
        assert!(is_plain(&[0x2019_u16; 16], Form::Nfkc));
    }

    #[test]
    fn lone_surrogates_are_letters() {
        let text = [0x65_u16, 0x301, 0xDC00, 0x301, 0x316, 0xD800, 0x41, 0x30A, 0xDFFF];
        assert_eq!(normalized(&text, Form::Nfc), [0xE9, 0xDC00, 0x316, 0x301, 0xD800, 0xC5, 0xDFFF]);
    }
}
