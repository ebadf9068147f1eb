//! Chooses which categories of a file are favourable and which critical.

use super::ForeignOptions;
use super::category::{Category, Side};
use super::error::{ForeignError, ForeignFault};

/// Names that count as favourable by default.
const FAVOURABLE: [&str; 7] = ["positive", "posemo", "pos", "emo_pos", "tone_pos", "favourable", "favorable"];
/// Names that count as critical by default.
const CRITICAL: [&str; 6] = ["negative", "negemo", "neg", "emo_neg", "tone_neg", "critical"];
/// Negated phrases (`not good`) as categories of their own: our rules handle negation, so they would count
/// twice.
const NEGATED: [&str; 2] = ["neg_positive", "neg_negative"];
/// Maximum number of categories in a message.
const LISTED: usize = 40;

/// The side of each category. One whose name is not selected inherits the side of its parent.
pub(super) fn choose(
    path: &str,
    categories: &[Category],
    options: &ForeignOptions,
) -> Result<Vec<Side>, ForeignError> {
    let line = categories.first().map_or(1, |category| category.line);
    let favourable = plain_names(&options.favourable);
    let critical = plain_names(&options.critical);
    if let Some(name) = favourable.iter().find(|name| critical.contains(name)) {
        return Err(ForeignError::line(path, line, ForeignFault::NamedTwice { name: name.clone() }));
    }
    for name in favourable.iter().chain(&critical) {
        if !(0..categories.len()).any(|at| is_called(categories, at, name)) {
            let fault = ForeignFault::NoSuchCategory { name: name.clone(), found: list(categories) };
            return Err(ForeignError::line(path, line, fault));
        }
    }
    let mut sides: Vec<Side> = Vec::with_capacity(categories.len());
    for (at, category) in categories.iter().enumerate() {
        let named = |names: &[String]| names.iter().any(|name| is_called(categories, at, name));
        let usual = |names: &[&str]| names.iter().any(|name| is_called(categories, at, name));
        let side = if named(&favourable) {
            Side::Favourable
        } else if named(&critical) {
            Side::Critical
        } else if usual(&NEGATED) {
            Side::Negated
        } else if favourable.is_empty() && usual(&FAVOURABLE) {
            Side::Favourable
        } else if critical.is_empty() && usual(&CRITICAL) {
            Side::Critical
        } else {
            category.parent.and_then(|parent| sides.get(parent)).copied().unwrap_or(Side::Other)
        };
        sides.push(side);
    }
    if !sides.iter().any(|side| matches!(side, Side::Favourable | Side::Critical)) {
        return Err(ForeignError::line(path, line, ForeignFault::NoCategory { found: list(categories) }));
    }
    Ok(sides)
}

/// Whether a category of that name, in lower case, counts by default.
pub(super) fn is_usual(name: &str) -> bool {
    FAVOURABLE.contains(&name) || CRITICAL.contains(&name)
}

fn plain_names(names: &[String]) -> Vec<String> {
    names.iter().map(|name| name.trim().to_lowercase()).collect()
}

/// Whether the category has the lower-case name `wanted`: its whole name, the part before ` (`, or the end of its path
/// (`outer/inner`).
fn is_called(categories: &[Category], at: usize, wanted: &str) -> bool {
    let Some(category) = categories.get(at) else { return false };
    let name = category.name.trim().to_lowercase();
    let short = name.split_once(" (").map_or(name.as_str(), |(short, _)| short);
    if name == wanted || short == wanted {
        return true;
    }
    match (wanted.rsplit_once('/'), category.parent) {
        (Some((outer, inner)), Some(parent)) => {
            (name == inner || short == inner) && is_called(categories, parent, outer)
        }
        _ => false,
    }
}

/// The names without repetition, for a message.
fn list(categories: &[Category]) -> String {
    let mut names: Vec<&str> = Vec::new();
    for category in categories {
        if names.len() == LISTED {
            names.push("...");
            break;
        }
        if !names.contains(&category.name.as_str()) {
            names.push(&category.name);
        }
    }
    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
}

#[cfg(test)]
mod tests {
    use super::super::error::said;
    use super::*;

    fn categories(names: &[(&str, Option<usize>)]) -> Vec<Category> {
        names
            .iter()
            .map(|(name, parent)| Category { name: (*name).into(), parent: *parent, line: 3 })
            .collect()
    }

    fn options(favourable: &[&str], critical: &[&str]) -> ForeignOptions {
        let owned = |names: &[&str]| -> Vec<String> { names.iter().map(|name| (*name).to_owned()).collect() };
        ForeignOptions { favourable: owned(favourable), critical: owned(critical), side: None }
    }

    #[test]
    fn the_usual_names_count_and_negated_ones_do_not() {
        let categories = categories(&[
            ("Affect", None),
            ("POSEMO (Positive emotions)", Some(0)),
            ("negative", None),
            ("neg_positive", Some(2)),
            ("mild", Some(2)),
        ]);
        let sides = choose("f", &categories, &ForeignOptions::default()).unwrap();
        assert_eq!(sides, [Side::Other, Side::Favourable, Side::Critical, Side::Negated, Side::Critical]);
    }

    #[test]
    fn given_names_replace_the_usual_ones_of_their_side() {
        let categories = categories(&[("Trust", None), ("positive", None), ("negative", None)]);
        let sides = choose("f", &categories, &options(&["trust"], &[])).unwrap();
        assert_eq!(sides, [Side::Favourable, Side::Other, Side::Critical]);
        let sides = choose("f", &categories, &options(&["negative"], &["Positive"])).unwrap();
        assert_eq!(sides, [Side::Other, Side::Critical, Side::Favourable]);
    }

    #[test]
    fn a_path_names_a_nested_category() {
        let categories = categories(&[
            ("care", None),
            ("virtue", Some(0)),
            ("vice", Some(0)),
            ("fairness", None),
            ("virtue", Some(3)),
        ]);
        let sides = choose("f", &categories, &options(&["Care/Virtue"], &["care/vice"])).unwrap();
        assert_eq!(sides, [Side::Other, Side::Favourable, Side::Critical, Side::Other, Side::Other]);
    }

    #[test]
    fn errors_list_what_there_is() {
        let categories = categories(&[("joy", None), ("fear", None), ("joy", Some(1))]);
        let error = said(&choose("f.dic", &categories, &ForeignOptions::default()).unwrap_err());
        assert!(error.starts_with("f.dic:3: ") && error.ends_with("there are: joy, fear"), "{error}");
        let error = said(&choose("f.dic", &categories, &options(&["jo"], &[])).unwrap_err());
        assert_eq!(error, "f.dic:3: there is no category 'jo'; there are: joy, fear");
        let error = said(&choose("f.dic", &categories, &options(&["joy"], &["Joy "])).unwrap_err());
        assert!(error.contains("'joy' was named as favourable and as critical"), "{error}");
        let error = said(&choose("f.dic", &[], &ForeignOptions::default()).unwrap_err());
        assert!(error.ends_with("none"), "{error}");
    }

    #[test]
    fn a_long_list_is_cut() {
        let many: Vec<Category> =
            (0..100).map(|n| Category { name: format!("c{n}"), parent: None, line: 1 }).collect();
        assert!(list(&many).ends_with("c39, ..."));
    }
}
