// Steps that cross a ravine to and fro while little is gained along it.
#include <algorithm>
#include <cmath>

#include "ravine/analysis/insight/rules.hpp"
#include "ravine/analysis/insight/words.hpp"
#include "ravine/base/sum.hpp"

namespace ravine {
namespace {

// Steps, of those between rows `first` and `end`, at which the gradient's component along `across` changes its sign
// while it is at least a thousandth of the gradient.
std::size_t crossings(const Evidence& evidence, std::span<const double> across, std::size_t first, std::size_t end) {
  std::size_t count = 0;
  for (std::size_t row = first + 1; row < end; ++row) {
    const auto& history = evidence.history;
    const double before = math::dot(across, history.gradient_at(row - 1));
    const double now = math::dot(across, history.gradient_at(row));
    if (before * now < 0 && std::fabs(now) >= 1e-3 * history.gradient_norm(row)) ++count;
  }
  return count;
}

}  // namespace

std::optional<Insight> oscillates_across_ravine(const Evidence& evidence) {
  const auto& history = evidence.history;
  const auto rows = evidence.sound_rows;
  if (rows < 20 || history.step[rows - 1] != rows - 1 || evidence.is_noisy()) return std::nullopt;
  if (evidence.arrived() || evidence.is_at_rest()) return std::nullopt;
  // The ravine may bend: its directions are measured at five places.
  std::size_t count = 0;
  const std::size_t pieces = 5;
  Spectrum spectrum;
  for (std::size_t piece = 0; piece < pieces; ++piece) {
    const auto first = piece * rows / pieces, end = (piece + 1) * rows / pieces;
    spectrum = evidence.curvature.spectrum(history.point((first + end) / 2));
    if (spectrum.finite()) count += crossings(evidence, spectrum.vectors.back(), first, end);
  }
  if (count < 20 || count < rows / 5 || !spectrum.finite()) return std::nullopt;
  const double condition = spectrum.highest() / std::max(spectrum.lowest(), 0.0);
  if (!(spectrum.highest() > 0 && condition >= 10)) return std::nullopt;  // |x| does not curve
  Insight insight{.kind = Finding::oscillates_across_ravine,
                  .text = {},
                  .numbers = {{"sign_changes", static_cast<double>(count)},
                              {"condition_number", condition},
                              {"highest_curvature", spectrum.highest()},
                              {"lowest_curvature", spectrum.lowest()},
                              {"left", evidence.left}},
                  .step = 0};
  insight.text = "it crossed the ravine " + std::to_string(count) + " times in " + std::to_string(rows - 1) +
                 " steps: f curves by " + rounded(spectrum.highest()) + " across and by " + rounded(spectrum.lowest()) +
                 " along it" +
                 (std::isfinite(condition) ? ", a condition number of " + rounded(condition) : std::string()) +
                 ", so that a step that the walls just allow is small for the way along";
  return insight;
}

}  // namespace ravine
