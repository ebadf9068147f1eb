//! Names in one document that the registry does not have, with evidence for their kind.

use crate::index::{NamePart, NameWords};
use crate::mentions::Found;
use crate::text::{Document, Gap, Sentence, WordClass, WordInfo, WordTable};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Maximum number of words in a name.
const LONGEST: usize = 8;
/// Maximum number of examples per name.
pub(super) const EXAMPLES: usize = 2;
/// Minimum number of letters of an abbreviation in brackets whose name is looked for before it.
const SHORTEST: usize = 3;
/// Maximum length of an example in code points.
const EXAMPLE: usize = 160;

/// The counts of a name in a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct NameCounts {
    pub mentions: u64,
    /// After a title (Mr, Councillor).
    pub titled: u64,
    /// Before *who*, which follows persons.
    pub relative: u64,
    /// After a locative preposition.
    pub located: u64,
    pub examples: Vec<String>,
}

/// The names of a document that the registry does not know.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NamesOfDocument {
    pub(super) names: BTreeMap<String, NameCounts>,
    /// Abbreviations that stand in brackets after a name.
    pub(super) short: BTreeSet<(String, String)>,
    /// Words in lower case that also occur as one-word names here.
    pub(super) lower: BTreeMap<String, u64>,
    /// Listed actors that the document names.
    pub(super) listed: BTreeSet<usize>,
    pub(super) tokens: u64,
}

/// Finds the names of documents.
#[derive(Debug)]
pub struct Discoverer<'k> {
    name_words: &'k NameWords,
}

impl<'k> Discoverer<'k> {
    /// A finder with the name words of a language.
    #[must_use]
    pub fn new(name_words: &'k NameWords) -> Self {
        Self { name_words }
    }

    /// The names in `document` that are not in `found`.
    #[must_use]
    pub fn names(&self, document: &Document, words: &WordTable<'_>, found: &Found) -> NamesOfDocument {
        let mut names =
            NamesOfDocument { tokens: document.tokens.len() as u64, ..NamesOfDocument::default() };
        names.listed.extend(found.mentions.iter().map(|mention| mention.actor));
        let reader = Reader { document, words, found, name_words: self.name_words };
        let mut done = 0;
        for (at, name) in found.unlisted.iter().enumerate() {
            let Some(sentence) = document.sentences.get(name.sentence) else { continue };
            let next = found.unlisted.get(at + 1).filter(|next| next.sentence == name.sentence);
            if name.tokens.start < done {
                continue;
            }
            let whole = reader.whole(sentence, name.tokens.clone(), next.map(|next| next.tokens.clone()));
            done = whole.end;
            // "Smith's Veritas" are two names.
            for tokens in reader.apart(whole) {
                let Some(form) = reader.form(&tokens) else { continue };
                if let Some(short) = reader.abbreviation(&tokens) {
                    names.short.insert((form.clone(), short));
                }
                let seen = names.names.entry(form).or_default();
                seen.mentions += 1;
                let before = tokens.start.checked_sub(1).filter(|at| *at >= sentence.tokens.start);
                if let Some(before) = before {
                    let joined = document.tokens[tokens.start].gap.has(Gap::SPACE);
                    let no_name = self.name_words.part(reader.text(before)) == Some(NamePart::NoName);
                    seen.titled += u64::from(joined && (no_name || reader.info(before).is(WordClass::Title)));
                    let small = self.name_words.part(reader.text(before));
                    seen.located += u64::from(joined && small == Some(NamePart::BeforePlace));
                }
                let after = document.tokens.get(tokens.end).filter(|_| tokens.end < sentence.tokens.end);
                seen.relative += u64::from(after.is_some_and(|after| words.info(after).is(WordClass::Who)));
                if seen.examples.len() < EXAMPLES {
                    seen.examples.push(example(document, sentence));
                }
            }
        }
        for sentence in &document.sentences {
            for at in sentence.tokens.clone() {
                let Some((form, short)) = reader.written_out(sentence, at) else { continue };
                if !names.names.contains_key(&form) {
                    let seen = NameCounts {
                        mentions: 1,
                        examples: vec![example(document, sentence)],
                        ..NameCounts::default()
                    };
                    names.names.insert(form.clone(), seen);
                }
                names.short.insert((form, short));
            }
        }
        // Counts the lower-case uses of words that are also names here.
        for token in &document.tokens {
            let info = words.info(token);
            if !info.capital {
                let text = document.token_text(token);
                if text.len() > 2 {
                    *names.lower.entry(text.to_owned()).or_default() += 1;
                }
            }
        }
        names
    }
}

/// The state while a document is read.
struct Reader<'a, 'w> {
    document: &'a Document,
    words: &'a WordTable<'w>,
    found: &'a Found,
    name_words: &'a NameWords,
}

impl Reader<'_, '_> {
    fn info(&self, at: usize) -> &WordInfo {
        self.words.info(&self.document.tokens[at])
    }

    fn text(&self, at: usize) -> &str {
        self.document.token_text(&self.document.tokens[at])
    }

    /// The full extent of a name: with the listed name it continues ("London Fire Brigade"), and with what follows a
    /// particle inside it ("Ministry of Works", "Ana de Souza").
    fn whole(&self, sentence: &Sentence, tokens: Range<usize>, next: Option<Range<usize>>) -> Range<usize> {
        let mut whole = tokens;
        let given = WordClass::GivenFemale as u64 | WordClass::GivenMale as u64;
        while whole.start > sentence.tokens.start
            && self.document.tokens[whole.start].gap.0 == Gap::SPACE
            && self.found.named.get(whole.start - 1).copied().unwrap_or(false)
            && self.name_words.kind(self.text(whole.end - 1)).is_some()
            && self.info(whole.start).classes & given == 0
            && !self.info(whole.start - 1).possessive
        {
            whole.start -= 1;
        }
        let Some(next) = next else { return whole };
        let between = whole.end..next.start;
        if !(1..=2).contains(&between.len())
            || !(whole.end..=next.start).all(|at| self.document.tokens[at].gap.0 == Gap::SPACE)
        {
            return whole;
        }
        let is = |part: NamePart| between.clone().all(|at| self.name_words.part(self.text(at)) == Some(part));
        let headed = self.name_words.kind(self.text(whole.end - 1)).is_some();
        let person = self.info(whole.start).classes & given != 0;
        if (is(NamePart::Joint) && headed && between.len() == 1) || (is(NamePart::Particle) && person) {
            whole.end = next.end;
        }
        whole
    }

    /// The names in a run of capitalised words: a possessive ends a name, and words before and after the name of a
    /// person that are no names are dropped ("MEP Ada Quillfeather QC").
    fn apart(&self, tokens: Range<usize>) -> Vec<Range<usize>> {
        let mut names = Vec::new();
        let mut start = tokens.start;
        for at in tokens.clone() {
            if self.info(at).possessive || at + 1 == tokens.end {
                names.push(self.bare(start..at + 1));
                start = at + 1;
            }
        }
        names
    }

    fn bare(&self, tokens: Range<usize>) -> Range<usize> {
        let no_name = |at: &usize| self.name_words.part(self.text(*at)) == Some(NamePart::NoName);
        let given = WordClass::GivenFemale as u64 | WordClass::GivenMale as u64;
        let Some(first) = tokens.clone().find(|at| !no_name(at)) else { return tokens };
        if self.info(first).classes & given == 0 {
            return tokens;
        }
        let last = tokens.clone().rev().find(|at| !no_name(at)).unwrap_or(first);
        first..last + 1
    }

    /// The canonical form of a name; none for an unlikely one.
    fn form(&self, tokens: &Range<usize>) -> Option<String> {
        if tokens.len() > LONGEST {
            return None;
        }
        let span = self.document.span(tokens);
        let text = self.document.text.get(span)?;
        let last = self.info(tokens.end - 1);
        let text = if last.possessive {
            text.strip_suffix("'s").or_else(|| text.strip_suffix("’s")).unwrap_or(text)
        } else {
            text
        };
        let form = text.split_whitespace().collect::<Vec<_>>().join(" ").replace('\u{2019}', "'");
        let letters = form.chars().filter(|c| c.is_alphabetic()).count();
        // An initial, or a number with a letter.
        (letters >= 2 && form.chars().next().is_some_and(char::is_alphabetic)).then_some(form)
    }

    /// The name that an abbreviation in brackets, at token `at`, is of, and the abbreviation: words with a capital, as
    /// many as its letters and with these initials, over function words (*Institute of Economic and Social Research*).
    /// After Schwartz and Hearst (2003).
    fn written_out(&self, sentence: &Sentence, at: usize) -> Option<(String, String)> {
        let token = self.document.tokens.get(at)?;
        let info = self.words.info(token);
        let short = self.document.token_text(token);
        let bytes = self.document.text.as_bytes();
        let bracketed = bytes.get((token.start as usize).checked_sub(1)?) == Some(&b'(')
            && bytes.get(token.end as usize) == Some(&b')');
        if !bracketed || !info.all_capitals || short.chars().count() < SHORTEST {
            return None;
        }
        let mut start = at;
        for letter in short.chars().rev() {
            start = start.checked_sub(1).filter(|before| *before >= sentence.tokens.start)?;
            while !self.info(start).capital && self.info(start).is(WordClass::Stop) {
                start = start.checked_sub(1).filter(|before| *before >= sentence.tokens.start)?;
            }
            let initial = self.text(start).chars().next()?;
            if !self.info(start).capital || initial != letter {
                return None;
            }
        }
        let joined = |at: usize| self.document.tokens.get(at).is_some_and(|token| token.gap.0 == Gap::SPACE);
        if !(start + 1..at).all(joined) {
            return None;
        }
        Some((self.form(&(start..at))?, short.to_owned()))
    }

    /// The abbreviation in brackets right after a name with the same initials.
    fn abbreviation(&self, tokens: &Range<usize>) -> Option<String> {
        let short = self.document.tokens.get(tokens.end)?;
        let bytes = self.document.text.as_bytes();
        let bracketed = bytes.get((short.start as usize).checked_sub(1)?) == Some(&b'(')
            && bytes.get(short.end as usize) == Some(&b')');
        let text = self.document.token_text(short);
        let mut initials = tokens.clone().filter_map(|at| self.text(at).chars().next());
        let fits = text.chars().all(|letter| initials.any(|initial| initial.eq_ignore_ascii_case(&letter)));
        (bracketed && tokens.len() > 1 && self.words.info(short).all_capitals && fits)
            .then(|| text.to_owned())
    }
}

fn example(document: &Document, sentence: &Sentence) -> String {
    let text = document.text.get(sentence.range.clone()).unwrap_or_default();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.char_indices().nth(EXAMPLE) {
        Some((cut, _)) => format!("{}…", text[..cut].trim_end()),
        None => text,
    }
}
