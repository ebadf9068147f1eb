//! Finds the columns that hold text and metadata among the names of a header.

use super::columns::{Columns, Field};
use super::error::ColumnFault;
use super::usual_names::{plain, usual_names};

/// Maximum number of names listed in a message.
const LISTED: usize = 50;

/// Where text and metadata are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct FoundColumns {
    /// The text.
    pub text: usize,
    at: [Option<usize>; Field::ALL.len()],
}

impl FoundColumns {
    /// The column of `field`.
    pub fn at(&self, field: Field) -> Option<usize> {
        self.at.get(field as usize).copied().flatten()
    }

    /// The fields whose columns go by a name that nobody gave and that is not the default one, with these names.
    pub fn taken(&self, names: &[String], columns: &Columns) -> Vec<(&'static str, String)> {
        let taken = |field: Field| {
            let name = names.get(self.at(field)?)?;
            let said = name == field.name() || columns.is_given(field);
            (!said).then(|| (field.name(), name.clone()))
        };
        Field::ALL.into_iter().filter_map(taken).collect()
    }

    /// The names of found columns that other columns have too; these are not read.
    pub fn doubled(&self, names: &[String]) -> Vec<String> {
        let doubled = |field: Field| {
            let at = self.at(field)?;
            let name = names.get(at)?;
            let others = || names.iter().enumerate().filter(|(other, _)| *other != at);
            others().any(|(_, other)| other == name).then(|| name.clone())
        };
        Field::ALL.into_iter().filter_map(doubled).collect()
    }
}

/// Finds the columns of `columns` among `names`. A given name must be there, but for the case of its letters; else it is
/// the default name, or a usual one. Of several usual names of texts none is preferred.
///
/// # Errors
/// No text column, several that may be it, or one that was given is not there.
pub(super) fn find_columns(names: &[String], columns: &Columns) -> Result<FoundColumns, ColumnFault> {
    let mut found = FoundColumns::default();
    let plain_names: Vec<String> = names.iter().map(|name| plain(name)).collect();
    let (given, free): (Vec<Field>, Vec<Field>) =
        Field::ALL.into_iter().partition(|&field| columns.is_given(field));
    for field in given {
        let at = named(names, columns.name(field));
        found.at[field as usize] = at;
        if at.is_some() {
            continue;
        }
        let column = columns.name(field).to_owned();
        if field == Field::Text {
            return Err(ColumnFault::NoText { column, found: listed(names) });
        }
        if let Some((flag, _)) = columns.required.iter().find(|(_, name)| *name == column) {
            return Err(ColumnFault::NotThere { column, flag, found: listed(names) });
        }
    }
    for field in free {
        let used = found.at;
        let is_free = |at: &usize| !used.contains(&Some(*at));
        let default = names.iter().position(|name| name == field.name()).filter(is_free);
        let usual = || {
            let at = |usual: &&str| plain_names.iter().position(|name| name == usual).filter(is_free);
            usual_names(field).iter().filter_map(at)
        };
        found.at[field as usize] = match default.or_else(|| usual().next()) {
            // The text is too much to be guessed.
            Some(at) if field == Field::Text && plain_names.get(at).is_some_and(|name| name != "text") => {
                let several: Vec<String> = usual().filter_map(|at| names.get(at).cloned()).collect();
                if several.len() > 1 {
                    return Err(ColumnFault::SeveralTexts { several: quoted(&several) });
                }
                Some(at)
            }
            found => found,
        };
    }
    match found.at(Field::Text) {
        Some(text) => Ok(FoundColumns { text, ..found }),
        None => Err(ColumnFault::NoText { column: columns.text.clone(), found: listed(names) }),
    }
}

/// The place of a name; of one that differs in the case of letters, only if there is no other such.
fn named(names: &[String], name: &str) -> Option<usize> {
    names.iter().position(|other| other == name).or_else(|| {
        let lower = name.to_lowercase();
        let mut alike = names.iter().enumerate().filter(|(_, other)| other.to_lowercase() == lower);
        let first = alike.next()?.0;
        alike.next().is_none().then_some(first)
    })
}

fn listed(names: &[String]) -> String {
    names.iter().take(LISTED).cloned().collect::<Vec<_>>().join(", ")
}

fn quoted(names: &[String]) -> String {
    names.iter().map(|name| format!("'{name}'")).collect::<Vec<_>>().join(" and ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(line: &str) -> Vec<String> {
        line.split(',').map(str::to_owned).collect()
    }

    /// Names of the columns found in a header, by field.
    fn found(line: &str, columns: &Columns) -> Result<Vec<(&'static str, String)>, ColumnFault> {
        let names = names(line);
        let found = find_columns(&names, columns)?;
        let named = |field: Field| Some((field.name(), names.get(found.at(field)?)?.clone()));
        Ok(Field::ALL.into_iter().filter_map(named).collect())
    }

    fn free(line: &str) -> Vec<(&'static str, String)> {
        found(line, &Columns::default()).unwrap()
    }

    fn pairs(pairs: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
        pairs.iter().map(|(field, name)| (*field, (*name).to_owned())).collect()
    }

    #[test]
    fn usual_names_are_found_in_any_case() {
        let scraped = "authors,date_publish,description,maintext,source_domain,title,url";
        let expected = [
            ("text", "maintext"),
            ("title", "title"),
            ("date", "date_publish"),
            ("source", "source_domain"),
            ("author", "authors"),
            ("url", "url"),
        ];
        assert_eq!(free(scraped), pairs(&expected));
        assert_eq!(free("ID,TEXT,Headline"), pairs(&[("text", "TEXT"), ("id", "ID"), ("title", "Headline")]));
        let nested = "source.id,source.name,publishedAt,content";
        let expected = [("text", "content"), ("date", "publishedAt"), ("source", "source.name")];
        assert_eq!(free(nested), pairs(&expected));
    }

    #[test]
    fn the_default_name_goes_before_all_others() {
        assert_eq!(free("content,body,text"), pairs(&[("text", "text")]));
        assert_eq!(free("content,Text"), pairs(&[("text", "Text")]));
    }

    #[test]
    fn several_texts_are_asked_about() {
        let fault = found("id,body,content", &Columns::default()).unwrap_err();
        assert!(matches!(&fault, ColumnFault::SeveralTexts { several } if several == "'body' and 'content'"));
        let given = Columns { text: "CONTENT".into(), ..Columns::default() };
        let expected = [("text", "content"), ("id", "id")];
        assert_eq!(found("id,body,content", &given).unwrap(), pairs(&expected));
        // A column that was given for something else is none of them.
        let titled = Columns { title: "body".into(), ..Columns::default() };
        assert_eq!(found("body,content", &titled).unwrap(), pairs(&[("text", "content"), ("title", "body")]));
    }

    #[test]
    fn a_given_name_is_the_one() {
        let given = Columns {
            date: "day_seen".into(),
            required: vec![("--date-column", "day_seen".into())],
            ..Columns::default()
        };
        let fault = found("text,date", &given).unwrap_err();
        assert!(matches!(fault, ColumnFault::NotThere { flag: "--date-column", .. }), "{fault:?}");
        let text = Columns { text: "words".into(), ..Columns::default() };
        assert!(matches!(found("text,date", &text), Err(ColumnFault::NoText { .. })));
        // Two that differ in case alone are no answer.
        assert!(matches!(found("Words,WORDS", &text), Err(ColumnFault::NoText { .. })));
    }

    #[test]
    fn what_was_taken_is_what_nobody_said() {
        let taken = |line: &str, columns: &Columns| {
            let names = names(line);
            find_columns(&names, columns).unwrap().taken(&names, columns)
        };
        assert_eq!(taken("id,text,date", &Columns::default()), []);
        let names = names("id,text,Text,text,note,note,date,date");
        let found = find_columns(&names, &Columns::default()).unwrap();
        assert_eq!(
            (found.at(Field::Text), found.doubled(&names)),
            (Some(1), vec!["text".into(), "date".into()])
        );
        let expected = pairs(&[("text", "body"), ("source", "outlet")]);
        assert_eq!(taken("id,body,outlet", &Columns::default()), expected);
        let given = Columns { text: "body".into(), ..Columns::default() };
        assert_eq!(taken("id,body,outlet", &given), pairs(&[("source", "outlet")]));
    }
}
