// What a plan will cost, before anything is run.
#include <algorithm>
#include <cmath>
#include <vector>

#include "ravine/method/chain.hpp"
#include "ravine/study/halving.hpp"
#include "ravine/study/plan.hpp"

namespace ravine::study {
namespace {

// Bytes of points, gradients and state (BFGS's matrix) of the runs of a block that are under way at once.
double state_bytes(const Block& block, const Problem& problem, std::size_t workers) {
  const auto dimension = block.start.size();
  std::size_t columns = 2, numbers_beside = 0;  // of matrices
  for (const auto& link : block.method.chain().links()) {
    columns += link.entry->slots;
    for (const auto& tensor : problem.layout().tensors)
      if (link.entry->matrix_state != nullptr && tensor.is_matrix())
        numbers_beside += link.entry->matrix_state(tensor.rows(), tensor.size() / tensor.rows());
    if (link.entry->further_slots == nullptr) continue;
    std::vector<double> numbers;
    for (const auto row : link.setting_of) numbers.push_back(block.method.settings()[row].value);
    columns += link.entry->further_slots(numbers.data(), dimension);
  }
  const auto lanes = std::min(block.size(), workers * lanes_for(problem, block.method));
  return static_cast<double>(lanes) * static_cast<double>(columns * dimension + numbers_beside) * sizeof(double);
}

}  // namespace

PlanCost cost(const Plan& plan, std::size_t workers) {
  PlanCost cost;
  double state = 0;  // blocks follow each other
  for (const auto& block : plan.blocks()) {
    const auto runs = static_cast<double>(block.size());
    const auto steps = static_cast<double>(block.options.steps);
    const auto& record = block.options.record;
    const double rows = record.every == 0 ? 2 : std::floor(steps / static_cast<double>(record.every)) + 2;
    const auto slots = record.slots ? block.method.info().slots.size() : 0;
    const auto columns = static_cast<double>((record.point || record.update ? 1 : 0) + (record.gradient ? 1 : 0) +
                                             (record.update ? 1 : 0) + slots);
    state = std::max(state, state_bytes(block, *plan.problems[block.problem].problem, workers));
    cost.runs += block.size();
    cost.evaluations += evaluations_of(block);
    if (plan.is_traced())
      cost.history_bytes += runs * rows * (columns * static_cast<double>(block.start.size()) + 2) * sizeof(double);
    if (block.pictures && block.start.size() >= 2) cost.pictured += block.size();
  }
  constexpr double stored = 110, program = 60e6;  // bytes: of a run's row in the store, of all else in memory
  const auto runs = static_cast<double>(cost.runs);
  const auto shown = static_cast<double>(shown_row_bytes * std::min(cost.runs, most_shown_rows));
  if (!plan.is_traced()) cost.store_bytes = stored * runs;
  cost.memory_bytes = program + state + (plan.is_traced() ? cost.history_bytes : shown);
  return cost;
}

}  // namespace ravine::study
