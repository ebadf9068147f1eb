//! `LexisNexis`: each article begins with `1 of 250 DOCUMENTS`, then outlet and date, then fields in capitals.

use super::super::metadata::Metadata;
use super::article::{PressArticle, is_copyright};
use super::header::{author, field, value, written_date};

/// Fields above the body.
const ABOVE: [&str; 8] =
    ["HEADLINE", "BYLINE", "SECTION", "LENGTH", "DATELINE", "HIGHLIGHT", "BODY", "EDITION"];
/// Fields below the body.
const BELOW: [&str; 22] = [
    "LOAD-DATE",
    "LANGUAGE",
    "GRAPHIC",
    "SUBJECT",
    "PUBLICATION-TYPE",
    "DOCUMENT-TYPE",
    "JOURNAL-CODE",
    "ACC-NO",
    "CORRECTION-DATE",
    "SERIES",
    "TYPE",
    "NOTES",
    "COUNTRY",
    "STATE",
    "CITY",
    "COMPANY",
    "ORGANIZATION",
    "PERSON",
    "INDUSTRY",
    "TICKER",
    "GEOGRAPHIC",
    "CATEGORY",
];

/// Whether an article begins at a line.
pub fn begins(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().take(5).collect();
    let number = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    matches!(words.as_slice(), [n, "of", of, "DOCUMENT" | "DOCUMENTS"] if number(n) && number(of))
}

/// The articles of a download. What is before the first, such as a cover page, is left.
pub fn articles(text: &str) -> Vec<PressArticle> {
    let lines: Vec<&str> = text.split('\n').collect();
    let parts = lines.split(|line| begins(line)).skip(1);
    parts.map(article).filter(|article| !article.is_nothing()).collect()
}

/// Where a line of an article belongs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Outlet and date.
    Masthead,
    /// Between the date and the body.
    Head,
    /// The headline.
    Title,
    /// A field above the body.
    Field(&'static str),
    Body,
    /// Below the body.
    Tail,
}

fn article(lines: &[&str]) -> PressArticle {
    let has_headline = lines.iter().any(|line| upper_field(line, &["HEADLINE"]).is_some());
    let has_body = lines.iter().any(|line| upper_field(line, &["BODY"]).is_some());
    let mut place = Place::Masthead;
    let mut length = false;
    let (mut title, mut highlight, mut byline) = (Vec::new(), Vec::new(), Vec::new());
    let mut metadata = Metadata::default();
    let mut body: Vec<&str> = Vec::new();
    for line in lines {
        let text = line.trim();
        if place == Place::Tail {
            continue;
        }
        if upper_field(text, &BELOW).is_some() && place != Place::Masthead {
            place = Place::Tail;
            continue;
        }
        if place == Place::Body {
            body.push(line);
            continue;
        }
        if let Some((key, said)) = upper_field(text, &ABOVE) {
            length |= key == "LENGTH";
            place = if key == "BODY" { Place::Body } else { Place::Field(key) };
            add(key, said, &mut title, &mut highlight, &mut byline);
            if key == "BODY" && !said.is_empty() {
                body.push(said);
            }
            continue;
        }
        if text.is_empty() {
            if matches!(place, Place::Title | Place::Field(_)) {
                place = Place::Head;
            }
            continue;
        }
        match place {
            Place::Masthead => match written_date(text) {
                Some(date) => {
                    metadata.written_date = Some(date);
                    // Lines right below it, such as the edition, are no headline.
                    place = Place::Field("EDITION");
                }
                None if !is_copyright(text) && metadata.source.is_none() => metadata.source = value(text),
                None => {}
            },
            Place::Head if title.is_empty() && !length && !has_headline => {
                title.push(text);
                place = Place::Title;
            }
            Place::Head if has_body || is_copyright(text) => {}
            Place::Head => {
                place = Place::Body;
                body.push(line);
            }
            Place::Title => title.push(text),
            Place::Field(key) => add(key, text, &mut title, &mut highlight, &mut byline),
            Place::Body | Place::Tail => {}
        }
    }
    metadata.title = value(&title.join(" "));
    metadata.standfirst = value(&highlight.join(" "));
    metadata.author = author(&byline.join(" "));
    PressArticle::new(metadata, &body)
}

/// A field whose key is in capitals.
fn upper_field<'l>(line: &'l str, keys: &[&'static str]) -> Option<(&'static str, &'l str)> {
    let line = line.trim_start();
    if !line.starts_with(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    field(line, keys).filter(|(key, _)| line.starts_with(key))
}

/// Adds a line to the value of its field.
fn add<'l>(
    key: &str,
    said: &'l str,
    title: &mut Vec<&'l str>,
    highlight: &mut Vec<&'l str>,
    byline: &mut Vec<&'l str>,
) {
    match key {
        "HEADLINE" => title.push(said),
        "HIGHLIGHT" => highlight.push(said),
        "BYLINE" => byline.push(said),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(article: &PressArticle) -> [Option<&str>; 5] {
        let PressArticle { metadata, text } = article;
        [&metadata.title, &metadata.source, &metadata.written_date, &metadata.author, &Some(text.clone())]
            .map(|field| field.as_deref().map(|text| &*text.to_owned().leak()))
    }

    #[test]
    fn each_article_has_its_header() {
        let text = "Cover page\n\n      1 of 2 DOCUMENTS\n\n\n      The Coast Post (Norway)\n\n     May 2, 2024 Thursday\n     \
             Final Edition\n\nHarbour deal\nwins praise\n\nBYLINE: Ana Lenz, London\n\nSECTION: NEWS; Pg. 4\n\nLENGTH: 13 words\n\n\
             DATELINE: OSLO\n\nNorway praised Poland.\n\nIt rained.\n\nGRAPHIC: A port\n\nLOAD-DATE: May 3, 2024\n\nLANGUAGE: ENGLISH\n\n\
             Copyright 2024 Coast Post, Washington\n\n\n      2 of 2 DOCUMENTS\n\nCopyright 2024 Coast Post\n\nThe Coast Post\n\n\
             May 4, 2024\n\nLENGTH: 10 words\n\nHEADLINE: Bank is fined\n\nHIGHLIGHT: In short\n\nBODY:\nThe bank was fined.\n\nLOAD-DATE: x\n";
        let articles = articles(text);
        assert_eq!(articles.len(), 2);
        assert_eq!(
            seen(&articles[0]),
            [
                Some("Harbour deal wins praise"),
                Some("The Coast Post (Norway)"),
                Some("May 2, 2024"),
                Some("Ana Lenz, London"),
                Some("Norway praised Poland.\n\nIt rained.")
            ]
        );
        assert_eq!(
            seen(&articles[1]),
            [
                Some("Bank is fined"),
                Some("The Coast Post"),
                Some("May 4, 2024"),
                None,
                Some("The bank was fined.")
            ]
        );
        assert_eq!(articles[1].metadata.standfirst.as_deref(), Some("In short"));
    }

    #[test]
    fn an_article_cut_short_is_no_trouble() {
        assert_eq!(
            articles("1 of 2 DOCUMENTS\n\n\n2 of 2 DOCUMENTS\n\nThe Post"),
            [PressArticle {
                metadata: Metadata { source: Some("The Post".into()), ..Metadata::default() },
                text: String::new()
            }]
        );
    }
}
