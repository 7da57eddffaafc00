//! UTF-8 as code points.

#![expect(clippy::inline_always, reason = "vectors are inlined into functions that are compiled for them")]

use std::sync::LazyLock;

use super::LANES;
use crate::seek::{Lanes, NOWHERE, Work, with_widest};

/// A unit that holds code points up to some limit.
pub(crate) trait Width: TryFrom<u32> + From<u8> + Copy {
    /// Code points below U+10000; none if one of them does not fit.
    fn all<const N: usize>(code_points: [u16; N]) -> Option<[Self; N]>;
}

impl Width for u8 {
    #[inline(always)]
    fn all<const N: usize>(code_points: [u16; N]) -> Option<[u8; N]> {
        let fit = code_points.iter().fold(0, |joined, c| joined | c) <= 0xFF;
        fit.then(|| code_points.map(|c| c as u8))
    }
}

impl Width for u16 {
    #[inline(always)]
    fn all<const N: usize>(code_points: [u16; N]) -> Option<[u16; N]> {
        Some(code_points)
    }
}

impl Width for u32 {
    #[inline(always)]
    fn all<const N: usize>(code_points: [u16; N]) -> Option<[u32; N]> {
        Some(code_points.map(u32::from))
    }
}

/// Appends the code points of `text` up to the first that does not fit; returns how many bytes that is.
pub(crate) fn decode<V: Width>(text: &str, out: &mut Vec<V>) -> usize {
    with_widest(Decode { text, out })
}

struct Decode<'a, V> {
    text: &'a str,
    out: &'a mut Vec<V>,
}

impl<V: Width> Work for Decode<'_, V> {
    type Result = usize;

    #[inline(always)]
    fn with(self, lanes: impl Lanes) -> usize {
        let (bytes, out) = (self.text.as_bytes(), self.out);
        let mut room = [V::from(0); BLOCK + LANES];
        let mut at = 0;
        // A block, and the bytes in which its last characters may go on.
        while let Some(block) = bytes[at..].first_chunk::<{ BLOCK + LANES }>() {
            let (taken, units) = whole(lanes, block, &mut room);
            out.extend_from_slice(&room[..units]);
            at += taken;
            if taken == 0 {
                // It is long, or does not fit.
                let Some((unit, len)) = first(&self.text[at..]) else { return at };
                out.push(unit);
                at += len;
            }
        }
        while let Some((unit, len)) = first(&self.text[at..]) {
            out.push(unit);
            at += len;
        }
        at
    }
}

/// Bytes of which it is seen at once where characters end.
const BLOCK: usize = 64;

/// Takes the characters of a block up to the first that is long, or does not fit, or may go on behind it. Returns how many bytes and units
/// that is.
#[inline(always)]
fn whole<V: Width>(lanes: impl Lanes, block: &[u8; BLOCK + LANES], room: &mut [V; BLOCK + LANES]) -> (usize, usize) {
    let up_to_three = &**UP_TO_THREE;
    let Some(start) = block.first_chunk() else { return (0, 0) };
    let loaded = lanes.load(start);
    let others = lanes.not_ascii(loaded);
    // Where characters end: the next byte does not go on.
    let ends = !(lanes.within(loaded, [(0x80, 0xBF)]) >> 1);
    let long = lanes.within(loaded, [(0xE0, 0xFF)]);
    let (mut at, mut end) = (0, 0);
    // Here all ends of the next characters are known.
    while at < BLOCK - BYTES {
        let Some(lane) = block[at..].first_chunk::<LANES>() else { break };
        let ascii = (others >> at).trailing_zeros() as usize;
        if ascii >= HALF {
            // Copied as if all of it were ASCII; what is not goes again.
            let ascii = ascii.min(LANES).min(BLOCK - at);
            room[end..end + LANES].copy_from_slice(&lane.map(V::from));
            (at, end) = (at + ascii, end + ascii);
        } else if (long >> at).trailing_zeros() as usize >= HALF {
            let ends = (ends >> at) as u8;
            let pairs: [u16; HALF] = pulp::cast(lanes.shuffle(*lane, &UP_TO_TWO[usize::from(ends)]));
            let code_points = pairs.map(|pair| u16::from_le(pair) & 0x7F | u16::from_le(pair) >> 2 & 0x7C0);
            let Some(units) = V::all(code_points) else { break };
            room[end..end + HALF].copy_from_slice(&units);
            at += HALF - ends.leading_zeros() as usize;
            end += ends.count_ones() as usize;
        } else {
            let Chars { places, units, bytes } = up_to_three.of(ends >> at);
            let fours: [u32; 4] = pulp::cast(lanes.shuffle(*lane, places));
            let code_points = fours.map(|four| {
                let four = u32::from_le(four);
                (four & 0x7F | four >> 2 & 0xFC0 | four >> 4 & 0xF000) as u16
            });
            let Some(code_points) = V::all(code_points).filter(|_| *units > 0) else { break };
            room[end..end + 4].copy_from_slice(&code_points);
            (at, end) = (at + bytes, end + units);
        }
    }
    (at, end)
}

/// The first character, if there is one and it fits, and its length.
fn first<V: Width>(text: &str) -> Option<(V, usize)> {
    let c = text.chars().next()?;
    Some((V::try_from(c.into()).ok()?, c.len_utf8()))
}

/// Half of a lane: as many characters of two bytes fit a lane.
const HALF: usize = LANES / 2;

/// Where the bytes of characters stand in half a lane, by where they end: each has two, the last one first.
static UP_TO_TWO: [[u8; 16]; 256] = {
    let mut table = [[NOWHERE; 16]; 256];
    let mut ends = 0;
    while ends < 256 {
        let (mut at, mut start, mut unit) = (0, 0, 0);
        while at < HALF {
            if ends >> at & 1 == 1 {
                table[ends][2 * unit] = at as u8;
                if start < at {
                    table[ends][2 * unit + 1] = at as u8 - 1;
                }
                start = at + 1;
                unit += 1;
            }
            at += 1;
        }
        ends += 1;
    }
    table
};

/// The same for four characters, which have four each.
struct UpToThree {
    /// Which characters they are, by where characters end in the first twelve bytes.
    numbers: [u8; 1 << BYTES],
    chars: Vec<Chars>,
}

/// Four characters of three bytes are so many.
const BYTES: usize = 12;

#[derive(PartialEq)]
struct Chars {
    places: [u8; 16],
    /// So many characters are there before one that is longer.
    units: usize,
    bytes: usize,
}

static UP_TO_THREE: LazyLock<Box<UpToThree>> = LazyLock::new(|| {
    let mut table = UpToThree { numbers: [0; 1 << BYTES], chars: Vec::new() };
    for ends in 0..1 << BYTES {
        let chars = Chars::new(ends);
        let known = table.chars.iter().position(|other| *other == chars);
        table.numbers[ends] = known.unwrap_or(table.chars.len()) as u8;
        if known.is_none() {
            table.chars.push(chars);
        }
    }
    Box::new(table)
});

impl UpToThree {
    #[inline(always)]
    fn of(&self, ends: u64) -> &Chars {
        &self.chars[usize::from(self.numbers[ends as usize % (1 << BYTES)])]
    }
}

impl Chars {
    fn new(ends: usize) -> Chars {
        let mut all = Chars { places: [NOWHERE; 16], units: 0, bytes: 0 };
        for at in (0..BYTES).filter(|at| ends >> at & 1 == 1) {
            let len = at + 1 - all.bytes;
            if len > 3 || all.units == 4 {
                break;
            }
            for byte in 0..len {
                all.places[4 * all.units + byte] = (at - byte) as u8;
            }
            all.units += 1;
            all.bytes = at + 1;
        }
        all
    }
}

/// Makes the tables.
#[cfg(feature = "python")]
pub(crate) fn prepare() {
    LazyLock::force(&UP_TO_THREE);
}
