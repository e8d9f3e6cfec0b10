// What a step of Adam costs on a typed Rosenbrock function whose coefficients are drawn at run time, with f, best f and
// stop tests, on one thread: wide (many runs), single (one run), and an opaque compiled callable. Beside a loop written
// by hand for AVX-512 that does the same work. Each contender's result is checked against the others'.
#include <benchmark/benchmark.h>

#include <cmath>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "ravine/base/number_text.hpp"
#include "ravine/ravine.hpp"

#if defined(__AVX512F__)
#include "benchmark/adam_by_hand.hpp"
#endif

namespace {

using namespace ravine;

constexpr std::size_t runs = 4096, steps = 1000;

struct Coefficients {
  double a = 1, b = 100;
};

// Near the classic 1 and 100, but nothing a compiler or a simplifier could know.
Coefficients drawn() {
  static const Coefficients one = [] {
    std::mt19937_64 draw(std::random_device{}());
    auto near = [&](double x) { return x * (1 + 1e-3 * static_cast<double>(draw() % 1000) / 1000 + 1e-7); };
    return Coefficients{near(1), near(100)};
  }();
  return one;
}

Function typed() {
  return Function::parse("(" + shortest(drawn().a) + " - x)^2 + " + shortest(drawn().b) + "*(y - x^2)^2");
}

double rate(std::size_t run) { return 1e-3 * (1 + static_cast<double>(run % 128)); }

// Sums of final coordinates: the check between contenders.
double sum_of(const std::vector<RunResult>& results) {
  double sum = 0;
  for (const auto& result : results) sum += result.x[0] + result.x[1] + result.best_f;
  return sum;
}

std::vector<Descent> descents() {
  std::vector<Descent> all;
  for (std::size_t i = 0; i < runs; ++i)
    all.push_back(
        {{-1.2, 1}, Adam{.learning_rate = rate(i)}, {.steps = steps, .record = {.every = 0, .gradient = false}}});
  return all;
}

double wide_sum = std::nan("");

void wide(benchmark::State& state) {
  const FunctionProblem problem(typed());
  const auto all = descents();
  SerialExecutor serial;
  for (auto _ : state) wide_sum = sum_of(minimize_all(problem, all, serial));
  state.counters["ns_per_run_step"] =
      benchmark::Counter(static_cast<double>(runs * steps) * 1e-9,
                         benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

#if defined(__AVX512F__)
// The same work by hand, `together` registers of 8 runs in step.
double sum_by_hand() {
  using namespace by_hand;
  const auto [a, b] = drawn();
  constexpr std::size_t together = 4;
  double total = 0;
  for (std::size_t run = 0; run < runs; run += 8 * together) {
    EightRuns block[together];
    for (std::size_t k = 0; k < together; ++k) {
      alignas(64) double rates[8];
      for (std::size_t i = 0; i < 8; ++i) rates[i] = rate(run + 8 * k + i);
      block[k] = eight_runs(_mm512_set1_pd(-1.2), _mm512_set1_pd(1), _mm512_load_pd(rates));
    }
    for (std::size_t t = 0; t <= steps; ++t) {
      __mmask8 stop = 0;
      for (auto& r : block) stop |= step_by_hand(r, a, b, static_cast<double>(t), t == steps);
      if (stop != 0) std::abort();
    }
    for (const auto& r : block) {
      alignas(64) double px[8], py[8], pf[8];
      _mm512_store_pd(px, r.x), _mm512_store_pd(py, r.y), _mm512_store_pd(pf, r.best);
      for (int i = 0; i < 8; ++i) total += px[i] + py[i] + pf[i];
    }
  }
  return total;
}

void hand_written(benchmark::State& state) {
  double sum = 0;
  for (auto _ : state) benchmark::DoNotOptimize(sum = sum_by_hand());
  if (!(std::fabs(sum - wide_sum) <= 1e-6 * std::fabs(sum))) state.SkipWithError("the results differ");
  state.counters["ns_per_run_step"] =
      benchmark::Counter(static_cast<double>(runs * steps) * 1e-9,
                         benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}
#endif

void report_single(benchmark::State& state, std::size_t made) {
  state.counters["ns_per_step"] = benchmark::Counter(
      static_cast<double>(made) * 1e-9, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

RunOptions no_history(std::size_t count) {
  RunOptions options;
  options.steps = count;
  options.record = {.every = 0, .gradient = false, .update = false, .slots = false};
  return options;
}

void single(benchmark::State& state) {
  const FunctionProblem problem(typed());
  const std::vector<double> start{-1.2, 1};
  const auto options = no_history(100'000);
  for (auto _ : state) {
    const auto run = minimize(problem, start, Adam{.learning_rate = 1e-3}, options);
    if (run.steps != options.steps || !(run.f < 0.1)) state.SkipWithError("the run went wrong");
  }
  report_single(state, options.steps);
}

void opaque(benchmark::State& state) {
  const auto [a, b] = drawn();
  auto rosenbrock = [a, b](std::span<const double> x, std::span<double> g) {
    const double p = a - x[0], u = x[1] - x[0] * x[0];
    g[0] = -2 * p - 4 * b * x[0] * u;
    g[1] = 2 * b * u;
    return p * p + b * u * u;
  };
  const CallableProblem problem(rosenbrock, 2);
  const std::vector<double> start{-1.2, 1};
  const auto options = no_history(100'000);
  for (auto _ : state) {
    const auto run = minimize(problem, start, Adam{.learning_rate = 1e-3}, options);
    if (run.steps != options.steps || !(run.f < 0.1)) state.SkipWithError("the run went wrong");
  }
  report_single(state, options.steps);
}

// Every rule wide, with its defaults.
void rule(benchmark::State& state, const Method& method) {
  const FunctionProblem problem(typed());
  const std::vector<Descent> all(
      runs, {{-1.2, 1}, method, {.steps = steps, .divergence = 1e300, .record = {.every = 0, .gradient = false}}});
  SerialExecutor serial;
  for (auto _ : state)
    for (const auto& result : minimize_all(problem, all, serial))
      if (result.evaluations != steps) state.SkipWithError("a run ended early");
  state.counters["ns_per_run_step"] =
      benchmark::Counter(static_cast<double>(runs * steps) * 1e-9,
                         benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

bool is_elementwise(const Method& method) {
  const auto& entry = *method.chain().links().front().entry;
  return entry.is_elementwise() && !entry.only_matrices;
}

const bool rules_registered = [] {
  const auto add = [](const std::string& name, Method method) {
    if (method.info().find("learning_rate") != nullptr) method.set("learning_rate", Setting(1e-4));
    benchmark::RegisterBenchmark(name.c_str(), rule, method)->Unit(benchmark::kMillisecond);
  };
  for (const auto* info : methods())
    if (info->part == Part::rule && is_elementwise(Method::named(info->name)))
      add("rule/" + std::string(info->name), Method::named(info->name));
  for (const char* chain : {"adam | weight_decay", "clip_norm(1) | adam",
                            "clip_value | l2 | adam | weight_decay | box(-9, 9)", "lookahead(adam)", "sam(adam)"})
    add("chain/" + std::string(chain), Method::parse(chain));
  return true;
}();

BENCHMARK(wide)->Unit(benchmark::kMillisecond);
#if defined(__AVX512F__)
BENCHMARK(hand_written)->Unit(benchmark::kMillisecond);
#endif
BENCHMARK(single)->Unit(benchmark::kMillisecond);
BENCHMARK(opaque)->Unit(benchmark::kMillisecond);

}  // namespace
