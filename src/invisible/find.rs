//! Finds the next character that a policy may not leave as it is.

#![expect(clippy::needless_bitwise_bool, reason = "tests without branches become vector code")]

use super::Policy;
use crate::seek::LANES;
#[cfg(feature = "python")]
use crate::seek::Unit;

/// The first character of `text` that may not be ordinary: all others are.
pub(super) fn find(text: &str, policy: Policy) -> Option<usize> {
    match policy {
        Policy::Safe => find_in::<false>(text.as_bytes()),
        Policy::Security | Policy::All => find_in::<true>(text.as_bytes()),
    }
}

fn find_in<const WIDE: bool>(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    // A lane, and the bytes in which its last character may go on.
    while let Some(window) = bytes[at..].first_chunk::<{ LANES + 2 }>() {
        if is_any::<WIDE>(window) {
            break;
        }
        at += LANES;
    }
    let byte = |at: usize| bytes.get(at).copied().unwrap_or_default();
    (at..bytes.len()).find(|at| is_candidate::<WIDE>(byte(*at), byte(at + 1), byte(at + 2)))
}

/// Says whether a candidate starts in the lane.
fn is_any<const WIDE: bool>(window: &[u8; LANES + 2]) -> bool {
    // Most lanes pass the first of these tests, and few of the others the second, so that the processor guesses right.
    if (0..LANES).fold(true, |all, at| all & !may_start::<WIDE>(window[at])) {
        return false;
    }
    let some = (0..LANES).fold(false, |any, at| any | is_likely::<WIDE>(window[at], window[at + 1], window[at + 2]));
    some && (0..LANES).fold(false, |any, at| any | is_candidate::<WIDE>(window[at], window[at + 1], window[at + 2]))
}

/// The bytes that candidates start with, and some more.
#[expect(clippy::inline_always, reason = "only inside the loop over a lane it becomes vector code")]
#[inline(always)]
fn may_start<const WIDE: bool>(byte: u8) -> bool {
    let control = (byte < b' ') & (byte != b'\n') | (byte == 0x7F);
    let lead = (byte == 0xC2) | (byte == 0xCD) | (byte.wrapping_sub(0xE1) < 2) | (byte >= 0xEF);
    control | lead | WIDE & ((byte == 0xD8) | (byte == 0xE3))
}

/// A test that all candidates pass, and little of what texts are full of: letters, quotes, no-break spaces, full-width punctuation.
#[expect(clippy::inline_always, reason = "only inside the loop over a lane it becomes vector code")]
#[inline(always)]
fn is_likely<const WIDE: bool>(first: u8, second: u8, third: u8) -> bool {
    let c2 = (first == 0xC2) & if WIDE { (second < 0xA0) | (second == 0xAD) } else { second == 0xAD };
    let e2 = (first == 0xE2)
        & ((second == 0x81) | (third.wrapping_sub(0x8B) < if WIDE { 5 } else { 3 }) | (WIDE & (third > 0xA9)));
    let ef = (first == 0xEF) & ((second == 0xB8) | (second == 0xBB) | (second > 0xBD));
    let wide = WIDE & ((first == 0xD8) | ((first == 0xE3) & (second == 0x85)));
    let e1 = (first == 0xE1) & ((second == 0x85) | (second == 0xA0) | ((second == 0x9E) & (third & 0xFE == 0xB4)));
    let others = (first == 0xCD) | (first == 0xF3) | (first == 0xF0) & ((second == 0x9B) | (second == 0x9D));
    is_control(first) | c2 | e1 | e2 | ef | others | wide
}

#[expect(clippy::inline_always, reason = "only inside the loop over a lane it becomes vector code")]
#[inline(always)]
fn is_control(byte: u8) -> bool {
    (byte < 0x09) | (byte.wrapping_sub(0x0E) < 0x0E) | (byte == 0x7F)
}

/// Says whether a candidate may start with these bytes. Written without branches: it runs on whole vectors.
#[expect(clippy::inline_always, reason = "only inside the loop over a lane it becomes vector code")]
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
#[expect(clippy::inline_always, reason = "only inside the loop over a lane it becomes vector code")]
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
                let alone = find(&text, policy) == Some(0);
                // In a whole lane.
                text.extend([' '; LANES]);
                let found = find(&text, policy) == Some(0);
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
            assert_eq!(find(&text, Policy::Safe), Some(2 * at));
        }
    }
}
