//! Bytes that mostly stand close by, where a call of a search of any length takes longer than to look.

use memchr::memchr;
use wide::u8x16;

use super::unit::Unit;

/// Where `wanted` stands first: as `memchr`, but the first bytes are looked at in place.
#[inline]
pub(crate) fn near(bytes: &[u8], wanted: u8) -> Option<usize> {
    let Some(lanes) = bytes.first_chunk::<32>() else { return bytes.iter().position(|byte| *byte == wanted) };
    let ([first, second], _) = lanes.as_chunks() else { return None };
    let found = u32::from(u8::equal_lane(first, wanted)) | u32::from(u8::equal_lane(second, wanted)) << 16;
    if found == 0 { memchr(wanted, &bytes[32..]).map(|at| 32 + at) } else { Some(found.trailing_zeros() as usize) }
}

/// Says whether `wanted`, which is not 0, stands in a text that is mostly short.
#[inline]
pub(crate) fn holds(bytes: &[u8], wanted: u8) -> bool {
    let Some(last) = bytes.last_chunk() else { return u8::equal_lane(&padded(bytes), wanted) != 0 };
    let (lanes, _) = bytes.as_chunks();
    // The last lane is looked at whole, where it overlaps the one before.
    lanes.iter().chain([last]).any(|lane| u8::equal_lane(lane, wanted) != 0)
}

/// The bytes of a lane that no name in a tag holds: a bit for each, the first the lowest. That is white space and all that is less,
/// `/`, `>`, `=` and `&`.
#[inline]
pub(crate) fn no_name(lane: &[u8; 16]) -> u16 {
    let lane = u8x16::new(*lane);
    let is = |byte| lane.simd_eq(u8x16::splat(byte));
    let low = lane.min(u8x16::splat(b' ')).simd_eq(lane);
    (low | is(b'/') | is(b'>') | is(b'=') | is(b'&')).to_bitmask() as u16
}

/// A short text as a lane, with zeros behind it: no copy of a length that is not known, which is a call.
///
/// # Panics
/// If it is longer than a lane.
#[inline]
pub(crate) fn padded(bytes: &[u8]) -> [u8; 16] {
    let start = word(&bytes[..bytes.len().min(8)]);
    let rest = word(bytes.get(8..).unwrap_or_default());
    (u128::from(rest) << 64 | u128::from(start)).to_le_bytes()
}

/// The bytes of no more than a word, the first the lowest, zeros behind them.
#[inline]
fn word(bytes: &[u8]) -> u64 {
    if let Ok(all) = bytes.try_into() {
        u64::from_le_bytes(all)
    } else if let (Some(start), Some(end)) = (bytes.first_chunk(), bytes.last_chunk()) {
        // Where the two overlap, they are the same.
        u64::from(u32::from_le_bytes(*start)) | u64::from(u32::from_le_bytes(*end)) << (8 * (bytes.len() - 4))
    } else {
        bytes.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte))
    }
}

/// The bytes of a lane at which a word of a name may start: upper-case ASCII letters, and all that do not follow a lower-case one. A bit
/// for each, the first the lowest; `before`: the byte before the lane.
#[inline]
pub(crate) fn word_starts(lane: &[u8; 16], before: u8) -> u16 {
    let lane = u8x16::new(*lane);
    let letters = |first: u8| {
        let number = lane - u8x16::splat(first);
        number.min(u8x16::splat(25)).simd_eq(number).to_bitmask() as u16
    };
    letters(b'A') | !(letters(b'a') << 1 | u16::from(before.is_ascii_lowercase()))
}

/// How many bytes of ASCII white space (TAB, LF, FF, CR, space) stand at the start.
#[inline]
pub(crate) fn white_run(bytes: &[u8]) -> usize {
    let (lanes, rest) = bytes.as_chunks::<16>();
    let mut at = 0;
    for lane in lanes {
        let lane = u8x16::new(*lane);
        let is = |byte| lane.simd_eq(u8x16::splat(byte));
        let white = is(b' ') | is(b'\n') | is(b'\t') | is(b'\r') | is(b'\x0C');
        let others = !white.to_bitmask() & 0xFFFF;
        if others != 0 {
            return at + others.trailing_zeros() as usize;
        }
        at += 16;
    }
    let is_white = |byte: &&u8| matches!(byte, b'\t' | b'\n' | b'\x0C' | b'\r' | b' ');
    at + rest.iter().take_while(is_white).count()
}

/// Where a run of ASCII control characters and spaces may start that is more than one space between two other bytes, looking at whole
/// lanes only: before this place there is none.
#[inline]
pub(crate) fn single_spaces(bytes: &[u8]) -> usize {
    let (lanes, _) = bytes.as_chunks::<16>();
    for (number, lane) in lanes.iter().enumerate() {
        let lane = u8x16::new(*lane);
        let low = lane.min(u8x16::splat(b' ')).simd_eq(lane).to_bitmask() as u16;
        let space = lane.simd_eq(u8x16::splat(b' ')).to_bitmask() as u16;
        // The byte behind the last one is not known.
        let runs = (low & !space) | (space & (low >> 1 | 1 << 15));
        if runs != 0 {
            return 16 * number + runs.trailing_zeros() as usize;
        }
    }
    16 * lanes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_and_far() {
        for len in 0..100 {
            let mut bytes = vec![b'a'; len];
            assert_eq!(near(&bytes, b'<'), None);
            for at in (0..len).rev() {
                bytes[at] = b'<';
                assert_eq!(near(&bytes, b'<'), Some(at));
            }
        }
    }

    #[test]
    fn white_space_at_the_start() {
        for len in 0..100 {
            let white: Vec<u8> = b"\n \t\r\x0C".iter().copied().cycle().take(len).collect();
            assert_eq!(white_run(&white), len);
            for other in [b'a', 0x0B, 0x1F, 0, 0x80, 0xFF] {
                assert_eq!(white_run(&[&white[..], &[other], b"    "].concat()), len);
            }
        }
    }

    #[test]
    fn more_than_single_spaces() {
        let line = b"all of this is one line of words with one space each, and it goes on";
        for at in 0..=line.len() {
            for run in [&b""[..], b" ", b" \n", b"\n", b"\t "] {
                let bytes = [&line[..at], run, &line[at..]].concat();
                let is_run = |at: &usize| {
                    let behind = if at % 16 == 15 { b' ' } else { bytes[at + 1] };
                    bytes[*at] < b' ' || (bytes[*at] == b' ' && behind <= b' ')
                };
                let whole = bytes.len() / 16 * 16;
                assert_eq!(single_spaces(&bytes), (0..whole).find(is_run).unwrap_or(whole));
            }
        }
    }

    #[test]
    fn held_anywhere() {
        for len in 0..70 {
            let mut bytes = vec![b'a'; len];
            assert!(!holds(&bytes, b'&'));
            for at in 0..len {
                bytes[at] = b'&';
                assert!(holds(&bytes, b'&'), "{at} of {len}");
                bytes[at] = b'a';
            }
        }
    }

    #[test]
    fn short_texts_as_lanes() {
        let text = b"0123456789abcdef";
        for len in 0..=16 {
            let mut lane = [0; 16];
            lane[..len].copy_from_slice(&text[..len]);
            assert_eq!(padded(&text[..len]), lane);
        }
    }

    #[test]
    fn bytes_of_no_name() {
        for byte in 0..=u8::MAX {
            let is_one = byte <= b' ' || b"/>=&".contains(&byte);
            assert_eq!(no_name(&[byte; 16]), if is_one { u16::MAX } else { 0 }, "{byte}");
        }
        assert_eq!(no_name(b"class=\"a\">bcdefg"), 1 << 5 | 1 << 9);
    }

    #[test]
    fn starts_of_words() {
        assert_eq!(word_starts(b"isAdPage-zZ1@[`{", b' '), 0b1111_1110_0011_1101);
        for (before, is_lower) in
            [(b'a', true), (b'z', true), (b'A', false), (b'`', false), (b'{', false), (0xE9, false)]
        {
            assert_eq!(word_starts(&[b'q'; 16], before), u16::from(!is_lower), "{before}");
        }
    }
}
