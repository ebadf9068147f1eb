//! Files that belong to a project or download rather than to its articles: README, LICENSE and their like.

use std::path::Path;

/// Names that are passed over in any case of letters.
const ALWAYS: [&str; 8] = [
    "readme",
    "license",
    "licence",
    "copying",
    "changelog",
    "contributing",
    "code_of_conduct",
    "pull_request_template",
];

/// Names that are passed over in capitals only: an article may have them too.
const IN_CAPITALS: [&str; 11] = [
    "AUTHORS",
    "CHANGES",
    "CITATION",
    "CODEOWNERS",
    "GOVERNANCE",
    "HISTORY",
    "INSTALL",
    "MAINTAINERS",
    "NOTICE",
    "SECURITY",
    "SUPPORT",
];

/// Endings of such files.
const ENDINGS: [&str; 4] = ["md", "markdown", "txt", "text"];

/// Whether a walk passes over a file because of its name. What is behind the name, as in `README.de.md` and
/// `LICENSE-MIT.txt`, does not matter.
pub(super) fn is_project_file(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let mut parts = name.split('.');
    let Some(stem) = parts.next() else { return false };
    if !parts.any(|part| ENDINGS.iter().any(|ending| part.eq_ignore_ascii_case(ending))) {
        return false;
    }
    let licence = stem.split('-').next().unwrap_or(stem);
    ALWAYS.iter().any(|name| name.eq_ignore_ascii_case(stem))
        || IN_CAPITALS.contains(&stem)
        || ["LICENSE", "LICENCE"].contains(&licence)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_projects_are_told_from_those_of_articles() {
        for name in [
            "in/README.md",
            "readme.txt",
            "README.de.md",
            "LICENSE-MIT.txt",
            "Changelog.md.gz",
            "SECURITY.md",
        ] {
            assert!(is_project_file(Path::new(name)), "{name}");
        }
        for name in
            ["security.md", "history.txt", "readme.csv", "readme-first.txt", "a.md", "README", "licensed.txt"]
        {
            assert!(!is_project_file(Path::new(name)), "{name}");
        }
    }
}
