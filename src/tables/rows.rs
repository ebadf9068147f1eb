//! The rows. Each table is defined here once: a struct, the meaning of its columns, its key.

use super::schema::{AsCell, Cell, Column, ColumnType, ForeignKey, Row, Table};

/// Whether a key has no empty cells: a `key` has none, in a `unique` combination some may be.
macro_rules! is_full {
    (key) => {
        true
    };
    (unique) => {
        false
    };
}

/// Defines a row struct together with the schema of its table.
macro_rules! table {
    (
        $row:ident, $name:literal, $meaning:literal, $kind_of_key:ident $key:expr, refers $foreign:expr,
        { $($field:ident: $type:ty, $kind:ident, $text:literal;)+ }
    ) => {
        #[doc = $meaning]
        #[derive(Debug, Clone, PartialEq, serde::Serialize)]
        pub struct $row {
            $(#[doc = $text] pub $field: $type,)+
        }

        impl Row for $row {
            const TABLE: &'static Table = &Table {
                name: $name,
                meaning: $meaning,
                columns: &[$(Column { name: stringify!($field), kind: ColumnType::$kind, meaning: $text }),+],
                key: &$key,
                key_is_full: is_full!($kind_of_key),
                foreign_keys: &$foreign,
            };

            fn cells(&self, give: &mut dyn FnMut(Cell<'_>)) {
                $(give(self.$field.cell());)+
            }
        }
    };
}

pub(super) use {is_full, table};

/// A reference from columns to those of the same names.
pub(super) const fn same(columns: &'static [&'static str], table: &'static str) -> ForeignKey {
    ForeignKey { columns, table, targets: columns }
}

pub(super) const fn refers(
    columns: &'static [&'static str],
    table: &'static str,
    targets: &'static [&'static str],
) -> ForeignKey {
    ForeignKey { columns, table, targets }
}

table!(
    DocumentRow, "documents", "An article.",
    key ["doc_id"],
    refers [same(&["topic_id"], "topics"), refers(&["duplicate_of"], "documents", &["doc_id"]), refers(&["near_duplicate_of"], "documents", &["doc_id"])],
    {
        doc_id: String, Id, "Id of the document: its id column, else its path (and row).";
        path: String, Text, "File it was read from, or stdin.";
        source: Option<String>, Text, "Outlet.";
        published: Option<String>, Date, "Day of publication.";
        title: Option<String>, Text, "Headline.";
        author: Option<String>, Text, "Who wrote it.";
        url: Option<String>, Text, "Where it was.";
        language: String, Id, "Language it was read as.";
        encoding: String, Id, "Encoding it was in.";
        sentences: u64, Integer, "Sentences of title, standfirst and body.";
        tokens: u64, Integer, "Tokens of title, standfirst and body.";
        topic_id: Option<String>, Id, "Its topic; empty where it holds no usable term.";
        topic_strength: Option<f64>, Number, "How clearly it belongs there, 0 to 1.";
        duplicate_of: Option<String>, Id, "The first published of the documents with the very same source text (of a day the one with the smaller id); empty in that one.";
        clean_up: String, Id, "What the clean-up did, as rule=count joined by semicolons.";
        content_sha256: String, Id, "SHA-256 of the decoded source text; of a web page, of the article's text.";
        near_duplicate_of: Option<String>, Id, "The original of a text that several documents print, word for word or edited: three quarters of the sequences of four words of the shorter are in the longer, which is at most twice as long. It is the first published; of a day, and without dates, the one with the smaller id. Empty in the original, and where there is no other.";
        date_by: Option<&'static str>, Id, "How the day of publication was found: json_ld, meta, time or address (of a web page), column, front_matter, text or path.";
        encoding_by: &'static str, Id, "How the encoding was found: mark (byte order mark), option (--encoding), utf8, declared (by the text), detected.";
        language_by: &'static str, Id, "How the language was found: option (--language), declared (by its metadata), detected (by its words), or default where they do not tell.";
        copies: u64, Integer, "Other documents that print the same text, word for word or edited. Together they count as one text above documents, unless --count-duplicates is given.";
        copied_by: String, Text, "Outlets of these documents, joined by ;, where this one is the original.";
        no_stance: &'static str, Id, "Why it has no mentions and no stance: no_lexicon, as its language has none. Else empty.";
    }
);

table!(
    SentenceRow, "sentences", "A sentence that holds a mention.",
    key ["doc_id", "sentence_id"],
    refers [same(&["doc_id"], "documents")],
    {
        doc_id: String, Id, "Its document.";
        sentence_id: String, Id, "Its number in the document, from S1, then _ and the key of the document: the first 14 characters of the SHA-256 of its id in base 32. Ids of sentences, mentions and evidence are the same in every run, and tables of several runs can be put under each other.";
        part: &'static str, Id, "title, standfirst or body.";
        start: u64, Integer, "First code point in the decoded source: of a web page, the text of its article; of a title from a column, that field.";
        end: u64, Integer, "One past the last code point.";
        text: String, Text, "The sentence, white space made single blanks; cut at 1,000 characters with a mark.";
    }
);

table!(
    MentionRow, "mentions", "A place where a text speaks of an actor.",
    key ["mention_id"],
    refers [
        same(&["doc_id"], "documents"),
        same(&["doc_id", "sentence_id"], "sentences"),
        same(&["doc_id", "actor_id"], "stance"),
        same(&["actor_id"], "actors"),
        refers(&["speaker_id"], "actors", &["actor_id"]),
    ],
    {
        mention_id: String, Id, "Its number in the document, from M1, then _ and the key of the document.";
        doc_id: String, Id, "Its document.";
        sentence_id: String, Id, "Its sentence.";
        actor_id: String, Id, "The actor.";
        mention: String, Text, "The words.";
        start: u64, Integer, "First code point in the decoded source.";
        end: u64, Integer, "One past the last code point.";
        found_by: &'static str, Id, "name, surname, descriptor, pronoun or prefix.";
        certainty: f64, Number, "How sure it is that the actor is meant, 0 to 1.";
        voice: &'static str, Id, "narration, quoted or reported.";
        speaker_id: Option<String>, Id, "The actor whose words they are.";
        toward_favourable: f64, Number, "Sum of the evidence toward favourable, relative to neutral.";
        toward_critical: f64, Number, "Sum of the evidence toward critical, relative to neutral.";
        stance: Option<f64>, Number, "p(favourable) - p(critical), -1 to 1; empty without evidence.";
        label: &'static str, Id, "critical, neutral or favourable: the likelier side, unless neutral is several times as probable or no cue speaks for that side; empty without evidence.";
        confidence: Option<f64>, Number, "Probability of the label, 0 to 1.";
        name: String, Id, "Name of the actor.";
    }
);

table!(
    EvidenceRow, "evidence", "What one cue adds to the sums of a mention.",
    key ["evidence_id"],
    refers [same(&["mention_id"], "mentions")],
    {
        evidence_id: String, Id, "Its number in the document, from E1, then _ and the key of the document.";
        mention_id: String, Id, "The mention.";
        cue: String, Text, "The words of the text; empty where the row speaks of none.";
        context: String, Id, "Of an expression of the lexicon what stands between it and the actor, and the distance in tokens; of another word, word.";
        rule: &'static str, Id, "prior, agent, patient, polarity, prefix, learned, context, or rest for all weaker rows together.";
        source: String, Id, "Id of the lexicon.";
        toward_favourable: f64, Number, "Added to the sum toward favourable.";
        toward_critical: f64, Number, "Added to the sum toward critical.";
        start: Option<u64>, Integer, "First code point of the cue in the decoded source.";
        end: Option<u64>, Integer, "One past the last code point.";
    }
);

table!(
    AttributionRow, "attributions", "A stretch of what somebody other than the outlet says: in quotation marks, or reported.",
    key ["attribution_id", "part"],
    refers [same(&["doc_id"], "documents"), refers(&["speaker_id"], "actors", &["actor_id"])],
    {
        attribution_id: String, Id, "Its number in the document, from A1, then _ and the key of the document.";
        part: u64, Integer, "Number of the stretch in the attribution, from 1: content on both sides of its verb, or partly in quotation marks, is several.";
        doc_id: String, Id, "Its document.";
        sentence_id: String, Id, "The sentence in which the stretch begins.";
        cue: String, Text, "The words that attribute it; empty where layout or the quotation before does.";
        speaker_id: Option<String>, Id, "The actor that speaks, the first of several together; empty where the text names no known one at the head of the subject.";
        voice: &'static str, Id, "quoted or reported. Attitudes without speech (wants, fears) are neither.";
        start: u64, Integer, "First code point in the decoded source.";
        end: u64, Integer, "One past the last code point.";
        quotation: Option<String>, Id, "The quotation that the stretch is in, by its number in the document, from Q1.";
        rule: &'static str, Id, "What tells it: after or before (its verb), according (to), label, dash, colon, continued (a quotation right after what the same one said), turn (of a transcript), or marks (a quotation that nothing attributes).";
    }
);

table!(
    StanceRow, "stance", "The stance of a document toward an actor.",
    key ["doc_id", "actor_id"],
    refers [same(&["doc_id"], "documents"), same(&["actor_id"], "actors")],
    {
        doc_id: String, Id, "The document.";
        actor_id: String, Id, "The actor.";
        stance: Option<f64>, Number, "-1 (critical) to 1 (favourable), over the mentions in the voice that --voice names, all by default; empty without evidence.";
        label: &'static str, Id, "favourable, neutral, critical, mixed; empty without evidence.";
        ci_low: Option<f64>, Number, "Lower end of the 95 % interval over sentences; empty where only one counts.";
        ci_high: Option<f64>, Number, "Upper end.";
        stance_narration: Option<f64>, Number, "Stance over the mentions in the outlet's own words.";
        stance_quoted: Option<f64>, Number, "Stance over the mentions in quotations.";
        mentions: u64, Integer, "Mentions of the actor.";
        cues: u64, Integer, "Different words and expressions that speak for or against it.";
        sentences: u64, Integer, "Sentences with a mention.";
        top_cue: Option<String>, Text, "The cue that weighs most, in the words of the text, in lower case.";
        top_cue_share: Option<f64>, Number, "Its share of the weight of all cues, 0 to 1.";
        confidence: Option<f64>, Number, "Probability of the label, 0 to 1; for mixed that of the two sides together.";
        name: String, Id, "Name of the actor.";
        source: Option<String>, Text, "Outlet of the document.";
        published: Option<String>, Date, "Day of its publication.";
        stance_reported: Option<f64>, Number, "Stance over the mentions in reported speech.";
    }
);

table!(
    ActorTotalRow, "actors", "An actor over all documents.",
    key ["actor_id"],
    refers [],
    {
        actor_id: String, Id, "The actor.";
        name: String, Id, "Its name.";
        kind: &'static str, Id, "country, person, organisation, party, company, armed_group, place or other.";
        documents: u64, Integer, "Documents that mention it; copies of a text count as one, the first published of those that mention it, here and in every other number of the row (--count-duplicates counts each).";
        mentions: u64, Integer, "Mentions in these documents.";
        stance: Option<f64>, Number, "Mean of the documents' stances; empty without evidence.";
        ci_low: Option<f64>, Number, "Lower end of the 95 % interval over documents.";
        ci_high: Option<f64>, Number, "Upper end.";
        favourable: u64, Integer, "Documents with that label.";
        neutral: u64, Integer, "Documents with that label.";
        critical: u64, Integer, "Documents with that label.";
        mixed: u64, Integer, "Documents with that label.";
        origin: &'static str, Id, "registry, or discovered in the texts (--discover).";
        label: &'static str, Id, "favourable, neutral, critical, mixed: that of the mean of the documents' probabilities; empty without evidence.";
        confidence: Option<f64>, Number, "Probability of the label, 0 to 1; for mixed that of the two sides together.";
        stance_narration: Option<f64>, Number, "Mean of the documents' stances in the outlet's own words; empty where none has one.";
        stance_quoted: Option<f64>, Number, "The same in quotations.";
        stance_reported: Option<f64>, Number, "The same in reported speech.";
    }
);

table!(
    TopicRow, "topics", "A topic.",
    key ["topic_id"],
    refers [refers(&["example_doc_id"], "documents", &["doc_id"])],
    {
        topic_id: String, Id, "Its number by size, from T1; behind the language where there are several (fr-T1).";
        label: String, Text, "Phrases and terms that name it; no two topics have the same. It begins with the language where there are several.";
        documents: u64, Integer, "Documents in it; copies of a text count as one, in the topic of the original (--count-duplicates counts each).";
        stability: Option<f64>, Number, "How much of it other runs of the clustering find again, 0 to 1.";
        coherence: Option<f64>, Number, "Mean NPMI of its ten terms, -1 to 1, chosen on one half of the documents and measured on the other (on all below 200).";
        example_doc_id: Option<String>, Id, "The document nearest to its centre.";
        example_sentence: String, Text, "The sentence that says most of what others of the topic say: the first of topic_sentences.csv, where that has rows.";
        terms: String, Text, "Its first ten terms, joined by ;.";
        example_doc_ids: String, Text, "The three documents nearest to its centre, joined by ;.";
    }
);

table!(
    TopicTermRow, "topic_terms", "A term of a topic.",
    key ["topic_id", "rank"],
    refers [same(&["topic_id"], "topics")],
    {
        topic_id: String, Id, "The topic.";
        rank: u64, Integer, "Rank, from 1.";
        term: String, Text, "The most frequent form of the stem.";
        stem: String, Id, "The stem.";
        weight: f64, Number, "How strongly it marks the topic.";
    }
);

table!(
    TopicPeriodRow, "topic_periods", "A topic in a period: what share of its documents it has, and whether that rises or falls.",
    key ["period", "topic_id"],
    refers [same(&["topic_id"], "topics")],
    {
        period: String, Id, "Month of publication (or what --period says) with dated documents.";
        topic_id: String, Id, "Topic.";
        documents: u64, Integer, "Documents of the topic in the period; copies of a text count as one within a period, the first published (--count-duplicates counts each).";
        share: f64, Number, "Their share of all dated documents of the period, 0 to 1.";
        change: Option<f64>, Number, "That share less the share in the period before it in the table; empty in the first.";
        z: Option<f64>, Number, "Standard score of the change; empty in the first, and with too few documents to tell.";
        trend: &'static str, Id, "rising or falling where the change is no chance (95 %), steady else; empty where there is no z.";
    }
);

table!(
    KeySentenceRow, "key_sentences", "A sentence of a document that says most of what its others say.",
    key ["doc_id", "rank"],
    refers [same(&["doc_id"], "documents")],
    {
        doc_id: String, Id, "The document.";
        rank: u64, Integer, "Rank, from 1.";
        sentence_id: String, Id, "The sentence, numbered as in sentences.csv.";
        sentence: String, Text, "Its words.";
        weight: f64, Number, "Its share of the weight of the document's sentences (TextRank), 0 to 1.";
    }
);

table!(
    TopicSentenceRow, "topic_sentences", "A sentence that says most of what others of its topic say.",
    key ["topic_id", "rank"],
    refers [same(&["topic_id"], "topics"), same(&["doc_id"], "documents")],
    {
        topic_id: String, Id, "The topic.";
        rank: u64, Integer, "Rank, from 1.";
        doc_id: String, Id, "The document that it is a key sentence of.";
        sentence: String, Text, "Its words.";
        weight: f64, Number, "Its share of the weight of the key sentences of the documents nearest to the centre (TextRank), 0 to 1.";
    }
);

table!(
    KeynessRow, "keyness", "A term that sets two groups of documents apart (terms --compare, on stdout).",
    key ["group", "rank"],
    refers [],
    {
        group: String, Text, "The group that uses it more.";
        rank: u64, Integer, "Rank in the group, from 1.";
        term: String, Text, "The most frequent form of the stem.";
        stem: String, Id, "The stem.";
        count: u64, Integer, "How often the group has it.";
        count_other: u64, Integer, "How often the other group has it.";
        log_odds: f64, Number, "Log-odds ratio with an informative Dirichlet prior (Monroe, Colaresi & Quinn 2008); above 0.";
        z: f64, Number, "Its standard score.";
    }
);

table!(
    TopicChoiceRow, "topic_choice", "A number of topics that was looked at, where none was given.",
    key ["language", "k"],
    refers [],
    {
        k: u64, Integer, "The number.";
        stability: f64, Number, "Mean adjusted mutual information of the topics of two subsamples: 0 by chance, 1 the same.";
        coherence: Option<f64>, Number, "Mean coherence of the topics, -1 to 1.";
        smallest: u64, Integer, "Documents of the smallest topic, of 2,000 at the most.";
        chosen: &'static str, Id, "yes for the number that was taken, else no.";
        language: String, Id, "Language of the documents: each language has topics of its own.";
    }
);

table!(
    TermRow, "terms", "A term of a document.",
    key ["doc_id", "rank"],
    refers [same(&["doc_id"], "documents")],
    {
        doc_id: String, Id, "The document.";
        rank: u64, Integer, "Rank, from 1.";
        term: String, Text, "The most frequent form of the stem.";
        stem: String, Id, "The stem.";
        tf: u64, Integer, "How often the document has it.";
        tfidf: f64, Number, "(1 + ln tf) ln(n / df).";
    }
);

table!(
    SummaryRow, "summary", "Stance by period, outlet, topic and actor: a row for each combination, in which period, outlet and topic may be empty. To put rows together, weight stance by documents; that is exact where each of these has a stance.",
    unique ["period", "source", "topic_id", "actor_id"],
    refers [same(&["topic_id"], "topics"), same(&["actor_id"], "actors")],
    {
        period: String, Id, "Month of publication (or what --period says); empty without a date.";
        source: String, Text, "Outlet.";
        topic_id: String, Id, "Topic.";
        actor_id: String, Id, "Actor.";
        stance: Option<f64>, Number, "Mean of the documents' stances; empty without evidence.";
        ci_low: Option<f64>, Number, "Lower end of the 95 % interval over documents.";
        ci_high: Option<f64>, Number, "Upper end.";
        documents: u64, Integer, "Documents that mention the actor. Copies of a text count as one within a row, the first published of them, here and in every other number; a text that several outlets print, or one prints in several periods, counts in the row of each, so that rows may add up to more than actors.csv has (--count-duplicates counts each copy).";
        mentions: u64, Integer, "Mentions in these documents.";
        cues: u64, Integer, "Words and expressions that speak for or against it, each once a document.";
        label: &'static str, Id, "favourable, neutral, critical, mixed: that of the mean of the documents' probabilities; empty without evidence.";
        confidence: Option<f64>, Number, "Probability of the label, 0 to 1; for mixed that of the two sides together.";
        name: String, Id, "Name of the actor.";
        topic_label: String, Text, "Label of the topic.";
    }
);

table!(
    SkippedRow, "skipped", "An input that was skipped, or a date of a document that was not read. No key: what is named twice is there twice.",
    key [],
    refers [],
    {
        path: String, Text, "File, or stdin.";
        row: Option<u64>, Integer, "Row or line, where it is not the whole file.";
        reason: &'static str, Id, "Why, in a word; after date_not_read the document is there, without that date.";
        detail: String, Text, "The particulars.";
    }
);

table!(
    TopicAssignmentRow, "assignments", "The topic of a document, as `topics` prints it.",
    key ["doc_id"],
    refers [],
    {
        doc_id: String, Id, "The document.";
        topic_id: Option<String>, Id, "Its topic.";
        topic_strength: Option<f64>, Number, "How clearly it belongs there, 0 to 1.";
    }
);

table!(
    EvidenceLineRow, "evidence_lines", "Evidence with its sentence, as `stance --evidence` prints it.",
    key ["evidence_id"],
    refers [],
    {
        evidence_id: String, Id, "Its number in the document, from E1, then _ and the key of the document.";
        mention_id: String, Id, "The mention.";
        cue: String, Text, "The words of the text; empty where the row speaks of none.";
        context: String, Id, "Of an expression of the lexicon what stands between it and the actor, and the distance in tokens; of another word, word.";
        rule: &'static str, Id, "prior, agent, patient, polarity, prefix, learned, context or rest.";
        source: String, Id, "Id of the lexicon.";
        toward_favourable: f64, Number, "Added to the sum toward favourable.";
        toward_critical: f64, Number, "Added to the sum toward critical.";
        start: Option<u64>, Integer, "First code point of the cue in the decoded source.";
        end: Option<u64>, Integer, "One past the last code point.";
        doc_id: String, Id, "The document.";
        actor_id: String, Id, "The actor.";
        mention: String, Text, "The words that name the actor.";
        sentence: String, Text, "The sentence.";
        name: String, Id, "Name of the actor.";
    }
);

table!(
    PredictionRow, "predictions", "What the scorer makes of a labelled mention, as `evaluate mentions` writes it.",
    key ["id"],
    refers [],
    {
        id: String, Id, "Id of the mention.";
        label: &'static str, Id, "critical, neutral or favourable: the likelier side, unless neutral is several times as probable or no cue speaks for that side.";
        p_critical: f64, Number, "Probability of critical.";
        p_neutral: f64, Number, "Probability of neutral.";
        p_favourable: f64, Number, "Probability of favourable.";
        stance: Option<f64>, Number, "p(favourable) - p(critical), -1 to 1; empty without evidence.";
    }
);

table!(
    PredictionEvidenceRow, "prediction_evidence", "A piece of evidence for a labelled mention, as `evaluate mentions` writes it.",
    key [],
    refers [],
    {
        id: String, Id, "Id of the mention.";
        cue: String, Text, "The words of the text; empty where the row speaks of none.";
        rule: &'static str, Id, "prior, agent, patient, polarity, prefix, learned, context or rest.";
        toward_favourable: f64, Number, "Added to the sum toward favourable.";
        toward_critical: f64, Number, "Added to the sum toward critical.";
        start: Option<u64>, Integer, "First code point of the cue in the labelled text.";
        end: Option<u64>, Integer, "One past the last code point.";
    }
);

table!(
    SampleRow, "sample", "A mention for people to label, as `sample` writes it.",
    key ["sample_id"],
    refers [],
    {
        sample_id: String, Id, "Its number in the sheet: from C1 where classes were drawn evenly, from R1 where mentions were drawn as they come.";
        doc_id: String, Id, "The document.";
        actor_id: String, Id, "The actor.";
        sentence_id: String, Id, "The sentence.";
        sentence: String, Text, "Its words.";
        mention: String, Text, "The words that name the actor.";
        label: String, Id, "Empty: for critical, neutral, favourable or mixed.";
        start: u64, Integer, "First code point of the mention in the sentence.";
    }
);

table!(
    AliasLineRow, "aliases", "A name that an actor goes by, as `actors list` prints it.",
    key [],
    refers [],
    {
        actor_id: String, Id, "The actor.";
        name: String, Id, "Its name.";
        kind: &'static str, Id, "country, person, organisation, party, company, armed_group, place or other.";
        alias: String, Text, "The words that name it.";
        alias_kind: &'static str, Id, "name, demonym, capital, metonym, abbreviation, descriptor, office or surname.";
        case: &'static str, Id, "exact, or any where the alias matches in any capitalisation.";
        parent: Option<String>, Id, "The actor that it belongs to.";
        gender: &'static str, Id, "For pronouns.";
        number: &'static str, Id, "s, or p where they can refer to it.";
        from: Option<String>, Date, "First day on which the alias holds.";
        to: Option<String>, Date, "Last day.";
        note: String, Text, "Reason or source.";
    }
);

table!(
    EntryRow, "entries", "An expression of the lexicons, as `lexicon list` prints it.",
    key [],
    refers [],
    {
        term: String, Text, "Word or phrase; a word with * matches every word with its stem.";
        kind: &'static str, Id, "Kind of expression.";
        polarity: Option<f64>, Number, "For an actor that it is said of; empty for none.";
        agent: Option<f64>, Number, "For the agent of the verb.";
        patient: Option<f64>, Number, "For its patient.";
        relation: Option<f64>, Number, "Of the agent toward the patient.";
        factor: Option<f64>, Number, "Factor of the next cue.";
    }
);
