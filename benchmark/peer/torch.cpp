// The methods that LibTorch's C++ interface has, at 2^25 floats with a fixed gradient, beside Ravine's like it: one
// process, both in turns, one thread and two. A turn is some steps in a row as a program makes them, of which the first
// is not measured: it wakes the threads and finds again the memory that the other's turn has moved out of the way.
// Rounds exchange who begins. Both start anew from the same point, and after every round the points are compared, so
// both did the same work. A table on standard output, of all methods or of those that the arguments name; exit status 1
// where the points differ.
#include <torch/torch.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <functional>
#include <memory>
#include <string_view>
#include <thread>
#include <vector>

#include "ravine/method/stepper.hpp"
#include "ravine/study/thread_pool.hpp"

namespace {

using ravine::Method;

constexpr std::int64_t n = std::int64_t{1} << 25;
constexpr int rounds = 2, turns = 3, steps_a_turn = 3;

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

struct Times {
  std::vector<double> ours, theirs;
  bool agrees = true;
  float difference = 0;  // the largest relative one
};

// One round: who comes first is given its memory first and begins every pair of turns. Where an array happens to lie,
// and what ran before, is worth some per cent of a step that does little but read and write.
void run(const Contender& contender, int threads, bool ours_first, const torch::Tensor& start,
         const torch::Tensor& gradient, Times& times) {
  torch::Tensor ours, theirs;
  ravine::study::ThreadExecutor executor(static_cast<std::size_t>(threads));
  ravine::Stepper<float> stepper(Method::named(contender.name, "pytorch"), n);
  stepper.use(executor);
  std::unique_ptr<torch::optim::Optimizer> optimizer;
  const auto prepare_ours = [&] { ours = start.clone(); };
  const auto prepare_theirs = [&] {
    theirs = start.clone().set_requires_grad(true);
    theirs.mutable_grad() = gradient;
    optimizer = contender.make({theirs});
  };
  const auto turn_of = [](auto&& action, std::vector<double>& taken) {
    // The threads of either go on looking for work for a while after a step, and must not do so beside the other's.
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    action();
    for (int k = 0; k < steps_a_turn; ++k) taken.push_back(seconds(action));
  };
  const std::span<const float> g(gradient.data_ptr<float>(), n);
  const auto our_turn = [&] { turn_of([&] { stepper.step({ours.data_ptr<float>(), n}, g); }, times.ours); };
  const auto their_turn = [&] { turn_of([&] { optimizer->step(); }, times.theirs); };
  if (ours_first) {
    prepare_ours(), prepare_theirs();
    for (int turn = 0; turn < turns; ++turn) our_turn(), their_turn();
  } else {
    prepare_theirs(), prepare_ours();
    for (int turn = 0; turn < turns; ++turn) their_turn(), our_turn();
  }
  const torch::NoGradGuard no_gradients;
  const auto difference = ((ours - theirs).abs() / theirs.abs().clamp_min(1e-3)).max().item<float>();
  // A step rounds x once and some dozens of times what it moves, in two orders of work.
  const double limit = turns * (steps_a_turn + 1) * 64 * 0x1p-24;
  const double moved = (theirs - start).abs().min().item<float>();
  times.agrees = times.agrees && static_cast<double>(difference) <= limit && moved > 0;
  times.difference = std::max(times.difference, difference);
}

// Prints a row; whether the two agree.
bool race(const Contender& contender, int threads, const torch::Tensor& start, const torch::Tensor& gradient) {
  at::set_num_threads(threads);
  Times times;
  for (int round = 0; round < rounds; ++round) run(contender, threads, round % 2 == 0, start, gradient, times);
  const double own = median(times.ours), others = median(times.theirs);
  std::printf("%-9s %d %8.2f %8.2f %7.2f %7.1f   %.1e%s\n", contender.name, threads, own / n * 1e9, others / n * 1e9,
              others / own, contender.promised, static_cast<double>(times.difference), times.agrees ? "" : "  DIFFERS");
  std::fflush(stdout);
  return times.agrees;
}

}  // namespace

int main(int count, char** arguments) {
  const std::vector<std::string_view> asked(arguments + 1, arguments + count);
  torch::manual_seed(1);
  const auto start = torch::rand({n}) * 4 + 1, gradient = torch::rand({n}) + 0.5;
  std::printf("LibTorch %s, %lld floats, medians of %d, ns a coordinate\n", TORCH_VERSION, static_cast<long long>(n),
              rounds * turns * steps_a_turn);
  std::printf("method threads  ours   theirs   times promised   largest relative difference\n");
  bool agree = true;
  for (const auto& contender : contenders)
    if (asked.empty() || std::find(asked.begin(), asked.end(), contender.name) != asked.end())
      for (const int threads : {1, 2}) agree = race(contender, threads, start, gradient) && agree;
  return agree ? 0 : 1;
}
