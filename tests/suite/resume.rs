//! `analyze --resume`: documents that were analysed before are taken from a cache, and the result is that of a clean run.

use crate::support::{CORPUS, Output, Place};
use sha2::{Digest, Sha256};
use std::fs;
use std::io::Write;
use std::process::Stdio;
use std::time::{Duration, Instant};

const CACHE: &str = ".out.standpoint.cache";

/// A text with names, cues, a date in numbers, and a frame that it shares with all others.
fn text(n: usize) -> String {
    let deed =
        ["praised the brave plan of", "condemned the reckless attack of", "spoke about the harbour with"]
            [n % 3];
    format!(
        "---\ntitle: Report {n} on the ports\ndate: 0{}/0{}/2031\nsource: Paper {}\n---\nGood evening from the desk of our friends.\n\n\
         Norway {deed} Spain in town {n}, and Jane Rowe of Lisbon said that it was a disaster for {n} boats.\n\n\
         The council of ward {n} met again on fish, nets and {n} engines. It called the cowardly plan a failure.\n\n\
         With kind regards, the friends at the desk.",
        1 + n % 9,
        1 + n % 7,
        n % 2
    )
}

/// Texts of many kinds: in several languages and encodings, a page, tables, an empty one, one that is no text.
fn corpus(texts: usize) -> Place {
    let mut place = Place::new();
    for n in 0..texts {
        place = place.file(&format!("in/{n:02}.txt"), text(n));
    }
    place
        .file("in/fr.txt", "Le président a salué la décision du conseil, et la Norvège a promis de l'aide. ".repeat(6))
        .file("in/latin.txt", b"La d\xe9cision de Norway \xe9tait \xe0 refaire, et l'\xe9cole de la c\xf4te a ferm\xe9.")
        .file("in/nul.txt", "Norway praised\0Spain for the \u{1}plan. Norway lied.")
        .file("in/empty.txt", "")
        .file("in/binary.txt", [0u8, 1, 2, 3, 0, 0, 7].repeat(40))
        .file(
            "in/page.html",
            "<html><head><title>Ports</title></head><body><article><h1>Ports</h1><p>Norway praised Spain for its honest \
             work on the ports, and the mayor of the town welcomed it.</p><p>Others condemned the reckless plan of Spain \
             in a long letter to the ministry.</p></article></body></html>",
        )
        .file(
            "in/rows.csv",
            "id,date,source,text\na,05/03/2031,Tribune,Norway praised Spain.\nb,13/03/2031,Post,Spain lied to Norway.\n\
             b,14/03/2031,Post,Spain lied again.\nc,soon,Post,Norway attacked Spain &amp; France.\n",
        )
}

/// Holds that a resumed run into `out` and a clean one come to the same bytes. Returns what the resumed one says.
#[track_caller]
fn same(place: &Place, inputs: &[&str], flags: &[&str]) -> String {
    let args = |out: &'static str| [&["analyze"], inputs, &["-o", out, "-k", "2"], flags].concat();
    let resumed = place.run(&[args("out"), vec!["--resume"]].concat()).said();
    let _ = fs::remove_dir_all(place.path("clean"));
    place.run(&args("clean"));
    let (found, wanted) = (place.contents("out"), place.contents("clean"));
    assert!(wanted.len() > 10);
    for (name, bytes) in &wanted {
        assert!(found.get(name) == Some(bytes), "{name} differs, {inputs:?} {flags:?}: {resumed}");
    }
    assert_eq!(found.len(), wanted.len());
    resumed
}

/// Holds that so many documents were taken from the cache, and so many analysed.
#[track_caller]
fn counts(said: &str, taken: usize, anew: usize) {
    let s = if taken == 1 { "" } else { "s" };
    let line = format!("{taken} document{s} taken from the cache, {anew} analysed anew");
    assert!(said.contains(&line), "not '{line}': {said}");
}

/// Documents of [`corpus`] besides its texts.
const OTHERS: usize = 8;

#[test]
fn the_second_run_takes_every_document_from_the_cache() {
    let place = corpus(12);
    counts(&same(&place, &["in"], &[]), 0, 12 + OTHERS);
    let first = fs::read(place.path(CACHE)).unwrap();
    for threads in ["1", "2", "7"] {
        let said = same(&place, &["in"], &["--threads", threads]);
        counts(&said, 12 + OTHERS, 0);
        assert!(!said.contains("not used"), "{said}");
        assert_eq!(fs::read(place.path(CACHE)).unwrap(), first);
    }
    let sample = Place::new();
    let (_, all) = (same(&sample, &[CORPUS], &[]), same(&sample, &[CORPUS], &[]));
    assert!(all.contains(" taken from the cache, 0 analysed anew"), "{all}");
}

#[test]
fn messages_are_those_of_a_clean_run() {
    let place = corpus(12);
    let said = |flags: &[&str]| {
        let said = place.run(&[&["analyze", "in", "-o", "out", "-k", "2"], flags].concat()).said();
        let lines = said.lines().filter(|line| !line.contains("taken from the cache"));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    let clean = said(&[]);
    assert_eq!(said(&["--resume"]), clean);
    assert_eq!(said(&["--resume"]), clean);
    assert!(clean.len() > 5, "{clean:?}");
}

#[test]
fn a_page_of_many_megabytes_is_read_whole_by_every_run() {
    let script = "/* filler */".repeat((17 << 20) / 12);
    let page = format!(
        "<html><head><title>Ports</title><script>{script}</script></head><body><article><h1>Ports</h1><p>Norway praised \
         Spain for its honest work on the ports, and the mayor of the town welcomed it warmly.</p><p>Others condemned the \
         reckless plan of France in a long letter to the ministry.</p></article></body></html>"
    );
    let place = Place::new().file("in/a.html", page).file("in/b.txt", text(1));
    same(&place, &["in"], &[]);
    assert!(place.column("stance", "actor_id").contains(&"FRA".to_owned()));
    counts(&same(&place, &["in"], &[]), 2, 0);
}

#[test]
fn without_the_flag_no_cache_is_read_or_written() {
    let place = corpus(3);
    place.run(&["analyze", "in", "-o", "out"]).code(3);
    assert!(!place.path(CACHE).exists());
    place.run(&["analyze", "in", "-o", "out", "--resume"]).code(3);
    let kept = fs::read(place.path(CACHE)).unwrap();
    place.write("in/00.txt", text(40));
    let (_, said) = place.output(&["analyze", "in", "-o", "out"], 3);
    assert!(!said.contains("cache"), "{said}");
    assert_eq!(fs::read(place.path(CACHE)).unwrap(), kept);
}

#[test]
fn a_corpus_that_grew_shrank_or_changed_is_analysed_where_it_did() {
    // Boilerplate is looked for from ten texts on, so what the first nine leave out changes.
    let place = corpus(2);
    same(&place, &["in"], &[]);
    for n in 2..5 {
        place.write(&format!("in/{n:02}.txt"), text(n));
    }
    same(&place, &["in"], &[]);
    for n in 5..16 {
        place.write(&format!("in/{n:02}.txt"), text(n));
    }
    same(&place, &["in"], &[]);
    counts(&same(&place, &["in"], &[]), 16 + OTHERS, 0);
    place.write("in/16.txt", text(16));
    counts(&same(&place, &["in"], &[]), 16 + OTHERS, 1);
    place.write("in/07.txt", text(7).replace("condemned", "praised").replace("spoke", "lied"));
    counts(&same(&place, &["in"], &[]), 16 + OTHERS, 1);
    let size = fs::metadata(place.path(CACHE)).unwrap().len();
    for n in [3, 4, 9] {
        fs::remove_file(place.path(&format!("in/{n:02}.txt"))).unwrap();
    }
    // Another text keeps the frame, if the one that kept it is gone.
    same(&place, &["in"], &[]);
    counts(&same(&place, &["in"], &[]), 14 + OTHERS, 0);
    assert!(fs::metadata(place.path(CACHE)).unwrap().len() < size);
    fs::rename(place.path("in/05.txt"), place.path("in/moved.txt")).unwrap();
    counts(&same(&place, &["in"], &[]), 13 + OTHERS, 1);
}

#[test]
fn a_date_that_settles_the_others_is_felt_by_them() {
    let dated = |date: &str| format!("---\ndate: {date}\n---\nNorway praised Spain on {date} again.");
    let place = Place::new().file("in/a.txt", dated("05/03/2031")).file("in/b.txt", dated("04/04/2031"));
    let date = |place: &Place| place.column("documents", "published")[0].clone();
    counts(&same(&place, &["in"], &[]), 0, 2);
    assert_eq!(date(&place), "");
    place.write("in/c.txt", dated("13/05/2031"));
    counts(&same(&place, &["in"], &[]), 1, 2);
    assert_eq!(date(&place), "2031-03-05");
    place.write("in/c.txt", dated("05/13/2031"));
    counts(&same(&place, &["in"], &[]), 1, 2);
    assert_eq!(date(&place), "2031-05-03");
    place.write("in/d.txt", dated("13/06/2031"));
    counts(&same(&place, &["in"], &[]), 2, 2);
    counts(&same(&place, &["in"], &["--date-order", "dmy"]), 2, 2);
    counts(&same(&place, &["in"], &["--date-order", "mdy"]), 1, 3);
    let paths = Place::new().file("in/05-03-2031.txt", "Norway lied.").file("in/x.txt", "Spain lied.");
    let pattern = ["--path-pattern", "{date}"];
    same(&paths, &["in"], &pattern);
    paths.write("in/13-03-2031.txt", "Norway lied again.");
    counts(&same(&paths, &["in"], &pattern), 1, 2);
    // The pattern does not fit one of them.
    counts(&same(&paths, &["in"], &[]), 1, 2);
}

#[test]
fn other_settings_lexicons_and_actors_are_another_analysis() {
    let lexicon =
        "#! id = mine\nterm\tkind\tpolarity\tagent\tpatient\trelation\tfactor\nharbour\tcue\t-2\t\t\t\t\n";
    let place = corpus(4).file("mine.tsv", lexicon);
    let all = 4 + OTHERS;
    same(&place, &["in"], &[]);
    let other = |flags: &[&str]| {
        let said = same(&place, &["in"], flags);
        counts(&said, 0, all);
        assert!(said.contains(&format!("{CACHE}: from a run with other settings")), "{said}");
        counts(&same(&place, &["in"], flags), all, 0);
    };
    for flags in [
        &["--evidence", "all"][..],
        &["--seed", "7"],
        &["--sentences", "3"],
        &["--no-clean-up", "byline"],
        &["--resolve", "names"],
        &["--rollup", "country"],
        &["--language", "en"],
        &["--lossy"],
        &["--rules-only"],
        &["--no-default-lexicon"],
        &["--lexicon", "mine.tsv"],
    ] {
        other(flags);
    }
    fs::write(place.path("mine.tsv"), lexicon.replace("-2", "-1")).unwrap();
    other(&["--lexicon", "mine.tsv"]);
    fs::write(place.path("actors.tsv"), "actor_id\tname\tkind\talias\nDSK\tDesk\torganisation\tdesk\n")
        .unwrap();
    other(&["--actors", "actors.tsv"]);
    // What is made of all documents together is made anew anyway.
    for flags in [
        &["--period", "day"][..],
        &["--top", "3"],
        &["--names"],
        &["--for", "excel"],
        &["--count-duplicates"],
    ] {
        counts(&same(&place, &["in"], &[&["--actors", "actors.tsv"], flags].concat()), all, 0);
    }
}

#[test]
fn names_that_are_discovered_are_settings() {
    let place = corpus(4);
    same(&place, &["in"], &["--discover", "3"]);
    counts(&same(&place, &["in"], &["--discover", "3"]), 4 + OTHERS, 0);
    for n in 4..9 {
        place.write(&format!("in/{n:02}.txt"), text(n).replace("Jane Rowe", "Imran Sadiq"));
    }
    counts(&same(&place, &["in"], &["--discover", "3"]), 0, 9 + OTHERS);
}

#[test]
fn the_workbook_is_the_same() {
    let place = corpus(4);
    for _ in 0..2 {
        same(&place, &["in"], &["--evidence", "all"]);
    }
    let book = |out: &str, flags: &[&str]| {
        let args = ["analyze", "in", "-o", out, "-k", "2", "-f", "--workbook", "book.xlsx"];
        place.run(&[&args, flags].concat()).code(3);
        fs::read(place.path("book.xlsx")).unwrap()
    };
    let first = book("out", &["--resume"]);
    assert!(first == book("out", &["--resume"]) && first == book("clean", &[]));
}

/// Texts as lines of JSON, without the dates that would have to wait for one that says which number is the day.
fn lines(range: std::ops::Range<usize>) -> String {
    let line = |n| {
        format!(
            "{}\n",
            serde_json::json!({"id": format!("d{n}"), "text": text(n).replace("date:", "day:"), "date": "2031-02-03"})
        )
    };
    range.map(line).collect()
}

#[test]
fn documents_from_a_pipe_are_taken_from_the_cache_too() {
    let place = Place::new();
    let run = |input: &str, flags: &[&str]| {
        let args = ["analyze", "-", "--format", "jsonl", "-k", "2"];
        place.run_on(input, &[&args, flags].concat()).code(0).said()
    };
    counts(&run(&lines(0..20), &["-o", "out", "--resume"]), 0, 20);
    counts(&run(&lines(0..23), &["-o", "out", "--resume"]), 20, 3);
    run(&lines(0..23), &["-o", "clean"]);
    assert_eq!(place.contents("out"), place.contents("clean"));
    let discovering = ["-o", "out", "--resume", "--discover", "2"];
    run(&lines(0..23), &discovering);
    counts(&run(&lines(0..23), &discovering), 23, 0);
}

#[test]
fn a_run_that_is_killed_is_taken_up_again() {
    let place = Place::new();
    let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin!("standpoint"))
        .current_dir(place.root())
        .args(AS_IT_COMES)
        .args(["-o", "out", "--resume", "--threads", "2"])
        .stdin(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    // It waits for more when it is killed.
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(lines(0..400).as_bytes()).unwrap();
    stdin.flush().unwrap();
    let since = Instant::now();
    while fs::metadata(place.path(CACHE)).map_or(0, |about| about.len()) < 100_000 {
        assert!(since.elapsed() < Duration::from_secs(120), "nothing is written to the cache");
        std::thread::sleep(Duration::from_millis(20));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    drop(stdin);
    assert!(!place.path("out").exists());
    let run = |also: &[&str]| place.run_on(&lines(0..420), &[&AS_IT_COMES[..], also].concat()).code(0).said();
    let said = run(&["-o", "out", "--resume"]);
    let taken = said.split(" documents taken from the cache").next().and_then(|before| before.lines().last());
    let taken: usize = taken.unwrap().parse().unwrap();
    // At least 100,000 bytes of records were whole, of which none has 10,000.
    assert!((10..=400).contains(&taken), "{said}");
    run(&["-o", "clean"]);
    assert_eq!(place.contents("out"), place.contents("clean"));
}

/// Without a search for paragraphs that articles share, a stream is analysed as it comes.
const AS_IT_COMES: [&str; 8] =
    ["analyze", "-", "--format", "jsonl", "-k", "2", "--no-clean-up", "boilerplate"];

#[test]
fn a_cut_or_damaged_cache_is_used_as_far_as_it_is_whole() {
    let place = corpus(5);
    same(&place, &["in"], &[]);
    let whole = fs::read(place.path(CACHE)).unwrap();
    let clean = place.contents("clean");
    let run = |bytes: &[u8]| {
        fs::write(place.path(CACHE), bytes).unwrap();
        fs::remove_dir_all(place.path("out")).unwrap();
        let said = place.run(&["analyze", "in", "-o", "out", "-k", "2", "--resume"]).code(3).said();
        assert!(place.contents("out") == clean, "{said}");
        assert!(fs::read(place.path(CACHE)).unwrap() == whole, "{said}");
        said
    };
    let all = 5 + OTHERS;
    for cut in [0, 7, 47] {
        let said = run(&whole[..cut]);
        counts(&said, 0, all);
        assert!(said.contains("or damaged: not used"), "{said}");
    }
    counts(&run(&whole[..48]), 0, all);
    counts(&run(&whole[..whole.len() - 1]), all - 1, 1);
    run(&whole[..whole.len() / 2]);
    run(&[&whole[..], &[0; 1000]].concat());
    for at in (0..whole.len()).step_by(whole.len() / 24) {
        let mut broken = whole.clone();
        broken[at] ^= 0x10;
        run(&broken);
    }
}

#[test]
fn a_cache_of_another_version_is_not_used() {
    let place = corpus(3);
    same(&place, &["in"], &[]);
    let mut other = fs::read(place.path(CACHE)).unwrap();
    other[8..40].fill(1);
    let check = Sha256::digest(&other[..40]);
    other[40..48].copy_from_slice(&check[..8]);
    fs::write(place.path(CACHE), other).unwrap();
    let said = same(&place, &["in"], &[]);
    counts(&said, 0, 3 + OTHERS);
    assert!(said.contains("of another version, or damaged: not used"), "{said}");
}

#[test]
fn what_is_no_cache_stays_and_the_run_goes_on() {
    let place = corpus(3).file(&format!("{CACHE}/notes.txt"), "mine");
    for _ in 0..2 {
        let said = same(&place, &["in"], &[]);
        counts(&said, 0, 3 + OTHERS);
        assert_eq!(said.matches("warning: no cache: ").count(), 1, "{said}");
        assert!(said.contains("is not kept for --resume"), "{said}");
    }
    assert_eq!(place.read(&format!("{CACHE}/notes.txt")), "mine");
}

#[test]
fn the_cache_is_no_input() {
    let place = Place::new().file("a.txt", text(1)).file("b.txt", text(2));
    for taken in [0, 2] {
        let args = ["analyze", ".", "-o", "out", "-k", "1", "--resume", "--strict"];
        counts(&place.output(&args, 0).1, taken, 2 - taken);
    }
}
