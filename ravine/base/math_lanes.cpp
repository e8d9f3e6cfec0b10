#include "ravine/base/math_lanes.hpp"

#include <algorithm>

#include "ravine/base/math.hpp"

namespace ravine::math::lanes {

#define RAVINE_DEFINE(name, T)                                                \
  RAVINE_EVERY_ISA void name(std::size_t n, const T* x, T* y) noexcept {      \
    RAVINE_LANES for (std::size_t i = 0; i < n; ++i) y[i] = math::name(x[i]); \
  }
#define RAVINE_DEFINE_BOTH(name) RAVINE_DEFINE(name, double) RAVINE_DEFINE(name, float)
RAVINE_UNARY_FUNCTIONS(RAVINE_DEFINE_BOTH)
#undef RAVINE_DEFINE

#define RAVINE_DEFINE(name, T)                                                       \
  RAVINE_EVERY_ISA void name(std::size_t n, const T* x, const T* y, T* z) noexcept { \
    RAVINE_LANES for (std::size_t i = 0; i < n; ++i) z[i] = math::name(x[i], y[i]);  \
  }
RAVINE_BINARY_FUNCTIONS(RAVINE_DEFINE_BOTH)
#undef RAVINE_DEFINE

namespace {

// Lanes at a time where a kernel keeps something of each.
constexpr std::size_t block = 128;

// y[i] = x[i]^exponent in the steps of math::power, each for a block of lanes.
template <class T>
RAVINE_EVERY_ISA void carried_power(std::size_t n, const T* x, int exponent, T* y) {
  T base_high[block], base_low[block], shifted[block], high[block], low[block];
  const int factors = exponent < 0 ? -exponent : exponent;
  int highest = 1;
  while (2 * highest <= factors) highest *= 2;
  for (std::size_t first = 0; first < n; first += block) {
    const std::size_t count = n - first < block ? n - first : block;
    RAVINE_LANES for (std::size_t i = 0; i < count; ++i) {
      const auto start = detail::start_power(x[first + i], exponent);
      base_high[i] = high[i] = start.base.high;
      base_low[i] = low[i] = start.base.low;
      shifted[i] = start.shifted;
    }
    for (int bit = highest / 2; bit > 0; bit /= 2) {
      RAVINE_LANES for (std::size_t i = 0; i < count; ++i) {
        const auto product = detail::squared(detail::Pair<T>{high[i], low[i]});
        high[i] = product.high;
        low[i] = product.low;
      }
      if ((factors & bit) == 0) continue;
      RAVINE_LANES for (std::size_t i = 0; i < count; ++i) {
        const auto product =
            detail::multiplied(detail::Pair<T>{high[i], low[i]}, detail::Pair<T>{base_high[i], base_low[i]});
        high[i] = product.high;
        low[i] = product.low;
      }
    }
    RAVINE_LANES for (std::size_t i = 0; i < count; ++i) {
      y[first + i] = detail::end_power(x[first + i], exponent, detail::Pair<T>{high[i], low[i]}, shifted[i]);
    }
  }
}
template <int exponent, class T>
RAVINE_EVERY_ISA void plain_power(std::size_t n, const T* x, T* y) {
  RAVINE_LANES for (std::size_t i = 0; i < n; ++i) y[i] = math::power(x[i], exponent);
}
// As if every lane had its own exponent: with one for all, compilers take its conditions out of the loop and lose it.
template <class T>
void general_power(std::size_t n, const T* x, T exponent, T* y) {
  T exponents[block];
  std::fill_n(exponents, std::min(n, block), exponent);
  for (std::size_t first = 0; first < n; first += block)
    pow(std::min(block, n - first), x + first, exponents, y + first);
}
template <class T>
void any_power(std::size_t n, const T* x, int exponent, T* y) {
  switch (exponent) {
    case -1:
      return plain_power<-1>(n, x, y);
    case 0:
      return plain_power<0>(n, x, y);
    case 1:
      return plain_power<1>(n, x, y);
    case 2:
      return plain_power<2>(n, x, y);
    case 3:
      return plain_power<3>(n, x, y);
    case 4:
      return plain_power<4>(n, x, y);
    default:
      break;
  }
  if (exponent > detail::largest_small_power || exponent < -detail::largest_small_power)
    return general_power(n, x, static_cast<T>(exponent), y);
  carried_power(n, x, exponent, y);
}

// Whether any lane is beyond the vector path.
template <class T>
RAVINE_EVERY_ISA bool any_far(std::size_t n, const T* x) {
  detail::Bits<T> far = 0;
  RAVINE_LANES for (std::size_t i = 0; i < n; ++i) far |=
      detail::magnitude(x[i]) > T(detail::near_limit) ? detail::Bits<T>{1} : detail::Bits<T>{0};
  return far != 0;
}

}  // namespace

void power(std::size_t n, const double* x, int exponent, double* y) noexcept { any_power(n, x, exponent, y); }
void power(std::size_t n, const float* x, int exponent, float* y) noexcept { any_power(n, x, exponent, y); }

// The vector path for all lanes; far ones are few, and mended one by one.
#define RAVINE_DEFINE(name, T)                                                                \
  namespace {                                                                                 \
  RAVINE_EVERY_ISA void name##_near_lanes(std::size_t n, const T* x, T* y) {                  \
    RAVINE_LANES for (std::size_t i = 0; i < n; ++i) y[i] = math::name##_near(x[i]);          \
  }                                                                                           \
  void name##_far_lanes(std::size_t n, const T* x, T* y) {                                    \
    T kept[block];                                                                            \
    for (std::size_t first = 0; first < n; first += block) {                                  \
      const std::size_t count = std::min(block, n - first);                                   \
      std::copy_n(x + first, count, kept);                                                    \
      name##_near_lanes(count, kept, y + first);                                              \
      for (std::size_t i = 0; i < count; ++i)                                                 \
        if (detail::is_far(static_cast<double>(kept[i]))) y[first + i] = math::name(kept[i]); \
    }                                                                                         \
  }                                                                                           \
  }                                                                                           \
  void name(std::size_t n, const T* x, T* y) noexcept {                                       \
    any_far(n, x) ? name##_far_lanes(n, x, y) : name##_near_lanes(n, x, y);                   \
  }
RAVINE_TRIGONOMETRIC_FUNCTIONS(RAVINE_DEFINE_BOTH)
#undef RAVINE_DEFINE
#undef RAVINE_DEFINE_BOTH

}  // namespace ravine::math::lanes
