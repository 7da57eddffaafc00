//! Bytes that mostly stand close by, where a call of a search of any length takes longer than to look.

use memchr::memchr;
use wide::u8x16;

use super::unit::Unit;

/// Where `wanted` stands first: as `memchr`, but the first bytes are looked at in place.
#[inline]
pub(crate) fn near(bytes: &[u8], wanted: u8) -> Option<usize> {
    let (lanes, _) = bytes.as_chunks::<16>();
    let [first, second, ..] = lanes else { return bytes.iter().position(|byte| *byte == wanted) };
    let found = u32::from(u8::equal_lane(first, wanted)) | u32::from(u8::equal_lane(second, wanted)) << 16;
    if found == 0 { memchr(wanted, &bytes[32..]).map(|at| 32 + at) } else { Some(found.trailing_zeros() as usize) }
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
    fn bytes_of_no_name() {
        for byte in 0..=u8::MAX {
            let is_one = byte <= b' ' || b"/>=&".contains(&byte);
            assert_eq!(no_name(&[byte; 16]), if is_one { u16::MAX } else { 0 }, "{byte}");
        }
        assert_eq!(no_name(b"class=\"a\">bcdefg"), 1 << 5 | 1 << 9);
    }
}
