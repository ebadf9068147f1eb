//! Clustering: spherical k-means with several starts, the best of which initialises linfa's k-means.
//!
//! Why both: for unit vectors, k-means needs inner products only, and a matrix product takes a twentieth of the time of
//! linfa's loop. So ten starts are run that way, and linfa is fitted from the best.

use super::error::TopicError;
use super::linear::product;
use linfa::DatasetBase;
use linfa::traits::{Fit, Predict};
use linfa_clustering::{KMeans, KMeansInit};
use ndarray::{Array1, Array2, Axis};
use rand::{Rng, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;
use rayon::prelude::*;

/// Maximum iterations of spherical k-means.
const ROUNDS: usize = 40;
/// A run has converged if fewer than one point in so many changes its centre; EM refines the rest.
const SETTLED: usize = 1_000;

/// Maximum iterations of linfa's k-means, which starts where spherical k-means ended.
const LINFA_ROUNDS: u64 = 2;
/// Of more points than this, the starts are run on a subsample of this size.
const STARTED_ON: usize = 5_000;
/// Minimum points per centre in that subsample; with fewer, the starts are run on all points.
const POINTS_A_CENTER: usize = 20;

/// Points assigned to centres.
#[derive(Debug, Clone)]
pub struct Clustering {
    /// Centres × dimensions.
    pub centers: Array2<f32>,
    /// Centre of each point.
    pub assignment: Vec<usize>,
    /// Sum of the inner products of points and their centres.
    pub objective: f64,
}

/// The `best` of `starts` runs of spherical k-means (Dhillon & Modha 2001) with greedy k-means++ (Arthur &
/// Vassilvitskii 2007, section 5), by descending objective. `points` have unit length; 1 <= `k` <= points.
#[must_use]
pub fn spherical_runs(
    points: &Array2<f32>,
    k: usize,
    starts: u64,
    best: usize,
    seed: u64,
) -> Vec<Clustering> {
    let n = points.nrows();
    let some = (n > STARTED_ON && k <= STARTED_ON / POINTS_A_CENTER).then(|| {
        // Evenly spaced: the order of the points depends on their content alone.
        let chosen: Vec<usize> = (0..STARTED_ON).map(|at| at * n / STARTED_ON).collect();
        points.select(Axis(0), &chosen)
    });
    let started_on = some.as_ref().unwrap_or(points);
    let mut runs: Vec<Clustering> = (0..starts)
        .into_par_iter()
        .map(|start| {
            let mut rng = Xoshiro256PlusPlus::seed_from_u64(seed.wrapping_add(start));
            settle(started_on, seed_centers(started_on, k, &mut rng))
        })
        .collect();
    let sort = |runs: &mut Vec<Clustering>| runs.sort_by(|a, b| b.objective.total_cmp(&a.objective));
    sort(&mut runs);
    runs.truncate(best);
    if some.is_some() {
        runs = runs.into_par_iter().map(|run| settle(points, run.centers)).collect();
        sort(&mut runs);
    }
    runs
}

/// Spherical k-means from these centres until convergence.
fn settle(points: &Array2<f32>, mut centers: Array2<f32>) -> Clustering {
    let (mut assignment, mut objective) = assign(points, &centers);
    for _ in 0..ROUNDS {
        centers = means(points, &assignment, &centers);
        let (next, sum) = assign(points, &centers);
        let moved = next.iter().zip(&assignment).filter(|(a, b)| a != b).count();
        let settled = moved * SETTLED <= points.nrows();
        (assignment, objective) = (next, sum);
        if settled {
            break;
        }
    }
    Clustering { centers, assignment, objective }
}

/// The centre with the largest inner product for each point (the first of ties), and the sum of those products.
fn assign(points: &Array2<f32>, centers: &Array2<f32>) -> (Vec<usize>, f64) {
    let products = product(&points.view(), &centers.t().to_owned());
    let mut sum = 0.0;
    let assignment = products
        .as_slice()
        .unwrap_or_default()
        .chunks_exact(centers.nrows().max(1))
        .map(|row| {
            let mut best = (0, f32::NEG_INFINITY);
            for (at, &value) in row.iter().enumerate() {
                if value > best.1 {
                    best = (at, value);
                }
            }
            sum += f64::from(best.1);
            best.0
        })
        .collect();
    (assignment, sum)
}

/// The mean direction of each cluster. An empty cluster is moved to the point farthest from its centre.
fn means(points: &Array2<f32>, assignment: &[usize], centers: &Array2<f32>) -> Array2<f32> {
    let mut sums = Array2::<f32>::zeros(centers.dim());
    let mut counts = vec![0usize; centers.nrows()];
    for (point, &at) in points.rows().into_iter().zip(assignment) {
        let mut sum = sums.row_mut(at);
        sum += &point;
        counts[at] += 1;
    }
    let mut taken: Vec<usize> = Vec::new();
    for (at, &count) in counts.iter().enumerate() {
        if count == 0 {
            let worst = (0..points.nrows())
                .filter(|point| !taken.contains(point))
                .map(|point| (point, points.row(point).dot(&centers.row(assignment[point]))))
                .min_by(|a, b| a.1.total_cmp(&b.1));
            if let Some((point, _)) = worst {
                taken.push(point);
                sums.row_mut(at).assign(&points.row(point));
            }
        }
        let mut sum = sums.row_mut(at);
        let length = sum.dot(&sum).sqrt();
        if length > 0.0 {
            sum /= length;
        }
    }
    sums
}

/// The mean direction of each of `k` clusters; zero for an empty one.
#[must_use]
pub fn centers_of(points: &Array2<f32>, assignment: &[usize], k: usize) -> Array2<f32> {
    let mut centers = Array2::<f32>::zeros((k, points.ncols()));
    for (point, &at) in points.rows().into_iter().zip(assignment) {
        let mut sum = centers.row_mut(at);
        sum += &point;
    }
    super::linear::normalize_rows(&mut centers);
    centers
}

/// Greedy k-means++: each new centre is the best of a few candidates drawn with probability proportional to the squared
/// distance from the centres so far.
fn seed_centers(points: &Array2<f32>, k: usize, rng: &mut Xoshiro256PlusPlus) -> Array2<f32> {
    let n = points.nrows();
    let tries = 2 + libm::log(k as f64) as usize;
    let mut chosen = vec![rng.gen_range(0..n)];
    let distance = |products: &Array1<f32>| products.mapv(|product| (2.0 - 2.0 * product).max(0.0));
    let mut nearest = distance(&points.dot(&points.row(chosen[0])));
    while chosen.len() < k {
        let candidates: Vec<usize> = (0..tries).map(|_| draw(&nearest, rng)).collect();
        let rows = points.select(Axis(0), &candidates);
        let products = product(&points.view(), &rows.t().to_owned());
        let mut best: Option<(f32, usize, Array1<f32>)> = None;
        for (column, &candidate) in products.columns().into_iter().zip(&candidates) {
            let mut after = distance(&column.to_owned());
            after.zip_mut_with(&nearest, |new, &old| *new = new.min(old));
            let sum = after.sum();
            if best.as_ref().is_none_or(|(least, ..)| sum < *least) {
                best = Some((sum, candidate, after));
            }
        }
        let Some((_, candidate, after)) = best else { break };
        chosen.push(candidate);
        nearest = after;
    }
    points.select(Axis(0), &chosen)
}

fn draw(weights: &Array1<f32>, rng: &mut Xoshiro256PlusPlus) -> usize {
    let total = weights.sum();
    if total <= 0.0 {
        return rng.gen_range(0..weights.len());
    }
    let mut left = rng.r#gen::<f32>() * total;
    let mut last = 0;
    for (at, &weight) in weights.iter().enumerate() {
        if weight > 0.0 {
            last = at;
            left -= weight;
            if left <= 0.0 {
                break;
            }
        }
    }
    last
}

/// Fits linfa's k-means from the given centres and assigns the points to the new ones.
///
/// # Errors
/// linfa reports an error.
pub fn fit_linfa(points: Array2<f32>, start: &Clustering) -> Result<Clustering, TopicError> {
    let k = start.centers.nrows();
    let dataset = DatasetBase::from(points);
    let rng = Xoshiro256PlusPlus::seed_from_u64(0);
    let model = KMeans::params_with_rng(k, rng)
        .init_method(KMeansInit::Precomputed(start.centers.clone()))
        .n_runs(1)
        .max_n_iterations(LINFA_ROUNDS)
        .fit(&dataset)?;
    let assignment: Vec<usize> = model.predict(dataset.records()).to_vec();
    let centers = model.centroids().clone();
    let objective = dataset
        .records()
        .rows()
        .into_iter()
        .zip(&assignment)
        .map(|(p, &at)| f64::from(p.dot(&centers.row(at))))
        .sum();
    Ok(Clustering { centers, assignment, objective })
}

#[cfg(test)]
mod tests {
    use super::*;

    const STARTS: u64 = 10;

    fn spherical(points: &Array2<f32>, k: usize, starts: u64, seed: u64) -> Option<Clustering> {
        spherical_runs(points, k, starts, 1, seed).into_iter().next()
    }

    /// Three directions with ten points near each.
    fn points() -> Array2<f32> {
        let mut rng = Xoshiro256PlusPlus::seed_from_u64(3);
        let mut points =
            Array2::from_shape_fn((30, 4), |(row, column)| if row % 3 == column { 1.0 } else { 0.0 });
        points.mapv_inplace(|x| x + rng.gen_range(-0.1..0.1));
        super::super::linear::normalize_rows(&mut points);
        points
    }

    #[test]
    fn clusters_are_found_and_linfa_agrees() {
        let points = points();
        let found = spherical(&points, 3, 4, 1).unwrap();
        assert!((0..30).all(|at| found.assignment[at] == found.assignment[at % 3]));
        let fitted = fit_linfa(points, &found).unwrap();
        assert_eq!(fitted.assignment, found.assignment);
    }

    /// `each` points around each of `k` directions, in turn.
    fn around(k: usize, each: usize, noise: f32, seed: u64) -> Array2<f32> {
        let mut rng = Xoshiro256PlusPlus::seed_from_u64(seed);
        let directions = Array2::from_shape_simple_fn((k, 40), || rng.gen_range(-1.0f32..1.0));
        let mut points = Array2::from_shape_fn((k * each, 40), |(row, column)| directions[(row % k, column)]);
        points.mapv_inplace(|x| x + rng.gen_range(-noise..noise));
        super::super::linear::normalize_rows(&mut points);
        points
    }

    /// linfa's own k-means with ten random starts: the mean squared distance at the end.
    fn linfa_alone(points: &Array2<f32>, k: usize, seed: u64) -> f32 {
        let dataset = DatasetBase::from(points.clone());
        let rng = rand_xoshiro::Xoshiro256Plus::seed_from_u64(seed);
        let model = KMeans::params_with_rng(k, rng).n_runs(10).fit(&dataset).unwrap();
        model.inertia()
    }

    #[test]
    fn on_clusters_that_lie_apart_the_fast_path_gives_what_linfa_gives() {
        for (k, each) in [(2, 300), (5, 200), (12, 90), (25, 40)] {
            for seed in 1..=4 {
                let points = around(k, each, 0.6, seed);
                let fast = spherical(&points, k, STARTS, seed).unwrap();
                let fitted = fit_linfa(points, &fast).unwrap();
                assert_eq!(fitted.assignment, fast.assignment, "k = {k}, seed {seed}");
            }
        }
    }

    #[test]
    fn on_clusters_that_run_into_each_other_linfa_alone_finds_nothing_better() {
        for (k, each) in [(5, 80), (12, 40)] {
            for seed in 1..=3 {
                let points = around(k, each, 3.0, seed);
                let fast = spherical(&points, k, STARTS, seed).unwrap();
                let fitted = fit_linfa(points.clone(), &fast).unwrap();
                let apart = |(row, &at): (usize, &usize)| {
                    let difference = &points.row(row) - &fitted.centers.row(at);
                    difference.dot(&difference)
                };
                let ours =
                    fitted.assignment.iter().enumerate().map(apart).sum::<f32>() / points.nrows() as f32;
                let alone = linfa_alone(&points, k, seed);
                assert!(ours <= alone * 1.01, "k = {k}, seed {seed}: {ours} against {alone}");
            }
        }
    }

    #[test]
    fn as_many_clusters_as_points() {
        let points = points();
        let found = spherical(&points, 30, 2, 1).unwrap();
        assert!(found.centers.iter().all(|x| x.is_finite()));
        let mut used = found.assignment;
        used.sort_unstable();
        used.dedup();
        assert!(used.len() >= 29, "{}", used.len());
    }

    #[test]
    fn the_same_seed_gives_the_same_clusters() {
        let points = points();
        let runs = [spherical(&points, 5, 3, 9), spherical(&points, 5, 3, 9)].map(Option::unwrap);
        assert_eq!(runs[0].assignment, runs[1].assignment);
        assert_eq!(runs[0].centers, runs[1].centers);
    }
}
