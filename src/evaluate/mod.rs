//! Evaluation: compares predictions with labels, and draws coding sheets for labelling.
//!
//! `labelled`, `coding_sheet` and `labels` parse gold labels (of mentions, of documents), `confusion` has precision, recall and F1,
//! `interval` their confidence interval, `calibration` and `rank` evaluate the scores behind labels, `evidence` the
//! words behind them, `agreement` the coders. `topics_report` compares topics with classes, `coherence` with texts.
//!
//! It does not predict, and it does not touch files. All but the parsers are pure functions over values.

mod agreement;
mod calibration;
mod coding_sheet;
mod coherence;
mod confusion;
mod evidence;
mod interval;
mod labelled;
mod labelled_pairs;
mod labels;
mod labels_report;
mod pairs_report;
mod rank;
mod report;
mod sampling;
mod sheet;
mod topics_report;

pub use agreement::{Scale, krippendorff_alpha};
pub use calibration::{BINS, Bin, Calibration, calibration};
pub use coding_sheet::{CodingSheet, is_coding_sheet, read_coding_sheet};
pub use coherence::{
    CoherenceCounter, CoherenceReport, Occurrences, TermNumbers, TermsOfTopic, read_topic_terms,
};
pub use confusion::{Class, ClassScores, Confusion};
pub use evidence::{EvidencePiece, EvidenceReport, MentionEvidence, TextRange};
pub use interval::{DRAWS, macro_f1_interval};
pub use labelled::{LabelledError, LabelledFault, LabelledMention, LabelledText, read_labelled};
pub use labelled_pairs::{
    LabelledPair, PairClass, PairLabel, PairSide, PairsError, PairsFault, read_labelled_pairs,
};
pub use labels::{Coded, Labels, Pair, PairStance, read_labels, read_stances};
pub use labels_report::{Agreement, LabelsReport};
pub use pairs_report::{AtPrecision, DirectionPrediction, JudgedPair, PRECISION, PairsReport, pair_class};
pub use rank::{auc, spearman};
pub use report::{Judged, MentionReport};
pub use sampling::{Candidate, Draws, Sampler};
pub use sheet::{SheetError, SheetFault};
pub use topics_report::{Groups, TopicsReport, read_groups};
