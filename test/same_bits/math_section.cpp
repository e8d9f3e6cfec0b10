// Every function of math.hpp over points of all kinds, in blocks of every size.
#include <algorithm>
#include <limits>
#include <string>
#include <vector>

#include "ravine/base/math.hpp"
#include "ravine/base/math_lanes.hpp"
#include "ravine/base/random.hpp"
#include "report.hpp"

namespace ravine::same_bits {
namespace {

constexpr std::size_t count = 20000;

// Edges, numbers of every magnitude, and numbers of moderate size.
template <class T>
std::vector<T> points(std::uint64_t seed) {
  using Limits = std::numeric_limits<T>;
  std::vector<T> x;
  for (const T edge : {T(0),
                       T(0.5),
                       T(1),
                       T(2),
                       T(3),
                       T(10),
                       T(88),
                       T(104),
                       T(709.782712893384),
                       T(745.13),
                       T(1e9),
                       T(0.70710678118654752),
                       T(1.4142135623730951),
                       T(0.34657359027997264),
                       T(1.5707963267948966),
                       T(0.41421356237309503),
                       Limits::min(),
                       Limits::denorm_min(),
                       Limits::max(),
                       Limits::epsilon(),
                       Limits::infinity(),
                       Limits::quiet_NaN()})
    for (const T sign : {T(1), T(-1)})
      for (int step = -2; step <= 2; ++step)
        x.push_back(
            math::detail::from_bits<T>(math::detail::bits(sign * edge) + static_cast<math::detail::Bits<T>>(step)));
  const math::RandomStream random({.seed = seed});
  for (std::uint64_t i = x.size(); x.size() < count; ++i) {
    const auto bits = random.bits(i);
    if (i % 3 == 0) {
      x.push_back(math::detail::from_bits<T>(static_cast<math::detail::Bits<T>>(bits)));
    } else {
      x.push_back(static_cast<T>((i % 3 == 1 ? 40 : 4) * random.uniform(i) - (i % 3 == 1 ? 20 : 2)));
    }
  }
  return x;
}

// Hashes what `compute(first, n, out)` writes, in blocks of each size; all must agree.
template <class T, class Compute>
void add(Report& report, const std::string& name, Compute compute) {
  std::vector<T> out(count);
  std::uint64_t expected = 0;
  for (const std::size_t block : block_sizes) {
    for (std::size_t first = 0; first < count; first += block)
      compute(first, std::min(block, count - first), out.data() + first);
    const auto hash = math::Hash().add(out);
    if (block == block_sizes[0]) {
      report.add(name, hash);
      expected = hash.value();
    } else if (hash.value() != expected) {
      report.fail(name + ": blocks of " + std::to_string(block) + " differ from blocks of 1");
    }
  }
}

template <class T>
void functions(Report& report, const std::string& type) {
  const auto x = points<T>(1), y = points<T>(2);
  auto other = y;
  std::rotate(other.begin(), other.begin() + 37, other.end());  // edges meet other edges
#define ADD(name)                          \
  add<T>(report, "math." #name "." + type, \
         [&](std::size_t first, std::size_t n, T* out) { math::lanes::name(n, x.data() + first, out); });
  RAVINE_UNARY_FUNCTIONS(ADD)
  RAVINE_TRIGONOMETRIC_FUNCTIONS(ADD)
#undef ADD
#define ADD(name)                                                                          \
  add<T>(report, "math." #name "." + type, [&](std::size_t first, std::size_t n, T* out) { \
    math::lanes::name(n, x.data() + first, other.data() + first, out);                     \
  });
  RAVINE_BINARY_FUNCTIONS(ADD)
#undef ADD
  for (const int exponent : {-64, -3, -2, -1, 2, 3, 4, 5, 7, 30, 64, 65})
    add<T>(report, "math.power_" + std::to_string(exponent) + "." + type,
           [&](std::size_t first, std::size_t n, T* out) { math::lanes::power(n, x.data() + first, exponent, out); });
}

}  // namespace

void math_section(Report& report) {
  functions<double>(report, "double");
  functions<float>(report, "float");
}

}  // namespace ravine::same_bits
