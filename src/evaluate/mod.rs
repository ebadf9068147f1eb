//! Evaluation: predictions and labels -> figures.
//!
//! `labelled` reads what people said, `confusion` counts it against what was predicted, `interval` says how far the
//! figure can be trusted, `calibration` and `rank` judge the numbers behind a label, `agreement` judges the people.
//!
//! What it is not: it predicts nothing, and it touches no file. All but the reader are functions over values.

mod agreement;
mod calibration;
mod confusion;
mod interval;
mod labelled;
mod rank;
mod report;

pub use agreement::{Scale, krippendorff_alpha};
pub use calibration::{BINS, Bin, Calibration, calibration};
pub use confusion::{Class, ClassScores, Confusion};
pub use interval::{DRAWS, macro_f1_interval};
pub use labelled::{LabelledError, LabelledMention, LabelledText, read_labelled};
pub use rank::{auc, spearman};
pub use report::{Judged, MentionReport, predicted};
