#include "ravine/app/workings.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string>
#include <vector>

#include "ravine/method/chain.hpp"
#include "ravine/view/geometry/ticks.hpp"

namespace ravine::app {
namespace {

constexpr std::size_t most_samples = 400;
constexpr std::size_t most_coordinates = 4;

// A step and the gradient evaluations made before it.
struct Moment {
  std::size_t step = 0;
  double time = 0;
};

// Steps of a run up to the end of its budget T, the first and the last among them. How many evaluations a solver's
// steps take is known only where it went.
std::vector<Moment> moments_of(const study::PlannedRun& run, const History& history, std::size_t T) {
  const Chain& chain = run.method.chain();
  const bool walked = chain.is_solver();
  const std::size_t count = walked ? history.size() : T + 1, some = std::min(count, most_samples + 1);
  std::vector<Moment> moments;
  moments.reserve(some);
  for (std::size_t i = 0; i < some; ++i) {
    // In floating point: i * (count - 1) may be more than a word holds.
    const double part = some > 1 ? static_cast<double>(i) / static_cast<double>(some - 1) : 0;
    const auto at = i + 1 == some ? count - 1 : static_cast<std::size_t>(part * static_cast<double>(count - 1) + 0.5);
    const std::size_t step = walked ? history.step[at] : at;
    const bool counted = walked && !history.evaluations.empty();
    moments.push_back({step, static_cast<double>(counted ? history.evaluations[at] : step * chain.gradients_a_step())});
  }
  return moments;
}

// What a run would refuse is left out: after the last step, from which none is made, any value may be.
report::ScheduledSetting scheduled(const ParameterInfo& parameter, const Schedule& schedule,
                                   const std::vector<Moment>& moments, std::size_t T) {
  report::ScheduledSetting setting{std::string(parameter.name), std::string(parameter.symbol), schedule.text(), {}};
  for (const auto& moment : moments) {
    const double value = schedule.at(static_cast<double>(moment.step), static_cast<double>(T));
    if (!parameter.accepts(value)) continue;
    setting.course.time.push_back(moment.time);
    setting.course.value.push_back(value);
  }
  return setting;
}

report::State state_of(const Problem& problem, const History& history) {
  report::State state;
  const std::size_t rows = history.size(), n = history.dimension, shown = std::min(n, most_coordinates);
  const bool slots = !history.slots.empty(), update = !history.update.empty();
  if (rows < 2 || (!slots && !update)) return state;
  const std::vector<std::string> names = problem.coordinate_names();
  for (std::size_t i = 0; i < shown; ++i)
    state.coordinates.push_back(i < names.size() ? names[i] : "x" + std::to_string(i + 1));
  state.dimension = n;
  const auto lines = [&](const auto& value) {
    report::State::Values values(shown, std::vector<double>(rows));
    for (std::size_t i = 0; i < shown; ++i)
      for (std::size_t row = 0; row < rows; ++row) values[i][row] = value(row, i);
    return values;
  };
  const std::size_t count = history.slot_names.size();
  for (std::size_t k = 0; slots && k < count; ++k)
    state.slots.push_back({history.slot_names[k], lines([&](std::size_t row, std::size_t i) {
                             return history.slots[(row * count + k) * n + i];
                           })});
  if (!update) return state;
  if (!history.gradient.empty())
    state.effective_step = lines([&](std::size_t row, std::size_t i) { return history.effective_step(row, i); });
  // From the last point no step led.
  state.update_size.assign(rows, std::numeric_limits<double>::quiet_NaN());
  for (std::size_t row = 0; row + 1 < rows; ++row)
    state.update_size[row] = euclidean_norm({history.update.data() + row * n, n});
  return state;
}

std::vector<report::Measurement> measurements_of(const Problem& problem, const History& history) {
  std::vector<report::Measurement> measurements;
  const auto measures = problem.measures();
  for (std::size_t k = 0; k < measures.size(); ++k) {
    measurements.push_back({measures[k].name, measures[k].higher_is_better, {}});
    for (std::size_t row = 0; row < history.measured_step.size(); ++row) {
      measurements.back().course.time.push_back(static_cast<double>(history.measured_evaluations[row]));
      measurements.back().course.value.push_back(history.measures_at(row)[k]);
    }
  }
  return measurements;
}

// The clocks of the page beside gradient evaluations.
std::vector<report::Clock> clocks_of(const Problem& problem, const History& history) {
  std::vector<report::Clock> clocks;
  const auto add = [&](const char* name, auto time) {
    clocks.push_back({name, {}});
    for (std::size_t row = 0; row < history.measured_step.size(); ++row) clocks.back().time.push_back(time(row));
  };
  const auto evaluations = [&](std::size_t row) { return static_cast<double>(history.measured_evaluations[row]); };
  add("steps", [&](std::size_t row) { return static_cast<double>(history.measured_step[row]); });
  if (const auto count = problem.sample_count(); count.samples > 0 && count.an_evaluation > 0) {
    const auto samples = static_cast<double>(count.an_evaluation), all = static_cast<double>(count.samples);
    add("epochs", [&](std::size_t row) { return evaluations(row) * samples / all; });
    add("samples", [&](std::size_t row) { return evaluations(row) * samples; });
  }
  add("seconds", [&](std::size_t row) { return history.measured_seconds[row]; });
  return clocks;
}

}  // namespace

report::Workings workings_of(const study::PlannedRun& run, const Problem& problem, const History& history) {
  report::Workings workings;
  workings.measurements = measurements_of(problem, history);
  if (!workings.measurements.empty()) workings.clocks = clocks_of(problem, history);
  workings.state = state_of(problem, history);
  const auto T = scheduled_steps(run.method, run.options);
  std::vector<Moment> moments;
  const auto add = [&](const Setting& setting, std::size_t parameter, const std::string& group) {
    if (!setting.schedule) return;
    if (moments.empty()) moments = moments_of(run, history, T);
    workings.schedules.push_back(scheduled(run.method.info().parameters[parameter], *setting.schedule, moments, T));
    if (!group.empty()) workings.schedules.back().name += "@" + group;
  };
  const auto& settings = run.method.settings();
  for (std::size_t k = 0; k < settings.size(); ++k) add(settings[k], k, {});
  for (const auto& own : run.method.group_settings()) add(own.value, own.parameter, own.group);
  return workings;
}

}  // namespace ravine::app
