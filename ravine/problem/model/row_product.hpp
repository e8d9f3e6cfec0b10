// Products of a matrix with one vector, for models of one output. In one fixed order: the same bits on every machine.
#pragma once

#include <cstddef>

namespace ravine::model {

// z[i] = offset + <row i of x, w>; x is rows x n, row-major. A row's products go to 8 accumulators in turn, which are
// added as a tree (i and i + 4, then + 2, + 1).
template <class T>
void times_vector(std::size_t rows, std::size_t n, const T* x, const T* w, T offset, T* z);
// sum[j] += slope[0] x[0][j], then slope[1] x[1][j], ...
template <class T>
void add_rows(std::size_t rows, std::size_t n, const T* slope, const T* x, T* sum);

extern template void times_vector(std::size_t, std::size_t, const float*, const float*, float, float*);
extern template void times_vector(std::size_t, std::size_t, const double*, const double*, double, double*);
extern template void add_rows(std::size_t, std::size_t, const float*, const float*, float*);
extern template void add_rows(std::size_t, std::size_t, const double*, const double*, double*);

}  // namespace ravine::model
