//! The files of a language other than its lexicons and actors.

use super::error::KnowledgeError;
use super::name_words::NameWords;
use crate::frozen::{Freeze, FrozenError, Reader, Writer};
use crate::text::Language;
use std::borrow::Cow;

/// A file that is read again whenever an index is built, since the result depends on the actors.
#[derive(Debug, Clone, Default)]
pub struct SourceText {
    /// Name, for messages.
    pub path: String,
    /// The whole file; empty where the language has none.
    pub text: Cow<'static, str>,
}

/// A language with its name words, references and homographs.
#[derive(Debug, Clone, Default)]
pub struct LanguageData {
    /// How its words are stemmed and classed.
    pub language: Language,
    /// Words inside or beside names.
    pub names: NameWords,
    /// Pronouns, nouns and offices that refer to an actor.
    pub references: SourceText,
    /// Ambiguous names, with their senses.
    pub homographs: SourceText,
    /// Document frequencies of stems.
    pub background: SourceText,
    /// Words of relations that are no entries of a stance lexicon.
    pub relations: SourceText,
}

impl LanguageData {
    /// A file of the language, which [`Freeze`] stores unchanged.
    pub(super) fn slot(&mut self, key: &str) -> Option<&mut SourceText> {
        match key {
            "references" => Some(&mut self.references),
            "homographs" => Some(&mut self.homographs),
            "background" => Some(&mut self.background),
            "relations" => Some(&mut self.relations),
            _ => None,
        }
    }

    /// Parses the text with `read` (given path and text); an absent file gives the default.
    pub(super) fn read<T: Default, E: Into<KnowledgeError>>(
        source: &SourceText,
        read: impl FnOnce(&str, &str) -> Result<T, E>,
    ) -> Result<T, KnowledgeError> {
        if source.text.is_empty() {
            return Ok(T::default());
        }
        read(&source.path, &source.text).map_err(Into::into)
    }
}

impl Freeze for SourceText {
    fn freeze(&self, writer: &mut Writer) {
        writer.text(&self.path);
        writer.text(&self.text);
    }

    fn thaw(reader: &mut Reader) -> Result<Self, FrozenError> {
        Ok(Self { path: reader.text()?.to_owned(), text: Cow::Borrowed(reader.text()?) })
    }
}

impl Freeze for LanguageData {
    fn freeze(&self, writer: &mut Writer) {
        self.language.freeze(writer);
        self.names.freeze(writer);
        for source in [&self.references, &self.homographs, &self.background, &self.relations] {
            source.freeze(writer);
        }
    }

    fn thaw(reader: &mut Reader) -> Result<Self, FrozenError> {
        Ok(Self {
            language: Language::thaw(reader)?,
            names: NameWords::thaw(reader)?,
            references: SourceText::thaw(reader)?,
            homographs: SourceText::thaw(reader)?,
            background: SourceText::thaw(reader)?,
            relations: SourceText::thaw(reader)?,
        })
    }
}
