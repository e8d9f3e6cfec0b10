// What a chain costs whose links are stepped one after the other, as any chain from a file is, beside the same chain
// compiled as one: blocks of runs on a typed Rosenbrock function, and a long run of floats by one thread. Both take
// turns, and their results must be the same bits. `ratio` is that of their medians.
#include <benchmark/benchmark.h>
#include <time.h>

#include <algorithm>
#include <bit>
#include <string>
#include <vector>

#include "ravine/ravine.hpp"

namespace {

using namespace ravine;

constexpr std::size_t runs = 1024, steps = 1000, coordinates = std::size_t{1} << 24;
constexpr int turns = 11;

// Of this thread alone: what else runs on the machine does not count.
double seconds(auto&& work) {
  const auto now = [] {
    timespec time;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
  };
  const auto began = now();
  work();
  return now() - began;
}
double median(std::vector<double> all) {
  std::sort(all.begin(), all.end());
  return all[all.size() / 2];
}

// The chain before it was compiled, and after.
struct Pair {
  Method apart, together;
};
template <template <class> class... Links>
Pair pair_of(const char* notation) {
  auto apart = Method::parse(notation);
  compile_chain<Links...>();
  return {std::move(apart), Method::parse(notation)};
}

void report(benchmark::State& state, const std::vector<double>& apart, const std::vector<double>& together,
            std::size_t work) {
  state.counters["ns_apart"] = median(apart) / static_cast<double>(work) * 1e9;
  state.counters["ns_together"] = median(together) / static_cast<double>(work) * 1e9;
  state.counters["ratio"] = median(apart) / median(together);
}

void wide(benchmark::State& state, const Pair& pair) {
  if (pair.apart.chain().compiled() != nullptr || pair.together.chain().compiled() == nullptr)
    return state.SkipWithError("the library has this chain compiled");
  const FunctionProblem problem(Function::parse("(1 - x)^2 + 100*(y - x^2)^2"));
  const RunOptions options{.steps = steps, .divergence = 1e300, .record = {.every = 0, .gradient = false}};
  const std::vector<Descent> one(runs, {{-1.2, 1}, pair.apart, options}),
      other(runs, {{-1.2, 1}, pair.together, options});
  SerialExecutor serial;
  std::vector<RunResult> of_one, of_other;
  std::vector<double> apart, together;
  for (auto _ : state) {
    apart.push_back(seconds([&] { of_one = minimize_all(problem, one, serial); }));
    together.push_back(seconds([&] { of_other = minimize_all(problem, other, serial); }));
    state.SetIterationTime(together.back());
  }
  for (std::size_t i = 0; i < runs; ++i)
    if (of_one[i].x != of_other[i].x || of_one[i].evaluations != steps) state.SkipWithError("the results differ");
  report(state, apart, together, runs * steps);
}

void longer(benchmark::State& state, const Pair& pair) {
  std::vector<float> one(coordinates), g(coordinates);
  for (std::size_t i = 0; i < coordinates; ++i) {
    one[i] = static_cast<float>(i % 1009) / 256 - 2;
    g[i] = (static_cast<float>(i * 31 % 127) - 63.5F) / 64;
  }
  auto other = one;
  Stepper<float> of_one(pair.apart, coordinates), of_other(pair.together, coordinates);
  std::vector<double> apart, together;
  of_one.step(one, g), of_other.step(other, g);
  for (auto _ : state) {
    apart.push_back(seconds([&] { of_one.step(one, g); }));
    together.push_back(seconds([&] { of_other.step(other, g); }));
    state.SetIterationTime(together.back());
  }
  if (!std::equal(one.begin(), one.end(), other.begin(),
                  [](float a, float b) { return std::bit_cast<std::uint32_t>(a) == std::bit_cast<std::uint32_t>(b); }))
    state.SkipWithError("the results differ");
  report(state, apart, together, coordinates);
}

template <template <class> class... Links>
void compare(const char* notation) {
  const auto pair = pair_of<Links...>(notation);
  benchmark::RegisterBenchmark(("wide/" + std::string(notation)).c_str(), wide, pair)
      ->Iterations(turns)
      ->UseManualTime();
  benchmark::RegisterBenchmark(("long/" + std::string(notation)).c_str(), longer, pair)
      ->Iterations(turns)
      ->UseManualTime();
}

// Chains that the library does not have compiled.
const bool registered = [] {
  compare<L2Link, NesterovRule>("l2(1e-3) | nesterov(1e-4)");
  compare<ClipNormLink, RmspropRule>("clip_norm(1) | rmsprop(1e-4)");
  compare<AdagradRule, WeightDecayLink>("adagrad(1e-2) | weight_decay(0.01)");
  compare<NadamRule, WeightDecayLink>("nadam(1e-4) | weight_decay(0.01)");
  compare<NormalizeLink, SgdRule, BoxLink>("normalize | sgd(1e-4) | box(-9, 9)");
  compare<ClipNormLink, AdabeliefRule, WeightDecayLink>("clip_norm(1) | adabelief(1e-4) | weight_decay(0.01)");
  compare<ClipValueLink, L2Link, AdamRule, WeightDecayLink, BoxLink>(
      "clip_value | l2(1e-3) | adam(1e-4) | weight_decay(0.01) | box(-9, 9)");
  return true;
}();

}  // namespace
