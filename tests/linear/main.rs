//! Law 8: twice as much text is at most about twice as much work, whatever comes. Work is counted in instructions, by
//! Callgrind (a tool of Valgrind), so the result does not depend on what else the machine does.

use std::env;
use std::fs;
use std::hint::black_box;
use std::path::PathBuf;
use std::process::Command;
use std::rc::Rc;

use families::{Family, families, lists};
use say::say;
use strigil::invisible::Policy;
use strigil::labels::Level;
use strigil::markup::Markup;
use strigil::references::Levels;
use strigil::unicode::Form;
use strigil::{Cleaner, Options, Rules};

mod families;
#[path = "../common/say.rs"]
mod say;

/// How text comes.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    Whole,
    /// In pieces of so many bytes.
    Chunks(usize),
    /// It is a filter list, and is read.
    List,
}

impl Way {
    /// Sizes in bytes, each tried beside its double. What is not linear at the first is tried at the next: up to a bound of
    /// the rules (a window, a depth, the length of a held element) work may grow faster than the text. The last is beyond
    /// them all.
    fn sizes(self) -> [usize; 3] {
        [if self == Way::Chunks(1) { 1000 } else { 3000 }, 24_000, 140_000]
    }
}

/// A piece of work at a size.
struct Task {
    name: String,
    run: Box<dyn Fn(usize)>,
}

/// Selectors of a filter list that look far up.
const FAR: &str =
    "##* > * > * > * > * > * > * > * > * > * > * > * > * > * > * > .far\n##.a * .b * .c\n##[class^=\"ad\"] > *\n";

/// The options that between them run every stage in its most busy form: for markup, for markup under rules that look
/// far, for text.
fn options() -> [Options; 3] {
    let web = Options { levels: Levels::Auto, furniture: true, ..Options::WEB };
    let far = Options { rules: Rules::BUILT_IN | Rules::from_filter_list(FAR), ..web.clone() };
    let text = Options {
        markup: Markup::Literal,
        unicode: Some(Form::Nfkc),
        invisible: Some(Policy::Security),
        labels: Some(Level::Strict),
        ..web.clone()
    };
    [web, far, text]
}

/// Only what is done in here counts: `instructions` knows the name.
#[inline(never)]
fn counted(work: &dyn Fn() -> usize) {
    black_box(work());
}

fn clean(cleaner: &Cleaner, text: &[u8], way: Way) -> usize {
    let Way::Chunks(size) = way else { return cleaner.clean_bytes(text).len() };
    let (mut stream, mut out) = (cleaner.stream(), String::new());
    for chunk in text.chunks(size) {
        stream.feed_bytes(chunk, &mut out);
    }
    stream.finish(&mut out);
    out.len()
}

/// All that is tried one way.
fn tasks(way: Way) -> Vec<Task> {
    if way == Way::List {
        let read = |family: Family| {
            let text = family.text;
            let run = move |size| {
                let list = String::from_utf8(text(size)).expect("a list is UTF-8");
                counted(&|| Rules::from_filter_list(&list).skipped().len());
            };
            Task { name: family.name, run: Box::new(run) }
        };
        return lists().into_iter().map(read).collect();
    }
    let [web, far, text] = options().map(|options| Rc::new(Cleaner::new(options)));
    let task = |cleaner: &Rc<Cleaner>, family: Family| {
        let (cleaner, text) = (cleaner.clone(), family.text);
        let run = move |size| {
            // Tables that are made when they are first needed are no part of the work.
            clean(&cleaner, &text(100), way);
            let text = text(size);
            counted(&|| clean(&cleaner, &text, way));
        };
        Task { name: family.name, run: Box::new(run) }
    };
    let usual = families().into_iter().map(|family| task(if family.is_markup { &web } else { &text }, family));
    let deep = families().into_iter().filter(|family| family.name.starts_with("deep"));
    let deep = deep.map(|family| task(&far, family));
    usual.chain(deep).collect()
}

/// The environment variable that tells `watched` what to do: a number of bytes, then the numbers of some tasks.
const ORDER: &str = "STRIGIL_LINEAR";

/// Does some of the tasks, each at a size and at twice the size.
fn work(way: Way) {
    let order = env::var(ORDER).expect("who watches says what to do");
    let mut numbers = order.split(' ').map(|number| number.parse::<usize>().expect("a number"));
    let size = numbers.next().expect("a size");
    let tasks = tasks(way);
    for number in numbers {
        (tasks[number].run)(size);
        (tasks[number].run)(size * 2);
    }
}

/// Runs a test of this file under Callgrind, which does some of the tasks, and gives how many instructions each of them
/// took at each size.
fn instructions(watched: &str, size: usize, numbers: &[usize]) -> Vec<(u64, u64)> {
    let report = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{}.callgrind", watched.replace("::", "-")));
    let order: Vec<String> = [&[size], numbers].concat().iter().map(usize::to_string).collect();
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--combine-dumps=yes"])
        .args(["--toggle-collect=linear::counted", "--dump-after=linear::counted"])
        .arg(format!("--callgrind-out-file={}", report.display()))
        .arg(env::current_exe().expect("this test is a file"))
        .args(["--exact", watched, "--ignored"])
        .env(ORDER, order.join(" "))
        .output()
        .expect("Valgrind starts");
    assert!(output.status.success(), "{watched} failed: {}", String::from_utf8_lossy(&output.stderr));
    let parts = fs::read_to_string(&report).expect("Callgrind has written its report");
    let totals = parts.lines().filter_map(|line| line.strip_prefix("summary: "));
    let counts: Vec<u64> = totals.map(|total| total.trim().parse().expect("a number of instructions")).collect();
    // The last part is what came after the last call: nothing.
    assert_eq!(counts.len(), numbers.len() * 2 + 1, "Callgrind has not counted each call");
    counts.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect()
}

/// Twice the work, and a little more for what grows by doubling.
fn is_linear((once, twice): (u64, u64)) -> bool {
    twice * 10 <= once * 22
}

fn check(way: Way, watched: &str) {
    let tasks = tasks(way);
    if Command::new("valgrind").arg("--version").output().is_err() {
        say(&format!("SKIPPED, {} tasks ({watched}): Valgrind is missing", tasks.len()));
        return;
    }
    let mut doubtful: Vec<usize> = (0..tasks.len()).collect();
    let mut failures = Vec::new();
    for size in way.sizes() {
        if doubtful.is_empty() {
            break;
        }
        let counts = instructions(watched, size, &doubtful);
        let found = doubtful.into_iter().zip(counts).filter(|(_, counts)| !is_linear(*counts));
        (doubtful, failures) = found
            .map(|(number, (once, twice))| {
                (number, format!("{}: {once} instructions, then {twice}", tasks[number].name))
            })
            .unzip();
    }
    assert!(failures.is_empty(), "{} are not linear\n{}", failures.len(), failures.join("\n"));
}

/// A test, and what it watches: run by itself, that tests nothing.
macro_rules! linear {
    ($name:ident, $way:expr) => {
        mod $name {
            use super::{Way, check, work};

            #[test]
            #[ignore = "it takes minutes: make test-linear"]
            fn is_linear() {
                check($way, concat!(stringify!($name), "::watched"));
            }

            #[test]
            #[ignore = "is_linear runs it"]
            fn watched() {
                work($way);
            }
        }
    };
}

linear!(whole, Way::Whole);
linear!(chunks, Way::Chunks(64));
linear!(single_bytes, Way::Chunks(1));
linear!(filter_lists, Way::List);

#[test]
fn what_is_not_linear_is_seen() {
    assert!(is_linear((1000, 2000)) && !is_linear((1000, 2300)));
}
