//! CPython's strings (PEP 393): arrays of 1-, 2- or 4-byte code points, always in the narrowest width that fits.
//!
//! The only file that knows this layout, and with arrow/ffi the only one with unsafe code. No function here leaves a
//! UTF-8 copy cached in the caller's string, as `PyString::to_str` would.
#![allow(unsafe_code)]

use std::borrow::Cow;
use std::mem::MaybeUninit;
use std::ops::Range;

use pyo3::ffi;
use pyo3::prelude::*;
use pyo3::types::PyString;
use pyo3::types::string::PyStringData;

use crate::references::{Decoded, Found, Mode, Unit, read};
use crate::unicode::{self, Form};

/// Runs `$body` with the code points of a string, at the string's own width.
macro_rules! with_units {
    ($string:expr, $units:ident => $body:expr) => {
        // SAFETY: a str never changes, and the borrowed reference keeps it alive as long as the slice. The width tests run on
        // every target that is shipped, as pyo3 asks of users of this function.
        match unsafe { $string.data() }? {
            PyStringData::Ucs1($units) => $body,
            PyStringData::Ucs2($units) => $body,
            PyStringData::Ucs4($units) => $body,
        }
    };
}

/// The text of a string, or where its first lone surrogate stands.
pub(super) enum Text<'a> {
    WellFormed(Cow<'a, str>),
    Surrogate(usize),
}

/// Reads a string as UTF-8; an ASCII one is borrowed.
pub(super) fn text<'a>(string: &'a Bound<'_, PyString>) -> PyResult<Text<'a>> {
    // SAFETY: as in `with_units`.
    if let PyStringData::Ucs1(units) = unsafe { string.data() }?
        && let Ok(text) = std::str::from_utf8(units)
        && text.is_ascii()
    {
        return Ok(Text::WellFormed(Cow::Borrowed(text)));
    }
    with_units!(string, units => {
        let mut text = String::with_capacity(units.len() * 2);
        for (at, unit) in units.iter().enumerate() {
            match char::from_u32(unit.code_point()) {
                Some(c) => text.push(c),
                None => return Ok(Text::Surrogate(at)),
            }
        }
        Ok(Text::WellFormed(Cow::Owned(text)))
    })
}

/// The code points of a string.
pub(super) fn code_points(string: &Bound<'_, PyString>) -> PyResult<Vec<u32>> {
    Ok(with_units!(string, units => units.iter().map(|unit| unit.code_point()).collect()))
}

/// The text of a string, with one U+FFFD for each lone surrogate.
pub(super) fn lossy(string: &Bound<'_, PyString>) -> PyResult<String> {
    let character = |code_point| char::from_u32(code_point).unwrap_or(char::REPLACEMENT_CHARACTER);
    Ok(with_units!(string, units => units.iter().map(|unit| character(unit.code_point())).collect()))
}

/// Says whether the quick check knows the string to be in `form`.
pub(super) fn is_surely_normalized(string: &Bound<'_, PyString>, form: Form) -> PyResult<bool> {
    Ok(with_units!(string, units => unicode::is_surely_normalized(units, form)))
}

/// Says whether all characters are below U+0100.
pub(super) fn is_latin_1(string: &Bound<'_, PyString>) -> PyResult<bool> {
    // SAFETY: as in `with_units`.
    Ok(matches!(unsafe { string.data() }?, PyStringData::Ucs1(_)))
}

/// The same string; of an instance of a subclass, its text as a plain str.
pub(super) fn plain<'py>(string: &Bound<'py, PyString>) -> PyResult<Bound<'py, PyString>> {
    if string.is_exact_instance_of::<PyString>() {
        return Ok(string.clone());
    }
    // SAFETY: the argument is a str, and the function returns a new reference to one, or null with an exception set.
    unsafe { owned(string.py(), ffi::PyUnicode_FromObject(string.as_ptr())) }
}

/// A string of these code points, which may be lone surrogates.
pub(super) fn from_code_points<'py>(py: Python<'py>, code_points: &[u32]) -> PyResult<Bound<'py, PyString>> {
    let greatest = code_points.iter().copied().max().unwrap_or_default();
    build(py, code_points.len(), greatest, &mut std::iter::once(Part::Units(code_points)))
}

/// Decodes character references at the string's own width; the same string if there are none.
pub(super) fn unescape<'py>(string: &Bound<'py, PyString>, mode: Mode) -> PyResult<Bound<'py, PyString>> {
    let py = string.py();
    with_units!(string, units => {
        let found = find_references(units, mode);
        if found.is_empty() {
            return plain(string);
        }
        // What is not ASCII is in no reference, so it stays, and the width cannot shrink but to what the references bring.
        let widest = greatest_of_kind(units.iter().fold(0, |all, unit| all | unit.code_point()));
        let decoded = |text: &Decoded| text.as_str(&mut [0; 4]).chars().map(u32::from).max().unwrap_or_default();
        let greatest = found.iter().map(|(_, text)| decoded(text)).max().unwrap_or_default().max(widest);
        let gone: usize = found.iter().map(|(range, _)| range.len()).sum();
        let come: usize = found.iter().map(|(_, text)| text.as_str(&mut [0; 4]).chars().count()).sum();
        let mut end = 0;
        let tail = found.last().map_or(0, |(range, _)| range.end);
        let mut parts = found.iter().flat_map(|(range, text)| {
            let kept = Part::Units(&units[end..range.start]);
            end = range.end;
            [kept, Part::Decoded(*text)]
        }).chain(std::iter::once(Part::Units(&units[tail..])));
        build(py, units.len() - gone + come, greatest, &mut parts)
    })
}

/// The references of a text: where each stands, and what it stands for.
fn find_references<U: Unit + PartialEq + From<u8>>(units: &[U], mode: Mode) -> Vec<(Range<usize>, Decoded)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = find(units, at, U::from(b'&')) {
        at = start + 1;
        if let Found::Reference { len, text } = read(&units[start..], mode, true) {
            at = start + len;
            found.push((start..at, text));
        }
    }
    found
}

/// Units that are compared at once: the compiler makes vector code of the inner loop.
const LANES: usize = 64;

/// Where `unit` next stands, from `from` on.
fn find<U: PartialEq + Copy>(units: &[U], from: usize, unit: U) -> Option<usize> {
    let rest = &units[from..];
    let lanes = rest.chunks_exact(LANES).position(|lane| lane.contains(&unit));
    let start = lanes.map_or(rest.len() - rest.len() % LANES, |lane| lane * LANES);
    rest[start..].iter().position(|other| *other == unit).map(|at| from + start + at)
}

/// A part of a new string.
enum Part<'a, U> {
    Units(&'a [U]),
    Decoded(Decoded),
}

/// The greatest code point of the kind of string (CPython has four) that `code_point` needs.
fn greatest_of_kind(code_point: u32) -> u32 {
    match code_point {
        0..=0x7F => 0x7F,
        0x80..=0xFF => 0xFF,
        0x100..=0xFFFF => 0xFFFF,
        _ => 0x10_FFFF,
    }
}

/// A string of `len` code points, the greatest of which is of the kind of `greatest`.
fn build<'py, U: Copy + Into<u32>>(
    py: Python<'py>,
    len: usize,
    greatest: u32,
    parts: &mut dyn Iterator<Item = Part<'_, U>>,
) -> PyResult<Bound<'py, PyString>> {
    let greatest = greatest_of_kind(greatest);
    let size = ffi::Py_ssize_t::try_from(len)?;
    // SAFETY: the function returns a new string that nobody else knows yet, or null with an exception set. Its array holds `len`
    // units of the width that `greatest` asks for, not yet initialised, hence `MaybeUninit`. That all of them have been written is
    // asserted before the string is handed out; if a panic comes first, the string is dropped unread.
    unsafe {
        let string = owned(py, ffi::PyUnicode_New(size, greatest))?;
        if len == 0 {
            return Ok(string);
        }
        let data = ffi::PyUnicode_DATA(string.as_ptr());
        let written = match greatest {
            0x7F | 0xFF => {
                fill(std::slice::from_raw_parts_mut(data.cast::<MaybeUninit<u8>>(), len), parts, |c| c as u8)
            }
            0xFFFF => fill(std::slice::from_raw_parts_mut(data.cast::<MaybeUninit<u16>>(), len), parts, |c| c as u16),
            _ => fill(std::slice::from_raw_parts_mut(data.cast::<MaybeUninit<u32>>(), len), parts, |c| c),
        };
        assert_eq!(written, len, "the parts are as long as announced");
        Ok(string)
    }
}

/// Writes the parts, one after another; returns their length.
fn fill<U: Copy + Into<u32>, V>(
    out: &mut [MaybeUninit<V>],
    parts: &mut dyn Iterator<Item = Part<'_, U>>,
    narrow: impl Fn(u32) -> V,
) -> usize {
    let mut at = 0;
    for part in parts {
        match part {
            Part::Units(units) => {
                for (to, from) in out[at..at + units.len()].iter_mut().zip(units) {
                    to.write(narrow((*from).into()));
                }
                at += units.len();
            }
            Part::Decoded(text) => {
                for c in text.as_str(&mut [0; 4]).chars() {
                    out[at].write(narrow(u32::from(c)));
                    at += 1;
                }
            }
        }
    }
    at
}

/// Takes over a new reference to a string.
///
/// # Safety
///
/// `pointer` is a new reference to a str, or null with an exception set.
unsafe fn owned(py: Python<'_>, pointer: *mut ffi::PyObject) -> PyResult<Bound<'_, PyString>> {
    // SAFETY: by the contract of this function.
    Ok(unsafe { Bound::from_owned_ptr_or_err(py, pointer)?.cast_into_unchecked() })
}
