//! Projection: documents as points of a space of a hundred dimensions in which topics lie apart.
//!
//! Randomised truncated SVD (Halko, Martinsson & Tropp 2011, algorithms 4.4 and 5.1) with power iterations; without
//! those the result is useless for text. Each dimension is scaled by √σ instead of σ, which keeps the first few from
//! drowning the rest, and rows are brought to unit length.

use super::linear::{first_columns, gram_eigen, multiply, normalize_rows, orthonormal, product};
use super::weigh::SparseRows;
use linfa_linalg::LinalgError;
use ndarray::Array2;
use rand::SeedableRng;
use rand::distributions::{Distribution, Uniform};
use rand_xoshiro::Xoshiro256PlusPlus;

/// Dimensions kept.
const DIMENSIONS: usize = 100;
/// Dimensions computed beyond those that are kept.
const OVERSAMPLING: usize = 10;
/// Power iterations.
const POWER: usize = 2;

/// Points (documents × at most 100), each of unit length, or zero where a document has no term that counts.
///
/// # Errors
/// The decomposition of a small matrix fails, which finite numbers do not bring about.
pub fn project(documents: &SparseRows, seed: u64) -> Result<Array2<f64>, LinalgError> {
    let terms = documents.transposed();
    let width = (DIMENSIONS + OVERSAMPLING).min(documents.rows()).min(documents.terms.len());
    if width == 0 {
        return Ok(Array2::zeros((documents.rows(), 0)));
    }
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(seed);
    // Uniform numbers serve a random projection as well as normal ones; their scale is of no account.
    let uniform = Uniform::new(-1.0, 1.0);
    let start = Array2::from_shape_simple_fn((documents.terms.len(), width), || uniform.sample(&mut rng));
    let mut basis = orthonormal(&multiply(documents, &start))?;
    for _ in 0..POWER {
        let over_terms = orthonormal(&multiply(&terms, &basis))?;
        basis = orthonormal(&multiply(documents, &over_terms))?;
    }
    // A ≈ Q B with B = Qᵀ A; the singular vectors of A are Q times those of B, which the Gram matrix of Bᵀ has.
    let (squares, vectors) = gram_eigen(&multiply(&terms, &basis))?;
    let kept = DIMENSIONS.min(squares.len());
    let mut vectors = first_columns(&vectors, kept);
    for (mut column, square) in vectors.columns_mut().into_iter().zip(&squares) {
        column *= square.powf(0.25);
    }
    let mut points = product(&basis.view(), &vectors);
    normalize_rows(&mut points);
    Ok(points)
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
        let points = project(&blocks(3, 8), 1).unwrap();
        assert!(points.iter().all(|x| x.is_finite()));
        let dot = |a: usize, b: usize| points.row(a).dot(&points.row(b));
        assert!(dot(0, 3) > 0.3 && dot(0, 1).abs() < 1e-6, "{} {}", dot(0, 3), dot(0, 1));
        assert!((dot(5, 5) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn one_document_and_none() {
        let one = SparseRows { starts: vec![0, 1], columns: vec![0], values: vec![1.0], terms: vec![0] };
        assert_eq!(project(&one, 1).unwrap().dim(), (1, 1));
        let none = SparseRows { starts: vec![0, 0], columns: vec![], values: vec![], terms: vec![] };
        assert_eq!(project(&none, 1).unwrap().dim(), (1, 0));
    }
}
