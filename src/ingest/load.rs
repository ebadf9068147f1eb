//! From a raw document to an article: read, decompress, decode, extract metadata, clean up.

use super::article::Article;
use super::cleanup::{RuleSet, clean};
use super::decode::{Decoded, Decoding, Repairs, Undecodable};
use super::front_matter::head;
use super::ledger::Skip;
use super::metadata::Metadata;
use super::open::read_whole;
use super::raw::{MAX_TEXT_BYTES, Payload, Raw};
use super::read_as::{LanguageBy, ReadAs};
use super::warning::{Location, Warning};
use crate::text::Language;

/// Reads one document; dates are read in the words of `language`. Pure but for the file it names; safe to call from any thread.
///
/// # Errors
/// A [`Skip`] that says why it is no text.
pub fn load(raw: Raw, decoding: &Decoding, rules: RuleSet, language: &Language) -> Result<Article, Skip> {
    let Raw { doc_id, path, row, payload, metadata: columns } = raw;
    let undecodable = |problem: Undecodable| {
        let (reason, detail) = problem.reason();
        Skip { path: path.clone(), row, reason, detail }
    };
    let (decoded, cut) = match payload {
        Payload::Text(decoded) => (decoded, false),
        Payload::File(file) => {
            let bytes = read_whole(Some(&file)).map_err(|error| Skip::unreadable(&path, row, &error))?;
            decode(bytes, decoding).map_err(undecodable)?
        }
        Payload::Bytes(bytes) => decode(bytes, decoding).map_err(undecodable)?,
    };
    let Decoded { text: source, encoding, repairs } = decoded;
    let warnings = warnings(|| Location { path: path.clone(), row }, cut, repairs);
    let (mut found, begin) = head(&source);
    let mut metadata = columns;
    metadata.read_date(language);
    found.read_date(language);
    metadata.fill(found);
    let cleaned = clean(&source, begin, &mut metadata, rules, language);
    Ok(Article {
        doc_id,
        path,
        row,
        encoding,
        metadata: tidy(metadata),
        source,
        text: cleaned.text,
        sections: cleaned.sections,
        pieces: cleaned.pieces,
        clean_up: cleaned.clean_up,
        warnings,
        read_as: ReadAs::scored(&language.code, LanguageBy::Default),
    })
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

/// Decodes a text; the second value is whether it was cut.
fn decode(mut bytes: Vec<u8>, decoding: &Decoding) -> Result<(Decoded, bool), Undecodable> {
    let cut = bytes.len() as u64 > MAX_TEXT_BYTES;
    if cut {
        // Not within a character.
        let mut end = MAX_TEXT_BYTES as usize;
        while end > 0 && bytes.get(end).is_some_and(|byte| byte & 0xC0 == 0x80) {
            end -= 1;
        }
        bytes.truncate(end);
    }
    Ok((decoding.decode(bytes)?, cut))
}

/// The warnings about the document `at` a location.
fn warnings(at: impl Fn() -> Location, cut: bool, repairs: Repairs) -> Vec<Warning> {
    let Repairs { nul, control, replaced } = repairs;
    let mut warnings = Vec::new();
    if cut {
        warnings.push(Warning::TextCut { at: at(), mebibytes: MAX_TEXT_BYTES >> 20 });
    }
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
    fn what_is_no_text_is_a_skip() {
        let skip = loaded(b"caf\xe9", false).unwrap_err();
        assert_eq!((skip.path.as_str(), skip.detail.as_str()), ("in/a.txt", "byte 3"));
    }
}
