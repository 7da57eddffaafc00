//! Where an ASCII byte stands in text of any code unit.

#![expect(
    clippy::inline_always,
    reason = "one loop with its state in registers, from the search to the look-up: a third faster"
)]

use super::search::{Look, Search};
use super::unit::Unit;

/// The positions of an ASCII byte in text.
pub(crate) struct Positions<'a, U>(Search<'a, U, Byte>);

struct Byte(u8);

impl<U: Unit> Look<U> for Byte {
    #[inline(always)]
    fn look(&mut self, block: &[U], _: bool) -> u64 {
        match block.first_chunk() {
            Some(block) => U::equal(block, self.0),
            None => short(block, self.0),
        }
    }

    fn skip(&mut self) {}
}

impl<'a, U: Unit> Positions<'a, U> {
    pub(crate) fn new(units: &'a [U], wanted: u8) -> Self {
        Positions(Search::new(units, 0, Byte(wanted)))
    }

    /// The next position from `from` on. `from` never falls.
    #[inline(always)]
    pub(crate) fn next_from(&mut self, from: usize) -> Option<usize> {
        self.0.next_from(from)
    }
}

/// The same as `Unit::equal` for fewer units.
#[inline(never)]
fn short<U: Unit>(units: &[U], wanted: u8) -> u64 {
    let (lanes, rest) = units.as_chunks();
    let mut mask = 0;
    for (at, lane) in lanes.iter().enumerate() {
        mask |= u64::from(U::equal_lane(lane, wanted)) << (16 * at);
    }
    for (at, unit) in rest.iter().enumerate() {
        mask |= u64::from(unit.ascii() == wanted) << (16 * lanes.len() + at);
    }
    mask
}

#[cfg(test)]
mod tests {
    use super::*;

    fn positions<U: Unit>(units: &[U]) -> Vec<usize> {
        let mut positions = Positions::new(units, b'&');
        let mut from = 0;
        std::iter::from_fn(|| {
            let at = positions.next_from(from)?;
            from = at + 1;
            Some(at)
        })
        .collect()
    }

    #[test]
    fn positions_at_every_width_and_offset() {
        for len in 0..200 {
            for step in [1, 2, 7, 63, 64, 65, 128] {
                let text: String = (0..len).map(|at| if at % step == step / 2 { '&' } else { 'a' }).collect();
                let expected: Vec<usize> = text.match_indices('&').map(|(at, _)| at).collect();
                let middle: Vec<u16> = text.encode_utf16().collect();
                let wide: Vec<u32> = text.chars().map(u32::from).collect();
                assert_eq!(positions(text.as_bytes()), expected);
                assert_eq!(positions(&middle), expected);
                assert_eq!(positions(&wide), expected);
            }
        }
    }

    #[test]
    fn wide_units_are_no_ascii() {
        assert_eq!(positions(&[0x0126_u16, 0x2600, 0x2626, 0x26, 0xFF26]), [3]);
        assert_eq!(positions(&[0x1_0026_u32, 0x2600_0000, 0x26, 0x8026]), [2]);
    }
}
