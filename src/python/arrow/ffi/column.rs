//! Arrays: taken in as checked columns, and handed out.

use std::any::Any;
use std::ffi::c_void;
use std::ptr;
use std::sync::Arc;

use super::bits::Bits;
use super::types::MAX_BUFFERS;
use super::{ArrowArray, Failure, Family, Kind, Type, members};

/// Where a buffer starts, and what keeps it alive. How long it is, the layout says.
#[derive(Clone)]
pub(super) struct Buffer {
    start: *const u8,
    _owner: Option<Arc<dyn Any + Send + Sync>>,
}

// SAFETY: the memory is that of the owner, which is kept, may be shared between threads and never changes.
unsafe impl Send for Buffer {}
// SAFETY: as above.
unsafe impl Sync for Buffer {}

impl Buffer {
    /// None, which stands for no nulls, or no bytes.
    pub(super) const MISSING: Buffer = Buffer { start: ptr::null(), _owner: None };

    /// One of our own.
    pub(super) fn new<T: Send + Sync + 'static>(values: Vec<T>) -> Self {
        let start = values.as_ptr().cast();
        Buffer { start, _owner: Some(Arc::new(values)) }
    }

    pub(super) fn is_missing(&self) -> bool {
        self.start.is_null()
    }

    /// Its bytes from `from` on, `len` of them.
    ///
    /// # Safety
    ///
    /// The layout gives the buffer at least `from + len` bytes.
    pub(super) unsafe fn bytes(&self, from: usize, len: usize) -> Result<&[u8], Failure> {
        if len == 0 {
            return Ok(&[]);
        }
        if self.is_missing() {
            return Err(Failure::invalid("a buffer is missing"));
        }
        let end = from.checked_add(len).and_then(|len| self.start.addr().checked_add(len));
        if end.is_none_or(|end| end > isize::MAX.cast_unsigned()) {
            return Err(Failure::invalid("a buffer is longer than any memory"));
        }
        // SAFETY: by the contract of this function; the owner keeps the memory, and nobody writes to it.
        Ok(unsafe { std::slice::from_raw_parts(self.start.add(from), len) })
    }

    /// The rest of the buffer.
    ///
    /// # Safety
    ///
    /// The layout gives the buffer at least `from` bytes.
    pub(super) unsafe fn rest(&self, from: usize) -> Self {
        // SAFETY: by the contract of this function.
        Buffer { start: unsafe { self.start.add(from) }, ..self.clone() }
    }
}

/// The rows of a column of some type.
#[derive(Clone)]
pub(crate) struct Column {
    pub(super) kind: Kind,
    pub(super) len: usize,
    /// How many rows are null; negative if that is not known.
    nulls: i64,
    pub(super) offset: usize,
    pub(super) buffers: Vec<Buffer>,
    pub(super) children: Vec<Arc<Column>>,
    pub(super) dictionary: Option<Arc<Column>>,
}

impl Column {
    /// Takes in an array of type `of`.
    pub(crate) fn import(array: ArrowArray, of: &Type) -> Result<Arc<Column>, Failure> {
        let owner = Arc::new(array);
        read(&owner, &owner, of, &mut 0).map(Arc::new)
    }

    pub(crate) fn kind(&self) -> Kind {
        self.kind
    }

    pub(crate) fn len(&self) -> usize {
        self.len
    }

    pub(crate) fn children(&self) -> &[Arc<Column>] {
        &self.children
    }

    pub(crate) fn dictionary(&self) -> Option<&Arc<Column>> {
        self.dictionary.as_ref()
    }

    /// The children, cut to the rows that belong to this column.
    pub(crate) fn own_children(&self) -> impl Iterator<Item = Arc<Column>> {
        self.children.iter().map(|child| Column::slice(child, self.offset, self.len))
    }

    /// The rows from `start` on, `len` of them.
    pub(crate) fn slice(self: &Arc<Column>, start: usize, len: usize) -> Arc<Column> {
        assert!(start.checked_add(len).is_some_and(|end| end <= self.len), "a slice lies in its column");
        if len == self.len {
            return Arc::clone(self);
        }
        let nulls = if self.nulls == 0 { 0 } else { -1 };
        Arc::new(Column { offset: self.offset + start, len, nulls, ..Column::clone(self) })
    }

    /// The same indices into another dictionary.
    pub(crate) fn with_dictionary(&self, values: Arc<Column>) -> Arc<Column> {
        Arc::new(Column { dictionary: Some(values), ..self.clone() })
    }

    /// Rows of a struct with other children, which start where it starts.
    pub(crate) fn with_children(&self, children: Vec<Arc<Column>>) -> Result<Arc<Column>, Failure> {
        assert!(children.iter().all(|child| child.len == self.len), "all columns of a struct are of one length");
        self.with_buffers(Kind::Struct, Vec::new(), children).map(Arc::new)
    }

    /// A column with the nulls of this one, and otherwise its own buffers, which start with its first row.
    pub(super) fn with_buffers(
        &self,
        kind: Kind,
        buffers: Vec<Buffer>,
        children: Vec<Arc<Column>>,
    ) -> Result<Column, Failure> {
        let validity = match self.validity()? {
            None => Buffer::MISSING,
            Some(_) if self.offset == 0 => self.buffers[0].clone(),
            Some(bits) => Buffer::new(bits.aligned()),
        };
        let buffers = std::iter::once(validity).chain(buffers).collect();
        Ok(Column { kind, len: self.len, nulls: self.nulls, offset: 0, buffers, children, dictionary: None })
    }

    /// Which rows are not null; none if all are.
    pub(super) fn validity(&self) -> Result<Option<Bits<'_>>, Failure> {
        let Some(bits) = self.buffers.first().filter(|bits| !bits.is_missing()) else {
            return if self.nulls > 0 {
                Err(Failure::invalid("a column with nulls has no validity bitmap"))
            } else {
                Ok(None)
            };
        };
        if self.nulls == 0 || self.len == 0 {
            return Ok(None);
        }
        let end = self.offset + self.len;
        // SAFETY: in every layout whose validity is read (text, struct) it is the first buffer, and has a bit for each row.
        let bytes = unsafe { bits.bytes(0, end.div_ceil(8))? };
        Ok(Some(Bits::new(bytes, self.offset)))
    }

    /// An array to hand out. It shares the buffers, so it may be called again and again.
    pub(crate) fn export(self: &Arc<Column>) -> ArrowArray {
        let children = self.children.iter().map(Column::export);
        let family = Family::new(children, self.dictionary.as_ref().map(Column::export));
        let buffers = self.buffers.iter().map(|buffer| buffer.start.cast()).collect();
        let exported = Box::new(Exported { family, buffers, _kept: Arc::clone(self) });
        ArrowArray {
            length: self.len.cast_signed() as i64,
            null_count: self.nulls,
            offset: self.offset.cast_signed() as i64,
            n_buffers: exported.buffers.len().cast_signed() as i64,
            n_children: exported.family.children.len().cast_signed() as i64,
            buffers: exported.buffers.as_ptr(),
            children: exported.family.children.as_ptr().cast_mut(),
            dictionary: exported.family.dictionary,
            release: Some(release),
            private_data: Box::into_raw(exported).cast(),
        }
    }
}

/// What an array that was handed out keeps alive.
struct Exported {
    family: Family<ArrowArray>,
    buffers: Vec<*const c_void>,
    _kept: Arc<Column>,
}

unsafe extern "C" fn release(array: *mut ArrowArray) {
    // SAFETY: only `Column::export` hands out this function, with a box of this type, and nobody releases a structure twice.
    unsafe {
        drop(Box::from_raw((*array).private_data.cast::<Exported>()));
        (*array).release = None;
    }
}

/// Reads `array`, which `owner` keeps alive. `buffers`: how many have been read.
fn read(owner: &Arc<ArrowArray>, array: &ArrowArray, of: &Type, buffers: &mut usize) -> Result<Column, Failure> {
    if array.release.is_none() {
        return Err(Failure::invalid("an array has been released"));
    }
    let (Ok(len), Ok(offset)) = (usize::try_from(array.length), usize::try_from(array.offset)) else {
        return Err(Failure::invalid("a length or an offset is negative"));
    };
    if array.length.checked_add(array.offset).is_none() || array.null_count > array.length || array.null_count < -1 {
        return Err(Failure::invalid("the length, the offset and the number of nulls contradict each other"));
    }
    if usize::try_from(array.n_children) != Ok(of.children.len())
        || array.dictionary.is_null() != of.dictionary.is_none()
    {
        return Err(Failure::invalid("an array has other children than its schema"));
    }
    let own = own_buffers(owner, array, of, buffers)?;
    // SAFETY: the array is not released, so its children and its dictionary are there.
    let (children, dictionary) = unsafe { (members(array.children, of.children.len())?, array.dictionary.as_ref()) };
    let mut column = |(array, of): (&ArrowArray, &Arc<Type>)| read(owner, array, of, buffers).map(Arc::new);
    let children = children.into_iter().zip(&of.children).map(&mut column).collect::<Result<Vec<_>, _>>()?;
    let dictionary = dictionary.zip(of.dictionary.as_ref()).map(column).transpose()?;
    if of.kind == Kind::Struct && children.iter().any(|child| child.len < offset + len) {
        return Err(Failure::invalid("a column of a struct is shorter than the struct"));
    }
    Ok(Column { kind: of.kind, len, nulls: array.null_count, offset, buffers: own, children, dictionary })
}

/// The buffers of `array`, which `owner` keeps alive. `read`: how many have been read of other arrays.
fn own_buffers(
    owner: &Arc<ArrowArray>,
    array: &ArrowArray,
    of: &Type,
    read: &mut usize,
) -> Result<Vec<Buffer>, Failure> {
    let count = usize::try_from(array.n_buffers).ok().filter(|count| of.has_buffers(*count));
    let Some(count) = count.filter(|count| *count == 0 || !array.buffers.is_null()) else {
        return Err(Failure::invalid("an array has another number of buffers than its type"));
    };
    if count > MAX_BUFFERS - *read {
        return Err(Failure::invalid(format!("an array has more than {MAX_BUFFERS} buffers")));
    }
    *read += count;
    // SAFETY: the array is not released, so its list of buffers is there.
    let start = |at| unsafe { *array.buffers.add(at) }.cast();
    let owner: Arc<dyn Any + Send + Sync> = Arc::<ArrowArray>::clone(owner);
    Ok((0..count).map(|at| Buffer { start: start(at), _owner: Some(Arc::clone(&owner)) }).collect())
}
