//! Schemas: taken in as checked types, and handed out.

use std::ffi::{CStr, CString, c_char};
use std::ptr;
use std::sync::Arc;

use super::{ArrowSchema, Column, Failure, Family, members};

/// What the cleaner does with a column of a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Utf8,
    LargeUtf8,
    Utf8View,
    /// Indices into a dictionary of text.
    Dictionary,
    Struct,
    /// It is passed as it is.
    Other,
}

impl Kind {
    fn is_text(self) -> bool {
        matches!(self, Kind::Utf8 | Kind::LargeUtf8 | Kind::Utf8View)
    }
}

/// The type of a column.
#[derive(Clone)]
pub(crate) struct Type {
    pub(super) kind: Kind,
    format: CString,
    name: Option<CString>,
    /// Of the owner: its length is not known without reading it.
    metadata: *const c_char,
    flags: i64,
    pub(super) children: Vec<Arc<Type>>,
    pub(super) dictionary: Option<Arc<Type>>,
    _owner: Arc<ArrowSchema>,
}

// SAFETY: the metadata are those of the owner, which is kept, may be shared between threads and never changes.
unsafe impl Send for Type {}
// SAFETY: as above.
unsafe impl Sync for Type {}

/// Types in types: no producer goes deeper, and reading them must not run out of stack.
const MAX_DEPTH: usize = 64;

/// Types in one schema: no table is as wide. Children may be shared, so a few of them can stand for more than any memory holds.
const MAX_TYPES: usize = 1 << 18;

/// Buffers in one array, those of all columns together: each takes memory before any of them is read.
pub(super) const MAX_BUFFERS: usize = 1 << 20;

impl Type {
    /// Takes a schema in.
    pub(crate) fn import(schema: ArrowSchema) -> Result<Arc<Type>, Failure> {
        let owner = Arc::new(schema);
        read(&owner, &owner, 0, &mut 0).map(Arc::new)
    }

    pub(crate) fn kind(&self) -> Kind {
        self.kind
    }

    pub(crate) fn children(&self) -> &[Arc<Type>] {
        &self.children
    }

    /// Says whether an array of this type may have so many buffers. Of the types that pass as they are, views alone have any number.
    pub(super) fn has_buffers(&self, count: usize) -> bool {
        match self.kind {
            Kind::Utf8 | Kind::LargeUtf8 => count == 3,
            Kind::Utf8View => count >= 3,
            Kind::Dictionary => count == 2,
            Kind::Struct => count == 1,
            Kind::Other => count <= 3 || self.format.to_bytes() == b"vz",
        }
    }

    /// The type in words.
    pub(crate) fn describe(&self) -> String {
        if let Some(values) = &self.dictionary {
            return format!("dictionary of {}", values.describe());
        }
        let format = self.format.to_string_lossy();
        let name = match &*format {
            "n" => "null",
            "b" => "bool",
            "c" => "int8",
            "C" => "uint8",
            "s" => "int16",
            "S" => "uint16",
            "i" => "int32",
            "I" => "uint32",
            "l" => "int64",
            "L" => "uint64",
            "e" => "float16",
            "f" => "float32",
            "g" => "float64",
            "z" => "binary",
            "Z" => "large_binary",
            "vz" => "binary_view",
            "+l" => "list",
            "+L" => "large_list",
            "+m" => "map",
            _ => return format!("the Arrow format {format:?}"),
        };
        name.to_owned()
    }

    /// Says whether `column` is of this type.
    pub(crate) fn describes(&self, column: &Column) -> bool {
        self.kind == column.kind
            && self.children.iter().zip(&column.children).all(|(child, column)| child.describes(column))
            && self.dictionary.iter().zip(&column.dictionary).all(|(values, column)| values.describes(column))
    }

    /// The type of `column`, which was made from one of this type: text may have become large.
    pub(crate) fn of_result(self: &Arc<Type>, column: &Column) -> Arc<Type> {
        if self.describes(column) {
            return Arc::clone(self);
        }
        let mut widened = Type::clone(self);
        if widened.kind != column.kind {
            widened.kind = column.kind;
            c"U".clone_into(&mut widened.format);
        }
        for (child, column) in widened.children.iter_mut().zip(&column.children) {
            *child = child.of_result(column);
        }
        for (values, column) in widened.dictionary.iter_mut().zip(&column.dictionary) {
            *values = values.of_result(column);
        }
        Arc::new(widened)
    }

    /// A schema to hand out.
    pub(crate) fn export(self: &Arc<Type>) -> ArrowSchema {
        let children = self.children.iter().map(Type::export);
        let family = Family::new(children, self.dictionary.as_ref().map(Type::export));
        let exported = Box::new(Exported { family, kept: Arc::clone(self) });
        ArrowSchema {
            format: exported.kept.format.as_ptr(),
            name: exported.kept.name.as_ref().map_or(ptr::null(), |name| name.as_ptr()),
            // Metadata of a dictionary may list its values (those of polars do), and these have been cleaned.
            metadata: if self.kind == Kind::Dictionary { ptr::null() } else { self.metadata },
            flags: self.flags,
            n_children: exported.family.children.len().cast_signed() as i64,
            children: exported.family.children.as_ptr().cast_mut(),
            dictionary: exported.family.dictionary,
            release: Some(release),
            private_data: Box::into_raw(exported).cast(),
        }
    }
}

/// What a schema that was handed out keeps alive.
struct Exported {
    family: Family<ArrowSchema>,
    kept: Arc<Type>,
}

unsafe extern "C" fn release(schema: *mut ArrowSchema) {
    // SAFETY: only `Type::export` hands out this function, with a box of this type, and nobody releases a structure twice.
    unsafe {
        drop(Box::from_raw((*schema).private_data.cast::<Exported>()));
        (*schema).release = None;
    }
}

/// Reads `schema`, which `owner` keeps alive. `types`: how many have been read.
fn read(owner: &Arc<ArrowSchema>, schema: &ArrowSchema, depth: usize, types: &mut usize) -> Result<Type, Failure> {
    if depth == MAX_DEPTH {
        return Err(Failure::invalid(format!("types are nested more than {MAX_DEPTH} deep")));
    }
    *types += 1;
    let Ok(count) = usize::try_from(schema.n_children) else {
        return Err(Failure::invalid("a number of children is negative"));
    };
    // What is promised counts, not only what is there: it is about to be read.
    if *types > MAX_TYPES || count > MAX_TYPES - *types {
        return Err(Failure::invalid(format!("a schema has more than {MAX_TYPES} types")));
    }
    if schema.release.is_none() {
        return Err(Failure::invalid("a schema has been released"));
    }
    // SAFETY: strings of a schema that is not released are null or end with a zero byte.
    let string = |start: *const c_char| unsafe { (!start.is_null()).then(|| CStr::from_ptr(start).to_owned()) };
    let format = string(schema.format).ok_or_else(|| Failure::invalid("a schema has no format"))?;
    // SAFETY: the schema is not released, so its children and its dictionary are there.
    let (children, dictionary) = unsafe { (members(schema.children, count)?, schema.dictionary.as_ref()) };
    let mut child = |schema: &ArrowSchema| read(owner, schema, depth + 1, types).map(Arc::new);
    let children = children.into_iter().map(&mut child).collect::<Result<Vec<_>, _>>()?;
    let dictionary = dictionary.map(child).transpose()?;
    let kind = match (&dictionary, format.to_bytes()) {
        (Some(values), b"c" | b"C" | b"s" | b"S" | b"i" | b"I" | b"l" | b"L") if values.kind.is_text() => {
            Kind::Dictionary
        }
        (None, b"u") => Kind::Utf8,
        (None, b"U") => Kind::LargeUtf8,
        (None, b"vu") => Kind::Utf8View,
        (None, b"+s") => Kind::Struct,
        _ => Kind::Other,
    };
    if !children.is_empty() && (kind.is_text() || kind == Kind::Dictionary) {
        return Err(Failure::invalid("a column of text has children"));
    }
    Ok(Type {
        kind,
        format,
        name: string(schema.name),
        metadata: schema.metadata,
        flags: schema.flags,
        children,
        dictionary,
        _owner: Arc::clone(owner),
    })
}
