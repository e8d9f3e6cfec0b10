// Small dense matrices with the same bits everywhere: every sum is taken in the order of its index. Row-major, sizes
// given by the caller. For preconditioners of some hundred rows, not for large linear algebra.
#pragma once

#include <cstddef>
#include <span>

namespace ravine::math {

// result (rows x columns) = a (rows x inner) b (inner x columns). The result is neither a nor b.
void multiply(std::size_t rows, std::size_t inner, std::size_t columns, const double* a, const double* b,
              double* result) noexcept;
// result (columns x rows) = aᵀ. The result is not a.
void transpose(std::size_t rows, std::size_t columns, const double* a, double* result) noexcept;

// Eigenvalues and orthonormal eigenvectors (column j belongs to values[j]) of a symmetric n x n matrix, which is
// overwritten. Cyclic Jacobi rotations (Golub & Van Loan, Matrix Computations, 4th ed. 2013, Algorithms 8.5.1 to 8.5.3)
// until what stands beside the diagonal is lost in rounding. Values are not sorted. Of a matrix that is not finite all
// are NaN.
void symmetric_eigen(std::size_t n, double* a, double* values, double* vectors);

// Replaces the columns of an n x n matrix by orthonormal ones that span the same flags: Q of a = QR with R's diagonal
// not negative, by Gram and Schmidt, twice (Giraud & others 2005, doi:10.1007/s00211-005-0615-4). A column that depends
// on those before it gives way to the unit vector that has most beside them, the first of equals.
void orthonormalize(std::size_t n, double* a);

// The orthonormal eigenvectors of a symmetric matrix without negative eigenvalues, the largest first, as columns of
// `basis`. Those of eigenvalues that are 0 within 1e-12 of the largest are none but rounding's: unit vectors take their
// place, as in orthonormalize().
void eigenbasis(std::size_t n, const double* a, double* basis);

}  // namespace ravine::math
