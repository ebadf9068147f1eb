//! The position of an error in a file, shared by all errors about files.

/// An error and its position in a file. The message begins with the position; advice is in its [`hint`](Hint::hint).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located<E> {
    /// The file: a path, or the name of a shipped file.
    pub path: String,
    /// The line, from 1; `None` if the error is about the whole file.
    pub line: Option<u64>,
    /// The error. Boxed to keep results small.
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

    /// The same position with the error converted.
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

/// Advice to the user, kept apart from the error message.
pub trait Hint {
    /// The advice, without a full stop; `None` if the message is enough.
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
