//! The linear algebra that topics need: sparse times dense, and orthonormal bases by way of Gram matrices.
//!
//! A Gram matrix squares the condition number, which is harmless here: directions that it cannot tell from noise are
//! dropped. On 100,000 × 110 it is two orders of magnitude faster than a QR decomposition in linfa-linalg.

use super::weigh::SparseRows;
use linfa_linalg::LinalgError;
use linfa_linalg::eigh::Eigh;
use ndarray::{Array1, Array2, ArrayView2, ArrayViewMut1, Axis, LinalgScalar};
use rayon::prelude::*;

/// Rows per parallel chunk. It is fixed, so that sums do not depend on the number of threads.
const CHUNK: usize = 1024;

/// Eigenvalues below this share of the largest are noise.
const NOISE: f64 = 1e-9;

/// `sparse` (n × m) times `dense` (m × l): n × l.
pub fn multiply(sparse: &SparseRows, dense: &Array2<f32>) -> Array2<f32> {
    let width = dense.ncols();
    let dense = dense.as_standard_layout();
    let Some(dense) = dense.as_slice().filter(|_| width > 0) else {
        return Array2::zeros((sparse.rows(), width));
    };
    let mut product = vec![0f32; sparse.rows() * width];
    product.par_chunks_mut(CHUNK * width).enumerate().for_each(|(chunk, out)| {
        for (offset, out_row) in out.chunks_exact_mut(width).enumerate() {
            let (columns, values) = sparse.row(chunk * CHUNK + offset);
            let row = |column: u32| &dense[column as usize * width..][..width];
            let (columns, left_columns) = columns.as_chunks::<4>();
            let (values, left_values) = values.as_chunks::<4>();
            // Four rows at a time, which are waited for together; each sum is added up in the order of the columns.
            for (columns, values) in columns.iter().zip(values) {
                let [a, b, c, d] = columns.map(row);
                let [e, f, g, h] = values.map(|value| value as f32);
                let rows = a.iter().zip(b).zip(c).zip(d);
                for (sum, (((a, b), c), d)) in out_row.iter_mut().zip(rows) {
                    *sum = *sum + e * a + f * b + g * c + h * d;
                }
            }
            for (&column, &value) in left_columns.iter().zip(left_values) {
                let value = value as f32;
                out_row.iter_mut().zip(row(column)).for_each(|(sum, &x)| *sum += value * x);
            }
        }
    });
    Array2::from_shape_vec((sparse.rows(), width), product)
        .unwrap_or_else(|_| Array2::zeros((sparse.rows(), width)))
}

/// `left` (n × l) times `right` (l × k): n × k.
pub fn product<F: LinalgScalar + Send + Sync>(left: &ArrayView2<'_, F>, right: &Array2<F>) -> Array2<F> {
    let mut product = Array2::zeros((left.nrows(), right.ncols()));
    product
        .axis_chunks_iter_mut(Axis(0), CHUNK)
        .into_par_iter()
        .zip(left.axis_chunks_iter(Axis(0), CHUNK))
        .for_each(|(mut out, rows)| {
            ndarray::linalg::general_mat_mul(F::one(), &rows, right, F::zero(), &mut out)
        });
    product
}

/// `matrix`ᵀ `matrix` in double precision; chunks are summed in order.
fn gram(matrix: &Array2<f32>) -> Array2<f64> {
    let parts: Vec<Array2<f64>> = matrix
        .axis_chunks_iter(Axis(0), CHUNK)
        .into_par_iter()
        .map(|rows| {
            let rows = rows.mapv(f64::from);
            rows.t().dot(&rows)
        })
        .collect();
    parts.iter().fold(Array2::zeros((matrix.ncols(), matrix.ncols())), |sum, part| sum + part)
}

/// Eigenvalues (descending) and eigenvectors (columns) of the Gram matrix of `matrix`, those above noise.
///
/// # Errors
/// The decomposition does not converge, which does not happen with finite numbers.
pub fn gram_eigen(matrix: &Array2<f32>) -> Result<(Array1<f64>, Array2<f64>), LinalgError> {
    let (values, vectors) = gram(matrix).eigh()?;
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&a, &b| values[b].total_cmp(&values[a]).then(a.cmp(&b)));
    let largest = order.first().map_or(0.0, |&at| values[at]);
    order.retain(|&at| values[at] > largest * NOISE && values[at] > 0.0);
    Ok((values.select(Axis(0), &order), vectors.select(Axis(1), &order)))
}

/// An orthonormal basis of the columns of `matrix`: as many columns as its numerical rank.
///
/// # Errors
/// Those of [`gram_eigen`].
pub fn orthonormal(matrix: &Array2<f32>) -> Result<Array2<f32>, LinalgError> {
    // Twice: the second pass removes the error that the squared condition number leaves in the first.
    let once = whiten(matrix)?;
    whiten(&once)
}

/// A nearly orthonormal basis: accurate enough after a power iteration.
///
/// # Errors
/// Those of [`gram_eigen`].
pub fn whiten(matrix: &Array2<f32>) -> Result<Array2<f32>, LinalgError> {
    let (values, mut vectors) = gram_eigen(matrix)?;
    for (mut column, value) in vectors.columns_mut().into_iter().zip(&values) {
        column /= value.sqrt();
    }
    Ok(product(&matrix.view(), &vectors.mapv(|x| x as f32)))
}

/// Scales every row to unit length; rows of zeros stay.
pub fn normalize_rows(matrix: &mut Array2<f32>) {
    matrix.rows_mut().into_iter().for_each(normalize);
}

/// Scales a row to unit length, unless it has zeros alone.
pub fn normalize(mut row: ArrayViewMut1<'_, f32>) {
    let length = row.dot(&row).sqrt();
    if length > 0.0 {
        row /= length;
    }
}

/// The first `count` columns.
pub fn first_columns(matrix: &Array2<f64>, count: usize) -> Array2<f64> {
    matrix.view().split_at(Axis(1), count.min(matrix.ncols())).0.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    #[test]
    fn a_basis_is_orthonormal_and_drops_what_depends_on_the_rest() {
        let matrix = array![[1.0f32, 2.0, 3.0], [0.0, 1.0, 1.0], [2.0, 0.0, 2.0], [1.0, 1.0, 2.0]];
        let basis = orthonormal(&matrix).unwrap();
        assert_eq!(basis.ncols(), 2, "the third column is the sum of the others");
        let gram = basis.t().dot(&basis);
        assert!((gram - Array2::<f32>::eye(2)).iter().all(|d| d.abs() < 1e-5));
    }

    #[test]
    fn sparse_times_dense_is_dense_times_dense() {
        let sparse = SparseRows {
            starts: vec![0, 2, 2, 3],
            columns: vec![0, 2, 1],
            values: vec![1.0, 2.0, 3.0],
            terms: vec![0, 1, 2],
        };
        let dense = array![[1.0f32, 2.0], [3.0, 4.0], [5.0, 6.0]];
        let expected = array![[11.0f32, 14.0], [0.0, 0.0], [9.0, 12.0]];
        assert_eq!(multiply(&sparse, &dense), expected);
    }
}
