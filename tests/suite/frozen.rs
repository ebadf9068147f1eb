//! The index that the build freezes is the one that is built from the files.

use standpoint::frozen::{Freeze, Writer};
use standpoint::index::Knowledge;
use standpoint::text::Form;
use std::path::Path;

fn built() -> Knowledge {
    Knowledge::of_folder(Path::new(env!("CARGO_MANIFEST_DIR")), "lexicons/en").unwrap()
}

fn shipped() -> Knowledge {
    standpoint::shipped::knowledge().unwrap()
}

#[test]
fn what_is_frozen_is_what_is_built_entry_by_entry() {
    let (built, shipped) = (built(), shipped());
    assert!(built.registry.actors().eq(shipped.registry.actors()));
    assert!(built.registry.aliases().eq(shipped.registry.aliases()));
    assert!(built.lexicon.numbered().eq(shipped.lexicon.numbered()));
    assert!(built.learned.rows().eq(shipped.learned.rows()));
    assert_eq!(built.registry.files(), shipped.registry.files());
    assert_eq!(built.lexicon.files(), shipped.lexicon.files());
    assert_eq!(built.learned.files(), shipped.learned.files());
    assert_eq!(built.learned.header(), shipped.learned.header());
    for actor in built.registry.actors() {
        assert_eq!(shipped.registry.get(actor.id), built.registry.get(actor.id), "{}", actor.id);
    }
    for form in [Form::Exact, Form::Lower, Form::Stem] {
        for (symbol, text) in built.symbols.forms(form) {
            assert_eq!(shipped.symbols.get(form, text), symbol, "{text}");
            assert_eq!(shipped.symbols.opening(symbol), built.symbols.opening(symbol), "{text}");
        }
    }
}

#[test]
fn every_table_of_the_image_has_the_bytes_of_the_one_that_is_built() {
    let frozen = |knowledge: &Knowledge| {
        let mut writer = Writer::default();
        knowledge.freeze(&mut writer);
        writer.finish()
    };
    let (built, shipped) = (frozen(&built()), frozen(&shipped()));
    assert!(built.0 == shipped.0, "the texts differ");
    assert!(built.1 == shipped.1, "the tables differ");
}

#[test]
fn the_shipped_lexicons_are_generous_and_no_row_of_theirs_is_in_the_way_of_another() {
    let shipped = shipped();
    assert!(shipped.registry.actors().len() > 4_000);
    assert!(shipped.lexicon.entries().count() > 20_000);
    assert_eq!(built().lexicon.overridden().count(), 0);
    let live = built().registry.aliases().count();
    assert_eq!(built().registry.aliases().last().map(|(number, _)| number + 1), Some(live));
}

#[test]
fn a_users_file_over_the_frozen_index_does_what_it_does_over_the_built_one() {
    let words = "term\tkind\tpolarity\npraise\tcue\t0\nunderwhelming\tcue\t-1.5\n";
    let actors = "actor_id\tname\tkind\talias\nx\tX\tother\tKremlin\n";
    let layered = |knowledge: Knowledge| {
        let (mut registry, mut lexicon) = (knowledge.registry.clone(), knowledge.lexicon.clone());
        registry.layer("mine.tsv", actors).unwrap();
        lexicon.layer("mine.tsv", words).unwrap();
        let learned = knowledge.learned.clone();
        let mut writer = Writer::default();
        knowledge.with(registry, lexicon, learned).unwrap().freeze(&mut writer);
        writer.finish()
    };
    assert!(layered(built()) == layered(shipped()));
}
