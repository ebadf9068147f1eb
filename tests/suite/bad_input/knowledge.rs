//! Invalid lexicons and actor files.

use crate::support::Place;

/// An annotated TSV; its rows begin in line 4.
fn tsv(header: &str, rows: &str) -> String {
    format!("#! id = mine\n# Made up for a test.\n{header}\n{rows}")
}

#[track_caller]
fn assert_lexicon_refused(header: &str, rows: &str, says: &[&str]) {
    let place = Place::with_a_good_text().file("mine.tsv", tsv(header, rows));
    place.assert_refused(&["in", "--lexicon", "mine.tsv"], says);
}

#[test]
fn a_lexicon_with_an_entry_twice_is_refused() {
    assert_lexicon_refused(
        "term\tkind\tpolarity",
        "seaworthy\tcue\t1\nleaky\tcue\t-1\nseaworthy\tcue\t2\n",
        &["mine.tsv:6:", "'seaworthy'", "line 4", "keep one"],
    );
}

#[test]
fn a_lexicon_with_a_word_for_a_number_is_refused() {
    let says = ["mine.tsv:4:", "polarity", "'lots'", "from -3 to 3"];
    assert_lexicon_refused("term\tkind\tpolarity", "seaworthy\tcue\tlots\n", &says);
}

#[test]
fn a_lexicon_with_a_number_out_of_range_is_refused() {
    for number in ["3.5", "-1e999", "NaN", "inf"] {
        let quoted = format!("'{number}'");
        let says = ["mine.tsv:5:", "polarity", &quoted, "from -3 to 3"];
        assert_lexicon_refused(
            "term\tkind\tpolarity",
            &format!("leaky\tcue\t-1\nseaworthy\tcue\t{number}\n"),
            &says,
        );
    }
}

#[test]
fn a_lexicon_with_an_unknown_column_is_refused() {
    let says = ["mine.tsv:3:", "'score'", "polarity, agent, patient"];
    assert_lexicon_refused("term\tkind\tscore", "seaworthy\tcue\t1\n", &says);
}

#[test]
fn a_lexicon_with_an_unknown_kind_is_refused() {
    let says = ["mine.tsv:4:", "'adjective'", "cue, negator, intensifier"];
    assert_lexicon_refused("term\tkind\tpolarity", "seaworthy\tadjective\t1\n", &says);
}

#[test]
fn lines_of_a_lexicon_are_counted_past_remarks_and_whatever_their_ends() {
    for end in ["\n", "\r\n"] {
        let lines =
            ["# Made up.", "term\tkind\tpolarity", "leaky\tcue\t-1", "# At sea:", "", "seaworthy\tcue\tlots"];
        let place = Place::with_a_good_text().file("mine.tsv", lines.join(end));
        place.assert_refused(&["in", "--lexicon", "mine.tsv"], &["mine.tsv:6:", "'lots'"]);
    }
}

#[test]
fn a_lexicon_that_does_not_exist_is_refused() {
    let place = Place::with_a_good_text();
    place.assert_refused(&["in", "--lexicon", "typo.tsv"], &["typo.tsv", "cannot be read"]);
}

#[track_caller]
fn assert_actors_refused(columns: &str, rows: &str, says: &[&str]) {
    let header = format!("actor_id\tname\tkind\talias\t{columns}");
    let place = Place::with_a_good_text().file("mine.tsv", tsv(&header, rows));
    place.assert_refused(&["in", "--actors", "mine.tsv"], says);
}

#[test]
fn actors_that_are_aliases_of_each_other_are_refused() {
    assert_actors_refused(
        "note",
        "gull\tGull Line\tcompany\tTern Line\t\ntern\tTern Line\tcompany\tGull Line\t\n",
        &["mine.tsv:5:", "aliases of each other", "line 4", "one of the two"],
    );
}

#[test]
fn actors_whose_parents_run_in_a_circle_are_refused() {
    assert_actors_refused(
        "parent",
        "gull\tGull Line\tcompany\tGull Line\ttern\ntern\tTern Line\tcompany\tTern Line\tgull\n",
        &["mine.tsv:4:", "gull -> tern -> gull", "empty one of them"],
    );
}

#[test]
fn an_actor_with_a_date_that_is_none_is_refused() {
    let says = ["mine.tsv:4:", "'2031-13-01'", "2031-02-14"];
    assert_actors_refused("from", "gull\tGull Line\tcompany\tGull Line\t2031-13-01\n", &says);
}

#[test]
fn an_actor_with_dates_out_of_order_is_refused() {
    let says = ["mine.tsv:4:", "from 2031-05-01 to 2030-01-01", "not after"];
    assert_actors_refused("from\tto", "gull\tGull Line\tcompany\tGull Line\t2031-05-01\t2030-01-01\n", &says);
}
