//! The rows of relations.

use super::rows::{is_full, refers, same, table};
use super::schema::{AsCell, Cell, Column, ColumnType, Row, Table};

table!(
    RelationRow, "relations", "The stance of one actor toward another over all documents, as the texts tell it.",
    key ["source_actor_id", "target_actor_id"],
    refers [
        refers(&["source_actor_id"], "actors", &["actor_id"]),
        refers(&["target_actor_id"], "actors", &["actor_id"]),
        refers(&["example_doc_id"], "documents", &["doc_id"]),
        refers(&["example_doc_id", "example_sentence_id"], "sentences", &["doc_id", "sentence_id"]),
    ],
    {
        source_actor_id: String, Id, "Who takes the stance.";
        target_actor_id: String, Id, "Toward whom.";
        stance: f64, Number, "Mean of p(positive) - p(negative) of the documents, -1 (against) to 1 (for).";
        ci_low: Option<f64>, Number, "Lower end of the 95 % interval over documents; empty with one.";
        ci_high: Option<f64>, Number, "Upper end.";
        label: &'static str, Id, "positive, negative, mixed (sentences sure of either), or neutral: not sure enough (confidence below that where four of five edges are right on labelled sentences).";
        confidence: f64, Number, "Probability that some sentence tells the side of the stance, by the probabilities of all, 0 to 1.";
        strict: &'static str, Id, "yes where verbs or nouns say so by their syntax, strongly: the surest edges; else no.";
        positive: u64, Integer, "Documents that are positive on the whole.";
        negative: u64, Integer, "Documents that are negative on the whole.";
        documents: u64, Integer, "Documents with evidence; copies of a text count as one, the first published (--count-duplicates counts each).";
        sentences: u64, Integer, "Sentences with evidence in them; those of the same words in a document count once.";
        stance_narration: Option<f64>, Number, "Stance over the sentences in the outlets' own words.";
        stance_quoted: Option<f64>, Number, "Stance over those in quoted and reported speech.";
        example_doc_id: String, Id, "Document of the sentence that tells the side best.";
        example_sentence_id: String, Id, "That sentence.";
        top_cue: String, Text, "The words in it that say so, in lower case; empty where only the learned table does.";
        source_name: String, Id, "Name of the source.";
        target_name: String, Id, "Name of the target.";
    }
);

table!(
    RelationEvidenceRow, "relation_evidence", "What one reading adds to the sums of a pair of actors in a sentence.",
    key ["relation_evidence_id"],
    refers [
        same(&["doc_id"], "documents"),
        refers(&["source_actor_id"], "actors", &["actor_id"]),
        refers(&["target_actor_id"], "actors", &["actor_id"]),
        refers(&["source_mention_id"], "mentions", &["mention_id"]),
        refers(&["target_mention_id"], "mentions", &["mention_id"]),
        refers(&["speaker_id"], "actors", &["actor_id"]),
    ],
    {
        relation_evidence_id: String, Id, "Its number in the document, from R1, then _ and the key of the document.";
        doc_id: String, Id, "Its document.";
        sentence_id: String, Id, "Its sentence. The rows of a sentence, source and target add up to the sums of that pair there.";
        source_actor_id: String, Id, "Who takes the stance.";
        target_actor_id: String, Id, "Toward whom.";
        source_mention_id: Option<String>, Id, "Where the source is named; empty where it speaks and is named elsewhere.";
        target_mention_id: String, Id, "Where the target is named.";
        rule: &'static str, Id, "prior, verb (agent toward patient), event (the same of a noun), speech (who speaks toward whom it speaks of), joint (what both share), between (words between both), learned.";
        cue: String, Text, "The words; empty where the row speaks of none.";
        context: String, Id, "What stands between the number of the lexicon and the contribution: negated, hedged, scaled, contrast.";
        source: String, Id, "Id of the lexicon that the number is from.";
        toward_positive: f64, Number, "Added to the sum toward positive, relative to neutral.";
        toward_negative: f64, Number, "Added to the sum toward negative.";
        voice: &'static str, Id, "narration, quoted or reported.";
        speaker_id: Option<String>, Id, "The actor whose words they are.";
        start: Option<u64>, Integer, "First code point of the words in the decoded source.";
        end: Option<u64>, Integer, "One past the last code point.";
        source_name: String, Id, "Name of the source.";
        target_name: String, Id, "Name of the target.";
    }
);

table!(
    RelationLineRow, "relation_edges", "The stance of one actor toward another, as `relations` prints it.",
    unique ["period", "source_actor_id", "target_actor_id"],
    refers [],
    {
        period: String, Id, "Period of publication (--period); empty over all, or without a date.";
        source_actor_id: String, Id, "Who takes the stance.";
        source_name: String, Text, "Its name.";
        target_actor_id: String, Id, "Toward whom.";
        target_name: String, Text, "Its name.";
        stance: f64, Number, "Mean of p(positive) - p(negative) of the documents, -1 to 1.";
        ci_low: Option<f64>, Number, "Lower end of the 95 % interval over documents; empty with one.";
        ci_high: Option<f64>, Number, "Upper end.";
        label: &'static str, Id, "positive, negative, mixed or neutral.";
        confidence: f64, Number, "Probability that some sentence tells the side, 0 to 1.";
        strict: &'static str, Id, "yes for the surest edges, else no.";
        positive: u64, Integer, "Documents that are positive on the whole.";
        negative: u64, Integer, "Documents that are negative on the whole.";
        documents: u64, Integer, "Documents with evidence.";
        sentences: u64, Integer, "Sentences with evidence.";
        stance_narration: Option<f64>, Number, "Stance over the sentences in the outlets' own words.";
        stance_quoted: Option<f64>, Number, "Stance over those in quoted and reported speech.";
        example_doc_id: String, Id, "Document of the sentence that tells the side best.";
        example_sentence_id: String, Id, "That sentence.";
        top_cue: String, Text, "The words in it that say so.";
        example_sentence: String, Text, "The sentence.";
    }
);

table!(
    PairPredictionRow, "pair_predictions", "What is made of a labelled pair, as `evaluate relations` writes it.",
    key ["id"],
    refers [],
    {
        id: String, Id, "Id of the pair.";
        label: &'static str, Id, "The stronger direction with its side (first_to_second_negative and so on), or neutral.";
        first_to_second: &'static str, Id, "positive, negative or neutral.";
        second_to_first: &'static str, Id, "positive, negative or neutral.";
        first_confidence: Option<f64>, Number, "Probability of the likelier side of the first toward the second; empty without evidence.";
        second_confidence: Option<f64>, Number, "The same of the second toward the first.";
    }
);

table!(
    PairEvidenceRow, "pair_evidence", "A piece of evidence for a labelled pair, as `evaluate relations` writes it.",
    key [],
    refers [],
    {
        id: String, Id, "Id of the pair.";
        direction: &'static str, Id, "first_to_second or second_to_first.";
        cue: String, Text, "The words; empty where the row speaks of none.";
        rule: &'static str, Id, "prior, verb, event, speech, joint, between or learned.";
        context: String, Id, "Modifiers: negated, hedged, scaled, contrast.";
        toward_positive: f64, Number, "Added to the sum toward positive.";
        toward_negative: f64, Number, "Added to the sum toward negative.";
        start: Option<u64>, Integer, "First code point of the words in the labelled text.";
        end: Option<u64>, Integer, "One past the last code point.";
    }
);
