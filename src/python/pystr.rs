//! CPython's strings (PEP 393): arrays of 1-, 2- or 4-byte code points, always in the narrowest width that fits. And new bytes.
//!
//! The only file that knows this layout, and with arrow/ffi the only one with unsafe code. No function here leaves a
//! UTF-8 copy cached in the caller's string, as `PyString::to_str` would.
#![allow(unsafe_code)]

use std::mem::MaybeUninit;

use pyo3::ffi;
use pyo3::prelude::*;
use pyo3::types::string::PyStringData;
use pyo3::types::{PyBytes, PyString};

use crate::seek::Unit;

/// The code points of a string, at its own width.
#[derive(Clone, Copy)]
pub(super) enum Units<'a> {
    /// All are ASCII.
    Ascii(&'a str),
    /// Up to U+00FF.
    One(&'a [u8]),
    /// Up to U+FFFF.
    Two(&'a [u16]),
    Four(&'a [u32]),
}

/// Runs `$body` with the code points of `Units` as a slice.
macro_rules! with_units {
    ($source:expr, $units:ident => $body:expr) => {
        match $source {
            $crate::python::pystr::Units::Ascii(text) => {
                let $units = text.as_bytes();
                $body
            }
            $crate::python::pystr::Units::One($units) => $body,
            $crate::python::pystr::Units::Two($units) => $body,
            $crate::python::pystr::Units::Four($units) => $body,
        }
    };
}
pub(super) use with_units;

impl Units<'_> {
    pub(super) fn len(&self) -> usize {
        with_units!(self, units => units.len())
    }

    /// The greatest code point that the kind of string can hold.
    pub(super) fn greatest(&self) -> u32 {
        match self {
            Units::Ascii(_) => 0x7F,
            Units::One(_) => 0xFF,
            Units::Two(_) => 0xFFFF,
            Units::Four(_) => 0x10_FFFF,
        }
    }
}

/// The code points of a string.
pub(super) fn units<'a>(string: &'a Bound<'_, PyString>) -> PyResult<Units<'a>> {
    // SAFETY: a str never changes, and the borrowed reference keeps it alive as long as the slice. The width tests run on every
    // target that is shipped, as pyo3 asks of users of `data`. The flag is read of a string that `data` has made ready, and where
    // it is set all bytes are ASCII, which is UTF-8.
    unsafe {
        Ok(match string.data()? {
            PyStringData::Ucs1(units) if ffi::PyUnicode_IS_ASCII(string.as_ptr()) != 0 => {
                Units::Ascii(std::str::from_utf8_unchecked(units))
            }
            PyStringData::Ucs1(units) => Units::One(units),
            PyStringData::Ucs2(units) => Units::Two(units),
            PyStringData::Ucs4(units) => Units::Four(units),
        })
    }
}

/// Says whether a string holds this text. Comparing takes no copy of it.
pub(super) fn equals(string: &Bound<'_, PyString>, text: &str) -> PyResult<bool> {
    Ok(matches!(units(string)?, Units::Ascii(string) if string == text))
}

/// The same string; of an instance of a subclass, its text as a plain str.
pub(super) fn plain<'py>(string: &Bound<'py, PyString>) -> PyResult<Bound<'py, PyString>> {
    if string.is_exact_instance_of::<PyString>() {
        return Ok(string.clone());
    }
    // SAFETY: the argument is a str, and the function returns a new reference to one, or null with an exception set.
    unsafe { owned(string.py(), ffi::PyUnicode_FromObject(string.as_ptr())) }
}

/// The array of a new string, to be filled.
pub(super) enum Room<'a> {
    One(&'a mut [MaybeUninit<u8>]),
    Two(&'a mut [MaybeUninit<u16>]),
    Four(&'a mut [MaybeUninit<u32>]),
}

/// A string of `len` code points, which `fill` writes; it returns how many it wrote, and must write all.
///
/// `greatest` is at least the greatest of them, and asks for the width that they need: a string in a wider one than it needs
/// equals no other.
pub(super) fn build(
    py: Python<'_>,
    len: usize,
    greatest: u32,
    fill: impl FnOnce(Room<'_>) -> usize,
) -> PyResult<Bound<'_, PyString>> {
    let size = ffi::Py_ssize_t::try_from(len)?;
    // SAFETY: the function returns a new string that nobody else knows yet, or null with an exception set. Its array holds `len`
    // units of the width that `greatest` asks for, not yet initialised, hence `MaybeUninit`. That all of them have been written is
    // asserted before the string is handed out; if a panic comes first, the string is dropped unread. The empty string and those of
    // one Latin-1 character are shared by the interpreter, but only the empty one is handed out by this function: it has no array
    // to write to.
    unsafe {
        let string = owned(py, ffi::PyUnicode_New(size, greatest.min(0x10_FFFF)))?;
        if len == 0 {
            return Ok(string);
        }
        let data = ffi::PyUnicode_DATA(string.as_ptr());
        let written = fill(match greatest {
            0..=0xFF => Room::One(std::slice::from_raw_parts_mut(data.cast(), len)),
            0x100..=0xFFFF => Room::Two(std::slice::from_raw_parts_mut(data.cast(), len)),
            _ => Room::Four(std::slice::from_raw_parts_mut(data.cast(), len)),
        });
        assert_eq!(written, len, "the string is as long as announced");
        Ok(string)
    }
}

/// A string of at most `len` code points, of which `greatest` says how wide they are as in `build`: `fill` writes its beginning and
/// returns how many units that is. `U` is a unit of that width.
pub(super) fn build_within<U: Unit>(
    py: Python<'_>,
    len: usize,
    greatest: u32,
    fill: impl FnOnce(&mut [MaybeUninit<U>]) -> usize,
) -> PyResult<Bound<'_, PyString>> {
    let size = ffi::Py_ssize_t::try_from(len)?;
    // SAFETY: as in `build`; that the array is one of units as long as `U`, which are plain numbers, is asserted. Nobody else knows the
    // new string, so it may be resized, and what is left of it has been written: `fill` leaves no gap, and that it says no more than
    // there is room for is asserted. Resizing replaces the reference, or sets an exception and leaves the string as it is: either way
    // there is one to hand out or to drop.
    unsafe {
        let string = owned(py, ffi::PyUnicode_New(size, greatest.min(0x10_FFFF)))?;
        assert_eq!(ffi::PyUnicode_KIND(string.as_ptr()) as usize, size_of::<U>(), "the width is that of the units");
        let data = ffi::PyUnicode_DATA(string.as_ptr());
        let written = if len == 0 { 0 } else { fill(std::slice::from_raw_parts_mut(data.cast(), len)) };
        assert!(written <= len, "the string is no longer than announced");
        let mut pointer = string.into_ptr();
        let result = ffi::PyUnicode_Resize(&raw mut pointer, written.cast_signed());
        let string = owned(py, pointer)?;
        if result == 0 { Ok(string) } else { Err(PyErr::fetch(py)) }
    }
}

/// A copy as new bytes. Without memory for it this is a MemoryError, where `PyBytes::new` panics, and `PyBytes::new_with` writes zeros first.
pub(super) fn bytes<'py>(py: Python<'py>, bytes: &[u8]) -> PyResult<Bound<'py, PyBytes>> {
    let size = ffi::Py_ssize_t::try_from(bytes.len())?;
    // SAFETY: the function reads `size` bytes from the slice and returns a new reference to bytes, or null with an exception set.
    unsafe {
        let copy = ffi::PyBytes_FromStringAndSize(bytes.as_ptr().cast(), size);
        Ok(Bound::from_owned_ptr_or_err(py, copy)?.cast_into_unchecked())
    }
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
