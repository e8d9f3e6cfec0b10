#include "ravine/problem/model/row_product.hpp"

#include "ravine/base/lanes.hpp"

namespace ravine::model {
namespace {

constexpr std::size_t together = 4;  // rows that share one reading of w, one reading and writing of the sum
template <class T>
constexpr std::size_t width = lane_alignment / sizeof(T);

// Accumulators that stay in registers, which g++ does not see to with arrays.
template <class T>
struct Accumulators {
  using Lanes [[gnu::vector_size(lane_alignment)]] = T;
  Lanes sum{};
  // Vectors pass by reference: by value the call would depend on the instruction set.
  RAVINE_INLINE static void read(const T* x, Lanes& lanes) { __builtin_memcpy(&lanes, x, sizeof lanes); }
  RAVINE_INLINE void add(const T* x, const Lanes& factor) {
    Lanes lanes;
    read(x, lanes);
    sum += lanes * factor;
  }
  // The first `count` products of x and w.
  RAVINE_INLINE void add_some(std::size_t count, const T* x, const T* w) {
    for (std::size_t i = 0; i < count; ++i) sum[i] += x[i] * w[i];
  }
  RAVINE_INLINE T tree() const {
    T parts[width<T>];
    for (std::size_t i = 0; i < width<T>; ++i) parts[i] = sum[i];
    for (std::size_t half = width<T> / 2; half > 0; half /= 2)
      for (std::size_t i = 0; i < half; ++i) parts[i] += parts[i + half];
    return parts[0];
  }
};

template <class T>
RAVINE_EVERY_ISA void four_products(std::size_t n, const T* x, const T* w, T offset, T* z) {
  Accumulators<T> a, b, c, d;
  const T* const x1 = x + n;
  const T* const x2 = x1 + n;
  const T* const x3 = x2 + n;
  std::size_t first = 0;
  for (; first + width<T> <= n; first += width<T>) {
    typename Accumulators<T>::Lanes factor;
    Accumulators<T>::read(w + first, factor);
    a.add(x + first, factor), b.add(x1 + first, factor), c.add(x2 + first, factor), d.add(x3 + first, factor);
  }
  a.add_some(n - first, x + first, w + first);
  b.add_some(n - first, x1 + first, w + first);
  c.add_some(n - first, x2 + first, w + first);
  d.add_some(n - first, x3 + first, w + first);
  z[0] = offset + a.tree(), z[1] = offset + b.tree(), z[2] = offset + c.tree(), z[3] = offset + d.tree();
}

template <class T>
RAVINE_EVERY_ISA T single_product(std::size_t n, const T* x, const T* w) {
  Accumulators<T> a;
  std::size_t first = 0;
  for (; first + width<T> <= n; first += width<T>) {
    typename Accumulators<T>::Lanes factor;
    Accumulators<T>::read(w + first, factor);
    a.add(x + first, factor);
  }
  a.add_some(n - first, x + first, w + first);
  return a.tree();
}

template <class T>
RAVINE_EVERY_ISA void add_four(std::size_t n, const T* slope, const T* x, T* sum) {
  const T a = slope[0], b = slope[1], c = slope[2], d = slope[3];
  RAVINE_LANES for (std::size_t j = 0; j < n; ++j) {
    sum[j] = (((sum[j] + a * x[j]) + b * x[n + j]) + c * x[2 * n + j]) + d * x[3 * n + j];
  }
}
template <class T>
RAVINE_EVERY_ISA void add_single(std::size_t n, T slope, const T* x, T* sum) {
  RAVINE_LANES for (std::size_t j = 0; j < n; ++j) sum[j] += slope * x[j];
}

}  // namespace

template <class T>
void times_vector(std::size_t rows, std::size_t n, const T* x, const T* w, T offset, T* z) {
  std::size_t i = 0;
  for (; i + together <= rows; i += together) four_products(n, x + i * n, w, offset, z + i);
  for (; i < rows; ++i) z[i] = offset + single_product(n, x + i * n, w);
}

template <class T>
void add_rows(std::size_t rows, std::size_t n, const T* slope, const T* x, T* sum) {
  std::size_t i = 0;
  for (; i + together <= rows; i += together) add_four(n, slope + i, x + i * n, sum);
  for (; i < rows; ++i) add_single(n, slope[i], x + i * n, sum);
}

template void times_vector(std::size_t, std::size_t, const float*, const float*, float, float*);
template void times_vector(std::size_t, std::size_t, const double*, const double*, double, double*);
template void add_rows(std::size_t, std::size_t, const float*, const float*, float*);
template void add_rows(std::size_t, std::size_t, const double*, const double*, double*);

}  // namespace ravine::model
