//! Throughput of each stage and of the presets, over the sample pages of the repository and, where they are given, larger ones.
//!
//! `STRIGIL_BENCH_TEXTS` names a JSON Lines file (plain or gzip) of objects with a `text`; without it the samples are repeated.

use std::fs;
use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use strigil::labels::{Languages, Level, strip_ad_labels};
use strigil::references::{Mode, unescape};
use strigil::unicode::{Form, normalize};
use strigil::whitespace::{Folding, Layout, collapse};
use strigil::{Cleaner, Options, strip_ads, to_text};

#[path = "common/given.rs"]
mod given;

/// Enough text for stable figures, little enough for a quick run.
const SIZE: usize = 4 << 20;

fn texts() -> Vec<String> {
    given::texts().map_or_else(samples, |texts| {
        let mut size = 0;
        texts
            .take_while(|text| {
                size += text.len();
                size < SIZE
            })
            .collect()
    })
}

fn samples() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("demo/pages");
    let pages = fs::read_dir(folder).expect("the samples are in the repository");
    let pages: Vec<String> =
        pages.map(|page| fs::read_to_string(page.expect("a sample").path()).expect("UTF-8")).collect();
    let rounds = SIZE / pages.iter().map(String::len).sum::<usize>();
    pages.iter().cycle().take(rounds * pages.len()).cloned().collect()
}

fn stages(criterion: &mut Criterion) {
    let texts = texts();
    let mut group = criterion.benchmark_group("stages");
    group.throughput(Throughput::Bytes(texts.iter().map(|text| text.len() as u64).sum()));
    group.sample_size(10);
    let mut bench = |name: &str, step: &dyn Fn(&str)| {
        group.bench_function(name, |bencher| bencher.iter(|| texts.iter().for_each(|text| step(text))));
    };
    bench("references", &|text| _ = black_box(unescape(text, Mode::Html)));
    bench("unicode NFC", &|text| _ = black_box(normalize(text, Form::Nfc)));
    for (name, layout) in [("", Layout::Paragraphs), (", inline", Layout::Inline)] {
        bench(&format!("whitespace{name}"), &|text| _ = black_box(collapse(text, Folding::new(layout))));
    }
    bench("labels", &|text| _ = black_box(strip_ad_labels(text, Level::Safe, Languages::ALL)));
    bench("markup, kept", &|text| _ = black_box(strip_ads(text)));
    bench("markup, to text", &|text| _ = black_box(to_text(text)));
    for (name, options) in [("web", Options::WEB), ("text", Options::TEXT), ("html", Options::HTML)] {
        let cleaner = Cleaner::new(options);
        bench(&format!("preset {name}"), &|text| _ = black_box(cleaner.clean(text)));
    }
}

criterion_group!(benches, stages);
criterion_main!(benches);
