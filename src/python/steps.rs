//! The single steps: functions from str to str. A str in which nothing changes comes back as the same object.

#![expect(clippy::needless_pass_by_value, reason = "pyo3 hands arguments over by value")]

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use pyo3::prelude::*;
use pyo3::types::PyString;

use super::options::{self, Name};
use super::pystr::{self, Text};
use crate::unicode::Form;
use crate::{labels, unicode, whitespace};

/// Replace the character references of a text by their characters, as `html.unescape` does.
///
/// Args:
///     text (str): the text; lone surrogates stay as they are.
///     mode (str): "html" equals `html.unescape` (but a decimal reference of more than 4,300 digits gives U+FFFD, where the
///         original raises). "attribute" is the HTML Standard's rule for attribute values (13.2.5.72 and 13.2.5.73):
///         `?a=1&copy=2` stays. "text" wants the semicolon of every name.
///
/// Returns:
///     str: the text with each reference replaced, once; the same object if there is none.
///
/// Raises:
///     TypeError: if `text` is not a str.
///     ValueError: if `mode` is none of the three.
///
/// >>> strigil.unescape("Salt &amp; pepper&comma; &#169;")
/// 'Salt & pepper, ©'
/// >>> strigil.unescape("?a=1&copy=2", mode="attribute")
/// '?a=1&copy=2'
#[pyfunction]
#[pyo3(signature = (text, /, *, mode = "html".into()), text_signature = "(text, /, *, mode='html')")]
pub(super) fn unescape<'py>(text: &Bound<'py, PyString>, mode: Name) -> PyResult<Bound<'py, PyString>> {
    pystr::unescape(text, options::mode(&mode)?)
}

/// Bring a text into a Unicode normalisation form (UAX #15), as `unicodedata.normalize` does.
///
/// Args:
///     form (str): "NFC", "NFD", "NFKC" or "NFKD".
///     text (str): the text; lone surrogates stay as they are.
///
/// Returns:
///     str: the text in that form, by the data of `strigil.unidata_version`; the same object if it is in it already.
///
/// Raises:
///     TypeError: if `text` is not a str.
///     ValueError: if `form` is none of the four.
///
/// >>> strigil.normalize("NFC", "Cafe\u0301")
/// 'Café'
#[pyfunction]
#[pyo3(signature = (form, text, /))]
pub(super) fn normalize<'py>(form: Name, text: &Bound<'py, PyString>) -> PyResult<Bound<'py, PyString>> {
    let form = options::form(&form)?;
    if is_quickly_normalized(text, form)? {
        return pystr::plain(text);
    }
    by_parts(text, &|part| unicode::normalize(part, form))
}

/// Say whether a text is in a Unicode normalisation form (UAX #15), as `unicodedata.is_normalized` does.
///
/// Args:
///     form (str): "NFC", "NFD", "NFKC" or "NFKD".
///     text (str): the text.
///
/// Returns:
///     bool: whether `normalize(form, text) == text`.
///
/// Raises:
///     TypeError: if `text` is not a str.
///     ValueError: if `form` is none of the four.
///
/// >>> strigil.is_normalized("NFC", "Cafe\u0301")
/// False
#[pyfunction]
#[pyo3(signature = (form, text, /))]
pub(super) fn is_normalized(form: Name, text: &Bound<'_, PyString>) -> PyResult<bool> {
    let form = options::form(&form)?;
    if is_quickly_normalized(text, form)? {
        return Ok(true);
    }
    by_parts(text, &|part| unicode::normalize(part, form))?.as_any().eq(text)
}

/// Fold the white space of a text.
///
/// White space is what `str.isspace` says. White space at both ends of the text goes; what lies between two words becomes,
/// never nothing, by `layout`:
///
/// * "paragraphs": one space, or a line feed where there was a line end, or a blank line where there were two or more.
/// * "lines": one space, or a line feed where there was a line end.
/// * "inline": one space; equals `" ".join(text.split())`.
///
/// Args:
///     text (str): the text.
///     layout (str): "paragraphs", "lines" or "inline".
///
/// Returns:
///     str: the folded text; the same object if nothing changes.
///
/// Raises:
///     TypeError: if `text` is not a str.
///     ValueError: if `layout` is none of the three.
///
/// >>> strigil.collapse_whitespace("one \u00a0 two\r\n\r\n\r\nthree ")
/// 'one two\n\nthree'
#[pyfunction]
#[pyo3(signature = (text, /, *, layout = "paragraphs".into()), text_signature = "(text, /, *, layout='paragraphs')")]
pub(super) fn collapse_whitespace<'py>(text: &Bound<'py, PyString>, layout: Name) -> PyResult<Bound<'py, PyString>> {
    let layout = options::layout(&layout)?;
    keeping_surrogates(text, &|text| whitespace::collapse(text, layout))
}

/// Remove the ad elements of a page or a piece of one; the markup stays.
///
/// The built-in rules name what ad systems write into pages. An element that never closes is not removed, so that no text
/// of the page is lost.
///
/// Args:
///     html (str): markup; also over-escaped markup, as in `class&equals;"wpcnt"`.
///
/// Returns:
///     str: `html` without the ad elements; the same object if there are none.
///
/// Raises:
///     TypeError: if `html` is not a str.
///
/// >>> strigil.strip_ads('<p>One.</p><div id="div-gpt-ad-1"><script>x()</script></div><p>Two.</p>')
/// '<p>One.</p><p>Two.</p>'
#[pyfunction]
#[pyo3(signature = (html, /))]
pub(super) fn strip_ads<'py>(html: &Bound<'py, PyString>) -> PyResult<Bound<'py, PyString>> {
    keeping_surrogates(html, &|html| crate::strip_ads(html))
}

/// Remove the ad labels of a text: lines that are only a label, and English labels inside lines.
///
/// Prose about advertising stays.
///
/// Args:
///     text (str): the text; a line ends at a line feed.
///
/// Returns:
///     str: the text without the labels; the same object if there are none.
///
/// Raises:
///     TypeError: if `text` is not a str.
///
/// >>> strigil.strip_ad_labels("Rain is expected.\n- Advertisement -\nThe advertisement ran for weeks.")
/// 'Rain is expected.\nThe advertisement ran for weeks.'
#[pyfunction]
#[pyo3(signature = (text, /))]
pub(super) fn strip_ad_labels<'py>(text: &Bound<'py, PyString>) -> PyResult<Bound<'py, PyString>> {
    keeping_surrogates(text, &|text| labels::strip_ad_labels(text))
}

/// Turn markup into text, block by block, as a browser's `innerText` does.
///
/// Args:
///     html (str): a page or a piece of one. A lone surrogate becomes U+FFFD.
///
/// Returns:
///     str: its text, character references decoded.
///
/// Raises:
///     TypeError: if `html` is not a str.
///
/// >>> strigil.to_text("<p>a</p><p>b <b>c</b>d</p>x<br>y")
/// 'a\nb cd\nx\ny'
#[pyfunction]
#[pyo3(signature = (html, /))]
pub(super) fn to_text<'py>(html: &Bound<'py, PyString>) -> PyResult<Bound<'py, PyString>> {
    replacing_surrogates(html, &|html| crate::to_text(html))
}

/// Latin-1 text is in NFC; for the rest the quick check may know.
fn is_quickly_normalized(text: &Bound<'_, PyString>, form: Form) -> PyResult<bool> {
    Ok((form == Form::Nfc && pystr::is_latin_1(text)?) || pystr::is_surely_normalized(text, form)?)
}

type Step<'a> = &'a dyn for<'t> Fn(&'t str) -> Cow<'t, str>;

/// Applies a step to a str without lone surrogates; none if it has one.
fn well_formed<'py>(text: &Bound<'py, PyString>, step: Step<'_>) -> PyResult<Option<Bound<'py, PyString>>> {
    let Text::WellFormed(utf8) = pystr::text(text)? else {
        return Ok(None);
    };
    let result = step(&utf8);
    if matches!(result, Cow::Borrowed(same) if same.len() == utf8.len()) {
        return pystr::plain(text).map(Some);
    }
    Ok(Some(PyString::new(text.py(), &result)))
}

/// Applies a step, with one U+FFFD for each lone surrogate.
pub(super) fn replacing_surrogates<'py>(text: &Bound<'py, PyString>, step: Step<'_>) -> PyResult<Bound<'py, PyString>> {
    if let Some(result) = well_formed(text, step)? {
        return Ok(result);
    }
    Ok(PyString::new(text.py(), &step(&pystr::lossy(text)?)))
}

/// Applies a step to the parts between lone surrogates, for steps that nothing reaches across one in.
fn by_parts<'py>(text: &Bound<'py, PyString>, step: Step<'_>) -> PyResult<Bound<'py, PyString>> {
    if let Some(result) = well_formed(text, step)? {
        return Ok(result);
    }
    let mut result = Vec::new();
    for part in pystr::code_points(text)?.chunk_by(|a, b| is_surrogate(*a) == is_surrogate(*b)) {
        if part.first().copied().is_some_and(is_surrogate) {
            result.extend_from_slice(part);
        } else {
            let part: String = part.iter().filter_map(|c| char::from_u32(*c)).collect();
            result.extend(step(&part).chars().map(u32::from));
        }
    }
    pystr::from_code_points(text.py(), &result)
}

fn is_surrogate(code_point: u32) -> bool {
    matches!(code_point, 0xD800..=0xDFFF)
}

/// Applies a step that may look across lone surrogates: private-use characters that the text does not hold stand in for them.
fn keeping_surrogates<'py>(text: &Bound<'py, PyString>, step: Step<'_>) -> PyResult<Bound<'py, PyString>> {
    if let Some(result) = well_formed(text, step)? {
        return Ok(result);
    }
    let code_points = pystr::code_points(text)?;
    let used: HashSet<u32> = code_points.iter().copied().collect();
    // Planes 15 and 16, and after them the unassigned ones: to run out, a text would have to hold 700,000 different ones.
    let private = (0xF_0000..=0x10_FFFD).chain(0x4_0000..=0xD_FFFD);
    let free = private.filter(|c| !used.contains(c) && c & 0xFFFE != 0xFFFE);
    let surrogates = used.iter().copied().filter(|c| is_surrogate(*c));
    let stand_ins: HashMap<u32, u32> = surrogates.zip(free).collect();
    let back: HashMap<u32, u32> = stand_ins.iter().map(|(surrogate, stand_in)| (*stand_in, *surrogate)).collect();
    let stand_in = |c: u32| char::from_u32(*stand_ins.get(&c).unwrap_or(&c)).unwrap_or(char::REPLACEMENT_CHARACTER);
    let utf8: String = code_points.iter().map(|c| stand_in(*c)).collect();
    let result = step(&utf8);
    if matches!(result, Cow::Borrowed(same) if same.len() == utf8.len()) {
        return pystr::plain(text);
    }
    let surrogate = |c: char| *back.get(&u32::from(c)).unwrap_or(&u32::from(c));
    let result: Vec<u32> = result.chars().map(surrogate).collect();
    pystr::from_code_points(text.py(), &result)
}
