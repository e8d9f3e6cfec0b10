#include "ravine/run/minimize.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "ravine/base/error.hpp"
#include "ravine/base/number_text.hpp"
#include "ravine/run/descent_block.hpp"

namespace ravine {
namespace {

// Runs of low dimension share a block of so many lanes: their columns stay in the first-level cache.
constexpr std::size_t most_lanes = 128;
constexpr std::size_t most_values_a_column_set = 128 * 64;  // lanes x dimension

std::size_t lanes_for(std::size_t dimension) {
  return std::clamp<std::size_t>(most_values_a_column_set / std::max<std::size_t>(dimension, 1), 1, most_lanes);
}

void require_start(const Problem& problem, std::span<const double> start) {
  if (start.size() != problem.dimension())
    throw InputError("the start has " + std::to_string(start.size()) + " coordinates, the function " +
                     std::to_string(problem.dimension()));
  for (std::size_t i = 0; i < start.size(); ++i)
    if (!std::isfinite(start[i]))
      throw InputError("coordinate " + std::to_string(i + 1) + " of the start is " + shortest(start[i]) +
                       ", which is not finite");
}

}  // namespace

RunResult minimize(const Problem& problem, std::span<const double> start, const Method& method,
                   const RunOptions& options) {
  require_start(problem, start);
  const Descent descent{{start.begin(), start.end()}, method, options};
  RunResult result;
  const Descent* const descents[] = {&descent};
  RunResult* const results[] = {&result};
  DescentBlock(problem, descents, results).run();
  return result;
}

std::vector<RunResult> minimize_all(const Problem& problem, std::span<const Descent> descents, Executor& executor) {
  for (const auto& descent : descents) require_start(problem, descent.start);
  // Descents of one rule share blocks. The division never shows in a result.
  std::vector<std::size_t> order(descents.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  auto rank = [&](std::size_t i) { return descents[i].method.info().name; };
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return rank(a) < rank(b); });
  // At least as many blocks as workers, where there are runs enough.
  const auto share = (descents.size() + executor.workers() - 1) / std::max<std::size_t>(executor.workers(), 1);
  const auto lanes = std::clamp<std::size_t>(share, 1, lanes_for(problem.dimension()));

  struct Part {
    std::vector<const Descent*> descents;
    std::vector<RunResult*> results;
  };
  std::vector<RunResult> results(descents.size());
  std::vector<Part> parts;
  for (const auto i : order) {
    if (parts.empty() || parts.back().descents.size() >= lanes ||
        &parts.back().descents.front()->method.entry() != &descents[i].method.entry())
      parts.emplace_back();
    parts.back().descents.push_back(&descents[i]);
    parts.back().results.push_back(&results[i]);
  }
  executor.run(parts.size(), [&](std::size_t k) { DescentBlock(problem, parts[k].descents, parts[k].results).run(); });
  return results;
}

}  // namespace ravine
