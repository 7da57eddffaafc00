//! What a form changes in a text: segment by segment, and nothing of what stays.

use std::ops::{ControlFlow, Range};

use super::data::{Classed, Form, Row, compose_pair, flags};
use super::hangul;
use super::segment::Segment;
use super::text::Text;

/// Finds the segments that change, in order, and tells `change` of each where it stands and what it becomes, until that breaks.
///
/// Segments with more than `limit` characters behind their boundary stay.
pub(crate) fn changes<T: Text>(
    text: T,
    segment: &mut Segment,
    limit: usize,
    mut change: impl FnMut(Range<usize>, &[Classed]) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let form = segment.form;
    let mut suspects = text.suspects(form);
    let mut from = 0;
    while let Some(suspect) = suspects(from) {
        // The segment goes from the boundary before it to the one behind it.
        let mut start = suspect;
        while start > from
            && let Some((c, before)) = text.previous(start)
        {
            start = before;
            if form.has_boundary(c) {
                break;
            }
        }
        if form.composes() {
            // Decomposed Korean is long runs of syllables.
            while let Some((syllable, end)) = syllable(text, start, form) {
                change(start..end, &[Classed::new(syllable, 0)])?;
                (start, from) = (end, end);
            }
            if from > suspect {
                continue;
            }
            if let Some((composed, end)) = composed(text, start, form) {
                change(start..end, &[Classed::new(composed, 0)])?;
                from = end;
                continue;
            }
        }
        let Extent { end, others, stays } = Extent::of(text, start, form);
        from = end;
        if stays || others > limit {
            continue;
        }
        if form.composes() && falls_apart(text, start, end, form) {
            let mut at = start;
            while at < end
                && let Some((c, next)) = text.next(at)
            {
                if !form.has_boundary(c) {
                    change(at..next, Row::of(c).decomposition(form))?;
                }
                at = next;
            }
            continue;
        }
        let normalized = segment.normalize(code_points(text, start, end));
        if !normalized.iter().map(|c| c.code_point()).eq(code_points(text, start, end)) {
            change(start..end, normalized)?;
        }
    }
    ControlFlow::Continue(())
}

/// What of a text is one segment.
struct Extent {
    end: usize,
    /// The characters that are no boundaries.
    others: usize,
    /// The quick check knows that the form changes nothing.
    stays: bool,
}

impl Extent {
    fn of<T: Text>(text: T, start: usize, form: Form) -> Extent {
        let mut extent = Extent { end: start, others: 0, stays: true };
        let mut last_class = 0;
        while let Some((c, next)) = text.next(extent.end) {
            let flags = flags(c);
            if flags & form.no_boundary() != 0 {
                extent.others += 1;
                if extent.stays {
                    let class = Row::of(c).class;
                    extent.stays = flags & form.not_yes() == 0 && class >= last_class;
                    last_class = class;
                }
            } else if extent.end > start {
                break;
            }
            extent.end = next;
        }
        extent
    }
}

/// The syllable of Hangul at `start`, if its letters are all of a segment, and where it ends.
fn syllable<T: Text>(text: T, start: usize, form: Form) -> Option<(u32, usize)> {
    let (leading, next) = text.next(start)?;
    let (vowel, end) = text.next(next)?;
    let open = hangul::open(leading, vowel)?;
    let Some((letter, after)) = text.next(end) else {
        return Some((open, end));
    };
    // Half of all syllables are closed, and no guess is good.
    let trailing = hangul::trailing(letter);
    let end = if trailing == 0 { end } else { after };
    // Mostly another syllable follows, or a space.
    let is_all = text.next(end).is_none_or(|(c, _)| hangul::is_leading(c) || c < 0x80 || form.has_boundary(c));
    is_all.then_some((open + trailing, end))
}

/// The one character that a segment becomes, and where the segment ends, if it is a letter and marks that are in order, also with
/// those that the letter has already, and all combine with it: by far the most common case.
fn composed<T: Text>(text: T, start: usize, form: Form) -> Option<(u32, usize)> {
    let (first, after) = text.next(start)?;
    if !form.has_boundary(first) {
        return None;
    }
    let (mut composed, mut end) = (first, after);
    let mut last_class = Row::of(first).decomposition(form).last().map_or(0, |c| c.class());
    while let Some((mark, next)) = text.next(end)
        && !form.has_boundary(mark)
    {
        // What decomposes is not the second of a pair.
        let row = Row::of(mark);
        if row.class < last_class {
            return None;
        }
        composed = compose_pair(composed, Row::of(composed), row)?;
        last_class = row.class;
        end = next;
    }
    (end > after).then_some((composed, end))
}

/// Says whether each character of a segment changes by itself, to boundaries only.
fn falls_apart<T: Text>(text: T, start: usize, end: usize, form: Form) -> bool {
    code_points(text, start, end).all(|c| {
        form.has_boundary(c) || {
            let decomposition = Row::of(c).decomposition(form);
            !decomposition.is_empty() && decomposition.iter().all(|part| form.has_boundary(part.code_point()))
        }
    })
}

fn code_points<T: Text>(text: T, start: usize, end: usize) -> impl Iterator<Item = u32> {
    let mut at = start;
    std::iter::from_fn(move || {
        let (c, next) = text.next(at).filter(|_| at < end)?;
        at = next;
        Some(c)
    })
}
