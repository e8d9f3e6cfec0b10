// What an element of the mathematics costs in blocks of 128 lanes (math_lanes.hpp), beside a loop over the C library's
// function. Each result is checked against the C library's within 2 ULP of it.
#include "ravine/base/math.hpp"

#include <benchmark/benchmark.h>

#include <cmath>
#include <string>
#include <vector>

#include "ravine/base/math_lanes.hpp"
#include "ravine/base/random.hpp"
#include "ravine/base/sum.hpp"

namespace {

using namespace ravine;
constexpr std::size_t lanes = 128;

template <class T>
std::vector<T> numbers(double low, double high, std::uint64_t seed) {
  const math::RandomStream random({.seed = seed});
  std::vector<T> x(lanes);
  for (std::size_t i = 0; i < lanes; ++i) x[i] = static_cast<T>(low + (high - low) * random.uniform_open(i));
  return x;
}

template <class T, class Compute>
void time(benchmark::State& state, Compute compute, const std::vector<T>& result, const std::vector<T>& expected) {
  compute();
  for (std::size_t i = 0; i < result.size(); ++i)
    if (!(std::fabs(result[i] - expected[i]) <= 4 * std::numeric_limits<T>::epsilon() * std::fabs(expected[i])))
      return state.SkipWithError("differs from the C library");
  for (auto _ : state) {
    compute();
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(result.size()));
}

template <class T, class Ours, class Theirs>
void compare(const std::string& name, double low, double high, Ours ours, Theirs theirs) {
  const auto x = numbers<T>(low, high, 1), y = numbers<T>(-2, 2, 2);
  auto out = std::vector<T>(lanes), expected = out;
  const auto library = [=](std::vector<T>& z) {
    for (std::size_t i = 0; i < lanes; ++i) z[i] = theirs(x[i], y[i]);
  };
  library(expected);
  const std::string type = sizeof(T) == 8 ? "double/" : "float/";
  benchmark::RegisterBenchmark((type + name).c_str(), [=](benchmark::State& state) mutable {
    time(
        state, [&] { ours(lanes, x.data(), y.data(), out.data()); }, out, expected);
  });
  benchmark::RegisterBenchmark((type + name + "/libc").c_str(), [=](benchmark::State& state) mutable {
    time(
        state, [&] { library(out); }, out, expected);
  });
}

template <class T>
void all_of() {
#define UNARY(name, low, high)                                                                         \
  compare<T>(                                                                                          \
      #name, low, high, [](std::size_t n, const T* x, const T*, T* z) { math::lanes::name(n, x, z); }, \
      [](T x, T) { return std::name(x); });
#define BINARY(name, low, high)                                                                             \
  compare<T>(                                                                                               \
      #name, low, high, [](std::size_t n, const T* x, const T* y, T* z) { math::lanes::name(n, x, y, z); }, \
      [](T x, T y) { return std::name(x, y); });
  UNARY(exp, -10, 10)
  UNARY(expm1, -1, 1)
  UNARY(log, 0, 10)
  UNARY(log1p, 0, 10)
  UNARY(sin, -10, 10)
  UNARY(cos, -10, 10)
  UNARY(tan, -10, 10)
  UNARY(asin, -1, 1)
  UNARY(acos, -1, 1)
  UNARY(atan, -5, 5)
  UNARY(sinh, -3, 3)
  UNARY(cosh, -3, 3)
  UNARY(tanh, -3, 3)
  UNARY(cbrt, 0, 10)
  UNARY(sqrt, 0, 10)
  UNARY(floor, -10, 10)
  BINARY(pow, 0, 10)
  BINARY(atan2, -3, 3)
  BINARY(hypot, -3, 3)
#undef UNARY
#undef BINARY
  compare<T>(
      "sigmoid", -10, 10, [](std::size_t n, const T* x, const T*, T* z) { math::lanes::sigmoid(n, x, z); },
      [](T x, T) { return 1 / (1 + std::exp(-x)); });
  compare<T>(
      "softplus", -10, 10, [](std::size_t n, const T* x, const T*, T* z) { math::lanes::softplus(n, x, z); },
      [](T x, T) { return std::log1p(std::exp(x)); });
  compare<T>(
      "power 7", -2, 2, [](std::size_t n, const T* x, const T*, T* z) { math::lanes::power(n, x, 7, z); },
      [](T x, T) { return std::pow(x, T(7)); });
}

const bool registered = [] {
  all_of<double>();
  all_of<float>();
  return true;
}();

void normal_numbers(benchmark::State& state) {
  std::vector<double> x(lanes);
  const math::RandomStream random({.seed = 1});
  for (auto _ : state) {
    random.normal(0, x);
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(lanes));
}
BENCHMARK(normal_numbers);

void sum_of_a_million(benchmark::State& state) {
  const std::vector<double> x(1 << 20, 0.5);
  for (auto _ : state) {
    if (math::sum(x) != static_cast<double>(1 << 19)) state.SkipWithError("wrong sum");
  }
  state.SetItemsProcessed(state.iterations() * (1 << 20));
}
BENCHMARK(sum_of_a_million);

}  // namespace
