// Films of the notebook's two problems: the GIF of a run and of a race, from the film to the file's bytes, with what
// the runs of a problem share already drawn. 101 frames of 1000 x 800 each. Checks that every file holds 101 images,
// ends as it should, is the same each time and is no larger than promised.
#include <benchmark/benchmark.h>

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "ravine/ravine.hpp"
#include "ravine/view/animation.hpp"
#include "ravine/view/geometry/figures.hpp"
#include "ravine/view/scene.hpp"

namespace {

using namespace ravine;

constexpr std::size_t frames = 101, largest_run = 150000, largest_race = 250000;  // bytes

struct Experiment {
  const char* function;
  std::vector<double> start;
  view::Box box;
  double rate;  // of the methods that do not scale their steps
};
const Experiment bowl{"5*x^2 + y^2", {5, 5}, {-7, 7, -7, 7}, 0.01};
const Experiment valley{"(x-3)^2 + 8*(y-5)^4 + sqrt(x) + sin(x*y)", {5, -2}, {0, 10, -5, 10}, 0.0002};

view::Scene scene_of(const Experiment& experiment) {
  const auto problem = as_problem(experiment.function, 2);
  const std::vector<std::pair<std::string, Method>> contenders{
      {"SGD", Sgd{.learning_rate = experiment.rate}},
      {"Momentum 0.9", Momentum{.learning_rate = experiment.rate, .momentum = 0.9}},
      {"Momentum 0.7", Momentum{.learning_rate = experiment.rate, .momentum = 0.7}},
      {"Adagrad", Adagrad{.learning_rate = 0.1}},
      {"RMSProp", Rmsprop{.learning_rate = 0.1, .decay = 0.9}},
      {"Adam", Adam{.learning_rate = 0.1, .beta1 = 0.9, .beta2 = 0.9, .bias_correction = false}}};
  std::vector<RunResult> results;
  for (const auto& [label, method] : contenders) {
    results.push_back(minimize(*problem, experiment.start, method, {.steps = frames - 1}));
  }
  std::vector<view::ShownRun> shown;
  for (std::size_t i = 0; i < results.size(); ++i) {
    shown.push_back({contenders[i].first, &results[i].history, std::string(name(results[i].outcome.kind)), false});
  }
  view::SceneOptions options;
  options.title = "Six methods from one start";
  options.box = experiment.box;
  SerialExecutor serial;
  return view::make_scene(*problem, shown, options, serial);
}

// Images in a GIF file with a global palette, by its blocks; nothing where it does not end as it should.
std::optional<std::size_t> images(const std::vector<unsigned char>& file) {
  std::size_t count = 0, at = 13 + 3 * (std::size_t{2} << (file[10] & 7));
  while (at < file.size() && file[at] != 0x3B) {
    const bool image = file[at] == 0x2C;
    if (image) ++count;
    at += image ? 11 : 2;  // up to the first block of data
    while (at < file.size() && file[at] != 0) at += file[at] + std::size_t{1};
    ++at;
  }
  if (at + 1 != file.size()) return std::nullopt;
  return count;
}

void measure(benchmark::State& state, const view::Film& film, const view::Backdrop& backdrop, std::size_t largest) {
  const auto first = view::animate(film, backdrop).gif;
  if (images(first) != frames) state.SkipWithError("not 101 images");
  if (first.size() > largest) state.SkipWithError("larger than promised");
  for (auto _ : state) {
    const auto animation = view::animate(film, backdrop);
    if (animation.gif != first) state.SkipWithError("not the same bytes again");
  }
  state.counters["bytes"] = static_cast<double>(first.size());
}

void run(benchmark::State& state, const Experiment& experiment, std::size_t index) {
  const auto scene = scene_of(experiment);
  const view::Figures figures(scene);
  const view::Backdrop backdrop(view::Backdrop::common(figures.single(0).background, figures.single(1).background));
  measure(state, figures.single(index), backdrop, largest_run);
}

void race(benchmark::State& state, const Experiment& experiment) {
  const auto scene = scene_of(experiment);
  const auto film = view::Figures(scene).race();
  measure(state, film, view::Backdrop(film.background), largest_race);
}

BENCHMARK_CAPTURE(run, bowl_sgd, bowl, 0)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(run, bowl_momentum, bowl, 1)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(run, valley_momentum, valley, 1)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(run, valley_adam, valley, 5)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(race, bowl, bowl)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(race, valley, valley)->Unit(benchmark::kMillisecond);

}  // namespace
