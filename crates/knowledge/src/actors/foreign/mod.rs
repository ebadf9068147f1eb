//! Actor lists in the formats of other tools, read as rows of our own format.
//!
//! What it is: a reader for each format, one place (`ActorCollector`) where every row is converted, and notes on what
//! was left out or changed. What it is not: it ships no actor.

mod error;
mod patterns;
mod petrarch;
mod two_column;
mod wikidata;

pub use error::{ActorFormatError, ActorFormatFault};

use super::actor::{ActorKind, Gender};
use super::file::{AliasRow, slug};
use super::registry::Registry;
use hashbrown::{HashMap, HashSet};
use strum::{EnumString, IntoStaticStr, VariantArray, VariantNames};

/// A format of another tool.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray, VariantNames)]
#[strum(serialize_all = "snake_case")]
pub enum ActorFormat {
    /// PETRARCH and TABARI: `NAME_ [CODE]`, `+ALIAS_`, dated codes on lines of their own.
    Petrarch,
    /// Results of a Wikidata query, saved as CSV or JSON: `item,itemLabel,itemAltLabel,…`.
    Wikidata,
    /// Two columns: the actor and one of its names.
    Csv,
    /// Patterns of spaCy's entity ruler and of annotators, JSON lines: `{"label":"ORG","pattern":"Acme"}`.
    Patterns,
}

impl ActorFormat {
    /// All formats.
    pub const ALL: &'static [Self] = <Self as VariantArray>::VARIANTS;

    /// The name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// The format of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        name.parse().ok()
    }

    /// The names of all formats, for messages.
    #[must_use]
    pub fn list() -> String {
        <Self as VariantNames>::VARIANTS.join(", ")
    }

    /// The format of a text, detected from its content.
    #[must_use]
    pub fn detect(text: &str) -> Option<Self> {
        let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        let first = lines.next()?;
        if first.starts_with(['[', '{']) {
            let has_patterns = text.lines().take(50).any(|line| line.contains("\"pattern\""));
            return Some(if has_patterns { Self::Patterns } else { Self::Wikidata });
        }
        let coded = |line: &str| {
            line.starts_with('+') || line.contains("_ [") || line.ends_with('_') || line.contains("_\t[")
        };
        if coded(first) || lines.clone().take(50).any(coded) {
            return Some(Self::Petrarch);
        }
        if first.contains("Label") {
            return Some(Self::Wikidata);
        }
        first.contains([',', ';', '\t']).then_some(Self::Csv)
    }
}

/// What came out of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportedActors {
    /// The rows, in the order of the file.
    pub rows: Vec<AliasRow>,
    /// What was left out or changed, by line (from 1).
    pub notes: Vec<(u64, String)>,
}

/// Reads a whole file; `path` is for messages. An actor's country is looked up in `known`.
///
/// # Errors
/// A malformed file, or a file without a usable row.
pub fn read(
    format: ActorFormat,
    path: &str,
    text: &str,
    known: &Registry,
) -> Result<ImportedActors, ActorFormatError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut collector = ActorCollector::new(known);
    match format {
        ActorFormat::Petrarch => petrarch::read(text, &mut collector),
        ActorFormat::Wikidata => wikidata::read(path, text, &mut collector)?,
        ActorFormat::Csv => two_column::read(path, text, &mut collector)?,
        ActorFormat::Patterns => patterns::read(text, &mut collector),
    }
    let imported = collector.finish();
    if imported.rows.is_empty() {
        return Err(ActorFormatError::file(path, ActorFormatFault::Empty { format: format.name() }));
    }
    Ok(imported)
}

/// An actor of a foreign list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ForeignActor {
    /// Tells it from others of the same name; empty if nothing does.
    pub key: String,
    pub name: String,
    pub kind: ActorKind,
    pub parent: Option<String>,
    pub gender: Option<Gender>,
    pub note: String,
}

/// Converts rows: assigns free ids and keeps each alias once.
pub(super) struct ActorCollector<'r> {
    known: &'r Registry,
    countries: HashMap<String, String>,
    ids: HashMap<(String, String), String>,
    taken: HashSet<String>,
    owners: HashMap<String, String>,
    imported: ImportedActors,
}

impl<'r> ActorCollector<'r> {
    fn new(known: &'r Registry) -> Self {
        let countries = known.aliases().filter_map(|(_, alias)| {
            let actor = known.actor(alias.actor?);
            (actor.kind == ActorKind::Country).then(|| (alias.text.to_lowercase(), actor.id.to_owned()))
        });
        Self {
            known,
            countries: countries.collect(),
            ids: HashMap::new(),
            taken: HashSet::new(),
            owners: HashMap::new(),
            imported: ImportedActors::default(),
        }
    }

    /// The id of a country, by its name or its code.
    pub fn country(&self, name: &str) -> Option<String> {
        let is_country = |at: usize| self.known.actor(at).kind == ActorKind::Country;
        if self.known.get(name).is_some_and(is_country) {
            return Some(name.to_owned());
        }
        self.countries.get(&name.to_lowercase()).cloned()
    }

    /// Adds a note about a line.
    pub fn note(&mut self, line: u64, what: String) {
        self.imported.notes.push((line, what));
    }

    /// Adds a name of an actor. An alias that another actor of the list already has is left out, with a note.
    pub fn add(&mut self, line: u64, actor: &ForeignActor, alias: &str, any_case: bool) {
        let alias = alias.split_whitespace().collect::<Vec<_>>().join(" ");
        if !alias.chars().any(char::is_alphanumeric) {
            self.note(line, format!("'{alias}' holds no letter and is left out"));
            return;
        }
        let id = self.id_of(actor);
        match self.owners.get(&alias) {
            Some(owner) if *owner == id => return,
            Some(owner) => {
                let what = format!("'{alias}' of {id} is an alias of {owner} already and is left out");
                self.note(line, what);
                return;
            }
            None => {}
        }
        self.owners.insert(alias.clone(), id.clone());
        let mut row = AliasRow::new(&id, &actor.name, actor.kind, &alias);
        row.any_case = any_case;
        row.parent.clone_from(&actor.parent);
        row.gender = actor.gender;
        row.note.clone_from(&actor.note);
        if let Some(there) = self.known.get(&id).map(|at| self.known.actor(at)) {
            // The registry's properties take precedence.
            (row.name, row.kind, row.gender, row.plural) =
                (there.name.to_owned(), there.kind, there.gender, there.plural);
            row.parent = there.parent.map(str::to_owned);
        }
        self.imported.rows.push(row);
    }

    fn id_of(&mut self, actor: &ForeignActor) -> String {
        let key = (actor.key.clone(), actor.name.clone());
        if let Some(id) = self.ids.get(&key) {
            return id.clone();
        }
        let slug = match actor.kind {
            ActorKind::Country => self.country(&actor.name).unwrap_or_else(|| slug(&actor.name)),
            _ => slug(&actor.name),
        };
        let slug = if slug.is_empty() { "actor".to_owned() } else { slug };
        let mut id = slug.clone();
        let mut number = 2;
        // An id of the registry is reused only for an actor of the same name.
        let is_others = |id: &String| {
            let there = self.known.get(id).map(|at| self.known.actor(at));
            there.is_some_and(|there| !there.name.eq_ignore_ascii_case(&actor.name))
        };
        while is_others(&id) || !self.taken.insert(id.clone()) {
            id = format!("{slug}-{number}");
            number += 1;
        }
        self.ids.insert(key, id.clone());
        id
    }

    fn finish(self) -> ImportedActors {
        self.imported
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tsv::Hint;

    fn shipped() -> Registry {
        let root = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
        crate::Knowledge::of_folder(root, "lexicons/en").unwrap().registry
    }

    fn imported(format: ActorFormat, text: &str) -> ImportedActors {
        assert_eq!(ActorFormat::detect(text), Some(format));
        let imported = read(format, "x", text, &shipped()).unwrap();
        // The result can be layered over the shipped actors.
        let file = super::super::file::to_file(&imported.rows, "x", "test");
        shipped().layer("x.tsv", &file).unwrap();
        imported
    }

    fn names(imported: &ImportedActors) -> Vec<(&str, &str)> {
        imported.rows.iter().map(|row| (row.id.as_str(), row.alias.as_str())).collect()
    }

    #[test]
    fn petrarch_files_are_read_with_their_dated_roles() {
        let text = "# actors\nRURITANIA_BANK_  [AFGBUS]\n+BANK_OF_RURITANIA_\n\
                    OTTO_VON_ZENDA_ ; king\n\t[AFGELI 18970101-450703]\n\t[AFGGOV >20010120]\n\
                    +ZENDA_\n[AFG\n";
        let imported = imported(ActorFormat::Petrarch, text);
        assert_eq!(
            names(&imported),
            [
                ("ruritania-bank", "Ruritania Bank"),
                ("ruritania-bank", "Bank Of Ruritania"),
                ("otto-von-zenda", "Otto Von Zenda"),
                ("otto-von-zenda", "Zenda"),
                ("otto-von-zenda", "ZENDA"),
            ]
        );
        assert_eq!(imported.rows[0].kind, ActorKind::Company);
        assert_eq!(
            (imported.rows[2].kind, imported.rows[2].parent.as_deref()),
            (ActorKind::Person, Some("AFG"))
        );
        assert_eq!(imported.rows[2].note, "AFGELI 1897-01-01 to 1945-07-03; AFGGOV from 2001-01-20");
        assert_eq!(imported.notes.len(), 1, "{:?}", imported.notes);
    }

    #[test]
    fn queries_of_wikidata_are_read_as_csv_and_as_json() {
        let csv = "item,itemLabel,itemAltLabel,countryLabel,genderLabel\n\
                   http://www.wikidata.org/entity/Q7,Ada Zenda,\"A. Zenda, Ada von Zenda\",Norway,female\n\
                   http://www.wikidata.org/entity/Q8,Q8,,,\n";
        let from_csv = imported(ActorFormat::Wikidata, csv);
        assert_eq!(
            names(&from_csv),
            [("ada-zenda", "Ada Zenda"), ("ada-zenda", "A. Zenda"), ("ada-zenda", "Ada von Zenda")]
        );
        let first = &from_csv.rows[0];
        assert_eq!((first.kind, first.parent.as_deref()), (ActorKind::Person, Some("NOR")));
        assert_eq!(
            from_csv.notes,
            [(3, "Q8 has no name in the language asked for and is left out".to_owned())]
        );
        let json = r#"{"head":{"vars":["item","itemLabel"]},"results":{"bindings":[
            {"item":{"type":"uri","value":"http://www.wikidata.org/entity/Q9"},"itemLabel":{"type":"literal","value":"Zenda Works"}}]}}"#;
        assert_eq!(names(&imported(ActorFormat::Wikidata, json)), [("zenda-works", "Zenda Works")]);
        let flat = r#"[{"item":"http://www.wikidata.org/entity/Q9","itemLabel":"Zenda Works"}]"#;
        assert_eq!(names(&imported(ActorFormat::Wikidata, flat)), [("zenda-works", "Zenda Works")]);
    }

    #[test]
    fn two_columns_are_read_with_and_without_a_header() {
        let with = imported(ActorFormat::Csv, "alias,actor\nZenda Inc,Zenda Works\nZW,Zenda Works\n");
        let without = imported(ActorFormat::Csv, "Zenda Works;Zenda Inc\nZenda Works;ZW\n;\n");
        assert_eq!(
            names(&with),
            [("zenda-works", "Zenda Works"), ("zenda-works", "Zenda Inc"), ("zenda-works", "ZW")]
        );
        assert_eq!(names(&with), names(&without));
        assert_eq!(without.notes, [(3, "there is no actor; the row is left out".to_owned())]);
    }

    #[test]
    fn patterns_of_annotators_are_read() {
        let text = "{\"label\":\"ORG\",\"pattern\":\"Zenda Works\",\"id\":\"zenda\"}\n\
                    {\"label\":\"ORG\",\"pattern\":[{\"LOWER\":\"zenda\"},{\"LOWER\":{\"IN\":[\"plc\",\"ltd\"]}}],\"id\":\"zenda\"}\n\
                    {\"label\":\"PERSON\",\"pattern\":[{\"TEXT\":\"Ada\"},{\"OP\":\"?\"}]}\nnot json\n";
        let imported = imported(ActorFormat::Patterns, text);
        assert_eq!(
            names(&imported),
            [("zenda", "Zenda Works"), ("zenda", "zenda plc"), ("zenda", "zenda ltd")]
        );
        assert!(imported.rows[1].any_case && !imported.rows[0].any_case);
        assert_eq!(imported.notes.iter().map(|note| note.0).collect::<Vec<_>>(), [3, 4]);
    }

    #[test]
    fn actors_that_the_registry_has_keep_what_it_says_of_them() {
        let imported = imported(ActorFormat::Csv, "actor,alias\nVladimir Putin,Putin V.\n");
        let row = &imported.rows[1];
        assert_eq!(
            (row.id.as_str(), row.kind, row.parent.as_deref()),
            ("vladimir-putin", ActorKind::Person, Some("RUS"))
        );
    }

    #[test]
    fn patterns_in_one_array_are_read() {
        let text = "[\n {\"label\": \"ORG\", \"pattern\": \"Zenda Works\"},\n {\"label\": \"GPE\", \"pattern\": \"Zenda\"}\n]\n";
        assert_eq!(
            names(&imported(ActorFormat::Patterns, text)),
            [("zenda-works", "Zenda Works"), ("zenda", "Zenda")]
        );
    }

    #[test]
    fn a_file_with_nothing_in_it_says_how_it_was_read() {
        let error = read(ActorFormat::Petrarch, "a.txt", "# nothing\n", &Registry::default()).unwrap_err();
        assert_eq!(error.to_string(), "a.txt: read as petrarch, no actor is in it");
        assert_eq!(
            error.hint().as_deref(),
            Some("name the format with --from (petrarch, wikidata, csv, patterns)")
        );
        assert_eq!(ActorFormat::detect("plain words\n"), None);
    }
}
