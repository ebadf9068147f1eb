//! Actors, from a user's view: discovery, lists of other tools, the check, references, roll-up to countries.

use crate::support::{Output, Place, Row};
use std::collections::BTreeSet;

const COUNCIL: [&str; 3] = [
    "Yesterday morning Councillor Ada Quillfeather asked the Westport Housing Authority (WHA) politely for a list of \
     the empty houses. The WHA refused. Quillfeather said that she would ask again, and that Ada Quillfeather does not give up.",
    "The Westport Housing Authority built forty homes in Zebbug. Ms Quillfeather praised the WHA in Zebbug.",
    "Rain fell in Zebbug. Nobody from the Westport Housing Authority came on Monday.",
];

/// A place with the articles of the council in `in`.
fn council() -> Place {
    let articles = COUNCIL.iter().enumerate();
    articles.fold(Place::new(), |place, (number, text)| place.file(&format!("in/{number}.txt"), text))
}

impl Place {
    /// The mentions that `analyze` finds in a text: words, actor, how.
    fn mentions(&self, text: &str, flags: &[&str]) -> Vec<(String, String, String)> {
        self.write("article.txt", text);
        self.run(&[&["analyze", "article.txt", "-o", "out", "-f", "-q"], flags].concat()).code(0);
        let cell = |row: &Row, column: &str| row[column].clone();
        let rows = self.rows("mentions");
        rows.iter().map(|row| (cell(row, "mention"), cell(row, "actor_id"), cell(row, "found_by"))).collect()
    }
}

fn assert_mentions(found: &[(String, String, String)], expected: &[(&str, &str, &str)]) {
    let found: Vec<(&str, &str, &str)> =
        found.iter().map(|(words, actor, by)| (words.as_str(), actor.as_str(), by.as_str())).collect();
    assert_eq!(found, expected);
}

#[test]
fn names_that_nobody_lists_are_discovered_with_what_belongs_to_them() {
    let place = council();
    let (list, said) = place.output(&["actors", "discover", "in", "--least", "1"], 0);
    assert!(said.contains("3 documents: 3 names"), "{said}");
    let rows: Vec<Vec<&str>> = list
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1)
        .map(|line| line.split('\t').collect())
        .collect();
    let short: Vec<[&str; 5]> = rows.iter().map(|row| [row[0], row[2], row[3], row[4], row[7]]).collect();
    assert_eq!(
        short,
        [
            ["westport-housing-authority", "organisation", "Westport Housing Authority", "name", "n"],
            ["westport-housing-authority", "organisation", "WHA", "abbreviation", "n"],
            ["ada-quillfeather", "person", "Ada Quillfeather", "name", "f"],
            ["ada-quillfeather", "person", "Quillfeather", "surname", "f"],
            ["zebbug", "place", "Zebbug", "name", "n"],
        ]
    );
    assert!(rows[0][11].starts_with("6 mentions, 3 documents, spread 0.91; "), "{:?}", rows[0][11]);
    assert!(rows[0][11].contains("Councillor Ada Quillfeather asked the"), "{:?}", rows[0][11]);
    // The list is an actor file as it stands.
    place.write("found.tsv", &list);
    let (_, said) = place.output(&["analyze", "in", "-o", "out", "--actors", "found.tsv"], 0);
    assert!(!said.contains("error"), "{said}");
    let actors: Vec<(String, String)> =
        place.rows("actors").iter().map(|row| (row["actor_id"].clone(), row["origin"].clone())).collect();
    let registry = |id: &str| (id.to_owned(), "registry".to_owned());
    assert_eq!(
        actors,
        [registry("ada-quillfeather"), registry("westport-housing-authority"), registry("zebbug")]
    );
}

#[test]
fn short_names_belong_to_the_whole_name_that_their_documents_have() {
    let place = Place::new();
    let text = "The Quillfeather Institute of Tidal and Harbour Research (QITHR) met Mr Lee Osei-Marsh. QITHR left with \
                Lee Osei Marsh. The owners of Brackwater Hotels met the heirs of Brackwater.";
    place.write("in/a.txt", text);
    let (list, _) = place.output(&["actors", "discover", "in", "--least", "1"], 0);
    let rows: Vec<(&str, &str)> = list
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1)
        .filter_map(|line| line.split('\t').next().zip(line.split('\t').nth(3)))
        .collect();
    let owner = |alias: &str| rows.iter().find(|row| row.1 == alias).map(|row| row.0);
    assert_eq!(owner("QITHR"), Some("quillfeather-institute-of-tidal-and-harbour-research"), "{rows:?}");
    assert_eq!(owner("Lee Osei Marsh"), owner("Lee Osei-Marsh"), "{rows:?}");
    assert_eq!(owner("Brackwater"), Some("brackwater-hotels"), "{rows:?}");
}

#[test]
fn what_is_discovered_does_not_depend_on_threads_or_the_order_of_files() {
    let place = council();
    let (one, _) = place.output(&["actors", "discover", "in", "--threads", "1"], 0);
    let (two, _) = place.output(&["actors", "discover", "in", "--threads", "2"], 0);
    assert_eq!(one, two);
}

#[test]
fn analyze_takes_the_most_frequent_names_for_actors_and_marks_them() {
    let place = council();
    place.run(&["analyze", "in", "-o", "out", "--discover", "2"]).code(0);
    let actors: Vec<(String, String)> =
        place.rows("actors").iter().map(|row| (row["actor_id"].clone(), row["origin"].clone())).collect();
    let discovered = |id: &str| (id.to_owned(), "discovered".to_owned());
    assert_eq!(actors, [discovered("ada-quillfeather"), discovered("westport-housing-authority")]);
    // From stdin too, which is read twice.
    let text = "Ada Quillfeather praised Norway. Ada Quillfeather left.";
    place.run_on(text, &["analyze", "-o", "out", "-f", "--discover", "5"]).code(0);
    assert_eq!(place.column("actors", "actor_id"), ["NOR", "ada-quillfeather"]);
}

#[test]
fn stance_and_explain_take_names_for_actors_too() {
    let place = council();
    let (rows, said) = place.output(&["stance", "in", "--discover", "2"], 0);
    assert!(said.contains("2 names taken for actors that the registry does not have"), "{said}");
    let actors: BTreeSet<&str> = rows.lines().skip(1).filter_map(|row| row.split(',').nth(1)).collect();
    assert_eq!(actors, BTreeSet::from(["ada-quillfeather", "westport-housing-authority"]));
    // From stdin too, which is read twice.
    let text = "Ada Quillfeather praised Norway. Ada Quillfeather left.";
    let rows = place.run_on(text, &["stance", "--discover", "5"]).code(0).printed();
    assert!(rows.contains("ada-quillfeather"), "{rows}");
    let shown = place.run_on(text, &["explain", "--discover", "5"]).code(0).said();
    assert!(shown.contains("1 name taken for actors"), "{shown}");
}

#[test]
fn where_no_actor_is_found_it_is_said_with_what_to_do() {
    let place = council();
    for command in ["stance", "explain"] {
        let (_, said) = place.output(&[command, "in"], 0);
        assert!(said.contains("no listed actor found in 3 documents; "), "{said}");
        assert!(
            said.contains("names there that no actor goes by; try --discover 20, or list yours"),
            "{said}"
        );
        let (_, said) = place.output(&[command, "in", "--discover", "2"], 0);
        assert!(!said.contains("no listed actor"), "{said}");
        let (_, said) = place.output(&[command, "in", "-q"], 0);
        assert!(said.is_empty(), "{said}");
    }
}

#[test]
fn a_surname_joins_the_full_name_whatever_the_given_name() {
    let place = Place::new();
    let text = "The crowd cheered Quorbin Osei all night. Then Osei was carried off the pitch.";
    place.write("in/a.txt", text);
    let (list, _) = place.output(&["actors", "discover", "in"], 0);
    let ids: BTreeSet<&str> = list
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1)
        .filter_map(|line| line.split('\t').next())
        .collect();
    assert_eq!(ids, BTreeSet::from(["quorbin-osei"]));
}

#[test]
fn a_title_tells_two_persons_of_one_surname_apart() {
    let place = Place::new();
    let text = "Hillary Clinton opened the debate. Bill Clinton watched. Mr Clinton left. Mrs Clinton stayed. \
                Then Clinton spoke.";
    let found = place.mentions(text, &[]);
    assert_mentions(
        &found,
        &[
            ("Hillary Clinton", "hillary-clinton", "name"),
            ("Bill Clinton", "bill-clinton", "name"),
            ("Clinton", "bill-clinton", "surname"),
            ("Clinton", "hillary-clinton", "surname"),
        ],
    );
}

#[test]
fn it_that_is_nobody_or_a_thing_is_no_mention() {
    let place = Place::new();
    let text = "Norway signed the deal with Poland. It rained all day.\n\n\
                A sailor who finds a mine and reports it within an hour is rewarded by Norway.\n\n\
                Poland thanked Norway. The treaty itself is a disgrace, and the harbour has seen its worst year.\n";
    let found = place.mentions(text, &[]);
    let by_pronoun: Vec<_> = found.iter().filter(|mention| mention.2 == "pronoun").collect();
    assert!(by_pronoun.is_empty(), "{by_pronoun:?}");
}

#[test]
fn lines_of_capitals_credits_and_dashes_are_read_as_a_reader_reads_them() {
    let place = Place::new();
    let ids = |text: &str| -> Vec<String> {
        place.mentions(text, &["--resolve", "surnames"]).into_iter().map(|mention| mention.1).collect()
    };
    assert!(ids("GIVE US MORE TIME\n").is_empty());
    assert_eq!(ids("US PRESIDENT LEAVES NORWAY\n"), ["USA", "NOR"]);
    assert_eq!(ids("Sudan mourned eight people. (AFP)\n"), ["SDN"]);
    assert_eq!(ids("The Obama–Trump feud went on.\n"), ["barack-obama", "donald-trump"]);
    assert_eq!(ids("Paris—Moscow ties are cold.\n"), ["FRA", "RUS"]);
    assert!(ids("Turkey and stuffing were served. Jordan scored for the Bulls.\n").is_empty());
}

#[test]
fn discovery_in_nothing_fails_and_in_no_names_lists_none() {
    let place = Place::new().folder("in");
    let (_, said) = place.output(&["actors", "discover", "in"], 1);
    assert!(said.contains("there are no documents in in"), "{said}");
    place.write("in/a.txt", "it rained all day.\n");
    let (list, said) = place.output(&["actors", "discover", "in"], 0);
    assert_eq!(list.lines().filter(|line| !line.starts_with('#')).count(), 1, "{list}");
    assert!(said.contains("0 names"), "{said}");
    place.run(&["analyze", "in", "-o", "out", "--discover", "3"]).code(0);
    assert!(place.rows("actors").is_empty());
}

#[test]
fn lists_of_other_tools_are_converted_and_say_what_they_lost() {
    let place = Place::new();
    place.write("countries.actors", "RURITANIA_ [RUR]\n+STRELSAU_\n\t[RUR 19\nNOBODY\n");
    let (list, said) = place.output(&["actors", "convert", "countries.actors", "-o", "out.tsv"], 0);
    assert!(list.is_empty());
    assert!(said.contains("countries.actors:3: '[RUR 19' is no code with a date and is left out"), "{said}");
    assert!(said.contains("read as petrarch, 3 aliases"), "{said}");
    let found = place.mentions("Strelsau praised Norway.", &["--actors", "out.tsv"]);
    assert_mentions(&found, &[("Strelsau", "ruritania", "name"), ("Norway", "NOR", "name")]);
    let refused = |name: &str, text: &str, says: &str| {
        place.write(name, text);
        let (_, said) = place.output(&["actors", "convert", name], 2);
        assert!(said.contains(says), "{said}");
    };
    refused(
        "plain.txt",
        "no list at all\n",
        "its format is not clear; name it with --from (petrarch, wikidata, csv, patterns)",
    );
    refused("empty.txt", "", "its format is not clear");
    refused("bad.json", "{\"head\": [", "bad.json:1: not JSON");
    refused("ours.tsv", "actor_id\tname\tkind\talias\n", "is an actor file of standpoint already");
    refused("none.csv", "actor,alias\n", "none.csv: read as csv, no actor is in it");
    let (_, said) = place.output(&["actors", "convert", "out.tsv.missing"], 2);
    assert!(said.contains("cannot be read"), "{said}");
}

#[test]
fn the_check_goes_on_to_the_end_and_names_file_and_line() {
    let place = Place::new();
    place.write(
        "mine.tsv",
        "actor_id\tname\tkind\talias\talias_kind\tcase\tparent\tgender\tnumber\tfrom\tto\n\
         a\tA\tcompany\tGap\n\
         b\tB\tcompany\tGap\n\
         c\tC\tplace\tZenda, Norway\n\
         d\tD\tperson\tDora\tname\texact\te\n\
         e\tE\tother\tElse\tname\texact\td\n\
         f\tF\tperson\tFay\tname\texact\t\t\t\t2020-02-01\t2019-01-01\n\
         g\tG\tperson\tGus\tname\tloud\n",
    );
    place.write("text.txt", "The gap is wide. Mind the gap. A gap in the gap, said Gap.");
    let (list, _) = place.output(&["actors", "check", "mine.tsv", "--corpus", "text.txt"], 0);
    let expected = [
        "mine.tsv:2: 'Gap' is a common word: 'gap' is used 4 times in lower case; at the beginning of a sentence it is taken for it",
        "mine.tsv:3: 'Gap' of b is an alias of a in line 2 already; keep one, or give both dates that do not overlap",
        "mine.tsv:4: 'Zenda, Norway' can never match: a name ends at ','",
        "mine.tsv:5: the parents of d run in a circle (d -> e -> d); empty one of them",
        "mine.tsv:6: the parents of e run in a circle (e -> d -> e); empty one of them",
        "mine.tsv:7: from 2020-02-01 to 2019-01-01; dates are written 2031-02-14 and 'from' is not after 'to'",
        "mine.tsv:8: case = 'loud'; it is one of exact, any",
    ];
    for line in expected {
        assert!(list.lines().any(|one| one == line), "{line}\nis not in\n{list}");
    }
}

#[test]
fn who_is_meant_is_said_with_how_it_was_found() {
    let place = Place::new();
    let text = "Kassym-Jomart Tokayev met the delegation. Tokayev said he was pleased.\n\n\
                Kazakhstan exports oil. The Central Asian nation sells most of it to Europe. \
                The country wants its pipeline.\n";
    let all = [
        ("Kassym-Jomart Tokayev", "kassym-jomart-tokayev", "name"),
        ("Tokayev", "kassym-jomart-tokayev", "surname"),
        ("he", "kassym-jomart-tokayev", "pronoun"),
        ("Kazakhstan", "KAZ", "name"),
        ("Central Asian nation", "KAZ", "descriptor"),
        ("Europe", "european-union", "name"),
        ("country", "KAZ", "descriptor"),
        ("its", "KAZ", "pronoun"),
    ];
    let found = place.mentions(text, &[]);
    let some = |kinds: &[&str]| -> Vec<(&str, &str, &str)> {
        all.into_iter().filter(|mention| kinds.contains(&mention.2)).collect()
    };
    let names: Vec<(String, String, String)> =
        found.iter().filter(|mention| mention.0 != "country" && mention.0 != "its").cloned().collect();
    assert_mentions(
        &names,
        &all.into_iter().filter(|m| m.0 != "country" && m.0 != "its").collect::<Vec<_>>(),
    );
    assert_mentions(&place.mentions(text, &["--resolve", "surnames"]), &some(&["name", "surname"]));
    assert_mentions(&place.mentions(text, &["--resolve", "names"]), &some(&["name"]));
}

#[test]
fn an_office_means_who_holds_it_on_the_day_of_the_article() {
    let place = Place::new();
    let dated = |date: &str| {
        format!("---\ntitle: A day\ndate: {date}\n---\n\nKazakhstan held a vote. The president spoke.\n")
    };
    let named = |id: &str| {
        vec![("Kazakhstan", "KAZ", "name")]
            .into_iter()
            .chain([("president", id, "descriptor")])
            .collect::<Vec<_>>()
            .iter()
            .map(|m| (m.0.to_owned(), m.1.to_owned(), m.2.to_owned()))
            .collect::<Vec<_>>()
    };
    assert_eq!(place.mentions(&dated("2010-05-01"), &[]), named("nursultan-nazarbayev"));
    assert_eq!(place.mentions(&dated("2021-05-01"), &[]), named("kassym-jomart-tokayev"));
    // Nobody is meant where the article has another president.
    let other = "Kazakhstan held a vote. Club president Ada Quillfeather watched. The president spoke.\n";
    let found = place.mentions(&format!("---\ntitle: A day\ndate: 2021-05-01\n---\n\n{other}"), &[]);
    assert_mentions(&found, &[("Kazakhstan", "KAZ", "name")]);
}

#[test]
fn names_are_told_apart_by_the_words_around_them() {
    let place = Place::new();
    let found = place.mentions(
        "Georgia counted its votes again, and Raffensperger spoke in Savannah.",
        &["--resolve", "names"],
    );
    assert_eq!(found[0].1, "georgia-usa");
    let found = place.mentions("Georgia closed its border with Russia.", &["--resolve", "names"]);
    assert_eq!(found[0].1, "GEO");
    let found = place.mentions(
        "Old hands like Michael Jordan and Paris Hilton came. Jordan paid.",
        &["--resolve", "names"],
    );
    assert_mentions(&found, &[("Jordan", "JOR", "name")]);
    let found = place.mentions("Erdoğan met Özil. Then Erdogan left TBILISI.", &["--resolve", "surnames"]);
    assert_eq!(
        found.iter().map(|m| m.1.as_str()).collect::<Vec<_>>(),
        ["recep-tayyip-erdogan", "recep-tayyip-erdogan", "GEO"]
    );
}

#[test]
fn a_prefix_says_what_it_says_of_the_name_in_it() {
    let place = Place::new();
    let found =
        place.mentions("An anti-NATO crowd met a pro-Russian one.", &["--evidence", "all", "--rules-only"]);
    assert_mentions(&found, &[("NATO", "nato", "prefix"), ("Russian", "RUS", "prefix")]);
    let prefixes: Vec<(String, f64, f64)> = place
        .rows("evidence")
        .iter()
        .filter(|row| row["rule"] == "prefix")
        .map(|row| {
            (
                row["cue"].clone(),
                row["toward_favourable"].parse().unwrap(),
                row["toward_critical"].parse().unwrap(),
            )
        })
        .collect();
    assert_eq!(prefixes, [("anti".to_owned(), 0.0, 0.6), ("pro".to_owned(), 0.6, 0.0)]);
}

#[test]
fn an_abbreviation_that_a_text_introduces_means_the_same_after_it() {
    let place = Place::new();
    place.write(
        "mine.tsv",
        "actor_id\tname\tkind\talias\nzho\tZebbug Harbour Office\torganisation\tZebbug Harbour Office\n",
    );
    let text = "The Zebbug Harbour Office (ZHO) opened. Nobody told the ZHO.";
    let found = place.mentions(text, &["--actors", "mine.tsv", "--resolve", "names"]);
    assert_mentions(
        &found,
        &[("Zebbug Harbour Office", "zho", "name"), ("ZHO", "zho", "name"), ("ZHO", "zho", "name")],
    );
}

#[test]
fn capitals_in_brackets_that_do_not_stand_for_the_name_before_them_are_left_alone() {
    let place = Place::new();
    let text = "Norway asked the African Union (UK) about fish. The UK answered.";
    let found = place.mentions(text, &["--resolve", "names"]);
    let ids: Vec<&str> = found.iter().map(|mention| mention.1.as_str()).collect();
    assert_eq!(ids, ["NOR", "african-union", "GBR", "GBR"]);
}

#[test]
fn what_is_said_of_persons_and_bodies_rolls_up_to_their_country() {
    let place = Place::new();
    let text = "Kassym-Jomart Tokayev praised Norway. NATO praised Gazprom.";
    place.mentions(text, &[]);
    assert_eq!(place.column("stance", "actor_id"), ["NOR", "gazprom", "kassym-jomart-tokayev", "nato"]);
    place.mentions(text, &["--rollup", "country"]);
    assert_eq!(place.column("stance", "actor_id"), ["KAZ", "NOR", "RUS", "nato"]);
    let package = place.read("out/datapackage.json");
    assert!(
        package.contains("\"rollup\": \"country\"") && package.contains("\"resolve\": \"all\""),
        "{package}"
    );
}
