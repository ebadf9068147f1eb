//! The digest of a result: its file, its last lines on the terminal, and its page as it is written.

use crate::support::{CORPUS, Place};
use serde_json::Value;
use std::sync::LazyLock;

/// The digest, the page, and what is said for the sample corpus.
struct Sample {
    digest: Value,
    page: String,
    said: String,
}

static SAMPLE: LazyLock<Sample> = LazyLock::new(|| {
    let place = Place::new();
    let (_, said) = place.output(&["analyze", CORPUS, "-o", "out", "--k", "6"], 0);
    Sample { digest: digest(&place), page: place.read("out/report.html"), said }
});

fn digest(place: &Place) -> Value {
    serde_json::from_str(&place.read("out/digest.json")).unwrap()
}

/// Analyses a file of comma-separated rows.
fn analysed(rows: &str) -> (Place, String) {
    let place = Place::new().file("rows.csv", rows);
    let (_, said) = place.output(&["analyze", "rows.csv", "-o", "out"], 0);
    (place, said)
}

fn texts<'v>(list: &'v Value, key: &str) -> Vec<&'v str> {
    list.as_array().unwrap().iter().map(|one| one[key].as_str().unwrap()).collect()
}

#[test]
fn the_digest_of_the_sample_corpus_is_that_of_its_tables() {
    let Sample { digest, .. } = &*SAMPLE;
    assert_eq!((&digest["corpus"]["documents"], &digest["corpus"]["outlets"]), (&44.into(), &4.into()));
    assert_eq!(digest["outlets"].as_array().unwrap().len(), 4);
    assert_eq!(digest["topics"].as_array().unwrap().len(), 6);
    let kinds = texts(&digest["findings"], "kind");
    assert_eq!(kinds, ["most_covered", "extremes", "widest_split", "largest_change", "skipped"]);
    let actors = digest["actors"].as_array().unwrap();
    let documents: Vec<u64> = actors.iter().map(|actor| actor["documents"].as_u64().unwrap()).collect();
    assert!(documents.is_sorted_by(|a, b| a >= b) && documents[0] > 5, "{documents:?}");
    // Every document of the corpus has a date and so a period, but three have no outlet.
    for actor in actors.iter().take(10) {
        let sum = |list: &str| {
            actor[list].as_array().unwrap().iter().map(|c| c["documents"].as_u64().unwrap()).sum::<u64>()
        };
        assert_eq!(Some(sum("periods")), actor["documents"].as_u64(), "{}", actor["name"]);
        assert!((sum("periods") - 3..=sum("periods")).contains(&sum("outlets")), "{}", actor["name"]);
        let (mut weighed, mut all) = (0.0, 0.0);
        for cell in actor["periods"].as_array().unwrap() {
            let count = cell["with_evidence"].as_f64().unwrap();
            weighed += count * cell["stance"].as_f64().unwrap_or(0.0);
            all += count;
        }
        if let Some(stance) = actor["stance"].as_f64() {
            assert!((weighed / all - stance).abs() < 5e-6, "{}", actor["name"]);
        }
    }
}

#[test]
fn outlets_are_told_by_whom_they_write_of_and_on_whom_they_differ() {
    let mut rows = "id,text,source,date\n".to_owned();
    for number in 0..12 {
        let day = 1 + number;
        rows += &format!(
            "a{number},China was praised for its generous help in town {number}.,Argus,2031-01-{day:02}\n"
        );
        rows += &format!(
            "b{number},China was condemned for its brutal crackdown in town {number}.,Bugle,2031-01-{day:02}\n"
        );
    }
    rows += "c,Peru was praised.,Bugle,2031-01-03\n";
    let (place, _) = analysed(&rows);
    let (digest, page) = (digest(&place), place.read("out/report.html"));
    let outlet = |at: usize| &digest["outlets"][at];
    assert_eq!((&outlet(0)["outlet"], &outlet(0)["actors_named"]), (&"Bugle".into(), &2.into()));
    assert_eq!(texts(&outlet(0)["actors"], "name"), ["China", "Peru"]);
    let division = &digest["divisions"][0];
    assert_eq!((&division["name"], &division["is_clear"]), (&"China".into(), &true.into()), "{division}");
    assert_eq!(
        (&division["highest"]["outlet"], &division["lowest"]["outlet"]),
        (&"Argus".into(), &"Bugle".into())
    );
    let split = texts(&digest["findings"], "text")[2].to_owned();
    assert!(split.starts_with("Outlets are split most over China: +"), "{split}");
    for part in ["On whom outlets differ most", "Of whom each outlet writes most", "Better in"] {
        assert!(page.contains(part), "{part}");
    }
}

#[test]
fn a_sentence_is_marked_where_its_mention_and_cues_stand() {
    let Sample { digest, .. } = &*SAMPLE;
    let (mut sentences, mut cues) = (0, 0);
    for actor in digest["actors"].as_array().unwrap() {
        for sentence in actor["sentences"].as_array().unwrap() {
            let text: Vec<char> = sentence["text"].as_str().unwrap().chars().collect();
            let side = sentence["side"].as_str().unwrap();
            let marks = sentence["marks"].as_array().unwrap();
            sentences += 1;
            assert!(marks.iter().any(|mark| mark["kind"] == "mention"), "{sentence}");
            let own = marks.iter().filter(|mark| mark["kind"] == side).count();
            cues += usize::from(own > 0 || side == "neutral");
            let mut end = 0;
            for mark in marks {
                let (from, to) =
                    (mark["start"].as_u64().unwrap() as usize, mark["end"].as_u64().unwrap() as usize);
                assert!(end <= from && from < to && to <= text.len(), "{sentence}");
                let whole = |at: usize| text.get(at).is_none_or(|c| !c.is_alphanumeric());
                assert!(whole(to) && (from == 0 || whole(from - 1)), "{sentence}");
                end = to;
            }
        }
    }
    // A label needs a cue that speaks for it; of long sentences it may be among the weaker ones.
    assert!(sentences > 100 && cues * 20 >= sentences * 19, "{cues} of {sentences}");
}

#[test]
fn a_run_ends_with_a_screen_of_text() {
    let Sample { said, .. } = &*SAMPLE;
    let start = said.find("44 articles · 4 outlets").expect(said);
    let lines: Vec<&str> = said[start..].lines().collect();
    assert!(lines.len() <= 26, "{said}");
    assert!(lines.iter().all(|line| line.chars().count() <= 80 || line.contains(" tables ")), "{said}");
    assert!(!said.contains('\u{1b}'), "{said}");
    let place = Place::new().file("a.txt", "China was praised.");
    assert_eq!(place.output(&["analyze", "a.txt", "-o", "out", "-q"], 0).1, "");
}

#[test]
fn a_page_is_of_one_piece_and_left_out_if_asked() {
    let Sample { page, .. } = &*SAMPLE;
    assert!(page.contains("default-src 'none'") && page.contains("script-src 'sha256-"), "no policy");
    for part in ["http://", "https://", "src=", "@import", "url("] {
        assert!(!page.contains(part), "{part}");
    }
    assert!(page.contains("<mark class=\"actor\">") && page.contains("<mark class=\"bad\">"));
    let place = Place::new().file("a.txt", "China was praised.");
    place.output(&["analyze", "a.txt", "-o", "out"], 0);
    place.output(&["analyze", "a.txt", "-o", "out", "--no-report"], 0);
    assert!(place.path("out/digest.json").exists() && !place.path("out/report.html").exists());
    let package: Value = serde_json::from_str(&place.read("out/datapackage.json")).unwrap();
    assert_eq!(package["standpoint"]["files"], serde_json::json!(["digest.json"]));
}

#[test]
fn what_is_not_there_is_said() {
    for (rows, parts) in [
        (
            "id,text\na,The weather was fine.\n",
            vec!["No actor was found", "No article names its outlet", "No article has a date"],
        ),
        (
            "id,text,source,date\na,China was praised.,Argus,2031-01-02\n",
            vec!["All articles that name their outlet are of one", "All dated articles are of one period"],
        ),
    ] {
        let (place, said) = analysed(rows);
        let findings = digest(&place)["findings"].to_string();
        for part in &parts {
            assert!(findings.contains(part), "{part}: {findings}");
        }
        assert!(said.contains("1 article · "), "{said}");
        let page = place.read("out/report.html");
        assert!(!page.contains(">NaN") && page.contains("<h2>Over time</h2>"), "{page}");
    }
}

#[test]
fn texts_that_would_be_obeyed_are_shown() {
    let long = "x".repeat(40_000);
    let rows = format!(
        "id,title,text,source,date\n\
         a,=HYPERLINK(\"\"evil\"\"),China was praised by <script>hostile=1</script> everyone.,</script><b>Argus,2031-01-02\n\
         b,\"<script>hostile=1</script>\",China was condemned for its brutal crackdown.,\u{202e}Bugle,2031-02-02\n\
         c,{long},China was condemned for its cruel crackdown.,{long},2031-02-03\n"
    );
    let (place, said) = analysed(&rows);
    let page = place.read("out/report.html");
    assert_eq!(page.matches("<script").count(), 1);
    assert!(!page.contains('\u{202e}') && !said.contains('\u{202e}'));
    assert!(page.contains("=HYPERLINK(") && page.contains("\\u{202e}Bugle"), "{page}");
    assert!(page.len() < 100_000 && page.contains("xxx…"), "{}", page.len());
}
