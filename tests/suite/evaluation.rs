//! Evaluation, coding sheets and learned tables: printed figures equal those computed by hand, and invalid files are
//! refused with their position.

use crate::support::{CORPUS, Output, Place, Row};

/// Two invented words and nothing else.
const WORDS: &str = "#! id = mine\n#! version = 1\n#! license = none\n#! source = invented\nterm\tkind\tpolarity\n\
                     glorbous\tcue\t3\nsnarvish\tcue\t-3\n";

impl Place {
    /// What is printed by a run that succeeds.
    #[track_caller]
    fn stdout(&self, arguments: &[&str]) -> String {
        self.run(arguments).code(0).printed()
    }

    /// What is said of a usage error; nothing is printed.
    #[track_caller]
    fn refused(&self, arguments: &[&str]) -> String {
        self.run(arguments).code(2).stdout("").said()
    }
}

/// A line of labelled mentions: the text with its mention, by code points.
fn line(id: &str, text: &str, mention: &str, label: &str) -> String {
    let start = text.split_once(mention).unwrap().0.chars().count();
    let end = start + mention.chars().count();
    let mention = serde_json::json!({"id": format!("{id}:0"), "start": start, "end": end, "label": label});
    serde_json::json!({"id": id, "text": text, "mentions": [mention]}).to_string() + "\n"
}

/// [`line`] with the words that a reader underlined.
fn underlined(id: &str, text: &str, mention: &str, label: &str, words: &[&str]) -> String {
    let span = |word: &&str| {
        let start = text.split_once(*word).unwrap().0.chars().count();
        [start, start + word.chars().count()]
    };
    let mut row: serde_json::Value = serde_json::from_str(&line(id, text, mention, label)).unwrap();
    row["mentions"][0]["cues"] = words.iter().map(span).collect::<Vec<_>>().into();
    format!("{row}\n")
}

/// The figure in the line that begins with `name`.
fn figure<'a>(report: &'a str, name: &str) -> &'a str {
    let found = report.lines().find_map(|line| line.strip_prefix(name).filter(|rest| rest.starts_with(' ')));
    found.and_then(|rest| rest.split_whitespace().next()).unwrap_or("missing")
}

#[test]
fn figures_of_mentions_are_those_of_the_hand() {
    let place = Place::new();
    place.write("words.tsv", WORDS);
    let gold = [
        ("The glorbous Peru left.", "Peru", "favourable"),
        ("The glorbous Chile left.", "Chile", "favourable"),
        ("The glorbous Spain left.", "Spain", "neutral"),
        ("The snarvish Peru left.", "Peru", "critical"),
        ("The snarvish Chile left.", "Chile", "favourable"),
        ("The table is in Peru.", "Peru", "critical"),
        ("The table is in Chile.", "Chile", "neutral"),
        ("The table is in Spain.", "Spain", "neutral"),
    ];
    let lines = gold
        .iter()
        .enumerate()
        .map(|(at, (text, mention, label))| line(&at.to_string(), text, mention, label));
    place.write("gold.jsonl", lines.collect::<String>());
    let mut arguments = vec!["evaluate", "mentions", "gold.jsonl", "--lexicon", "words.tsv"];
    arguments.extend(["--no-default-lexicon", "--predictions", "p.csv"]);
    let report = place.stdout(&arguments);
    // Critical: 2 labelled, 2 predicted, 1 both. Favourable: 3, 3, 2. Neutral: 3, 3, 2.
    for row in [
        "critical          2      0.500   0.500   0.500",
        "favourable        3      0.667   0.667   0.667",
        "neutral           3      0.667   0.667   0.667",
        "critical                        1          0          1",
        "favourable                      1          2          0",
        "neutral                         0          1          2",
    ] {
        assert!(report.lines().any(|line| line == row), "{row} is not in\n{report}");
    }
    assert_eq!(figure(&report, "accuracy"), "0.6250");
    // (1/2 + 2/3 + 2/3) / 3
    assert_eq!(figure(&report, "macro_f1"), "0.6111");
    // The confidences fall into three bins, one a kind of sentence: sum of |right - confidence| over 8.
    let predictions = place.read("p.csv");
    let confidences: Vec<f64> = predictions
        .lines()
        .skip(1)
        .map(|row| row.split(',').skip(2).take(3).map(|p| p.parse::<f64>().unwrap()).fold(0.0, f64::max))
        .collect();
    let gap =
        |rows: std::ops::Range<usize>, right: f64| (right - confidences[rows].iter().sum::<f64>()).abs();
    let error = (gap(0..3, 2.0) + gap(3..5, 1.0) + gap(5..8, 2.0)) / 8.0;
    assert_eq!(figure(&report, "calibration_error"), format!("{error:.4}"));
}

#[test]
fn figures_of_evidence_are_those_of_the_hand() {
    let place = Place::new();
    place.write("words.tsv", WORDS);
    let lines = [
        underlined("a", "The glorbous Peru left.", "Peru", "favourable", &["glorbous"]),
        // The strongest cue is another word.
        underlined("b", "The snarvish Chile left.", "Chile", "critical", &["left"]),
        // Predicted wrongly.
        underlined("c", "The glorbous Chile left.", "Chile", "critical", &["glorbous"]),
        underlined("d", "The table is in Spain.", "Spain", "neutral", &["table"]),
        // One of two spans; offsets are code points.
        underlined("e", "Café noise. The glorbous Peru left.", "Peru", "favourable", &["glorbous", "left"]),
        // Read, and nothing underlined; not read.
        underlined("f", "The glorbous Spain left.", "Spain", "favourable", &[]),
        line("g", "The snarvish Peru left.", "Peru", "critical"),
    ];
    place.write("gold.jsonl", lines.concat());
    let evaluate = |file: &str, evidence: &str| {
        let mut arguments = vec!["evaluate", "mentions", file, "--evidence", evidence];
        arguments.extend(["--lexicon", "words.tsv", "--no-default-lexicon"]);
        place.stdout(&arguments)
    };
    let report = evaluate("gold.jsonl", "e.csv");
    let mut table = csv::Reader::from_path(place.path("e.csv")).unwrap();
    let header: Vec<&str> = table.headers().unwrap().iter().collect();
    assert_eq!(header.join(","), "id,cue,rule,toward_favourable,toward_critical,start,end");
    let rows: Vec<Row> = table.deserialize().map(|row| row.unwrap()).collect();
    let per_mention = format!("{:.1}", rows.len() as f64 / 7.0);
    for (name, wanted) in [
        // a, b and e, of a, b, c and e.
        ("evidence_mentions", "3"),
        ("evidence_precision", "0.6667"),
        ("evidence_recall", "0.5000"),
        ("evidence_rows", per_mention.as_str()),
    ] {
        assert_eq!(figure(&report, name), wanted, "{name} in\n{report}");
    }
    assert!(report.contains("(predicted rightly, of 4 "), "{report}");
    let of_e: Vec<&Row> = rows.iter().filter(|row| row["id"] == "e:0").collect();
    let words: Vec<[&str; 4]> = of_e
        .iter()
        .filter(|row| !row["start"].is_empty())
        .map(|row| ["cue", "rule", "start", "end"].map(|column| row[column].as_str()))
        .collect();
    assert_eq!(words, [["glorbous", "polarity", "16", "24"]]);
    let prior = of_e.iter().find(|row| row["rule"] == "prior").unwrap();
    assert_eq!([&prior["cue"], &prior["start"], &prior["end"]], ["", "", ""]);
    // Without underlined words there are no such figures, but the evidence is written all the same.
    place.write("plain.jsonl", line("g", "The snarvish Peru left.", "Peru", "critical"));
    let report = evaluate("plain.jsonl", "plain.csv");
    assert!(!report.contains("evidence_"), "{report}");
    assert!(place.read("plain.csv").contains("\ng:0,snarvish,polarity,"));
}

const STANCE: &str = "doc_id,actor_id,stance,label\na,PER,-0.5,critical\na,CHL,0.4,favourable\nb,PER,,\n\
                      b,CHL,0.1,mixed\nc,PER,0.2,favourable\n";

const LABELS: &str = "doc_id,actor_id,label,coder\na,PER,critical,ann\na,PER,critical,ben\na,CHL,favourable,ann\n\
                      b,PER,critical,ann\nb,CHL,mixed,ann\nb,CHL,critical,ben\nc,PER,favourable,ann\n\
                      d,PER,favourable,ann\n";

#[test]
fn figures_of_documents_are_those_of_the_hand() {
    let place = Place::new();
    place.write("results/stance.csv", STANCE);
    place.write("labels.csv", LABELS);
    let report = place.stdout(&["evaluate", "labels", "labels.csv", "results"]);
    // Gold: critical (a PER, b PER), favourable (a CHL, c PER, d PER), neutral (b CHL: a tie).
    for row in [
        "critical          2      1.000   0.500   0.667",
        "favourable        3      1.000   0.667   0.800",
        "neutral           1      0.333   1.000   0.500",
    ] {
        assert!(report.lines().any(|line| line == row), "{row} is not in\n{report}");
    }
    for (name, wanted) in [
        ("pairs", "6"),
        ("accuracy", "0.6667"),
        // (2/3 + 4/5 + 1/2) / 3
        ("macro_f1", "0.6556"),
        // Favourable 0.4, 0.2, 0 against critical -0.5, 0: five and a half of six.
        ("auc", "0.9167"),
        // Ranks of the labels 1.5 1.5 3 5 5 5, of the stances 1 2.5 4 6 5 2.5: 11.25 / sqrt(15 * 17).
        ("spearman", "0.7045"),
        ("predicted_mixed", "1"),
        ("predicted_empty", "1"),
        ("not_in_results", "1"),
        ("labelled_mixed", "1"),
        ("coders", "2"),
        ("pairs_of_several", "2"),
        // Two pairs, labels c c and n c: 1 - 3 * 2 / 6.
        ("alpha_nominal", "0.0000"),
        ("alpha_ordinal", "0.0000"),
    ] {
        assert_eq!(figure(&report, name), wanted, "{name} in\n{report}");
    }
    let assert = place.run(&["evaluate", "labels", "labels.csv", "results"]);
    assert.stderr("not in the results: 'd' toward 'PER'\n");
}

#[test]
fn every_dialect_of_labels_and_results_gives_the_same_figures() {
    let place = Place::new();
    place.write("stance.csv", STANCE);
    place.write("labels.csv", LABELS);
    let plain = place.stdout(&["evaluate", "labels", "labels.csv", "stance.csv"]);
    let eu =
        |text: &str| format!("\u{feff}{}", text.replace(',', ";").replace('.', ",").replace('\n', "\r\n"));
    place.write("results/stance.csv", eu(STANCE));
    place.write("eu.csv", eu(LABELS));
    assert_eq!(place.stdout(&["evaluate", "labels", "eu.csv", "results"]), plain);
    assert!(!plain.contains("95 %") || plain.contains("by bootstrap over documents"), "{plain}");
}

#[test]
fn labels_of_documents_that_are_wrong_are_refused_with_their_place() {
    let place = Place::new();
    place.write("results/stance.csv", STANCE);
    place.write("empty/other.csv", "a\n");
    for (text, said) in [
        (
            "doc,actor_id,label\n",
            "l.csv:1: the column 'doc_id' is missing; the file has doc, actor_id, label",
        ),
        ("doc_id,actor_id,label\na,PER,good\n", "l.csv:2: unknown label 'good'; there are critical, neutral"),
        (
            "doc_id,actor_id,label,coder\na,PER,critical,x\na,PER,critical,y\na,PER,neutral,x\n",
            "l.csv:4: 'a' toward 'PER' by 'x' stands in line 2 already",
        ),
        ("doc_id,actor_id,label\n", "l.csv: no label in it"),
        (
            "doc_id,actor_id,label\nz/a,PER,neutral\n",
            "the labels have 'z/a' toward 'PER', the results 'a' toward",
        ),
    ] {
        place.write("l.csv", text);
        let found = place.refused(&["evaluate", "labels", "l.csv", "results"]);
        assert!(found.contains(said), "{found}");
    }
    place.write("l.csv", LABELS);
    let found = place.refused(&["evaluate", "labels", "l.csv", "empty"]);
    assert!(found.contains("empty: there is no stance.csv in it; name a directory"), "{found}");
    assert!(
        place.refused(&["evaluate", "labels", "none.csv", "results"]).contains("none.csv: cannot be read")
    );
    assert!(place.refused(&["evaluate", "labels", "l.csv", "none"]).contains("none: cannot be read"));
}

#[test]
fn labelled_mentions_that_are_wrong_are_refused_with_their_place() {
    let place = Place::new();
    let good = line("a", "Peru left.", "Peru", "neutral");
    for (lines, said) in [
        (good.replace("\"end\":4", "\"end\":40"), "gold.jsonl:1: mention 'a:0' stands from 0 to 40"),
        (good.replace("neutral", "fine"), "gold.jsonl:1: mention 'a:0' has the label 'fine'"),
        (
            good.replace("\"label\":", "\"cues\":[[5,9],[3,3]],\"label\":"),
            "gold.jsonl:1: a cue of mention 'a:0' stands from 3 to 3",
        ),
        (good.repeat(2), "gold.jsonl:2: mention 'a:0' stands in line 1 already"),
    ] {
        place.write("gold.jsonl", lines);
        let found = place.refused(&["evaluate", "mentions", "gold.jsonl"]);
        assert!(found.contains(said), "{found}");
    }
}

#[test]
fn ten_lines_are_too_few_to_learn_from() {
    let place = Place::new();
    let lines = (0..10).map(|at| line(&at.to_string(), "Peru left.", "Peru", "neutral"));
    place.write("ten.jsonl", lines.collect::<String>());
    let found = place.refused(&["lexicon", "learn", "ten.jsonl", "-o", "mine.tsv"]);
    assert!(found.contains("there are 0 mentions labelled critical; at least 10 of each class"), "{found}");
    assert!(!place.path("mine.tsv").exists());
}

#[test]
fn a_learned_table_that_cannot_be_used_is_refused() {
    let place = Place::new();
    let table = |format: &str, weight: &str| {
        format!(
            "#! id = mine\n#! version = 1\n#! format = {format}\n#! license = none\n#! prior_favourable = 0\n\
             #! prior_critical = 0\nterm\tcontext\tfavourable\tcritical\tsupport\nbrave\tword\t{weight}\t0\t5\n"
        )
    };
    place.write("a.txt", "Peru left.\n");
    for (text, said) in [
        (table("99", "0.1"), "mine.tsv: the learned table has format '99', this version reads"),
        (table("1", "NaN"), "mine.tsv:8: favourable = 'NaN' is not a number from -20 to 20"),
        (table("1", "inf"), "mine.tsv:8: favourable = 'inf' is not a number"),
        (table("1", "1e400"), "mine.tsv:8: favourable = '1e400' is not a number"),
    ] {
        place.write("mine.tsv", text);
        let found = place.refused(&["stance", "--lexicon", "mine.tsv", "a.txt"]);
        assert!(found.contains(said), "{found}");
    }
}

#[test]
fn a_sheet_is_the_same_on_any_number_of_threads_and_has_an_actor_once_a_sentence() {
    let place = Place::new();
    let sheet =
        |more: &[&str]| place.stdout(&[&["sample", CORPUS, "-n", "60", "--rules-only"], more].concat());
    let one = sheet(&["--threads", "1"]);
    assert_eq!(sheet(&["--threads", "3"]), one);
    assert_ne!(sheet(&["--seed", "2"]), one);
    let mut rows = csv::Reader::from_reader(one.as_bytes());
    let header: Vec<String> = rows.headers().unwrap().iter().map(str::to_owned).collect();
    assert_eq!(header.join(","), "sample_id,doc_id,actor_id,sentence_id,sentence,mention,label,start");
    let mut places = Vec::new();
    for (number, row) in (1..).zip(rows.records()) {
        let row = row.unwrap();
        assert_eq!(&row[0], format!("C{number}"));
        assert_eq!(&row[6], "");
        assert!(!row[4].is_empty() && !row[5].is_empty(), "{row:?}");
        places.push((row[1].to_owned(), row[2].to_owned(), row[3].to_owned()));
    }
    assert_eq!(places.len(), 60);
    places.sort();
    places.dedup();
    assert_eq!(places.len(), 60);
}

#[test]
fn strata_that_are_rare_are_drawn_as_often_as_the_others() {
    let place = Place::new();
    place.write("words.tsv", WORDS);
    for number in 0..30 {
        place.write(&format!("in/n{number}.txt"), "The table is in Chile.\n");
    }
    for number in 0..5 {
        place.write(&format!("in/f{number}.txt"), "The glorbous Chile left.\n");
        place.write(&format!("in/c{number}.txt"), "The snarvish Chile left.\n");
    }
    let arguments = ["sample", "in", "-n", "15", "--lexicon", "words.tsv", "--no-default-lexicon"];
    let sheet = place.stdout(&arguments);
    for word in ["glorbous", "snarvish", "table"] {
        assert_eq!(sheet.matches(word).count(), 5, "{word} in\n{sheet}");
    }
}

#[test]
fn a_sheet_that_is_there_is_kept_and_a_formula_in_it_does_not_run() {
    let place = Place::new();
    place.write("in/=a.txt", "Peru left the table.\n");
    let assert = place.run(&["sample", "in", "-o", "sheet.csv"]).code(0).stdout("");
    assert.stderr("1 mention, one an actor and sentence; there are no more\n");
    let sheet = place.read("sheet.csv");
    assert!(sheet.contains("\nC1,'=a.txt,PER,S1_z7ag6vzxhbg66s,Peru left the table.,Peru,,0\n"), "{sheet}");
    let found = place.refused(&["sample", "in", "-o", "sheet.csv"]);
    assert!(found.contains("sheet.csv: is there already") && found.contains("--force"), "{found}");
    place.run(&["sample", "in", "-o", "sheet.csv", "--force", "--for", "excel-eu"]).code(0);
    let sheet = place.read("sheet.csv");
    assert!(sheet.starts_with("\u{feff}sample_id;doc_id;"), "{sheet}");
    assert!(place.refused(&["sample", "in", "-n", "0"]).contains("from 1 to 1000000"));
}

#[test]
fn figures_of_topics_are_those_of_the_hand() {
    let place = Place::new();
    place.write("classes.csv", "id,label\na,x\nb,x\nc,y\nd,y\ne,y\n");
    place.write(
        "topics.csv",
        "doc_id,topic_id,topic_strength\na,T1,1\nb,T1,1\nc,T2,1\nd,T2,1\ne,T1,1\nf,T2,1\n",
    );
    let report = place.stdout(&["evaluate", "topics", "--labels", "classes.csv", "topics.csv"]);
    // Four of five in the topic that is matched with their class.
    for (name, value) in
        [("documents", "5"), ("not_labelled", "1"), ("purity", "0.8000"), ("accuracy", "0.8000")]
    {
        assert_eq!(figure(&report, name), value, "{report}");
    }
    // Of 10 pairs, 4 are together in the classes, 4 in the topics, 2 in both: (2 - 1.6) / (4 - 1.6).
    assert_eq!(figure(&report, "ari"), "0.1667");
    place.write("other.csv", "doc_id,topic_id\nq,T1\n");
    let said = place.refused(&["evaluate", "topics", "--labels", "classes.csv", "other.csv"]);
    assert!(said.contains("the labels have 'a', the result has 'q'"), "{said}");
}

#[test]
fn coherence_and_diversity_need_texts_but_no_labels() {
    let place = Place::new();
    place.write(
        "terms.csv",
        "topic_id,rank,term,stem\nT1,1,herring,herring\nT1,2,boats,boat\nT2,1,olives,oliv\nT2,2,boats,boat\n",
    );
    place.write(
        "texts.csv",
        "id,text\na,The herring boat left.\nb,Two boats and herring.\nc,Olives and groves.\nd,More olives.\n",
    );
    let report = place.stdout(&["evaluate", "topics", "terms.csv", "--corpus", "texts.csv"]);
    assert_eq!(figure(&report, "diversity"), "0.7500");
    assert_eq!(figure(&report, "counted_in"), "4");
    // Herring and boats are always together, olives and boats never: ln(16 · 1e-12 / 4) / -ln 1e-12 is -.95.
    assert!(report.contains("T1                1.0000"), "{report}");
    assert_eq!(figure(&report, "c_npmi"), "0.0251");
    let without = place.stdout(&["evaluate", "topics", "terms.csv"]);
    assert!(without.contains("diversity") && !without.contains("c_v"), "{without}");
    place.write("wrong.csv", "doc_id,topic_id\na,T1\n");
    let said = place.refused(&["evaluate", "topics", "wrong.csv"]);
    assert!(said.contains("the column 'stem' is missing") && said.contains("topic_terms.csv"), "{said}");
}

/// Labelled mentions, of which every `polar`th is critical.
fn labels(count: usize, polar: usize) -> String {
    let line = |at: usize| {
        let label = if at.is_multiple_of(polar) { "critical" } else { "neutral" };
        let text = if at.is_multiple_of(polar) { "Peru lied again." } else { "Peru left at noon." };
        format!(
            "{{\"id\":\"{at}\",\"text\":\"{text}\",\"mentions\":[{{\"id\":\"{at}:0\",\"start\":0,\"end\":4,\"label\":\"{label}\"}}]}}\n"
        )
    };
    (0..count).map(line).collect()
}

#[test]
fn biases_alone_are_fitted_and_lie_over_the_shipped_table() {
    let place = Place::new().file("many.jsonl", labels(60, 2)).file("few.jsonl", labels(60, 30));
    for name in ["many", "few"] {
        let (jsonl, tsv) = (format!("{name}.jsonl"), format!("{name}.tsv"));
        let (printed, _) = place.output(&["lexicon", "learn", "--only-biases", &jsonl, "-o", &tsv], 0);
        assert!(printed.contains("60 mentions") && printed.contains("prior_critical"), "{printed}");
    }
    place.write("a.txt", "Peru lied again.\n");
    let stance = |table: &str| -> f64 {
        let (printed, _) = place.output(&["stance", "a.txt", "--lexicon", table], 0);
        let header: Vec<&str> = printed.lines().next().unwrap().split(',').collect();
        let at = header.iter().position(|cell| *cell == "stance").unwrap();
        printed.lines().nth(1).unwrap().split(',').nth(at).unwrap().parse().unwrap()
    };
    assert!(stance("many.tsv") < stance("few.tsv"), "where stances are frequent the same cue says more");
}

#[test]
fn labels_that_do_not_do_for_biases_are_refused_with_their_place() {
    let cues = "{\"id\":\"1\",\"text\":\"Peru lied.\",\"mentions\":[{\"id\":\"1:0\",\"start\":0,\"end\":4,\"label\":\"critical\",\"cues\":[[5,99]]}]}\n";
    let place = Place::new()
        .file("ten.jsonl", labels(10, 2))
        .file("one.jsonl", labels(40, 1))
        .file("outside.jsonl", cues);
    for (arguments, said) in [
        (["--only-biases", "ten.jsonl"], "ten.jsonl:10: the labels end after 10 mentions"),
        (["--only-biases", "one.jsonl"], "one.jsonl:40: all labels to the last line are of one class"),
        (["--only-biases", "outside.jsonl"], "outside.jsonl:1: a cue of mention '1:0' stands from 5 to 99"),
        (["--only-biases", "ten.jsonl:0"], "ten.jsonl:0: the weight of a file is a number above 0"),
    ] {
        let all = [&["lexicon", "learn", "-o", "mine.tsv"], arguments.as_slice()].concat();
        let found = place.refused(&all);
        assert!(found.contains(said), "{found}");
    }
}
