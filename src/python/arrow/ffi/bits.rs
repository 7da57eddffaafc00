//! Bitmaps that say which rows are null.

/// One bit a row, from some bit on; the least significant bit of a byte comes first.
#[derive(Clone, Copy)]
pub(crate) struct Bits<'a> {
    bytes: &'a [u8],
    start: usize,
}

impl<'a> Bits<'a> {
    pub(super) fn new(bytes: &'a [u8], start: usize) -> Self {
        Bits { bytes, start }
    }

    pub(super) fn get(&self, row: usize) -> bool {
        let at = self.start + row;
        self.bytes[at / 8] >> (at % 8) & 1 == 1
    }

    /// The same bits from the start of a byte on.
    pub(super) fn aligned(&self) -> Vec<u8> {
        let (bytes, shift) = (&self.bytes[self.start / 8..], self.start % 8);
        let next = bytes.iter().skip(1).chain(Some(&0));
        bytes.iter().zip(next).map(|(byte, next)| (u16::from_le_bytes([*byte, *next]) >> shift) as u8).collect()
    }
}
