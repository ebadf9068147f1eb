//! dev only
#![allow(clippy::print_stdout, clippy::unwrap_used)]
use serde_json::json;
use standpoint::evaluate::read_labelled;
use standpoint::pipeline::{Analyst, Settings};
use standpoint::stance::surroundings;
use standpoint::text::Form;

fn main() {
    let mut knowledge = standpoint::shipped::knowledge().unwrap();
    let files: Vec<String> = std::env::args().skip(1).collect();
    for file in &files {
        let text = std::fs::read_to_string(file).unwrap();
        for labelled in read_labelled(file, &text, true).unwrap() {
            knowledge.know_words(&labelled.text);
        }
    }
    let settings = Settings::new(&knowledge);
    let spelling = standpoint::index::key::Spelling::new(&knowledge.closed);
    let words: hashbrown::HashMap<_, _, foldhash::fast::FixedState> =
        knowledge.symbols.forms(Form::Stem).into_iter().map(|(s, t)| (s, t.to_owned())).collect();
    let mut analyst = Analyst::new(&knowledge, &settings, None);
    for file in &files {
        let name = std::path::Path::new(file).file_stem().unwrap().to_string_lossy().into_owned();
        let out = std::fs::File::create(format!("/tmp/v_{name}.jsonl")).unwrap();
        let mut out = std::io::BufWriter::new(out);
        let text = std::fs::read_to_string(file).unwrap();
        for labelled in read_labelled(file, &text, true).unwrap() {
            let read = analyst.read_labelled(&labelled);
            let mut all = vec![None; read.found.mentions.len()];
            surroundings(&read.document, &analyst.words, &read.found, &knowledge, &mut |place, first| {
                for at in 0..place.mentions.len() {
                    if read.places.contains(&(first + at)) {
                        let (units, form) = place.examples(at);
                        let name = |key| {
                            format!(
                                "{:?}:{}",
                                standpoint::index::key::Key::context(key).unwrap(),
                                spelling.term(key, &words, &knowledge.lexicon).unwrap_or_default()
                            )
                        };
                        let units: Vec<_> = units
                            .iter()
                            .map(|unit| {
                                let span = read.document.span(&unit.tokens);
                                let f: Vec<_> =
                                    unit.features.iter().map(|(key, v)| json!([name(*key), v])).collect();
                                json!({"s": span.start, "t": span.end, "num": unit.number, "f": f})
                            })
                            .collect();
                        let form: Vec<String> = form.into_iter().map(name).collect();
                        all[first + at] = Some(json!({"u": units, "form": form}));
                    }
                }
            });
            for (m, &place) in labelled.mentions.iter().zip(&read.places) {
                let u = all.get(place).cloned().flatten().unwrap_or(json!({"u": [], "form": []}));
                let cues: Option<Vec<[usize; 2]>> =
                    m.cues.as_ref().map(|c| c.iter().map(|r| [r.start, r.end]).collect());
                use std::io::Write;
                writeln!(out, "{}", json!({"id": m.id, "label": m.label.map(|l| l.name()), "cues": cues, "u": u["u"], "form": u["form"], "text": labelled.text})).unwrap();
            }
        }
    }
}
