//! The Arrow C data interface: its structures, taking them in and handing them out.
//!
//! All unsafe code of the columns lies in this folder. What it offers is safe to use: a `Type` is a checked schema, a `Column` an
//! array that was checked against one, and text is read through `Strings` and `Views`, which have checked every offset.
//! What cannot be checked is what every consumer of the interface has to believe: that a structure is what its capsule's name
//! says, that its pointers hold until it is released, and that a buffer is as long as its layout asks for.
#![allow(unsafe_code)]

mod bits;
pub(super) mod capsule;
mod column;
mod handlers;
mod stream;
mod strings;
mod types;
mod views;

pub(super) use column::Column;
pub(super) use handlers::{Raised, ask};
pub(super) use stream::{Incoming, Source, export_stream};
pub(super) use strings::{Ends, Strings};
pub(super) use types::{Kind, Type};
pub(super) use views::{INLINE, Views, rebased, view};

use std::ffi::{c_char, c_int, c_void};
use std::fmt;
use std::ptr;

use crate::python::memory::NoMemory;

/// The code of the C library for an argument that makes no sense.
const EINVAL: c_int = 22;
/// Its code for memory that could not be had.
const ENOMEM: c_int = 12;
/// Its code for work that a signal ended.
const EINTR: c_int = 4;
/// Its code for whatever else went wrong.
const EIO: c_int = 5;

/// What went wrong, as a stream tells it.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) code: c_int,
    pub(crate) message: String,
    /// What a handler of signals raised.
    pub(crate) raised: Option<Raised>,
}

impl Failure {
    /// The data breaks the rules of the interface, or does not fit into what was promised.
    pub(crate) fn invalid(message: impl Into<String>) -> Self {
        Failure { code: EINVAL, message: message.into(), raised: None }
    }

    /// Anything else.
    pub(crate) fn other(message: impl Into<String>) -> Self {
        Failure { code: EIO, message: message.into(), raised: None }
    }
}

impl From<Raised> for Failure {
    fn from(raised: Raised) -> Self {
        Failure { code: EINTR, message: raised.message().to_owned(), raised: Some(raised) }
    }
}

impl From<NoMemory> for Failure {
    fn from(_: NoMemory) -> Self {
        Failure { code: ENOMEM, message: "out of memory".to_owned(), raised: None }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

/// A structure of the interface: it owns what it points to until it is released or moved away, which its `release` tells.
macro_rules! structure {
    ($(#[$attribute:meta])* $name:ident { $($field:ident: $type:ty = $none:expr,)* }) => {
        $(#[$attribute])*
        #[repr(C)]
        pub(crate) struct $name {
            $($field: $type,)*
            release: Option<unsafe extern "C" fn(*mut $name)>,
            private_data: *mut c_void,
        }

        impl $name {
            /// One that is released, to be written to.
            const fn released() -> Self {
                $name { $($field: $none,)* release: None, private_data: ptr::null_mut() }
            }
        }

        impl Drop for $name {
            fn drop(&mut self) {
                if let Some(release) = self.release {
                    // SAFETY: the structure is not released yet, and this is the only call: it is being dropped.
                    unsafe { release(self) }
                }
            }
        }

        // SAFETY: the interface binds a structure to no thread: it may be handed over to another one and released there.
        unsafe impl Send for $name {}
    };
}

structure! {
    /// The type of a column.
    ArrowSchema {
        format: *const c_char = ptr::null(),
        name: *const c_char = ptr::null(),
        metadata: *const c_char = ptr::null(),
        flags: i64 = 0,
        n_children: i64 = 0,
        children: *mut *mut ArrowSchema = ptr::null_mut(),
        dictionary: *mut ArrowSchema = ptr::null_mut(),
    }
}

structure! {
    /// The rows of a column.
    ArrowArray {
        length: i64 = 0,
        null_count: i64 = 0,
        offset: i64 = 0,
        n_buffers: i64 = 0,
        n_children: i64 = 0,
        buffers: *const *const c_void = ptr::null(),
        children: *mut *mut ArrowArray = ptr::null_mut(),
        dictionary: *mut ArrowArray = ptr::null_mut(),
    }
}

structure! {
    /// Columns of one type, one after another.
    ArrowArrayStream {
        get_schema: Option<unsafe extern "C" fn(*mut ArrowArrayStream, *mut ArrowSchema) -> c_int> = None,
        get_next: Option<unsafe extern "C" fn(*mut ArrowArrayStream, *mut ArrowArray) -> c_int> = None,
        get_last_error: Option<unsafe extern "C" fn(*mut ArrowArrayStream) -> *const c_char> = None,
    }
}

// SAFETY: schemas and arrays are never written to once they have been handed over, and their drop has the only reference left.
unsafe impl Sync for ArrowSchema {}
// SAFETY: as above.
unsafe impl Sync for ArrowArray {}

/// The children and the dictionary of a structure that is handed out: each has a place of its own, from which it can be moved away.
struct Family<T> {
    children: Vec<*mut T>,
    dictionary: *mut T,
}

impl<T> Family<T> {
    fn new(children: impl Iterator<Item = T>, dictionary: Option<T>) -> Self {
        let place = |member| Box::into_raw(Box::new(member));
        Family { children: children.map(place).collect(), dictionary: dictionary.map_or(ptr::null_mut(), place) }
    }
}

impl<T> Drop for Family<T> {
    fn drop(&mut self) {
        for member in self.children.iter().chain(Some(&self.dictionary)).filter(|member| !member.is_null()) {
            // SAFETY: `new` made the place from a box, and it is freed once, here. Who moved the member away has marked it as
            // released, so its own drop does nothing.
            drop(unsafe { Box::from_raw(*member) });
        }
    }
}

/// Where the members of a structure that was taken in stand.
///
/// # Safety
///
/// `members` has `count` pointers, or is null, and each points to a structure that outlives `'a` or is null.
unsafe fn members<'a, T>(members: *mut *mut T, count: usize) -> Result<Vec<&'a T>, Failure> {
    if count == 0 {
        return Ok(Vec::new());
    }
    if members.is_null() {
        return Err(Failure::invalid("the children are missing"));
    }
    // SAFETY: by the contract of this function.
    let found = (0..count).map(|at| unsafe { (*members.add(at)).as_ref() });
    found.map(|member| member.ok_or_else(|| Failure::invalid("a child is missing"))).collect()
}
