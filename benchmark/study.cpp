// What a study costs beside its runs: a million runs of example/million.toml without and with their store, and how many
// runs of one evaluation a second are planned, recorded and stored. On as many threads as the machine has. Beside a
// loop written by hand for AVX-512 that makes the same million runs, each from its own start with its own learning
// rate, and notes what a record has: f, the best f and its step, and the steps to twelve targets.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <limits>
#include <mutex>
#include <span>
#include <string>
#include <vector>

#include "ravine/study.hpp"
#include "ravine/study/draw.hpp"

#if defined(__AVX512F__)
#include "benchmark/adam_by_hand.hpp"
#endif

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

#if defined(__AVX512F__)
struct RecordByHand {
  double f = 0, best = 0, best_step = 0, x = 0, y = 0;
  std::array<double, target_count> steps_to{};
};

// Registers of 8 runs in step, and which target each run aims at.
class Together {
 public:
  static constexpr std::size_t registers = 4, runs = 8 * registers;

  Together(Draw& draw, Descent& descent, std::size_t first) {
    constexpr std::size_t rate = 0;  // the first of Adam's settings
    for (std::size_t k = 0; k < registers; ++k) {
      alignas(64) double x[8], y[8], rates[8];
      for (std::size_t i = 0; i < 8; ++i) {
        draw.set(first + 8 * k + i, descent);
        x[i] = descent.start[0], y[i] = descent.start[1];
        rates[i] = descent.method.settings()[rate].value;
      }
      block_[k] = by_hand::eight_runs(_mm512_load_pd(x), _mm512_load_pd(y), _mm512_load_pd(rates));
      block_[k].target = _mm512_set1_pd(target_level(0));
    }
  }

  void run(std::size_t steps, RecordByHand* records) {
    for (std::size_t t = 0; t <= steps; ++t)
      for (std::size_t k = 0; k < registers; ++k)
        if (const auto stop = step_by_hand(block_[k], 1, 100, static_cast<double>(t), t == steps); stop != 0)
          note(k, stop, static_cast<double>(t), records);
    for (std::size_t k = 0; k < registers; ++k) {
      alignas(64) double x[8], y[8], best[8], best_step[8];
      _mm512_store_pd(x, block_[k].x), _mm512_store_pd(y, block_[k].y);
      _mm512_store_pd(best, block_[k].best), _mm512_store_pd(best_step, block_[k].best_step);
      for (std::size_t i = 0; i < 8; ++i) {
        auto& record = records[8 * k + i];
        const double p = 1 - x[i], u = y[i] - x[i] * x[i];
        record.f = p * p + 100 * (u * u), record.best = best[i], record.best_step = best_step[i];
        record.x = x[i], record.y = y[i];
      }
    }
  }

 private:
  // A run that stops has a new best f, at or below its target.
  void note(std::size_t k, __mmask8 stop, double step, RecordByHand* records) {
    alignas(64) double best[8], target[8];
    _mm512_store_pd(best, block_[k].best), _mm512_store_pd(target, block_[k].target);
    for (std::size_t i = 0; i < 8; ++i) {
      if ((stop >> i & 1) == 0) continue;
      auto& level = level_[8 * k + i];
      while (level < target_count && best[i] <= target_level(level)) records[8 * k + i].steps_to[level++] = step;
      target[i] = level < target_count ? target_level(level) : -1;
    }
    block_[k].target = _mm512_load_pd(target);
  }

  by_hand::EightRuns block_[registers];
  std::array<std::size_t, runs> level_{};
};

void written_by_hand(benchmark::State& state) {
  constexpr std::size_t part = std::size_t{1} << 14;
  const auto steps = static_cast<std::size_t>(state.range(0));
  const auto plan = million(steps, part * 61);  // whole registers
  ThreadExecutor executor;
  Found found;
  for (auto _ : state) {
    std::mutex one_at_a_time;
    found = {};
    executor.run(plan.size() / part, [&](std::size_t number) {
      const auto& block = plan.blocks()[0];
      Draw draw(plan, 0);
      Descent descent{{}, block.method, block.options};
      std::vector<RecordByHand> records(part);
      for (std::size_t i = 0; i < part; i += Together::runs)
        Together(draw, descent, number * part + i).run(steps, &records[i]);
      const std::lock_guard lock(one_at_a_time);
      found.runs += records.size();
      for (const auto& record : records) found.least = std::min(found.least, record.best);
    });
  }
  check(state, found, plan);
}
#endif

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
#if defined(__AVX512F__)
BENCHMARK(written_by_hand)->Arg(100)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(3);
#endif
BENCHMARK(with_store)->Arg(100)->Arg(1)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(3);

}  // namespace
