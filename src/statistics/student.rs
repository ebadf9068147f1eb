//! Student's t distribution: intervals of a mean, and whether two means differ.

use super::bootstrap::Interval;

/// 97.5 % quantiles for 1 to 30 degrees of freedom (Student 1908; tables of Fisher & Yates 1963).
const QUANTILES: [f64; 30] = [
    12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.3060, 2.2622, 2.2281, 2.2010, 2.1788, 2.1604,
    2.1448, 2.1314, 2.1199, 2.1098, 2.1009, 2.0930, 2.0860, 2.0796, 2.0739, 2.0687, 2.0639, 2.0595, 2.0555,
    2.0518, 2.0484, 2.0452, 2.0423,
];

/// The 97.5 % quantile of the standard normal distribution.
const NORMAL: f64 = 1.959_963_985;

/// The 97.5 % quantile; beyond the table by the first two terms of its expansion about the normal distribution
/// (Abramowitz & Stegun 1964, 26.7.5).
fn quantile(freedom: u64) -> f64 {
    if let Some(value) = (freedom as usize).checked_sub(1).and_then(|at| QUANTILES.get(at)) {
        return *value;
    }
    let (z, v) = (NORMAL, freedom.max(1) as f64);
    let (z3, z5) = (z * z * z, z * z * z * z * z);
    z + (z3 + z) / (4.0 * v) + (5.0 * z5 + 16.0 * z3 + 3.0 * z) / (96.0 * v * v)
}

/// The 95 % interval of a mean of `count` values with this sample variance; none of fewer than two.
#[must_use]
pub fn mean_interval(mean: f64, variance: f64, count: u64) -> Option<Interval> {
    let freedom = count.checked_sub(1).filter(|&freedom| freedom > 0)?;
    let half = quantile(freedom) * (variance.max(0.0) / count as f64).sqrt();
    Some(Interval { low: mean - half, high: mean + half })
}

/// Two-sided p-value of Welch's test that two means are the same, each given as mean, sample variance and count (Welch
/// 1947, with the degrees of freedom of Satterthwaite 1946). 1 where there are fewer than two values on a side.
#[must_use]
pub fn welch(a: (f64, f64, u64), b: (f64, f64, u64)) -> f64 {
    if a.2 < 2 || b.2 < 2 {
        return 1.0;
    }
    let part = |(_, variance, count): (f64, f64, u64)| variance.max(0.0) / count as f64;
    let (of_a, of_b) = (part(a), part(b));
    let error = of_a + of_b;
    if error <= 0.0 {
        return if (a.0 - b.0).abs() > 0.0 { 0.0 } else { 1.0 };
    }
    let freedom = error * error / (of_a * of_a / (a.2 - 1) as f64 + of_b * of_b / (b.2 - 1) as f64);
    let t2 = (a.0 - b.0) * (a.0 - b.0) / error;
    incomplete_beta(freedom / (freedom + t2), freedom / 2.0, 0.5)
}

/// Most steps of the continued fraction; it converges in far fewer.
const STEPS: u32 = 300;
/// A number in place of 0 in a denominator.
const TINY: f64 = 1e-300;

/// The regularised incomplete beta function, by its continued fraction (Abramowitz & Stegun 1964, 26.5.8; evaluated as by
/// Lentz 1976).
fn incomplete_beta(x: f64, a: f64, b: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    let log_front =
        libm::lgamma(a + b) - libm::lgamma(a) - libm::lgamma(b) + a * libm::log(x) + b * libm::log1p(-x);
    let front = libm::exp(log_front);
    if x < (a + 1.0) / (a + b + 2.0) {
        front * fraction(x, a, b) / a
    } else {
        1.0 - front * fraction(1.0 - x, b, a) / b
    }
}

fn fraction(x: f64, a: f64, b: f64) -> f64 {
    let away = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut c = 1.0;
    let mut d = 1.0 / away(1.0 - (a + b) * x / (a + 1.0));
    let mut value = d;
    for step in 1..=STEPS {
        let m = f64::from(step);
        for numerator in [
            m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0)),
        ] {
            d = 1.0 / away(1.0 + numerator * d);
            c = away(1.0 + numerator / c);
            value *= d * c;
        }
        if (d * c - 1.0).abs() < 1e-12 {
            break;
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_go_over_into_the_normal_one() {
        for (freedom, value) in [(1, 12.7062), (30, 2.0423), (31, 2.0395), (60, 2.0003), (1_000_000, 1.96)] {
            assert!((quantile(freedom) - value).abs() < 1e-4, "{freedom}: {}", quantile(freedom));
        }
    }

    #[test]
    fn an_interval_of_few_values_is_wide_and_of_one_there_is_none() {
        assert_eq!(mean_interval(0.5, 0.0, 1), None);
        let Interval { low, high } = mean_interval(0.5, 0.04, 4).unwrap();
        assert!((low - 0.181_76).abs() < 1e-5 && (high - 0.818_24).abs() < 1e-5, "{low} {high}");
    }

    #[test]
    fn p_values_are_those_of_the_tables() {
        // t at the 97.5 % quantile gives 0.05, whatever the degrees of freedom: equal variances and counts, 2(n - 1).
        for (count, t) in [(2, 4.3027), (6, 2.2281), (16, 2.0423)] {
            let difference = t * (2.0 / count as f64).sqrt();
            let p = welch((difference, 1.0, count), (0.0, 1.0, count));
            assert!((p - 0.05).abs() < 1e-5, "{count}: {p}");
        }
        assert!((welch((0.1, 1.0, 9), (0.1, 2.0, 5)) - 1.0).abs() < 1e-12);
        assert!(welch((1.0, 0.0, 5), (0.0, 0.0, 5)) < 1e-12);
        assert!((welch((1.0, 1.0, 1), (0.0, 1.0, 9)) - 1.0).abs() < 1e-12);
    }
}
