//! The arguments of `standpoint evaluate`.

use super::shared::KnowledgeArgs;
use clap::{Args, Subcommand};
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub enum EvaluateCommand {
    /// Score labelled mentions and print how far the scores agree with the labels
    #[command(after_help = "\
Examples:
  standpoint evaluate mentions labelled.jsonl
  standpoint evaluate mentions dev1.jsonl dev2.jsonl --predictions predictions.csv
  standpoint evaluate mentions labelled.jsonl --evidence evidence.csv
  standpoint evaluate mentions labelled.jsonl --rules-only
  standpoint evaluate mentions filled.csv

A file is a sheet of 'standpoint sample' whose column label was filled, or JSON lines. A line of the file: {\"id\":\"12\",\"text\":\"...\",\"mentions\":[{\"id\":\"12:0\",\"start\":0,\"end\":6,\"label\":\"neutral\"}]}
Offsets count code points from 0, end exclusive; label is critical, neutral or favourable.
A mention may have \"cues\":[[start,end]], the words that a reader underlined as the reason for the
label. Then the evidence is held against them. Precision: how often the span of text that speaks
most for a right label is underlined. Recall: how many underlined spans meet one that speaks so.")]
    Mentions(EvaluateMentions),
    /// Score labelled pairs of actors: who takes a stance toward whom
    #[command(after_help = "\
Examples:
  standpoint evaluate relations pairs.jsonl
  standpoint evaluate relations pairs.jsonl --predictions predictions.csv --rules-only

A line of the file: {\"id\":\"7\",\"text\":\"...\",\"first\":[0,6],\"second\":[20,26],\"label\":\"neutral\"}
label is neutral, first_to_second_positive, second_to_first_positive, first_to_second_negative or
second_to_first_negative. For both directions a line has, in its place, first_to_second and
second_to_first: positive, negative or neutral. Offsets count code points from 0, end exclusive.
A line may have \"cues\":[[start,end]], the words that carry the relation; the strongest words of
edges that are right are held against them.")]
    Relations(EvaluateRelations),
    /// Hold the results of analyze against labels of documents
    #[command(after_help = "\
Examples:
  standpoint analyze corpus -o results && standpoint evaluate labels labels.csv results
  standpoint stance corpus > stance.csv && standpoint evaluate labels labels.csv stance.csv

LABELS.csv has the columns doc_id, actor_id, label and, where several people labelled, coder.
label is critical, neutral, favourable or mixed, which counts as neutral. Of several labels the one
that most people gave counts, in a tie neutral.")]
    Labels(EvaluateLabels),
    /// Hold topics against the classes that people gave documents
    #[command(after_help = "\
Examples:
  standpoint topics corpus > t.csv && standpoint evaluate topics --labels classes.csv t.csv
  standpoint analyze corpus -o r && standpoint evaluate topics --labels classes.csv r

CLASSES.csv has the columns doc_id (or id) and label. Normalised mutual information, the adjusted Rand index,
V-measure, purity, and accuracy where each topic is matched with one class.")]
    Topics(EvaluateTopics),
}

#[derive(Debug, Args)]
pub struct EvaluateTopics {
    /// What people said: doc_id (or id) and label
    #[arg(long, value_name = "CLASSES.csv")]
    pub labels: Option<PathBuf>,
    /// Count the terms of the topics in these texts, for their coherence; may be given several times
    #[arg(long, value_name = "INPUT")]
    pub corpus: Vec<PathBuf>,
    /// A directory that analyze wrote; or what 'standpoint topics' printed, for --labels; or a topic_terms.csv
    #[arg(value_name = "RESULT")]
    pub result: PathBuf,
}

#[derive(Debug, Args)]
pub struct EvaluateLabels {
    /// What people said: doc_id,actor_id,label and perhaps coder
    #[arg(value_name = "LABELS.csv")]
    pub labels: PathBuf,
    /// A directory that analyze wrote, or a stance.csv
    #[arg(value_name = "RESULTS")]
    pub results: PathBuf,
    /// Seed of the bootstrap
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
}

#[derive(Debug, Args)]
pub struct EvaluateMentions {
    /// Labelled mentions, JSON lines or a sheet of 'standpoint sample'; several files are pooled
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// Write the predictions: id,label,p_critical,p_neutral,p_favourable,stance
    #[arg(long, value_name = "OUT.csv")]
    pub predictions: Option<PathBuf>,
    /// Write the evidence: id,cue,rule,toward_favourable,toward_critical,start,end
    #[arg(long, value_name = "OUT.csv")]
    pub evidence: Option<PathBuf>,
    #[command(flatten)]
    pub knowledge: KnowledgeArgs,
    /// Seed of the bootstrap
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
}

#[derive(Debug, Args)]
pub struct EvaluateRelations {
    /// Labelled pairs, JSON lines
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Write the predictions: id,label,first_to_second,second_to_first and their confidence
    #[arg(long, value_name = "OUT.csv")]
    pub predictions: Option<PathBuf>,
    /// Write the evidence: id,direction,cue,rule,context,toward_positive,toward_negative,start,end
    #[arg(long, value_name = "OUT.csv")]
    pub evidence: Option<PathBuf>,
    #[command(flatten)]
    pub knowledge: KnowledgeArgs,
}
