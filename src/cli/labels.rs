//! Files of labelled mentions: JSON Lines, or coding sheets of `sample` that people have filled in.

use super::exit::Failure;
use super::messages::Messages;
use super::notice::Notice;
use super::setup::usage;
use standpoint::evaluate::{LabelledText, is_coding_sheet, read_coding_sheet, read_labelled};
use standpoint::tsv;
use standpoint::tsv::path_name;
use std::path::{Path, PathBuf};

/// What a file of labels has.
pub struct Labels {
    pub texts: Vec<LabelledText>,
    /// Whether it is a sheet whose rows were drawn evenly over the classes.
    pub evenly_drawn: bool,
}

/// Reads a file of labels, and says how many rows of a sheet have none.
pub fn read(path: &Path, messages: &Messages) -> Result<Labels, Failure> {
    let shown = path_name(path);
    let is_workbook = |ending: &std::ffi::OsStr| ending.eq_ignore_ascii_case("xlsx") || ending == "ods";
    if path.extension().is_some_and(is_workbook) {
        return Err(Failure::usage(format!("{shown}: labels are not read from a workbook"))
            .hint("save the sheet as CSV in UTF-8"));
    }
    let text = tsv::read(path).map_err(usage)?;
    let is_table = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
    if !is_coding_sheet(&text) && (!is_table || text.trim_start().starts_with('{')) {
        return Ok(Labels { texts: read_labelled(&shown, &text, true).map_err(usage)?, evenly_drawn: false });
    }
    let sheet = read_coding_sheet(&shown, &text).map_err(usage)?;
    if sheet.unlabelled > 0 {
        messages.info(&Notice::RowsUnlabelled { rows: sheet.unlabelled, path });
    }
    Ok(Labels { texts: sheet.texts, evenly_drawn: sheet.evenly_drawn })
}

/// Reads several files of labels to measure on, one after the other.
pub fn pooled(paths: &[PathBuf], messages: &Messages) -> Result<Vec<LabelledText>, Failure> {
    let mut texts = Vec::new();
    for path in paths {
        let labels = read(path, messages)?;
        if labels.evenly_drawn {
            messages.info(&Notice::DrawnEvenly(path));
        }
        texts.extend(labels.texts);
    }
    Ok(texts)
}
