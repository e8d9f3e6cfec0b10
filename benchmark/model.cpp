// What a full gradient of logistic regression costs (60000 samples of 784 doubles, made up), beside the two bounds that
// any way of making it has: reading the samples once, and its two products with them, rows by weights and slopes by
// rows, by OpenBLAS's dgemv on blocks that stay in cache (where the machine has it). Also from bytes, which models
// scale as they go.
#include <benchmark/benchmark.h>
#include <dlfcn.h>

#include <cmath>
#include <memory>
#include <vector>

#include "ravine/base/sum.hpp"
#include "ravine/problem/dataset/synthetic.hpp"
#include "ravine/problem/model/model.hpp"

namespace {

using ravine::DividedDataset;

constexpr std::size_t samples = 60000, features = 784;

DividedDataset whole(ravine::Dataset data) {
  DividedDataset divided;
  for (std::size_t i = 0; i < data.samples; ++i) divided.parts.training.push_back(i);
  divided.data = std::make_shared<const ravine::Dataset>(std::move(data));
  return divided;
}

const DividedDataset& doubles() {
  static const DividedDataset data = whole(ravine::synthetic_classes(samples, features, 2, 1));
  return data;
}
const DividedDataset& bytes() {
  static const DividedDataset data = [] {
    ravine::Dataset set;
    set.samples = samples, set.features = features, set.class_names = {"0", "1"};
    std::vector<std::uint8_t> values(samples * features);
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<std::uint8_t>(i * 2654435761u >> 13);
    for (std::size_t i = 0; i < samples; ++i) set.target.push_back(static_cast<double>(i % 2));
    set.values = std::move(values);
    auto divided = whole(std::move(set));
    divided.scaling.offset.assign(features, 0), divided.scaling.factor.assign(features, 1.0 / 255);
    return divided;
  }();
  return data;
}

void read_once(benchmark::State& state) {
  const auto& values = std::get<std::vector<double>>(doubles().data->values);
  for (auto _ : state) benchmark::DoNotOptimize(ravine::math::sum(std::span<const double>(values)));
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * values.size() * sizeof(double)));
}
BENCHMARK(read_once)->Unit(benchmark::kMillisecond);

// Row-major; 111 and 112 are cblas's words for "as it is" and "transposed".
using Gemv = void (*)(int order, int transposed, int rows, int columns, double alpha, const double* a, int lda,
                      const double* x, int incx, double beta, double* y, int incy);

void two_products(benchmark::State& state) {
  void* const library = dlopen("libopenblas.so.0", RTLD_NOW);
  const auto gemv = library == nullptr ? nullptr : reinterpret_cast<Gemv>(dlsym(library, "cblas_dgemv"));
  if (gemv == nullptr) return state.SkipWithError("no libopenblas.so.0: script/setup benchmark");
  const auto& values = std::get<std::vector<double>>(doubles().data->values);
  constexpr int rows = 32, columns = static_cast<int>(features), as_it_is = 111, transposed = 112, row_major = 101;
  std::vector<double> w(features, 0.5), z(rows), g(features);
  for (auto _ : state) {
    for (std::size_t i = 0; i < samples; i += rows) {
      const double* const block = values.data() + i * features;
      gemv(row_major, as_it_is, rows, columns, 1, block, columns, w.data(), 1, 0, z.data(), 1);
      gemv(row_major, transposed, rows, columns, 1, block, columns, z.data(), 1, 1, g.data(), 1);
    }
    benchmark::DoNotOptimize(g.data());
  }
}
BENCHMARK(two_products)->Unit(benchmark::kMillisecond);

void logistic(benchmark::State& state, const DividedDataset& (*data)()) {
  const auto problem = ravine::make_model("logistic", data());
  const auto evaluator = problem->evaluator(1);
  const std::vector<double> x(problem->dimension());
  std::vector<double> g(x.size());
  double f = 0;
  for (auto _ : state) evaluator->evaluate(1, {x.data(), 1}, &f, {g.data(), 1}, nullptr);
  if (std::fabs(f - std::log(2.0)) > 1e-12) state.SkipWithError("the loss at 0 is not log 2");
}
BENCHMARK_CAPTURE(logistic, doubles, doubles)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(logistic, bytes, bytes)->Unit(benchmark::kMillisecond);

}  // namespace
