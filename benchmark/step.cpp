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
#include <immintrin.h>
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
// The same work by hand, a register of 8 runs at a time and `together` registers in step: every run has its own
// settings, bias corrections and stop values, keeps its best point and when it was found, and is watched for what is
// not finite. Contraction is off as everywhere.
struct EightRuns {
  __m512d x, y, mx, my, vx, vy, left1, left2, best, best_x, best_y, best_step, rate, beta1, beta2, epsilon, target,
      limit;
};

__mmask8 step_by_hand(EightRuns& r, double a, double b, double step, bool last) {
  const __m512d one = _mm512_set1_pd(1);
  const __m512d p = _mm512_sub_pd(_mm512_set1_pd(a), r.x), u = _mm512_sub_pd(r.y, _mm512_mul_pd(r.x, r.x));
  const __m512d f = _mm512_add_pd(_mm512_mul_pd(p, p), _mm512_mul_pd(_mm512_set1_pd(b), _mm512_mul_pd(u, u)));
  const __m512d gx =
      _mm512_sub_pd(_mm512_mul_pd(_mm512_set1_pd(-2), p), _mm512_mul_pd(_mm512_set1_pd(4 * b), _mm512_mul_pd(r.x, u)));
  const __m512d gy = _mm512_mul_pd(_mm512_set1_pd(2 * b), u);
  const __mmask8 better = _mm512_cmp_pd_mask(f, r.best, _CMP_LT_OQ);
  r.best = _mm512_mask_mov_pd(r.best, better, f);
  r.best_x = _mm512_mask_mov_pd(r.best_x, better, r.x);
  r.best_y = _mm512_mask_mov_pd(r.best_y, better, r.y);
  r.best_step = _mm512_mask_mov_pd(r.best_step, better, _mm512_set1_pd(step));
  const __m512d zero = _mm512_setzero_pd();
  const __m512d check = _mm512_add_pd(_mm512_add_pd(_mm512_mul_pd(zero, r.x), _mm512_mul_pd(zero, gx)),
                                      _mm512_add_pd(_mm512_mul_pd(zero, r.y), _mm512_mul_pd(zero, gy)));
  const __mmask8 stop = _mm512_cmp_pd_mask(f, r.target, _CMP_LE_OQ) | _mm512_cmp_pd_mask(f, r.limit, _CMP_NLE_UQ) |
                        _mm512_cmp_pd_mask(check, zero, _CMP_NEQ_UQ);
  if (last) return stop;
  const __m512d c1 = _mm512_sub_pd(one, r.beta1), c2 = _mm512_sub_pd(one, r.beta2);
  r.left1 = _mm512_add_pd(_mm512_mul_pd(r.beta1, r.left1), c1);
  r.left2 = _mm512_add_pd(_mm512_mul_pd(r.beta2, r.left2), c2);
  const __m512d rate = _mm512_div_pd(r.rate, r.left1), unbias = _mm512_div_pd(one, r.left2);
  const auto move = [&](__m512d& at, __m512d& m, __m512d& v, __m512d g) {
    m = _mm512_add_pd(_mm512_mul_pd(r.beta1, m), _mm512_mul_pd(c1, g));
    v = _mm512_add_pd(_mm512_mul_pd(r.beta2, v), _mm512_mul_pd(_mm512_mul_pd(c2, g), g));
    const __m512d root = _mm512_add_pd(_mm512_sqrt_pd(_mm512_mul_pd(v, unbias)), r.epsilon);
    at = _mm512_sub_pd(at, _mm512_div_pd(_mm512_mul_pd(rate, m), root));
  };
  move(r.x, r.mx, r.vx, gx);
  move(r.y, r.my, r.vy, gy);
  return stop;
}

double by_hand() {
  const auto [a, b] = drawn();
  constexpr std::size_t together = 4;
  double total = 0;
  for (std::size_t run = 0; run < runs; run += 8 * together) {
    EightRuns block[together];
    for (std::size_t k = 0; k < together; ++k) {
      auto& r = block[k];
      alignas(64) double rates[8];
      for (std::size_t i = 0; i < 8; ++i) rates[i] = rate(run + 8 * k + i);
      r.rate = _mm512_load_pd(rates);
      r.x = _mm512_set1_pd(-1.2), r.y = _mm512_set1_pd(1);
      r.mx = r.my = r.vx = r.vy = r.left1 = r.left2 = r.best_x = r.best_y = r.best_step = _mm512_setzero_pd();
      r.best = _mm512_set1_pd(INFINITY), r.limit = _mm512_set1_pd(1e100), r.target = _mm512_set1_pd(-INFINITY);
      r.beta1 = _mm512_set1_pd(0.9), r.beta2 = _mm512_set1_pd(0.999), r.epsilon = _mm512_set1_pd(1e-8);
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
  for (auto _ : state) benchmark::DoNotOptimize(sum = by_hand());
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
