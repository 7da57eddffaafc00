//! Options as Python names them: a preset, and keywords that override it.

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString};

use crate::Options;
use crate::markup::Markup;
use crate::references::Mode;
use crate::unicode::Form;
use crate::whitespace::Layout;

/// What a cleaner does with lone surrogates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Surrogates {
    Replace,
    Error,
}

type Choices<T> = &'static [(&'static str, T)];

const PRESETS: Choices<Options> = &[("web", Options::WEB), ("text", Options::TEXT), ("html", Options::HTML)];
const MARKUP: Choices<Markup> = &[("text", Markup::Text), ("keep", Markup::Keep), ("literal", Markup::Literal)];
const ADS: Choices<bool> = &[("built-in", true)];
const LABELS: Choices<bool> = &[("safe", true)];
const MODES: Choices<Mode> = &[("html", Mode::Html), ("attribute", Mode::Attribute), ("text", Mode::Text)];
const FORMS: Choices<Form> = &[("NFC", Form::Nfc), ("NFD", Form::Nfd), ("NFKC", Form::Nfkc), ("NFKD", Form::Nfkd)];
const INVISIBLE: Choices<bool> = &[("safe", true)];
const LAYOUTS: Choices<Layout> =
    &[("paragraphs", Layout::Paragraphs), ("lines", Layout::Lines), ("inline", Layout::Inline)];
const SURROGATES: Choices<Surrogates> = &[("replace", Surrogates::Replace), ("error", Surrogates::Error)];

const NAMES: [&str; 8] = ["markup", "ads", "labels", "entities", "unicode", "invisible", "whitespace", "surrogates"];

/// A choice as the caller names it; any str, so that every wrong one gets the same answer.
pub(super) struct Name(String);

impl<'py> FromPyObject<'_, 'py> for Name {
    type Error = PyErr;

    fn extract(name: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        Ok(Name(name.cast::<PyString>()?.to_string_lossy().into_owned()))
    }
}

impl From<&str> for Name {
    fn from(name: &str) -> Self {
        Name(name.to_owned())
    }
}

pub(super) fn mode(name: &Name) -> PyResult<Mode> {
    choose("mode", name, MODES)
}

pub(super) fn form(name: &Name) -> PyResult<Form> {
    choose("normalization form", name, FORMS)
}

pub(super) fn layout(name: &Name) -> PyResult<Layout> {
    choose("layout", name, LAYOUTS)
}

/// The options of a preset, overridden by keywords.
pub(super) fn options(preset: &Name, keywords: Option<&Bound<'_, PyDict>>) -> PyResult<(Options, Surrogates)> {
    let mut options = choose("preset", preset, PRESETS)?;
    let mut surrogates = Surrogates::Replace;
    for (name, value) in keywords.into_iter().flatten() {
        let name: String = name.extract()?;
        match name.as_str() {
            "markup" => options.markup = required(&name, &value, MARKUP)?,
            "ads" => options.ads = optional(&name, &value, ADS)?.is_some(),
            "labels" => options.labels = optional(&name, &value, LABELS)?.is_some(),
            "entities" => options.entities = optional(&name, &value, MODES)?,
            "unicode" => options.unicode = optional(&name, &value, FORMS)?,
            "invisible" => options.invisible = optional(&name, &value, INVISIBLE)?.is_some(),
            "whitespace" => options.whitespace = optional(&name, &value, LAYOUTS)?,
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
pub(super) fn keywords(py: Python<'_>, options: Options, surrogates: Surrogates) -> PyResult<Bound<'_, PyDict>> {
    let keywords = PyDict::new(py);
    keywords.set_item("markup", name_of(options.markup, MARKUP))?;
    keywords.set_item("ads", name_of(options.ads, ADS))?;
    keywords.set_item("labels", name_of(options.labels, LABELS))?;
    keywords.set_item("entities", options.entities.and_then(|mode| name_of(mode, MODES)))?;
    keywords.set_item("unicode", options.unicode.and_then(|form| name_of(form, FORMS)))?;
    keywords.set_item("invisible", name_of(options.invisible, INVISIBLE))?;
    keywords.set_item("whitespace", options.whitespace.and_then(|layout| name_of(layout, LAYOUTS)))?;
    keywords.set_item("surrogates", name_of(surrogates, SURROGATES))?;
    Ok(keywords)
}

fn name_of<T: Copy + PartialEq>(value: T, choices: Choices<T>) -> Option<&'static str> {
    choices.iter().find(|(_, choice)| *choice == value).map(|(name, _)| *name)
}

fn choose<T: Copy>(what: &str, Name(name): &Name, choices: Choices<T>) -> PyResult<T> {
    let found = choices.iter().find(|(choice, _)| choice == name).map(|(_, value)| *value);
    found.ok_or_else(|| unknown(what, &format!("{name:?}"), choices, false))
}

fn required<T: Copy>(option: &str, value: &Bound<'_, PyAny>, choices: Choices<T>) -> PyResult<T> {
    find(value, choices).ok_or_else(|| unknown(option, &repr(value), choices, false))
}

fn optional<T: Copy>(option: &str, value: &Bound<'_, PyAny>, choices: Choices<T>) -> PyResult<Option<T>> {
    if value.is_none() {
        return Ok(None);
    }
    find(value, choices).map(Some).ok_or_else(|| unknown(option, &repr(value), choices, true))
}

fn find<T: Copy>(value: &Bound<'_, PyAny>, choices: Choices<T>) -> Option<T> {
    let name = value.cast::<PyString>().ok()?.to_string_lossy();
    choices.iter().find(|(choice, _)| *choice == name).map(|(_, value)| *value)
}

fn repr(value: &Bound<'_, PyAny>) -> String {
    value.repr().map_or_else(|_| "this value".to_owned(), |repr| repr.to_string_lossy().into_owned())
}

fn unknown<T>(what: &str, value: &str, choices: Choices<T>, or_none: bool) -> PyErr {
    let mut names: Vec<String> = choices.iter().map(|(name, _)| format!("{name:?}")).collect();
    if or_none {
        names.push("None".to_owned());
    }
    PyValueError::new_err(format!("unknown {what} {value}; the choices are: {}", names.join(", ")))
}
