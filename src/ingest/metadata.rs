//! Metadata of articles.

use super::date_by::DateBy;
use super::date_column::DateColumn;
use super::date_forms::DateSite;
use super::date_order::{DateFault, SettledOrder};
use super::dates::read_date;
use crate::text::Language;
use jiff::civil::Date;
use std::sync::Arc;

/// Metadata of an article: everything known about it except its text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Metadata {
    /// Headline.
    pub title: Option<String>,
    /// Summary below the headline.
    pub standfirst: Option<String>,
    /// Day of publication.
    pub date: Option<Date>,
    /// How the day was found.
    pub date_by: Option<DateBy>,
    /// The day as it was written, until `read_date` has read it.
    pub written_date: Option<String>,
    /// Outlet.
    pub source: Option<String>,
    /// Author.
    pub author: Option<String>,
    /// Address where it was published.
    pub url: Option<String>,
    /// Language that it says it is in, as a code or tag (`fr`, `fr-CA`).
    pub language: Option<String>,
}

impl Metadata {
    /// Reads the day that was written, in the words of `language`; `column` are the dates among which it stands, and
    /// `by` says how it was found unless [`date_by`](Self::date_by) does. Returns what settled the order of its
    /// numbers, if that is worth saying.
    ///
    /// # Errors
    /// What was written, and why it cannot be read. There is no day then.
    pub(super) fn read_date(
        &mut self,
        language: &Language,
        column: Option<&DateColumn>,
        by: DateBy,
    ) -> Result<Option<Arc<SettledOrder>>, (String, DateFault)> {
        let Some(written) = self.written_date.take() else { return Ok(None) };
        let by = self.date_by.take().unwrap_or(by);
        let site = if by == DateBy::Column { DateSite::Cell } else { DateSite::Field };
        match read_date(&written, language, column, site) {
            Err(fault) => Err((written, fault)),
            Ok(None) => Ok(None),
            Ok(Some((day, settled))) => {
                (self.date, self.date_by) = (Some(day), Some(by));
                Ok(settled)
            }
        }
    }

    /// Fills what is missing from `other`.
    pub fn fill(&mut self, other: Self) {
        let fill = |mine: &mut Option<String>, theirs: Option<String>| {
            if mine.is_none() {
                *mine = theirs;
            }
        };
        fill(&mut self.title, other.title);
        fill(&mut self.standfirst, other.standfirst);
        fill(&mut self.source, other.source);
        fill(&mut self.author, other.author);
        fill(&mut self.url, other.url);
        fill(&mut self.language, other.language);
        if self.date.is_none() {
            (self.date, self.date_by) = (other.date, other.date_by);
        }
    }
}
