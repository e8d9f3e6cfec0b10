// A run that stays at its start, or hardly leaves it: no learning rate, or steps that are nothing beside what there is
// to go.
#include <algorithm>
#include <cmath>
#include <limits>

#include "ravine/analysis/insight/rules.hpp"
#include "ravine/analysis/insight/words.hpp"

namespace ravine {
namespace {

// Of f, and of the gradient: where neither changes by more, the run has seen nothing of how f curves.
constexpr double unseen_change = 1e-6, unseen_turn = 1e-3;

double farthest_from_start(const Evidence& evidence) {
  double farthest = 0;
  for (std::size_t row = 1; row < evidence.sound_rows; ++row) farthest = std::max(farthest, evidence.distance(0, row));
  return farthest;
}

// Whether f and the gradient are the same all along the path; of f a part of its size, since no reader of its digits
// would see it change. A gradient that never changes, as |x| has it, tells of no way that would be long.
bool saw_nothing(const Evidence& evidence) {
  const auto& history = evidence.history;
  const double slope = history.gradient_norm(0);
  const auto spectrum = evidence.curvature.spectrum(history.point(0));
  if (!spectrum.finite() || (spectrum.lowest() == 0 && spectrum.highest() == 0)) return false;
  std::vector<double> turn(evidence.dimension);
  for (std::size_t row = 1; row < evidence.sound_rows; ++row) {
    if (!(std::fabs(history.f[row] - history.f[0]) <= unseen_change * std::fabs(history.f[0]))) return false;
    for (std::size_t i = 0; i < evidence.dimension; ++i)
      turn[i] = history.gradient_at(row)[i] - history.gradient_at(0)[i];
    if (!(euclidean_norm(turn) <= unseen_turn * slope)) return false;
  }
  return true;
}

bool has_no_rate(const Evidence& evidence) {
  for (std::size_t row = 0; row + 1 < evidence.sound_rows; ++row) {
    const auto rate = evidence.learning_rate(evidence.history.step[row]);
    if (!rate || *rate != 0) return false;
  }
  return true;
}

}  // namespace

std::optional<Insight> unmoved(const Evidence& evidence) {
  const auto rows = evidence.sound_rows;
  if (rows < 2 || failed(evidence.run.outcome.kind)) return std::nullopt;
  const auto& history = evidence.history;
  const auto start = history.point(0);
  const double slope = history.gradient_norm(0), f = history.f[0], moved = farthest_from_start(evidence);
  if (!(slope > 0) || (moved > 0 && !saw_nothing(evidence))) return std::nullopt;
  // At a minimum, to rounding, there is nothing to go.
  const auto minimiser = evidence.curvature.estimated_minimiser(start);
  std::vector<double> way(evidence.dimension);
  for (std::size_t i = 0; minimiser && i < evidence.dimension; ++i) way[i] = (*minimiser)[i] - start[i];
  const double rounding = 64 * std::numeric_limits<double>::epsilon() * euclidean_norm(start);
  if (minimiser && euclidean_norm(way) <= rounding) return std::nullopt;
  const auto steps = history.step[rows - 1];
  Insight insight{.kind = Finding::unmoved,
                  .text = {},
                  .numbers = {{"moved", moved}, {"gradient_norm", slope}, {"f", f}},
                  .step = 0};
  const auto rate = evidence.learning_rate(0);
  if (rate) insight.numbers.push_back({"learning_rate", *rate});
  const auto steepness = " with a gradient of " + rounded(slope);
  if (moved == 0 && has_no_rate(evidence)) {
    insight.text = "nothing moved: the learning rate was 0 at " +
                   (steps == 1 ? std::string("its one step") : "all " + std::to_string(steps) + " steps") +
                   ", so that f stays at " + rounded(f) + steepness;
    return insight;
  }
  insight.text =
      moved == 0 ? "nothing moved: " + std::to_string(steps) + " steps" + steepness + " changed no digit of the start"
                 : "it hardly moved: " + std::to_string(steps) + " steps" + steepness + " went no farther than " +
                       rounded(moved) + " from the start, and f is still " + rounded(f);
  if (rate)
    insight.text +=
        (evidence.has_constant_rate() ? ", at a learning rate of " : ", at a first learning rate of ") + rounded(*rate);
  const auto spectrum = evidence.curvature.spectrum(start);
  if (minimiser) {
    insight.numbers.push_back({"distance_to_estimated_minimiser", euclidean_norm(way)});
    insight.text += "; by how f curves there a minimum is about " + rounded(euclidean_norm(way)) + " away";
  } else if (spectrum.finite()) {
    insight.numbers.push_back({"highest_curvature", spectrum.highest()});
    insight.text += "; f is nearly flat there and no curvature tells of a minimum (the highest is " +
                    rounded(spectrum.highest()) + "): a plateau, which another start avoids";
  }
  return insight;
}

}  // namespace ravine
