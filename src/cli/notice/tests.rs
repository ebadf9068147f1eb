//! Each notice is a line with its way out.

use super::*;
use standpoint::ingest::{Ledger, Skip};

fn text(notice: &Notice<'_>) -> String {
    notice.text(&Used::default())
}

fn ledger(reasons: &[Reason]) -> Ledger {
    let skip = |&reason| Skip { path: "a.csv".into(), row: None, reason, detail: String::new() };
    Ledger { skips: reasons.iter().map(skip).collect(), ..Ledger::default() }
}

#[test]
fn dates_in_paths_come_with_the_pattern_that_reads_them() {
    let dates =
        DatesInPaths { documents: 2, example: "in/2031-05-02_a.txt".into(), pattern: "{date}_*".into() };
    let notice = Notice::DatesInPaths(&dates);
    let said = text(&notice);
    assert!(
        said.starts_with("2 texts have no date but in the path, such as in/2031-05-02_a.txt; "),
        "{said}"
    );
    assert!(said.contains("--path-pattern '{date}_*'"), "{said}");
    let used = Used { path_pattern: true, ..Used::default() };
    assert!(!notice.text(&used).contains("--path-pattern"));
}

#[test]
fn each_kind_has_its_text() {
    let path = Path::new("out/here");
    let groups = ["North".to_owned(), "South".to_owned()];
    for (notice, expected) in [
        (Notice::PassedOver(PassedOver::Results(1)), "1 result of standpoint passed over"),
        (
            Notice::Analyzed { documents: 1, topics: 0, tables: 15, rows: 40, directory: path, page: true },
            "1 document, 0 topics: wrote 15 tables (40 rows) to out/here; open report.html there first",
        ),
        (Notice::NamesTaken(2), "2 names taken for actors that the registry does not have"),
        (Notice::ModelSaved { topics: 6, path }, "saved a model of 6 topics to out/here"),
        (
            Notice::InNoTopic { without: 1, documents: 3, topics: 6 },
            "1 of 3 documents is in none of the model's 6 topics",
        ),
        (
            Notice::InNoTopic { without: 2, documents: 2, topics: 6 },
            "2 of 2 documents are in none of the model's 6 topics",
        ),
        (
            Notice::LexiconRead { path: "v.txt", format: ForeignFormat::Vader, entries: 1 },
            "v.txt: read as vader, 1 entry",
        ),
        (
            Notice::ActorsRead { path: "c.txt", format: ActorFormat::Petrarch, aliases: 3, notes: 1 },
            "c.txt: read as petrarch, 3 aliases, 1 row left out or changed",
        ),
        (Notice::ActorsNote { path: "c.txt", line: 3, note: "no code" }, "c.txt:3: no code"),
        (
            Notice::NamesListed { documents: 3, names: 4, least: 2, listed: 1 },
            "3 documents: 4 names of at least 2 mentions that no actor goes by, 1 listed",
        ),
        (Notice::TableLearned { rows: 7, path }, "wrote 7 rows to out/here"),
        (Notice::FewerMentions(1), "1 mention, one an actor and sentence; there are no more"),
        (
            Notice::Compared { groups: &groups, documents: [1, 2], of_neither: 0 },
            "1 document of North, 2 documents of South, 0 of neither",
        ),
        (Notice::PairMissing { doc_id: "d", actor_id: "PER" }, "not in the results: 'd' toward 'PER'"),
        (Notice::MorePairsMissing(2), "2 more are not in the results"),
        (Notice::DocumentMissing("d"), "not in the result: 'd'"),
        (Notice::MoreDocumentsMissing(2), "2 more are not in the result"),
        (Notice::LabelsScored { texts: 8, seconds: 2.0 }, "8 texts, 4 a second"),
    ] {
        assert_eq!(text(&notice), expected);
        assert_eq!(notice.to_string(), expected, "it has no hint");
    }
}

#[test]
fn markup_that_was_removed_can_be_left() {
    let one = "1 HTML tag or entity in the texts was removed or decoded; --no-clean-up markup leaves them";
    assert_eq!(text(&Notice::Markup(1)), one);
    let two =
        "2 HTML tags and entities in the texts were removed or decoded; --no-clean-up markup leaves them";
    assert_eq!(text(&Notice::Markup(2)), two);
}

#[test]
fn what_is_said_of_texts_has_a_count_a_place_and_a_way_out() {
    let tally =
        |count| Tally { count, first: standpoint::ingest::Location { path: "a.csv".into(), row: Some(3) } };
    let (one, two) = (tally(1), tally(2));
    for (notice, expected) in [
        (
            Notice::Remarked(&Remark::Mojibake, &two),
            "2 texts look like UTF-8 read as Latin-1 (Ã© for é): the first is a.csv#3; export them again as UTF-8",
        ),
        (
            Notice::Remarked(&Remark::Detected("windows-1252"), &one),
            "1 text that is not UTF-8 read as windows-1252: a.csv#3; --encoding names another",
        ),
        (Notice::Remarked(&Remark::Empty, &one), "1 text without a word: a.csv#3"),
        (
            Notice::SomeWithout { without: 1, documents: 3 },
            "1 of 3 documents mentions no actor that is listed; --discover 20 takes the names in them for \
             actors, 'standpoint actors discover' lists them",
        ),
        (
            Notice::PassedOver(PassedOver::Links(2)),
            "2 symbolic links not followed; --follow goes through them",
        ),
        (Notice::NothingThere { place: "stdin".into() }, "there are no documents in stdin: it is empty"),
    ] {
        assert_eq!(text(&notice), expected);
    }
}

#[test]
fn the_list_of_all_is_not_advised_where_all_are_listed() {
    let verbose = Used { verbose: true, ..Used::default() };
    let warnings = Notice::MoreWarnings(2);
    assert_eq!(text(&warnings), "2 more warnings; -v lists all");
    assert_eq!(warnings.text(&verbose), "2 more warnings");
    assert_eq!(text(&Notice::MoreSkipped(1)), "1 more skipped; -v lists all");
    assert_eq!(Notice::MoreSkipped(1).text(&verbose), "1 more skipped");
}

#[test]
fn where_nobody_is_found_it_is_said_what_to_do() {
    let notice = Notice::NobodyFound { documents: 2, names: 8 };
    let sentence = "no listed actor found in 2 documents; 8 names there that no actor goes by";
    assert_eq!(notice.to_string(), sentence);
    let advice =
        "try --discover 20, or list yours with --actors FILE ('standpoint actors discover' begins one)";
    assert_eq!(text(&notice), format!("{sentence}; {advice}"));
    let actors = Used { actors: true, ..Used::default() };
    assert_eq!(notice.text(&actors), format!("{sentence}; try --discover 20"));
    let both = Used { discover: true, ..actors };
    assert_eq!(notice.text(&both), sentence);
    let empty = Notice::NobodyFound { documents: 1, names: 0 };
    assert_eq!(text(&empty), "no listed actor found in the text; list yours with --actors FILE");
}

#[test]
fn languages_without_lexicons_are_counted_the_most_frequent_first() {
    let counts = BTreeMap::from([("de".to_owned(), 1), ("fr".to_owned(), 2)]);
    let notice = Notice::OtherLanguages { documents: 9, languages: &counts };
    let sentence = "3 of 9 documents are in a language without lexicons: 2 French (fr), 1 German (de); they have \
                    terms and topics, but no stance";
    assert_eq!(notice.to_string(), sentence);
    assert_eq!(text(&notice), format!("{sentence}; --language en reads every text as English"));
    assert_eq!(notice.text(&Used { language: true, ..Used::default() }), sentence);
    let one = BTreeMap::from([("pl".to_owned(), 1)]);
    let notice = Notice::OtherLanguages { documents: 1, languages: &one };
    assert!(
        notice
            .to_string()
            .starts_with("1 of 1 document is in a language without lexicons: 1 Polish (pl); it")
    );
}

#[test]
fn learning_is_advised_where_learned_tables_count() {
    let notice = Notice::FittedElsewhere { table: "mine" };
    let sentence =
        "the learned table mine was fitted beside another lexicon; its weights still hold, less exactly";
    assert_eq!(notice.to_string(), sentence);
    let advised = format!("{sentence}; 'standpoint lexicon learn' fits one beside this lexicon");
    assert_eq!(text(&notice), advised);
    assert_eq!(notice.text(&Used { rules_only: true, ..Used::default() }), sentence);
}

#[test]
fn texts_are_asked_for_where_none_are_named() {
    let notice = Notice::CoherenceNeedsTexts;
    assert_eq!(text(&notice), "coherence is counted in texts: name them with --corpus");
    assert_eq!(notice.text(&Used { corpus: true, ..Used::default() }), "coherence is counted in texts");
}

#[test]
fn without_flags_the_summary_of_skips_is_that_of_the_ledger() {
    let all = [Reason::BadJson, Reason::NotUtf8, Reason::NotThere, Reason::NotUtf8, Reason::TooLong];
    let ledger = ledger(&all);
    let notice_text = text(&Notice::InputsSkipped(&ledger.skips_by_reason()));
    assert_eq!(Some(notice_text), ledger.summary());
}

#[test]
fn the_summary_of_skips_leaves_out_flags_that_are_given() {
    let counts = ledger(&[Reason::NotUtf8, Reason::NotUtf8, Reason::NoTextColumn]).skips_by_reason();
    let notice = Notice::InputsSkipped(&counts);
    let encoding = Used { encoding: true, ..Used::default() };
    assert_eq!(
        notice.text(&encoding),
        "3 inputs skipped: 2 not UTF-8 (replace bad bytes with --lossy), 1 table without a text column \
         (name it with --text-column)"
    );
    let all = Used { lossy: true, text_column: true, ..encoding };
    let bare = "3 inputs skipped: 2 not UTF-8, 1 table without a text column";
    assert_eq!(notice.text(&all), bare);
    assert_eq!(notice.to_string(), bare);
}
