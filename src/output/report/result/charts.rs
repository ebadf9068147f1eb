//! Small charts, drawn as SVG. Their numbers stand beside them as text.

use super::numbers::{in_words, signed};
use crate::digest::{Shares, StanceMean};
use maud::{Markup, html};

/// Width of the axis of an interval chart.
const AXIS: f64 = 160.0;

/// The axis of the interval charts of a table, from `-half` to `half`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    half: f64,
}

impl Scale {
    /// The narrowest axis that holds these means; one in fifty of them may be beyond it.
    pub fn of(means: impl Iterator<Item = f64>) -> Self {
        let mut sizes: Vec<f64> = means.map(f64::abs).collect();
        sizes.sort_unstable_by(|a, b| b.total_cmp(a));
        let most = sizes.get(sizes.len() / 50).copied().unwrap_or(1.0);
        Self {
            half: if most <= 0.25 {
                0.25
            } else if most <= 0.5 {
                0.5
            } else {
                1.0
            },
        }
    }

    /// Where a stance is on the axis; what is beyond it is at its end.
    pub fn across(self, stance: f64) -> f64 {
        ((stance / self.half).clamp(-1.0, 1.0) + 1.0) / 2.0 * AXIS
    }

    /// Whether a stance is beyond the axis.
    pub fn is_beyond(self, stance: f64) -> bool {
        stance.abs() > self.half
    }

    /// The head of a column of charts.
    pub fn ends(self) -> Markup {
        let end = |stance| signed(stance).trim_end_matches('0').trim_end_matches('.').to_owned();
        let words = format!("Stance with its interval, drawn from {} to {}", end(-self.half), end(self.half));
        html! { span.unseen { (words) } span.ends aria-hidden="true" { span { (end(-self.half)) } span { "0" } span { (end(self.half)) } } }
    }
}

/// A number of a drawing: one decimal.
pub fn unit(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").map(str::to_owned).unwrap_or(text)
}

/// A mean as a dot with its 95 % interval as a bar; a hollow dot is beyond the axis.
pub fn interval(mean: &StanceMean, tone: i8, scale: Scale) -> Markup {
    let Some(stance) = mean.stance else { return html! {} };
    let across = |stance| scale.across(stance);
    let class = match tone {
        1 => "good-fill",
        -1 => "bad-fill",
        _ => "plain-fill",
    };
    let ends = mean.ci_low.zip(mean.ci_high);
    html! {
        svg.interval viewBox="-6 0 172 18" role="img" aria-label=(in_words(mean)) {
            path.axis d="M0 9H160M80 2V16" {}
            @if let Some((low, high)) = ends {
                rect class=(class) x=(unit(across(low))) y="6.5" width=(unit((across(high) - across(low)).max(1.0))) height="5" rx="2.5" opacity=".45" {}
            }
            circle class=(if scale.is_beyond(stance) { "open" } else { class }) cx=(unit(across(stance))) cy="9" r="4.5" {}
        }
    }
}

/// Documents by label as one bar of three or four pieces, which differ in colour and in pattern.
pub fn shares(shares: &Shares) -> Markup {
    let all = shares.all();
    if all == 0 {
        return html! {};
    }
    let pieces = [
        (shares.critical, "bad-fill", "critical"),
        (shares.mixed, "mixed-fill", "mixed"),
        (shares.neutral, "neutral-fill", "neutral"),
        (shares.favourable, "good-fill", "favourable"),
    ];
    let words: Vec<String> = pieces.iter().map(|(count, _, what)| format!("{count} {what}")).collect();
    let mut start = 0.0;
    html! {
        svg.shares viewBox="0 0 100 10" preserveAspectRatio="none" role="img" {
            title { (words.join(", ")) }
            @for (count, class, _) in pieces {
                @if count > 0 {
                    @let width = 100.0 * count as f64 / all as f64;
                    rect class=(class) x=(unit(start)) y="0" width=(unit(width)) height="10" {}
                    @let () = start += width;
                }
            }
        }
    }
}

/// Values from 0 up in their order, as a line with a dot at the end; a gap where there is none.
pub fn sparkline(values: &[Option<f64>], label: &str) -> Markup {
    let most = values.iter().flatten().copied().fold(0.0, f64::max);
    if values.iter().flatten().count() < 2 || most <= 0.0 {
        return html! {};
    }
    let step = 116.0 / (values.len() - 1) as f64;
    let at = |n: usize, value: f64| (2.0 + step * n as f64, 24.0 - 20.0 * value / most);
    let (mut path, mut pen) = (String::new(), false);
    let mut last = None;
    for (n, value) in values.iter().enumerate() {
        match value {
            Some(value) => {
                let (x, y) = at(n, *value);
                path += &format!("{}{} {}", if pen { "L" } else { "M" }, unit(x), unit(y));
                last = Some((x, y));
                pen = true;
            }
            None => pen = false,
        }
    }
    html! {
        svg.spark viewBox="0 0 120 26" role="img" {
            title { (label) }
            path.axis d="M2 24H118" {}
            path.line d=(path) {}
            @if let Some((x, y)) = last { circle.dot cx=(unit(x)) cy=(unit(y)) r="2.5" {} }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interval_is_drawn_about_its_dot_and_in_no_colour_where_it_holds_0() {
        let mean = |low, high| StanceMean {
            documents: 3,
            with_evidence: 3,
            stance: Some(0.5),
            ci_low: Some(low),
            ci_high: Some(high),
        };
        let whole = Scale::of([0.6].into_iter());
        let drawn = interval(&mean(0.25, 0.75), 1, whole).into_string();
        assert!(drawn.contains("class=\"good-fill\" x=\"100\" y=\"6.5\" width=\"40\""), "{drawn}");
        assert!(drawn.contains("cx=\"120\""), "{drawn}");
        assert!(
            drawn.contains("aria-label=\"mean stance +0.50, 95 % +0.25 to +0.75, 3 articles\""),
            "{drawn}"
        );
        assert!(interval(&mean(-0.25, 0.75), 0, whole).into_string().contains("plain-fill"));
        assert_eq!(interval(&StanceMean::default(), 0, whole).into_string(), "");
        let narrow = Scale::of([0.1, -0.2].into_iter());
        let drawn = interval(&mean(0.125, 0.75), 1, narrow).into_string();
        assert!(
            drawn.contains("x=\"120\" y=\"6.5\" width=\"40\"") && drawn.contains("class=\"open\" cx=\"160\""),
            "{drawn}"
        );
    }

    #[test]
    fn a_scale_is_as_wide_as_nearly_all_means() {
        let is =
            |means: &[f64], half| assert_eq!(Scale::of(means.iter().copied()), Scale { half }, "{means:?}");
        is(&[], 1.0);
        is(&[-0.25, 0.1], 0.25);
        is(&[0.1, -0.3], 0.5);
        is(&[0.7], 1.0);
        let mut many = vec![0.1; 60];
        many.push(0.9);
        is(&many, 0.25);
    }

    #[test]
    fn gaps_stay_gaps() {
        let drawn = sparkline(&[Some(0.0), None, Some(0.5), Some(1.0)], "course").into_string();
        assert!(drawn.contains("d=\"M2 24M79.3 14L118 4\""), "{drawn}");
        assert_eq!(sparkline(&[Some(1.0), None], "course").into_string(), "");
    }
}
