//! Stability of topics across runs of the clustering (Hennig 2007, cluster-wise assessment).

/// For each of `k` topics the mean, over runs, of the highest Jaccard similarity with a topic of the run: 0 to 1.
#[must_use]
pub fn stability(topics: &[usize], runs: &[Vec<usize>], k: usize) -> Vec<f64> {
    let mut sums = vec![0.0; k];
    for run in runs {
        for (sum, best) in sums.iter_mut().zip(best_overlaps(topics, run, k)) {
            *sum += best / runs.len() as f64;
        }
    }
    sums
}

fn best_overlaps(ours: &[usize], theirs: &[usize], k: usize) -> Vec<f64> {
    let mut both = vec![0u32; k * k];
    let (mut here, mut there) = (vec![0u32; k], vec![0u32; k]);
    for (&a, &b) in ours.iter().zip(theirs) {
        both[a * k + b] += 1;
        here[a] += 1;
        there[b] += 1;
    }
    let overlap = |a: usize, b: usize| {
        let shared = both[a * k + b];
        let union = here[a] + there[b] - shared;
        if union == 0 { 0.0 } else { f64::from(shared) / f64::from(union) }
    };
    (0..k).map(|a| (0..k).map(|b| overlap(a, b)).fold(0.0, f64::max)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlaps_are_those_counted_by_hand() {
        assert_eq!(best_overlaps(&[0, 0, 1, 1], &[1, 1, 0, 0], 2), [1.0, 1.0]);
        let found = best_overlaps(&[0, 0, 0, 1], &[0, 0, 1, 1], 2);
        assert!((found[0] - 2.0 / 3.0).abs() < 1e-12 && (found[1] - 0.5).abs() < 1e-12);
    }
}
