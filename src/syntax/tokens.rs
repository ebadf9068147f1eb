//! The tokens of a sentence with what is known of them before any syntax: classes, names, known verbs, clauses.

use super::known_verb::KnownVerb;
use crate::text::{Document, Gap, Part, Sentence, WordClass, WordInfo, WordTable};
use std::ops::Range;

/// The least length of a word that no point abbreviates, in bytes.
const LEAST_WORD: usize = 4;
/// The same before a function word with a capital.
const LEAST_SHORT: usize = 3;
/// Letters of a word that has a capital in title case, whatever it is.
const LONG_WORD: usize = 4;
/// The least and the greatest number of tokens of a headline that runs into the text.
const LEAST_HEADLINE: usize = 3;
const LONGEST_HEADLINE: usize = 14;

/// The tokens of a sentence.
pub struct SentenceTokens<'a> {
    pub(super) document: &'a Document,
    pub(super) words: &'a WordTable<'a>,
    /// Its tokens, as indices into those of the document.
    pub(super) range: Range<usize>,
    clauses: &'a [u16],
    pub(super) names: &'a [Range<usize>],
    verbs: &'a [KnownVerb],
    /// Whether it is written like a headline, so that a participle may do without its auxiliary.
    pub(super) headline: bool,
    /// Whether all its longer words have a capital, as in a headline in title case, so that a capital tells no name.
    pub(super) title_case: bool,
    /// What is known of each token.
    known: Vec<Known<'a>>,
    /// The hard borders before the first so many tokens: outside brackets, and all.
    borders: Vec<[u32; 2]>,
    /// The first token behind a headline that runs into the text.
    run_in: Option<usize>,
}

/// What is known of a token, looked up once: it is asked for many times.
struct Known<'a> {
    info: &'a WordInfo,
    /// The gap before it; a border at the start of the sentence.
    gap: Gap,
    /// Its name.
    owner: Option<usize>,
    /// Whether it is in round or square brackets.
    aside: bool,
    /// Whether a hard border is before it.
    border: bool,
}

impl<'a> SentenceTokens<'a> {
    /// `clauses` has the clause number of each token of the sentence, `names` the tokens of its names, in order, and
    /// `verbs` those that the lexicon knows, in order (in their context some are nouns).
    pub(super) fn new(
        document: &'a Document,
        words: &'a WordTable<'a>,
        sentence: &Sentence,
        clauses: &'a [u16],
        names: &'a [Range<usize>],
        verbs: &'a [KnownVerb],
    ) -> Self {
        let end = sentence.tokens.end.min(document.tokens.len());
        let range = sentence.tokens.start.min(end)..end;
        let headline = may_be_headline(document, sentence);
        let asides = asides(document, sentence, &range);
        let known = document.tokens.get(range.clone()).unwrap_or_default().iter().zip(asides).map(
            |(token, aside)| {
                let info = words.info(token);
                Known { info, gap: token.gap, owner: None, aside, border: false }
            },
        );
        let mut known: Vec<Known<'_>> = known.collect();
        if let Some(first) = known.first_mut() {
            first.gap = Gap(Gap::PARAGRAPH);
        }
        for (number, name) in names.iter().enumerate() {
            for at in name.clone() {
                if let Some(known) = at.checked_sub(range.start).and_then(|at| known.get_mut(at)) {
                    known.owner.get_or_insert(number);
                }
            }
        }
        let (borders, run_in) = (Vec::new(), None);
        let mut tokens = Self {
            document,
            words,
            range,
            clauses,
            names,
            verbs,
            headline,
            title_case: false,
            known,
            borders,
            run_in,
        };
        tokens.title_case = headline && is_title_case(&tokens);
        tokens.run_in = run_in_headline(&tokens, sentence);
        tokens.draw_borders();
        tokens
    }

    /// Finds the hard borders, once the gaps are settled.
    fn draw_borders(&mut self) {
        let run_in = self.run_in.and_then(|at| at.checked_sub(self.range.start));
        if let Some(known) = run_in.and_then(|at| self.known.get_mut(at)) {
            known.gap = Gap(Gap::PARAGRAPH);
        }
        let mut count = [0; 2];
        self.borders = Vec::with_capacity(self.known.len() + 1);
        self.borders.push(count);
        let mut before = false;
        for known in &mut self.known {
            let gap = known.gap;
            let stop = gap.has(Gap::STOP) && gap.0 != Gap::STOP | Gap::SPACE;
            let bracket = before != known.aside;
            known.border = gap.has(Gap::PARAGRAPH) || stop || gap.has(Gap::BREAK) && !bracket;
            before = known.aside;
            let [outside, all] = &mut count;
            *outside += u32::from(known.border && !known.aside);
            *all += u32::from(known.border);
            self.borders.push(count);
        }
    }

    #[inline]
    fn known(&self, at: usize) -> Option<&Known<'a>> {
        at.checked_sub(self.range.start).and_then(|at| self.known.get(at))
    }

    #[inline]
    pub(super) fn info(&self, at: usize) -> Option<&WordInfo> {
        self.known(at).map(|known| known.info)
    }

    #[inline]
    pub(super) fn is(&self, at: usize, class: WordClass) -> bool {
        self.info(at).is_some_and(|info| info.is(class))
    }

    /// The gap before a token; a border outside the sentence.
    #[inline]
    pub(super) fn gap(&self, at: usize) -> Gap {
        self.known(at).map_or(Gap(Gap::PARAGRAPH), |known| known.gap)
    }

    pub(super) fn owner(&self, at: usize) -> Option<usize> {
        self.known(at).and_then(|known| known.owner)
    }

    pub(super) fn is_known_verb(&self, at: usize) -> bool {
        self.known_verb(at).is_some()
    }

    /// What the lexicon knows of the verb at a token.
    pub(super) fn known_verb(&self, at: usize) -> Option<KnownVerb> {
        let found = self.verbs.binary_search_by_key(&at, |verb| verb.at).ok()?;
        self.verbs.get(found).copied()
    }

    pub(super) fn clause(&self, at: usize) -> u16 {
        at.checked_sub(self.range.start).and_then(|at| self.clauses.get(at)).copied().unwrap_or(0)
    }

    pub(super) fn is_aside(&self, at: usize) -> bool {
        self.known(at).is_some_and(|known| known.aside)
    }

    /// Whether a token and the one before it may belong to one phrase: no punctuation but the point of an abbreviation.
    pub(super) fn joins(&self, at: usize) -> bool {
        self.gap(at).joins() || self.gap(at).0 == Gap::STOP | Gap::SPACE
    }

    /// Whether a token and an article or the like before it belong to one phrase, over an opening quotation mark (a "scar").
    pub(super) fn joins_article(&self, at: usize) -> bool {
        self.joins(at) || self.gap(at).0 == Gap::SPACE | Gap::QUOTE
    }

    /// Whether a token follows the one before it without a comma or more; quotation marks do not count.
    pub(super) fn is_near(&self, at: usize) -> bool {
        let gap = self.gap(at);
        self.joins(at) || !gap.has(Gap::COMMA | Gap::BREAK | Gap::STOP | Gap::PARAGRAPH)
    }

    pub(super) fn has_comma(&self, at: usize) -> bool {
        self.gap(at).has(Gap::COMMA)
    }

    /// Whether a semicolon is in the gap before a token, or the end of a sentence that was not told as one: a point after
    /// a full word, before a capital.
    pub(super) fn is_full_stop(&self, at: usize) -> bool {
        let gap = self.gap(at);
        if self.run_in == Some(at) {
            return true;
        }
        if !gap.has(Gap::BREAK | Gap::STOP) || at <= self.range.start {
            return false;
        }
        let end = |at: usize| self.document.tokens.get(at).map_or(0, |token| token.end as usize);
        let start = |at: usize| self.document.tokens.get(at).map_or(0, |token| token.start as usize);
        let before = at.saturating_sub(1);
        let text = |from: usize, to: usize| self.document.text.get(from..to).unwrap_or_default();
        if text(end(before), start(at)).contains(';') {
            return true;
        }
        // "… of Northland. As people …": hardly an abbreviation is followed by a function word with a capital.
        let opens = opens_sentence(self, at);
        let length = end(before) - start(before);
        let full = length >= if opens { LEAST_SHORT } else { LEAST_WORD };
        let word = text(start(before), end(before));
        let lower = full && word.chars().all(|c| c.is_lowercase() || c == '-');
        let number =
            length >= 2 && word.chars().all(|c| c.is_ascii_digit()) && gap.0 == Gap::STOP | Gap::SPACE;
        let name = full && opens && self.owner(before).is_some();
        gap.has(Gap::STOP) && (lower || name || number) && self.info(at).is_some_and(|info| info.capital)
    }

    /// Whether a hard border is before a token: the end of a clause that no phrase or slot crosses. Brackets are none,
    /// as what is in them is passed over; nor is the point of an abbreviation.
    pub(super) fn is_border(&self, at: usize) -> bool {
        self.known(at).is_none_or(|known| known.border)
    }

    /// Whether a hard border is between two tokens, outside brackets unless both are inside.
    pub(super) fn is_parted(&self, left: usize, right: usize) -> bool {
        if left >= right {
            return false;
        }
        let (first, end) = (left + 1, right + 1);
        // Beyond the sentence everything is parted.
        let Some(first) = first.checked_sub(self.range.start).filter(|_| end <= self.range.end) else {
            return true;
        };
        let which = usize::from(self.is_aside(left) && self.is_aside(right));
        let count = |at: usize| self.borders.get(at).and_then(|counts| counts.get(which));
        count(first) != count(end - self.range.start)
    }

    /// Whether the name has its possessive form: *Northland's*, *his* before a noun.
    pub(super) fn is_possessive(&self, at: usize) -> bool {
        let possessive = |info: &WordInfo| {
            info.possessive || info.is(WordClass::Determiner) && info.is(WordClass::Personal)
        };
        self.info(at).is_some_and(possessive)
    }
}

/// Whether a word with a capital opens sentences rather than names.
fn opens_sentence(tokens: &SentenceTokens<'_>, at: usize) -> bool {
    let function =
        [WordClass::Determiner, WordClass::Subject, WordClass::Subordinator, WordClass::Coordinator];
    tokens.info(at).is_some_and(|info| info.capital && !info.all_capitals)
        && tokens.owner(at).is_none()
        && function.iter().any(|class| tokens.is(at, *class))
}

/// Whether all words of four letters and more outside names have a capital, and there are two at least.
fn is_title_case(tokens: &SentenceTokens<'_>) -> bool {
    let long = |at: &usize| {
        let token = tokens.document.tokens.get(*at);
        let text = token.map(|token| tokens.document.token_text(token)).unwrap_or_default();
        text.chars().filter(|c| c.is_alphabetic()).take(LONG_WORD).count() == LONG_WORD
            && tokens.owner(*at).is_none()
    };
    let capital = |at: usize| tokens.info(at).is_some_and(|info| info.capital);
    let mut words = tokens.range.clone().filter(long);
    tokens.range.clone().filter(long).nth(1).is_some() && words.all(capital)
}

/// Whether a sentence is written like a headline: it is a title, in capitals, or ends without a mark.
#[must_use]
pub fn may_be_headline(document: &Document, sentence: &Sentence) -> bool {
    let text = document.text.get(sentence.range.clone()).unwrap_or_default();
    let closing = |c: &char| !c.is_alphanumeric();
    let ends = text.chars().rev().take_while(closing).any(|c| matches!(c, '.' | '!' | '?' | '…'));
    sentence.part == Part::Title || sentence.headline || !ends
}

/// The first token of the text after a headline that runs into it without a stop, at the start of a document. Told by
/// what cannot go on the headline: a function word with a capital, or a name that the headline has in short, before its
/// verb ("Quill denies split Ada Quill has denied …").
fn run_in_headline(tokens: &SentenceTokens<'_>, sentence: &Sentence) -> Option<usize> {
    let range = tokens.range.clone();
    if range.start != 0 || sentence.part == Part::Title {
        return None;
    }
    let last = range.end.min(range.start + LONGEST_HEADLINE);
    (range.start + LEAST_HEADLINE..last).find(|&at| {
        let plain = tokens.gap(at).0 & !Gap::QUOTE == Gap::SPACE;
        let capital = tokens.info(at).is_some_and(|info| info.capital);
        plain
            && capital
            && follows_headline(tokens, at - 1)
            && (opens_sentence(tokens, at) || is_repeated(tokens, at))
    })
}

/// Whether a headline may end with a token: no word that something has to follow.
fn follows_headline(tokens: &SentenceTokens<'_>, at: usize) -> bool {
    let bound = [
        WordClass::Preposition,
        WordClass::Determiner,
        WordClass::Title,
        WordClass::Subordinator,
        WordClass::Coordinator,
        WordClass::Be,
        WordClass::Have,
        WordClass::To,
        WordClass::By,
        WordClass::From,
        WordClass::Relative,
        WordClass::Complementizer,
        WordClass::Calendar,
    ];
    let verb = [WordClass::Past, WordClass::Preterite, WordClass::Inflected];
    let says = (tokens.is(at, WordClass::Reporting) || tokens.is(at, WordClass::Telling))
        && verb.iter().any(|class| tokens.is(at, *class));
    !says && !bound.iter().any(|class| tokens.is(at, *class))
}

/// Whether the name at a token, before a verb, ends with a name that the sentence had before.
fn is_repeated(tokens: &SentenceTokens<'_>, at: usize) -> bool {
    let capital = |at: usize| tokens.info(at).is_some_and(|info| info.capital);
    let lower = at.checked_sub(1).is_some_and(|before| !capital(before));
    // The name may come after an office (Ex-Northland MP Ada Quill).
    let near = |at: usize| tokens.gap(at).0 == Gap::SPACE || tokens.gap(at).has(Gap::HYPHEN);
    let after = (at + 1..tokens.range.end).find(|next| !(capital(*next) && near(*next)));
    let end = after.unwrap_or(tokens.range.end);
    let Some(name) = tokens.names.iter().find(|name| name.start >= at && name.end == end) else {
        return false;
    };
    let verb = [
        WordClass::Have,
        WordClass::Be,
        WordClass::Auxiliary,
        WordClass::Inflected,
        WordClass::Preterite,
        WordClass::Past,
    ];
    let verb = verb.iter().any(|class| tokens.is(name.end, *class));
    let word = |at: usize| tokens.document.tokens.get(at).map(|token| tokens.document.token_text(token));
    let last = name.end.checked_sub(1).and_then(word);
    let earlier =
        || (tokens.range.start..at).any(|other| tokens.owner(other).is_some() && word(other) == last);
    // "… on terror Ada Quill says": only an office or the like stands before a person's whole name.
    let given = tokens.is(at, WordClass::GivenFemale) || tokens.is(at, WordClass::GivenMale);
    let person = || {
        let says = tokens.is(name.end, WordClass::Reporting) || tokens.is(name.end, WordClass::Have);
        let governed = at.checked_sub(2).is_some_and(|two| tokens.is(two, WordClass::Preposition));
        given && name.len() > 1 && says && governed
    };
    lower && verb && tokens.gap(name.end).joins() && (earlier() || name.start == at && person())
}

/// For each token whether a bracket is open before it.
fn asides(document: &Document, sentence: &Sentence, range: &Range<usize>) -> impl Iterator<Item = bool> {
    let mut from = sentence.range.start;
    let mut depth = 0usize;
    let tokens = document.tokens.get(range.clone()).unwrap_or_default();
    tokens.iter().map(move |token| {
        // Brackets are ASCII, so the bytes of other characters are none.
        for byte in document.text.as_bytes().get(from..token.start as usize).unwrap_or_default() {
            match byte {
                b'(' | b'[' => depth += 1,
                b')' | b']' => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        from = token.end as usize;
        depth > 0
    })
}
