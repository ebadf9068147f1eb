//! A message to the user: a sentence, and what can be done about it.

use super::used::Used;
use std::fmt::Display;

/// A message. It is displayed as its sentence, without advice.
pub trait Message: Display {
    /// What can be done about it that the run does not do already.
    fn hint(&self, used: &Used) -> Option<String>;

    /// The sentence with its hint, as it is printed.
    fn text(&self, used: &Used) -> String {
        joined(self, self.hint(used).as_deref())
    }
}

/// A sentence with its hint behind it.
pub fn joined<S: Display + ?Sized>(sentence: &S, hint: Option<&str>) -> String {
    match hint {
        Some(hint) => format!("{sentence}; {hint}"),
        None => sentence.to_string(),
    }
}
