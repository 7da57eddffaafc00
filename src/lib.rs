//! strigil scrapes the dirt off web text: character references, white space, Unicode, ad markup and ad labels, in one
//! streaming pass.
//!
//! ```text
//! bytes -> utf8 -> markup -> references -> layout -> invisible -> unicode -> whitespace -> scripts -> labels -> inline labels -> furniture -> text
//! ```
//!
//! Every stage is a `stage::Stage`: it is fed text in pieces and writes what is settled into a `block::Block`. `Cleaner` puts the
//! stages in a row, for whole texts and for streams. The rules of each stage are in docs/reference.

mod block;
mod cleaner;
#[cfg(feature = "python")]
mod copy;
mod counts;
pub mod invisible;
pub mod labels;
mod layout;
pub mod markup;
mod options;
#[cfg(feature = "python")]
mod python;
pub mod references;
mod scan;
mod seek;
mod stage;
#[cfg(any(test, feature = "python"))]
mod transcode;
pub mod unicode;
mod utf8;
pub mod whitespace;
mod words;

pub use cleaner::{Cleaner, Stream, Worker, strip_ads, to_text};
pub use counts::{Counts, Rule};
pub use markup::{Rules, RulesError};
pub use options::Options;
pub use scan::{Scan, scan};

/// Makes all tables that are made at run time. A process that forks while a thread makes one would have a child that waits for it for ever.
#[cfg(feature = "python")]
fn prepare() {
    seek::prepare();
    transcode::prepare();
    markup::prepare();
    labels::prepare();
}
