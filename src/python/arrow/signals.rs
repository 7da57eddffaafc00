//! Ctrl-C while the interpreter does not run: its handlers are asked every now and then.

use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use rayon::ThreadPool;

use super::ffi::{Raised, ask};

/// How long nobody asks. A tenth of a second is felt; to take the interpreter back may take 5 ms if another thread has it.
const PAUSE: Duration = Duration::from_millis(50);

/// After so many bytes of text the clock is looked at.
const STEP: usize = 64 << 10;

/// Asks the handlers while work goes on.
pub(super) struct Watch {
    asked: Instant,
    done: usize,
}

impl Watch {
    pub(super) fn new() -> Self {
        Watch { asked: Instant::now(), done: 0 }
    }

    /// So many bytes more have been worked on; what a handler raises.
    pub(super) fn step(&mut self, bytes: usize) -> Result<(), Raised> {
        self.done += bytes;
        if self.done < STEP {
            return Ok(());
        }
        self.done = 0;
        self.look()
    }

    /// Asks, unless somebody has just done so; what a handler raises.
    pub(super) fn look(&mut self) -> Result<(), Raised> {
        if self.asked.elapsed() < PAUSE {
            return Ok(());
        }
        self.asked = Instant::now();
        ask()
    }
}

/// Does a job in threads. If a handler raises, `stop` is called, and the job is to end soon.
pub(super) fn in_threads<T: Send>(
    pool: &ThreadPool,
    job: impl FnOnce() -> T + Send,
    stop: impl Fn(),
) -> Result<T, Raised> {
    let (done, result) = channel();
    pool.in_place_scope(|scope| {
        scope.spawn(move |_| {
            // Nobody waits for what was stopped.
            _ = done.send(job());
        });
        loop {
            match result.recv_timeout(PAUSE) {
                Ok(value) => return Ok(value),
                Err(RecvTimeoutError::Timeout) => ask().inspect_err(|_| stop())?,
                Err(RecvTimeoutError::Disconnected) => panic!("the job panicked, and so does the scope"),
            }
        }
    })
}
