//! Nexis Uni and Lexis+: title, outlet, date and copyright, fields, `Body`, and `End of Document` behind each article.

use super::super::metadata::Metadata;
use super::article::{PressArticle, is_copyright};
use super::header::{author, field, is_word_count, value, written_date};

/// Fields above the body.
const ABOVE: [&str; 7] = ["Section", "Length", "Byline", "Highlight", "Dateline", "Edition", "Distribution"];
/// Fields below the body.
const BELOW: [&str; 10] = [
    "Load-Date",
    "Language",
    "Publication-Type",
    "Journal Code",
    "Subject",
    "Industry",
    "Geographic",
    "Company",
    "Organization",
    "Person",
];
/// Lines of their own that begin what is below the body.
const BELOW_LINES: [&str; 4] = ["Graphic", "Notes", "Classification", "Correction"];
/// Line that ends an article.
const END: &str = "End of Document";
/// Line that begins the body.
const BODY: &str = "Body";

/// Whether a text is a download in this layout.
pub fn looks_so(head: &str) -> bool {
    let mut lines = head.lines().map(str::trim);
    let length = |line: &str| field(line, &["Length"]).is_some_and(|(_, value)| is_word_count(value));
    lines.any(length) && lines.any(|line| line == BODY)
}

/// The articles of a download. A cover page before the title of the first is left.
pub fn articles(text: &str) -> Vec<PressArticle> {
    let lines: Vec<&str> = text.split('\n').collect();
    let parts = lines.split(|line| line.trim() == END);
    parts.filter(|lines| lines.iter().any(|line| is_head(line))).map(article).collect()
}

/// Whether a line stands above a body.
fn is_head(line: &str) -> bool {
    is_copyright(line) || line.trim() == BODY || field(line, &ABOVE).is_some()
}

fn article(lines: &[&str]) -> PressArticle {
    let body = lines.iter().position(|line| line.trim() == BODY);
    // Without that line, the body begins behind the last field.
    let begin = body.or_else(|| lines.iter().rposition(|line| field(line, &ABOVE).is_some()));
    let begin = begin.map_or(0, |at| at + 1);
    let (head, rest) = lines.split_at(begin.min(lines.len()));
    let below = |line: &&str| {
        let text = line.trim();
        BELOW_LINES.contains(&text)
            || field(text, &BELOW).is_some_and(|_| text.starts_with(char::is_uppercase))
    };
    let end = rest.iter().position(below).unwrap_or(rest.len());
    let metadata = header(head);
    let body = without_page_heads(rest.get(..end).unwrap_or_default(), metadata.title.as_deref());
    PressArticle::new(metadata, &body)
}

fn header(lines: &[&str]) -> Metadata {
    let mut metadata = Metadata::default();
    let lines: Vec<&str> = lines.iter().map(|line| line.trim()).collect();
    // The masthead: the last date above the first field or copyright line that follows one.
    let mut date = None;
    for (at, line) in lines.iter().enumerate() {
        if let Some(written) = written_date(line).filter(|_| !is_copyright(line) && !line.contains(':')) {
            date = Some((at, written));
        } else if date.is_some() && (is_copyright(line) || field(line, &ABOVE).is_some()) {
            break;
        }
    }
    if let Some((at, written)) = date {
        metadata.written_date = Some(written);
        let above =
            |end: usize| lines.get(..end).unwrap_or_default().iter().rposition(|line| !line.is_empty());
        if let Some(outlet) = above(at) {
            metadata.source = lines.get(outlet).and_then(|line| value(line));
            if let Some(last) = above(outlet) {
                let block = lines.get(..=last).unwrap_or_default();
                let first = block.iter().rposition(|line| line.is_empty()).map_or(0, |blank| blank + 1);
                metadata.title = value(&block.get(first..).unwrap_or_default().join(" "));
            }
        }
    }
    let mut open: Option<&str> = None;
    let (mut byline, mut highlight) = (Vec::new(), Vec::new());
    for &line in &lines {
        let said = match field(line, &ABOVE) {
            Some((key, said)) => {
                open = Some(key);
                said
            }
            None if line.is_empty() || line == BODY => {
                open = None;
                continue;
            }
            None => line,
        };
        match open {
            Some("Byline") => byline.push(said),
            Some("Highlight") => highlight.push(said),
            _ => {}
        }
    }
    metadata.author = author(&byline.join(" "));
    metadata.standfirst = value(&highlight.join(" "));
    metadata
}

/// The lines of a body without the page numbers and repeated titles of its pages.
fn without_page_heads<'a>(lines: &[&'a str], title: Option<&str>) -> Vec<&'a str> {
    let mut kept = Vec::with_capacity(lines.len());
    let mut head = false;
    for line in lines {
        let text = line.trim();
        if is_page_number(text) {
            head = true;
        } else if head && (text.is_empty() || Some(text) == title) {
            head = text.is_empty();
        } else {
            head = false;
            let blank = text.is_empty() && kept.last().is_some_and(|last: &&str| last.trim().is_empty());
            if !blank {
                kept.push(*line);
            }
        }
    }
    kept
}

/// Whether a line is `Page 2 of 3`.
fn is_page_number(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().take(5).collect();
    let number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    matches!(words.as_slice(), ["Page", n, "of", of] if number(n) && number(of))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_article_has_its_header() {
        let text = "User Name: A\nDate and Time: Thursday, May 30, 2024 10:00 AM\nDocuments (2)\n\n1. Harbour deal wins praise\n\n\
             Harbour deal wins\npraise\n \nThe Coast Post (Norway)\nMay 2, 2024 Thursday\n \nCopyright 2024 Coast Post All Rights Reserved\n \n\
             Section: NEWS; Pg. 4\nLength: 13 words\nByline: Ana Lenz, London\nHighlight: In short,\nand more\nBody\n\n\
             Norway praised Poland.\n\nPage 2 of 2\nHarbour deal wins praise\n\nIt rained.\n\nGraphic\n \nA port\n\nLoad-Date: May 3, 2024\n\n\n\
             End of Document\n\n\nBank is fined\n\nThe Coast Post\n2 May 2024\n\nLength: 10 words\n\nBody\n\nThe bank was fined.\n\nEnd of Document\n";
        let articles = articles(text);
        let [first, second] = articles.as_slice() else { panic!("{articles:?}") };
        let expected = Metadata {
            title: Some("Harbour deal wins praise".into()),
            standfirst: Some("In short, and more".into()),
            written_date: Some("May 2, 2024".into()),
            source: Some("The Coast Post (Norway)".into()),
            author: Some("Ana Lenz, London".into()),
            ..Metadata::default()
        };
        assert_eq!(first.metadata, expected);
        assert_eq!(first.text, "Norway praised Poland.\n\nIt rained.");
        assert_eq!(second.metadata.title.as_deref(), Some("Bank is fined"));
        assert_eq!(second.metadata.written_date.as_deref(), Some("2 May 2024"));
        assert_eq!(second.text, "The bank was fined.");
    }
}
