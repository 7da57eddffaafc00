//! Finds the next character that a policy may not leave as it is.

#![expect(clippy::needless_bitwise_bool, reason = "tests without branches become vector code")]
#![expect(clippy::inline_always, reason = "vectors are inlined into functions that are compiled for them")]

use super::Policy;
#[cfg(feature = "python")]
use crate::seek::LANES;
#[cfg(feature = "python")]
use crate::seek::Unit;
use crate::seek::{ByteLook, ByteSearch, Lanes, second, third};

/// The characters of a text that may not be ordinary: all others are.
pub(super) struct Candidates<'a> {
    bytes: &'a [u8],
    wide: bool,
    likely: ByteSearch<'a, Likely>,
}

impl<'a> Candidates<'a> {
    pub(super) fn new(text: &'a str, policy: Policy) -> Self {
        let (bytes, wide) = (text.as_bytes(), policy != Policy::Safe);
        Candidates { bytes, wide, likely: ByteSearch::new(bytes, 0, Likely { wide }) }
    }

    /// The next one from `from` on, and before `end`. Neither ever falls.
    pub(super) fn next_from(&mut self, mut from: usize, end: usize) -> Option<usize> {
        let byte = |at: usize| self.bytes.get(at).copied().unwrap_or_default();
        let is_candidate = if self.wide { is_candidate::<true> } else { is_candidate::<false> };
        loop {
            let at = self.likely.next_from(from).filter(|at| *at < end)?;
            if is_candidate(byte(at), byte(at + 1), byte(at + 2)) {
                return Some(at);
            }
            from = at + 1;
        }
    }
}

/// The first bytes of all candidates, and little of what texts are full of: letters, quotes, no-break spaces, full-width punctuation.
struct Likely {
    wide: bool,
}

impl ByteLook for Likely {
    #[inline(always)]
    fn look<L: Lanes>(&mut self, lanes: L, block: L::Block) -> u64 {
        let controls = lanes.within(block, [(0x00, 0x08), (0x0E, 0x1B), (0x7F, 0x7F)]);
        if lanes.not_ascii(block) == 0 {
            return controls;
        }
        let leads = lanes.within(block, [(0xC2, 0xC2), (0xCD, 0xCD), (0xE1, 0xE2), (0xEF, 0xF0), (0xF3, 0xF3)]);
        let safe = if leads == 0 { 0 } else { safe(lanes, block) };
        let wide = if self.wide { wide(lanes, block) } else { 0 };
        controls | safe | wide
    }
}

/// Those beyond ASCII that all policies care for.
#[inline(always)]
fn safe<L: Lanes>(lanes: L, block: L::Block) -> u64 {
    let c2 = lanes.equal(block, 0xC2) & second(lanes.equal(block, 0xAD));
    let e1 = lanes.equal(block, 0xE1) & second(lanes.within(block, [(0x85, 0x85), (0x9E, 0x9E), (0xA0, 0xA0)]));
    let joiners = second(lanes.equal(block, 0x80)) & third(lanes.within(block, [(0x8B, 0x8D)]));
    let e2 = lanes.equal(block, 0xE2) & (joiners | second(lanes.equal(block, 0x81)));
    let ef = lanes.equal(block, 0xEF) & second(lanes.within(block, [(0xB8, 0xB8), (0xBB, 0xBB), (0xBF, 0xBF)]));
    let others = lanes.within(block, [(0xCD, 0xCD), (0xF0, 0xF0), (0xF3, 0xF3)]);
    c2 | e1 | e2 | ef | others
}

/// Those that only the stricter policies care for.
#[inline(always)]
fn wide<L: Lanes>(lanes: L, block: L::Block) -> u64 {
    let c1 = lanes.equal(block, 0xC2) & second(lanes.within(block, [(0x80, 0x9F)]));
    let e2 = lanes.equal(block, 0xE2) & second(lanes.equal(block, 0x80));
    let e3 = lanes.equal(block, 0xE3) & second(lanes.equal(block, 0x85));
    let ef = lanes.equal(block, 0xEF) & second(lanes.equal(block, 0xBE));
    c1 | e2 | e3 | ef | lanes.equal(block, 0xD8)
}

#[inline(always)]
fn is_control(byte: u8) -> bool {
    (byte < 0x09) | (byte.wrapping_sub(0x0E) < 0x0E) | (byte == 0x7F)
}

/// Says whether a candidate may start with these bytes. Written without branches: it runs on whole vectors.
#[inline(always)]
fn is_candidate<const WIDE: bool>(first: u8, second: u8, third: u8) -> bool {
    let within = |byte: u8, low: u8, high: u8| byte.wrapping_sub(low) <= high - low;
    // U+00AD; U+034F.
    let two = ((first == 0xC2) & (second == 0xAD)) | ((first == 0xCD) & (second == 0x8F));
    // U+115F and U+1160; U+17B4 and U+17B5; U+180B to U+180F.
    let e1 = ((second == 0x85) & within(third, 0x9F, 0xA0))
        | ((second == 0x9E) & within(third, 0xB4, 0xB5))
        | ((second == 0xA0) & within(third, 0x8B, 0x8F));
    // U+200B to U+200D; U+2060 to U+206F.
    let e2 = ((second == 0x80) & within(third, 0x8B, 0x8D)) | ((second == 0x81) & within(third, 0xA0, 0xAF));
    // U+FE00 to U+FE0F; U+FEFF; U+FFF0 to U+FFF8.
    let ef = ((second == 0xB8) & (third < 0x90))
        | ((second == 0xBB) & (third == 0xBF))
        | ((second == 0xBF) & within(third, 0xB0, 0xB8));
    // U+1BCA0 to U+1BCA3; U+1D173 to U+1D17A; plane 14.
    let four = ((first == 0xF0) & (((second == 0x9B) & (third == 0xB2)) | ((second == 0x9D) & (third == 0x85))))
        | ((first == 0xF3) & (second == 0xA0));
    let safe =
        is_control(first) | two | ((first == 0xE1) & e1) | ((first == 0xE2) & e2) | ((first == 0xEF) & ef) | four;
    if !WIDE {
        return safe;
    }
    // C1 controls; U+061C; U+200E, U+200F, U+202A to U+202E; U+3164; U+FFA0; U+FFF9 to U+FFFB.
    safe | ((first == 0xC2) & (second < 0xA0))
        | ((first == 0xD8) & (second == 0x9C))
        | ((first == 0xE2) & (second == 0x80) & (within(third, 0x8E, 0x8F) | within(third, 0xAA, 0xAE)))
        | ((first == 0xE3) & (second == 0x85) & (third == 0xA4))
        | ((first == 0xEF) & (((second == 0xBE) & (third == 0xA0)) | ((second == 0xBF) & within(third, 0xB9, 0xBB))))
}

/// Says whether a text may hold a character that is not ordinary. It may hold lone surrogates, but is no UTF-8 beyond ASCII.
#[cfg(feature = "python")]
pub(super) fn is_found<U: Unit>(units: &[U], policy: Policy) -> bool {
    match policy {
        Policy::Safe => units.chunks(LANES).any(|lane| is_any_code_point::<U, false>(lane)),
        Policy::Security | Policy::All => units.chunks(LANES).any(|lane| is_any_code_point::<U, true>(lane)),
    }
}

#[cfg(feature = "python")]
fn is_any_code_point<U: Unit, const WIDE: bool>(lane: &[U]) -> bool {
    // In 16 bits twice as many are looked at together; U+FFFF stands for all that do not fit.
    let narrow = |unit: &U| unit.code_point().min(0xFFFF) as u16;
    let some =
        lane.iter().fold(false, |any, unit| any | is_bmp_candidate::<WIDE>(narrow(unit)) | (narrow(unit) == 0xFFFF));
    let is_above = |c: u32| matches!(c, 0x1_BCA0..=0x1_BCA3 | 0x1_D173..=0x1_D17A | 0xE_0000..=0xE_0FFF);
    some && lane.iter().any(|unit| is_bmp_candidate::<WIDE>(narrow(unit)) || is_above(unit.code_point()))
}

/// Says whether a code point below U+10000 may not be ordinary.
#[cfg(feature = "python")]
#[inline(always)]
fn is_bmp_candidate<const WIDE: bool>(c: u16) -> bool {
    let within = |low: u16, high: u16| c.wrapping_sub(low) <= high - low;
    let safe = within(0x00, 0x08)
        | within(0x0E, 0x1B)
        | (c == 0x7F)
        | (c == 0xAD)
        | (c == 0x34F)
        | within(0x115F, 0x1160)
        | within(0x17B4, 0x17B5)
        | within(0x180B, 0x180F)
        | within(0x200B, 0x200D)
        | within(0x2060, 0x206F)
        | within(0xFE00, 0xFE0F)
        | (c == 0xFEFF)
        | within(0xFFF0, 0xFFF8);
    if !WIDE {
        return safe;
    }
    safe | within(0x80, 0x9F)
        | (c == 0x61C)
        | within(0x200E, 0x200F)
        | within(0x202A, 0x202E)
        | (c == 0x3164)
        | (c == 0xFFA0)
        | within(0xFFF9, 0xFFFB)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::invisible::{Action, Class};

    /// Every character that is not ordinary is found, alone and at every place of a lane.
    #[test]
    fn nothing_is_overlooked() {
        let mut text = String::new();
        for policy in [Policy::Safe, Policy::Security, Policy::All] {
            for c in '\0'..=char::MAX {
                let wanted = Class::of(c).is_some_and(|class| policy.action(class) != Action::Ordinary);
                text.clear();
                text.push(c);
                let alone = Candidates::new(&text, policy).next_from(0, text.len()) == Some(0);
                // In a whole block.
                text.extend([' '; 64]);
                let found = Candidates::new(&text, policy).next_from(0, text.len()) == Some(0);
                assert_eq!(alone, found, "{c:?} {policy:?}");
                assert!(found || !wanted, "{c:?} {policy:?}");
                // What is found in vain is rare, or of direction.
                let in_vain = matches!(c, '\u{85}' | '\u{61C}' | '\u{200E}'..='\u{200F}' | '\u{202A}'..='\u{202C}' | '\u{2065}'..='\u{2069}')
                    || matches!(c, '\u{1BC80}'..='\u{1BCBF}' | '\u{1D140}'..='\u{1D17F}' | '\u{E0000}'..='\u{E0FFF}');
                assert!(wanted || !found || in_vain, "{c:?} {policy:?}");
                #[cfg(feature = "python")]
                assert!(is_found(&[u32::from(c)], policy) || !wanted, "{c:?} {policy:?}");
            }
        }
        for at in 0..100 {
            let text = "é".repeat(at) + "\u{200B}" + &"e".repeat(100 - at);
            assert_eq!(Candidates::new(&text, Policy::Safe).next_from(0, text.len()), Some(2 * at));
        }
    }
}
