//! `standpoint explain`: the arithmetic adds up, pages are safe and well-formed, and cues can be left out.

use crate::support::{CORPUS, Output, Place};
use assert_cmd::assert::Assert;

const TEXT: &str = "Paris praised Berlin for its fairness, but Moscow condemned Warsaw in harsh words at a crowded meeting of ministers.\n";

/// A place with an article and a learned table of eleven terms for each mention of it.
fn with_article() -> Place {
    let mut table = String::from(
        "#! format = 3\n#! prior_favourable = -0.5\n#! prior_critical = -0.4\n\
         term\tcontext\tfavourable\tcritical\tsupport\n",
    );
    let stems = ["prais", "condemn", "harsh", "word", "crowd", "meet", "minist", "but", "for", "in"];
    for (weight, stem) in (1..).zip(stems) {
        table += &format!("{stem}\tword\t7.{weight}\t4.{weight}\t9\n");
    }
    table += "length 1\tform\t0.3\t0.3\t9\n";
    Place::new().file("article.txt", TEXT).file("learned.tsv", table)
}

impl Place {
    #[track_caller]
    fn explain(&self, arguments: &[&str]) -> Assert {
        self.run(&[&["explain"], arguments].concat())
    }

    /// Explains the article with the learned table beside the shipped lexicon.
    #[track_caller]
    fn learned(&self, arguments: &[&str]) -> Assert {
        self.explain(&[&["article.txt", "--lexicon", "learned.tsv"], arguments].concat())
    }
}

#[track_caller]
fn stdout(run: Assert) -> String {
    run.code(0).printed()
}

/// The tables of a printed explanation: the numbers of each line under its header, the sum last, by column.
fn arithmetic(text: &str) -> Vec<Vec<(String, [f64; 2])>> {
    let mut tables: Vec<Vec<(String, [f64; 2])>> = Vec::new();
    let mut end = None;
    for line in text.lines() {
        if line.starts_with("    cue ") {
            end = line.find("favourable").map(|at| at + "favourable".len());
            tables.push(Vec::new());
        } else if let Some(column) = end {
            let cells: Vec<char> = line.chars().collect();
            let cell = |range: std::ops::Range<usize>| {
                let text: String =
                    cells.get(range.start..range.end.min(cells.len())).unwrap_or_default().iter().collect();
                if text.trim().is_empty() { 0.0 } else { text.trim().parse().unwrap() }
            };
            let numbers = [cell(column - 10..column), cell(column..column + 10)];
            tables.last_mut().unwrap().push((line.trim().to_owned(), numbers));
            if line.starts_with("    sum") {
                end = None;
            }
        }
    }
    tables
}

#[test]
fn what_is_shown_adds_up_to_the_sums() {
    let tables = arithmetic(&stdout(with_article().learned(&["--all"])));
    assert_eq!(tables.len(), 4);
    for table in tables {
        let ((_, sum), lines) = table.split_last().unwrap();
        for side in [0, 1] {
            let added: f64 = lines.iter().map(|(_, numbers)| numbers[side]).sum();
            let rounding = 0.0005 * (lines.len() + 1) as f64;
            assert!((added - sum[side]).abs() <= rounding, "{added} is not {} in {lines:?}", sum[side]);
        }
    }
}

/// The lines of sentences below the line of each actor.
fn sentences(text: &str) -> Vec<(String, Vec<String>)> {
    let mut actors: Vec<(String, Vec<String>)> = Vec::new();
    for line in text.lines() {
        if line == "Who toward whom" {
            break;
        }
        if line.contains(", confidence ") {
            actors.push((line.to_owned(), Vec::new()));
        } else if line.starts_with('S')
            && let Some((_, sentences)) = actors.last_mut()
        {
            sentences.push(line.to_owned());
        }
    }
    actors
}

#[test]
fn by_default_an_actor_has_its_three_strongest_sentences_and_no_arithmetic() {
    let text = "The court condemned Peru. Peru was praised for its fairness. Peru betrayed its allies. Corrupt Peru \
                lied. Nobody came. Chile left. Corrupt Peru lied.\n";
    let place = Place::new().file("a.txt", text);
    let printed = stdout(place.explain(&["a.txt", "--rules-only"]));
    let actors = sentences(&printed);
    let [(line, sentences)] = actors.as_slice() else { panic!("{printed}") };
    assert!(line.starts_with("Peru (PER)  "), "{printed}");
    assert_eq!(sentences[0], "S4   -Corrupt- [Peru|PER] -lied-.");
    assert_eq!(sentences.len(), 3, "{printed}");
    assert!(sentences[1].starts_with("S3   ") && sentences[2].starts_with("S2   "), "{printed}");
    assert!(printed.contains("No cue speaks of Chile (CHL)."), "{printed}");
    assert!(arithmetic(&printed).is_empty() && !printed.contains("Nobody came"), "{printed}");
}

#[test]
fn a_sentence_of_an_actor_has_the_marks_of_that_actor_alone() {
    let place = Place::new().file("a.txt", "Peru praised Chile.\n");
    let printed = stdout(place.explain(&["a.txt", "--rules-only"]));
    let actors = sentences(&printed);
    assert_eq!(actors.len(), 2, "{printed}");
    for (line, sentences) in actors {
        let (own, other) = if line.starts_with("Peru") { ("|PER]", "|CHL]") } else { ("|CHL]", "|PER]") };
        assert!(sentences[0].contains(own) && !sentences[0].contains(other), "{printed}");
        assert!(sentences[0].contains("+praised+"), "{printed}");
    }
}

#[test]
fn a_cue_with_a_pronoun_within_is_marked_on_both_sides_of_it() {
    let place = Place::new().file("a.txt", "Apple lifted its profit forecast.\n");
    let printed = stdout(place.explain(&["a.txt"]));
    assert!(printed.contains("+lifted+ [its|apple] +profit forecast+"), "{printed}");
}

#[test]
fn a_cue_is_marked_in_the_color_of_its_side() {
    let place = Place::new().file("a.txt", "Peru praised Chile. The court condemned Spain.\n");
    let printed = stdout(place.explain(&["a.txt", "--rules-only", "--color", "always"]));
    for marked in ["\u{1b}[32mpraised", "\u{1b}[31mcondemned"] {
        assert!(printed.contains(marked), "{printed:?}");
    }
}

#[test]
fn weaker_terms_are_one_row_of_the_page_unless_all_are_asked_for() {
    let place = with_article();
    let page = stdout(place.learned(&["--html"]));
    for sum in ["(prior)", "(context)", "(weaker cues)"] {
        assert_eq!(page.matches(sum).count(), 4, "{sum} in {page}");
    }
    // The header, the prior, six cues, the context, the rest, the sum.
    assert_eq!(page.matches("<tr").count(), 4 * 11, "{page}");
    for table in arithmetic(&stdout(place.learned(&["--all"]))) {
        assert!(table.len() > 12, "{table:?}");
    }
}

#[test]
fn weak_learned_terms_are_not_marked_and_strong_ones_are() {
    let text = stdout(with_article().learned(&["--all"]));
    assert!(text.contains("-harsh-") && text.contains(" at a "), "{text}");
}

/// The tags of a page, each closed by its own.
fn assert_well_formed(page: &str) {
    let mut open: Vec<String> = Vec::new();
    let mut rest = page.strip_prefix("<!DOCTYPE html>").unwrap();
    while let Some(at) = rest.find('<') {
        let end = at + rest[at..].find('>').unwrap();
        let tag = &rest[at + 1..end];
        assert!(!tag.contains('<'), "{tag}");
        assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
        match tag.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop().as_deref(), Some(name), "{}", &rest[..end]),
            None => {
                let name = tag.split_whitespace().next().unwrap();
                if name != "meta" {
                    open.push(name.to_owned());
                }
            }
        }
        rest = &rest[end + 1..];
    }
    assert!(open.is_empty(), "{open:?}");
}

fn assert_on_its_own(page: &str) {
    for outside in ["http:", "https:", "//", "src=", "href=", "url(", "@import", "<script", "<link"] {
        assert!(!page.contains(outside), "the page has {outside}");
    }
}

#[test]
fn the_page_is_well_formed_and_needs_nothing_else() {
    let page = stdout(with_article().learned(&["--html"]));
    assert_well_formed(&page);
    assert_on_its_own(&page);
    assert!(page.contains("\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\""), "{page}");
    assert!(page.contains("<title>article.txt</title>") && page.contains("prefers-color-scheme: dark"));
    assert!(page.contains("<mark class=\"actor\" title=\"Germany: "), "{page}");
    assert_eq!(page.matches("<details").count(), 4);
    assert_eq!(page.matches("<td colspan=\"3\">sum</td>").count(), 4);
}

#[test]
fn a_page_of_several_documents_is_well_formed_too() {
    let place = with_article();
    let lines = "Peru praised Chile.\nNobody was there.\n";
    let page = stdout(place.run_on(lines, &["explain", "--html", "--lines"]));
    assert_well_formed(&page);
    assert!(page.contains("<title>2 documents</title>") && page.matches("<article>").count() == 2);
}

#[test]
fn a_script_in_a_title_stays_text() {
    let place = with_article();
    let row = r#"{"id":"a\"b<i>","title":"Peru <script>alert('x')</script> & \"more\"","text":"Peru praised Chile."}"#;
    place.write("rows.jsonl", format!("{row}\n"));
    let page = stdout(place.explain(&["rows.jsonl", "--html", "--no-clean-up", "markup"]));
    assert_well_formed(&page);
    assert!(!page.contains("<script") && !page.contains("<i>"), "{page}");
    assert!(page.contains("&lt;script&gt;alert('x')&lt;/script&gt; &amp; &quot;more&quot;"), "{page}");
}

#[test]
fn a_page_goes_to_the_file_that_is_named_and_over_no_article() {
    let place = with_article();
    assert_eq!(stdout(place.learned(&["--html=page.html"])), "");
    assert_well_formed(&place.read("page.html"));
    let refused = place.explain(&["article.txt", "--html=article.txt"]).code(2);
    assert!(refused.said().contains("a page's name ends in .html"));
    assert_eq!(place.read("article.txt"), TEXT);
    place.write("text.html", TEXT);
    place.explain(&["text.html", "--html=text.html"]).code(2);
    assert_eq!(place.read("text.html"), TEXT);
}

#[test]
fn leaving_a_cue_out_changes_the_number_and_says_so() {
    let place = with_article();
    for name in ["condemned", "condemn*", "CONDEMNED"] {
        let text = stdout(place.explain(&["article.txt", "--rules-only", "--without", name]));
        assert!(text.contains("without condemn*"), "{text}");
        let poland = text.lines().find(|line| line.starts_with("Poland (POL)")).unwrap();
        assert!(poland.contains(" → "), "{text}");
        let mention = text.lines().find(|line| line.contains("\"Warsaw\"")).unwrap();
        let numbers: Vec<f64> = mention
            .split(['→', ' '])
            .filter(|word| word.starts_with(['+', '-']))
            .map(|word| word.parse().unwrap())
            .collect();
        assert!(numbers[1] > numbers[0], "{text}");
    }
}

#[test]
fn leaving_a_learned_term_out_drops_its_rows() {
    let table = "#! format = 3\n#! prior_favourable = -3\n#! prior_critical = -3\n\
                 term\tcontext\tfavourable\tcritical\tsupport\ncrowd\tword\t4\t0\t9\n";
    let place = Place::new().file("article.txt", TEXT).file("learned.tsv", table);
    let text = stdout(place.learned(&["--without", "crowded"]));
    assert!(text.contains("crowd (learned: word)"), "{text}");
    assert!(text.contains(" → "), "{text}");
}

#[test]
fn a_cue_that_is_nowhere_is_an_error_that_names_those_there_are() {
    let place = with_article();
    let refused = place.explain(&["article.txt", "--rules-only", "--without", "splendid"]).code(2);
    let said = refused.said();
    assert!(said.contains("'splendid'") && said.contains("condemned") && said.contains("praised"), "{said}");
    assert!(refused.get_output().stdout.is_empty());
}

#[test]
fn the_sample_corpus_makes_pages_that_are_well_formed() {
    let outlet = format!("{CORPUS}/northern-sentinel");
    let page = stdout(Place::new().explain(&["--html", &outlet]));
    assert_well_formed(&page);
    assert_on_its_own(&page);
}
