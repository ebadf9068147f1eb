//! The sheet *Outlets*: of whom each outlet writes most.

use super::column::{Column, Look, own};
use super::places::{Part, Places};
use super::sheet::{Entry, Sheet, width_of};
use super::styles::Styles;
use crate::digest::{Digest, OutletActor, OutletDigest};
use rust_xlsxwriter::{Worksheet, XlsxError};

pub(super) const NAME: &str = "Outlets";
/// What is in it.
pub(super) const MEANING: &str = "Of whom each outlet writes most.";

pub(super) const COLUMNS: [Column; 8] = [
    own("Outlet", Look::Text, 26.0, "The outlet; those with most documents first."),
    own("Of the outlet", Look::Whole, 10.0, "Documents of the outlet."),
    own("Rank", Look::Whole, 7.0, "Place of the actor in the outlet, by documents."),
    own("Actor", Look::Text, 28.0, "The actor; it leads to its sentences there."),
    own(
        "Documents",
        Look::Whole,
        12.0,
        "Documents of the outlet that mention the actor; copies of a text count once.",
    ),
    own("Stance", Look::Signed, 10.0, "Mean over those of them with evidence."),
    own("Low", Look::Signed, 8.0, "Lower end of its 95 % interval."),
    own("High", Look::Signed, 8.0, "Upper end."),
];

/// An actor in an outlet, with its place there.
type Ranked<'d> = (&'d OutletDigest, u64, &'d OutletActor);

fn rows(digest: &Digest) -> impl Iterator<Item = Ranked<'_>> {
    digest
        .outlets
        .iter()
        .flat_map(|outlet| (1..).zip(&outlet.actors).map(move |(rank, actor)| (outlet, rank, actor)))
}

/// Whether there is anything for it.
pub(super) fn is_there(digest: &Digest) -> bool {
    rows(digest).next().is_some()
}

/// Fills the sheet; it is made only where outlets name actors.
pub(super) fn fill(
    sheet: &mut Worksheet,
    styles: &Styles,
    digest: &Digest,
    places: &Places<'_>,
) -> Result<(), XlsxError> {
    let most = crate::digest::MOST_OUTLET_ACTORS;
    let caption =
        format!("The {most} actors in most documents of each outlet. The blue cells lead to the sentences.");
    let mut table = Sheet::table(sheet, styles, NAME, &caption, &COLUMNS, rows(digest).count())?;
    let outlets = digest.outlets.iter().map(|outlet| outlet.outlet.as_str());
    table.sheet.set_column_width(0, width_of(outlets))?;
    let actors = rows(digest).map(|(_, _, actor)| actor.name.as_str());
    table.sheet.set_column_width(3, width_of(actors))?;
    table.bars(4)?;
    for (outlet, rank, actor) in rows(digest) {
        let part = Part::Outlet(&outlet.outlet);
        let target =
            places.target(&actor.actor_id, part).or_else(|| places.target(&actor.actor_id, Part::Whole));
        table.fill(&[
            Entry::Text(&outlet.outlet),
            Entry::Whole(outlet.documents),
            Entry::Whole(rank),
            Entry::Empty,
            Entry::Whole(actor.mean.documents),
            Entry::Empty,
            actor.mean.ci_low.into(),
            actor.mean.ci_high.into(),
        ])?;
        let format = if target.is_some() { &styles.name_link } else { &styles.text };
        table.link(3, Entry::Text(&actor.name), target.as_deref(), "Its sentences", format)?;
        let row = table.row;
        super::outlets::mean(table.sheet, styles, row, 5, &actor.mean, target.as_deref())?;
        table.next()?;
    }
    Ok(())
}
