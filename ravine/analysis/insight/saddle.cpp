// A point, or a long plateau, with hardly any gradient, from which a direction still goes down: a saddle or a maximum.
#include <algorithm>
#include <cmath>

#include "ravine/analysis/insight/rules.hpp"
#include "ravine/analysis/insight/words.hpp"
#include "ravine/base/sum.hpp"

namespace ravine {
namespace {

struct Plateau {
  std::size_t first = 0, end = 0;  // rows
};

// Stretches of at least a tenth of the rows with a gradient below a hundredth of the greatest, on which f changes by
// less than a hundredth of what it did in all.
std::vector<Plateau> plateaus(const Evidence& evidence) {
  const auto& f = evidence.history.f;
  const auto rows = evidence.sound_rows;
  double steepest = 0;
  for (std::size_t row = 0; row < rows; ++row) steepest = std::max(steepest, evidence.history.gradient_norm(row));
  const auto [low, high] = std::minmax_element(f.begin(), f.begin() + static_cast<std::ptrdiff_t>(rows));
  const double change = 0.01 * (*high - *low);
  std::vector<Plateau> found;
  for (std::size_t first = 0; first < rows;) {
    auto end = first;
    while (end < rows && evidence.history.gradient_norm(end) <= 0.01 * steepest &&
           std::fabs(f[end] - f[first]) <= change)
      ++end;
    if (end - first >= std::max<std::size_t>(5, rows / 10)) found.push_back({first, end});
    first = std::max(end, first + 1);
  }
  return found;
}

struct Held {
  Plateau plateau;
  Spectrum spectrum;  // in its middle
};

std::optional<Held> held_at_saddle(const Evidence& evidence) {
  for (const auto& plateau : plateaus(evidence)) {
    const auto row = (plateau.first + plateau.end) / 2;
    auto spectrum = evidence.curvature.spectrum(evidence.history.point(row));
    if (!spectrum.finite() || spectrum.lowest() >= -1e-3 * std::fabs(spectrum.highest())) continue;
    if (is_near_stationary_point(evidence, row, spectrum)) return Held{plateau, std::move(spectrum)};
  }
  return std::nullopt;
}

// Whether the gradient fades where the second-order model is stationary: Newton's step makes nothing of that of a
// quadratic, a quarter of that of x³, but e⁻¹ of that of exp(-x), which fades everywhere and at no point.
bool is_plateau(const Evidence& evidence, std::size_t row, const Spectrum& spectrum) {
  std::vector<double> gradient(evidence.dimension), at(evidence.dimension);
  const auto x = evidence.history.point(row);
  evidence.curvature.evaluate(x, gradient);
  const double slope = euclidean_norm(gradient);
  if (!spectrum.complete || slope == 0) return false;
  std::copy(x.begin(), x.end(), at.begin());
  for (std::size_t j = 0; j < spectrum.values.size(); ++j) {
    if (spectrum.values[j] == 0) continue;
    const double along = math::dot(spectrum.vectors[j], gradient) / spectrum.values[j];
    for (std::size_t i = 0; i < evidence.dimension; ++i) at[i] -= along * spectrum.vectors[j][i];
  }
  evidence.curvature.evaluate(at, gradient);
  return euclidean_norm(gradient) > 0.3 * slope;
}

}  // namespace

// Whether the stationary point of the second-order model is near: within a twentieth of how far the run came from its
// start. In the bend of a ravine, or below a steep start, the gradient is small beside the greatest and a curvature may
// be negative, but such a point is far away. Without all eigenvalues the lowest stands for H.
bool is_near_stationary_point(const Evidence& evidence, std::size_t row, const Spectrum& spectrum) {
  std::vector<double> gradient(evidence.dimension);
  evidence.curvature.evaluate(evidence.history.point(row), gradient);
  double squares = 0;
  for (std::size_t j = 0; spectrum.complete && j < spectrum.values.size(); ++j) {
    const double along = math::dot(spectrum.vectors[j], gradient);
    if (along != 0) squares += along * along / (spectrum.values[j] * spectrum.values[j]);
  }
  if (!spectrum.complete) squares = math::squared_norm(gradient) / (spectrum.lowest() * spectrum.lowest());
  double farthest = 0;
  for (std::size_t other = 1; other < evidence.sound_rows; ++other)
    farthest = std::max(farthest, evidence.distance(0, other));
  return std::sqrt(squares) <= 0.05 * farthest;
}

bool ends_at_saddle(const Evidence& evidence) {
  const auto held = held_at_saddle(evidence);
  return held && held->plateau.end == evidence.sound_rows;
}

std::optional<Insight> saddle(const Evidence& evidence) {
  const auto held = held_at_saddle(evidence);
  if (!held) return std::nullopt;
  const auto& [plateau, spectrum] = *held;
  const auto from = evidence.history.step[plateau.first], to = evidence.history.step[plateau.end - 1];
  const bool ended = plateau.end == evidence.sound_rows;
  const double slope = evidence.history.gradient_norm((plateau.first + plateau.end) / 2);
  Insight insight{.kind = Finding::saddle,
                  .text = {},
                  .numbers = {{"gradient_norm", slope},
                              {"lowest_curvature", spectrum.lowest()},
                              {"highest_curvature", spectrum.highest()},
                              {"steps", static_cast<double>(to - from)}},
                  .step = from};
  insight.text = "from step " + std::to_string(from) + (ended ? " to the end" : " to " + std::to_string(to)) +
                 " the gradient was " + (slope > 0 ? "only " : "") + rounded(slope);
  if (is_plateau(evidence, (plateau.first + plateau.end) / 2, spectrum))
    insight.text += " on a plateau: f is nearly flat there, and no curvature tells of a minimum";
  else if (spectrum.highest() > 0)
    insight.text += " at a saddle: one direction curves downwards by " + rounded(-spectrum.lowest()) +
                    ", another upwards by " + rounded(spectrum.highest()) +
                    (ended ? "; a small push along the first would leave it" : "");
  else
    insight.text += " at a maximum: all directions curve downwards, by up to " + rounded(-spectrum.lowest()) +
                    (ended ? "; a small push would leave it" : "");
  return insight;
}

}  // namespace ravine
