//! The workers of a cleaner: to make one takes longer than to clean a short text.

use std::sync::Arc;

use crate::{Cleaner, Options, Worker};

/// One worker for pages of the cleaner's own url, and one for those of the last other host.
pub(super) struct Workers {
    cleaner: Cleaner,
    own: Worker,
    other: Option<(String, Worker)>,
}

impl Workers {
    pub(super) fn new(cleaner: &Cleaner) -> Self {
        Workers { cleaner: cleaner.clone(), own: cleaner.worker(), other: None }
    }

    /// The worker for a page; without a url of its own it is one of the cleaner's.
    pub(super) fn of(&mut self, url: Option<&Arc<str>>) -> &mut Worker {
        // Most rules are the same for all hosts.
        let Some((url, host)) = url.and_then(|url| Some((url, self.cleaner.host(url)?))) else {
            return &mut self.own;
        };
        let other = self.other.take().filter(|(other, _)| *other == host);
        let make = || {
            let options = Options { url: Some(Arc::clone(url)), ..self.cleaner.options().clone() };
            (host, Cleaner::new(options).worker())
        };
        &mut self.other.insert(other.unwrap_or_else(make)).1
    }
}
