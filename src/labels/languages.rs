//! The languages whose rows apply.

use std::ops::BitOrAssign;

use super::rows::CODES;

/// A set of the languages that the tables have rows of.
///
/// ```
/// use strigil::labels::{Languages, Level, strip_ad_labels};
/// let german = Languages::new(["de"])?;
/// assert_eq!(strip_ad_labels("Anzeige\nAdvertisement", Level::Safe, german), "Advertisement");
/// assert_eq!(Languages::new(["tlh"]), Err("tlh"));
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Languages(u128);

impl Languages {
    /// All of them.
    pub const ALL: Languages = Languages(!0);

    /// The codes of all languages.
    pub const CODES: &[&str] = CODES;

    /// The languages with these codes.
    ///
    /// # Errors
    ///
    /// The first code that is not one of `CODES`.
    pub fn new<'a>(codes: impl IntoIterator<Item = &'a str>) -> Result<Self, &'a str> {
        let mut languages = Languages::default();
        for code in codes {
            let at = CODES.iter().position(|known| *known == code).ok_or(code)?;
            languages.0 |= 1 << at;
        }
        Ok(languages)
    }

    /// The codes of the languages; none if it is all of them.
    #[must_use]
    pub fn codes(self) -> Option<Vec<&'static str>> {
        let is_in = |at: usize| self.0 >> at & 1 == 1;
        (self != Languages::ALL).then(|| (0..CODES.len()).filter(|at| is_in(*at)).map(|at| CODES[at]).collect())
    }

    /// The language with this place in `CODES`.
    pub(super) fn of(place: u32) -> Self {
        Languages(1 << place)
    }

    pub(super) fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl BitOrAssign for Languages {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}
