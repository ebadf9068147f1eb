//! The examples compile and run.

#[path = "../../examples/articles_to_stances.rs"]
mod articles_to_stances;
#[path = "../../examples/keep_topics.rs"]
mod keep_topics;
#[path = "../../examples/own_words.rs"]
mod own_words;
#[path = "../../examples/score_text.rs"]
mod score_text;

#[test]
fn a_text_is_scored() {
    score_text::main().unwrap();
}

#[test]
fn a_csv_of_articles_becomes_a_csv_of_stances() {
    articles_to_stances::main().unwrap();
}

#[test]
fn topics_are_kept_and_used_again() {
    keep_topics::main().unwrap();
}

#[test]
fn words_and_actors_of_ones_own_are_laid_over_the_shipped_ones() {
    own_words::main().unwrap();
}
