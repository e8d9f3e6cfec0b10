// The product for one instruction set: compiled once for each (cmake/problems.cmake), with the name of its namespace in
// RAVINE_PRODUCT, and another name for Eigen, so that no function of one set is linked in place of another's.
//
// Eigen's blocked product is called directly: the expressions around it would take memory, and for small matrices
// another way whose bits depend on where the numbers lie in memory.
#ifndef RAVINE_PRODUCT
#define RAVINE_PRODUCT product_baseline
#define Eigen Eigen_ravine_baseline
#endif

#include <algorithm>
#include <cstddef>

#define EIGEN_DONT_PARALLELIZE
#define EIGEN_NO_DEBUG
#include <Eigen/Core>

#include "ravine/problem/model/product.hpp"

namespace ravine::model::RAVINE_PRODUCT {
namespace {

using Index = Eigen::Index;

// Packed parts of the factors: kept by each thread, so that memory is taken the first time only.
template <class T>
class Packed {
 public:
  Packed() = default;
  Packed(const Packed&) = delete;
  Packed& operator=(const Packed&) = delete;
  ~Packed() { Eigen::internal::aligned_free(data_); }
  T* of(Index size) {
    if (size > size_) {
      Eigen::internal::aligned_free(data_);
      data_ = nullptr;
      data_ = static_cast<T*>(Eigen::internal::aligned_malloc(static_cast<std::size_t>(size) * sizeof(T)));
      size_ = size;
    }
    return data_;
  }

 private:
  T* data_ = nullptr;
  Index size_ = 0;
};

template <class T>
class Blocking : public Eigen::internal::level3_blocking<T, T> {
 public:
  // For column-major rows x columns.
  Blocking(Index rows, Index columns, Index depth) {
    this->m_mc = rows;
    this->m_nc = columns;
    this->m_kc = depth;
    Eigen::internal::computeProductBlockingSizes<T, T, 1>(this->m_kc, this->m_mc, this->m_nc, Index{1});
    thread_local Packed<T> left, right;
    this->m_blockA = left.of(std::min(rows, this->m_mc) * this->m_kc);
    this->m_blockB = right.of(std::min(columns, this->m_nc) * this->m_kc);
  }
};

// Row-major c is column-major c^T = b^T a^T.
template <class T, int a_order, int b_order>
void run(Index m, Index n, Index k, const Factor<T>& a, const Factor<T>& b, T* c, Index stride) {
  constexpr int column_major = Eigen::ColMajor, row_major = Eigen::RowMajor;
  Blocking<T> blocking(n, m, k);
  Eigen::internal::general_matrix_matrix_product<Index, T, b_order == row_major ? column_major : row_major, false, T,
                                                 a_order == row_major ? column_major : row_major, false, column_major,
                                                 1>::run(n, m, k, b.data, static_cast<Index>(b.stride), a.data,
                                                         static_cast<Index>(a.stride), c, 1, stride, T(1), blocking);
}

template <class T>
void multiply_any(std::size_t m, std::size_t n, std::size_t k, const Factor<T>& a, const Factor<T>& b, T* c,
                  std::size_t stride, bool add) {
  if (!add)
    for (std::size_t i = 0; i < m; ++i) std::fill_n(c + i * stride, n, T(0));
  const auto rows = static_cast<Index>(m), columns = static_cast<Index>(n), depth = static_cast<Index>(k),
             step = static_cast<Index>(stride);
  constexpr int plain = Eigen::RowMajor, turned = Eigen::ColMajor;
  if (a.transposed && b.transposed) return run<T, turned, turned>(rows, columns, depth, a, b, c, step);
  if (a.transposed) return run<T, turned, plain>(rows, columns, depth, a, b, c, step);
  if (b.transposed) return run<T, plain, turned>(rows, columns, depth, a, b, c, step);
  run<T, plain, plain>(rows, columns, depth, a, b, c, step);
}

}  // namespace

void multiply(std::size_t m, std::size_t n, std::size_t k, const Factor<float>& a, const Factor<float>& b, float* c,
              std::size_t stride, bool add) {
  multiply_any(m, n, k, a, b, c, stride, add);
}
void multiply(std::size_t m, std::size_t n, std::size_t k, const Factor<double>& a, const Factor<double>& b, double* c,
              std::size_t stride, bool add) {
  multiply_any(m, n, k, a, b, c, stride, add);
}

}  // namespace ravine::model::RAVINE_PRODUCT
