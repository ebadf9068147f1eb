//! The sheet *Relations*: who stands how toward whom.

use super::column::{Column, Look, own};
use super::sheet::{Entry, Sheet};
use super::styles::Styles;
use crate::digest::RelationDigest;
use rust_xlsxwriter::{Worksheet, XlsxError};

pub(super) const NAME: &str = "Relations";

pub(super) const COLUMNS: [Column; 13] = [
    own("From", Look::Text, 26.0, "Whose stance it is."),
    own("Toward", Look::Text, 26.0, "Whom it is toward."),
    own("Documents", Look::Whole, 12.0, "Documents that tell of it."),
    own("Stance", Look::Signed, 16.0, "Mean over these documents, -1 (critical) to 1 (favourable)."),
    own("Low", Look::Signed, 9.0, "Lower end of the 95 % interval over documents."),
    own("High", Look::Signed, 9.0, "Upper end."),
    own("Label", Look::Text, 11.0, "positive, negative, or mixed."),
    own("Sentence", Look::Wrapped, 60.0, "A sentence that says it."),
    own("Outlet", Look::Text, 20.0, "Its outlet."),
    own("Date", Look::Date, 11.0, "Its day of publication."),
    own("Title", Look::Text, 40.0, "The headline above it."),
    own("From id", Look::Text, 16.0, "Its source_actor_id in relations.csv."),
    own("Toward id", Look::Text, 16.0, "Its target_actor_id there."),
];

/// Fills the sheet; it is made only where there are relations.
pub(super) fn fill(
    sheet: &mut Worksheet,
    styles: &Styles,
    relations: &[RelationDigest],
) -> Result<(), XlsxError> {
    let caption = "Who stands how toward whom, as the documents tell it.";
    let mut table = Sheet::table(sheet, styles, NAME, caption, &COLUMNS, relations.len())?;
    table.bars(2)?;
    table.stances(3, 6, ["positive", "negative"], Some([4, 5]))?;
    for relation in relations {
        let example = relation.example.as_ref();
        table.fill(&[
            Entry::Text(&relation.source),
            Entry::Text(&relation.target),
            Entry::Whole(relation.mean.documents),
            relation.mean.stance.into(),
            relation.mean.ci_low.into(),
            relation.mean.ci_high.into(),
            Entry::Text(&relation.label),
            example.map(|sentence| sentence.text.as_str()).into(),
            example.and_then(|sentence| sentence.outlet.as_deref()).into(),
            example.and_then(|sentence| sentence.published.as_deref()).map_or(Entry::Empty, Entry::Date),
            example.and_then(|sentence| sentence.title.as_deref()).into(),
            Entry::Text(&relation.source_id),
            Entry::Text(&relation.target_id),
        ])?;
        table.next()?;
    }
    Ok(())
}
