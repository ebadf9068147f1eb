//! Metadata at the start of a text: front matter between `---` lines, or header lines (`Title: …`).
//!
//! Front matter is read line by line rather than as YAML: people write `title: Kazakhstan: Balancing Russia`, which
//! YAML refuses.

use super::metadata::Metadata;

/// Maximum number of lines of front matter.
const MAX_LINES: usize = 64;

/// The metadata at the start of `text`, and the byte offset where the text proper begins.
#[must_use]
pub fn head(text: &str) -> (Metadata, usize) {
    fenced(text).or_else(|| header_lines(text)).unwrap_or_default()
}

fn fenced(text: &str) -> Option<(Metadata, usize)> {
    let mut at = text.len() - text.trim_start_matches('\n').len();
    let mut lines = text.get(at..)?.split_inclusive('\n').take(MAX_LINES);
    let first = lines.next()?;
    if first.trim_end() != "---" {
        return None;
    }
    at += first.len();
    let mut metadata = Metadata::default();
    for line in lines {
        at += line.len();
        if matches!(line.trim_end(), "---" | "...") {
            return Some((metadata, at));
        }
        if let Some((key, value)) = line.split_once(':') {
            set(&mut metadata, key, value);
        }
    }
    None
}

/// Header lines count only from the first line of the text on.
fn header_lines(text: &str) -> Option<(Metadata, usize)> {
    let mut metadata = Metadata::default();
    let mut at = 0;
    for line in text.split_inclusive('\n').take(MAX_LINES) {
        let known = line.split_once(':').is_some_and(|(key, value)| {
            key.len() <= 12 && key.starts_with(|c: char| c.is_uppercase()) && set(&mut metadata, key, value)
        });
        if !known {
            break;
        }
        at += line.len();
    }
    (at > 0).then_some((metadata, at))
}

fn set(metadata: &mut Metadata, key: &str, value: &str) -> bool {
    let value = value.trim();
    let unquoted = ['"', '\''].into_iter().find_map(|mark| value.strip_prefix(mark)?.strip_suffix(mark));
    let value = unquoted.unwrap_or(value).trim();
    let text = (!value.is_empty()).then(|| value.to_owned());
    match key.trim().to_lowercase().as_str() {
        "title" | "headline" => metadata.title = text,
        "standfirst" | "description" | "summary" | "subtitle" => metadata.standfirst = text,
        "date" | "published" => metadata.written_date = text,
        "source" | "outlet" | "publication" => metadata.source = text,
        "author" | "byline" => metadata.author = text,
        "url" | "link" => metadata.url = text,
        "language" | "lang" => metadata.language = text,
        _ => return false,
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_with_a_colon_in_the_title() {
        let text = "---\ntitle: \"One: Two\"\ndate: 2031-02-14\nother: x\n---\nBody";
        let (metadata, at) = head(text);
        assert_eq!(metadata.title.as_deref(), Some("One: Two"));
        assert_eq!(metadata.written_date.as_deref(), Some("2031-02-14"));
        assert_eq!(&text[at..], "Body");
    }

    #[test]
    fn header_lines_and_none() {
        let (metadata, at) = head("Title: A\nSource: B\n\nText: goes on");
        assert_eq!((metadata.title.as_deref(), metadata.source.as_deref(), at), (Some("A"), Some("B"), 19));
        assert_eq!(head("Nothing here: at all").1, 0);
        assert_eq!(head("---\nnever closed").1, 0);
    }
}
