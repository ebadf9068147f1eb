//! The attributions of a document: sentence by sentence what verbs of speech, labels and dashes attribute, then the
//! quotations that are left. A quotation has one speaker.

use super::attribution::{Attribution, AttributionRule};
use super::labels::{after_dash, label};
use super::mention::Found;
use super::openers::openers;
use super::quoted::{QuotedTokens, gap_before};
use super::sentence_names::SentenceNames;
use super::speaker::speaker;
use super::speech::{LastSpeech, Speaker, Subject};
use crate::index::Knowledge;
use crate::syntax::{Chunks, KnownVerb, Report, Side, reports, subject_before};
use crate::text::{Document, Sentence, WordTable, clauses};
use std::ops::Range;

/// The attributions of a document, in the order of the text.
pub(super) fn attributions(
    found: &Found,
    document: &Document,
    words: &WordTable<'_>,
    knowledge: &Knowledge,
    quoted: &QuotedTokens,
) -> Vec<Attribution> {
    let mut pass = Pass {
        found,
        document,
        words,
        knowledge,
        quoted,
        all: Vec::new(),
        of_quotation: vec![None; document.quotations.len()],
        last: None,
    };
    let (mut mention, mut name, mut cue) = (0, 0, 0);
    for (index, sentence) in document.sentences.iter().enumerate() {
        let mentions = stretch(&found.mentions, &mut mention, |mention| mention.sentence == index);
        let unlisted = stretch(&found.unlisted, &mut name, |name| name.sentence == index);
        let cues = stretch(&found.cues, &mut cue, |cue| cue.sentence == index);
        pass.sentence(index, sentence, mentions, unlisted, cues);
    }
    pass.all
        .sort_by_key(|attribution| (attribution.start(), attribution.content.last().map(|range| range.end)));
    pass.all
}

/// The items from `at` on that belong to a sentence; moves on behind them.
fn stretch<T>(items: &[T], at: &mut usize, belongs: impl Fn(&T) -> bool) -> Range<usize> {
    let start = *at;
    *at += items.get(start..).unwrap_or_default().iter().take_while(|item| belongs(item)).count();
    start..*at
}

/// The state of the pass over a document.
struct Pass<'a, 'w> {
    found: &'a Found,
    document: &'a Document,
    words: &'a WordTable<'w>,
    knowledge: &'a Knowledge,
    quoted: &'a QuotedTokens,
    all: Vec<Attribution>,
    /// The attribution of each quotation.
    of_quotation: Vec<Option<usize>>,
    last: Option<LastSpeech>,
}

impl Pass<'_, '_> {
    fn sentence(
        &mut self,
        index: usize,
        sentence: &Sentence,
        mentions: Range<usize>,
        unlisted: Range<usize>,
        cues: Range<usize>,
    ) {
        let (found, document, words, quoted) = (self.found, self.document, self.words, self.quoted);
        let cues = found.cues.get(cues).unwrap_or_default();
        let openers = openers(document, words, sentence, cues, |at| quoted.at(at).is_some());
        let own = found.mentions.get(mentions.clone()).unwrap_or_default();
        if let Some(spoken) = label(document, self.knowledge, sentence, index, own, mentions.start) {
            let speaker = Speaker { actor: Some(spoken.actor), mention: Some(spoken.mention) };
            self.add(speaker, None, vec![spoken.content], AttributionRule::Label, index);
        }
        let colon = quoted
            .beginning_in(&sentence.tokens)
            .find(|quotation| quoted.follows_colon(document, *quotation, sentence));
        if !openers.is_empty() || colon.is_some() {
            let unlisted = found.unlisted.get(unlisted).unwrap_or_default();
            let names = SentenceNames::of(own, mentions.start, unlisted);
            let clauses = clauses(document, sentence, words);
            let verbs: Vec<KnownVerb> = openers.iter().map(|opener| KnownVerb::plain(opener.verb)).collect();
            let chunks = Chunks::new(document, words, sentence, &clauses, &names.tokens, &verbs);
            for report in reports(&chunks, &openers, &|at| quoted.at(at)) {
                self.report(&report, &names, index);
            }
            if let Some(quotation) = colon.filter(|quotation| self.is_free(*quotation)) {
                self.after_colon(quotation, &chunks, &names, index);
            }
        }
        for quotation in quoted.ending_in(&sentence.tokens) {
            self.quotation(quotation);
        }
    }

    fn is_free(&self, quotation: usize) -> bool {
        self.of_quotation.get(quotation).is_some_and(Option::is_none)
    }

    /// Whom the subject of speech in the sentence `index` stands for.
    fn speaker_of(&self, subject: &Subject<'_>, names: &SentenceNames, index: usize) -> Speaker {
        let knowledge = (self.document, self.words, self.knowledge);
        speaker(self.found, names, subject, self.last.as_ref(), index, self.quoted, knowledge)
    }

    /// Adds what a verb of speech attributes.
    fn report(&mut self, report: &Report, names: &SentenceNames, index: usize) {
        let subject =
            Subject { slots: &report.speakers, phrase: report.subject.as_ref(), pronoun: report.pronoun };
        let speaker = self.speaker_of(&subject, names, index);
        if report.content.is_empty() {
            // "The plan was welcomed by Quill": what follows may be hers, though nothing here is.
            if speaker.actor.is_some() {
                self.last = Some(LastSpeech { speaker, sentence: index });
            }
            return;
        }
        let rule = match report.side {
            Side::After => AttributionRule::After,
            Side::Before => AttributionRule::Before,
            Side::According => AttributionRule::According,
        };
        let before = self.last;
        self.add(speaker, Some(report.opener.tokens.clone()), report.content.clone(), rule, index);
        // "It is claimed that": nobody in particular speaks.
        if report.subject.is_none() && report.speakers.is_empty() {
            self.last = before;
        }
    }

    /// Adds an attribution. Its content goes on to the borders of the quotations that it touches, and leaves out those
    /// that have a speaker already.
    fn add(
        &mut self,
        speaker: Speaker,
        cue: Option<Range<usize>>,
        content: Vec<Range<usize>>,
        rule: AttributionRule,
        sentence: usize,
    ) {
        let mut whole: Vec<Range<usize>> = Vec::with_capacity(content.len());
        let mut first = None;
        for mut range in content {
            for quotation in self.quoted.touching(&range) {
                let Some(tokens) = self.quoted.tokens(quotation) else { continue };
                let taken = self.of_quotation.get(quotation).copied().flatten().is_some();
                if taken && tokens.start <= range.start {
                    range.start = tokens.end.min(range.end);
                    continue;
                }
                if taken {
                    continue;
                }
                if cue.as_ref().is_none_or(|cue| !tokens.contains(&cue.start)) {
                    range.start = range.start.min(tokens.start);
                    range.end = range.end.max(tokens.end);
                }
                first = first.or(Some(quotation));
                if let Some(owner) = self.of_quotation.get_mut(quotation) {
                    *owner = Some(self.all.len());
                }
            }
            match whole.last_mut().filter(|before| before.end >= range.start) {
                Some(before) => before.end = before.end.max(range.end),
                None if !range.is_empty() => whole.push(range),
                None => {}
            }
        }
        if whole.is_empty() {
            return;
        }
        self.last = Some(LastSpeech { speaker, sentence });
        self.all.push(Attribution {
            speaker: speaker.actor,
            mention: speaker.mention,
            cue,
            content: whole,
            quotation: first,
            rule,
        });
    }

    /// A quotation after a colon: the subject before the colon speaks.
    fn after_colon(&mut self, quotation: usize, chunks: &Chunks<'_>, names: &SentenceNames, index: usize) {
        let Some(tokens) = self.quoted.tokens(quotation) else { return };
        let (slots, phrase, pronoun) = subject_before(chunks, tokens.start);
        let subject = Subject { slots: &slots, phrase: phrase.as_ref(), pronoun };
        let speaker = self.speaker_of(&subject, names, index);
        self.add(speaker, None, vec![tokens], AttributionRule::Colon, index);
    }

    /// A quotation that ends in a sentence, and that no verb of the sentences it touches attributes.
    fn quotation(&mut self, quotation: usize) {
        if !self.is_free(quotation) {
            return;
        }
        let Some(tokens) = self.quoted.tokens(quotation) else { return };
        let sentence_of =
            |at: usize| self.document.sentences.partition_point(|sentence| sentence.tokens.end <= at);
        let (first, last) = (sentence_of(tokens.start), sentence_of(tokens.end.saturating_sub(1)));
        if let Some(mention) = after_dash(self.document, self.found, &tokens) {
            let actor = self.found.mentions.get(mention).map(|mention| mention.actor);
            let speaker = Speaker { actor, mention: Some(mention) };
            return self.add(speaker, None, vec![tokens], AttributionRule::Dash, last);
        }
        // A sentence that is all quotation goes on with what was said right before.
        let begins =
            self.document.sentences.get(first).is_some_and(|sentence| sentence.tokens.start == tokens.start);
        let opens = begins || gap_before(self.document, tokens.start).contains(['.', '!', '?']);
        let near = self.last.filter(|before| opens && first.saturating_sub(before.sentence) <= 1);
        if let Some(before) = near {
            self.add(before.speaker, None, vec![tokens], AttributionRule::Continued, last);
        } else {
            let before = self.last;
            self.add(Speaker::default(), None, vec![tokens], AttributionRule::Marks, last);
            self.last = before;
        }
    }
}
