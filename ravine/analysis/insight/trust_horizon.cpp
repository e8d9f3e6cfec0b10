#include "ravine/analysis/insight/trust_horizon.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "ravine/base/error.hpp"
#include "ravine/base/executor.hpp"

namespace ravine {
namespace {

bool near(std::span<const double> a, std::span<const double> b, double tolerance) {
  for (std::size_t i = 0; i < a.size(); ++i)
    // Points that are not finite differ from all but their like.
    if (a[i] != b[i] && !(std::fabs(a[i] - b[i]) <= tolerance * std::max(1.0, std::fabs(a[i])))) return false;
  return true;
}

// The first step at which they part; the end of the shorter one where it ends for another reason than the budget.
std::size_t parting(const History& a, const History& b, double tolerance) {
  const auto rows = std::min(a.size(), b.size());
  for (std::size_t row = 0; row < rows; ++row)
    if (!near(a.point(row), b.point(row), tolerance)) return a.step[row];
  return a.size() == b.size() ? std::numeric_limits<std::size_t>::max() : a.step[rows - 1] + 1;
}

// Whether the run stands at a stationary point from this step on: nothing follows there that could be chance.
bool stands_from(const History& history, std::size_t step) {
  const auto end = history.point(history.size() - 1);
  for (std::size_t row = history.size(); row-- > 0 && history.step[row] >= step;)
    if (!near(end, history.point(row), 0) || history.gradient_norm(row) != 0) return false;
  return true;
}

}  // namespace

std::optional<std::size_t> trust_horizon(const Problem& problem, const Method& method, std::span<const double> start,
                                         const RunOptions& options, int digits) {
  if (digits < 1 || digits > 15)
    throw InputError("a trust horizon to " + std::to_string(digits) + " digits: a double has 1 to 15 of them",
                     "ask for 6");
  Descent base{{start.begin(), start.end()}, method, options};
  base.options.record = {};
  base.options.callback = nullptr;
  std::vector<Descent> descents{base};
  for (std::size_t i = 0; i < start.size(); ++i)
    for (const double end : {-std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity()}) {
      auto neighbour = base;
      neighbour.options.record.gradient = false;
      neighbour.start[i] = std::nextafter(start[i], end);
      descents.push_back(std::move(neighbour));
    }
  SerialExecutor executor;
  const auto runs = minimize_all(problem, descents, executor);
  double tolerance = 1;
  for (int digit = 0; digit < digits; ++digit) tolerance /= 10;
  auto first = std::numeric_limits<std::size_t>::max();
  for (std::size_t i = 1; i < runs.size(); ++i)
    first = std::min(first, parting(runs[0].history, runs[i].history, tolerance));
  if (first == std::numeric_limits<std::size_t>::max() || stands_from(runs[0].history, first)) return std::nullopt;
  return first;
}

}  // namespace ravine
