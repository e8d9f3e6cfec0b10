// What a study costs beside its runs: a million runs of example/million.toml without and with their store, and how many
// runs of one evaluation a second are planned, recorded and stored. On as many threads as the machine has.
#include <benchmark/benchmark.h>

#include <cmath>
#include <cstdio>
#include <filesystem>
#include <limits>
#include <string>

#include "ravine/study.hpp"

namespace {

using namespace ravine;
using namespace ravine::study;

Plan million(std::size_t budget, std::size_t samples) {
  const std::string source = RAVINE_SOURCE_DIR;
  return read_definition_file(source + "/example/million.toml",
                              {"budget=" + std::to_string(budget), "search.samples=" + std::to_string(samples)});
}

// The least f of all runs and how many there were: the check between contenders.
struct Found {
  double least = std::numeric_limits<double>::infinity();
  std::size_t runs = 0;
  void add(std::span<const RunRecord> records) {
    runs += records.size();
    for (const auto& record : records) least = std::min(least, record.best_f);
  }
};

void check(benchmark::State& state, const Found& found, const Plan& plan) {
  static double expected = std::nan("");
  if (found.runs != plan.size()) state.SkipWithError("runs are missing");
  if (plan.blocks()[0].options.steps > 1) {
    if (std::isnan(expected)) expected = found.least;
    if (expected != found.least) state.SkipWithError("other results");
  }
  state.counters["runs_per_second"] =
      benchmark::Counter(static_cast<double>(plan.size()), benchmark::Counter::kIsIterationInvariantRate);
}

void without_store(benchmark::State& state) {
  const auto plan = million(static_cast<std::size_t>(state.range(0)), 1'000'000);
  ThreadExecutor executor;
  Found found;
  for (auto _ : state) {
    found = {};
    run_records(plan, executor, {}, [&](std::size_t, std::span<const RunRecord> records) { found.add(records); });
  }
  check(state, found, plan);
}

void with_store(benchmark::State& state) {
  const auto plan = million(static_cast<std::size_t>(state.range(0)), 1'000'000);
  const auto path = std::filesystem::temp_directory_path() / "ravine-benchmark.sqlite";
  ThreadExecutor executor;
  Found found;
  for (auto _ : state) {
    found = {};
    StudyFile file(path, plan, provenance(), true);
    run_records(plan, executor, {}, [&](std::size_t block, std::span<const RunRecord> records) {
      found.add(records);
      file.add(block, records);
    });
    file.commit();
  }
  check(state, found, plan);
  state.counters["bytes_per_row"] =
      static_cast<double>(std::filesystem::file_size(path)) / static_cast<double>(plan.size());
  std::filesystem::remove(path);
  std::filesystem::remove(path.string() + "-journal");
}

BENCHMARK(without_store)->Arg(100)->Arg(1)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(3);
BENCHMARK(with_store)->Arg(100)->Arg(1)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(3);

}  // namespace
