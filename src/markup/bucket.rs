//! Which bucket of the table of elements a name is in. The build, which makes the table, includes this file.

/// The number of buckets: so many that few hold more than one element.
pub const BUCKETS: usize = 1 << 10;

/// The first eight bytes of a name, the first the lowest, ASCII letters in lower case; zeros behind a shorter one. It says most names
/// apart in one comparison.
pub fn word(name: &[u8]) -> u64 {
    let word = if let Some(start) = name.first_chunk() {
        u64::from_le_bytes(*start)
    } else if let (Some(start), Some(end)) = (name.first_chunk(), name.last_chunk()) {
        // Where the two overlap, they are the same.
        let end = u64::from(u32::from_le_bytes(*end)) << (8 * (name.len() - 4));
        u64::from(u32::from_le_bytes(*start)) | end
    } else if let ([first, ..], [.., last]) = (name, name) {
        let middle = u64::from(name[name.len() / 2]) << (8 * (name.len() / 2));
        u64::from(*first) | middle | u64::from(*last) << (8 * (name.len() - 1))
    } else {
        0
    };
    // Sets 0x20 where 0x40 is set, so that no digit or hyphen comes of another byte.
    word | (word & 0x4040_4040_4040_4040) >> 1
}

/// The bucket of a word.
pub fn bucket(word: u64) -> usize {
    (word.wrapping_mul(MIXER) >> 54) as usize
}

/// Found by trial: the names that pages use most are mostly alone in their buckets.
const MIXER: u64 = 0x0B0B_628C_6CDD_BAD3;
