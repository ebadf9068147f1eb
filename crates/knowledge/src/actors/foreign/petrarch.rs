//! PETRARCH and TABARI actor files.
//!
//! `NAME_ [CODE]` begins an actor, `+ALIAS_` adds a name, and a line that begins with `[` is a code valid for a period:
//! `[CODE 19970101-20010120]`, `[CODE <20030401]`, `[CODE >010120]`. `_` is a blank, `#` and `;` begin a comment.

use super::{ActorCollector, ForeignActor};
use crate::actors::ActorKind;
use jiff::civil::Date;

/// Most letters of an abbreviation.
const ABBREVIATION: usize = 5;
/// Two-digit years from this one on belong to the last century.
const PIVOT: i16 = 40;

struct Open {
    line: u64,
    names: Vec<(u64, String)>,
    codes: Vec<Code>,
}

struct Code {
    code: String,
    from: Option<Date>,
    to: Option<Date>,
}

pub fn read(text: &str, collector: &mut ActorCollector<'_>) {
    let mut open: Option<Open> = None;
    for (number, line) in (1u64..).zip(text.lines()) {
        let line = line.split(['#', ';']).next().unwrap_or_default().trim();
        if line.is_empty() {
            continue;
        }
        let (name, codes) = match line.find('[') {
            Some(at) => line.split_at(at),
            None => (line, ""),
        };
        let name = name.trim();
        if !name.is_empty() && !name.starts_with('+') {
            close(open.take(), collector);
            open = Some(Open { line: number, names: vec![(number, spelled(name))], codes: Vec::new() });
        }
        let Some(actor) = &mut open else {
            collector.note(number, format!("'{line}' belongs to no actor and is left out"));
            continue;
        };
        if let Some(alias) = name.strip_prefix('+') {
            actor.names.push((number, spelled(alias)));
        }
        for code in codes.split('[').map(str::trim).filter(|code| !code.is_empty()) {
            match code.strip_suffix(']').map(parse) {
                Some(Some(mut parsed)) => actor.codes.append(&mut parsed),
                _ => collector.note(number, format!("'[{code}' is no code with a date and is left out")),
            }
        }
    }
    close(open, collector);
}

/// The name in title case, with blanks for underscores.
fn spelled(name: &str) -> String {
    let words = name.split(['_', ' ']).filter(|word| !word.is_empty());
    let word = |word: &str| {
        let mut spelled = String::new();
        let mut begins = true;
        for c in word.chars() {
            if begins {
                spelled.extend(c.to_uppercase())
            } else {
                spelled.extend(c.to_lowercase())
            }
            begins = matches!(c, '-' | '\'');
        }
        spelled
    };
    words.map(word).collect::<Vec<_>>().join(" ")
}

/// A code with its periods of validity: several dates are several periods.
fn parse(text: &str) -> Option<Vec<Code>> {
    let (code, dates) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let well_formed = code.len() >= 3 && code.chars().all(|c| c.is_ascii_alphanumeric());
    if !well_formed {
        return None;
    }
    let code_of = |from, to| Code { code: code.to_owned(), from, to };
    let dates = dates.trim();
    if dates.is_empty() {
        return Some(vec![code_of(None, None)]);
    }
    let mut codes = Vec::new();
    for range in dates.split([',', ' ']).map(str::trim).filter(|range| !range.is_empty()) {
        codes.push(if let Some(end) = range.strip_prefix('<') {
            code_of(None, Some(date(end, None)?))
        } else if let Some(start) = range.strip_prefix('>') {
            code_of(Some(date(start, None)?), None)
        } else {
            let (start, end) = range.split_once('-')?;
            let from = date(start, None)?;
            code_of(Some(from), if end.is_empty() { None } else { Some(date(end, Some(from))?) })
        });
    }
    Some(codes)
}

/// `19970101`, or `970101`: the century is then that of the first such day after `after`, or given by the pivot.
fn date(digits: &str, after: Option<Date>) -> Option<Date> {
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number = |range: std::ops::Range<usize>| digits.get(range)?.parse::<i16>().ok();
    let (year, rest) = match digits.len() {
        8 => (number(0..4)?, 4),
        6 => {
            let short = number(0..2)?;
            let year = if short >= PIVOT { 1900 + short } else { 2000 + short };
            (
                if after.is_some_and(|after| after.year() < 1960 && year >= 2000) {
                    year - 100
                } else {
                    year
                },
                2,
            )
        }
        _ => return None,
    };
    let (month, day) = (number(rest..rest + 2)?, number(rest + 2..rest + 4)?);
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn close(actor: Option<Open>, collector: &mut ActorCollector<'_>) {
    let Some(Open { line, names, codes }) = actor else { return };
    let Some((_, name)) = names.first() else { return };
    let first = codes.first().map(|code| code.code.clone()).unwrap_or_default();
    let parent = first.get(..3).and_then(|country| collector.country(country));
    let is_country = first.len() == 3 && parent.is_some();
    let role = first.get(3..6).unwrap_or_default();
    let dated = codes.iter().any(|code| code.from.is_some() || code.to.is_some());
    let kind = match role {
        _ if is_country && !dated => ActorKind::Country,
        "REB" | "SEP" | "INS" | "UAF" | "RAD" => ActorKind::ArmedGroup,
        "BUS" | "MNC" => ActorKind::Company,
        "PTY" | "OPP" if !dated => ActorKind::Party,
        _ if dated => ActorKind::Person,
        "GOV" | "MIL" | "COP" | "SPY" | "LEG" | "JUD" | "MED" | "EDU" | "NGO" | "IGO" => {
            ActorKind::Organisation
        }
        _ => ActorKind::Other,
    };
    let note: Vec<String> = codes
        .iter()
        .map(|code| match (code.from, code.to) {
            (None, None) => code.code.clone(),
            (Some(from), None) => format!("{} from {from}", code.code),
            (None, Some(to)) => format!("{} to {to}", code.code),
            (Some(from), Some(to)) => format!("{} {from} to {to}", code.code),
        })
        .collect();
    if codes.is_empty() {
        collector.note(line, format!("'{name}' has no code; its kind is other"));
    }
    let actor = ForeignActor {
        key: first.clone(),
        name: name.clone(),
        kind,
        parent: parent.filter(|_| kind != ActorKind::Country),
        gender: None,
        note: note.join("; "),
    };
    for (line, alias) in &names {
        // The files are in capitals: only a name of several words can safely match in any case.
        collector.add(*line, &actor, alias, alias.contains(' '));
        // The file does not say whether a short word is an abbreviation.
        if !alias.contains(' ') && alias.chars().count() <= ABBREVIATION {
            collector.add(*line, &actor, &alias.to_uppercase(), false);
        }
    }
}
