//! The order of day and month is decided for a whole column, from the dates that allow only one.

use super::date_forms::{NumericDate, Reading, numeric};
use super::date_leaning::LeaningKind;
use super::date_order::{DateExample, DateFault, DateOrder, OrderConflict, SettledOrder};
use jiff::civil::Date;
use std::fmt;
use std::sync::{Arc, OnceLock};

/// The first dates of a column that allow only one order, with slashes or hyphens and with points: points are day
/// first nearly everywhere, and a `13.05.2024` tells nothing of the slashes beside it.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    slashed: Sides,
    dotted: Sides,
}

#[derive(Debug, Default)]
struct Sides {
    day_first: Option<DateExample>,
    month_first: Option<DateExample>,
}

impl Evidence {
    /// Takes in a date as it is written; `place` says where. Returns whether the order matters for it.
    pub fn add(&mut self, written: &str, place: impl FnOnce() -> String) -> bool {
        let Some(date) = numeric(written) else { return false };
        let sides = if date.dotted { &mut self.dotted } else { &mut self.slashed };
        match date.reading() {
            Reading::Only(order, _) => {
                let side = match order {
                    DateOrder::DayFirst => &mut sides.day_first,
                    DateOrder::MonthFirst => &mut sides.month_first,
                };
                if side.is_none() {
                    *side = Some(DateExample { written: written.trim().to_owned(), place: place() });
                }
                false
            }
            Reading::Either => true,
            Reading::Same(_) | Reading::Nothing => false,
        }
    }
}

#[derive(Debug)]
enum Decision {
    Open,
    Settled(Arc<SettledOrder>),
    Conflict(Arc<OrderConflict>),
}

impl Decision {
    fn of(sides: Sides, column: &str) -> Self {
        let settled = |order, example| {
            Self::Settled(Arc::new(SettledOrder { column: column.to_owned(), order, example }))
        };
        match (sides.day_first, sides.month_first) {
            (None, None) => Self::Open,
            (Some(example), None) => settled(DateOrder::DayFirst, example),
            (None, Some(example)) => settled(DateOrder::MonthFirst, example),
            (Some(day_first), Some(month_first)) => {
                Self::Conflict(Arc::new(OrderConflict { day_first, month_first }))
            }
        }
    }
}

#[derive(Debug)]
struct Decisions {
    slashed: Decision,
    dotted: Decision,
}

type Look = Box<dyn Fn(&mut Evidence) + Send + Sync>;

/// A column of dates: those of one table, or of all texts of a run. Its order is decided when the first date is met
/// that needs it, so columns without such dates are read once.
pub(super) struct DateColumn {
    name: String,
    given: Option<DateOrder>,
    /// Looks through the whole column.
    look: Option<Look>,
    decided: OnceLock<Decisions>,
}

impl fmt::Debug for DateColumn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DateColumn")
            .field("name", &self.name)
            .field("given", &self.given)
            .finish_non_exhaustive()
    }
}

impl DateColumn {
    /// A column whose order the user gives.
    pub fn given(order: DateOrder) -> Self {
        Self { name: String::new(), given: Some(order), look: None, decided: OnceLock::new() }
    }

    /// A column that is looked through by `look` if a date needs it.
    pub fn ahead(name: &str, look: Look) -> Self {
        Self { name: name.to_owned(), given: None, look: Some(look), decided: OnceLock::new() }
    }

    /// A column that [`settle`](Self::settle) decides before a date that needs it is read.
    pub fn open(name: &str) -> Self {
        Self { name: name.to_owned(), given: None, look: None, decided: OnceLock::new() }
    }

    /// Decides the order by `evidence`, unless it is decided.
    pub fn settle(&self, evidence: Evidence) {
        self.decided.get_or_init(|| self.decisions(evidence));
    }

    fn decisions(&self, evidence: Evidence) -> Decisions {
        Decisions {
            slashed: Decision::of(evidence.slashed, &self.name),
            dotted: Decision::of(evidence.dotted, &self.name),
        }
    }

    fn decided(&self) -> &Decisions {
        self.decided.get_or_init(|| {
            let mut evidence = Evidence::default();
            if let Some(look) = &self.look {
                look(&mut evidence);
            }
            self.decisions(evidence)
        })
    }

    /// The order that binds a date which allows only one: a date against it is not read. It is asked without looking
    /// through the column, for a date that was looked at cannot be against what it helped to settle.
    fn bound(&self, dotted: bool) -> Option<DateOrder> {
        let decision = |decided: &Decisions| match if dotted { &decided.dotted } else { &decided.slashed } {
            Decision::Settled(settled) => Some(settled.order),
            Decision::Open | Decision::Conflict(_) => None,
        };
        self.given.or_else(|| self.decided.get().and_then(decision))
    }

    /// What the reading of a date depends on, after it was read.
    pub fn leaning(&self, date: NumericDate) -> Option<LeaningKind> {
        let dotted = date.dotted;
        match date.reading() {
            Reading::Nothing | Reading::Same(_) => None,
            Reading::Only(order, _) => {
                Some(LeaningKind::Bound { dotted, order, fits: self.fits(dotted, order) })
            }
            Reading::Either => Some(LeaningKind::Order { dotted, decision: self.decision(dotted) }),
        }
    }

    /// Whether a date would be read here as it was.
    pub fn agrees(&self, kind: &LeaningKind) -> bool {
        match kind {
            LeaningKind::Bound { dotted, order, fits } => self.fits(*dotted, *order) == *fits,
            LeaningKind::Order { dotted, decision } => self.decision(*dotted) == *decision,
        }
    }

    fn fits(&self, dotted: bool, order: DateOrder) -> bool {
        self.bound(dotted).is_none_or(|bound| bound == order)
    }

    /// The decision in words.
    fn decision(&self, dotted: bool) -> String {
        if let Some(given) = self.given {
            return given.name().to_owned();
        }
        let decided = self.decided();
        format!("{:?}", if dotted { &decided.dotted } else { &decided.slashed })
    }

    /// The day of a date in this column, and what settled it if that is worth saying.
    ///
    /// # Errors
    /// There is no such day, or the order is not known.
    pub fn read(&self, date: NumericDate) -> Result<(Date, Option<Arc<SettledOrder>>), DateFault> {
        let order = match date.reading() {
            Reading::Nothing => return Err(DateFault::Unknown),
            Reading::Same(day) => return Ok((day, None)),
            Reading::Only(order, day) => {
                return match self.bound(date.dotted) {
                    Some(bound) if bound != order => Err(DateFault::Against(bound)),
                    _ => Ok((day, None)),
                };
            }
            Reading::Either => self.given,
        };
        let day = |order| date.day(order).ok_or(DateFault::Unknown);
        if let Some(order) = order {
            return Ok((day(order)?, None));
        }
        let decided = self.decided();
        match if date.dotted { &decided.dotted } else { &decided.slashed } {
            Decision::Settled(settled) => {
                let said = !date.dotted || settled.order == DateOrder::MonthFirst;
                Ok((day(settled.order)?, said.then(|| Arc::clone(settled))))
            }
            Decision::Conflict(conflict) => Err(DateFault::Conflict(Arc::clone(conflict))),
            Decision::Open if date.dotted => Ok((day(DateOrder::DayFirst)?, None)),
            Decision::Open => Err(DateFault::Undecided),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(dates: &'static [&'static str]) -> DateColumn {
        DateColumn::ahead(
            "a.csv",
            Box::new(move |evidence| {
                for (row, date) in dates.iter().enumerate() {
                    evidence.add(date, || format!("a.csv#{}", row + 1));
                }
            }),
        )
    }

    fn day(column: &DateColumn, written: &str) -> Result<String, DateFault> {
        column.read(numeric(written).unwrap()).map(|(day, _)| day.to_string())
    }

    #[test]
    fn a_number_above_twelve_settles_the_column() {
        let british = column(&["05/03/2024", "13/05/2024"]);
        assert_eq!(day(&british, "05/03/2024").as_deref(), Ok("2024-03-05"));
        let american = column(&["05/03/2024", "05/13/2024"]);
        assert_eq!(day(&american, "05-03-24").as_deref(), Ok("2024-05-03"));
        let (_, settled) = american.read(numeric("05/03/2024").unwrap()).unwrap();
        let settled = settled.unwrap();
        assert_eq!(settled.order, DateOrder::MonthFirst);
        assert_eq!(settled.example.to_string(), "'05/13/2024' (a.csv#2)");
    }

    #[test]
    fn nothing_is_guessed() {
        let open = column(&["05/03/2024", "01/02/2024"]);
        assert_eq!(day(&open, "05/03/2024"), Err(DateFault::Undecided));
        assert_eq!(day(&open, "04/04/2024").as_deref(), Ok("2024-04-04"));
        assert_eq!(day(&open, "31/02/2024"), Err(DateFault::Unknown));
        let both = column(&["05/03/2024", "13/05/2024", "05/14/2024"]);
        let fault = day(&both, "05/03/2024").unwrap_err();
        assert!(matches!(fault, DateFault::Conflict(conflict) if conflict.month_first.place == "a.csv#3"));
        // What allows only one order is read nevertheless.
        assert_eq!(day(&both, "05/14/2024").as_deref(), Ok("2024-05-14"));
        assert_eq!(day(&both, "13/05/2024").as_deref(), Ok("2024-05-13"));
    }

    #[test]
    fn points_are_day_first_unless_the_column_says_otherwise() {
        assert_eq!(day(&column(&[]), "5.3.2024").as_deref(), Ok("2024-03-05"));
        assert_eq!(day(&column(&["05/13/2024"]), "5.3.2024").as_deref(), Ok("2024-03-05"));
        assert_eq!(day(&column(&["05.13.2024"]), "5.3.2024").as_deref(), Ok("2024-05-03"));
        assert_eq!(day(&column(&["13.05.2024"]), "05/03/2024"), Err(DateFault::Undecided));
    }

    #[test]
    fn a_date_leans_on_its_column_where_the_column_says_how_it_is_read() {
        let british = || column(&["05/03/2024", "13/05/2024"]);
        let leaning = |written| british().leaning(numeric(written).unwrap());
        assert_eq!(leaning("04/04/2024"), None);
        let open = leaning("05/03/2024").unwrap();
        assert!(british().agrees(&open) && !column(&["05/03/2024"]).agrees(&open));
        // The date that settled it is told to the user.
        assert!(!column(&["05/03/2024", "14/05/2024"]).agrees(&open));
        let dotted = leaning("05.03.2024").unwrap();
        assert!(british().agrees(&dotted) && column(&["05/03/2024"]).agrees(&dotted));
        let only = leaning("13/05/2024").unwrap();
        assert!(column(&[]).agrees(&only) && !DateColumn::given(DateOrder::MonthFirst).agrees(&only));
    }

    #[test]
    fn a_given_order_binds_every_date() {
        let given = DateColumn::given(DateOrder::MonthFirst);
        assert_eq!(day(&given, "05/03/2024").as_deref(), Ok("2024-05-03"));
        assert_eq!(day(&given, "5.3.2024").as_deref(), Ok("2024-05-03"));
        assert_eq!(day(&given, "13/05/2024"), Err(DateFault::Against(DateOrder::MonthFirst)));
        let later = DateColumn::open("stdin");
        let mut evidence = Evidence::default();
        assert!(!evidence.add("13/05/2024", || "stdin#1".to_owned()));
        assert!(evidence.add("05/03/2024", || "stdin#2".to_owned()));
        later.settle(evidence);
        assert_eq!(day(&later, "05/13/2024"), Err(DateFault::Against(DateOrder::DayFirst)));
    }
}
