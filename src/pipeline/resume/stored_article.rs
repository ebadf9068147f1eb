//! What `ingest` says of an article, as bytes.

use super::stored::{Stored, stored};
use crate::ingest::{
    CleanUp, DateExample, DateFault, DateLeaning, DateOrder, LanguageBy, LeaningKind, Limit, Location,
    OrderConflict, ParagraphHashes, ReadAs, Remark, SettledOrder, Warning,
};
use jiff::civil::Date;
use std::sync::Arc;

stored! {
    Location { path, row }
    DateExample { written, place }
    SettledOrder { column, order, example }
    OrderConflict { day_first, month_first }
    ParagraphHashes { text, bytes, paragraphs }
    DateLeaning { in_path, kind }
}

impl Stored for Date {
    fn put(&self, to: &mut Vec<u8>) {
        self.to_string().put(to);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        String::take(from)?.parse().ok()
    }
}

impl Stored for DateOrder {
    fn put(&self, to: &mut Vec<u8>) {
        (*self == Self::DayFirst).put(to);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(if bool::take(from)? { Self::DayFirst } else { Self::MonthFirst })
    }
}

impl Stored for LeaningKind {
    fn put(&self, to: &mut Vec<u8>) {
        match self {
            Self::Bound { dotted, order, fits } => {
                to.push(0);
                dotted.put(to);
                (*order, *fits).put(to);
            }
            Self::Order { dotted, decision } => {
                to.push(1);
                dotted.put(to);
                decision.put(to);
            }
        }
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        let (kind, dotted) = <(u64, bool)>::take(from)?;
        match kind {
            0 => {
                let (order, fits) = Stored::take(from)?;
                Some(Self::Bound { dotted, order, fits })
            }
            1 => Some(Self::Order { dotted, decision: Stored::take(from)? }),
            _ => None,
        }
    }
}

impl Stored for DateFault {
    fn put(&self, to: &mut Vec<u8>) {
        match self {
            Self::Unknown => to.push(0),
            Self::Undecided => to.push(1),
            Self::Conflict(conflict) => {
                to.push(2);
                conflict.put(to);
            }
            Self::Against(order) => {
                to.push(3);
                order.put(to);
            }
        }
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        match u64::take(from)? {
            0 => Some(Self::Unknown),
            1 => Some(Self::Undecided),
            2 => Some(Self::Conflict(Arc::new(Stored::take(from)?))),
            3 => Some(Self::Against(Stored::take(from)?)),
            _ => None,
        }
    }
}

impl Stored for Warning {
    fn put(&self, to: &mut Vec<u8>) {
        match self {
            Self::TextCut { at, limit } => {
                to.push(0);
                at.put(to);
                limit.put(to);
            }
            Self::TokensPassedBy { at, count } => {
                to.push(8);
                at.put(to);
                count.put(to);
            }
            Self::NulCharacters { at, count } => {
                to.push(1);
                at.put(to);
                count.put(to);
            }
            Self::ControlCharacters { at, count } => {
                to.push(2);
                at.put(to);
                count.put(to);
            }
            Self::BytesReplaced { at } => {
                to.push(3);
                at.put(to);
            }
            Self::SentencesCut { at, sentences } => {
                to.push(4);
                at.put(to);
                sentences.put(to);
            }
            Self::DateNotRead { at, written, fault } => {
                to.push(5);
                at.put(to);
                written.put(to);
                fault.put(to);
            }
            Self::DatesInOrder(settled) => {
                to.push(6);
                settled.put(to);
            }
            Self::SecondLanguage { at, read_as, other, percent, scored } => {
                to.push(7);
                at.put(to);
                read_as.put(to);
                other.put(to);
                percent.put(to);
                scored.put(to);
            }
        }
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        let kind = u64::take(from)?;
        if kind == 6 {
            return Some(Self::DatesInOrder(Arc::new(Stored::take(from)?)));
        }
        let at = Location::take(from)?;
        match kind {
            0 => Some(Self::TextCut { at, limit: Stored::take(from)? }),
            1 => Some(Self::NulCharacters { at, count: Stored::take(from)? }),
            2 => Some(Self::ControlCharacters { at, count: Stored::take(from)? }),
            3 => Some(Self::BytesReplaced { at }),
            4 => Some(Self::SentencesCut { at, sentences: Stored::take(from)? }),
            5 => Some(Self::DateNotRead { at, written: Stored::take(from)?, fault: Stored::take(from)? }),
            7 => Some(Self::SecondLanguage {
                at,
                read_as: Stored::take(from)?,
                other: Stored::take(from)?,
                percent: Stored::take(from)?,
                scored: Stored::take(from)?,
            }),
            8 => Some(Self::TokensPassedBy { at, count: Stored::take(from)? }),
            _ => None,
        }
    }
}

impl Stored for Limit {
    fn put(&self, to: &mut Vec<u8>) {
        to.push(match self {
            Self::Bytes => 0,
            Self::Tokens => 1,
            Self::Lines => 2,
            Self::Field => 3,
        });
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        [Self::Bytes, Self::Tokens, Self::Lines, Self::Field].get(usize::take(from)?).copied()
    }
}

impl Stored for Remark {
    fn put(&self, to: &mut Vec<u8>) {
        match self {
            Self::Mojibake => to.push(0),
            Self::Detected(encoding) => {
                to.push(1);
                (*encoding).to_owned().put(to);
            }
            Self::Empty => to.push(2),
        }
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        match u64::take(from)? {
            0 => Some(Self::Mojibake),
            1 => {
                Some(Self::Detected(encoding_rs::Encoding::for_label(String::take(from)?.as_bytes())?.name()))
            }
            2 => Some(Self::Empty),
            _ => None,
        }
    }
}

impl Stored for CleanUp {
    fn put(&self, to: &mut Vec<u8>) {
        let counts: Vec<(String, u32)> =
            self.counts().map(|(rule, count)| (rule.to_owned(), count)).collect();
        counts.put(to);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        let counts = Vec::<(String, u32)>::take(from)?;
        Self::of_counts(counts.iter().map(|(rule, count)| (rule.as_str(), *count)))
    }
}

impl Stored for LanguageBy {
    fn put(&self, to: &mut Vec<u8>) {
        self.name().put(to);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        let name = <&'static str>::take(from)?;
        [Self::Option, Self::Declared, Self::Detected, Self::Default].into_iter().find(|by| by.name() == name)
    }
}

stored! { ReadAs { code, by, counted, foreign } }

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::CleanUpRule;

    fn again<T: Stored + PartialEq + std::fmt::Debug>(value: &T) {
        let mut bytes = Vec::new();
        value.put(&mut bytes);
        let mut left = bytes.as_slice();
        assert_eq!(T::take(&mut left).as_ref(), Some(value));
        assert!(left.is_empty());
    }

    #[test]
    fn every_warning_and_remark_comes_back() {
        let at = Location { path: "in/a.csv".into(), row: Some(7) };
        let example = || DateExample { written: "31/12/2030".into(), place: "in/a.csv#3".into() };
        let conflict = OrderConflict { day_first: example(), month_first: example() };
        let settled =
            SettledOrder { column: "in/a.csv".into(), order: DateOrder::MonthFirst, example: example() };
        let not_read = |fault| Warning::DateNotRead { at: at.clone(), written: "soon".into(), fault };
        let warnings = vec![
            Warning::TextCut { at: at.clone(), limit: Limit::Tokens },
            Warning::TokensPassedBy { at: at.clone(), count: 3 },
            Warning::NulCharacters { at: at.clone(), count: 1 },
            Warning::ControlCharacters { at: at.clone(), count: 2 },
            Warning::BytesReplaced { at: at.clone() },
            Warning::SentencesCut { at: at.clone(), sentences: 3 },
            not_read(DateFault::Unknown),
            not_read(DateFault::Undecided),
            not_read(DateFault::Conflict(Arc::new(conflict))),
            not_read(DateFault::Against(DateOrder::DayFirst)),
            Warning::DatesInOrder(Arc::new(settled)),
            Warning::SecondLanguage {
                at: at.clone(),
                read_as: "en".into(),
                other: "fr".into(),
                percent: 30,
                scored: true,
            },
        ];
        again(&warnings);
        again(&vec![Remark::Mojibake, Remark::Detected("windows-1252"), Remark::Empty]);
    }

    #[test]
    fn what_else_is_said_of_an_article_comes_back() {
        let names = CleanUpRule::ALL.map(CleanUpRule::name);
        again(&CleanUp::of_counts(names.into_iter().zip(1..)).unwrap());
        again(&Some(Date::constant(2031, 2, 14)));
        again(&ReadAs {
            counted: Some(4),
            foreign: vec![3..9, 12..14],
            ..ReadAs::scored("fr", LanguageBy::Declared)
        });
        let bound = LeaningKind::Bound { dotted: true, order: DateOrder::MonthFirst, fits: false };
        let order = LeaningKind::Order { dotted: false, decision: "Open".into() };
        again(&vec![DateLeaning { in_path: false, kind: bound }, DateLeaning { in_path: true, kind: order }]);
        again(&ParagraphHashes { text: u64::MAX, bytes: 90, paragraphs: vec![(1, 2), (3, 4)] });
    }
}
