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

// The vector path for all lanes of a block; far lanes are few, and mended one by one.
#define RAVINE_DEFINE(name, T)                                                                  \
  RAVINE_EVERY_ISA void name(std::size_t n, const T* x, T* y) noexcept {                        \
    constexpr std::size_t block = 128;                                                          \
    T kept[block];                                                                              \
    for (std::size_t first = 0; first < n; first += block) {                                    \
      const std::size_t count = n - first < block ? n - first : block;                          \
      const T* const from = x + first;                                                          \
      T* const to = y + first;                                                                  \
      detail::Bits<T> any_far = 0;                                                              \
      RAVINE_LANES for (std::size_t i = 0; i < count; ++i) {                                    \
        kept[i] = from[i];                                                                      \
        any_far |= detail::magnitude(from[i]) > T(detail::near_limit) ? detail::Bits<T>{1} : 0; \
      }                                                                                         \
      RAVINE_LANES for (std::size_t i = 0; i < count; ++i) to[i] = math::name##_near(from[i]);  \
      if (any_far == 0) continue;                                                               \
      for (std::size_t i = 0; i < count; ++i)                                                   \
        if (detail::is_far(static_cast<double>(kept[i]))) to[i] = math::name(kept[i]);          \
    }                                                                                           \
  }
RAVINE_TRIGONOMETRIC_FUNCTIONS(RAVINE_DEFINE_BOTH)
#undef RAVINE_DEFINE

// The steps of math::power, each for a block of lanes.
#define RAVINE_DEFINE(T)                                                                                         \
  RAVINE_EVERY_ISA void power(std::size_t n, const T* x, int exponent, T* y) noexcept {                          \
    switch (exponent) {                                                                                          \
      case -1:                                                                                                   \
        RAVINE_LANES for (std::size_t i = 0; i < n; ++i) y[i] = math::power(x[i], -1);                           \
        return;                                                                                                  \
      case 0:                                                                                                    \
        RAVINE_LANES for (std::size_t i = 0; i < n; ++i) y[i] = T(1);                                            \
        return;                                                                                                  \
      case 1:                                                                                                    \
        RAVINE_LANES for (std::size_t i = 0; i < n; ++i) y[i] = x[i];                                            \
        return;                                                                                                  \
      case 2:                                                                                                    \
        RAVINE_LANES for (std::size_t i = 0; i < n; ++i) y[i] = math::power(x[i], 2);                            \
        return;                                                                                                  \
      case 3:                                                                                                    \
        RAVINE_LANES for (std::size_t i = 0; i < n; ++i) y[i] = math::power(x[i], 3);                            \
        return;                                                                                                  \
      case 4:                                                                                                    \
        RAVINE_LANES for (std::size_t i = 0; i < n; ++i) y[i] = math::power(x[i], 4);                            \
        return;                                                                                                  \
      case 5:                                                                                                    \
        RAVINE_LANES for (std::size_t i = 0; i < n; ++i) y[i] = math::power(x[i], 5);                            \
        return;                                                                                                  \
      default:                                                                                                   \
        break;                                                                                                   \
    }                                                                                                            \
    if (exponent > detail::largest_small_power || exponent < -detail::largest_small_power) {                     \
      const T real = static_cast<T>(exponent);                                                                   \
      RAVINE_LANES for (std::size_t i = 0; i < n; ++i) y[i] = math::pow(x[i], real);                             \
      return;                                                                                                    \
    }                                                                                                            \
    constexpr std::size_t block = 128;                                                                           \
    T base_high[block], base_low[block], high[block], low[block];                                                \
    const int steps = exponent < 0 ? -exponent : exponent;                                                       \
    for (std::size_t first = 0; first < n; first += block) {                                                     \
      const std::size_t count = n - first < block ? n - first : block;                                           \
      RAVINE_LANES for (std::size_t i = 0; i < count; ++i) {                                                     \
        const auto base = exponent < 0 ? detail::reciprocal(x[first + i]) : detail::Pair<T>{x[first + i], T(0)}; \
        base_high[i] = high[i] = base.high;                                                                      \
        base_low[i] = low[i] = base.low;                                                                         \
      }                                                                                                          \
      int bit = 1;                                                                                               \
      while (2 * bit <= steps) bit *= 2;                                                                         \
      for (bit /= 2; bit > 0; bit /= 2) {                                                                        \
        RAVINE_LANES for (std::size_t i = 0; i < count; ++i) {                                                   \
          const auto product = detail::squared(detail::Pair<T>{high[i], low[i]});                                \
          high[i] = product.high;                                                                                \
          low[i] = product.low;                                                                                  \
        }                                                                                                        \
        if ((steps & bit) == 0) continue;                                                                        \
        RAVINE_LANES for (std::size_t i = 0; i < count; ++i) {                                                   \
          const auto product =                                                                                   \
              detail::multiplied(detail::Pair<T>{high[i], low[i]}, detail::Pair<T>{base_high[i], base_low[i]});  \
          high[i] = product.high;                                                                                \
          low[i] = product.low;                                                                                  \
        }                                                                                                        \
      }                                                                                                          \
      RAVINE_LANES for (std::size_t i = 0; i < count; ++i) y[first + i] =                                        \
          detail::rounded(detail::Pair<T>{high[i], low[i]});                                                     \
    }                                                                                                            \
  }
RAVINE_DEFINE(double)
RAVINE_DEFINE(float)
#undef RAVINE_DEFINE
#undef RAVINE_DEFINE_BOTH

}  // namespace ravine::math::lanes
