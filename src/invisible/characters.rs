//! What an invisible character is, and what the characters beside it are: the table of characters.toml.

#[expect(clippy::unreadable_literal, reason = "a table for the machine")]
mod table {
    include!(concat!(env!("OUT_DIR"), "/characters.rs"));
}

use table::{BLOCK, BLOCKS, CLASS_MASK, PAGES, ROWS};
pub(super) use table::{
    EMOJI, FE00, FE01, FE02, FE03, FE04, FE05, FE06, IDEOGRAPH, JAMO, JOINING, KHMER_LETTER, MONGOLIAN_LETTER,
    MUSICAL_SIGN, PICTOGRAPH, SHORTHAND_SIGN, UNSPACED,
};

/// What an invisible character is. A character of no class is ordinary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[repr(u8)]
pub enum Class {
    /// A C0 control that is not white space, or U+007F.
    Control,
    /// A C1 control.
    C1,
    /// A mark of interlinear annotation.
    Annotation,
    /// A Hangul filler that shows as a blank.
    Filler,
    /// U+00AD.
    SoftHyphen,
    /// U+FEFF.
    ByteOrderMark,
    /// U+2060.
    WordJoiner,
    /// A deprecated format character.
    Deprecated,
    /// An unassigned code point that programs shall not show.
    Reserved,
    /// U+200C or U+200D.
    Joiner,
    /// U+200B.
    ZeroWidthSpace,
    /// A variation selector.
    Selector,
    /// A tag.
    Tag,
    /// A Mongolian selector, or the vowel separator.
    Mongolian,
    /// A Khmer inherent vowel.
    Khmer,
    /// A filler inside a Korean syllable.
    JamoFiller,
    /// U+034F.
    GraphemeJoiner,
    /// An invisible operator of mathematics.
    Operator,
    /// A control of shorthand.
    Shorthand,
    /// A control of music.
    Musical,
    /// An override of direction.
    BidiOverride,
    /// An embedding or isolate of direction, or what ends one.
    Bidi,
    /// A mark of direction.
    BidiMark,
}

impl Class {
    /// Every class, in the order of docs/reference/invisible.md.
    pub const ALL: [Class; 23] = [
        Class::Control,
        Class::C1,
        Class::Annotation,
        Class::Filler,
        Class::SoftHyphen,
        Class::ByteOrderMark,
        Class::WordJoiner,
        Class::Deprecated,
        Class::Reserved,
        Class::Joiner,
        Class::ZeroWidthSpace,
        Class::Selector,
        Class::Tag,
        Class::Mongolian,
        Class::Khmer,
        Class::JamoFiller,
        Class::GraphemeJoiner,
        Class::Operator,
        Class::Shorthand,
        Class::Musical,
        Class::BidiOverride,
        Class::Bidi,
        Class::BidiMark,
    ];

    /// The name of the class in docs/reference/invisible.md.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Class::Control => "control",
            Class::C1 => "c1",
            Class::Annotation => "annotation",
            Class::Filler => "filler",
            Class::SoftHyphen => "soft_hyphen",
            Class::ByteOrderMark => "byte_order_mark",
            Class::WordJoiner => "word_joiner",
            Class::Deprecated => "deprecated",
            Class::Reserved => "reserved",
            Class::Joiner => "joiner",
            Class::ZeroWidthSpace => "zero_width_space",
            Class::Selector => "selector",
            Class::Tag => "tag",
            Class::Mongolian => "mongolian",
            Class::Khmer => "khmer",
            Class::JamoFiller => "jamo_filler",
            Class::GraphemeJoiner => "grapheme_joiner",
            Class::Operator => "operator",
            Class::Shorthand => "shorthand",
            Class::Musical => "musical",
            Class::BidiOverride => "bidi_override",
            Class::Bidi => "bidi",
            Class::BidiMark => "bidi_mark",
        }
    }

    /// The class of a character; none if it is ordinary.
    #[must_use]
    pub fn of(c: char) -> Option<Class> {
        Class::ALL.get((row(c) & CLASS_MASK).wrapping_sub(1) as usize).copied()
    }
}

/// The sets that a character is in, a bit each.
pub(super) fn sets(c: char) -> u32 {
    row(c) & !CLASS_MASK
}

fn row(c: char) -> u32 {
    let code_point = c as usize;
    let block = &BLOCKS[usize::from(PAGES[code_point / BLOCK])];
    ROWS[usize::from(block[code_point % BLOCK])]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_table() {
        let examples =
            ['\0', '\u{9F}', '\u{FFF9}', '\u{3164}', '\u{AD}', '\u{FEFF}', '\u{2060}', '\u{206F}', '\u{E0FFF}'];
        let in_context =
            ['\u{200D}', '\u{200B}', '\u{FE0F}', '\u{E0020}', '\u{180E}', '\u{17B5}', '\u{1160}', '\u{34F}'];
        let others = ['\u{2064}', '\u{1BCA0}', '\u{1D17A}', '\u{202E}', '\u{202C}', '\u{200F}'];
        let classes = examples.into_iter().chain(in_context).chain(others).map(Class::of);
        assert_eq!(classes.collect::<Vec<_>>(), Class::ALL.map(Some));
        assert_eq!(Class::of('a'), None);
        assert_eq!(Class::of('\u{85}'), None);
        assert_eq!(Class::of('\u{6DD}'), None);
        for (at, class) in Class::ALL.into_iter().enumerate() {
            assert_eq!(class as usize, at);
        }
    }

    #[test]
    fn sets_of_characters() {
        assert_ne!(sets('ب') & JOINING, 0);
        assert_eq!(sets('b') & JOINING, 0);
        assert_ne!(sets('ក') & UNSPACED & !JOINING, 0);
        assert_ne!(sets('#') & EMOJI, 0);
        assert_eq!(sets('#') & PICTOGRAPH, 0);
        assert_ne!(sets('葛') & IDEOGRAPH, 0);
        assert_ne!(sets('≨') & FE00, 0);
        assert_eq!(sets('≨') & FE01, 0);
    }
}
