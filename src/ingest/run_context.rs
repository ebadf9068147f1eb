//! The contexts of the documents of a run: which dates stand in one column, and what the paths say.

use super::context::Context;
use super::date_column::{DateColumn, Evidence};
use super::date_order::DateOrder;
use super::date_search::{Held, table_column, text_column};
use super::error::InputError;
use super::formats::{Format, Items, Reading, Source};
use super::path_fields::PathFields;
use super::path_pattern::{PathPattern, Unmatched};
use super::raw::Item;
use crate::tsv::path_name;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The path of stdin.
const STDIN: &str = "stdin";

/// What the inputs of a run have in common.
#[derive(Debug)]
pub(super) struct RunContext {
    given: Option<Arc<DateColumn>>,
    texts: Arc<DateColumn>,
    pattern: Option<PathPattern>,
    path_dates: Option<Arc<DateColumn>>,
    roots: Vec<PathBuf>,
    pub unmatched: Option<Unmatched>,
    /// The contexts of the rows of the current input, and of a text.
    current: [Context; 2],
}

impl RunContext {
    /// The context of a run over `sources`, which were found at `roots`.
    ///
    /// # Errors
    /// The pattern fits none of the paths.
    pub fn new<'s>(
        roots: &[PathBuf],
        sources: impl Iterator<Item = (&'static Format, &'s Source)> + Clone,
        reading: &Reading,
        order: Option<DateOrder>,
        pattern: Option<PathPattern>,
    ) -> Result<Self, InputError> {
        let given = order.map(|order| Arc::new(DateColumn::given(order)));
        let texts = given.clone().unwrap_or_else(|| {
            let regular = sources.clone().filter(|(_, source)| !source.stream);
            let files = regular.filter_map(|(format, source)| {
                Some((format, source.file.clone()?, source.place.path.clone()))
            });
            Arc::new(text_column(files.collect(), reading))
        });
        let mut context = Self {
            given,
            texts,
            pattern,
            path_dates: None,
            roots: roots.iter().filter(|root| root.is_dir()).cloned().collect(),
            unmatched: None,
            current: [Context::default(), Context::default()],
        };
        context.look_at_paths(sources.map(|(_, source)| source))?;
        Ok(context)
    }

    /// Whether the order of day and month was given.
    pub fn has_date_order(&self) -> bool {
        self.given.is_some()
    }

    fn look_at_paths<'s>(&mut self, sources: impl Iterator<Item = &'s Source>) -> Result<(), InputError> {
        let Some(pattern) = &self.pattern else { return Ok(()) };
        let mut evidence = Evidence::default();
        let (mut of, mut files, mut example) = (0, 0, None);
        for source in sources {
            of += 1;
            match self.fields(source) {
                Some(fields) => {
                    if let Some(date) = &fields.date {
                        evidence.add(date, || source.place.path.clone());
                    }
                }
                None => {
                    files += 1;
                    example.get_or_insert_with(|| source.place.path.clone());
                }
            }
        }
        if let Some(example) = example {
            let unmatched = Unmatched { pattern: pattern.to_string(), files, of, example };
            if files == of {
                return Err(InputError::PatternFitsNone(unmatched));
            }
            self.unmatched = Some(unmatched);
        }
        let column = self.given.clone().unwrap_or_else(|| {
            let column = DateColumn::open("the paths");
            column.settle(evidence);
            Arc::new(column)
        });
        self.path_dates = Some(column);
        Ok(())
    }

    /// The fields in the path of an input: below the folder that was walked, or as it was named.
    fn fields(&self, source: &Source) -> Option<PathFields> {
        // What is read may be a copy of what was named.
        let named = source.place.named.then(|| Path::new(&source.place.path));
        let file = named.or(source.file.as_deref()).filter(|_| source.place.path != STDIN)?;
        let below = |root: &PathBuf| file.strip_prefix(root).ok().filter(|_| named.is_none());
        let path: &Path = self.roots.iter().find_map(below).unwrap_or(file);
        let names: Vec<_> = path.iter().map(|name| path_name(Path::new(name))).collect();
        self.pattern.as_ref()?.fields(&names.join("/"))
    }

    /// Reads an input, whose documents are in the context of [`place`](Self::place) from now on.
    pub fn read(&mut self, format: &'static Format, mut source: Source, reading: &Reading) -> Items {
        let path = self.fields(&source);
        if let Some(id) = path.as_ref().and_then(|fields| fields.id.clone()) {
            source.place.id = id;
        }
        let path = path.map(Arc::new);
        let context = |dates: &Arc<DateColumn>| Context {
            dates: Some(Arc::clone(dates)),
            path: path.clone(),
            path_dates: self.path_dates.clone(),
        };
        let is_stream = source.stream;
        // What was copied can be read as often as one likes.
        let once = is_stream && source.file.as_ref().is_none_or(|file| !file.is_file());
        let rows = match (&self.given, &source.file) {
            (Some(given), _) => Arc::clone(given),
            (None, Some(file)) if !once => Arc::new(table_column(format, file, &source.place.path, reading)),
            (None, _) => Arc::new(DateColumn::open(&source.place.path)),
        };
        // A text from a stream is alone in its column, copied or not.
        self.current = [context(&rows), context(if is_stream { &rows } else { &self.texts })];
        let items = format.read(source, reading);
        if once && self.given.is_none() { Box::new(Held::new(items, rows, reading.decoding)) } else { items }
    }

    /// Puts a document of the current input into its context.
    pub fn place(&self, item: &mut Item) {
        if let Item::Document(raw) = item {
            let [rows, texts] = &self.current;
            raw.context = if raw.row.is_some() { rows.clone() } else { texts.clone() };
        }
    }
}
