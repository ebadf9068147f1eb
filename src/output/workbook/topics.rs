//! The sheet *Topics*.

use super::column::{Column, Look, of, own};
use super::limits::MOST_OF_A_TITLE;
use super::periods::course;
use super::sheet::{Entry, FIRST, HEADERS, Sheet, write};
use super::styles::Styles;
use super::text::cut;
use crate::digest::{Digest, TopicDigest};
use crate::tables::{Row, Table, TopicRow};
use rust_xlsxwriter::{Worksheet, XlsxError};

pub(super) const NAME: &str = "Topics";
const TABLE: &Table = TopicRow::TABLE;
/// The column of the course.
const COURSE: u16 = 3;
/// Actors and titles that are named.
const NAMED: usize = 3;

pub(super) const COLUMNS: [Column; 11] = [
    of("Topic", Look::Wrapped, 30.0, TABLE, "label"),
    of("Id", Look::Text, 8.0, TABLE, "topic_id"),
    of("Documents", Look::Whole, 12.0, TABLE, "documents"),
    own(
        "Course",
        Look::Text,
        18.0,
        "Its share of the documents of each period; the numbers are to the right of the table.",
    ),
    own("Trend", Look::Text, 10.0, "rising, falling or steady in the last period, where that can be told."),
    of("Stability", Look::Number, 10.0, TABLE, "stability"),
    of("Coherence", Look::Number, 11.0, TABLE, "coherence"),
    own("Terms", Look::Wrapped, 32.0, "Its first ten terms."),
    own(
        "Actors",
        Look::Wrapped,
        28.0,
        "The actors that most of its documents mention, with the mean stance toward each.",
    ),
    own("Typical titles", Look::Wrapped, 44.0, "Of the documents nearest to its centre."),
    own("Typical sentence", Look::Wrapped, 44.0, "The sentence that says most of what others of it say."),
];

/// Fills the sheet.
pub(super) fn fill(sheet: &mut Worksheet, styles: &Styles, digest: &Digest) -> Result<(), XlsxError> {
    let cut = digest.cut.iter().find(|cut| cut.what == "topics");
    let caption = match (digest.topics.len(), cut) {
        (0, _) => "No topics: that takes several documents that share words.".to_owned(),
        (shown, Some(cut)) => format!("The {shown} largest topics of {}; topics.csv has all.", cut.of),
        _ => "What the documents are about, by the number of documents.".to_owned(),
    };
    let mut table = Sheet::table(sheet, styles, NAME, &caption, &COLUMNS, digest.topics.len())?;
    table.bars(2)?;
    if !digest.topics.is_empty() {
        courses(&mut table, digest)?;
    }
    for topic in &digest.topics {
        let trend = topic.periods.last().map_or("", |period| period.trend.as_str());
        let (terms, actors, titles) = (topic.terms.join(", "), actors(topic), titles(topic));
        table.fill(&[
            Entry::Text(&topic.label),
            Entry::Text(&topic.topic_id),
            Entry::Whole(topic.documents),
            Entry::Empty,
            Entry::Text(trend),
            topic.stability.into(),
            topic.coherence.into(),
            Entry::Text(&terms),
            Entry::Text(&actors),
            Entry::Text(&titles),
            topic.sentences.first().map(String::as_str).into(),
        ])?;
        table.next()?;
    }
    Ok(())
}

/// Writes the shares of the periods to the right of the table, and a line of them into it.
fn courses(table: &mut Sheet<'_>, digest: &Digest) -> Result<(), XlsxError> {
    let first = COLUMNS.len() as u16 + 1;
    let Some(last) = (digest.periods.len() as u16).checked_sub(1).map(|more| first + more) else {
        return Ok(());
    };
    let styles = table.styles;
    for (at, period) in (first..).zip(&digest.periods) {
        table.sheet.set_column_width(at, 9)?;
        table.sheet.write_string_with_format(HEADERS, at, &period.period, &styles.number_header)?;
    }
    for (row, topic) in (FIRST..).zip(&digest.topics) {
        for period in &topic.periods {
            let place = digest.periods.iter().position(|known| known.period == period.period);
            if let Some(place) = place {
                write(table.sheet, row, first + place as u16, Entry::Number(period.share), &styles.number)?;
            }
        }
        table.sheet.add_sparkline(row, COURSE, &course((NAME, row, first, row, last), None))?;
    }
    Ok(())
}

fn actors(topic: &TopicDigest) -> String {
    let named = topic.actors.iter().take(NAMED).map(|actor| match actor.mean.stance {
        Some(stance) => format!("{} ({stance:+.3})", actor.name),
        None => actor.name.clone(),
    });
    named.collect::<Vec<_>>().join(", ")
}

fn titles(topic: &TopicDigest) -> String {
    let titles = topic.examples.iter().take(NAMED);
    let titles =
        titles.map(|example| cut(example.title.as_ref().unwrap_or(&example.doc_id), MOST_OF_A_TITLE));
    titles.collect::<Vec<_>>().join(" · ")
}
