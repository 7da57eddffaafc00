//! Which elements are ad elements. The rules: docs/reference/ads.md.

mod by_name;
mod condition;
mod content;
mod filters;
mod host;
mod index;
mod kind;
mod lookup;
mod names;
mod pattern;
mod rows;
mod seen;
mod sign;
mod table;

use std::collections::BTreeMap;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::BitOr;
use std::sync::{Arc, LazyLock, OnceLock};

pub(super) use index::{Around, Found, Page, Step};
pub(super) use kind::{Kind, Limits, MAX_REGION};
pub use rows::RulesError;
pub(super) use sign::{Sign, own_host};

use crate::labels::{self, Tables};
use index::Index;
use rows::Rows;

/// Rules that say which elements are ads. Cheap to clone; equal to any other that is made of the same sources in the same order.
///
/// ```
/// use strigil::{Cleaner, Options, Rules};
/// let rules = Rules::BUILT_IN | Rules::from_filter_list("##.promo\nexample.com##.partner\n");
/// let cleaner = Cleaner::new(Options { rules, ..Options::HTML });
/// assert_eq!(cleaner.clean("<p>Tea</p><div class=promo>Buy</div>"), "<p>Tea</p>");
/// ```
#[derive(Clone)]
pub struct Rules(Made);

#[derive(Clone)]
enum Made {
    BuiltIn { names: bool },
    Of(Arc<Sources>),
}

/// What rules are made of.
struct Sources {
    all: Vec<Source>,
    /// Made when it is first asked for, maybe by several threads at once: none waits for another, which a fork may leave behind.
    index: OnceLock<Arc<Index>>,
    /// The same for the rows of labels.
    labels: OnceLock<Arc<Tables>>,
}

/// Something that rules are made of.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) enum Source {
    /// The rows that strigil comes with.
    BuiltIn {
        /// With the general names.
        names: bool,
    },
    /// Rows of one's own.
    Toml(Arc<File>),
    /// The lines of a filter list that say something of elements.
    FilterList(Arc<str>),
}

/// A file of rows that is well-formed. Its text makes it what it is, wherever it lay.
pub(crate) struct File {
    pub(crate) name: String,
    pub(crate) text: String,
    rows: Rows,
}

static ROWS: LazyLock<Rows> = LazyLock::new(|| {
    rows::read("ads.toml", include_str!("../../../python/strigil/rules/ads.toml"))
        .expect("a test reads the rows that strigil comes with")
});
static WITH_NAMES: LazyLock<Arc<Index>> = LazyLock::new(|| Arc::new(Index::new([(&*ROWS, true)].into_iter(), &[])));
static WITHOUT_NAMES: LazyLock<Arc<Index>> = LazyLock::new(|| Arc::new(Index::new([(&*ROWS, false)].into_iter(), &[])));

impl Rules {
    /// The rules that strigil comes with.
    pub const BUILT_IN: Rules = Rules(Made::BuiltIn { names: true });

    /// The same without the general names, such as `ad-slot`.
    pub const WITHOUT_NAMES: Rules = Rules(Made::BuiltIn { names: false });

    /// Rows of one's own, in TOML. `file`: what errors call it.
    ///
    /// # Errors
    ///
    /// If the text is none of the format, by file, line and field.
    pub fn from_toml(file: &str, text: &[u8]) -> Result<Rules, RulesError> {
        let text =
            std::str::from_utf8(text).map_err(|error| RulesError::not_utf8(file, &text[..error.valid_up_to()]))?;
        let rows = rows::read(file, text)?;
        let file = File { name: file.to_owned(), text: text.to_owned(), rows };
        Ok(Rules::of(vec![Source::Toml(Arc::new(file))]))
    }

    /// The hiding rules of a filter list in Adblock syntax. What a stream cannot decide is left out and counted in `skipped`.
    #[must_use]
    pub fn from_filter_list(text: &str) -> Rules {
        Rules::of(vec![Source::FilterList(filters::lines_that_count(text).into())])
    }

    pub(crate) fn of(sources: Vec<Source>) -> Rules {
        match sources[..] {
            [Source::BuiltIn { names }] => Rules(Made::BuiltIn { names }),
            _ => Rules(Made::Of(Arc::new(Sources { all: sources, index: OnceLock::new(), labels: OnceLock::new() }))),
        }
    }

    pub(crate) fn sources(&self) -> &[Source] {
        static WITH_NAMES: [Source; 1] = [Source::BuiltIn { names: true }];
        static WITHOUT_NAMES: [Source; 1] = [Source::BuiltIn { names: false }];
        match &self.0 {
            Made::BuiltIn { names: true } => &WITH_NAMES,
            Made::BuiltIn { names: false } => &WITHOUT_NAMES,
            Made::Of(made) => &made.all,
        }
    }

    /// How many selectors of the filter lists were left out, by the reason.
    #[must_use]
    pub fn skipped(&self) -> BTreeMap<&'static str, u64> {
        self.index().skipped.clone()
    }

    /// The rules as they apply to the page of this address, or to one that might be anywhere.
    pub(super) fn page(&self, url: Option<&str>) -> Page {
        Page::new(Arc::clone(self.index()), url.and_then(host::of_page).as_deref())
    }

    /// The host of a page, if there are rules that apply on some hosts only; empty if the address names none.
    #[cfg(feature = "python")]
    pub(crate) fn host(&self, url: &str) -> Option<String> {
        self.index().is_by_host().then(|| host::of_page(url).unwrap_or_default())
    }

    /// The rows of labels: the built-in ones, and those of one's own.
    pub(crate) fn labels(&self) -> Arc<Tables> {
        match &self.0 {
            Made::BuiltIn { .. } => labels::built_in(),
            Made::Of(made) => Arc::clone(made_once(&made.labels, || made.labels())),
        }
    }

    fn index(&self) -> &Arc<Index> {
        match &self.0 {
            Made::BuiltIn { names: true } => &WITH_NAMES,
            Made::BuiltIn { names: false } => &WITHOUT_NAMES,
            Made::Of(made) => made_once(&made.index, || Arc::new(made.index())),
        }
    }
}

/// What is in a place, or what `new` makes for it.
fn made_once<T>(place: &OnceLock<T>, new: impl FnOnce() -> T) -> &T {
    if let Some(made) = place.get() {
        return made;
    }
    // Another thread may have been quicker; what it made is the same.
    let made = new();
    place.get_or_init(|| made)
}

impl Sources {
    fn labels(&self) -> Arc<Tables> {
        let own = self.all.iter().filter_map(|source| match source {
            Source::Toml(file) if !file.rows.labels.is_empty() => Some(&file.rows.labels),
            _ => None,
        });
        let mut own = own.flatten().peekable();
        if own.peek().is_none() { labels::built_in() } else { Arc::new(Tables::new(own)) }
    }

    fn index(&self) -> Index {
        let rows = self.all.iter().filter_map(|source| match source {
            Source::BuiltIn { names } => Some((&*ROWS, *names)),
            Source::Toml(file) => Some((&file.rows, true)),
            Source::FilterList(_) => None,
        });
        let lists = self.all.iter().filter_map(|source| match source {
            Source::FilterList(lines) => Some(&**lines),
            _ => None,
        });
        Index::new(rows, &lists.collect::<Vec<_>>())
    }
}

/// All that either of them says.
impl BitOr for Rules {
    type Output = Rules;

    fn bitor(self, other: Rules) -> Rules {
        Rules::of(self.sources().iter().chain(other.sources()).cloned().collect())
    }
}

impl Default for Rules {
    fn default() -> Self {
        Rules::BUILT_IN
    }
}

impl PartialEq for Rules {
    fn eq(&self, other: &Rules) -> bool {
        self.sources() == other.sources()
    }
}

impl Eq for Rules {}

impl Hash for Rules {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.sources().hash(state);
    }
}

impl fmt::Debug for Rules {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Rules").field(&self.sources()).finish()
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Source::BuiltIn { names } => formatter.debug_struct("BuiltIn").field("names", names).finish(),
            Source::Toml(file) => formatter.debug_tuple("Toml").field(&file.name).finish(),
            Source::FilterList(lines) => write!(formatter, "FilterList({} lines)", lines.lines().count()),
        }
    }
}

impl PartialEq for File {
    fn eq(&self, other: &File) -> bool {
        self.text == other.text
    }
}

impl Eq for File {}

impl Hash for File {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

/// Makes the tables.
#[cfg(feature = "python")]
pub(super) fn prepare() {
    LazyLock::force(&WITH_NAMES);
    LazyLock::force(&WITHOUT_NAMES);
}

#[cfg(test)]
mod tests {
    use super::rows;

    #[test]
    fn the_rows_are_well_formed() {
        let rows = rows::read("ads.toml", include_str!("../../../python/strigil/rules/ads.toml"));
        assert!(rows.is_ok_and(|rows| rows.systems.len() > 20));
    }
}
