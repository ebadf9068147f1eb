//! The first sheet: what was found, what a number means, where everything is, and what was left out.

use super::column::Column;
use super::limits::LIMITS;
use super::places::{Part, Places};
use super::sheet::{Entry, height, link, write};
use super::styles::Styles;
use crate::digest::{Accuracy, Cut, Digest};
use crate::ingest::grouped;
use rust_xlsxwriter::{Worksheet, XlsxError};

pub(super) const NAME: &str = "Read me";

/// What a number means, and how far it can be trusted.
const MEANING: [&str; 4] = [
    "A stance goes from -1 (every word is against the actor) to +1 (every word is for it); 0 is neutral or balanced, and an \
     empty cell means that no word speaks for or against the actor, which is not 0.",
    "The stance of a document toward an actor is drawn from the sentences that name it; that of an actor, an outlet or a \
     month is the plain mean over documents, so in a pivot of the sheet Stance the average of Stance is right as it is. \
     Copies of a text count once in all sheets but Stance and Documents.",
    "Low and High are the 95 % interval of the mean over documents: where it holds 0, neither side is shown, and with few \
     documents it is wide.",
    "It measures what words say, not what is true or deserved: irony, comparison and what stands in another sentence are \
     not seen, and only listed actors are found.",
];

/// How far a single label can be trusted.
fn accuracy(digest: &Digest) -> String {
    let advice = "so trust means over many documents, and read the sentences before you quote one.";
    match Accuracy::of(&digest.about) {
        Some(Accuracy { least_f1, most_f1, expert_f1, constant_f1, .. }) => format!(
            "On labelled news of four kinds the label of a single mention reaches {least_f1} to {most_f1} (macro-F1; people \
             who know the field reach {expert_f1}, a constant answer {constant_f1}), {advice}"
        ),
        None => format!(
            "How often readers agree with single labels was not measured with these word lists, {advice}"
        ),
    }
}

/// Width of the column of what is to be said, in characters.
const PARAGRAPH: f64 = 110.0;

/// A sheet as the list of sheets tells it.
pub(super) struct Listed {
    /// Its name.
    pub(super) name: String,
    /// What is in it.
    pub(super) what: &'static str,
    /// Its columns, where it is a table.
    pub(super) columns: &'static [Column],
}

/// The sheet while it is filled from the top.
struct Lines<'a> {
    sheet: &'a mut Worksheet,
    styles: &'a Styles,
    row: u32,
}

impl Lines<'_> {
    fn section(&mut self, title: &str) -> Result<(), XlsxError> {
        self.row += 1;
        self.sheet.write_string_with_format(self.row, 0, title, &self.styles.section)?;
        self.row += 1;
        Ok(())
    }

    /// A line with a name and what is to be said of it.
    fn pair(&mut self, name: &str, text: &str) -> Result<(), XlsxError> {
        write(self.sheet, self.row, 0, Entry::Text(name), &self.styles.wrapped)?;
        write(self.sheet, self.row, 1, Entry::Text(text), &self.styles.paragraph)?;
        self.sheet.set_row_height(self.row, height(text, PARAGRAPH))?;
        self.row += 1;
        Ok(())
    }

    /// The same, whose name leads somewhere.
    fn linked(&mut self, name: &str, text: &str, target: Option<&str>, tip: &str) -> Result<(), XlsxError> {
        let format = if target.is_some() { &self.styles.link } else { &self.styles.text };
        link(self.sheet, self.row, 0, Entry::Text(name), target, tip, format)?;
        write(self.sheet, self.row, 1, Entry::Text(text), &self.styles.paragraph)?;
        self.sheet.set_row_height(self.row, height(text, PARAGRAPH))?;
        self.row += 1;
        Ok(())
    }
}

/// Fills the sheet.
pub(super) fn fill(
    sheet: &mut Worksheet,
    styles: &Styles,
    digest: &Digest,
    places: &Places<'_>,
    sheets: &[Listed],
    cut: &[Cut],
) -> Result<(), XlsxError> {
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
    sheet.set_footer("&L&A&R&P / &N");
    sheet.set_screen_gridlines(false);
    sheet.set_column_width(0, 30)?.set_column_width(1, PARAGRAPH)?;
    sheet.set_row_height(0, 28)?;
    sheet.write_string_with_format(0, 0, "Stance toward actors in the news", &styles.title)?;
    sheet.write_string_with_format(1, 0, in_short(digest), &styles.text)?;
    let mut lines = Lines { sheet, styles, row: 2 };
    if !digest.findings.is_empty() {
        lines.section("What stands out")?;
        for finding in &digest.findings {
            let place = finding.places.first();
            let target = place.and_then(|place| {
                let part = match (&place.outlet, &place.period) {
                    (Some(outlet), _) => Part::Outlet(outlet),
                    (None, Some(period)) => Part::Period(period),
                    (None, None) => Part::Whole,
                };
                places.target(&place.actor_id, part)
            });
            let name = if target.is_some() { "its sentences" } else { "" };
            lines.linked(name, &finding.text, target.as_deref(), finding.rule)?;
        }
    }
    lines.section("What a number means")?;
    let accuracy = accuracy(digest);
    for (number, text) in (1..).zip(MEANING.into_iter().chain([accuracy.as_str()])) {
        lines.pair(&number.to_string(), text)?;
    }
    lines.section("Sheets")?;
    for listed in sheets {
        let target = format!("internal:'{}'!A1", listed.name);
        lines.linked(&listed.name, listed.what, Some(&target), "")?;
    }
    lines.pair("", &format!(
        "Everything long (mentions, evidence, terms) is in the CSV files of the result; this file stays below {} MB.",
        LIMITS.bytes / 1_000_000
    ))?;
    lines.section("What was read")?;
    for (name, text) in what_was_read(digest) {
        lines.pair(&name, &text)?;
    }
    lines.section("What was left out here")?;
    if cut.is_empty() {
        lines.pair("nothing", "All that the sheets are about is in them; texts are cut at 1,000 characters, with … at their end.")?;
    }
    for Cut { what, shown, of, rest } in cut {
        lines.pair(what, &format!("{shown} of {of} are here; {rest}"))?;
    }
    lines.section("How it was made")?;
    for (name, text) in how_it_was_made(digest) {
        lines.pair(&name, &text)?;
    }
    lines.section("Columns")?;
    for listed in sheets {
        for column in listed.columns {
            lines.pair(&format!("{}: {}", listed.name, column.header), column.meaning.text())?;
        }
    }
    Ok(())
}

/// The corpus in a sentence.
fn in_short(digest: &Digest) -> String {
    let corpus = &digest.corpus;
    let mut text = counted(corpus.documents, "document");
    if corpus.outlets > 0 {
        text += &format!(" of {}", counted(corpus.outlets, "outlet"));
    }
    text += &match (&corpus.first, &corpus.last) {
        (Some(first), Some(last)) if first == last => format!(", of {first}"),
        (Some(first), Some(last)) => format!(", from {first} to {last}"),
        _ => ", none with a date".to_owned(),
    };
    text + &match corpus.actors {
        0 => "; no listed actor is named.".to_owned(),
        actors => format!("; {} in {}.", counted(actors, "actor"), counted(corpus.mentions, "mention")),
    }
}

/// `1 actor`, `12 actors`.
fn counted(number: u64, noun: &str) -> String {
    grouped(number) + " " + noun + if number == 1 { "" } else { "s" }
}

fn what_was_read(digest: &Digest) -> Vec<(String, String)> {
    let corpus = &digest.corpus;
    let mut lines = vec![
        ("documents".to_owned(), corpus.documents.to_string()),
        ("texts".to_owned(), format!("{}, each counted once however often it is printed", corpus.texts)),
        ("with an actor".to_owned(), corpus.with_actors.to_string()),
        ("without an outlet".to_owned(), corpus.without_outlet.to_string()),
        ("without a date".to_owned(), corpus.undated.to_string()),
    ];
    let languages: Vec<String> =
        corpus.languages.iter().map(|(code, documents)| format!("{code} ({documents})")).collect();
    lines.push(("languages".to_owned(), languages.join(", ")));
    if corpus.without_lexicon > 0 {
        lines.push((
            "no stance".to_owned(),
            format!("{} in languages without a lexicon", counted(corpus.without_lexicon, "document")),
        ));
    }
    for skipped in &corpus.skipped {
        let text =
            format!("{}, such as {} ({})", counted(skipped.rows, "row"), skipped.example, skipped.detail);
        lines.push((format!("skipped: {}", skipped.reason), text));
    }
    lines
}

fn how_it_was_made(digest: &Digest) -> Vec<(String, String)> {
    let about = &digest.about;
    let mut lines = vec![("program".to_owned(), format!("standpoint {}", about.version))];
    lines.push(("period".to_owned(), about.period.clone()));
    let copies = if about.count_duplicates { "each counts by itself" } else { "count once" };
    lines.push(("copies of a text".to_owned(), copies.to_owned()));
    for (name, value) in &about.settings {
        let is_set = match value {
            serde_json::Value::Null | serde_json::Value::Bool(false) => false,
            serde_json::Value::Array(values) => values.iter().any(|value| !value.is_null()),
            _ => true,
        };
        if is_set {
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            lines.push((format!("setting: {name}"), text));
        }
    }
    for (kind, files) in [("lexicon", &about.lexicons), ("actors", &about.actor_files)] {
        for (id, sha256) in files {
            lines.push((format!("{kind}: {id}"), format!("SHA-256 {sha256}")));
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_and_one_is_not_many() {
        assert_eq!(counted(1, "actor"), "1 actor");
        assert_eq!(counted(0, "actor"), "0 actors");
        assert_eq!(counted(1_234_567, "row"), "1,234,567 rows");
        assert_eq!(counted(123_456, "row"), "123,456 rows");
    }

    #[test]
    fn a_corpus_without_dates_outlets_and_actors_is_told_so() {
        let mut digest = Digest::default();
        digest.corpus.documents = 1;
        assert_eq!(in_short(&digest), "1 document, none with a date; no listed actor is named.");
    }
}
