//! Which bucket of the table of elements a name is in. The build, which makes the table, includes this file.

/// The number of buckets: so many that few hold more than one element.
pub const BUCKETS: usize = 1024;

/// The bucket of a name, the same in any case. It looks at the length, the first byte, the last and the one in the middle:
/// by these, nearly all elements differ.
pub fn bucket(name: &[u8]) -> usize {
    let ([first, ..], [.., last]) = (name, name) else { return 0 };
    // Upper case becomes lower case, and no lower-case letter or digit changes.
    let lower = |byte: u8| u32::from(byte | 0x20);
    let middle = lower(name[name.len() / 2]);
    let mixed = lower(*first) | middle << 8 | lower(*last) << 16 | (name.len() as u32) << 24;
    (mixed.wrapping_mul(MIXER) >> 22) as usize
}

/// Found by trial: the names that pages use most are mostly alone in their buckets.
const MIXER: u32 = 0x6126_3FDD;
