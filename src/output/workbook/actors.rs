//! The sheet *Actors*: who is spoken of, how much, and how.

use super::column::{Column, Look, of, own};
use super::places::{Part, Places};
use super::sheet::{Entry, Sheet, width_of};
use super::styles::Styles;
use crate::digest::{ActorDigest, Digest, Side};
use crate::tables::{ActorTotalRow, Row, Table};
use rust_xlsxwriter::{Worksheet, XlsxError};

pub(super) const NAME: &str = "Actors";
const TABLE: &Table = ActorTotalRow::TABLE;
/// Words of a side that are named.
const WORDS: usize = 6;
/// Topics that are named.
const TOPICS: usize = 3;

pub(super) const COLUMNS: [Column; 19] = [
    own("Actor", Look::Text, 28.0, "Its name, which leads to its sentences."),
    of("Kind", Look::Text, 13.0, TABLE, "kind"),
    of("Documents", Look::Whole, 10.0, TABLE, "documents"),
    of("Mentions", Look::Whole, 9.0, TABLE, "mentions"),
    of("Stance", Look::Signed, 12.0, TABLE, "stance"),
    of("Low", Look::Signed, 8.0, TABLE, "ci_low"),
    of("High", Look::Signed, 8.0, TABLE, "ci_high"),
    of("Label", Look::Text, 11.0, TABLE, "label"),
    own("Favourable", Look::Whole, 10.0, "Documents with that label."),
    own("Neutral", Look::Whole, 8.0, "Documents with that label."),
    own("Critical", Look::Whole, 8.0, "Documents with that label."),
    own("Mixed", Look::Whole, 8.0, "Documents with that label."),
    own("Own words", Look::Signed, 8.0, "Mean stance in the outlets' own words."),
    own("Quoted", Look::Signed, 8.0, "Mean stance in quotations."),
    own("Reported", Look::Signed, 9.0, "Mean stance in reported speech."),
    own(
        "Words for it",
        Look::Wrapped,
        28.0,
        "Words that decided most favourable mentions, most frequent first.",
    ),
    own(
        "Words against it",
        Look::Wrapped,
        28.0,
        "Words that decided most critical mentions, most frequent first.",
    ),
    own("Topics", Look::Wrapped, 36.0, "The topics of most of its documents, and how many those are."),
    own("Id", Look::Text, 12.0, "Its actor_id in the tables."),
];

/// Fills the sheet.
pub(super) fn fill(
    sheet: &mut Worksheet,
    styles: &Styles,
    digest: &Digest,
    places: &Places<'_>,
) -> Result<(), XlsxError> {
    let caption = match (digest.actors.len() as u64, digest.corpus.actors) {
        (0, _) => "No listed actor is named in the documents, so there is no stance.".to_owned(),
        (shown, all) if shown < all => format!(
            "The {shown} actors of {all} in most documents; actors.csv has all. The blue cells lead to the sentences."
        ),
        _ => "The actors by the number of documents. The blue cells lead to the sentences.".to_owned(),
    };
    let mut table = Sheet::table(sheet, styles, NAME, &caption, &COLUMNS, digest.actors.len())?;
    table.sheet.set_column_width(0, width_of(digest.actors.iter().map(|actor| actor.name.as_str())))?;
    table.bars(2)?;
    table.stances(4, 7, ["favourable", "critical"], Some([5, 6]))?;
    for actor in &digest.actors {
        let target = places.target(&actor.actor_id, Part::Whole);
        let linked = |there: bool| if there { &styles.name_link } else { &styles.text };
        let format = linked(target.is_some());
        table.link(0, Entry::Text(&actor.name), target.as_deref(), "Its sentences", format)?;
        let (words_for, words_against) = (words(actor, Side::Favourable), words(actor, Side::Critical));
        let topics = topics(digest, actor);
        let entries = [
            Entry::Text(&actor.kind),
            Entry::Whole(actor.mean.documents),
            Entry::Whole(actor.mentions),
            Entry::Empty,
            actor.mean.ci_low.into(),
            actor.mean.ci_high.into(),
            Entry::Text(&actor.label),
            Entry::Whole(actor.shares.favourable),
            Entry::Whole(actor.shares.neutral),
            Entry::Whole(actor.shares.critical),
            Entry::Whole(actor.shares.mixed),
            actor.stance_narration.into(),
            actor.stance_quoted.into(),
            actor.stance_reported.into(),
            Entry::Text(&words_for),
            Entry::Text(&words_against),
            Entry::Text(&topics),
            Entry::Text(&actor.actor_id),
        ];
        for (at, entry) in (1u16..).zip(entries) {
            table.put(at, entry)?;
        }
        let format = if target.is_some() { &styles.linked_signed } else { &styles.signed };
        table.link(4, actor.mean.stance.into(), target.as_deref(), "Its sentences", format)?;
        table.next()?;
    }
    Ok(())
}

/// The topics of most of its documents.
fn topics(digest: &Digest, actor: &ActorDigest) -> String {
    let topics = actor.topics.iter().take(TOPICS).filter_map(|cell| {
        let topic = digest.topics.iter().find(|topic| topic.topic_id == cell.topic_id)?;
        Some(format!("{} ({})", topic.label, cell.mean.documents))
    });
    let mut topics: Vec<String> = topics.collect();
    match actor.in_topics.saturating_sub(topics.len() as u64) {
        0 => {}
        more => topics.push(format!("{more} more")),
    }
    topics.join("; ")
}

/// The words of a side with the number of mentions that they decided.
fn words(actor: &ActorDigest, side: Side) -> String {
    let words = actor.words.iter().filter(|word| word.side == side).take(WORDS).map(|word| {
        let more = if word.at_least { "+" } else { "" };
        format!("{} ({}{more})", word.cue, word.mentions)
    });
    words.collect::<Vec<_>>().join(", ")
}
