//! Evaluation: predictions and labels -> figures; and the sheets on which people label.
//!
//! `labelled` and `labels` read what people said (of mentions, of documents), `confusion` counts it against what was predicted, `interval` says how far the
//! figure can be trusted, `calibration` and `rank` judge the numbers behind a label, `agreement` judges the people. `topics_report`
//! holds topics against classes, `coherence` against texts.
//!
//! What it is not: it predicts nothing, and it touches no file. All but the readers are functions over values.

mod agreement;
mod calibration;
mod coherence;
mod confusion;
mod interval;
mod labelled;
mod labels;
mod labels_report;
mod rank;
mod report;
mod sampling;
mod sheet;
mod topics_report;

pub use agreement::{Scale, krippendorff_alpha};
pub use calibration::{BINS, Bin, Calibration, calibration};
pub use coherence::{CoherenceCounter, CoherenceReport, Occurrences, Terms, TermsOfTopic, read_topic_terms};
pub use confusion::{Class, ClassScores, Confusion};
pub use interval::{DRAWS, macro_f1_interval};
pub use labelled::{LabelledError, LabelledFault, LabelledMention, LabelledText, read_labelled};
pub use labels::{Coded, Labels, Pair, PairStance, read_labels, read_stances};
pub use labels_report::{Agreement, LabelsReport};
pub use rank::{auc, spearman};
pub use report::{Judged, MentionReport};
pub use sampling::{Candidate, Sampler};
pub use sheet::{SheetError, SheetFault};
pub use topics_report::{Groups, TopicsReport, read_groups};
