//! Eight bytes at a time, in one machine word, the first byte lowest: references are short, and a loop over their bytes, of which
//! nobody can say how often it runs, costs more than what it does.

/// `byte` in each place.
const fn each(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

const HIGH: u64 = each(0x80);

/// The high bit of each byte from `first` to `last`, which are ASCII.
const fn between(word: u64, first: u8, last: u8) -> u64 {
    // Without its high bit, no byte carries into the next.
    let low = word & !HIGH;
    (low + each(0x80 - first)) & !(low + each(0x7F - last)) & !word & HIGH
}

/// How many bytes before the first one that has no mark.
const fn run(marks: u64) -> usize {
    ((marks ^ HIGH).trailing_zeros() / 8) as usize
}

/// The byte at a place.
pub(super) const fn byte(word: u64, at: usize) -> u8 {
    (word >> (8 * at)) as u8
}

/// Where the first semicolon stands; 8 if there is none.
pub(super) const fn semicolon(word: u64) -> usize {
    let zero_there = word ^ each(b';');
    // The lowest mark is right; a borrow can only make wrong ones above it.
    ((zero_there.wrapping_sub(each(1)) & !zero_there & HIGH).trailing_zeros() / 8) as usize
}

/// How many letters and digits the word starts with.
pub(super) const fn alphanumeric_run(word: u64) -> usize {
    run(between(word, b'0', b'9') | between(word | each(0x20), b'a', b'z'))
}

/// How many digits the word starts with.
pub(super) const fn digit_run(word: u64, hex: bool) -> usize {
    let digits = between(word, b'0', b'9');
    run(if hex { digits | between(word | each(0x20), b'a', b'f') } else { digits })
}

/// The number that the first `len` bytes spell, which are 1 to 8 digits.
pub(super) const fn number(word: u64, len: usize, hex: bool) -> u32 {
    if hex { hexadecimal(word, len) } else { decimal(word, len) }
}

/// Zeros go before the digits; then neighbours are joined, three times.
const fn decimal(word: u64, len: usize) -> u32 {
    let digits = (word & each(0x0F)) << (64 - 8 * len);
    let pairs = ((digits * 10) + (digits >> 8)) & 0x00FF_00FF_00FF_00FF;
    let fours = ((pairs * 100) + (pairs >> 16)) & 0x0000_FFFF_0000_FFFF;
    ((fours * 10_000) + (fours >> 32)) as u32
}

const fn hexadecimal(word: u64, len: usize) -> u32 {
    // Letters have the bit 0x40, and are 9 more than their low half says.
    let values = (word & each(0x0F)) + ((word >> 6) & each(0x01)) * 9;
    let digits = values << (64 - 8 * len);
    let pairs = ((digits << 4) | (digits >> 8)) & 0x00FF_00FF_00FF_00FF;
    let fours = ((pairs << 8) | (pairs >> 16)) & 0x0000_FFFF_0000_FFFF;
    ((fours << 16) | (fours >> 32)) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str) -> u64 {
        u64::from_le_bytes(std::array::from_fn(|at| text.as_bytes().get(at).copied().unwrap_or_default()))
    }

    #[test]
    fn runs_of_every_byte() {
        for byte in 0..=u8::MAX {
            for at in 0..8 {
                let mut bytes = *b"a0Zz9F5f";
                bytes[at] = byte;
                let expected = |is: fn(&u8) -> bool| bytes.iter().position(|byte| !is(byte)).unwrap_or(8);
                let word = u64::from_le_bytes(bytes);
                assert_eq!(semicolon(word), expected(|byte| *byte != b';'), "{bytes:?}");
                assert_eq!(alphanumeric_run(word), expected(u8::is_ascii_alphanumeric), "{bytes:?}");
                assert_eq!(digit_run(word, true), expected(u8::is_ascii_hexdigit), "{bytes:?}");
                assert_eq!(digit_run(word, false), expected(u8::is_ascii_digit), "{bytes:?}");
            }
        }
    }

    #[test]
    fn numbers() {
        for (text, len) in [("0", 1), ("7;", 1), ("39;abcde", 2), ("8217;", 4), ("00000065", 8), ("99999999", 8)] {
            assert_eq!(Ok(number(word(text), len, false)), text[..len].parse(), "{text}");
            assert_eq!(Ok(number(word(text), len, true)), u32::from_str_radix(&text[..len], 16), "{text}");
        }
        for (text, len) in [("aF;", 2), ("2014;", 4), ("dEaDbEeF", 8), ("fffffff", 7)] {
            assert_eq!(Ok(number(word(text), len, true)), u32::from_str_radix(&text[..len], 16), "{text}");
        }
    }
}
