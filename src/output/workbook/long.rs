//! The long sheets, *Documents* and *Stance*: row for row from the tables, which need no memory.

use super::column::{Column, Look, of, own};
use super::fault::{Fault, fault};
use super::limits::{Limits, MOST_OF_A_TITLE};
use super::sheet::{Entry, Sheet};
use super::source::{Records, TableFiles};
use super::styles::Styles;
use super::text::cut;
use crate::output::failure::OutputError;
use crate::tables::{ActorTotalRow, DocumentRow, Row, StanceRow, Table, TopicRow};
use rust_xlsxwriter::Worksheet;
use std::collections::BTreeMap;

pub(super) const DOCUMENTS: &str = "Documents";
pub(super) const STANCE: &str = "Stance";
const OF_DOCUMENT: &Table = DocumentRow::TABLE;
const OF_STANCE: &Table = StanceRow::TABLE;

pub(super) const STANCE_COLUMNS: [Column; 13] = [
    own("Actor", Look::Text, 24.0, "Name of the actor."),
    of("Kind", Look::Text, 13.0, ActorTotalRow::TABLE, "kind"),
    of("Outlet", Look::Text, 18.0, OF_DOCUMENT, "source"),
    of("Date", Look::Date, 11.0, OF_DOCUMENT, "published"),
    own("Month", Look::Text, 9.0, "Month of that day."),
    own("Topic", Look::Text, 26.0, "Label of the document's topic."),
    of("Stance", Look::Signed, 12.0, OF_STANCE, "stance"),
    of("Label", Look::Text, 11.0, OF_STANCE, "label"),
    of("Confidence", Look::Number, 11.0, OF_STANCE, "confidence"),
    of("Mentions", Look::Whole, 10.0, OF_STANCE, "mentions"),
    of("Title", Look::Text, 44.0, OF_DOCUMENT, "title"),
    of("Document", Look::Text, 26.0, OF_STANCE, "doc_id"),
    of("Id", Look::Text, 12.0, OF_STANCE, "actor_id"),
];

pub(super) const DOCUMENT_COLUMNS: [Column; 13] = [
    of("Document", Look::Text, 30.0, OF_DOCUMENT, "doc_id"),
    of("Date", Look::Date, 11.0, OF_DOCUMENT, "published"),
    of("Outlet", Look::Text, 18.0, OF_DOCUMENT, "source"),
    of("Title", Look::Text, 50.0, OF_DOCUMENT, "title"),
    of("Author", Look::Text, 18.0, OF_DOCUMENT, "author"),
    own("Topic", Look::Text, 26.0, "Label of its topic; empty where it holds no usable term."),
    of("Language", Look::Text, 10.0, OF_DOCUMENT, "language"),
    of("Sentences", Look::Whole, 11.0, OF_DOCUMENT, "sentences"),
    of("Tokens", Look::Whole, 9.0, OF_DOCUMENT, "tokens"),
    own(
        "Copy of",
        Look::Text,
        18.0,
        "The document that printed the same text first, word for word or edited; empty in the original.",
    ),
    of("No stance", Look::Text, 11.0, OF_DOCUMENT, "no_stance"),
    of("Address", Look::Text, 24.0, OF_DOCUMENT, "url"),
    of("File", Look::Text, 26.0, OF_DOCUMENT, "path"),
];

/// What the rows of documents are completed with: names of actors and labels of topics, by id.
pub(super) struct Names {
    actors: BTreeMap<String, (String, String)>,
    topics: BTreeMap<String, String>,
}

/// Which documents are shown, and how many rows that makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sample {
    /// Each how-many-th document is shown.
    pub(super) step: u64,
    /// Rows of *Documents*.
    pub(super) documents: u64,
    /// Rows of *Stance*.
    pub(super) stance: u64,
}

impl Names {
    /// Reads them: as many as there are actors and topics, however many documents there are.
    pub(super) fn read(files: &TableFiles<'_>) -> Result<Self, OutputError> {
        let (mut actors, mut topics) = (BTreeMap::new(), BTreeMap::new());
        let mut rows = files.records::<ActorTotalRow>()?;
        while rows.next()? {
            let (name, kind) = (rows.text("name").to_owned(), rows.text("kind").to_owned());
            actors.insert(rows.text("actor_id").to_owned(), (name, kind));
        }
        let mut rows = files.records::<TopicRow>()?;
        while rows.next()? {
            topics.insert(rows.text("topic_id").to_owned(), rows.text("label").to_owned());
        }
        Ok(Self { actors, topics })
    }

    fn topic(&self, id: &str) -> Entry<'_> {
        self.topics.get(id).map(String::as_str).into()
    }
}

impl Sample {
    /// The sample that `limits` leave room for.
    pub(super) fn of(files: &TableFiles<'_>, limits: Limits) -> Result<Self, OutputError> {
        let (documents, stance) = (files.count::<DocumentRow>(), files.count::<StanceRow>());
        let step = limits.step(documents, stance);
        if step == 1 {
            return Ok(Self { step, documents, stance });
        }
        let mut sample = Self { step, documents: documents.div_ceil(step), stance: 0 };
        let mut rows = Joined::read(files, step)?;
        while rows.next()? {
            sample.stance += 1;
        }
        Ok(sample)
    }

    /// What is said of it, of so many rows in all.
    fn caption(self, what: &str, all: u64, table: &str) -> String {
        match self.step {
            1 => what.to_owned(),
            step => format!(
                "{what} Every {} document is here, as {all} rows are too many for a sheet: means are those of a sample. {table}.csv has all.",
                ordinal(step)
            ),
        }
    }
}

/// `2nd`, `3rd`, `60th`.
fn ordinal(number: u64) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

/// The rows of `stance.csv` with those of their documents, of each how-many-th document. Both tables are in the order of
/// the documents.
struct Joined {
    stance: Records,
    documents: Records,
    step: u64,
    /// The number of the document, from 1; none was read at 0.
    number: u64,
}

impl Joined {
    fn read(files: &TableFiles<'_>, step: u64) -> Result<Self, OutputError> {
        let (stance, documents) = (files.records::<StanceRow>()?, files.records::<DocumentRow>()?);
        Ok(Self { stance, documents, step, number: 0 })
    }

    /// Goes to the next row of a document that is shown; false behind the last one.
    fn next(&mut self) -> Result<bool, OutputError> {
        while self.stance.next()? {
            while self.number == 0 || self.documents.text("doc_id") != self.stance.text("doc_id") {
                if !self.documents.next()? {
                    return Ok(false);
                }
                self.number += 1;
            }
            if (self.number - 1).is_multiple_of(self.step) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

fn date(day: &str) -> Entry<'_> {
    if day.is_empty() { Entry::Empty } else { Entry::Date(day) }
}

/// Fills *Stance*.
pub(super) fn fill_stance(
    sheet: &mut Worksheet,
    styles: &Styles,
    files: &TableFiles<'_>,
    names: &Names,
    sample: Sample,
) -> Result<(), Fault> {
    let what = match sample.stance {
        0 => "No document names a listed actor, so there is no stance.",
        _ => {
            "A row for each document and actor, ready for a pivot table. No evidence is an empty cell, never 0."
        }
    };
    let caption = sample.caption(what, files.count::<StanceRow>(), "stance");
    let mut table = Sheet::table(sheet, styles, STANCE, &caption, &STANCE_COLUMNS, sample.stance as usize)
        .map_err(fault)?;
    table.stances(6, 7, ["favourable", "critical"], None).map_err(fault)?;
    let mut rows = Joined::read(files, sample.step)?;
    while rows.next()? {
        let (stance, document) = (&rows.stance, &rows.documents);
        let actor = stance.text("actor_id");
        let (name, kind) =
            names.actors.get(actor).map_or((actor, ""), |(name, kind)| (name.as_str(), kind.as_str()));
        let day = document.text("published");
        let title = cut(document.text("title"), MOST_OF_A_TITLE);
        table
            .fill(&[
                Entry::Text(name),
                Entry::Text(kind),
                Entry::Text(document.text("source")),
                date(day),
                day.get(..7).into(),
                names.topic(document.text("topic_id")),
                stance.number("stance").into(),
                Entry::Text(stance.text("label")),
                stance.number("confidence").into(),
                stance.number("mentions").into(),
                Entry::Text(&title),
                Entry::Text(stance.text("doc_id")),
                Entry::Text(stance.text("actor_id")),
            ])
            .map_err(fault)?;
        table.next().map_err(fault)?;
    }
    Ok(())
}

/// Fills *Documents*.
pub(super) fn fill_documents(
    sheet: &mut Worksheet,
    styles: &Styles,
    files: &TableFiles<'_>,
    names: &Names,
    sample: Sample,
) -> Result<(), Fault> {
    let what = if sample.documents == 0 { "There is no document." } else { "What was read." };
    let caption = sample.caption(what, files.count::<DocumentRow>(), "documents");
    let mut table =
        Sheet::table(sheet, styles, DOCUMENTS, &caption, &DOCUMENT_COLUMNS, sample.documents as usize)
            .map_err(fault)?;
    let mut rows = files.records::<DocumentRow>()?;
    let mut number = 0u64;
    while rows.next()? {
        number += 1;
        if !(number - 1).is_multiple_of(sample.step) {
            continue;
        }
        let copied = match rows.text("duplicate_of") {
            "" => rows.text("near_duplicate_of"),
            id => id,
        };
        table
            .fill(&[
                Entry::Text(rows.text("doc_id")),
                date(rows.text("published")),
                Entry::Text(rows.text("source")),
                Entry::Text(rows.text("title")),
                Entry::Text(rows.text("author")),
                names.topic(rows.text("topic_id")),
                Entry::Text(rows.text("language")),
                rows.number("sentences").into(),
                rows.number("tokens").into(),
                Entry::Text(copied),
                Entry::Text(rows.text("no_stance")),
                Entry::Text(rows.text("url")),
                Entry::Text(rows.text("path")),
            ])
            .map_err(fault)?;
        table.next().map_err(fault)?;
    }
    Ok(())
}
