//! The periods of a digest.

use super::corpus::PeriodDigest;
use super::limits::MOST_PERIODS;
use crate::tables::Period;
use jiff::civil::Date;
use jiff::{Span, ToSpan};
use std::collections::BTreeMap;

/// Days of publication, counted by period.
#[derive(Debug)]
pub struct Timeline {
    period: Period,
    counts: BTreeMap<String, u64>,
    days: Option<(Date, Date)>,
    periods: Vec<PeriodDigest>,
}

impl Timeline {
    pub fn new(period: Period) -> Self {
        Self { period, counts: BTreeMap::new(), days: None, periods: Vec::new() }
    }

    /// The period of a day; empty without one.
    pub fn period_of(&self, day: Option<&str>) -> String {
        self.period.of(day.and_then(|day| day.parse().ok()))
    }

    /// Counts a document of that day; returns whether it is one.
    pub fn add(&mut self, day: &str) -> bool {
        let Ok(date) = day.parse::<Date>() else { return false };
        self.days = Some(self.days.map_or((date, date), |(a, b)| (a.min(date), b.max(date))));
        *self.counts.entry(self.period.of(Some(date))).or_default() += 1;
        self.periods.clear();
        true
    }

    pub fn first(&self) -> Option<Date> {
        self.days.map(|(first, _)| first)
    }

    pub fn last(&self) -> Option<Date> {
        self.days.map(|(_, last)| last)
    }

    /// Periods that have documents.
    pub fn all_periods(&self) -> u64 {
        let shown = self.listed().iter().filter(|period| period.documents > 0).count();
        let gaps = self.listed().len() - shown;
        self.counts.len() as u64 + gaps as u64
    }

    /// The latest periods, gaps and all.
    pub fn periods(&mut self) -> &[PeriodDigest] {
        if self.periods.is_empty() {
            self.periods = self.listed();
        }
        &self.periods
    }

    fn listed(&self) -> Vec<PeriodDigest> {
        let Some((first, last)) = self.days else { return Vec::new() };
        let span = self.step();
        // From the middle of a month no step leads past a shorter one.
        let start = if matches!(self.period, Period::Day | Period::Week) {
            last
        } else {
            Date::new(last.year(), last.month(), 15).unwrap_or(last)
        };
        let first = self.period.of(Some(first));
        let mut names: Vec<String> = Vec::new();
        for back in 0..MOST_PERIODS {
            let steps = span.checked_mul(back as i64).ok();
            let Some(date) = steps.and_then(|steps| start.checked_sub(steps).ok()) else { break };
            let name = self.period.of(Some(date));
            let is_first = name == first;
            names.push(name);
            if is_first {
                break;
            }
        }
        names.reverse();
        let counted = |period: String| {
            let documents = self.counts.get(&period).copied().unwrap_or_default();
            PeriodDigest { period, documents }
        };
        names.into_iter().map(counted).collect()
    }

    fn step(&self) -> Span {
        match self.period {
            Period::Day => 1.day(),
            Period::Week => 1.week(),
            Period::Month => 1.month(),
            Period::Quarter => 3.months(),
            Period::Year => 1.year(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(period: Period, days: &[&str]) -> Vec<(String, u64)> {
        let mut timeline = Timeline::new(period);
        assert!(days.iter().all(|day| timeline.add(day)));
        timeline.periods().iter().map(|period| (period.period.clone(), period.documents)).collect()
    }

    #[test]
    fn periods_run_without_a_gap() {
        let named = |name: &str, count| (name.to_owned(), count);
        assert_eq!(
            names(Period::Month, &["2031-03-31", "2031-01-31", "2031-01-02"]),
            [named("2031-01", 2), named("2031-02", 0), named("2031-03", 1)]
        );
        assert_eq!(
            names(Period::Week, &["2030-12-27", "2031-01-08"]),
            [named("2030-W52", 1), named("2031-W01", 0), named("2031-W02", 1)]
        );
        assert_eq!(
            names(Period::Quarter, &["2031-01-01", "2030-12-31"]),
            [named("2030-Q4", 1), named("2031-Q1", 1)]
        );
        assert_eq!(names(Period::Year, &["2031-01-01"]), [named("2031", 1)]);
        assert_eq!(names(Period::Day, &[]), []);
    }

    #[test]
    fn of_many_periods_the_latest_are_shown() {
        let mut timeline = Timeline::new(Period::Day);
        assert!(timeline.add("1970-01-01") && timeline.add("2031-01-01") && !timeline.add("spring"));
        assert_eq!((timeline.periods().len(), timeline.all_periods()), (MOST_PERIODS, 61));
        assert_eq!(timeline.period_of(Some("2031-02-03")), "2031-02-03");
    }
}
