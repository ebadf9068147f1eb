//! Lexicons of other tools, and the check of lexicons, through the program. All words in them are invented.

use crate::support::{Output, Place};
use standpoint::lexicon::Lexicon;

const HEADER: &str = "term\tkind\tpolarity\n";
const COLUMNS: &str = "term\tkind\tpolarity\tagent\tpatient\trelation\tfactor\tnote";
const TEXT: &str = "The plockful pilots of Peru sailed at noon.\n";

impl Place {
    /// What the check of lexicons reports.
    #[track_caller]
    fn check(&self, arguments: &[&str]) -> String {
        self.run(&[&["lexicon", "check"], arguments].concat()).code(0).printed()
    }
}

/// The terms of a native file with their polarities.
fn entries(native: &str) -> Vec<(String, f64)> {
    let mut lexicon = Lexicon::default();
    lexicon.layer("converted.tsv", native).unwrap();
    lexicon.entries().map(|entry| (entry.term.to_owned(), entry.polarity)).collect()
}

/// Converts the file, whose entries come out as `expected` with these notes; then scores with it directly and
/// converted, and both see `plockful`.
fn assert_converts(name: &str, bytes: &[u8], expected: &[(&str, f64)], notes: &[&str]) {
    let place = Place::new().file(name, bytes);
    let (converted, said) = place.output(&["lexicon", "convert", name], 0);
    let expected: Vec<(String, f64)> = expected.iter().map(|(term, n)| ((*term).to_owned(), *n)).collect();
    assert_eq!(entries(&converted), expected, "{name}");
    for note in notes {
        let lines: Vec<&str> = said.lines().filter(|line| line.contains(note)).collect();
        assert_eq!(lines.len(), 1, "{note} in {said}");
        assert!(lines[0].starts_with(&format!("{name}: ")), "{}", lines[0]);
    }
    place.write("mine.tsv", &converted);
    let score = |file: &str| place.run_on(TEXT, &["stance", "--rules-only", "--lexicon", file]).code(0);
    let (direct, native) = (score(name), score("mine.tsv"));
    let rows = direct.printed();
    assert!(rows.contains(",PER,") && rows.contains("plockful"), "{rows}");
    assert_eq!(rows, native.printed());
    assert_eq!(native.said(), "");
    assert_eq!(direct.said(), said, "notes are said once, and the same");
    let quiet = place.run_on(TEXT, &["stance", "--rules-only", "-q", "--lexicon", name]);
    assert_eq!((quiet.said().as_str(), quiet.printed()), ("", rows));
}

#[test]
fn vader_is_converted_and_used() {
    assert_converts(
        "v.txt",
        b"$:\t-1.5\t0.8\t[-1, -2]\nPlockful\t2.0\t0.5\t[2, 2]\nvell\t-4\t0.3\t[-4]\nvell\t-4\t0.3\t[-4]\n",
        &[("plockful", 1.5), ("vell", -3.0)],
        &["read as vader, 2 entries", "times 3/4", "without a letter or digit", "merged"],
    );
}

#[test]
fn afinn_is_converted_and_used() {
    assert_converts(
        "AFINN.txt",
        "plockful\t-5\nnot vell\t5\nhalf-vell\t1\nna\u{ef}vell\t-2\nvoid\t0\n".as_bytes(),
        &[("plockful", -3.0), ("not vell", 3.0), ("half-vell", 0.6), ("na\u{ef}vell", -1.2)],
        &["read as afinn, 4 entries", "times 3/5", "terms of value 0"],
    );
}

#[test]
fn liwc_with_mac_line_ends_and_padded_numbers_is_converted_and_used() {
    assert_converts(
        "l.dic",
        b"%\r01\tPosemo\r02 negemo\r03\tother\r%\rplock*\t1\rplockful\t01\rvell\xe9\t2\rbrell\t3\rdorr\t1\t2\r",
        &[("plock*", 1.0), ("plockful", 1.0), ("vell\u{e9}", -1.0)],
        &["windows-1252", "terms of other categories", "favourable and critical categories"],
    );
}

#[test]
fn quanteda_yaml_with_words_that_are_booleans_is_converted_and_used() {
    assert_converts(
        "q.yml",
        b"# mine\npositive:\n  - plockful\n  - yes\nnegative:\n  - no\n  - well v*ll\n  - 'brell dorr'\n",
        &[("plockful", 1.0), ("yes", 1.0), ("no", -1.0), ("brell dorr", -1.0)],
        &["read as quanteda", "`*` or `?` inside"],
    );
}

#[test]
fn nrc_is_converted_and_used() {
    assert_converts(
        "n.txt",
        b"plockful\tfear\t1\nplockful\tnegative\t1\nplockful\tpositive\t0\nvell\tpositive\t1\nbrell\tjoy\t1\n",
        &[("plockful", -1.0), ("vell", 1.0)],
        &["read as nrc, 2 entries"],
    );
}

#[test]
fn wordstat_with_rules_is_converted_and_used() {
    assert_converts(
        "w.cat",
        b"POSITIVE\r\n\tPLOCKFUL (1)\r\n\tBRELL_DORR (1)\r\n\t@NOTVELL [VELL NEAR NOT] (1)\r\nNEGATIVE\r\n\tVELL (1)\r\n",
        &[("plockful", 1.0), ("brell dorr", 1.0), ("vell", -1.0)],
        &["read as wordstat", "rules, left out: 1"],
    );
}

#[test]
fn a_table_is_converted_and_used() {
    assert_converts(
        "t.csv",
        "\u{feff}word,score\nplockful,10\n\"vell, brell\",-5\ndorr,\n".as_bytes(),
        &[("plockful", 3.0), ("vell, brell", -1.5)],
        &["read as csv", "times 3/10", "without a value"],
    );
}

#[test]
fn categories_id_and_output_can_be_chosen() {
    let dic = b"%\n1\tVirtue\n2\tVice\n%\nplockful\t1\nvell\t2\n";
    let place = Place::new().file("m.dic", dic);
    let refused = place.run_on(TEXT, &["stance", "--lexicon", "m.dic"]).code(2).said();
    assert!(refused.contains("lexicon convert --favourable NAME"), "{refused}");
    assert!(refused.trim_end().ends_with("there are: Virtue, Vice"), "{refused}");
    let arguments = ["--favourable", "virtue", "--critical", "Vice", "--id", "moral", "-o", "moral.tsv"];
    place.run(&[&["lexicon", "convert", "m.dic"][..], &arguments].concat()).code(0).stdout("");
    let native = place.read("moral.tsv");
    assert!(native.starts_with("#! id = moral\n") && native.contains(COLUMNS), "{native}");
    assert!(native.contains("#! source = m.dic (liwc)\n"), "{native}");
    assert_eq!(entries(&native), [("plockful".to_owned(), 1.0), ("vell".to_owned(), -1.0)]);
}

#[test]
fn what_cannot_be_converted_is_refused_and_nothing_is_written() {
    let native = format!("{HEADER}plockful\tcue\t1\n");
    let learned = "#! format = 3\nterm\tcontext\tfavourable\tcritical\nplock\tword\t1\t0\n";
    let place = Place::new()
        .file("native.tsv", native)
        .file("learned.tsv", learned)
        .file("unclear.txt", "plockful 2\nvell 9\n")
        .file("a.txt", "plockful\t2\nvell\t-1\n")
        .file("bad.txt", "plockful\t2\nvell\tbad\n");
    let all = "vader, afinn, liwc, quanteda, nrc, wordstat, csv";
    for (arguments, says) in [
        (&["native.tsv"][..], "native.tsv: is a lexicon of standpoint already"),
        (&["native.tsv", "--from", "csv"], "is a lexicon of standpoint already"),
        (&["learned.tsv"], "is a learned table of standpoint already"),
        (&["unclear.txt"], all),
        (&["a.txt", "--from", "excel"], all),
        (&["a.txt", "--favourable", "joy"], "no categories"),
        (&["a.txt", "-o", "./a.txt"], "name another file"),
        (&["bad.txt", "--from", "afinn"], "bad.txt:2: 'bad' is not a number"),
        (&["typo.txt"], "cannot be read"),
    ] {
        place.run(&[&["lexicon", "convert"], arguments].concat()).code(2).stdout("").says(&[says]);
    }
    assert_eq!(place.read("a.txt"), "plockful\t2\nvell\t-1\n");
    place.run_on(TEXT, &["stance", "--lexicon", "unclear.txt"]).code(2).says(&[all]);
}

#[test]
fn an_encrypted_dictionary_is_refused_with_advice() {
    let bytes: Vec<u8> = (0..2000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    let place = Place::new().file("l.dic", bytes);
    place.run_on(TEXT, &["stance", "--lexicon", "l.dic"]).code(2).says(&["export it as a plain .dic"]);
}

#[test]
fn the_shipped_lexicon_is_checked() {
    let text = Place::new().check(&[]);
    assert!(text.contains("lexicons/en/stance/verbs.tsv: "), "{text}");
    assert!(text.contains("lexicons/en/learned.tsv: en-learned, licence: MIT OR Apache-2.0"), "{text}");
    assert!(!text.contains("can never match"), "{text}");
}

#[test]
fn a_check_names_id_licence_kinds_and_every_finding_of_its_files() {
    let first = format!(
        "#! id = first\n#! license = CC0\n{HEADER}plockful\tcue\t1\nvell\tcue\t-1\nvell\tneutral\t\n\
         generals\tcue\t1\ngeneral*\tcue\t-1\nbrell-dorr\tcue\t1\nbrell dorr\tcue\t1\nturkey\tcue\t-1\n\
         praising*\tcue\t1\npraised*\tcue\t1\n"
    );
    let place = Place::new().file("first.tsv", first).file("second.txt", "plockful\t-2\nzorr\t1\n");
    let text = place.check(&["first.tsv", "second.txt"]);
    for line in [
        "first.tsv: first, licence: CC0, 9 entries (8 cue, 1 neutral)",
        "second.txt: second, no licence stated, 2 entries (2 cue)",
        "first.tsv:4: 'plockful' has the opposite sign, and is overridden, at second.txt:1",
        "first.tsv:5: 'vell' is hidden by the neutral entry at first.tsv:6",
        "first.tsv:8: 'general*' takes in 'generals' by its stem, which has the opposite sign at first.tsv:7",
        "first.tsv:10: 'brell dorr' is read as the words of 'brell-dorr' (first.tsv:9), which it overrides",
        "first.tsv:11: 'turkey' is also a name of TUR, and no cue where it stands for it",
        "first.tsv:13: 'praised*' has the stem of 'praising*' (first.tsv:12), which it overrides",
        "11 entries, 6 findings",
    ] {
        assert!(text.lines().any(|there| there == line), "{line}\nis not in\n{text}");
    }
    let broken = Place::new().file("a.tsv", "term\tkind\tpolarity\nplock\tcue\tlots\n");
    broken.run(&["lexicon", "check", "a.tsv"]).code(2);
    broken.run(&["lexicon", "check", "typo.tsv"]).code(2);
}

fn learned(beside: &str) -> String {
    format!(
        "#! id = mine\n#! format = 3\n{beside}#! prior_favourable = 0\n#! prior_critical = 0\n\
         term\tcontext\tfavourable\tcritical\tsupport\nplock\tword\t1\t0\t9\nno such thing\trelation\t1\t0\t9\n"
    )
}

#[test]
fn a_learned_table_is_checked_beside_the_lexicon() {
    let shipped = format!("#! beside = {}\n", standpoint::shipped::knowledge().unwrap().lexicon.sha256());
    for (beside, says) in [
        (shipped.as_str(), "fitted beside this lexicon"),
        ("#! beside = 0123\n", "fitted beside another lexicon"),
        ("", "does not say beside which lexicon it was fitted"),
    ] {
        let place = Place::new().file("l.tsv", learned(beside));
        let text = place.check(&["l.tsv"]);
        assert!(text.contains(&format!("l.tsv: mine, no licence stated, 2 learned rows, {says}")), "{text}");
        assert!(text.contains("'no such thing' (relation) can never match beside this lexicon"), "{text}");
    }
}

#[test]
fn entries_are_counted_in_a_corpus() {
    let words =
        format!("{HEADER}plockful\tcue\t1\nfar plockful\tcue\t1\nnever\tnegator\t\nunseen\tcue\t-1\n");
    let place = Place::new()
        .file("words.tsv", words)
        .file("texts/a.txt", "Plockful pilots never sail.")
        .file("texts/b.txt", "It was far plockful, plockful and dull.\n");
    let text = place.check(&["words.tsv", "--corpus", "texts"]);
    for line in [
        "2 documents, 11 tokens: 3 of 4 entries occur",
        "363.6 tokens in 1,000 are cues",
        "words.tsv: 3 of 4 entries occur (75.0 %)",
        "      2  plockful (cue)",
        "      1  far plockful (cue)",
        "      1  never (negator)",
    ] {
        assert!(text.lines().any(|there| there == line), "{line}\nis not in\n{text}");
    }
    place.run(&["lexicon", "check", "words.tsv", "--corpus", "nowhere"]).failure().stdout("");
}

#[test]
fn possessives_stand_for_one_another_in_a_phrase_and_one_adverb_may_be_inserted() {
    let words = format!("{HEADER}plockful in its nest\tcue\t1\nplockful in our nest\tcue\t1\n");
    let text = "Plockful in their nest. Plockful in her nest. Plockful well in its nest. Plockful in our nest. \
                Plockful hard in its nest. Plockful very well in its nest. Plockful in a nest.";
    let place = Place::new().file("words.tsv", words).file("a.txt", text);
    let text = place.check(&["words.tsv", "--corpus", "a.txt"]);
    for line in ["      3  plockful in its nest (cue)", "      1  plockful in our nest (cue)"] {
        assert!(text.lines().any(|there| there == line), "{line}\nis not in\n{text}");
    }
}

const ELSEWHERE: &str = "the learned table mine was fitted beside another lexicon; its weights still hold, less \
                         exactly; 'standpoint lexicon learn' fits one beside this lexicon\n";

#[test]
fn a_learned_table_beside_another_lexicon_is_told_once_where_the_user_changed_the_lexicon() {
    let table = learned("#! beside = 0123\n").replace("no such thing\trelation\t1\t0\t9\n", "");
    let words = format!("{HEADER}plockful\tcue\t1\n");
    let place = Place::new().file("l.tsv", &table).file("words.tsv", &words);
    let stance = |arguments: &[&str]| place.run_on(TEXT, &[&["stance"], arguments].concat()).said();
    assert_eq!(stance(&["--lexicon", "l.tsv"]), "");
    assert_eq!(stance(&["--lexicon", "l.tsv", "--lexicon", "words.tsv"]), ELSEWHERE);
    assert_eq!(stance(&["-q", "--lexicon", "l.tsv", "--lexicon", "words.tsv"]), "");
    assert_eq!(stance(&["--rules-only", "--lexicon", "l.tsv", "--lexicon", "words.tsv"]), "");
    let mut layered = standpoint::shipped::knowledge().unwrap().lexicon;
    layered.layer("words.tsv", &words).unwrap();
    let fits = table.replace("0123", &layered.sha256());
    place.write("l.tsv", fits);
    assert_eq!(stance(&["--lexicon", "l.tsv", "--lexicon", "words.tsv"]), "");
}

#[test]
fn flags_that_did_nothing_are_refused() {
    let place = Place::new();
    for arguments in [
        ["lexicon", "list", "--rules-only"],
        ["lexicon", "list", "--no-default-actors"],
        ["actors", "list", "--no-default-lexicon"],
        ["actors", "list", "--rules-only"],
    ] {
        place.run(&arguments).code(2);
    }
}
