#include "ravine/analysis/insight/evidence.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "ravine/base/error.hpp"
#include "ravine/base/number_text.hpp"
#include "ravine/method/chain.hpp"
#include "ravine/method/schedule.hpp"

namespace ravine {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

const Setting* rate_setting(const Method& method) {
  const auto& info = method.info();
  const auto* row = info.find("learning_rate");
  return row == nullptr ? nullptr : &method.settings()[static_cast<std::size_t>(row - info.parameters.data())];
}

double distance_between(std::span<const double> a, std::span<const double> b) {
  std::vector<double> difference(a.size());
  for (std::size_t i = 0; i < a.size(); ++i) difference[i] = a[i] - b[i];
  return euclidean_norm(difference);
}

const RunResult& checked(const Problem& problem, const RunResult& run, const KnownMinimum& known) {
  const auto& history = run.history;
  if (!history.has_points() || history.gradient.empty())
    throw InputError("the run recorded no points and gradients to tell anything from",
                     "record both: RunOptions::record.point and .gradient");
  for (const auto& minimiser : known.minimisers)
    if (minimiser.size() != problem.dimension())
      throw InputError("a known minimiser has " + std::to_string(minimiser.size()) + " coordinates, the problem " +
                       std::to_string(problem.dimension()));
  if (history.dimension != problem.dimension())
    throw InputError("the run's points have " + std::to_string(history.dimension) + " coordinates, the problem's " +
                         std::to_string(problem.dimension()),
                     "give the problem that the run was made on");
  return run;
}

}  // namespace

Evidence::Evidence(const Problem& of, const Method& by, const RunOptions& with, const RunResult& result,
                   const KnownMinimum& of_minimum)
    : problem(of),
      method(by),
      options(with),
      run(checked(of, result, of_minimum)),
      known(of_minimum),
      history(result.history),
      dimension(of.dimension()),
      rows(result.history.size()),
      curvature(of) {
  const auto sound = [&](std::size_t row) {
    const auto x = history.point(row);
    return std::isfinite(history.f[row]) &&
           std::all_of(x.begin(), x.end(), [](double component) { return std::isfinite(component); });
  };
  while (sound_rows < rows && sound(sound_rows)) ++sound_rows;
  if (!known.value && !known.minimisers.empty()) {
    std::vector<double> gradient(dimension);
    const double value = curvature.evaluate(known.minimisers.front(), gradient);
    if (std::isfinite(value)) known.value = value;
  }
  if (sound_rows > 0) measure_end();
}

void Evidence::measure_end() {
  const std::size_t half = sound_rows / 2, last_quarter = sound_rows - (sound_rows + 3) / 4;
  mean_point.assign(dimension, 0);
  const auto count = static_cast<double>(sound_rows - last_quarter);
  for (std::size_t row = half; row < last_quarter; ++row)
    third_quarter += history.f[row] / static_cast<double>(last_quarter - half);
  for (std::size_t row = last_quarter; row < sound_rows; ++row) {
    fourth_quarter += history.f[row] / count;
    for (std::size_t i = 0; i < dimension; ++i) mean_point[i] += history.point(row)[i] / count;
  }
  double squares = 0;
  for (std::size_t row = last_quarter; row < sound_rows; ++row)
    for (std::size_t i = 0; i < dimension; ++i) {
      const double away = history.point(row)[i] - mean_point[i];
      squares += away * away / count;
    }
  radius = std::sqrt(squares);
  for (std::size_t row = last_quarter; row + 1 < sound_rows; ++row)
    step_length += distance(row, row + 1) / std::max(1.0, count - 1);
  const auto least = static_cast<std::size_t>(
      std::min_element(history.f.begin(), history.f.begin() + static_cast<std::ptrdiff_t>(sound_rows)) -
      history.f.begin());
  for (std::size_t row = 0; row < sound_rows; ++row) steepest = std::max(steepest, history.gradient_norm(row));
  // A known value has few digits at times.
  if (known.value &&
      history.f[least] < *known.value - 1e-3 * std::max(std::fabs(*known.value), history.f[0] - *known.value))
    known = {};
  if (!known.value && sound_rows == rows) power_fall = falls_as_power(history);
  if (power_fall && is_a_minimum_near()) power_fall.reset();
  minimum = known.value  ? *known.value
            : power_fall ? unknown
                         : history.f[least] - curvature.newton_decrement(history.point(least));
  if (!std::isfinite(minimum)) minimum = unknown;
  const double end = std::isfinite(run.answer_f) ? std::min(run.answer_f, history.f[sound_rows - 1]) : unknown;
  const double first = excess(0);
  left = first > 0 ? (end - minimum) / first : first == 0 ? 0 : unknown;
  measure_distance_left();
}

// Whether Newton's damped steps from the end grow short. Of exp(-x) each is as long as the one before.
bool Evidence::is_a_minimum_near() const {
  constexpr int turns = 30;
  constexpr double short_of_the_way = 1e-3;
  const auto end = history.point(sound_rows - 1);
  std::vector<double> at(end.begin(), end.end());
  double last = 0;
  for (int turn = 0; turn < turns; ++turn) {
    auto next = curvature.estimated_minimiser(at);
    if (!next) return false;
    last = distance_between(at, *next);
    at.swap(*next);
  }
  return last <= short_of_the_way * distance_between(at, end);
}

void Evidence::measure_distance_left() {
  const auto start = history.point(0);
  auto end = history.point(sound_rows - 1);
  if (run.answer_f < history.f[sound_rows - 1]) end = run.answer;
  std::vector<double> minimiser;
  for (const auto& one : known.minimisers)
    if (minimiser.empty() || distance_between(one, end) < distance_between(minimiser, end)) minimiser = one;
  if (minimiser.empty() && !power_fall) {
    auto estimate = curvature.estimated_minimiser(end);
    if (estimate) minimiser = std::move(*estimate);
  }
  distance_left = minimiser.empty() ? unknown : distance_between(end, minimiser) / distance_between(start, minimiser);
}

bool Evidence::goes_to_and_fro() const {
  double length = 0;
  for (std::size_t row = sound_rows / 2; row + 1 < sound_rows; ++row) length += distance(row, row + 1);
  return length > 5 * distance(sound_rows / 2, sound_rows - 1);
}

std::string Evidence::minimum_text() const { return known.value ? "the minimum" : "the estimated minimum"; }

bool Evidence::is_at_rest() const { return history.gradient_norm(sound_rows - 1) <= 1e-6 * steepest; }

bool Evidence::arrived() const {
  // Below this share f is all rounding, and so are the gradient and a distance that is estimated from it.
  constexpr double rounding = 1e-12;
  if (std::isnan(minimum)) return is_at_rest();
  return left <= rounding || (left <= arrived_excess && !(distance_left > arrived_distance));
}

bool Evidence::is_noisy() const {
  const auto& links = method.chain().links();
  return problem.stochastic() ||
         std::any_of(links.begin(), links.end(), [](const Link& link) { return link.entry->uses_noise; });
}

std::optional<double> Evidence::learning_rate(std::size_t step) const {
  const auto* setting = rate_setting(method);
  if (setting == nullptr) return std::nullopt;
  return setting->at(static_cast<double>(step), static_cast<double>(scheduled_steps(method, options)));
}

bool Evidence::has_constant_rate() const {
  const auto* setting = rate_setting(method);
  return setting != nullptr && !setting->schedule;
}

double Evidence::distance(std::size_t row, std::size_t other) const {
  return distance_between(history.point(row), history.point(other));
}

std::optional<double> Evidence::distance_to_minimiser(std::size_t row) const {
  std::optional<double> nearest;
  for (const auto& minimiser : known.minimisers) {
    const double away = distance_between(history.point(row), minimiser);
    if (!nearest || away < *nearest) nearest = away;
  }
  return nearest;
}

Method Evidence::with_rate_times(double factor) const {
  auto other = method;
  const auto& setting = *rate_setting(method);
  if (setting.schedule)
    other.set("learning_rate", Setting(schedule(shortest(factor) + "*(" + setting.schedule->text() + ")")));
  else
    other.set("learning_rate", Setting(factor * setting.value));
  return other;
}

RunOptions Evidence::trial(std::size_t steps) const {
  auto other = options;
  other.steps = steps;
  other.record = {.every = 0};
  other.callback = nullptr;
  return other;
}

}  // namespace ravine
