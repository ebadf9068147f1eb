//! Where something is wrong, once for all errors of files.

/// An error and its place in a file. The message begins with the place; what to do about it is the [`hint`](Hint::hint).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located<E> {
    /// The file: a path, or the name of a shipped file.
    pub path: String,
    /// The line, from 1; none where the error is about the whole file.
    pub line: Option<u64>,
    /// What is wrong. In a box, so that results stay small.
    pub error: Box<E>,
}

impl<E> Located<E> {
    /// An error about a whole file.
    pub fn file(path: &str, error: impl Into<E>) -> Self {
        Self { path: path.to_owned(), line: None, error: Box::new(error.into()) }
    }

    /// An error in a line, from 1.
    pub fn line(path: &str, line: u64, error: impl Into<E>) -> Self {
        Self { path: path.to_owned(), line: Some(line), error: Box::new(error.into()) }
    }

    /// The same place, the error in another type.
    pub fn map<T>(self, change: impl FnOnce(E) -> T) -> Located<T> {
        Located { path: self.path, line: self.line, error: Box::new(change(*self.error)) }
    }
}

/// `path:line: error`, or `path: error`.
impl<E: std::fmt::Display> std::fmt::Display for Located<E> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.line {
            Some(line) => write!(out, "{}:{line}: {}", self.path, self.error),
            None => write!(out, "{}: {}", self.path, self.error),
        }
    }
}

impl<E: std::error::Error + 'static> std::error::Error for Located<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.error.source()
    }
}

/// What a user can do about an error, apart from what is wrong.
pub trait Hint {
    /// The advice, without a full stop; none where the message says it all.
    fn hint(&self) -> Option<String>;
}

/// What never happens needs no advice.
impl Hint for std::convert::Infallible {
    fn hint(&self) -> Option<String> {
        match *self {}
    }
}

impl<E: Hint> Hint for Located<E> {
    fn hint(&self) -> Option<String> {
        self.error.hint()
    }
}
