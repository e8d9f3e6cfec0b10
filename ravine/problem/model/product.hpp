// Products of matrices by Eigen, compiled for three instruction sets of which the machine's best is taken when the
// program runs (doc/decisions/0012-products.md): the one place that knows which library it is.
//
// May be called by any number of threads at once and starts none. On one machine the same shapes and numbers give the
// same bits, whichever thread asks; another machine's instruction set may add in another order.
#pragma once

#include <cstddef>

namespace ravine::model {

// Row-major; row i of a matrix begins at data + i * stride. `transposed` reads it the other way round.
template <class T>
struct Factor {
  const T* data = nullptr;
  std::size_t stride = 0;
  bool transposed = false;
};

// c = a b, or c + a b with `add`; c is m x n, a m x k, b k x n, none of them empty.
void multiply(std::size_t m, std::size_t n, std::size_t k, const Factor<float>& a, const Factor<float>& b, float* c,
              std::size_t stride, bool add);
void multiply(std::size_t m, std::size_t n, std::size_t k, const Factor<double>& a, const Factor<double>& b, double* c,
              std::size_t stride, bool add);

}  // namespace ravine::model
