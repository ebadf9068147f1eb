//! A language is a folder: no source file knows its words.

use crate::support::Place;
use standpoint::index::Knowledge;
use standpoint::pipeline::{Engine, Settings};

const LANGUAGE: &str = "key\tvalue\tleast\ncode\tkx\nname\tKelmish\nstemmer\tdanish\nsegmenter\ten\n\
    classes\tclasses.tsv\nlexicon\twords.tsv\nactors\tactors.tsv\nending_participle\tum\t4\n";
const CLASSES: &str = "word\tclasses\nvo\tbe\nen\tstop coordinator additive\nda\tby preposition\n";
const WORDS: &str = "term\tkind\tpolarity\tagent\tpatient\nbrallik\tcue\t2\t\t\nskrumm\tcue\t-2\t\t\n\
    plodder\tcue\t\t-1\t2\nhuddum\tcue\t\t-2\t1\nikke\tnegator\t\t\t\n";
const ACTORS: &str = "actor_id\tname\tkind\talias\nkel\tKelmark\tcountry\tKelmark\ndun\tDunmark\tcountry\tDunmark\n\
    ora\tOra Vind\tperson\tOra Vind\n";

fn kelmish(words: &str) -> Result<Engine, standpoint::index::KnowledgeError> {
    let place = Place::new();
    for (name, text) in
        [("language.tsv", LANGUAGE), ("classes.tsv", CLASSES), ("words.tsv", words), ("actors.tsv", ACTORS)]
    {
        place.write(&format!("kx/{name}"), text);
    }
    let knowledge = Knowledge::of_folder(place.root(), "kx")?;
    let settings = Settings::new(&knowledge);
    Ok(Engine::new(knowledge, settings))
}

fn stance(engine: &Engine, text: &str, actor: &str) -> Option<f64> {
    engine.score(text).actors.iter().find(|score| score.id == actor)?.stance
}

#[test]
fn an_invented_language_is_scored_from_its_folder_alone() {
    let engine = kelmish(WORDS).unwrap();
    let of = |text: &str, actor: &str| stance(&engine, text, actor).unwrap();
    assert!(of("Kelmark vo brallik.", "kel") > 0.2);
    assert!(of("Kelmark vo skrumm.", "kel") < -0.2);
    assert!(of("Kelmark vo ikke brallik.", "kel") < 0.0);
    // A passive by the word classes and endings of the language: who is named after *da* is the agent.
    assert!(of("Dunmark vo huddum da Kelmark.", "kel") < of("Dunmark vo huddum da Kelmark.", "dun"));
    assert_eq!(stance(&engine, "Ora Vind sang.", "ora"), None);
}

#[test]
fn a_fault_in_a_file_of_a_language_is_told_with_file_line_and_column() {
    let error = kelmish("term\tkind\tpolarity\nbrallik\tcue\ttwo\n").err().unwrap().to_string();
    assert_eq!(error, "kx/words.tsv:2: polarity = 'two' is not a number from -3 to 3");
    let error = kelmish("term\tkind\tpolarity\nbrallik\tclue\t2\n").err().unwrap().to_string();
    assert_eq!(error, "kx/words.tsv:2: unknown kind 'clue'");
}
