//! Minimises a smooth convex function: L-BFGS (Nocedal & Wright 2006, algorithm 7.5) with a backtracking line search.
//!
//! linfa's logistic regression needs dense matrices; one entry in a thousand is non-zero here.

/// Memory: pairs of steps and gradient differences.
const MEMORY: usize = 8;
/// Maximum number of iterations.
const ROUNDS: usize = 120;
/// Tolerance: stops when an iteration reduces the value by less than this share.
const TOLERANCE: f64 = 1e-8;
/// Armijo constant: minimum share of the predicted decrease that a step must bring.
const SUFFICIENT: f64 = 1e-4;
/// Maximum number of halvings of a step.
const HALVINGS: usize = 30;

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// The minimiser, from `start`, of the function that `evaluate` computes (returns the value, writes the gradient).
pub fn minimize(mut evaluate: impl FnMut(&[f64], &mut [f64]) -> f64, start: Vec<f64>) -> Vec<f64> {
    let mut point = start;
    let mut gradient = vec![0.0; point.len()];
    let mut value = evaluate(&point, &mut gradient);
    let mut pairs: Vec<(Vec<f64>, Vec<f64>, f64)> = Vec::new();
    for _ in 0..ROUNDS {
        let mut direction = descend(&gradient, &pairs);
        let mut slope = dot(&direction, &gradient);
        if slope >= 0.0 {
            pairs.clear();
            direction = gradient.iter().map(|g| -g).collect();
            slope = -dot(&gradient, &gradient);
        }
        if slope.abs() < f64::MIN_POSITIVE {
            break;
        }
        let mut step = if pairs.is_empty() { 1.0 / (1.0 + (-slope).sqrt()) } else { 1.0 };
        let mut next_gradient = vec![0.0; point.len()];
        let mut found = None;
        for _ in 0..HALVINGS {
            let next: Vec<f64> = point.iter().zip(&direction).map(|(x, d)| x + step * d).collect();
            let next_value = evaluate(&next, &mut next_gradient);
            if next_value <= value + SUFFICIENT * step * slope {
                found = Some((next, next_value));
                break;
            }
            step *= 0.5;
        }
        let Some((next, next_value)) = found else { break };
        let moved: Vec<f64> = next.iter().zip(&point).map(|(a, b)| a - b).collect();
        let bent: Vec<f64> = next_gradient.iter().zip(&gradient).map(|(a, b)| a - b).collect();
        let curvature = dot(&moved, &bent);
        if curvature > 1e-12 * dot(&bent, &bent) {
            if pairs.len() == MEMORY {
                pairs.remove(0);
            }
            pairs.push((moved, bent, 1.0 / curvature));
        }
        let gain = value - next_value;
        (point, gradient, value) = (next, next_gradient, next_value);
        if gain <= TOLERANCE * value.abs().max(1.0) {
            break;
        }
    }
    point
}

/// The two-loop recursion: minus the approximate inverse Hessian times the gradient.
fn descend(gradient: &[f64], pairs: &[(Vec<f64>, Vec<f64>, f64)]) -> Vec<f64> {
    let mut direction: Vec<f64> = gradient.iter().map(|g| -g).collect();
    let mut shares = Vec::with_capacity(pairs.len());
    for (moved, bent, rho) in pairs.iter().rev() {
        let share = rho * dot(moved, &direction);
        direction.iter_mut().zip(bent).for_each(|(d, y)| *d -= share * y);
        shares.push(share);
    }
    if let Some((_, bent, rho)) = pairs.last() {
        let scale = 1.0 / (rho * dot(bent, bent));
        direction.iter_mut().for_each(|d| *d *= scale);
    }
    for ((moved, bent, rho), share) in pairs.iter().zip(shares.into_iter().rev()) {
        let back = rho * dot(bent, &direction);
        direction.iter_mut().zip(moved).for_each(|(d, s)| *d += (share - back) * s);
    }
    direction
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_bottom_of_a_bent_valley() {
        let evaluate = |x: &[f64], gradient: &mut [f64]| {
            gradient[0] = -400.0 * x[0] * (x[1] - x[0] * x[0]) - 2.0 * (1.0 - x[0]);
            gradient[1] = 200.0 * (x[1] - x[0] * x[0]);
            {
                let (steep, flat) = (x[1] - x[0] * x[0], 1.0 - x[0]);
                100.0 * steep * steep + flat * flat
            }
        };
        let found = minimize(evaluate, vec![-1.2, 1.0]);
        assert!((found[0] - 1.0).abs() < 1e-2 && (found[1] - 1.0).abs() < 1e-2, "{found:?}");
    }
}
