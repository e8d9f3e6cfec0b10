// The methods that LibTorch's C++ interface has, at 2^25 floats with a fixed gradient, beside Ravine's like it: one
// process, both in turns, one thread and two. A turn is some steps in a row as a program makes them, of which the first
// is not measured: it wakes the threads and finds again the memory that the other's turn has moved out of the way. Both
// start anew from the same point, and after every count of threads the points are compared, so both did the same work.
// A table on standard output; exit status 1 where the points differ.
#include <torch/torch.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "ravine/method/stepper.hpp"
#include "ravine/study/thread_pool.hpp"

namespace {

using ravine::Method;

constexpr std::int64_t n = std::int64_t{1} << 25;
constexpr int turns = 5, steps_a_turn = 3;

using Parameters = std::vector<torch::Tensor>;
struct Contender {
  const char* name;  // Ravine's
  double promised;   // times faster
  std::function<std::unique_ptr<torch::optim::Optimizer>(Parameters)> make;
};

// With the defaults of each; SGD has no default for its rate.
const std::vector<Contender> contenders{
    {"sgd", 1, [](Parameters p) { return std::make_unique<torch::optim::SGD>(p, torch::optim::SGDOptions(1e-3)); }},
    {"momentum", 1.5,
     [](Parameters p) { return std::make_unique<torch::optim::SGD>(p, torch::optim::SGDOptions(1e-3).momentum(0.9)); }},
    {"rmsprop", 4, [](Parameters p) { return std::make_unique<torch::optim::RMSprop>(p); }},
    {"adagrad", 4, [](Parameters p) { return std::make_unique<torch::optim::Adagrad>(p); }},
    {"adam", 4, [](Parameters p) { return std::make_unique<torch::optim::Adam>(p); }},
    {"adamw", 4, [](Parameters p) { return std::make_unique<torch::optim::AdamW>(p); }}};

template <class Action>
double seconds(Action action) {
  const auto start = std::chrono::steady_clock::now();
  action();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}
double median(std::vector<double> times) {
  const auto middle = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
  std::nth_element(times.begin(), middle, times.end());
  return *middle;
}

// Prints a row; whether the two agree.
bool race(const Contender& contender, int threads, const torch::Tensor& start, const torch::Tensor& gradient) {
  at::set_num_threads(threads);
  auto theirs = start.clone().set_requires_grad(true);
  theirs.mutable_grad() = gradient;
  const auto optimizer = contender.make({theirs});
  const auto ours = start.clone();
  ravine::study::ThreadExecutor executor(static_cast<std::size_t>(threads));
  ravine::Stepper<float> stepper(Method::named(contender.name, "pytorch"), n);
  stepper.use(executor);
  const std::span<float> x(ours.data_ptr<float>(), n);
  const std::span<const float> g(gradient.data_ptr<float>(), n);
  const auto step = [&] { stepper.step(x, g); };
  const auto their_step = [&] { optimizer->step(); };
  std::vector<double> own, others;
  const auto turn_of = [](auto& action, std::vector<double>& times) {
    // The threads of either go on looking for work for a while after a step, and must not do so beside the other's.
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    action();
    for (int k = 0; k < steps_a_turn; ++k) times.push_back(seconds(action));
  };
  for (int turn = 0; turn < turns; ++turn) turn_of(step, own), turn_of(their_step, others);
  const torch::NoGradGuard no_gradients;
  const auto difference = ((ours - theirs).abs() / theirs.abs().clamp_min(1e-3)).max().item<float>();
  // A step rounds x once and some dozens of times what it moves, in two orders of work.
  const double limit = turns * (steps_a_turn + 1) * 64 * 0x1p-24;
  const double moved = (theirs - start).abs().min().item<float>(), times = median(others) / median(own);
  const bool agrees = static_cast<double>(difference) <= limit && moved > 0;
  std::printf("%-9s %d %8.2f %8.2f %7.2f %7.1f   %.1e%s\n", contender.name, threads, median(own) / n * 1e9,
              median(others) / n * 1e9, times, contender.promised, static_cast<double>(difference),
              agrees ? "" : "  DIFFERS");
  return agrees;
}

}  // namespace

int main() {
  torch::manual_seed(1);
  const auto start = torch::rand({n}) * 4 + 1, gradient = torch::rand({n}) + 0.5;
  std::printf("LibTorch %s, %lld floats, medians of %d, ns a coordinate\n", TORCH_VERSION, static_cast<long long>(n),
              turns * steps_a_turn);
  std::printf("method threads  ours   theirs   times promised   largest relative difference\n");
  bool agree = true;
  for (const auto& contender : contenders)
    for (const int threads : {1, 2}) agree = race(contender, threads, start, gradient) && agree;
  return agree ? 0 : 1;
}
