//! Code points in units of any width as UTF-8, and back: many side by side, as nobody can guess how long the next character is.

mod decode;
mod encode;

pub(crate) use decode::decode;
#[cfg(feature = "python")]
pub(crate) use decode::{Width, prepare};
pub(crate) use encode::encode;

/// Units that are looked at together.
const LANES: usize = 16;

#[cfg(test)]
mod tests {
    use super::decode::Width;
    use super::*;
    use crate::seek::Unit;

    /// Texts in which characters of all lengths stand at all places beside each other.
    fn texts() -> impl Iterator<Item = String> {
        let kinds =
            ['a', ' ', '\u{7F}', '\u{80}', 'é', 'ж', '\u{7FF}', '\u{800}', '’', '語', '\u{FFFF}', '🍵', '\u{10FFFF}'];
        let mut state = 1_u64;
        (0..4_000).map(move |round| {
            let mut random = |below: usize| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                (state >> 33) as usize % below
            };
            // Some have only short characters, some only a few that are not ASCII.
            let (most, plain) = ([4, 7, 11, 13][round % 4], random(8));
            let len = random(100);
            (0..len).map(|_| if random(8) < plain { 'e' } else { kinds[random(most)] }).collect()
        })
    }

    fn there_and_back<U: Unit + Width>(text: &str) {
        let Ok(units) = text.chars().map(|c| U::try_from(c.into())).collect::<Result<Vec<U>, _>>() else { return };
        let mut utf8 = b"before".to_vec();
        assert!(!encode(&units, &mut utf8));
        assert_eq!(String::from_utf8(utf8).as_deref(), Ok(&*format!("before{text}")));
        let mut back = Vec::new();
        assert_eq!(decode(text, &mut back), text.len());
        assert!(
            back.iter().map(|unit: &U| unit.code_point()).eq(units.iter().map(|unit| unit.code_point())),
            "{text:?}"
        );
    }

    #[test]
    fn all_widths_there_and_back() {
        for text in texts() {
            there_and_back::<u8>(&text);
            there_and_back::<u16>(&text);
            there_and_back::<u32>(&text);
        }
    }

    #[test]
    fn what_is_too_wide_stops_it() {
        for before in 0..40 {
            for after in [0, 40] {
                for (plain, wide) in [("e", "ж"), ("é", "’"), ("é", "🍵")] {
                    let text = [&plain.repeat(before), wide, &plain.repeat(after)].concat();
                    let mut units = Vec::<u8>::new();
                    assert_eq!(decode(&text, &mut units), before * plain.len(), "{text}");
                    assert_eq!(units.len(), before);
                }
                let text = [&"ж語".repeat(before), "🍵", &"語".repeat(after)].concat();
                let mut units = Vec::<u16>::new();
                assert_eq!((decode(&text, &mut units), units.len()), (5 * before, 2 * before));
            }
        }
    }

    #[test]
    fn lone_surrogates_are_replaced() {
        for before in 0..40 {
            let mut units = vec![0x436_u16; before];
            units.extend([0xD800, u16::from(b'a'), 0xDFFF]);
            units.extend([0x8A9E; 20]);
            let mut utf8 = Vec::new();
            assert!(encode(&units, &mut utf8));
            assert_eq!(String::from_utf8(utf8), Ok(String::from_utf16_lossy(&units)));
        }
    }
}
