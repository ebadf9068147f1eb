//! Actor by outlet.

use super::links::Links;
use super::numbers::{caption, name, rest_in_words, signed};
use super::outlets::{coverage, differences};
use crate::digest::{ActorDigest, Digest, LEAST_CALLED, StanceMean};
use maud::{Markup, html};

/// Actors and outlets on the page.
const ROWS: usize = 30;
const COLUMNS: usize = 15;
/// Documents with evidence below which a cell is faint.
const FEW: u64 = 3;

/// The table of means by actor and outlet.
pub fn heat(digest: &Digest, links: &Links) -> Markup {
    let rows: Vec<(usize, &ActorDigest)> =
        digest.actors.iter().enumerate().filter(|(_, actor)| !actor.outlets.is_empty()).take(ROWS).collect();
    html! {
        section id="outlets" {
            h2 { "Actors by outlet" }
            @match digest.outlets.as_slice() {
                [] => p { "No article names its outlet. A column " code { "source" } ", front matter or " code { "--path-pattern" } " gives it." },
                [only] => p { "All articles that name their outlet are of " (name(&only.outlet)) "." },
                _ if rows.is_empty() => p { "No actor is named in articles of these outlets." },
                _ => {
                    (table(digest, &rows, links))
                    (differences(digest, links))
                }
            }
            (coverage(digest, links))
        }
    }
}

fn table(digest: &Digest, rows: &[(usize, &ActorDigest)], links: &Links) -> Markup {
    let outlets = digest.outlets.get(..COLUMNS).unwrap_or(&digest.outlets);
    html! {
        p.hint {
            "Mean stance, and below it the number of articles with a word for or against. A number is bold where its 95 % interval leaves out 0, and has a colour where it is also at least " (format!("{LEAST_CALLED:.2}")) " from it; it is faint with fewer than three articles. A · stands for articles without such a word, and below it their number."
            @if rows.len() == ROWS || digest.corpus.outlets > COLUMNS as u64 { " The " (ROWS.min(rows.len())) " most covered actors, the " (outlets.len()) " outlets with most articles." }
        }
        div.scroll tabindex="0" role="region" aria-labelledby="of-outlets" {
            table.heat {
                (caption("of-outlets", "Mean stance toward each actor in each outlet, and articles"))
                thead {
                    tr {
                        th scope="col" { "Actor" }
                        @for outlet in outlets { th scope="col" { (name(&outlet.outlet)) } }
                    }
                }
                tbody {
                    @for (at, actor) in rows {
                        tr {
                            th scope="row" { (name(&actor.name)) }
                            @for (column, outlet) in outlets.iter().enumerate() {
                                @match actor.outlets.iter().find(|cell| cell.outlet == outlet.outlet) {
                                    Some(cell) => (self::cell(&cell.mean, links.outlet(*at, column))),
                                    None => td {},
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn cell(mean: &StanceMean, link: Option<String>) -> Markup {
    html! {
        td class=[class(mean)] {
            @match mean.stance {
                Some(stance) => a href=[link] { (signed(stance)) small { (mean.with_evidence) } span.unseen { (rest_in_words(mean)) } },
                None => span { "·" small { (mean.documents) } span.unseen { " without such a word" } },
            }
        }
    }
}

/// How strong a colour is: by the mean, none where the interval holds 0.
fn class(mean: &StanceMean) -> Option<String> {
    let few = mean.with_evidence < FEW;
    let side = match mean.tone() {
        1 if !few => "g",
        -1 if !few => "b",
        _ if few => return Some("few".to_owned()),
        _ => return (mean.side() != 0).then(|| "clear".to_owned()),
    };
    let strength = match mean.stance.unwrap_or_default().abs() {
        weak if weak < 0.3 => 1,
        some if some < 0.5 => 2,
        _ => 3,
    };
    Some(format!("{side}{strength}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_has_colour_only_where_its_interval_leaves_out_0() {
        let mean = |documents, stance, low, high| StanceMean {
            documents,
            with_evidence: documents,
            stance: Some(stance),
            ci_low: Some(low),
            ci_high: Some(high),
        };
        let named = |mean| class(&mean).unwrap_or_default();
        assert_eq!(named(mean(5, 0.5, 0.1, 0.9)), "g3");
        assert_eq!(named(mean(5, -0.2, -0.3, -0.1)), "b1");
        assert_eq!(named(mean(5, -0.1, -0.2, -0.05)), "clear");
        assert_eq!(named(mean(5, -0.2, -0.3, 0.1)), "");
        assert_eq!(named(mean(2, -0.2, -0.3, -0.1)), "few");
    }
}
