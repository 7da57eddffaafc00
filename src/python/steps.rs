//! The single steps: functions from str to str. A str in which nothing changes comes back as the same object.

#![expect(clippy::needless_pass_by_value, reason = "pyo3 hands arguments over by value")]

use std::collections::{HashMap, HashSet};

use pyo3::prelude::*;
use pyo3::types::{IntoPyDict, PyDict, PyString};

use super::forms;
use super::memory::{self, NoMemory};
use super::options::{Argument, BlankLines, POLICIES, Url, name_of};
use super::pystr::{self, Room, Units, with_units};
use super::transform::{self, LONG, LONG_TO_SCAN, Lone, Outcome, clean_units, detached, transform};
use crate::invisible::{self, Class, Policy};
use crate::labels::{self, Languages, Level};
use crate::markup::{Hidden, ParagraphGap};
use crate::references::{Keep, Levels, Mode, Plan, References};
use crate::seek::Unit;
use crate::stage::Runner;
use crate::unicode::Form;
use crate::whitespace::{Changes, Folding, Layout, LineBreaks, Spaces};
use crate::{Cleaner, Options, Rules};

/// Replace the character references of a text by their characters, as `html.unescape` does.
///
/// Args:
///     text (str): the text; lone surrogates stay as they are.
///     mode (str): "html" equals `html.unescape` (but a decimal reference of more than 4,300 digits gives U+FFFD, where the
///         original raises). "attribute" is the HTML Standard's rule for attribute values (13.2.5.72 and 13.2.5.73):
///         `?a=1&copy=2` stays. "text" wants the semicolon of every name.
///     levels (int | str): how often the text is decoded, 1 to 255; or "auto": once, and up to twice more as long as that makes no
///         `<` with a letter behind it.
///     keep (str): characters that stay escaped: a reference that stands for one of them is left as it is.
///
/// Returns:
///     str: the text with its references replaced; the same object if there is none.
///
/// Raises:
///     TypeError: if `text` or `keep` is not a str.
///     ValueError: if `mode` or `levels` is none of these.
///
/// >>> strigil.unescape("Salt &amp; pepper&comma; &#169;")
/// 'Salt & pepper, ©'
/// >>> strigil.unescape("?a=1&copy=2", mode="attribute")
/// '?a=1&copy=2'
/// >>> strigil.unescape("Q&amp;amp;A: y&amp;#39;all", levels="auto")
/// "Q&A: y'all"
/// >>> strigil.unescape("&lt;b&gt; caf&eacute;", keep="<>&")
/// '&lt;b&gt; café'
#[pyfunction]
#[pyo3(
    signature = (text, /, *, mode = Argument(Mode::Html), levels = Argument(Levels::ONE), keep = Argument(Keep::NOTHING)),
    text_signature = "(text, /, *, mode='html', levels=1, keep='')"
)]
pub(super) fn unescape<'py>(
    text: &Bound<'py, PyString>,
    mode: Argument<Mode>,
    levels: Argument<Levels>,
    keep: Argument<Keep>,
) -> PyResult<Bound<'py, PyString>> {
    let (Argument(mode), Argument(levels), Argument(keep)) = (mode, levels, keep);
    if levels == Levels::ONE && keep == Keep::NOTHING {
        return unescape_once(text, mode);
    }
    let references = References { mode, levels, keep };
    keeping_surrogates(text, &|| Runner::new(references.stages()))
}

/// Decodes a str at its own width.
fn unescape_once<'py>(text: &Bound<'py, PyString>, mode: Mode) -> PyResult<Bound<'py, PyString>> {
    let py = text.py();
    let units = pystr::units(text)?;
    let is_long = units.len() >= LONG_TO_SCAN;
    let greatest = units.greatest();
    let mut plan = Plan::new(mode);
    if !detached(py, is_long, || with_units!(units, units => plan.find(units, greatest))) {
        return pystr::plain(text);
    }
    pystr::build(py, plan.len, plan.greatest, |room| {
        detached(py, is_long, || {
            with_units!(units, units => match room {
                Room::One(room) => plan.write(units, room, |c| c as u8),
                Room::Two(room) => plan.write(units, room, |c| c as u16),
                Room::Four(room) => plan.write(units, room, |c| c),
            })
        })
    })
}

/// Read a text and count what each step of strigil would do to it as it is; nothing changes.
///
/// Args:
///     text (str): the text.
///
/// Returns:
///     dict[str, Any]: `references` (list[int]): how many character references `unescape(text, levels=3)` decodes at each
///         level; `levels` (int): the last level at which `unescape(text, levels="auto")` decodes any, 0 if there is none;
///         `invisible` (dict[str, int]): how many invisible characters there are of each class; `stripped` (dict[str, int]):
///         how many of them `strip_invisible` takes away under each policy; `hidden` (list[str]): what those that go under
///         "security" spell; `not_nfc` (int): how many segments are not in NFC; `line_ends` (dict[str, int]): how many line
///         ends there are of each kind, `lf`, `crlf`, `cr`, `nel`, `ls`, `ps`; `label_lines` (int): how many lines
///         `strip_ad_labels` removes.
///
/// Raises:
///     TypeError: if `text` is not a str.
///
/// >>> counts = strigil.scan("y&amp;#39;all\u00ad\r\n- Advertisement -")
/// >>> {name: count for name, count in counts.items() if count}
/// {'references': [1, 1, 0], 'levels': 2, 'invisible': {'soft_hyphen': 1}, 'stripped': {'safe': 1, 'security': 1, 'all': 1}, 'line_ends': {'crlf': 1}, 'label_lines': 1}
#[pyfunction]
#[pyo3(signature = (text, /))]
pub(super) fn scan<'py>(text: &Bound<'py, PyString>) -> PyResult<Bound<'py, PyDict>> {
    let py = text.py();
    let units = pystr::units(text)?;
    let scan = detached(py, units.len() >= LONG, || Ok::<_, NoMemory>(crate::scan(&transform::lossy(units)?)))?;
    let counts = PyDict::new(py);
    counts.set_item("references", scan.references.references.to_vec())?;
    counts.set_item("levels", scan.references.levels)?;
    let classes = Class::ALL.map(Class::name).into_iter().zip(scan.invisible.classes);
    counts.set_item("invisible", those_that_occur(py, classes)?)?;
    let stripped = Policy::ALL.into_iter().map(|policy| name_of(policy, POLICIES)).zip(scan.invisible.stripped);
    counts.set_item("stripped", stripped.into_py_dict(py)?)?;
    counts.set_item("hidden", scan.invisible.hidden)?;
    counts.set_item("not_nfc", scan.not_nfc)?;
    counts.set_item("line_ends", those_that_occur(py, scan.line_ends.by_name())?)?;
    counts.set_item("label_lines", scan.label_lines)?;
    Ok(counts)
}

fn those_that_occur(
    py: Python<'_>,
    counts: impl IntoIterator<Item = (&'static str, u64)>,
) -> PyResult<Bound<'_, PyDict>> {
    counts.into_iter().filter(|(_, count)| *count > 0).into_py_dict(py)
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
pub(super) fn normalize<'py>(form: Argument<Form>, text: &Bound<'py, PyString>) -> PyResult<Bound<'py, PyString>> {
    let Argument(form) = form;
    let units = pystr::units(text)?;
    if is_stable(units, form) {
        return pystr::plain(text);
    }
    let is_long = units.len() >= LONG_TO_SCAN;
    match detached(text.py(), is_long, || with_units!(units, units => forms::normalized(units, form)))? {
        Some(changed) => changed.string(text.py()),
        None => pystr::plain(text),
    }
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
pub(super) fn is_normalized(form: Argument<Form>, text: &Bound<'_, PyString>) -> PyResult<bool> {
    let Argument(form) = form;
    let units = pystr::units(text)?;
    let is_long = units.len() >= LONG_TO_SCAN;
    let check = || with_units!(units, units => forms::is_normalized(units, form));
    Ok(is_stable(units, form) || detached(text.py(), is_long, check))
}

/// Remove the invisible characters of a text.
///
/// Each is judged where it stands, by the properties of the characters around it (Unicode Character Database, of the version that
/// `unicode` in rules/characters.toml states). Control characters never glue two words: a space takes their place.
///
/// Args:
///     text (str): the text; lone surrogates stay as they are.
///     policy (str): "safe" keeps what means something: joiners and selectors in the scripts and emoji that use them, flags, marks
///         and embeddings of direction. "security" also removes overrides of direction, invisible operators, letters and C1
///         controls that show as nothing. "all" removes every invisible character, wherever it stands.
///
/// Returns:
///     str: the text without them; the same object if there are none.
///
/// Raises:
///     TypeError: if `text` is not a str.
///     ValueError: if `policy` is none of the three.
///
/// >>> strigil.strip_invisible("Gesamt\u00adkonzept, fun\U000e0020ding")
/// 'Gesamtkonzept, funding'
/// >>> strigil.strip_invisible("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645") == "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
/// True
#[pyfunction]
#[pyo3(signature = (text, /, *, policy = Argument(Policy::Safe)), text_signature = "(text, /, *, policy='safe')")]
pub(super) fn strip_invisible<'py>(
    text: &Bound<'py, PyString>,
    policy: Argument<Policy>,
) -> PyResult<Bound<'py, PyString>> {
    let Argument(policy) = policy;
    let units = pystr::units(text)?;
    let is_clean = || with_units!(units, units => invisible::is_surely_clean(units, policy));
    if detached(text.py(), units.len() >= LONG_TO_SCAN, is_clean) {
        return pystr::plain(text);
    }
    keeping_surrogates(text, &|| Runner::new(invisible::stages(policy)))
}

/// Fold the white space of a text.
///
/// White space is what `str.isspace` says. White space at both ends of the text goes; what lies between two words becomes,
/// never nothing, by `layout`:
///
/// * "paragraphs": one space, or a line feed where there was a line end, or a blank line where there were two or more. What
///   stands between lines of three or more backticks stays as it is.
/// * "lines": one space, or a line feed where there was a line end.
/// * "inline": one space; equals `" ".join(text.split())`.
///
/// Args:
///     text (str): the text.
///     layout (str): "paragraphs", "lines" or "inline".
///     spaces (str): what becomes of white space without a line end. "ascii": one space. "keep-typographic": the first U+00A0,
///         U+202F or U+3000 in it, or else one space. "keep": what it was; one space if it has more than 256 characters. "keep-indent": one
///         space, and the indentation of lines stays.
///     linebreaks (str): "unix" writes each line end as a line feed, "keep" as it was.
///     max_blank_lines (int): how many blank lines "paragraphs" leaves between two lines at most, 0 to 255.
///
/// Returns:
///     str: the folded text; the same object if nothing changes.
///
/// Raises:
///     TypeError: if `text` is not a str.
///     ValueError: if an option is none of these.
///
/// >>> strigil.collapse_whitespace("one \u00a0 two\r\n\r\n\r\nthree ")
/// 'one two\n\nthree'
/// >>> strigil.collapse_whitespace("10\u202f000  km\r\n", spaces="keep-typographic")
/// '10\u202f000 km'
#[pyfunction]
#[pyo3(
    signature = (text, /, *, layout = Argument(Layout::Paragraphs), spaces = Argument(Spaces::Ascii),
        linebreaks = Argument(LineBreaks::Unix), max_blank_lines = Argument(BlankLines(1))),
    text_signature = "(text, /, *, layout='paragraphs', spaces='ascii', linebreaks='unix', max_blank_lines=1)"
)]
pub(super) fn collapse_whitespace<'py>(
    text: &Bound<'py, PyString>,
    layout: Argument<Layout>,
    spaces: Argument<Spaces>,
    linebreaks: Argument<LineBreaks>,
    max_blank_lines: Argument<BlankLines>,
) -> PyResult<Bound<'py, PyString>> {
    let (Argument(layout), Argument(spaces), Argument(linebreaks)) = (layout, spaces, linebreaks);
    let Argument(BlankLines(max_blank_lines)) = max_blank_lines;
    let folding = Folding { layout, spaces, linebreaks, max_blank_lines };
    let units = pystr::units(text)?;
    let greatest = units.greatest();
    with_units!(units, units => folded(text, units, greatest, folding))
}

/// Folds the white space of a str at its own width, which `greatest` asks for.
fn folded<'py, U: Unit>(
    text: &Bound<'py, PyString>,
    units: &[U],
    greatest: u32,
    folding: Folding,
) -> PyResult<Bound<'py, PyString>> {
    let py = text.py();
    let is_long = units.len() >= LONG_TO_SCAN;
    let changes = detached(py, is_long, || Changes::new(units, folding));
    if changes.are_none() {
        return pystr::plain(text);
    }
    let folded = pystr::build_within(py, units.len(), greatest, |room| detached(py, is_long, || changes.write(room)))?;
    // The widest characters may have been white space.
    transform::narrowed(folded)
}

/// Remove the ad elements of a page or a piece of one; the markup stays.
///
/// The rules name what ad systems write into pages (docs/reference/ads.md). An element that never closes is not removed, nor one that
/// holds more text than such an ad does, so that no text of the page is lost.
///
/// Args:
///     html (str): markup; also over-escaped markup, as in `class&equals;"wpcnt"`.
///     rules (Rules | None): which elements are ads; None stands for `Rules()`, the built-in rules.
///     url (str | None): the address of the page, for rules of filter lists that apply on some hosts only.
///
/// Returns:
///     str: `html` without the ad elements; the same object if there are none.
///
/// Raises:
///     TypeError: if an argument is of another type.
///
/// >>> strigil.strip_ads('<p>One.</p><div id="div-gpt-ad-1"><script>x()</script></div><p>Two.</p>')
/// '<p>One.</p><p>Two.</p>'
/// >>> rules = strigil.Rules.from_filter_list("example.com##.promo\n")
/// >>> strigil.strip_ads('<p>Tea</p><div class="promo">Buy</div>', rules=rules, url="https://www.example.com/tea")
/// '<p>Tea</p>'
#[pyfunction]
#[pyo3(
    signature = (html, /, *, rules = Argument(Rules::BUILT_IN), url = Argument(Url(None))),
    text_signature = "(html, /, *, rules=None, url=None)"
)]
pub(super) fn strip_ads<'py>(
    html: &Bound<'py, PyString>,
    rules: Argument<Rules>,
    url: Argument<Url>,
) -> PyResult<Bound<'py, PyString>> {
    let (Argument(rules), Argument(Url(url))) = (rules, url);
    let cleaner = Cleaner::new(Options { rules, url, ..Options::HTML });
    keeping_surrogates(html, &|| cleaner.runner())
}

/// Remove the ad labels of a text: lines that are only a label, what goes with them, and English labels inside lines.
///
/// Prose about advertising stays, and so does what stands in code between lines of three or more backticks.
///
/// Args:
///     text (str): the text; a line ends at a line feed.
///     level (str): "safe" drops a label that is also an ordinary word only where something speaks for it: decoration, another
///         label beside it, or the same line elsewhere. "strict" drops it in any case.
///     languages (Iterable[str] | None): codes of the languages whose labels go; None: all.
///     rules (Rules | None): their rows of labels, from `Rules.load`, are added to the built-in ones.
///
/// Returns:
///     str: the text without the labels; the same object if there are none.
///
/// Raises:
///     TypeError: if `text` is not a str, or `languages` is a str or holds anything else than str.
///     ValueError: if `level` is none of the two, or a code is not one of the tables.
///
/// >>> strigil.strip_ad_labels("Rain is expected.\n- Advertisement -\nThe advertisement ran for weeks.")
/// 'Rain is expected.\nThe advertisement ran for weeks.'
/// >>> strigil.strip_ad_labels("Anzeige\nRain is expected.\nADVERTISEMENT", languages=("de",))
/// 'Rain is expected.\nADVERTISEMENT'
#[pyfunction]
#[pyo3(
    signature = (text, /, *, level = Argument(Level::Safe), languages = Argument(Languages::ALL), rules = Argument(Rules::BUILT_IN)),
    text_signature = "(text, /, *, level='safe', languages=None, rules=None)"
)]
pub(super) fn strip_ad_labels<'py>(
    text: &Bound<'py, PyString>,
    level: Argument<Level>,
    languages: Argument<Languages>,
    rules: Argument<Rules>,
) -> PyResult<Bound<'py, PyString>> {
    let (Argument(level), Argument(languages), Argument(rules)) = (level, languages, rules);
    keeping_surrogates(text, &|| Runner::new(labels::stages(level, languages, rules.labels(), false)))
}

/// Turn markup into text, block by block, as a browser's `innerText` does.
///
/// Args:
///     html (str): a page or a piece of one. A lone surrogate becomes U+FFFD.
///     hidden (str): "keep" leaves elements that their start tags hide, "drop" takes them out.
///     paragraph_gap (str): "line" puts one line end between two paragraphs, "blank" a blank line, as between headings,
///         lists and others that have a margin in a browser.
///
/// Returns:
///     str: its text, character references decoded.
///
/// Raises:
///     TypeError: if `html` is not a str.
///     ValueError: for another value of `hidden` or `paragraph_gap`.
///
/// >>> strigil.to_text("<p>a</p><p>b <b>c</b>d</p>x<br>y")
/// 'a\nb cd\nx\ny'
/// >>> strigil.to_text("<p>a</p><p hidden>b</p><p>c", hidden="drop", paragraph_gap="blank")
/// 'a\n\nc'
#[pyfunction]
#[pyo3(
    signature = (html, /, *, hidden = Argument(Hidden::Keep), paragraph_gap = Argument(ParagraphGap::Line)),
    text_signature = "(html, /, *, hidden='keep', paragraph_gap='line')"
)]
pub(super) fn to_text<'py>(
    html: &Bound<'py, PyString>,
    hidden: Argument<Hidden>,
    paragraph_gap: Argument<ParagraphGap>,
) -> PyResult<Bound<'py, PyString>> {
    let units = pystr::units(html)?;
    let options = Options { hidden: hidden.0, paragraph_gap: paragraph_gap.0, ..Options::TO_TEXT };
    let mut worker = Cleaner::new(options).worker();
    detached(html.py(), units.len() >= LONG, || clean_units(units, &mut worker))?.string(html)
}

/// ASCII is in every form, and Latin-1 in NFC.
fn is_stable(units: Units<'_>, form: Form) -> bool {
    matches!(units, Units::Ascii(_)) || form == Form::Nfc && matches!(units, Units::One(_))
}

/// Runs a str through stages in which lone surrogates are ordinary characters: private-use ones that the text does not hold stand in
/// for them. `runner` is asked for anew if there are any.
fn keeping_surrogates<'py>(text: &Bound<'py, PyString>, runner: &dyn Fn() -> Runner) -> PyResult<Bound<'py, PyString>> {
    let units = pystr::units(text)?;
    let mut first = runner();
    let outcome = detached(text.py(), units.len() >= LONG, || transform(units, &mut first, Lone::Stop))?;
    let Outcome::Surrogate = outcome else {
        return outcome.string(text);
    };
    let len = units.len();
    let code_points = with_units!(units, units => memory::collect(len, units.iter().map(|unit| unit.code_point())))?;
    let used: HashSet<u32> = code_points.iter().copied().collect();
    // Planes 15 and 16, and after them the unassigned ones: to run out, a text would have to hold 700,000 different ones.
    let private = (0xF_0000..=0x10_FFFD).chain(0x4_0000..=0xD_FFFD);
    let free = private.filter(|c| !used.contains(c) && c & 0xFFFE != 0xFFFE);
    let surrogates = used.iter().copied().filter(|c| is_surrogate(*c));
    let stand_ins: HashMap<u32, u32> = surrogates.zip(free).collect();
    let back: HashMap<u32, u32> = stand_ins.iter().map(|(surrogate, stand_in)| (*stand_in, *surrogate)).collect();
    let changed = memory::collect(len, code_points.iter().map(|c| *stand_ins.get(c).unwrap_or(c)))?;
    let Outcome::Changed(changed) = transform(Units::Four(&changed), &mut runner(), Lone::Replace)? else {
        return pystr::plain(text);
    };
    let mut changed = changed.into_wide()?;
    for c in &mut changed {
        *c = *back.get(c).unwrap_or(c);
    }
    transform::string(text.py(), &changed)
}

fn is_surrogate(code_point: u32) -> bool {
    matches!(code_point, 0xD800..=0xDFFF)
}
