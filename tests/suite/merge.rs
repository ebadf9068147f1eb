//! `analyze --model` and `merge`: a corpus in parts comes to the bytes of the whole.

use crate::support::{Output, Place, Row, standpoint};
use std::collections::BTreeMap;
use std::fs;

/// The files of the corpus, by their names below `in`.
fn corpus() -> BTreeMap<String, Vec<u8>> {
    let deeds =
        ["praised the brave plan of", "condemned the reckless attack of", "spoke about the port with"];
    let subjects = [
        "The fishermen of the coast mended nets, boats and engines in the harbour before the herring came",
        "The bank raised rates, and bonds, loans and savings fell while traders waited for the ministry of finance",
        "The coach praised his goalkeeper after the match, for the team had won the cup in the last minute",
    ];
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for n in 0..18usize {
        let date = if n % 5 == 0 { String::new() } else { format!("date: 2031-0{}-1{}\n", 1 + n % 3, n % 9) };
        let body = format!(
            "Good evening from the desk of our friends.\n\nNorway {} Spain in town {n}, and Jane Rowe of Lisbon said that \
             it was a disaster for {n} boats.\n\n{}. {} again in week {n}.",
            deeds[n % 3],
            subjects[n % 3],
            subjects[(n + n / 7) % 3]
        );
        files.insert(
            format!("{:02}.txt", (n * 7) % 18),
            format!("---\ntitle: Report {n}\n{date}source: Paper {}\n---\n{body}\n", n % 4).into(),
        );
    }
    let story = |outlet: &str, day: usize, end: &str| {
        let body = (0..9)
            .map(|n| format!("France accused Germany of a cruel betrayal over canal number {n}. "))
            .collect::<String>();
        format!("---\ndate: 2031-02-0{day}\nsource: {outlet}\n---\n{body}{end}\n").into_bytes()
    };
    files.insert("copy/a.txt".into(), story("Argus", 5, ""));
    files.insert("copy/b.txt".into(), story("Bugle", 3, "The canal is long."));
    files.insert("copy/c.txt".into(), story("Crier", 4, ""));
    let french =
        "Le président a salué la décision du conseil, et la Norvège a promis de l'aide aux pêcheurs. ";
    files.insert("fr/1.txt".into(), french.repeat(5).into());
    files.insert(
        "fr/2.txt".into(),
        "La banque a relevé ses taux, et les marchés ont reculé dans toute l'Europe. ".repeat(5).into(),
    );
    files.insert(
        "soon.txt".into(),
        "---\ndate: someday soon\n---\nNorway lied to Spain about the herring.\n".into(),
    );
    files.insert("void.txt".into(), Vec::new());
    files.insert("binary.txt".into(), [0u8, 1, 2, 3, 0, 0, 7].repeat(40));
    files.insert("notes.odp".into(), b"x".to_vec());
    files
}

/// The corpus in `whole/in`, and a model of some of it in `model`.
fn place() -> Place {
    let place = Place::new();
    for (name, bytes) in corpus() {
        place.write(&format!("whole/in/{name}"), bytes);
    }
    run(&place, "whole", &["topics", "in", "--save", "../model", "-k", "3"]).code(3);
    place
}

#[track_caller]
fn run(place: &Place, folder: &str, arguments: &[&str]) -> assert_cmd::assert::Assert {
    let run = standpoint().current_dir(place.path(folder)).args(arguments).assert();
    assert!(!run.said().contains("panicked"), "{}", run.said());
    run
}

/// Analyses the part in a folder.
fn analyze(place: &Place, folder: &str, flags: &[&str]) {
    let args = ["analyze", "in", "-o", "out", "--model", "../model", "--partial-ok"];
    run(place, folder, &[&args, flags].concat()).code(0);
}

/// Cuts the corpus into parts `NAME0`, `NAME1` and on, each with `in`, by a number for each file.
fn cut(place: &Place, name: &str, parts: usize, of: impl Fn(usize) -> usize) -> Vec<String> {
    let names: Vec<String> = (0..parts).map(|part| format!("{name}{part}")).collect();
    for part in &names {
        fs::create_dir_all(place.path(&format!("{part}/in"))).unwrap();
    }
    for (number, (file, bytes)) in corpus().into_iter().enumerate() {
        place.write(&format!("{}/in/{file}", names[of(number)]), bytes);
    }
    names
}

/// A number that looks drawn.
fn drawn(seed: usize, number: usize) -> usize {
    let mixed = (seed as u64 * 1_000_003 + number as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (mixed >> 33) as usize
}

#[track_caller]
fn assert_same(place: &Place, found: &str, wanted: &str) {
    let (found, wanted) = (place.contents(found), place.contents(wanted));
    for (name, bytes) in &wanted {
        assert!(found.get(name) == Some(bytes), "{name} differs");
    }
    assert_eq!(found.len(), wanted.len());
}

#[test]
fn parts_cut_in_any_way_and_merged_in_any_order_are_the_bytes_of_the_whole() {
    let place = place();
    analyze(&place, "whole", &[]);
    let rows = |table: &str| {
        let text = place.read(&format!("whole/out/{table}.csv"));
        csv::Reader::from_reader(text.as_bytes()).into_records().count()
    };
    assert!(rows("documents") == 25 && rows("skipped") == 3 && rows("topics") == 3 && rows("summary") > 20);
    let documents = place.read("whole/out/documents.csv");
    assert!(documents.contains("copy/b.txt") && documents.contains("Argus; Crier"), "{documents}");
    for (seed, parts) in [(1, 2), (2, 4), (3, 7)] {
        let name = format!("cut{seed}-");
        let names = cut(&place, &name, parts, |number| drawn(seed, number) % parts);
        for part in &names {
            analyze(&place, part, &["--shard", "--threads", "1"]);
        }
        let mut results: Vec<String> = names.iter().map(|part| format!("{part}/out")).collect();
        results.sort_by_key(|name| drawn(seed, name.len() + name.bytes().map(usize::from).sum::<usize>()));
        let out = format!("merged{seed}");
        let results: Vec<&str> = results.iter().map(String::as_str).collect();
        let args = [&["merge", "-o", &out][..], &results, &["--threads", ["1", "2", "3"][seed - 1]]].concat();
        let said = place.output(&args, 0).1;
        assert!(
            said.contains(&format!("merged {parts} results of 25 documents (2 copied from others)")),
            "{said}"
        );
        assert_same(&place, &out, "whole/out");
    }
}

#[test]
fn merged_results_merge_again_and_flags_are_those_of_the_parts() {
    let place = place();
    let actors = "actor_id\tname\tkind\talias\nDSK\tDesk\torganisation\tthe desk\n";
    place.write("mine.tsv", actors);
    let flags = [
        "--shard",
        "--evidence",
        "all",
        "--period",
        "day",
        "--for",
        "excel-eu",
        "--sentences",
        "2",
        "--top",
        "4",
        "--names",
        "--count-duplicates",
        "--seed",
        "7",
        "--raw-text",
        "--actors",
        "../mine.tsv",
    ];
    analyze(&place, "whole", &flags);
    let names = cut(&place, "p", 4, |number| number % 4);
    names.iter().for_each(|part| analyze(&place, part, &flags));
    let merge = |results: &[&str], out: &str| {
        let args = [&["merge", "-o", out, "--shard", "--actors", "mine.tsv"], results].concat();
        place.run(&args).code(0);
    };
    merge(&["p2/out", "p0/out"], "some");
    merge(&["p3/out", "p1/out"], "others");
    merge(&["others", "some"], "all");
    assert_same(&place, "all", "whole/out");
    assert!(place.contents("all").contains_key("shard.records"));
    // Taken up again, and from a cache, it is the same.
    for _ in 0..2 {
        analyze(&place, "p1", &[&flags[..], &["--resume"]].concat());
    }
    merge(&["p1/out", "p3/out", "some"], "all");
    assert_same(&place, "all", "whole/out");
    let (_, said) = place.output(&["merge", "p1/out", "p2/out", "-o", "no"], 2);
    assert!(said.contains("p1/out: made with the actors ") && said.contains("--actors"), "{said}");
}

#[test]
fn what_cannot_be_merged_is_refused_by_name() {
    let place = place();
    let names = cut(&place, "p", 3, |number| number % 3);
    names.iter().for_each(|part| analyze(&place, part, &["--shard"]));
    let refused = |results: &[&str], parts: &[&str]| {
        let (printed, said) = place.output(&[&["merge", "-o", "out"], results].concat(), 2);
        assert!(printed.is_empty() && !place.path("out").exists());
        for part in parts {
            assert!(said.contains(part), "no '{part}' in: {said}");
        }
    };
    refused(&["p0/out", "nowhere"], &["nowhere: there is no such directory"]);
    refused(&["p0/in"], &["p0/in: is no complete result of standpoint", "--shard"]);
    refused(&["model"], &["model: is no complete result"]);
    refused(&["p0/out", "p1/out", "p1/../p0/out"], &["p0/out and p1/../p0/out are the same directory"]);
    analyze(&place, "whole", &[]);
    refused(&["whole/out"], &["whole/out: keeps no records of its documents", "with --shard"]);
    // A document in two parts.
    let has = |part: &&str| place.path(&format!("{part}/in/00.txt")).exists();
    let twice = ["p0", "p1", "p2"].into_iter().find(has).unwrap();
    let other = if twice == "p0" { "p1" } else { "p0" };
    fs::copy(place.path(&format!("{twice}/in/00.txt")), place.path(&format!("{other}/in/00.txt"))).unwrap();
    analyze(&place, other, &["--shard"]);
    let both = [format!("{twice}/out"), format!("{other}/out")];
    refused(&[&both[0], &both[1]], &["'00.txt' is a document of ", &both[0], &both[1]]);
    fs::remove_file(place.path(&format!("{other}/in/00.txt"))).unwrap();
    analyze(&place, other, &["--shard"]);
    // Other settings, knowledge or model.
    for (flags, what) in [
        (&["--seed", "2"][..], "p1/out: its setting 'seed' is 2, and that of p0/out is 1"),
        (&["--evidence", "none"], "its setting 'evidence' is \"none\""),
        (&["--no-clean-up", "boilerplate"], "its setting 'no_clean_up'"),
        (&["--lexicon", "../mine.tsv"], "its list of lexicons is "),
        (&["--actors", "../actors.tsv"], "its list of actors is "),
    ] {
        place.write(
            "mine.tsv",
            "#! id = mine\nterm\tkind\tpolarity\tagent\tpatient\trelation\tfactor\nport\tcue\t-2\t\t\t\t\n",
        );
        place.write("actors.tsv", "actor_id\tname\tkind\talias\nDSK\tDesk\torganisation\tdesk\n");
        analyze(&place, "p1", &[&["--shard"], flags].concat());
        refused(&["p0/out", "p1/out"], &[what, "the same flags, model, lexicons, actors and version"]);
    }
    run(&place, "whole", &["topics", "in", "--save", "../other", "-k", "2"]).code(3);
    let args = ["analyze", "in", "-o", "out", "--model", "../other", "--partial-ok", "--shard"];
    run(&place, "p1", &args).code(0);
    refused(&["p0/out", "p1/out"], &["p1/out: its model is "]);
    // Damage.
    let records = place.path("p2/out/shard.records");
    let whole = fs::read(&records).unwrap();
    for cut in [0, 7, 40, whole.len() / 2, whole.len() - 1] {
        fs::write(&records, &whole[..cut]).unwrap();
        refused(&["p2/out", "p0/out"], &["shard.records: is damaged", "analyze its articles again"]);
    }
    let mut flipped = whole.clone();
    flipped[whole.len() / 2] ^= 4;
    fs::write(&records, flipped).unwrap();
    refused(&["p2/out"], &["p2/out/shard.records: is damaged"]);
    fs::remove_file(&records).unwrap();
    refused(&["p2/out"], &["p2/out/shard.records: cannot be read"]);
    fs::write(&records, whole).unwrap();
    fs::remove_file(place.path("p2/out/datapackage.json")).unwrap();
    refused(&["p2/out"], &["p2/out: is no complete result"]);
    refused(&[], &["required arguments"]);
    // Into a part, or into what is no result.
    let (_, said) = place.output(&["merge", "p0/out", "-o", "p0/out"], 2);
    assert!(said.contains("p0/out: holds the input p0/out"), "{said}");
    let (_, said) = place.output(&["merge", "p0/out", "-o", "p0/in"], 2);
    assert!(said.contains("is no complete result of standpoint"), "{said}");
}

#[test]
fn a_model_gives_the_topics_their_tables_and_the_articles_their_frame() {
    let mut place = Place::new();
    for n in 0..12 {
        let subject = ["herring boats and nets in the harbour", "rates, bonds and loans of the bank"][n % 2];
        let text = format!(
            "Good evening from the desk of friends.\n\nNorway spoke about {subject} {n}. The {subject} grew by {n}."
        );
        place = place.file(&format!("in/{n:02}.txt"), text);
    }
    let said = place.output(&["topics", "in", "--save", "model", "-k", "2"], 0).1;
    assert!(said.contains("11 paragraphs"), "{said}");
    place.run(&["analyze", "in", "-o", "fitted", "-k", "2"]).code(0);
    place.run(&["analyze", "in", "-o", "out", "--model", "model"]).code(0);
    let topics = |folder: &str| {
        let text = place.read(&format!("{folder}/topics.csv"));
        let mut rows: Vec<Row> =
            csv::Reader::from_reader(text.as_bytes()).into_deserialize().map(|row| row.unwrap()).collect();
        // Which documents are nearest is told by other numbers here: a fit knows the points, a model the words.
        rows.iter_mut().for_each(|row| row.retain(|column, _| !column.starts_with("example")));
        rows
    };
    assert_eq!(topics("fitted"), topics("out"));
    assert_eq!(topics("out").len(), 2);
    for table in ["topic_terms", "stance", "mentions", "terms", "topic_periods", "summary"] {
        assert_eq!(
            place.read(&format!("fitted/{table}.csv")),
            place.read(&format!("out/{table}.csv")),
            "{table}"
        );
    }
    assert!(place.rows("topic_choice").is_empty());
    // One article alone leaves the same out, in whatever corpus it is, and is in the topic that it was in.
    let file = place.read("in/03.txt");
    place.write("alone/in/03.txt", file);
    run(&place, "alone", &["analyze", "in", "-o", "out", "--model", "../model"]).code(0);
    let row = |text: &str| text.lines().find(|line| line.starts_with("03.txt")).unwrap().to_owned();
    let alone = row(&place.read("alone/out/documents.csv"));
    assert_eq!(alone, row(&place.read("out/documents.csv")));
    assert!(alone.contains("boilerplate=1"), "{alone}");
    // Rows are in the order of ids, not of the inputs.
    place.run(&["analyze", "in/09.txt", "in/02.txt", "-o", "out", "--model", "model"]).code(0);
    assert_eq!(place.column("documents", "doc_id"), ["in/02.txt", "in/09.txt"]);
    place.write("bad", &fs::read(place.path("model")).unwrap()[..300]);
    for (model, why) in [
        ("bad", "bad: not a topic model, or cut short"),
        ("in/01.txt", "not a topic model"),
        ("no", "no: cannot be read"),
    ] {
        let (_, said) = place.output(&["analyze", "in", "-o", "none", "--model", model], 2);
        assert!(said.contains(why) && !place.path("none").exists(), "{said}");
    }
    for flags in [
        &["--shard"][..],
        &["--model", "model", "-k", "3"],
        &["--model", "model", "--shard", "--discover", "3"],
    ] {
        place.output(&[&["analyze", "in", "-o", "none"], flags].concat(), 2);
    }
}

#[test]
fn a_part_reads_no_date_in_an_order_that_others_settle() {
    let place = Place::new()
        .file("in/a.txt", "---\ndate: 05/03/2031\n---\nNorway lied to Spain.")
        .file("in/b.txt", "Spain lied.");
    place.run(&["topics", "in", "--save", "model", "-k", "1"]).code(0);
    let args = ["analyze", "in", "-o", "out", "--model", "model", "--shard"];
    let (_, said) = place.output(&args, 2);
    assert!(said.contains("'a.txt' has a date in numbers") && said.contains("--date-order"), "{said}");
    assert!(!place.path("out").exists());
    place.run(&[&args[..], &["--date-order", "mdy"]].concat()).code(0);
    assert_eq!(place.column("documents", "published"), ["2031-05-03", ""]);
}

#[test]
fn parts_of_a_job_may_be_empty_or_partly_broken() {
    let place = Place::new();
    let line = r#"{"id": "a", "text": "Norway lied to Spain."}"#;
    let flags = ["stance", "--format", "jsonl", "--no-header", "--partial-ok"];
    let whole = place.run_on(&format!("{line}\n"), &["stance", "--format", "jsonl"]).code(0).printed();
    let (header, rows) = whole.split_once('\n').unwrap();
    assert!(header.starts_with("doc_id,") && rows.lines().count() == 2);
    let printed = |input: &str| {
        let run = place.run_on(input, &flags).code(0);
        (run.printed(), run.said())
    };
    assert_eq!(printed("").0, "");
    assert_eq!(printed(&format!("{line}\n")).0, rows);
    let (part, said) = printed(&format!("not json\n{line}\n{{\"id\": 7}}\n"));
    assert!(part == rows && said.contains("2 inputs skipped"), "{said}");
    assert_eq!(printed("not json\n").0, "");
    for command in ["terms", "topics"] {
        let args = [command, "--format", "jsonl", "--no-header", "--partial-ok"];
        let run = place.run_on(&format!("{line}\nnot json\n"), &args).code(0);
        assert!(run.printed().starts_with("a,"), "{}", run.printed());
    }
    place.run_on("", &["stance", "--strict", "--partial-ok"]).code(2);
    // Without the flag a broken line is said by the code.
    place.run_on(&format!("not json\n{line}\n"), &["stance", "--format", "jsonl"]).code(3);
    // A result without documents is a result.
    place.run_on("", &["analyze", "-", "-o", "out"]).code(1);
    place.run_on("", &["analyze", "-", "-o", "out", "--partial-ok"]).code(0);
    assert!(place.rows("documents").is_empty());
}
