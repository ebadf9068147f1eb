//! Topics over time: `topic_periods.csv`.

use super::document_topics::DocumentTopics;
use super::rows::TopicPeriodRow;
use super::totals::Period;
use crate::copies::Copies;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// |z| from which a change is significant (95 %, two-sided).
const CERTAIN: f64 = 1.96;
/// Minimum expected number of documents in and outside the topic, in both periods, for z to be valid (Cochran 1954).
const EXPECTED: f64 = 5.0;

/// One row for each period with dated documents and each of the topics, in that order, from the date and topic of each
/// document. Those without a topic count toward their period, those without a date are ignored, and of the `copies` of a
/// text the first of a period counts.
#[must_use]
pub fn topic_periods(
    dates: &[Option<Date>],
    topics: DocumentTopics<'_>,
    copies: &Copies,
    period: Period,
) -> Vec<TopicPeriodRow> {
    let k = topics.ids.len();
    let mut counts: BTreeMap<String, (u64, Vec<u64>)> = BTreeMap::new();
    let first = copies.first_of_each(|document| period.of(dates.get(document).copied().flatten()));
    for (document, (date, topic)) in dates.iter().zip(topics.of).enumerate() {
        if date.is_none() || first.get(document) == Some(&false) {
            continue;
        }
        let (all, of_topic) = counts.entry(period.of(*date)).or_insert_with(|| (0, vec![0; k]));
        *all += 1;
        if let Some(count) = topic.and_then(|topic| of_topic.get_mut(topic)) {
            *count += 1;
        }
    }
    let mut rows = Vec::with_capacity(counts.len() * k);
    let mut before: Option<&(u64, Vec<u64>)> = None;
    for (name, now) in &counts {
        for (topic, topic_id) in topics.ids.iter().enumerate() {
            let count = |(all, of_topic): &(u64, Vec<u64>)| (of_topic[topic] as f64, *all as f64);
            let (documents, all) = count(now);
            let share = documents / all;
            let change = before.map(|before| {
                let (then, all_then) = count(before);
                (share - then / all_then, z_of_shares((documents, all), (then, all_then)))
            });
            rows.push(TopicPeriodRow {
                period: name.clone(),
                topic_id: topic_id.clone(),
                documents: now.1[topic],
                share,
                change: change.map(|(change, _)| change),
                z: change.and_then(|(_, z)| z),
                trend: match change.and_then(|(_, z)| z) {
                    None => "",
                    Some(z) if z >= CERTAIN => "rising",
                    Some(z) if z <= -CERTAIN => "falling",
                    Some(_) => "steady",
                },
            });
        }
        before = Some(now);
    }
    rows
}

/// z statistic of the difference of two proportions, each given as (count, total) (pooled; Agresti 2013, section
/// 3.1.2); none with too few documents.
fn z_of_shares((a, n): (f64, f64), (b, m): (f64, f64)) -> Option<f64> {
    let pooled = (a + b) / (n + m);
    let least = n.min(m) * pooled.min(1.0 - pooled);
    let deviation = (pooled * (1.0 - pooled) * (1.0 / n + 1.0 / m)).sqrt();
    (least >= EXPECTED).then(|| (a / n - b / m) / deviation)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(topics: usize) -> Vec<String> {
        (0..topics).map(crate::tables::topic_id).collect()
    }

    fn periods(documents: &[(Option<Date>, Option<usize>)], k: usize, period: Period) -> Vec<TopicPeriodRow> {
        let (dates, topics): (Vec<_>, Vec<_>) = documents.iter().copied().unzip();
        let topics = DocumentTopics { of: &topics, ids: &ids(k), labels: &[] };
        topic_periods(&dates, topics, &Copies::none(documents.len()), period)
    }

    fn month(month: i8, topic: usize, count: usize) -> Vec<(Option<Date>, Option<usize>)> {
        vec![(Some(Date::constant(2031, month, 9)), Some(topic)); count]
    }

    #[test]
    fn a_topic_that_doubles_rises_and_the_other_falls() {
        let documents = [month(1, 0, 20), month(1, 1, 60), month(3, 0, 40), month(3, 1, 40)].concat();
        let rows = periods(&documents, 2, Period::Month);
        let shown: Vec<_> = rows
            .iter()
            .map(|row| (row.period.as_str(), row.topic_id.as_str(), row.documents, row.share, row.trend))
            .collect();
        assert_eq!(
            shown,
            [
                ("2031-01", "T1", 20, 0.25, ""),
                ("2031-01", "T2", 60, 0.75, ""),
                ("2031-03", "T1", 40, 0.5, "rising"),
                ("2031-03", "T2", 40, 0.5, "falling"),
            ]
        );
        // .25 over the square root of .375 · .625 · (1/80 + 1/80).
        assert!((rows[2].z.unwrap() - 3.265_986).abs() < 1e-6, "{:?}", rows[2].z);
        assert_eq!(rows[0].change, None);
    }

    #[test]
    fn undated_documents_count_nowhere_and_those_without_a_topic_in_their_period() {
        let mut documents = vec![(None, Some(0)); 5];
        documents.extend(month(2, 0, 1));
        documents.push((Some(Date::constant(2031, 2, 1)), None));
        let rows = periods(&documents, 1, Period::Month);
        assert_eq!((rows.len(), rows[0].share), (1, 0.5));
        assert!(periods(&[], 3, Period::Day).is_empty());
    }

    #[test]
    fn copies_count_once_in_each_period() {
        let dates = [1, 1, 2, 2].map(|month| Some(Date::constant(2031, month, 9)));
        let copies = Copies::of(4, &[&[0, 1, 2]]);
        let topics = DocumentTopics { of: &[Some(0); 4], ids: &ids(1), labels: &[] };
        let rows = topic_periods(&dates, topics, &copies, Period::Month);
        assert_eq!(rows.iter().map(|row| row.documents).collect::<Vec<_>>(), [1, 2]);
    }

    #[test]
    fn few_documents_tell_of_no_trend_and_the_same_share_is_steady() {
        let documents = [month(1, 0, 2), month(2, 1, 2)].concat();
        let rows = periods(&documents, 2, Period::Month);
        assert_eq!((rows[2].change, rows[2].z, rows[2].trend), (Some(-1.0), None, ""));
        let documents = [month(1, 0, 30), month(1, 1, 30), month(2, 0, 20), month(2, 1, 20)].concat();
        let rows = periods(&documents, 2, Period::Month);
        assert_eq!((rows[2].z, rows[2].trend), (Some(0.0), "steady"));
    }
}
