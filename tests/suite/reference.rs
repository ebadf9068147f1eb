//! Help, table headers, completions and manual pages; and that the examples in them run.

#[cfg(unix)]
use crate::support::CORPUS;
use crate::support::{self, Output, Place};
use assert_cmd::Command;
#[cfg(unix)]
use assert_cmd::assert::Assert;
use std::fs;
use std::path::Path;

#[cfg(unix)]
const LABELS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/labels/corpus.csv");

/// The program, with 100 columns to write in whatever runs the test.
fn standpoint() -> Command {
    let mut command = support::standpoint();
    command.env("COLUMNS", "100");
    command
}

fn stdout(arguments: &[&str]) -> String {
    standpoint().args(arguments).assert().code(0).printed()
}

/// The long help of a command: `["actors", "list"]`, or nothing for the program itself.
fn help(command: &[String]) -> String {
    let mut arguments: Vec<&str> = command.iter().map(String::as_str).collect();
    arguments.push("--help");
    stdout(&arguments)
}

/// The commands that a help text lists, `help` itself left out.
fn subcommands(help: &str) -> Vec<String> {
    let lines =
        help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let names = lines.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help");
    names.map(str::to_owned).collect()
}

/// Every command there is, with its help; the program itself first.
fn commands() -> Vec<(Vec<String>, String)> {
    let mut found = Vec::new();
    let mut open = vec![Vec::new()];
    while let Some(command) = open.pop() {
        let text = help(&command);
        open.extend(subcommands(&text).into_iter().map(|name| [&command[..], &[name]].concat()));
        found.push((command, text));
    }
    found.sort();
    found
}

#[test]
fn help_of_every_command_is_as_committed() {
    let commands = commands();
    assert!(commands.len() >= 15, "only {} commands were found", commands.len());
    for (command, text) in commands {
        let name = [&["help".to_owned()], &command[..]].concat().join("_");
        insta::assert_snapshot!(name, text);
    }
}

#[test]
fn help_fits_into_its_columns() {
    for (command, text) in commands() {
        for line in text.lines() {
            assert!(line.chars().count() <= 100, "help of {command:?}: {line}");
        }
    }
}

#[test]
fn headers_of_the_tables_are_as_committed() {
    let schema: serde_json::Value = serde_json::from_str(&stdout(&["schema", "--json"])).unwrap();
    let columns = |table: &serde_json::Value| {
        let fields = table["fields"].as_array().unwrap().iter();
        fields.map(|field| field["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>().join(",")
    };
    let lines = schema.as_array().unwrap().iter().map(|table| {
        let name = table["name"].as_str().unwrap();
        format!("{name}.csv: {}\n", columns(table))
    });
    insta::assert_snapshot!("headers", lines.collect::<String>());
}

#[test]
fn headers_of_what_is_printed_are_as_committed() {
    let mut text = String::new();
    for arguments in [&["stance"][..], &["stance", "--evidence"], &["topics"], &["terms"]] {
        let run =
            standpoint().args(arguments).write_stdin("Peru praised the brave pilots of Chile.\n").assert();
        let printed = run.code(0).printed();
        text += &format!("{}: {}\n", arguments.join(" "), printed.lines().next().unwrap());
    }
    insta::assert_snapshot!("headers_printed", text);
}

#[test]
fn the_schema_says_what_every_column_means() {
    let text = stdout(&["schema"]);
    let schema: serde_json::Value = serde_json::from_str(&stdout(&["schema", "--json"])).unwrap();
    for table in schema.as_array().unwrap() {
        assert!(text.contains(&format!("{}.csv: ", table["name"].as_str().unwrap())));
        for field in table["fields"].as_array().unwrap() {
            assert!(field["description"].as_str().unwrap().ends_with('.'), "{field}");
            let kinds = ["id", "text", "integer", "number", "date"];
            assert!(kinds.contains(&field["type"].as_str().unwrap()), "{field}");
        }
    }
}

#[test]
fn completions_know_every_command_in_every_shell() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = stdout(&["completions", shell]);
        for name in subcommands(&help(&[])) {
            assert!(script.contains(&name), "{shell} does not know {name}");
        }
        assert!(script.contains("no-default-lexicon"), "{shell} does not know the flags");
    }
}

#[test]
fn there_is_a_manual_page_for_every_command() {
    let page = stdout(&["man"]);
    assert!(page.contains(".TH standpoint 1"), "{page}");
    let place = Place::new();
    place.run(&["man", "--output", "man"]).code(0).stdout("");
    for (command, _) in commands() {
        let name = [&["standpoint".to_owned()], &command[..]].concat().join("-");
        let page = fs::read_to_string(place.path(&format!("man/{name}.1"))).unwrap_or_default();
        assert!(page.contains(".SH NAME"), "{name}.1");
    }
}

/// The examples in a help text: its lines that begin with the program or with an `echo` into it.
fn examples(help: &str) -> Vec<&str> {
    let lines = help.lines().map(str::trim);
    lines
        .filter(|line| line.starts_with("standpoint ") || line.starts_with("echo ") && line.contains('|'))
        .collect()
}

#[test]
fn examples_are_found_in_a_help_text() {
    let text = "Print it\n\nUsage: standpoint stance [INPUT]\n\nExamples:\n  standpoint stance corpus\n  echo 'x' | \
                standpoint stance\n  echo x\n";
    assert_eq!(examples(text), ["standpoint stance corpus", "echo 'x' | standpoint stance"]);
}

#[cfg(unix)]
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(|entry| entry.unwrap()) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// A place with a copy of the whole sample corpus.
#[cfg(unix)]
pub fn with_corpus() -> Place {
    let place = Place::new();
    copy(Path::new(CORPUS), &place.path("corpus"));
    place
}

/// Runs a line in a shell that finds the program.
#[cfg(unix)]
pub fn shell(line: &str, place: &Place) -> Assert {
    let program = Path::new(env!("CARGO_BIN_EXE_standpoint")).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap_or_default());
    Command::new("sh").current_dir(place.root()).env("PATH", path).args(["-e", "-c", line]).assert()
}

/// The files that examples name, besides the sample corpus.
#[cfg(unix)]
fn provide_inputs(place: &Place) {
    let write = |name: &str, text: &str| place.write(name, text);
    write("article.txt", "Peru praised the brave pilots of Chile.\n");
    write("articles.csv", "id,body\na,Peru praised Chile.\nb,Peru left.\n");
    write("words.txt", "gallant\t2\nshabby\t-2\n");
    write("insults.txt", "shabby\ncraven liar\n");
    write("moral.dic", "%\n1\tVirtue\n2\tVice\n%\ngallant\t1\nshabby\t2\n");
    write("Phoenix.Countries.actors.txt", "RURITANIA_ [RUR]\n+STRELSAU_\n");
    write("query.csv", "item,itemLabel,itemAltLabel\nQ7,Ada Zenda,A. Zenda\n");
    write("classes.csv", "id,label\nharbour-tribune/2031-02-14-steel-zero-for-zero.txt,steel\n");
    write("found.tsv", "actor_id\tname\tkind\talias\nzenda\tZenda\tplace\tZenda\n");
    write("names.csv", "actor,alias\nZenda Works,ZW\n");
    write("labels.csv", &fs::read_to_string(LABELS).unwrap());
    write(
        "mine.tsv",
        "#! format = 3\n#! prior_favourable = -0.5\n#! prior_critical = -0.5\n\
         term\tcontext\tfavourable\tcritical\tsupport\nthank\tword\t0.4\t-0.1\t9\n",
    );
    let row = |number: usize| {
        let (text, label) = [("Peru lied again.", "critical"), ("Peru left.", "neutral")][number % 2];
        format!("R{number},a,PER,S1,{text},Peru,{label},0\n")
    };
    let rows: String = (0..36).map(row).collect();
    let header = "sample_id,doc_id,actor_id,sentence_id,sentence,mention,label,start\n";
    write("filled.csv", &format!("{header}{rows}"));
    write(
        "pairs.jsonl",
        r#"{"id":"1","text":"Peru praised Chile.","first":[0,4],"second":[13,18],"label":"first_to_second_positive"}"#,
    );
    for name in ["labelled", "dev1", "dev2", "other"] {
        let lines: Vec<String> = (0..36)
            .map(|number| {
                let (word, label) =
                    [("thanked", "favourable"), ("visited", "neutral"), ("shamed", "critical")][number % 3];
                let text = format!("The pilots {word} Chile.");
                let start = "The pilots ".len() + word.len() + 1;
                let end = start + "Chile".len();
                let mention =
                    format!(r#"{{"id":"{name}{number}:0","start":{start},"end":{end},"label":"{label}"}}"#);
                format!(r#"{{"id":"{name}{number}","text":"{text}","mentions":[{mention}]}}"#)
            })
            .collect();
        write(&format!("{name}.jsonl"), &(lines.join("\n") + "\n"));
    }
}

#[test]
#[cfg(unix)]
fn every_example_runs() {
    let mut all: Vec<String> = Vec::new();
    for (_, text) in commands() {
        all.extend(examples(&text).into_iter().map(str::to_owned));
    }
    all.sort();
    all.dedup();
    assert!(all.len() >= 20, "only {} examples were found", all.len());
    for example in all {
        let place = with_corpus();
        provide_inputs(&place);
        if example.contains(" shards/") {
            provide_shards(&place);
        }
        // A pager is not what is tested here, and not every system has it.
        let line = example.strip_suffix(" | less -R").unwrap_or(&example);
        let run = shell(line, &place);
        let said = run.said();
        assert_eq!(run.get_output().status.code(), Some(0), "{example}: {said}");
        assert!(!said.contains("warning"), "{example}: {said}");
    }
}

/// Results of two parts of the sample corpus.
#[cfg(unix)]
fn provide_shards(place: &Place) {
    place.run(&["topics", "corpus/harbour-tribune", "--save", "topics.model", "-k", "2"]).code(0);
    for (part, outlet) in [("shards/1", "corpus/harbour-tribune"), ("shards/2", "corpus/meridian-courier")] {
        place.run(&["analyze", outlet, "-o", part, "--model", "topics.model", "--shard"]).code(0);
    }
}

/// The fenced blocks of the README in that language.
fn readme(language: &str) -> Vec<String> {
    let text = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    let fence = format!("```{language}\n");
    text.split(&fence).skip(1).map(|rest| rest.split("```").next().unwrap_or_default().to_owned()).collect()
}

#[test]
#[cfg(unix)]
fn the_readme_shows_what_the_program_prints() {
    let place = with_corpus();
    for session in readme("console").iter().flat_map(|block| block.split("$ ").skip(1)) {
        let (command, shown) = session.split_once('\n').unwrap();
        let printed = shell(&format!("({command}) 2>&1"), &place).code(0).printed();
        let mut rest = printed.as_str();
        for stretch in shown.split("…\n") {
            let found = rest.split_once(stretch);
            assert!(found.is_some(), "README.md shows\n{stretch}\nbut `{command}` prints\n{rest}");
            rest = found.unwrap().1;
        }
    }
}

#[test]
#[cfg(unix)]
fn the_words_and_actors_of_the_readme_work_when_pasted() {
    let blocks = readme("sh");
    assert_eq!(blocks.len(), 1);
    let printed = shell(&blocks[0], &Place::new()).code(0).printed();
    assert!(printed.lines().count() == 2 && printed.contains("stdin,gull-line,-"), "{printed}");
    assert!(printed.contains(",critical,") && printed.contains(",underwhelming,1"), "{printed}");
}

#[test]
fn every_test_that_the_readme_names_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = ["tests", "src"].map(support::sources).concat();
    let sources: String = files.iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    let text = fs::read_to_string(root.join("README.md")).unwrap();
    let promises = text.split("## Promises").nth(1).unwrap().split("\n## ").next().unwrap();
    let (paths, names): (Vec<&str>, Vec<&str>) =
        promises.split('`').skip(1).step_by(2).partition(|name| name.contains('/'));
    assert!(names.len() >= 15 && !paths.is_empty(), "{names:?} {paths:?}");
    for path in paths {
        assert!(root.join(path).exists(), "there is no {path}");
    }
    for name in names {
        let function = sources.split(&format!("fn {name}()")).collect::<Vec<_>>();
        let [before, _] = function[..] else { panic!("there is no test {name}, or there are several") };
        let attributes = before.rsplit('\n').skip(1).take_while(|line| line.trim_start().starts_with('#'));
        assert!(attributes.into_iter().any(|line| line.contains("#[test]")), "{name} is no test");
    }
}
