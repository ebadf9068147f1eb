//! From a raw document to an article: read, decompress, decode, take out of its page, extract metadata, clean up.

use super::article::Article;
use super::cleanup::{CleanUpRule, RuleSet, clean};
use super::context::Context;
use super::date_by::DateBy;
use super::date_column::DateColumn;
use super::date_leaning::DateLeaning;
use super::dates::leaning;
use super::decode::{Decoded, Decoding, Repairs, Undecodable};
use super::encoding_by::EncodingBy;
use super::entities::without_markup;
use super::foreign::Foreign;
use super::front_matter::head;
use super::layout::Layout;
use super::ledger::{Reason, Skip};
use super::limit::{Limit, MAX_TEXT_BYTES, cut_field, within_limits};
use super::metadata::Metadata;
use super::open::read_document;
use super::page::{PageFault, begins_page, check_bytes, declared, extract, has_tags, is_page};
use super::raw::{Payload, Raw};
use super::read_as::{LanguageBy, ReadAs};
use super::remark::Remark;
use super::warning::{Location, Warning};
use crate::text::Language;
use std::borrow::Cow;
use std::io;

/// Reads one document; dates are read in the words of `language`. Pure but for the file it names; safe to call from any thread.
///
/// # Errors
/// A [`Skip`] that says why it is no text.
pub fn load(raw: Raw, decoding: &Decoding, rules: RuleSet, language: &Language) -> Result<Article, Skip> {
    let Raw { doc_id, path, row, payload, metadata: columns, context } = raw;
    let (layout, payload) = payload.layout();
    let skip = |(reason, detail): (Reason, String)| Skip { path: path.clone(), row, reason, detail };
    let (decoded, cut, is_page) = read(payload, false, decoding).map_err(|problem| match problem {
        Problem::Unreadable(error) => Skip::unreadable(&path, row, &error),
        Problem::Undecodable(problem) => skip(problem.reason()),
        Problem::Page(fault) => skip(fault.reason()),
        Problem::Foreign(kind) => skip((Reason::NotConverted, kind.advice(&path))),
    })?;
    let remarks = remarks(&decoded);
    let Decoded { text, encoding, encoding_by, repairs } = decoded;
    let mut cuts: Vec<Limit> = cut.then_some(Limit::Bytes).into_iter().collect();
    let mut metadata = columns;
    let mut source = text;
    let (mut found, begin, markup) = if is_page {
        let article = extract(&source, language).map_err(|fault| skip(fault.reason()))?;
        source = article.text;
        (article.metadata, 0, 0)
    } else {
        // Markdown and subtitles have marks of their own.
        let is_marked = layout == Layout::Plain && rules.has(CleanUpRule::Markup);
        let markup = if is_marked { remove_markup(&mut source, &mut metadata) } else { 0 };
        let (found, begin) = head(&source);
        (found, begin, markup)
    };
    if let (kept, Some(limit)) = within_limits(&source) {
        source.truncate(kept.len());
        source.shrink_to_fit();
        cuts = vec![limit];
    }
    for field in [&mut metadata.title, &mut metadata.standfirst, &mut found.title, &mut found.standfirst] {
        if cut_field(field) && !cuts.contains(&Limit::Field) {
            cuts.push(Limit::Field);
        }
    }
    let mut warnings = warnings(|| Location { path: path.clone(), row }, &cuts, repairs);
    let Context { dates, path: in_path, path_dates } = context;
    let mut date_leanings = Vec::new();
    let mut read_date = |metadata: &mut Metadata, column: Option<&DateColumn>, by: DateBy| {
        let at = || Location { path: path.clone(), row };
        let written = metadata.written_date.clone().zip(column);
        match metadata.read_date(language, column, by) {
            Ok(settled) => warnings.extend(settled.map(Warning::DatesInOrder)),
            Err((written, fault)) => warnings.push(Warning::DateNotRead { at: at(), written, fault }),
        }
        let kind = written.and_then(|(written, column)| leaning(&written, language, column));
        date_leanings.extend(kind.map(|kind| DateLeaning { in_path: by == DateBy::Path, kind }));
    };
    read_date(&mut metadata, dates.as_deref(), DateBy::Column);
    read_date(&mut found, dates.as_deref(), DateBy::FrontMatter);
    metadata.fill(found);
    if let Some(fields) = &in_path {
        metadata.source = metadata.source.or_else(|| fields.source.clone());
    }
    let mut cleaned = clean(&source, begin, &mut metadata, rules, language, layout);
    cleaned.clean_up.add(CleanUpRule::Markup, markup);
    if metadata.date.is_some() && metadata.date_by.is_none() {
        metadata.date_by = Some(DateBy::Text);
    }
    if let Some(fields) = &in_path {
        // The clean-up looks for the title, author and date of the text itself.
        let mut fields = fields.metadata();
        if metadata.date.is_none() {
            read_date(&mut fields, path_dates.as_deref(), DateBy::Path);
        }
        metadata.fill(fields);
    }
    Ok(Article {
        doc_id,
        path,
        row,
        encoding,
        encoding_by,
        metadata: tidy(metadata),
        source,
        text: cleaned.text,
        sections: cleaned.sections,
        turns: cleaned.turns,
        speakers: cleaned.speakers,
        pieces: cleaned.pieces,
        clean_up: cleaned.clean_up,
        warnings,
        remarks,
        date_leanings,
        read_as: ReadAs::scored(&language.code, LanguageBy::Default),
    })
}

/// Removes HTML from the text and its metadata; returns how many entities and tags there were.
fn remove_markup(source: &mut String, metadata: &mut Metadata) -> u32 {
    let Metadata { title, standfirst, date: _, written_date, source: outlet, author, url, .. } = metadata;
    let fields = [title, standfirst, written_date, outlet, author, url].into_iter().flatten();
    let mut count = 0_u32;
    for text in std::iter::once(source).chain(fields) {
        if let (Cow::Owned(plain), markup) = without_markup(text) {
            *text = plain;
            count = count.saturating_add(markup);
        }
    }
    count
}

/// What is to be said of a text.
fn remarks(decoded: &Decoded) -> Vec<Remark> {
    let mut remarks = Vec::new();
    if decoded.repairs.mojibake {
        remarks.push(Remark::Mojibake);
    }
    if decoded.encoding_by == EncodingBy::Detected {
        remarks.push(Remark::Detected(decoded.encoding));
    }
    if decoded.text.trim_start().is_empty() {
        remarks.push(Remark::Empty);
    }
    remarks
}

/// Metadata fields are single lines.
fn tidy(mut metadata: Metadata) -> Metadata {
    for field in [&mut metadata.title, &mut metadata.standfirst, &mut metadata.source, &mut metadata.author] {
        if let Some(text) = field {
            *text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        }
        if field.as_ref().is_some_and(String::is_empty) {
            *field = None;
        }
    }
    metadata
}

/// Why a payload is not read.
enum Problem {
    Unreadable(io::Error),
    Undecodable(Undecodable),
    Page(PageFault),
    /// A document of another program.
    Foreign(Foreign),
}

/// The text of a payload, whether it was cut, and whether it is a web page: `page` if it is said to be one and holds
/// any tag, or what begins like one. A cell of a table is only what it is said to be.
fn read(payload: Payload, page: bool, decoding: &Decoding) -> Result<(Decoded, bool, bool), Problem> {
    let mut bytes = match payload {
        Payload::Page(payload) => return read(*payload, true, decoding),
        Payload::LaidOut(_, payload) => return read(*payload, page, decoding),
        Payload::Text(decoded) => {
            let page = page && has_tags(&decoded.text);
            return Ok((decoded, false, page));
        }
        Payload::File(file) => {
            read_document(Some(&file), page, decoding.max_unpacked).map_err(Problem::Unreadable)?
        }
        Payload::Bytes(bytes) => bytes,
    };
    if let Some(kind) = Foreign::of(&bytes) {
        return Err(Problem::Foreign(kind));
    }
    // A page may be longer than a text: its article is cut where it is too long.
    let may_be_page = page || begins_page(&bytes);
    if may_be_page {
        check_bytes(bytes.len()).map_err(Problem::Page)?;
    }
    let cut = !may_be_page && cut_bytes(&mut bytes);
    let decoding = Decoding { declared: declared(&bytes), ..*decoding };
    let decoded = decoding.decode(bytes).map_err(Problem::Undecodable)?;
    let page = page && has_tags(&decoded.text) || is_page(&decoded.text);
    Ok((decoded, cut, page))
}

/// Cuts a text that is too long, not within a character; returns whether it was.
fn cut_bytes(bytes: &mut Vec<u8>) -> bool {
    if bytes.len() as u64 <= MAX_TEXT_BYTES {
        return false;
    }
    let mut end = MAX_TEXT_BYTES as usize;
    while end > 0 && bytes.get(end).is_some_and(|byte| byte & 0xC0 == 0x80) {
        end -= 1;
    }
    bytes.truncate(end);
    bytes.shrink_to_fit();
    true
}

/// The warnings about the document `at` a location.
fn warnings(at: impl Fn() -> Location, cuts: &[Limit], repairs: Repairs) -> Vec<Warning> {
    let Repairs { nul, control, replaced, mojibake: _ } = repairs;
    let mut warnings: Vec<Warning> =
        cuts.iter().map(|limit| Warning::TextCut { at: at(), limit: *limit }).collect();
    if nul > 0 {
        warnings.push(Warning::NulCharacters { at: at(), count: nul });
    }
    if control > 0 {
        warnings.push(Warning::ControlCharacters { at: at(), count: control });
    }
    if replaced {
        warnings.push(Warning::BytesReplaced { at: at() });
    }
    warnings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn loaded(bytes: &[u8], lossy: bool) -> Result<Article, Skip> {
        let raw = Raw {
            doc_id: "a".into(),
            path: "in/a.txt".into(),
            row: None,
            payload: Payload::Bytes(bytes.to_vec()),
            metadata: Metadata::default(),
            context: Context::default(),
        };
        load(raw, &Decoding::new(None, lossy).unwrap(), RuleSet::default(), &crate::ingest::english())
    }

    #[test]
    fn what_was_repaired_is_said_in_a_fixed_order() {
        let article = loaded(b"France\0praised\x01Spain \xff.", true).unwrap();
        let at = article.location();
        let expected = [
            Warning::NulCharacters { at: at.clone(), count: 1 },
            Warning::ControlCharacters { at: at.clone(), count: 1 },
            Warning::BytesReplaced { at },
        ];
        assert_eq!(article.warnings, expected);
        assert_eq!(loaded(b"France praised Spain.", true).unwrap().warnings, []);
    }

    #[test]
    fn metadata_are_one_line_each_and_never_empty() {
        let article = loaded(b"---\ntitle: One\t two\nsource: \" \"\n---\nBody.\n", false).unwrap();
        assert_eq!(article.metadata.title.as_deref(), Some("One two"));
        assert_eq!(article.metadata.source, None);
    }

    #[test]
    fn a_page_is_known_by_what_it_begins_with() {
        let page =
            b"<!doctype html><meta charset=latin1><title>A caf\xe9 opens | The Post</title><h1>A caf\xe9 \
            opens</h1><p>Norway praised the caf\xe9 and its owners &mdash; and thanked Spain.</p>";
        let article = loaded(page, false).unwrap();
        assert_eq!(article.source, "Norway praised the café and its owners — and thanked Spain.");
        assert_eq!(
            (article.encoding, article.metadata.title.as_deref()),
            ("windows-1252", Some("A café opens"))
        );
        assert_eq!(article.metadata.source.as_deref(), Some("The Post"));
        let none = loaded(b"<html><body><ul><li><a href=/>Home</a></ul></body></html>", false).unwrap_err();
        assert_eq!(none.reason, Reason::NoArticle);
        let text = loaded(b"Norway <html> praised Spain.", false).unwrap();
        assert!(
            text.source.starts_with("Norway") && text.source.ends_with(" praised Spain."),
            "{}",
            text.source
        );
    }

    #[test]
    fn a_page_without_any_tag_is_a_text() {
        let load_page = |bytes: &[u8]| {
            let payload = Payload::Page(Box::new(Payload::Bytes(bytes.to_vec())));
            let path = "in/a.html".to_owned();
            let (metadata, context) = (Metadata::default(), Context::default());
            let raw = Raw { doc_id: "a".into(), path, row: None, payload, metadata, context };
            load(raw, &Decoding::default(), RuleSet::default(), &crate::ingest::english()).unwrap().source
        };
        assert_eq!(load_page(b"Norway praised\nSpain."), "Norway praised\nSpain.");
        assert_eq!(load_page(b"<p>Norway praised\nSpain for it."), "Norway praised Spain for it.");
    }

    #[test]
    fn markup_goes_from_the_text_and_is_counted() {
        let text = b"---\ntitle: Gull &amp; Co\n---\n<p>France praised AT&amp;T.</p>";
        let article = loaded(text, false).unwrap();
        assert_eq!(article.metadata.title.as_deref(), Some("Gull & Co"));
        assert!(article.text.ends_with("France praised AT&T."), "{}", article.text);
        assert!(article.source.contains("\nFrance praised AT&T."), "{}", article.source);
        assert_eq!(article.clean_up.counts().collect::<Vec<_>>(), [("markup", 4)]);
    }

    #[test]
    fn what_is_no_text_is_a_skip() {
        let skip = loaded(b"\xc3\xa9\xe9", false).unwrap_err();
        assert_eq!((skip.path.as_str(), skip.detail.as_str()), ("in/a.txt", "byte 2"));
    }
}
