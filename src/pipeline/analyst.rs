//! The analysis of one article: reading, tokens, mentions, stance, term counts.

use super::settings::{LanguageChoice, Settings};
use super::timings::{Stage, Timings};
use crate::copies::Sketch;
use crate::index::Knowledge;
use crate::ingest::{Article, LanguageBy, Raw, ReadAs, Skip, Warning, load};
use crate::language::Detector;
use crate::mentions::{Found, find, may_mention};
use crate::relations::{RelationScorer, SentenceEdge};
use crate::stance::{ActorStance, ScoredMention, aggregate, score};
use crate::tables::View;
use crate::terms::{Count, KeySentence, key_sentences, term_counts, term_pairs};
use crate::text::{Document, MAX_SENTENCE_TOKENS, TermId, Vocabulary, WordTable};
use sha2::{Digest, Sha256};
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant;

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
    /// Who takes a stance toward whom in its sentences; empty unless it was looked for.
    pub edges: Vec<SentenceEdge>,
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
            edges: &self.edges,
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

/// Adds the sentences and turns of an article to its tokens.
fn taken_apart(tokens: Document, article: &Article, words: &mut WordTable<'_>) -> Document {
    tokens.with_sentences(&article.sections, words).with_turns(&article.turns, &article.speakers, words)
}

/// Adds the warning about runs of letters that are no words.
fn say_passed_by(article: &mut Article, document: &Document) {
    if document.passed_tokens > 0 {
        let at = article.location();
        article.warnings.push(Warning::TokensPassedBy { at, count: document.passed_tokens });
    }
}

/// A worker: the knowledge it uses, and a cache of word forms.
pub struct Analyst<'k> {
    pub(super) knowledge: &'k Knowledge,
    pub(super) settings: &'k Settings,
    /// The word forms that this worker has seen.
    pub words: WordTable<'k>,
    /// Those of languages without lexicons, by the number of the language.
    counted: BTreeMap<usize, WordTable<'k>>,
    vocabulary: Option<&'k Vocabulary>,
    /// The language without lexicons of the document that was read last.
    language: Option<usize>,
    /// What its work took.
    pub(super) timings: Arc<Timings>,
    /// The index of the country that each actor counts toward, if stances are rolled up.
    countries: Option<Vec<usize>>,
    /// How relations are scored, once that was asked for.
    pub(super) relation_scorer: OnceCell<RelationScorer>,
}

impl<'k> Analyst<'k> {
    /// Creates a worker. Counting terms requires a `vocabulary`.
    #[must_use]
    pub fn new(knowledge: &'k Knowledge, settings: &'k Settings, vocabulary: Option<&'k Vocabulary>) -> Self {
        let words = WordTable::new(&knowledge.symbols, &knowledge.language, vocabulary);
        let countries = settings.rollup.then(|| knowledge.registry.countries());
        let (counted, timings) = (BTreeMap::new(), Arc::default());
        Self {
            knowledge,
            settings,
            words,
            counted,
            vocabulary,
            language: None,
            timings,
            countries,
            relation_scorer: OnceCell::new(),
        }
    }

    /// The word forms of the document that was read last.
    #[must_use]
    pub fn words_of_document(&self) -> &WordTable<'k> {
        self.language.and_then(|number| self.counted.get(&number)).unwrap_or(&self.words)
    }

    /// The word forms of the language with a number, to begin a document with.
    fn words_of_counted(&mut self, number: usize) -> Option<&mut WordTable<'k>> {
        let language = &crate::shipped::languages().all().get(number)?.language;
        let vocabulary = self.vocabulary.map(|vocabulary| vocabulary.of_counted(number));
        let table = || WordTable::new(&self.knowledge.symbols, language, vocabulary);
        let words = self.counted.entry(number).or_insert_with(table);
        words.begin();
        Some(words)
    }

    /// Tokenises an article, and finds its language. A document in a language without lexicons is tokenised anew, with
    /// the words of that language. The article is left without its text.
    fn tokens(&mut self, article: &mut Article) -> Document {
        self.words.begin();
        let document = Document::of_tokens(std::mem::take(&mut article.text), &mut self.words);
        let code = &self.knowledge.language.code;
        article.read_as = match self.settings.language {
            LanguageChoice::Scored => ReadAs::scored(code, LanguageBy::Option),
            LanguageChoice::Counted(number) => {
                let counted = crate::shipped::languages().all().get(number);
                let code = counted.map(|counted| counted.language.code.clone()).unwrap_or_default();
                ReadAs { counted: Some(number), ..ReadAs::scored(&code, LanguageBy::Option) }
            }
            LanguageChoice::Detect => {
                let detector = Detector::new(crate::shipped::languages, code);
                let told = detector.tell(&document, &self.words, article.metadata.language.as_deref());
                if let Some((other, percent)) = told.also {
                    let (at, read_as) = (article.location(), told.read_as.code.clone());
                    let scored = told.read_as.counted.is_none();
                    article.warnings.push(Warning::SecondLanguage { at, read_as, other, percent, scored });
                }
                told.read_as
            }
        };
        self.language = article.read_as.counted;
        let Some(number) = self.language else { return document };
        match self.words_of_counted(number) {
            Some(words) => Document::of_tokens(document.text, words),
            None => document,
        }
    }

    /// Adds the sentences and turns to the tokens of the article that was tokenised last.
    fn with_sentences(&mut self, tokens: Document, article: &Article) -> Document {
        let counted = self.language.and_then(|number| self.counted.get_mut(&number));
        taken_apart(tokens, article, counted.unwrap_or(&mut self.words))
    }

    /// Reads an article and cleans it up.
    ///
    /// # Errors
    /// The article cannot be read or decoded: a skip.
    pub fn article(&self, raw: Raw) -> Result<Article, Skip> {
        let mut article = self.with_boilerplate(raw)?;
        self.leave_boilerplate_out(&mut article);
        Ok(article)
    }

    /// Reads an article and cleans it up, but for the paragraphs that it shares with others.
    pub(super) fn with_boilerplate(&self, raw: Raw) -> Result<Article, Skip> {
        let Settings { decoding, rules, .. } = self.settings;
        let article =
            self.timings.of(Stage::Texts, || load(raw, decoding, *rules, &self.knowledge.language))?;
        self.timings.read(article.source.len());
        Ok(article)
    }

    fn leave_boilerplate_out(&self, article: &mut Article) {
        if let Some(boilerplate) = &self.settings.boilerplate {
            boilerplate.leave_out(article);
        }
    }

    /// Reads an article and takes it apart.
    ///
    /// # Errors
    /// The article cannot be read or decoded: a skip.
    pub fn read(&mut self, raw: Raw) -> Result<(Article, Document), Skip> {
        let article = self.article(raw)?;
        Ok(self.take_apart(article, Self::with_sentences))
    }

    /// Takes apart an article that was read: into tokens, and into sentences as far as `sentences` adds them.
    fn take_apart(
        &mut self,
        mut article: Article,
        sentences: impl FnOnce(&mut Self, Document, &Article) -> Document,
    ) -> (Article, Document) {
        let start = Instant::now();
        let tokens = self.tokens(&mut article);
        let document = sentences(self, tokens, &article);
        article.text.clone_from(&document.text);
        say_passed_by(&mut article, &document);
        if document.cut_sentences > 0 {
            let at = article.location();
            article.warnings.push(Warning::SentencesCut { at, sentences: document.cut_sentences + 1 });
        }
        self.timings.add(Stage::Words, start);
        (article, document)
    }

    /// Reads an article and tokenises it only, for counting words. The article is left without its text.
    ///
    /// # Errors
    /// The article cannot be read or decoded: a skip.
    pub fn read_words(&mut self, raw: Raw) -> Result<(Article, Document), Skip> {
        let mut article = self.article(raw)?;
        let start = Instant::now();
        let document = self.tokens(&mut article);
        say_passed_by(&mut article, &document);
        self.timings.add(Stage::Words, start);
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

    /// [`analyze`](Self::analyze) for products of which an article without mentions has no row: of most such articles only
    /// the words are read.
    ///
    /// # Errors
    /// The article cannot be read or decoded: a skip.
    pub(super) fn analyze_mentions(&mut self, raw: Raw) -> Result<Analysis, Skip> {
        let article = self.article(raw)?;
        let (article, document) = self.take_apart(article, |analyst, tokens, article| {
            if analyst.needs_sentences(&tokens, article) {
                analyst.with_sentences(tokens, article)
            } else {
                tokens
            }
        });
        Ok(self.weigh(article, document))
    }

    /// Whether the tokens of an article may have a mention, or a sentence that is cut, of which a warning tells.
    fn needs_sentences(&self, tokens: &Document, article: &Article) -> bool {
        let long = tokens.tokens.len() >= MAX_SENTENCE_TOKENS || !article.turns.is_empty();
        let scored = article.read_as.counted.is_none();
        long || scored && may_mention(tokens, &self.words, self.knowledge, article.metadata.date)
    }

    /// [`analyze`](Self::analyze) of an article that was read with the paragraphs that it shares with others.
    pub(super) fn analyze_article(&mut self, mut article: Article) -> Analysis {
        self.leave_boilerplate_out(&mut article);
        let (article, document) = self.take_apart(article, Self::with_sentences);
        self.weigh(article, document)
    }

    /// Analyzes again an article that was read before, possibly with other knowledge.
    #[must_use]
    pub fn again(&mut self, article: Article) -> Analysis {
        self.language = article.read_as.counted;
        let text = article.text.clone();
        self.words.begin();
        let document = match self.language {
            None => taken_apart(Document::of_tokens(text, &mut self.words), &article, &mut self.words),
            Some(number) => match self.words_of_counted(number) {
                Some(words) => taken_apart(Document::of_tokens(text, words), &article, words),
                None => Document { text, ..Document::default() },
            },
        };
        self.weigh(article, document)
    }

    fn weigh(&self, article: Article, document: Document) -> Analysis {
        let mut found = self.find(&article, &document);
        if article.read_as.counted.is_some() {
            let (scored, stances, edges) = (Vec::new(), Vec::new(), Vec::new());
            return Analysis { article, document, found, scored, stances, edges };
        }
        let start = Instant::now();
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
            self.settings.voices,
            (self.settings.seed, &article.doc_id),
        );
        self.timings.add(Stage::Stances, start);
        Analysis { article, document, found, scored, stances, edges: Vec::new() }
    }

    /// Finds mentions and cues, without scoring them: none in a language without lexicons, whose names are others too.
    #[must_use]
    pub fn find(&self, article: &Article, document: &Document) -> Found {
        if article.read_as.counted.is_some() {
            return Found::default();
        }
        let date = article.metadata.date;
        let resolve = self.settings.resolve;
        let mut found =
            self.timings.of(Stage::Mentions, || find(document, &self.words, self.knowledge, date, resolve));
        found.leave_out(&article.read_as.foreign);
        found
    }

    /// The terms of a document with their counts, each term once, by number. Without `found`, no occurrence counts as a
    /// name.
    #[must_use]
    pub fn term_counts(&self, document: &Document, found: Option<&Found>) -> Vec<(TermId, Count)> {
        let named = found.map_or(&[][..], |found| found.named.as_slice());
        self.timings.of(Stage::Counts, || term_counts(document, self.words_of_document(), named))
    }

    /// Pairs of adjacent terms, with a blank or a hyphen between them.
    #[must_use]
    pub fn term_pairs(&self, document: &Document) -> Vec<(TermId, TermId)> {
        self.timings.of(Stage::Counts, || term_pairs(document, self.words_of_document()))
    }

    /// What is kept of a document to tell whether others print the same text.
    #[must_use]
    pub fn sketch(&self, article: &Article, document: &Document) -> Sketch {
        self.timings.of(Stage::Counts, || Sketch::of(&document.text, &article.sections))
    }

    /// The `most` body sentences with the highest TextRank score, descending; ties in the order of the text.
    #[must_use]
    pub fn key_sentences(&self, document: &Document, most: usize) -> Vec<KeySentence> {
        self.timings.of(Stage::Counts, || key_sentences(document, self.words_of_document(), most))
    }
}
