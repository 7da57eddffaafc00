//! The normalisation data: of each code point its combining class, its quick checks and its full decompositions, and of each pair
//! what it composes to. Hangul syllables are left out: they are arithmetic.

use std::collections::BTreeMap;
use std::fmt::{Debug, Write};
use std::iter::once;

use super::places::{in_order, place};
use unicode_normalization::char::{canonical_combining_class, compose, decompose_canonical, decompose_compatible};
use unicode_normalization::{IsNormalized, UNICODE_VERSION};
use unicode_normalization::{is_nfc_quick, is_nfd_quick, is_nfkc_quick, is_nfkd_quick};

/// The code points of a block of rows.
const BLOCK: u32 = 128;

/// What no code point is.
const NONE: u32 = u32::MAX;

pub fn tables() -> String {
    let compositions = Compositions::new();
    let mut pool = Pool::default();
    let (mut rows, mut blocks) = (BTreeMap::new(), BTreeMap::new());
    let none = row('a', &compositions, &mut pool);
    let (mut flags, mut pages) = (Vec::new(), Vec::new());
    for start in (0..0x11_0000).step_by(BLOCK as usize) {
        let mut block = Vec::new();
        for code_point in start..start + BLOCK {
            // A lone surrogate is like a character of which nothing is known.
            let row = char::from_u32(code_point).map_or(none, |c| row(c, &compositions, &mut pool));
            if code_point < 0x1_0000 {
                flags.push(row.flags);
            }
            block.push(place(&mut rows, row));
        }
        pages.push(place(&mut blocks, block));
    }
    let (major, minor, micro) = UNICODE_VERSION;
    let mut text = String::new();
    let say = "a String takes all";
    writeln!(text, "/// The Unicode version of the normalisation data.").expect(say);
    writeln!(text, "pub const UNICODE_VERSION: &str = \"{major}.{minor}.{micro}\";").expect(say);
    table(&mut text, "FLAGS", "u8", &flags);
    table(&mut text, "PAGES", "u16", &pages);
    table(&mut text, "BLOCKS", &format!("[u16; {BLOCK}]"), &in_order(blocks));
    table(&mut text, "ROWS", "Row", &in_order(rows));
    table(&mut text, "POOL", "Classed", &pool.chars);
    table(&mut text, "PAIRS", "(u32, u32)", &compositions.pairs);
    text
}

fn table<T: Debug>(text: &mut String, name: &str, kind: &str, values: &[T]) {
    writeln!(text, "static {name}: [{kind}; {}] = {values:?};", values.len()).expect("a String takes all");
}

/// As the core declares it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Row {
    flags: u8,
    class: u8,
    first: u16,
    second: u8,
    canonical: Part,
    compatible: Part,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Part {
    start: u16,
    len: u8,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Classed(u32);

fn row(c: char, compositions: &Compositions, pool: &mut Pool) -> Row {
    let checks = [is_nfc_quick(once(c)), is_nfd_quick(once(c)), is_nfkc_quick(once(c)), is_nfkd_quick(once(c))];
    let class = canonical_combining_class(c);
    let not_yes: u8 = checks.iter().enumerate().map(|(at, check)| u8::from(*check != IsNormalized::Yes) << at).sum();
    let no_boundary = if class == 0 { not_yes } else { 0xF };
    Row {
        flags: not_yes << 4 | no_boundary,
        class,
        first: compositions.firsts.get(&c).copied().unwrap_or(0),
        second: compositions.seconds.get(&c).copied().unwrap_or(0),
        canonical: pool.part(c, &canonical(c)),
        compatible: pool.part(c, &compatible(c)),
    }
}

/// The decompositions, one behind the other.
#[derive(Default)]
struct Pool {
    chars: Vec<Classed>,
    starts: BTreeMap<Vec<Classed>, usize>,
}

impl Pool {
    fn part(&mut self, c: char, decomposed: &[char]) -> Part {
        if decomposed == [c] || is_hangul(c) {
            return Part { start: 0, len: 0 };
        }
        let classed = |c: &char| Classed(u32::from(canonical_combining_class(*c)) << 24 | u32::from(*c));
        let classed: Vec<Classed> = decomposed.iter().map(classed).collect();
        let len = u8::try_from(classed.len()).expect("decompositions are short");
        let start = *self.starts.entry(classed).or_insert_with_key(|classed| {
            self.chars.extend(classed);
            self.chars.len() - classed.len()
        });
        Part { start: u16::try_from(start).expect("all together have less than 65,536 characters"), len }
    }
}

fn canonical(c: char) -> Vec<char> {
    let mut decomposed = Vec::new();
    decompose_canonical(c, |c| decomposed.push(c));
    decomposed
}

fn compatible(c: char) -> Vec<char> {
    let mut decomposed = Vec::new();
    decompose_compatible(c, |c| decomposed.push(c));
    decomposed
}

fn is_hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11FF}' | '가'..='힣')
}

/// What pairs compose to, in one list: that of `a` and `b` stands at the offset of `a` plus the number of `b`, with `a` beside it.
/// Offsets are such that no two pairs meet. Offset 0 and number 0 are those of all characters that take no part.
struct Compositions {
    firsts: BTreeMap<char, u16>,
    seconds: BTreeMap<char, u8>,
    pairs: Vec<(u32, u32)>,
}

impl Compositions {
    fn new() -> Self {
        let composed = ('\0'..=char::MAX).filter(|c| !is_hangul(*c)).filter(|c| canonical(*c).len() > 1);
        let composed: Vec<(char, Vec<char>)> = composed.map(|c| (c, canonical(c))).collect();
        let mut seconds: BTreeMap<char, u8> = composed.iter().map(|(_, parts)| (parts[parts.len() - 1], 0)).collect();
        for (number, second) in seconds.values_mut().enumerate() {
            *second = u8::try_from(number + 1).expect("few characters are the second of a pair");
        }
        // Each pair is the start of a decomposition, composed, and its last character.
        let mut rows: BTreeMap<char, Vec<(u8, char)>> = BTreeMap::new();
        for (c, parts) in composed {
            let (second, start) = parts.split_last().expect("there are two at least");
            let first = start[1..].iter().try_fold(start[0], |first, next| compose(first, *next));
            if let Some(first) = first
                && compose(first, *second) == Some(c)
            {
                assert_eq!(canonical_combining_class(c), 0, "what is composed is a starter");
                rows.entry(first).or_default().push((seconds[second], c));
            }
        }
        // The long ones first: the short ones fit between them.
        let mut rows: Vec<_> = rows.into_iter().collect();
        rows.sort_by_key(|(_, row)| std::cmp::Reverse(row.len()));
        let widest = seconds.len() + 1;
        let mut firsts = BTreeMap::new();
        let mut pairs = vec![(NONE, 0); widest];
        for (first, row) in rows {
            let free = |offset: &usize| row.iter().all(|(second, _)| is_free(&pairs, offset + usize::from(*second)));
            let offset = (1..=pairs.len()).find(free).expect("behind the end all are free");
            pairs.resize(pairs.len().max(offset + widest), (NONE, 0));
            for (second, c) in row {
                pairs[offset + usize::from(second)] = (first.into(), c.into());
            }
            firsts.insert(first, u16::try_from(offset).expect("there are about a thousand pairs"));
        }
        Compositions { firsts, seconds, pairs }
    }
}

/// Says whether no pair stands there. The places that all characters without an offset see stay free.
fn is_free(pairs: &[(u32, u32)], at: usize) -> bool {
    pairs.get(at).is_none_or(|(first, _)| *first == NONE)
}
