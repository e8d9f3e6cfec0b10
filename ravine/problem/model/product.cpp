#include "ravine/problem/model/product.hpp"

namespace ravine::model {

#define RAVINE_DECLARE_PRODUCT(set)                                                                                    \
  namespace set {                                                                                                      \
  void multiply(std::size_t m, std::size_t n, std::size_t k, const Factor<float>& a, const Factor<float>& b, float* c, \
                std::size_t stride, bool add);                                                                         \
  void multiply(std::size_t m, std::size_t n, std::size_t k, const Factor<double>& a, const Factor<double>& b,         \
                double* c, std::size_t stride, bool add);                                                              \
  }
RAVINE_DECLARE_PRODUCT(product_baseline)
RAVINE_DECLARE_PRODUCT(product_v3)
RAVINE_DECLARE_PRODUCT(product_v4)

namespace {

template <class T>
using Product = void (*)(std::size_t, std::size_t, std::size_t, const Factor<T>&, const Factor<T>&, T*, std::size_t,
                         bool);

// What the machine has of the levels of x86-64's psABI.
template <class T>
Product<T> best() {
#if defined(RAVINE_PRODUCT_LEVELS)
  __builtin_cpu_init();
  const bool v3 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi2");
  const bool v4 = v3 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                  __builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx512dq") &&
                  __builtin_cpu_supports("avx512vl");
  if (v4) return product_v4::multiply;
  if (v3) return product_v3::multiply;
#endif
  return product_baseline::multiply;
}

}  // namespace

void multiply(std::size_t m, std::size_t n, std::size_t k, const Factor<float>& a, const Factor<float>& b, float* c,
              std::size_t stride, bool add) {
  static const Product<float> product = best<float>();
  product(m, n, k, a, b, c, stride, add);
}

void multiply(std::size_t m, std::size_t n, std::size_t k, const Factor<double>& a, const Factor<double>& b, double* c,
              std::size_t stride, bool add) {
  static const Product<double> product = best<double>();
  product(m, n, k, a, b, c, stride, add);
}

}  // namespace ravine::model
