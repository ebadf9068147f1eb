//! A language from its folder: `language.tsv` and the files that it names.

use super::data::{LanguageData, SourceText};
use super::error::KnowledgeError;
use super::knowledge::Knowledge;
use super::name_words::NameWords;
use crate::actors::Registry;
use crate::lexicon::{LearnedTable, Lexicon, PairTable};
use crate::text::{Classes, LanguageFile};
use crate::tsv;
use std::path::Path;

/// `folder/file` without the steps up that `file` may hold.
fn joined(folder: &str, file: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').collect();
    for part in file.split('/') {
        if part == ".." && parts.last().is_some_and(|last| *last != "..") {
            parts.pop();
        } else {
            parts.push(part);
        }
    }
    parts.join("/")
}

impl Knowledge {
    /// Reads and indexes the language of a folder. `folder` (with `/`), relative to `root`, is the path that messages
    /// and manifests show for its files.
    ///
    /// # Errors
    /// A file cannot be read or is malformed; with file and line.
    pub fn of_folder(root: &Path, folder: &str) -> Result<Self, KnowledgeError> {
        let read = |name: &str| {
            tsv::read(&root.join(name)).map_err(|error| tsv::Located { path: name.to_owned(), ..error })
        };
        let path = joined(folder, "language.tsv");
        let LanguageFile { language, files } = LanguageFile::parse(&path, &read(&path)?)?;
        let mut data = LanguageData { language, ..LanguageData::default() };
        let (mut registry, mut lexicon, mut learned) =
            (Registry::default(), Lexicon::default(), LearnedTable::default());
        let mut pairs = PairTable::default();
        for (key, file) in files {
            let path = joined(folder, &file);
            let text = read(&path)?;
            match key {
                "classes" => data.language.classes = Classes::parse(&path, &text)?,
                "names" => data.names = NameWords::parse(&path, &text, &mut data.language.classes)?,
                "lexicon" => lexicon.layer(&path, &text)?,
                "learned" => learned.layer(&path, &text)?,
                "learned_relations" => pairs.layer(&path, &text)?,
                "actors" => registry.layer(&path, &text)?,
                key => {
                    if let Some(slot) = data.slot(key) {
                        *slot = SourceText { path, text: text.into() };
                    }
                }
            }
        }
        Ok(Self::new(data, registry, lexicon, learned)?.with_pairs(pairs))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_up_leave_the_folder() {
        assert_eq!(joined("lexicons/en", "stance/verbs.tsv"), "lexicons/en/stance/verbs.tsv");
        assert_eq!(joined("lexicons/en", "../actors/people.tsv"), "lexicons/actors/people.tsv");
        assert_eq!(joined("../en", "a.tsv"), "../en/a.tsv");
    }

    #[test]
    fn a_file_that_is_not_there_is_told_by_its_name() {
        let error = Knowledge::of_folder(Path::new("/nowhere"), "lexicons/xx").unwrap_err().to_string();
        assert!(error.starts_with("lexicons/xx/language.tsv: cannot be read"), "{error}");
    }
}
