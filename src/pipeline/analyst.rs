//! The analysis of one article: reading, tokens, mentions, stance, term counts.

use super::Settings;
use crate::copies::Sketch;
use crate::index::Knowledge;
use crate::ingest::{Article, Raw, Skip, Warning, load};
use crate::mentions::{Found, find};
use crate::stance::{ActorStance, ScoredMention, aggregate, score};
use crate::tables::View;
use crate::terms::{Count, KeySentence, key_sentences, term_counts, term_pairs};
use crate::text::{Document, TermId, Vocabulary, WordTable};
use sha2::{Digest, Sha256};

/// The analysis of one article.
pub struct Analysis {
    /// The article.
    pub article: Article,
    /// Its tokens and sentences.
    pub document: Document,
    /// Mentions and cues.
    pub found: Found,
    /// The evidence of each mention.
    pub scored: Vec<ScoredMention>,
    /// The stance toward each actor.
    pub stances: Vec<ActorStance>,
}

impl Analysis {
    /// The analysis as input of the tables.
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

/// A worker: the knowledge it uses, and a cache of word forms.
pub struct Analyst<'k> {
    pub(super) knowledge: &'k Knowledge,
    pub(super) settings: &'k Settings,
    /// The word forms that this worker has seen.
    pub words: WordTable<'k>,
    /// The index of the country that each actor counts toward, if stances are rolled up.
    countries: Option<Vec<usize>>,
}

impl<'k> Analyst<'k> {
    /// Creates a worker. Counting terms requires a `vocabulary`.
    #[must_use]
    pub fn new(knowledge: &'k Knowledge, settings: &'k Settings, vocabulary: Option<&'k Vocabulary>) -> Self {
        let words = WordTable::new(&knowledge.symbols, &knowledge.language, vocabulary);
        let countries = settings.rollup.then(|| knowledge.registry.countries());
        Self { knowledge, settings, words, countries }
    }

    /// Reads an article and cleans it up.
    ///
    /// # Errors
    /// The article cannot be read or decoded: a skip.
    pub fn article(&self, raw: Raw) -> Result<Article, Skip> {
        let mut article = load(raw, &self.settings.decoding, self.settings.rules, &self.knowledge.language)?;
        if let Some(boilerplate) = &self.settings.boilerplate {
            boilerplate.leave_out(&mut article);
        }
        Ok(article)
    }

    /// Reads an article and takes it apart.
    ///
    /// # Errors
    /// The article cannot be read or decoded: a skip.
    pub fn read(&mut self, raw: Raw) -> Result<(Article, Document), Skip> {
        let mut article = self.article(raw)?;
        let document = Document::new(std::mem::take(&mut article.text), &article.sections, &mut self.words)
            .with_turns(&article.turns, &article.speakers, &mut self.words);
        article.text.clone_from(&document.text);
        if document.cut_sentences > 0 {
            let at = article.location();
            article.warnings.push(Warning::SentencesCut { at, sentences: document.cut_sentences + 1 });
        }
        Ok((article, document))
    }

    /// Reads an article and tokenises it only, for counting words. The article is left without its text.
    ///
    /// # Errors
    /// The article cannot be read or decoded: a skip.
    pub fn read_words(&mut self, raw: Raw) -> Result<(Article, Document), Skip> {
        let mut article = self.article(raw)?;
        let document = Document::of_tokens(std::mem::take(&mut article.text), &mut self.words);
        Ok((article, document))
    }

    /// Reads an article, finds its actors and scores their mentions.
    ///
    /// # Errors
    /// The article cannot be read or decoded: a skip.
    pub fn analyze(&mut self, raw: Raw) -> Result<Analysis, Skip> {
        let (article, document) = self.read(raw)?;
        Ok(self.weigh(article, document))
    }

    /// Analyzes again an article that was read before, possibly with other knowledge.
    #[must_use]
    pub fn again(&mut self, article: Article) -> Analysis {
        let document = Document::new(article.text.clone(), &article.sections, &mut self.words).with_turns(
            &article.turns,
            &article.speakers,
            &mut self.words,
        );
        self.weigh(article, document)
    }

    fn weigh(&self, article: Article, document: Document) -> Analysis {
        let mut found = self.find(&article, &document);
        let scorer = &self.settings.scorer;
        let scored = score(&document, &self.words, &found, self.knowledge, scorer);
        if let Some(countries) = &self.countries {
            found.roll_up(countries);
        }
        let stances = aggregate(
            &document,
            &found,
            &scored,
            self.knowledge,
            &scorer.weights,
            self.settings.seed,
            &article.doc_id,
        );
        Analysis { article, document, found, scored, stances }
    }

    /// Finds mentions and cues, without scoring them.
    #[must_use]
    pub fn find(&self, article: &Article, document: &Document) -> Found {
        find(document, &self.words, self.knowledge, article.metadata.date, self.settings.resolve)
    }

    /// The terms of a document with their counts, each term once, by number. Without `found`, no occurrence counts as a
    /// name.
    #[must_use]
    pub fn term_counts(&self, document: &Document, found: Option<&Found>) -> Vec<(TermId, Count)> {
        term_counts(document, &self.words, found.map_or(&[][..], |found| found.named.as_slice()))
    }

    /// Pairs of adjacent terms, with a blank or a hyphen between them.
    #[must_use]
    pub fn term_pairs(&self, document: &Document) -> Vec<(TermId, TermId)> {
        term_pairs(document, &self.words)
    }

    /// What is kept of a document to tell whether others print the same text.
    #[must_use]
    pub fn sketch(&self, article: &Article, document: &Document) -> Sketch {
        Sketch::of(&document.text, &article.sections)
    }

    /// The `most` body sentences with the highest TextRank score, descending; ties in the order of the text.
    #[must_use]
    pub fn key_sentences(&self, document: &Document, most: usize) -> Vec<KeySentence> {
        key_sentences(document, &self.words, most)
    }
}
