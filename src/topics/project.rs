//! Projection (latent semantic analysis): documents as unit vectors of at most 100 dimensions.
//!
//! Randomised truncated SVD (Halko, Martinsson & Tropp 2011, algorithms 4.4 and 5.1) with power iterations, without
//! which the result is useless for text. Dimensions are scaled by √σ instead of σ, which keeps the first few from
//! dominating, and rows are scaled to unit length.

use super::linear::{first_columns, gram_eigen, multiply, normalize, orthonormal, product, whiten};
use super::weigh::SparseRows;
use linfa_linalg::LinalgError;
use ndarray::{Array1, Array2, ArrayView1, ArrayViewMut1};
use rand::SeedableRng;
use rand::distributions::{Distribution, Uniform};
use rand_xoshiro::Xoshiro256PlusPlus;

/// Dimensions kept.
const DIMENSIONS: usize = 100;
/// Dimensions computed beyond those that are kept.
const OVERSAMPLING: usize = 10;
/// Power iterations.
const POWER: usize = 2;

/// Documents in the projected space.
#[derive(Debug, Clone, PartialEq)]
pub struct Projection {
    /// Documents × at most 100, each of unit length, or zero if a document has no term with a weight.
    pub points: Array2<f32>,
    /// The share of the length of each document's row that the projection retains, 0 to 1.
    pub retained: Vec<f32>,
    /// Terms × the same number: a TF-IDF row times this has the coordinates of its point, before scaling.
    pub axes: Array2<f32>,
    /// Scale factor of each dimension.
    pub scales: Array1<f32>,
}

/// The projection of `documents`.
///
/// # Errors
/// The decomposition of a small matrix fails, which does not happen with finite numbers.
pub fn project(documents: &SparseRows, seed: u64) -> Result<Projection, LinalgError> {
    let terms = documents.transposed();
    let width = (DIMENSIONS + OVERSAMPLING).min(documents.rows()).min(documents.terms.len());
    if width == 0 {
        return Ok(Projection {
            points: Array2::zeros((documents.rows(), 0)),
            retained: vec![0.0; documents.rows()],
            axes: Array2::zeros((documents.terms.len(), 0)),
            scales: Array1::zeros(0),
        });
    }
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(seed);
    // Uniform entries do as well as normal ones in a random projection; their scale is irrelevant.
    let uniform = Uniform::new(-1.0f32, 1.0);
    let start = Array2::from_shape_simple_fn((documents.terms.len(), width), || uniform.sample(&mut rng));
    let mut basis = multiply(documents, &start);
    for iteration in 0..POWER {
        // Once an iteration is enough in single precision: the singular values of texts lie near each other.
        if iteration > 0 {
            basis = whiten(&basis)?;
        }
        basis = multiply(documents, &multiply(&terms, &basis));
    }
    let basis = orthonormal(&basis)?;
    // A ≈ Q B with B = Qᵀ A; the singular vectors of A are Q times those of B, which the Gram matrix of Bᵀ has.
    let by_term = multiply(&terms, &basis);
    let (squares, vectors) = gram_eigen(&by_term)?;
    let kept = DIMENSIONS.min(squares.len());
    let squares: Array1<f64> = squares.iter().take(kept).copied().collect();
    let vectors = first_columns(&vectors, kept);
    // σ U are the documents' coordinates on the right singular vectors V = Bᵀ W / σ; the points are √σ U.
    let mut axes = product(&by_term.view(), &vectors.mapv(|x| x as f32));
    for (mut axis, square) in axes.columns_mut().into_iter().zip(&squares) {
        axis /= square.sqrt() as f32;
    }
    let scales = squares.mapv(|square| libm::pow(square, -0.25) as f32);
    let mut points = multiply(documents, &axes);
    let retained = points.rows_mut().into_iter().map(|row| to_point(row, scales.view())).collect();
    Ok(Projection { points, retained, axes, scales })
}

/// Makes the coordinates of a document its point; returns their length, which is the share of its row that the projection
/// retains.
pub(super) fn to_point(mut coordinates: ArrayViewMut1<'_, f32>, scales: ArrayView1<'_, f32>) -> f32 {
    let retained = coordinates.dot(&coordinates).sqrt();
    coordinates *= &scales;
    normalize(coordinates);
    retained
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(groups: usize, each: usize) -> SparseRows {
        let mut rows = SparseRows {
            starts: vec![0],
            columns: Vec::new(),
            values: Vec::new(),
            terms: (0..groups as u32 * 4).collect(),
        };
        for document in 0..groups * each {
            let group = (document % groups) as u32;
            let skip = (document / groups % 4) as u32;
            for term in (0..4).filter(|term| *term != skip) {
                rows.columns.push(group * 4 + term);
                rows.values.push(1.0 / 3f64.sqrt());
            }
            rows.starts.push(rows.columns.len());
        }
        rows
    }

    #[test]
    fn documents_of_one_group_are_near_and_of_two_apart() {
        let points = project(&blocks(3, 8), 1).unwrap().points;
        assert!(points.iter().all(|x| x.is_finite()));
        let dot = |a: usize, b: usize| points.row(a).dot(&points.row(b));
        assert!(dot(0, 3) > 0.3 && dot(0, 1).abs() < 1e-4, "{} {}", dot(0, 3), dot(0, 1));
        assert!((dot(5, 5) - 1.0).abs() < 1e-5);
    }

    #[test]
    fn one_document_and_none() {
        let one = SparseRows { starts: vec![0, 1], columns: vec![0], values: vec![1.0], terms: vec![0] };
        assert_eq!(project(&one, 1).unwrap().points.dim(), (1, 1));
        let none = SparseRows { starts: vec![0, 0], columns: vec![], values: vec![], terms: vec![] };
        assert_eq!(project(&none, 1).unwrap().points.dim(), (1, 0));
    }
}
