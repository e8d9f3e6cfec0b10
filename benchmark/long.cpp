// What a step of 2^25 floats costs, by one thread and by two: every rule without sums, beside a kernel that does next
// to no arithmetic in place but reads and writes as many arrays. Both take turns; `ratio` is that of their medians.
//
// A rule's result is checked against the same rule in double on some of the coordinates, and two threads' against one's
// bit for bit; the kernel's against its closed form.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <bit>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "ravine/ravine.hpp"
#include "ravine/study/thread_pool.hpp"

namespace {

using namespace ravine;

constexpr std::size_t n = std::size_t{1} << 25;
constexpr int turns = 11;                // steps measured
constexpr std::size_t sampled = n / 97;  // the stride of the coordinates that are looked at

double at_start(std::size_t i) { return static_cast<double>(i % 1009) / 256 - 2; }
double gradient_of(std::size_t i) { return (static_cast<double>(i * 31 % 127) - 63.5) / 64; }

// Arrays as a program has them.
std::vector<float> filled(double (*value)(std::size_t)) {
  std::vector<float> all(n);
  for (std::size_t i = 0; i < n; ++i) all[i] = static_cast<float>(value(i));
  return all;
}

// slot <- slot/2 + what comes, for one slot after the other; x <- x - what comes/1024.
template <std::size_t slots>
void plain(std::size_t first, std::size_t end, float* x, const float* g, const std::array<float*, 8>& slot) {
  std::array<float*, slots> own;
  std::copy_n(slot.begin(), slots, own.begin());
  RAVINE_LANES
  for (std::size_t i = first; i < end; ++i) {
    float flow = g[i];
    for (std::size_t k = 0; k < slots; ++k) flow = own[k][i] = 0.5F * own[k][i] + flow;
    x[i] -= flow * 0x1p-10F;
  }
}
using Plain = void (*)(std::size_t, std::size_t, float*, const float*, const std::array<float*, 8>&);
constexpr std::array<Plain, 8> plain_of{plain<0>, plain<1>, plain<2>, plain<3>, plain<4>, plain<5>, plain<6>, plain<7>};

class Peer {
 public:
  explicit Peer(std::size_t slots) : x_(filled(at_start)), slots_(slots, std::vector<float>(n)) {
    for (std::size_t k = 0; k < slots; ++k) slot_[k] = slots_[k].data();
  }
  void step(const std::vector<float>& g, Executor& executor) {
    const auto parts = executor.workers();
    executor.run(parts, [&](std::size_t part) {
      plain_of[slots_.size()](part * n / parts, (part + 1) * n / parts, x_.data(), g.data(), slot_);
    });
    ++made_;
  }
  // Every value is a multiple of a small power of two, so in double nothing is rounded.
  bool is_right() const {
    for (std::size_t i = 0; i < n; i += sampled) {
      double x = at_start(i);
      std::array<double, 8> slot{};
      for (int t = 0; t < made_; ++t) {
        double flow = gradient_of(i);
        for (std::size_t k = 0; k < slots_.size(); ++k) flow = slot[k] = slot[k] / 2 + flow;
        x -= flow * 0x1p-10;
      }
      if (!(std::fabs(x - static_cast<double>(x_[i])) <= 0x1p-22 * made_)) return false;
    }
    return true;
  }

 private:
  std::vector<float> x_;
  std::vector<std::vector<float>> slots_;
  std::array<float*, 8> slot_{};
  int made_ = 0;
};

// The same rule in double on some of the coordinates: a step makes some dozens of roundings of 2^-24 of what it moves,
// and one of x.
bool is_right(const Method& method, const std::vector<float>& x, std::uint64_t steps) {
  std::vector<double> point, g;
  for (std::size_t i = 0; i < n; i += sampled) point.push_back(at_start(i)), g.push_back(gradient_of(i));
  Stepper<double> stepper(method, point.size());
  for (std::uint64_t t = 0; t < steps; ++t) stepper.step(point, g);
  for (std::size_t k = 0; k < point.size(); ++k) {
    const auto i = k * sampled;
    const double rounding = 0x1p-24 * static_cast<double>(steps);
    const double limit = rounding * (std::fabs(point[k]) + 64 * std::fabs(point[k] - at_start(i)) + 1);
    if (!(std::fabs(point[k] - static_cast<double>(x[i])) <= limit)) return false;
  }
  return true;
}

std::uint64_t bits_of(const std::vector<float>& x) {
  std::uint64_t hash = 0;
  for (const float value : x) hash = hash * 0x9E3779B97F4A7C15 + std::bit_cast<std::uint32_t>(value);
  return hash;
}

template <class Action>
double seconds(Action action) {
  const auto start = std::chrono::steady_clock::now();
  action();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}
double median(std::vector<double> times) {
  std::nth_element(times.begin(), times.begin() + turns / 2, times.end());
  return times[turns / 2];
}

void rule(benchmark::State& state, const Method& method) {
  static std::map<std::string, std::uint64_t> bits;  // of the first contender of a name
  static const auto g = filled(gradient_of);
  study::ThreadExecutor threads(static_cast<std::size_t>(state.range(0)));
  auto x = filled(at_start);
  Stepper<float> stepper(method, n);
  stepper.use(threads);
  Peer peer(method.info().slots.size());
  const auto step = [&] { stepper.step(x, g); };
  const auto plain_step = [&] { peer.step(g, threads); };
  std::vector<double> own, others;
  step(), plain_step();
  for (auto _ : state) {
    own.push_back(seconds(step));
    others.push_back(seconds(plain_step));
    state.SetIterationTime(own.back());
  }
  const auto found = bits.try_emplace(method.text(), bits_of(x)).first->second;
  if (found != bits_of(x)) state.SkipWithError("threads change the bits");
  if (!is_right(method, x, stepper.steps_made())) state.SkipWithError("the rule's result is wrong");
  if (!peer.is_right()) state.SkipWithError("the plain kernel's result is wrong");
  state.counters["ns_per_coordinate"] = median(own) / n * 1e9;
  state.counters["plain"] = median(others) / n * 1e9;
  state.counters["ratio"] = median(own) / median(others);
}

// A chain beside the rule that does the same in one pass: `adam | weight_decay` and `adamw`.
void chain(benchmark::State& state) {
  static const auto g = filled(gradient_of);
  study::ThreadExecutor threads(static_cast<std::size_t>(state.range(0)));
  auto x = filled(at_start), fused = x;
  Stepper<float> stepper(Method::parse("adam(lr = 1e-3) | weight_decay(0.01)"), n);
  Stepper<float> other(Method::parse("adamw(lr = 1e-3, weight_decay = 0.01)"), n);
  stepper.use(threads), other.use(threads);
  const auto step = [&] { stepper.step(x, g); };
  const auto fused_step = [&] { other.step(fused, g); };
  std::vector<double> own, others;
  step(), fused_step();
  for (auto _ : state) {
    own.push_back(seconds(step));
    others.push_back(seconds(fused_step));
    state.SetIterationTime(own.back());
  }
  double difference = 0;
  for (std::size_t i = 0; i < n; ++i)
    difference = std::max(difference, static_cast<double>(std::fabs(x[i] - fused[i])));
  if (!(difference <= 1e-5)) state.SkipWithError("the chain and the rule differ");
  state.counters["ns_per_coordinate"] = median(own) / n * 1e9;
  state.counters["fused"] = median(others) / n * 1e9;
  state.counters["ratio"] = median(own) / median(others);
}

const bool registered = [] {
  benchmark::RegisterBenchmark("long_chain/adam | weight_decay", chain)
      ->ArgName("threads")
      ->Arg(1)
      ->Arg(2)
      ->Iterations(turns)
      ->UseManualTime()
      ->Unit(benchmark::kMillisecond);
  for (const auto* info : methods()) {
    if (info->part != Part::rule) continue;
    const auto method = Method::named(info->name);
    const auto& entry = *method.chain().links().front().entry;
    if (entry.update_long_float == nullptr || entry.sums > 0 || entry.move_matrix != nullptr) continue;
    const auto name = "long/" + std::string(info->name);
    benchmark::RegisterBenchmark(name.c_str(), rule, method)
        ->ArgName("threads")
        ->Arg(1)
        ->Arg(2)
        ->Iterations(turns)
        ->UseManualTime()
        ->Unit(benchmark::kMillisecond);
  }
  return true;
}();

}  // namespace
