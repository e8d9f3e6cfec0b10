// What a full gradient of logistic regression costs (60000 samples of 784 doubles, made up), beside reading the samples
// once: the least that any way of making it must do. Also from bytes, which models scale as they go.
#include <benchmark/benchmark.h>

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
