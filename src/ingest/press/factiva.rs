//! Factiva without codes: title, author, number of words, date, outlet, language and copyright are lines of their own;
//! `Document` and a number end each article.

use super::super::metadata::Metadata;
use super::article::{PressArticle, is_copyright};
use super::header::{author, is_word_count, value, written_date};

/// Maximum lines between the number of words and the copyright line.
const HEADER_LINES: usize = 9;
/// Maximum words of an author without `By`.
const AUTHOR_WORDS: usize = 6;
/// Minimum length of the number of a document, and minimum digits in it.
const NUMBER: (usize, usize) = (15, 8);

/// Whether a text is a download in this layout.
pub fn looks_so(head: &str) -> bool {
    let mut lines = head.lines();
    lines.any(is_word_count) && lines.any(ends)
}

/// Whether a line ends an article.
fn ends(line: &str) -> bool {
    line.trim().strip_prefix("Document ").is_some_and(|number| {
        let digits = number.bytes().filter(u8::is_ascii_digit).count();
        number.len() >= NUMBER.0
            && digits >= NUMBER.1
            && number.starts_with(|c: char| c.is_ascii_uppercase())
            && number.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}

/// The articles of a download.
pub fn articles(text: &str) -> Vec<PressArticle> {
    let lines: Vec<&str> = text.split('\n').collect();
    let parts = lines.split(|line| ends(line)).map(article);
    parts.filter(|article| !article.is_nothing() && article.metadata.title.is_some()).collect()
}

fn article(lines: &[&str]) -> PressArticle {
    let Some(count) = lines.iter().position(|line| is_word_count(line)) else {
        return PressArticle::default();
    };
    let (above, rest) = lines.split_at(count);
    let mut metadata = Metadata::default();
    title(above, &mut metadata);
    // Lines below the number of words: date, time, outlet, code, page, language, copyright.
    let filled = |line: &&&str| !line.trim().is_empty();
    let header: Vec<usize> =
        (1..rest.len()).filter(|at| rest.get(*at).is_some_and(|line| filled(&line))).collect();
    let header = header.get(..HEADER_LINES.min(header.len())).unwrap_or_default();
    let text = |at: &usize| rest.get(*at).map_or("", |line| line.trim());
    let mut last = 0;
    for (number, at) in header.iter().enumerate() {
        let line = text(at);
        if is_copyright(line) {
            last = *at;
            break;
        }
        if metadata.written_date.is_none() {
            if let Some(date) = written_date(line) {
                metadata.written_date = Some(date);
                last = *at;
            } else if number > 0 {
                break;
            }
        } else if metadata.source.is_none() && !is_time(line) {
            metadata.source = value(line);
            last = *at;
        }
    }
    PressArticle::new(metadata, rest.get(last + 1..).unwrap_or_default())
}

/// Title and author: of the lines above the number of words, the author is the last, if it has the form of one.
fn title(above: &[&str], metadata: &mut Metadata) {
    let mut lines: Vec<&str> = above.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect();
    // A cover page ends far above.
    let first = lines.len().saturating_sub(4);
    lines.drain(..first);
    if lines.len() >= 2
        && let Some(last) = lines.last()
        && is_author(last)
    {
        metadata.author = author(last);
        lines.pop();
    }
    metadata.title = lines.last().and_then(|line| value(line));
}

/// Whether a line has the form of an author: `By`, or a few words that begin with capitals.
fn is_author(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    ["By ", "BY "].iter().any(|by| line.starts_with(by))
        || (2..=AUTHOR_WORDS).contains(&words.len())
            && words.iter().all(|word| word.len() <= 3 || word.starts_with(char::is_uppercase))
            && !line.ends_with(['.', '!', '?'])
}

/// Whether a line is a time of day: `10:15`, `10:15 GMT`.
fn is_time(line: &str) -> bool {
    line.split_once(':').is_some_and(|(hour, rest)| {
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        digits(hour) && hour.len() <= 2 && rest.get(..2).is_some_and(digits)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_article_has_its_header() {
        let text = "News\nHarbour deal wins praise in the north\nAna Lenz\n13 words\n2 May 2024\n10:15\nThe Coast Post\nCOASTP\nEnglish\n\
             Copyright 2024 Coast Post.\n\nNorway praised Poland.\n\nIt rained.\n\nDocument COASTP0020240502ek520003p\n\n\
             Bank is fined for misleading clients\n\n1,010 words\n\n4 May 2024\n\nThe Coast Post\n\nEnglish\n\n(c) 2024 Coast Post\n\n\
             The bank was fined.\n\nDocument COASTP0020240504ek540003p\n\nSearch Summary\n";
        let articles = articles(text);
        let [first, second] = articles.as_slice() else { panic!("{articles:?}") };
        let expected = Metadata {
            title: Some("Harbour deal wins praise in the north".into()),
            written_date: Some("2 May 2024".into()),
            source: Some("The Coast Post".into()),
            author: Some("Ana Lenz".into()),
            ..Metadata::default()
        };
        assert_eq!(
            (&first.metadata, first.text.as_str()),
            (&expected, "Norway praised Poland.\n\nIt rained.")
        );
        assert_eq!(second.metadata.title.as_deref(), Some("Bank is fined for misleading clients"));
        assert_eq!(second.text, "The bank was fined.");
    }
}
