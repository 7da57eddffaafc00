//! Finding any of a few dozen short texts in UTF-8, 64 places at once.

#![expect(clippy::inline_always, reason = "vectors are inlined into functions that are compiled for them")]

use super::lanes::{Lanes, Work, with_widest};

/// The length of a stem in bytes.
pub(crate) const STEM: usize = 4;

/// So many bytes hold 64 places, each with the bytes of a stem.
const WINDOW: usize = 64 + STEM - 1;

/// The stems are in sets of about the same size, a bit for each set.
const SETS: usize = 8;

/// The first bytes of texts. For each of these bytes and each value of either half of it: the sets with a stem that has
/// this there.
/// Where all bytes have a set in common, there is a stem of that set, or one that is mixed from several.
pub(crate) struct Stems([Halves; STEM]);

#[derive(Clone, Copy, Default)]
struct Halves {
    low: [u8; 16],
    high: [u8; 16],
}

impl Stems {
    /// A search for these. Stems one after another should be alike.
    pub(crate) fn new(stems: &[[u8; STEM]]) -> Self {
        let mut bytes = [Halves::default(); STEM];
        for (number, stem) in stems.iter().enumerate() {
            let set = 1 << (number * SETS / stems.len());
            for (halves, byte) in bytes.iter_mut().zip(stem) {
                halves.low[usize::from(byte & 0xF)] |= set;
                halves.high[usize::from(byte >> 4)] |= set;
            }
        }
        Stems(bytes)
    }

    /// The next place from `from` on where a stem may stand.
    pub(crate) fn find(&self, bytes: &[u8], from: usize) -> Option<usize> {
        with_widest(Find { stems: self, bytes: bytes.get(from..)? }).map(|at| from + at)
    }
}

struct Find<'a> {
    stems: &'a Stems,
    bytes: &'a [u8],
}

impl Work for Find<'_> {
    type Result = Option<usize>;

    #[inline(always)]
    fn with(self, lanes: impl Lanes) -> Option<usize> {
        let mut at = 0;
        while let Some(window) = self.bytes[at..].first_chunk() {
            let found = look(lanes, self.stems, window);
            if found != 0 {
                return Some(at + found.trailing_zeros() as usize);
            }
            at += 64;
        }
        // Filled up with NULs, which no stem has.
        let rest = &self.bytes[at..];
        let mut window = [0; WINDOW];
        window[..rest.len()].copy_from_slice(rest);
        let found = look(lanes, self.stems, &window);
        (found != 0).then(|| at + found.trailing_zeros() as usize)
    }
}

/// A bit for each place of a window where a stem may stand.
#[inline(always)]
fn look<L: Lanes>(lanes: L, stems: &Stems, window: &[u8; WINDOW]) -> u64 {
    let first = sets(lanes, stems, window, 0);
    let first = lanes.common(first, sets(lanes, stems, window, 1));
    let last = sets(lanes, stems, window, 2);
    lanes.any(lanes.common(first, lanes.common(last, sets(lanes, stems, window, 3))))
}

/// The sets of stems that have the same byte at this place as the window from there on.
#[inline(always)]
fn sets<L: Lanes>(lanes: L, stems: &Stems, window: &[u8; WINDOW], place: usize) -> L::Block {
    let block = window[place..].first_chunk().expect("behind each place there are so many bytes");
    lanes.sets(lanes.load(block), &stems.0[place].low, &stems.0[place].high)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems_at_every_place() {
        let stems = Stems::new(&[*b"Abcd", *b"Abce", *b"Xyzw"]);
        for len in 0..200 {
            let text = "Abc ".repeat(len)[..len].to_owned();
            assert_eq!(stems.find(text.as_bytes(), 0), None);
            for stem in ["Abcd", "Xyzw"] {
                let text = format!("{text}{stem}{text}");
                assert_eq!(stems.find(text.as_bytes(), 0), Some(len));
                assert_eq!(stems.find(text.as_bytes(), len), Some(len));
                assert_eq!(stems.find(text.as_bytes(), len + 1), None);
            }
        }
        assert_eq!(stems.find(b"", 1), None);
    }
}
