//! Options as Python names them: a preset, and keywords that override it.

use std::sync::Arc;

use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDict, PyInt, PyString};

use super::pystr::{self, with_units};
use super::rules::PyRules;
use super::transform::lossy;
use crate::invisible::Policy;
use crate::labels::{Languages, Level};
use crate::markup::{Hidden, Markup, ParagraphGap};
use crate::references::{Keep, Levels, Mode};
use crate::seek::Unit;
use crate::unicode::Form;
use crate::whitespace::{Layout, LineBreaks, Spaces};
use crate::{Options, Rules};

/// What a cleaner does with lone surrogates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Surrogates {
    Replace,
    Error,
}

pub(super) type Choices<T> = &'static [(&'static str, T)];

const PRESETS: Choices<Options> = &[("web", Options::WEB), ("text", Options::TEXT), ("html", Options::HTML)];
const MARKUP: Choices<Markup> = &[("text", Markup::Text), ("keep", Markup::Keep), ("literal", Markup::Literal)];
const ADS: Choices<bool> = &[("built-in", true)];
const HIDDEN: Choices<Hidden> = &[("keep", Hidden::Keep), ("drop", Hidden::Drop)];
const PARAGRAPH_GAPS: Choices<ParagraphGap> = &[("line", ParagraphGap::Line), ("blank", ParagraphGap::Blank)];
pub(super) const LEVELS: Choices<Level> = &[("safe", Level::Safe), ("strict", Level::Strict)];
const MODES: Choices<Mode> = &[("html", Mode::Html), ("attribute", Mode::Attribute), ("text", Mode::Text)];
const FORMS: Choices<Form> = &[("NFC", Form::Nfc), ("NFD", Form::Nfd), ("NFKC", Form::Nfkc), ("NFKD", Form::Nfkd)];
pub(super) const POLICIES: Choices<Policy> =
    &[("safe", Policy::Safe), ("security", Policy::Security), ("all", Policy::All)];
const LAYOUTS: Choices<Layout> =
    &[("paragraphs", Layout::Paragraphs), ("lines", Layout::Lines), ("inline", Layout::Inline)];
const SPACES: Choices<Spaces> = &[
    ("ascii", Spaces::Ascii),
    ("keep-typographic", Spaces::KeepTypographic),
    ("keep", Spaces::Keep),
    ("keep-indent", Spaces::KeepIndent),
];
const LINE_BREAKS: Choices<LineBreaks> = &[("unix", LineBreaks::Unix), ("keep", LineBreaks::Keep)];
const SURROGATES: Choices<Surrogates> = &[("replace", Surrogates::Replace), ("error", Surrogates::Error)];

const NAMES: [&str; 19] = [
    "markup",
    "ads",
    "rules",
    "url",
    "hidden",
    "paragraph_gap",
    "labels",
    "languages",
    "furniture",
    "entities",
    "levels",
    "keep",
    "unicode",
    "invisible",
    "whitespace",
    "spaces",
    "linebreaks",
    "max_blank_lines",
    "surrogates",
];

/// An argument that only some values are right for.
pub(super) struct Argument<T>(pub(super) T);

/// What an argument may be.
pub(super) trait FromArgument: Sized {
    fn from_argument(value: &Bound<'_, PyAny>) -> PyResult<Self>;
}

impl<'py, T: FromArgument> FromPyObject<'_, 'py> for Argument<T> {
    type Error = PyErr;

    fn extract(value: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        T::from_argument(&value).map(Argument)
    }
}

impl FromArgument for Options {
    fn from_argument(value: &Bound<'_, PyAny>) -> PyResult<Self> {
        choose("preset", value, PRESETS)
    }
}

impl FromArgument for Hidden {
    fn from_argument(value: &Bound<'_, PyAny>) -> PyResult<Self> {
        required("hidden", value, HIDDEN)
    }
}

impl FromArgument for ParagraphGap {
    fn from_argument(value: &Bound<'_, PyAny>) -> PyResult<Self> {
        required("paragraph_gap", value, PARAGRAPH_GAPS)
    }
}

impl FromArgument for Mode {
    fn from_argument(value: &Bound<'_, PyAny>) -> PyResult<Self> {
        choose("mode", value, MODES)
    }
}

impl FromArgument for Form {
    fn from_argument(value: &Bound<'_, PyAny>) -> PyResult<Self> {
        choose("normalization form", value, FORMS)
    }
}

impl FromArgument for Policy {
    fn from_argument(value: &Bound<'_, PyAny>) -> PyResult<Self> {
        choose("policy", value, POLICIES)
    }
}

impl FromArgument for Layout {
    fn from_argument(value: &Bound<'_, PyAny>) -> PyResult<Self> {
        choose("layout", value, LAYOUTS)
    }
}

impl FromArgument for Spaces {
    fn from_argument(value: &Bound<'_, PyAny>) -> PyResult<Self> {
        required("spaces", value, SPACES)
    }
}

impl FromArgument for LineBreaks {
    fn from_argument(value: &Bound<'_, PyAny>) -> PyResult<Self> {
        required("linebreaks", value, LINE_BREAKS)
    }
}

/// How many blank lines stay: a whole number.
pub(super) struct BlankLines(pub(super) u8);

impl FromArgument for BlankLines {
    fn from_argument(value: &Bound<'_, PyAny>) -> PyResult<Self> {
        whole_number(value).map(BlankLines).ok_or_else(|| {
            PyValueError::new_err(format!("max_blank_lines must be a whole number from 0 to 255, not {}", repr(value)))
        })
    }
}

/// How often references are decoded: a whole number or "auto".
impl FromArgument for Levels {
    fn from_argument(value: &Bound<'_, PyAny>) -> PyResult<Self> {
        if let Ok(name) = value.cast::<PyString>()
            && pystr::equals(name, "auto")?
        {
            return Ok(Levels::Auto);
        }
        whole_number(value).map(Levels::Times).ok_or_else(|| {
            PyValueError::new_err(format!(
                "levels must be \"auto\" or a whole number from 1 to 255, not {}",
                repr(value)
            ))
        })
    }
}

/// Characters that stay escaped. No reference stands for a surrogate.
impl FromArgument for Keep {
    fn from_argument(value: &Bound<'_, PyAny>) -> PyResult<Self> {
        let Ok(text) = value.cast::<PyString>() else {
            return Err(PyTypeError::new_err(format!("keep must be str, not {}", value.get_type().name()?)));
        };
        let units = pystr::units(text)?;
        Ok(with_units!(units, units => Keep::new(units.iter().filter_map(|unit| char::from_u32(unit.code_point())))))
    }
}

/// Which elements are ads: rules, or None for the built-in ones.
impl FromArgument for Rules {
    fn from_argument(value: &Bound<'_, PyAny>) -> PyResult<Self> {
        if value.is_none() {
            return Ok(Rules::BUILT_IN);
        }
        match value.cast::<PyRules>() {
            Ok(rules) => Ok(rules.get().0.clone()),
            Err(_) => {
                Err(PyTypeError::new_err(format!("rules must be Rules or None, not {}", value.get_type().name()?)))
            }
        }
    }
}

/// The address of a page, or None. No address holds a surrogate.
pub(super) struct Url(pub(super) Option<Arc<str>>);

impl FromArgument for Url {
    fn from_argument(value: &Bound<'_, PyAny>) -> PyResult<Self> {
        if value.is_none() {
            return Ok(Url(None));
        }
        match value.cast::<PyString>() {
            Ok(url) => Ok(Url(Some(lossy(pystr::units(url)?)?.into()))),
            Err(_) => Err(PyTypeError::new_err(format!("url must be str or None, not {}", value.get_type().name()?))),
        }
    }
}

impl FromArgument for Level {
    fn from_argument(value: &Bound<'_, PyAny>) -> PyResult<Self> {
        required("level", value, LEVELS)
    }
}

/// The codes of languages, or None for all of them.
impl FromArgument for Languages {
    fn from_argument(value: &Bound<'_, PyAny>) -> PyResult<Self> {
        if value.is_none() {
            return Ok(Languages::ALL);
        }
        let wrong = |value: &Bound<'_, PyAny>| -> PyResult<PyErr> {
            let kind = value.get_type().name()?;
            Ok(PyTypeError::new_err(format!("languages must be codes of languages, not {kind}")))
        };
        let Some(items) = value.try_iter().ok().filter(|_| !value.is_instance_of::<PyString>()) else {
            return Err(wrong(value)?);
        };
        let mut codes = Vec::new();
        for item in items {
            let item = item?;
            let Ok(code) = item.cast::<PyString>() else {
                return Err(wrong(&item)?);
            };
            codes.push(code.to_string_lossy().into_owned());
        }
        Languages::new(codes.iter().map(String::as_str)).map_err(|code| {
            let codes: Vec<String> = Languages::CODES.iter().map(|code| format!("{code:?}")).collect();
            PyValueError::new_err(format!("unknown language {code:?}; the choices are: {}", codes.join(", ")))
        })
    }
}

/// A whole number of the type. What only can be turned into one is none.
pub(super) fn whole_number<'py, T: for<'a> FromPyObject<'a, 'py>>(value: &Bound<'py, PyAny>) -> Option<T> {
    value.cast::<PyInt>().ok()?.extract().ok()
}

/// The options of a preset, overridden by keywords.
pub(super) fn options(mut options: Options, keywords: Option<&Bound<'_, PyDict>>) -> PyResult<(Options, Surrogates)> {
    let mut surrogates = Surrogates::Replace;
    for (name, value) in keywords.into_iter().flatten() {
        let name: String = name.extract()?;
        match name.as_str() {
            "markup" => options.markup = required(&name, &value, MARKUP)?,
            "ads" => options.ads = optional(&name, &value, ADS)?.is_some(),
            "rules" => options.rules = Rules::from_argument(&value)?,
            "url" => options.url = Url::from_argument(&value)?.0,
            "hidden" => options.hidden = Hidden::from_argument(&value)?,
            "paragraph_gap" => options.paragraph_gap = ParagraphGap::from_argument(&value)?,
            "labels" => options.labels = optional(&name, &value, LEVELS)?,
            "languages" => options.languages = Languages::from_argument(&value)?,
            "furniture" => options.furniture = flag(&name, &value)?,
            "entities" => options.entities = optional(&name, &value, MODES)?,
            "levels" => options.levels = Levels::from_argument(&value)?,
            "keep" => options.keep = Keep::from_argument(&value)?,
            "unicode" => options.unicode = optional(&name, &value, FORMS)?,
            "invisible" => options.invisible = optional(&name, &value, POLICIES)?,
            "whitespace" => options.whitespace = optional(&name, &value, LAYOUTS)?,
            "spaces" => options.spaces = Spaces::from_argument(&value)?,
            "linebreaks" => options.linebreaks = LineBreaks::from_argument(&value)?,
            "max_blank_lines" => options.max_blank_lines = BlankLines::from_argument(&value)?.0,
            "surrogates" => surrogates = required(&name, &value, SURROGATES)?,
            _ => {
                let names = NAMES.join(", ");
                return Err(PyValueError::new_err(format!("unknown option {name:?}; the options are: {names}")));
            }
        }
    }
    Ok((options, surrogates))
}

/// The options as keywords: the ones that make the same cleaner from any preset.
pub(super) fn keywords<'py>(
    py: Python<'py>,
    options: &Options,
    surrogates: Surrogates,
) -> PyResult<Bound<'py, PyDict>> {
    let keywords = PyDict::new(py);
    keywords.set_item("markup", name_of(options.markup, MARKUP))?;
    keywords.set_item("ads", options.ads.then(|| name_of(true, ADS)))?;
    let rules = Some(&options.rules).filter(|rules| **rules != Rules::BUILT_IN);
    keywords.set_item("rules", rules.map(|rules| PyRules(rules.clone())))?;
    keywords.set_item("url", options.url.as_deref())?;
    keywords.set_item("hidden", name_of(options.hidden, HIDDEN))?;
    keywords.set_item("paragraph_gap", name_of(options.paragraph_gap, PARAGRAPH_GAPS))?;
    keywords.set_item("labels", options.labels.map(|level| name_of(level, LEVELS)))?;
    keywords.set_item("languages", options.languages.codes())?;
    keywords.set_item("furniture", options.furniture)?;
    keywords.set_item("entities", options.entities.map(|mode| name_of(mode, MODES)))?;
    match options.levels {
        Levels::Times(times) => keywords.set_item("levels", times.get())?,
        Levels::Auto => keywords.set_item("levels", "auto")?,
    }
    keywords.set_item("keep", options.keep.chars().collect::<String>())?;
    keywords.set_item("unicode", options.unicode.map(|form| name_of(form, FORMS)))?;
    keywords.set_item("invisible", options.invisible.map(|policy| name_of(policy, POLICIES)))?;
    keywords.set_item("whitespace", options.whitespace.map(|layout| name_of(layout, LAYOUTS)))?;
    keywords.set_item("spaces", name_of(options.spaces, SPACES))?;
    keywords.set_item("linebreaks", name_of(options.linebreaks, LINE_BREAKS))?;
    keywords.set_item("max_blank_lines", options.max_blank_lines)?;
    keywords.set_item("surrogates", name_of(surrogates, SURROGATES))?;
    Ok(keywords)
}

pub(super) fn name_of<T: Copy + PartialEq>(value: T, choices: Choices<T>) -> &'static str {
    choices.iter().find(|(_, choice)| *choice == value).expect("each value of an option has its name").0
}

fn choose<T: Clone>(what: &str, value: &Bound<'_, PyAny>, choices: Choices<T>) -> PyResult<T> {
    find(value.cast::<PyString>()?, choices).ok_or_else(|| unknown(what, &repr(value), choices, false))
}

fn flag(option: &str, value: &Bound<'_, PyAny>) -> PyResult<bool> {
    let wrong = || PyValueError::new_err(format!("unknown {option} {}; the choices are: True, False", repr(value)));
    value.cast::<PyBool>().map(PyBoolMethods::is_true).map_err(|_| wrong())
}

fn required<T: Copy>(option: &str, value: &Bound<'_, PyAny>, choices: Choices<T>) -> PyResult<T> {
    let found = value.cast().ok().and_then(|name| find(name, choices));
    found.ok_or_else(|| unknown(option, &repr(value), choices, false))
}

fn optional<T: Copy>(option: &str, value: &Bound<'_, PyAny>, choices: Choices<T>) -> PyResult<Option<T>> {
    if value.is_none() {
        return Ok(None);
    }
    let found = value.cast().ok().and_then(|name| find(name, choices));
    found.map(Some).ok_or_else(|| unknown(option, &repr(value), choices, true))
}

fn find<T: Clone>(name: &Bound<'_, PyString>, choices: Choices<T>) -> Option<T> {
    let found = choices.iter().find(|(choice, _)| pystr::equals(name, choice).is_ok_and(|equal| equal));
    found.map(|(_, value)| value.clone())
}

pub(super) fn repr(value: &Bound<'_, PyAny>) -> String {
    value.repr().map_or_else(|_| "this value".to_owned(), |repr| repr.to_string_lossy().into_owned())
}

fn unknown<T>(what: &str, value: &str, choices: Choices<T>, or_none: bool) -> PyErr {
    let mut names: Vec<String> = choices.iter().map(|(name, _)| format!("{name:?}")).collect();
    if or_none {
        names.push("None".to_owned());
    }
    PyValueError::new_err(format!("unknown {what} {value}; the choices are: {}", names.join(", ")))
}
