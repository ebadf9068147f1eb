//! One article: read, taken apart, its actors found and weighed, its terms counted.

use super::Settings;
use crate::ingest::{Article, Raw, Skip, Warning, load};
use crate::index::{Knowledge};
use crate::mentions::{Found, find};
use crate::stance::{ActorStance, ScoredMention, aggregate, score};
use crate::tables::View;
use crate::terms::{Count, text_rank};
use crate::text::{Document, NO_TERM, Part, TermId, Token, Vocabulary, WordTable};
use sha2::{Digest, Sha256};

/// What was found in one article.
pub struct Analysis {
    /// As it was read.
    pub article: Article,
    /// Taken apart.
    pub document: Document,
    /// Mentions and expressions.
    pub found: Found,
    /// The evidence of each mention.
    pub scored: Vec<ScoredMention>,
    /// What it comes to, by actor.
    pub stances: Vec<ActorStance>,
}

impl Analysis {
    /// The analysis as the tables want to see it.
    #[must_use]
    pub fn view<'a>(&'a self, knowledge: &'a Knowledge) -> View<'a> {
        View {
            article: &self.article,
            document: &self.document,
            found: &self.found,
            scored: &self.scored,
            stances: &self.stances,
            knowledge,
        }
    }

    /// SHA-256 of the decoded source text, in hexadecimal.
    #[must_use]
    pub fn sha256(&self) -> String {
        text_hash(&self.article)
    }
}

/// SHA-256 of an article's decoded source text, in hexadecimal.
#[must_use]
pub fn text_hash(article: &Article) -> String {
    crate::tsv::hex(&Sha256::digest(article.source.as_bytes()))
}

/// One worker: what it knows, and the word forms it has met.
pub struct Analyst<'k> {
    pub(super) knowledge: &'k Knowledge,
    pub(super) settings: &'k Settings,
    pub(super) words: WordTable<'k>,
    /// The country each actor counts toward, where that is wanted.
    countries: Option<Vec<usize>>,
}

impl<'k> Analyst<'k> {
    /// A worker. With a `vocabulary` it can count terms.
    #[must_use]
    pub fn new(knowledge: &'k Knowledge, settings: &'k Settings, vocabulary: Option<&'k Vocabulary>) -> Self {
        let words = WordTable::new(&knowledge.symbols, &knowledge.language, vocabulary);
        let countries = settings.rollup.then(|| knowledge.registry.countries());
        Self { knowledge, settings, words, countries }
    }

    /// Reads an article and takes it apart.
    ///
    /// # Errors
    /// A skip that says why it is no text.
    pub fn read(&mut self, raw: Raw) -> Result<(Article, Document), Skip> {
        let mut article = load(raw, &self.settings.decoding, self.settings.rules)?;
        let document = Document::new(std::mem::take(&mut article.text), &article.sections, &mut self.words);
        article.text.clone_from(&document.text);
        if document.cut_sentences > 0 {
            let at = article.location();
            article.warnings.push(Warning::SentencesCut { at, sentences: document.cut_sentences + 1 });
        }
        Ok((article, document))
    }

    /// Reads an article and finds its words, for what counts them alone. The article is left without its text.
    ///
    /// # Errors
    /// A skip that says why it is no text.
    pub fn read_words(&mut self, raw: Raw) -> Result<(Article, Document), Skip> {
        let mut article = load(raw, &self.settings.decoding, self.settings.rules)?;
        let document = Document::of_tokens(std::mem::take(&mut article.text), &mut self.words);
        Ok((article, document))
    }

    /// Finds the actors in an article and weighs what is said of them.
    ///
    /// # Errors
    /// A skip that says why it is no text.
    pub fn analyze(&mut self, raw: Raw) -> Result<Analysis, Skip> {
        let (article, document) = self.read(raw)?;
        Ok(self.weigh(article, document))
    }

    /// Analyzes an article again that was read before, perhaps with other knowledge.
    #[must_use]
    pub fn again(&mut self, article: Article) -> Analysis {
        let document = Document::new(article.text.clone(), &article.sections, &mut self.words);
        self.weigh(article, document)
    }

    fn weigh(&self, article: Article, document: Document) -> Analysis {
        let mut found = self.find(&article, &document);
        let scorer = &self.settings.scorer;
        let scored = score(&document, &self.words, &found, self.knowledge, scorer);
        if let Some(countries) = &self.countries {
            found.roll_up(countries);
        }
        let stances =
            aggregate(&found, &scored, self.knowledge, &scorer.weights, self.settings.seed, &article.doc_id);
        Analysis { article, document, found, scored, stances }
    }

    /// Only the mentions and expressions.
    #[must_use]
    pub fn find(&self, article: &Article, document: &Document) -> Found {
        find(document, &self.words, self.knowledge, article.metadata.date, self.settings.resolve)
    }

    /// The terms of a document: number and count, each term once, by number. Without `found` nothing counts as
    /// a name.
    #[must_use]
    pub fn term_counts(&self, document: &Document, found: Option<&Found>) -> Vec<(u32, Count)> {
        let named = found.map_or(&[][..], |found| found.named.as_slice());
        let mut forms: Vec<(u32, bool)> = Vec::with_capacity(document.tokens.len());
        for (at, token) in document.tokens.iter().enumerate() {
            let term = self.words.info(token).term;
            if term != NO_TERM {
                forms.push((term, named.get(at).copied().unwrap_or(false)));
            }
        }
        forms.sort_unstable();
        let mut counts: Vec<(u32, Count)> = Vec::new();
        for (form, named) in forms {
            let one = Count { all: 1, named: u32::from(named) };
            match counts.last_mut() {
                Some((last, count)) if *last == form => *count = count.plus(one),
                _ => counts.push((form, one)),
            }
        }
        counts
    }

    /// Pairs of terms that stand side by side, with a blank or a hyphen between them.
    #[must_use]
    pub fn term_pairs(&self, document: &Document) -> Vec<(TermId, TermId)> {
        let term = |token: &Token| self.words.info(token).term;
        let joined = |a: &Token, b: &Token| {
            matches!(document.text.get(a.end as usize..b.start as usize), Some(" " | "-" | "\n"))
        };
        let pairs = document.tokens.windows(2).filter_map(|two| match two {
            [a, b] if term(a) != NO_TERM && term(b) != NO_TERM && joined(a, b) => Some((term(a), term(b))),
            _ => None,
        });
        pairs.collect()
    }

    /// The `most` body sentences that say most of what the others say, the first of equals first.
    #[must_use]
    pub fn key_sentences(&self, document: &Document, most: usize) -> Vec<KeySentence> {
        let mut sentences: Vec<(usize, Vec<TermId>)> = Vec::new();
        for (at, sentence) in document.sentences.iter().enumerate() {
            let tokens = document.tokens.get(sentence.tokens.clone()).unwrap_or_default();
            if sentence.part != Part::Body || !KEY_LENGTHS.contains(&tokens.len()) {
                continue;
            }
            let mut terms: Vec<TermId> = tokens.iter().map(|token| self.words.info(token).term).collect();
            terms.retain(|&term| term != NO_TERM);
            terms.sort_unstable();
            terms.dedup();
            sentences.push((at, terms));
            if sentences.len() == MOST_RANKED {
                break;
            }
        }
        let (numbers, terms): (Vec<usize>, Vec<Vec<TermId>>) = sentences.into_iter().unzip();
        let ranks = text_rank(&terms);
        let mut order: Vec<usize> = (0..numbers.len()).collect();
        order.sort_by(|&a, &b| ranks[b].total_cmp(&ranks[a]).then(a.cmp(&b)));
        order.truncate(most);
        let mut terms = terms;
        let key = |at: usize| KeySentence {
            number: numbers[at],
            text: document.sentences.get(numbers[at]).map_or_else(String::new, |sentence| {
                document.text.get(sentence.range.clone()).unwrap_or_default().to_owned()
            }),
            weight: ranks[at],
            terms: std::mem::take(&mut terms[at]),
        };
        order.into_iter().map(key).collect()
    }
}

/// Tokens of a sentence that can stand for a document.
const KEY_LENGTHS: std::ops::RangeInclusive<usize> = 6..=60;
/// Sentences of a document that are ranked: what an article says, it says among the first.
const MOST_RANKED: usize = 150;

/// A sentence that stands for its document.
#[derive(Debug, Clone, PartialEq)]
pub struct KeySentence {
    /// Its number in the document, from 0.
    pub number: usize,
    /// Its words.
    pub text: String,
    /// Its share of the weight of the document's sentences.
    pub weight: f64,
    /// Its terms, ascending, each once.
    pub terms: Vec<TermId>,
}
