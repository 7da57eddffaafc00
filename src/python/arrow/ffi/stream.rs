//! Streams of arrays: taken in, and handed out.

use std::any::Any;
use std::ffi::{CStr, CString, c_char, c_int};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr;
use std::sync::Arc;

use super::{ArrowArray, ArrowArrayStream, ArrowSchema, Column, Failure, Type};

/// Where batches come from; one after another until there are no more.
pub(crate) trait Source: Send {
    fn next(&mut self) -> Result<Option<Arc<Column>>, Failure>;
}

/// A stream that was taken in.
pub(crate) struct Incoming {
    stream: ArrowArrayStream,
    schema: Arc<Type>,
    ended: bool,
}

impl Incoming {
    /// Takes a stream in and asks it for the type of its batches.
    pub(super) fn new(mut stream: ArrowArrayStream) -> Result<Self, Failure> {
        let mut schema = ArrowSchema::released();
        let Some(get_schema) = stream.get_schema else {
            return Err(Failure::invalid("a stream has no get_schema"));
        };
        // SAFETY: the stream is not released, and the schema is a place to write to.
        let code = unsafe { get_schema(&raw mut stream, &raw mut schema) };
        if code != 0 {
            // Nobody says what is in it then: it may not be released.
            std::mem::forget(schema);
            return Err(last_error(&mut stream, code));
        }
        Ok(Incoming { stream, schema: Type::import(schema)?, ended: false })
    }

    pub(crate) fn schema(&self) -> &Arc<Type> {
        &self.schema
    }
}

impl Source for Incoming {
    fn next(&mut self) -> Result<Option<Arc<Column>>, Failure> {
        if self.ended {
            return Ok(None);
        }
        let mut array = ArrowArray::released();
        let Some(get_next) = self.stream.get_next else {
            return Err(Failure::invalid("a stream has no get_next"));
        };
        // SAFETY: the stream is not released, and the array is a place to write to.
        let code = unsafe { get_next(&raw mut self.stream, &raw mut array) };
        if code != 0 {
            // As in `new`.
            std::mem::forget(array);
            return Err(last_error(&mut self.stream, code));
        }
        if array.release.is_none() {
            self.ended = true;
            return Ok(None);
        }
        Column::import(array, &self.schema).map(Some)
    }
}

/// What the stream says about its last error.
fn last_error(stream: &mut ArrowArrayStream, code: c_int) -> Failure {
    // SAFETY: the stream is not released, and its last call failed. The text ends with a zero byte, and is read at once.
    let message = stream.get_last_error.and_then(|get_last_error| unsafe {
        let message = get_last_error(stream);
        (!message.is_null()).then(|| CStr::from_ptr(message).to_string_lossy().into_owned())
    });
    Failure { code, message: message.unwrap_or_else(|| format!("the stream failed with code {code}")), raised: None }
}

/// A stream to hand out.
pub(crate) fn export_stream(schema: Arc<Type>, source: Box<dyn Source>) -> ArrowArrayStream {
    let exported = Box::new(Exported { schema, source, error: CString::default() });
    ArrowArrayStream {
        get_schema: Some(get_schema),
        get_next: Some(get_next),
        get_last_error: Some(get_last_error),
        release: Some(release),
        private_data: Box::into_raw(exported).cast(),
    }
}

/// A stream that was handed out.
struct Exported {
    schema: Arc<Type>,
    source: Box<dyn Source>,
    error: CString,
}

impl Exported {
    /// Writes what `make` makes, or keeps the error. A panic ends here: there is C on the other side.
    fn write<T>(&mut self, out: *mut T, make: impl FnOnce(&mut Self) -> Result<T, Failure>) -> c_int {
        let result = catch_unwind(AssertUnwindSafe(|| make(self)))
            .unwrap_or_else(|panic| Err(Failure::other(panic_message(&*panic))));
        match result {
            Ok(value) => {
                // SAFETY: the consumer gives a place to write to, of this type, which holds nothing yet.
                unsafe { out.write(value) };
                0
            }
            Err(failure) => {
                if let Some(raised) = failure.raised {
                    raised.again();
                }
                self.error =
                    CString::new(failure.message.replace('\0', "\u{FFFD}")).expect("each zero byte has been replaced");
                failure.code
            }
        }
    }
}

fn panic_message(panic: &(dyn Any + Send)) -> String {
    let message = panic.downcast_ref::<&str>().copied();
    let message = message.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    format!("strigil panicked: {}", message.unwrap_or("no message"))
}

/// The state of a stream that was handed out.
///
/// # Safety
///
/// `stream` was made by `export_stream` and is not released; nobody else uses it until `'a` ends.
unsafe fn exported<'a>(stream: *mut ArrowArrayStream) -> &'a mut Exported {
    // SAFETY: by the contract of this function.
    unsafe { &mut *(*stream).private_data.cast::<Exported>() }
}

unsafe extern "C" fn get_schema(stream: *mut ArrowArrayStream, out: *mut ArrowSchema) -> c_int {
    // SAFETY: the consumer calls this with the stream that it got from us, from one thread at a time.
    let exported = unsafe { exported(stream) };
    exported.write(out, |exported| Ok(exported.schema.export()))
}

unsafe extern "C" fn get_next(stream: *mut ArrowArrayStream, out: *mut ArrowArray) -> c_int {
    // SAFETY: as in `get_schema`.
    let exported = unsafe { exported(stream) };
    exported.write(out, |exported| Ok(exported.source.next()?.map_or(ArrowArray::released(), |batch| batch.export())))
}

unsafe extern "C" fn get_last_error(stream: *mut ArrowArrayStream) -> *const c_char {
    // SAFETY: as in `get_schema`.
    let exported = unsafe { exported(stream) };
    if exported.error.is_empty() { ptr::null() } else { exported.error.as_ptr() }
}

unsafe extern "C" fn release(stream: *mut ArrowArrayStream) {
    // SAFETY: only `export_stream` hands out this function, with a box of this type, and nobody releases a structure twice.
    unsafe {
        drop(Box::from_raw((*stream).private_data.cast::<Exported>()));
        (*stream).release = None;
    }
}
