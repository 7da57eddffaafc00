//! Engines for the normalisation forms, on text in several scripts. What was chosen and why: docs/explanation/normalisation.md.
//!
//! With `STRIGIL_BENCH_TEXTS` (a JSON Lines file of objects with a `text`) there is one more sample: those texts.

use std::borrow::Cow;
use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use icu_normalizer::ComposingNormalizerBorrowed;
use strigil::unicode::{Form, normalize};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick, is_nfkc_quick};

#[path = "common/given.rs"]
mod given;

/// The length of each sample, in bytes: larger than a document, and all of it fits in the second cache.
const SIZE: usize = 128 << 10;

const SAMPLES: [(&str, &str); 12] = [
    ("English", "The rain fell all night, and by morning the river had risen over the meadow's edge. "),
    ("French", "L’été dernier, la crème brûlée était à l’honneur : « Où êtes-vous allés ? » demanda l’hôte, déçu. "),
    ("German", "Größere Flüsse führten früher häufig über die Ufer; schöne Bäume säumten den Weg zur Mühle. "),
    (
        "Vietnamese",
        "Mưa rơi suốt đêm, và đến sáng thì nước sông đã dâng lên quá bờ cỏ; những người nông dân lặng lẽ nhìn. ",
    ),
    ("Greek", "Όλη τη νύχτα έβρεχε, και το πρωί το ποτάμι είχε ανέβει πάνω από την άκρη του λιβαδιού. "),
    ("Russian", "Всю ночь шёл дождь, и к утру река поднялась выше края луга, а старый мост ещё стоял. "),
    ("Arabic", "هَطَلَ المَطَرُ طُوالَ اللَّيْلِ، وفي الصباح ارتفع النهر فوق حافة المرج، أما الجسر القديم فبقي. "),
    ("Hindi", "सारी रात बारिश होती रही, और सुबह तक नदी घास के मैदान के किनारे से ऊपर चढ़ गई; पुराना पुल खड़ा रहा। "),
    ("Korean", "밤새도록 비가 내렸고, 아침이 되자 강물이 풀밭 가장자리 위로 불어났다. 낡은 다리는 그대로 있었다. "),
    ("Japanese", "一晩中雨が降り、朝には川が牧草地のふちを越えていた。古い橋はまだそこにあった。ガラスがぬれた。"),
    ("Chinese", "雨下了整整一夜，到了早晨，河水已经漫过了草地的边缘，只有那座旧桥还在。"),
    ("full-width", "ＡＢＣ株式会社は２０２６年１１月、ｶﾞﾗｽの販売を始めた（１㎏あたり３００㌦）… "),
];

type Engine = (&'static str, for<'a> fn(&'a str, bool) -> Cow<'a, str>);

/// NFC, or NFKC, as each engine offers it.
const ENGINES: [Engine; 4] = [
    ("strigil", |text, compatible| normalize(text, if compatible { Form::Nfkc } else { Form::Nfc })),
    ("unicode-normalization", |text, compatible| {
        let check = if compatible { is_nfkc_quick(text.chars()) } else { is_nfc_quick(text.chars()) };
        match (check, compatible) {
            (IsNormalized::Yes, _) => Cow::Borrowed(text),
            (_, false) => Cow::Owned(text.nfc().collect()),
            (_, true) => Cow::Owned(text.nfkc().collect()),
        }
    }),
    ("icu_normalizer", |text, compatible| {
        let normalizer =
            if compatible { ComposingNormalizerBorrowed::new_nfkc() } else { ComposingNormalizerBorrowed::new_nfc() };
        normalizer.normalize(text)
    }),
    ("simd-normalizer", |text, compatible| {
        if compatible { simd_normalizer::nfkc().normalize(text) } else { simd_normalizer::nfc().normalize(text) }
    }),
];

fn normalizers(criterion: &mut Criterion) {
    let mut samples: Vec<(&str, String)> =
        SAMPLES.iter().map(|(name, text)| (*name, text.repeat(SIZE / text.len()))).collect();
    samples.extend(given::texts().map(|texts| ("texts", texts.collect())));
    for (work, decomposed, compatible) in
        [("NFC of NFC", false, false), ("NFC of NFD", true, false), ("NFKC of NFC", false, true)]
    {
        let mut group = criterion.benchmark_group(work);
        group.sample_size(10);
        for (name, sample) in &samples {
            let text: String = if decomposed { sample.nfd().collect() } else { sample.nfc().collect() };
            group.throughput(Throughput::Bytes(text.len() as u64));
            let expected = ENGINES[1].1(&text, compatible);
            for (engine, run) in ENGINES {
                assert_eq!(run(&text, compatible), expected, "{engine}");
                let id = BenchmarkId::new(engine, name);
                group.bench_function(id, |bencher| bencher.iter(|| black_box(run(black_box(&text), compatible)).len()));
            }
        }
    }
}

criterion_group!(benches, normalizers);
criterion_main!(benches);
