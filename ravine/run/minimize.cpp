#include "ravine/run/minimize.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "ravine/base/error.hpp"
#include "ravine/base/infinity.hpp"
#include "ravine/base/number_text.hpp"
#include "ravine/method/chain.hpp"
#include "ravine/run/descent_block.hpp"

namespace ravine {
namespace {

// Runs of low dimension share a block of so many lanes: their columns stay in the first-level cache.
constexpr std::size_t most_lanes_a_block = 200;
constexpr std::size_t most_values_a_column_set = 8192;  // lanes x dimension

std::size_t lanes_in(std::size_t dimension) {
  return std::clamp<std::size_t>(most_values_a_column_set / std::max<std::size_t>(dimension, 1), 1, most_lanes_a_block);
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

// What is not made of kernels over lanes runs alone, and what needs an evaluator of its own.
bool is_alone(const Method& method, const Problem& problem) {
  const auto& chain = method.chain();
  return !problem.shares_evaluators() || chain.is_solver() || (chain.moves_matrices() && problem.layout().has_matrix());
}

void require_options(const RunOptions& options) {
  const auto require = [](const char* name, double value, double low) {
    if (!(value >= low))
      throw InputError(std::string("`") + name + "` is " + shortest(value) + "; it must be a number" +
                       (std::isinf(low) ? "" : " of at least " + shortest(low)));
  };
  require("target", options.target, -infinity);
  require("gradient_norm", options.gradient_norm, -infinity);
  require("stall_tolerance", options.stall_tolerance, 0);
  require("seconds", options.seconds, 0);
  require("divergence", options.divergence, 0);
  if (std::adjacent_find(options.levels.begin(), options.levels.end(), [](double a, double b) { return !(a > b); }) !=
      options.levels.end())
    throw InputError("the `levels` of a run are not descending");
  if (options.record.answer && options.record.update)
    throw InputError("`answer` and `update` are both to be recorded, but updates are the walk's, not the answer's",
                     "record one of them");
}

// A fixed list of descents, and a place for the result of each.
class ListedDescents final : public DescentQueue {
 public:
  ListedDescents(std::span<const Descent* const> descents, std::span<RunResult* const> results)
      : descents_(descents), results_(results) {}
  Next next() override {
    if (next_ == descents_.size()) return {};
    const auto run = next_++;
    return {descents_[run], run};
  }
  void ended(std::size_t run, RunResult& result) override { *results_[run] = std::move(result); }

 private:
  std::span<const Descent* const> descents_;
  std::span<RunResult* const> results_;
  std::size_t next_ = 0;
};

}  // namespace

std::size_t scheduled_steps(const Method& method, const RunOptions& options) {
  const auto steps = options.steps / method.chain().gradients_a_step();
  return options.most_steps > 0 ? std::min(options.most_steps, steps) : steps;
}

bool shapes_a_run(const ParameterInfo& parameter) {
  return parameter.kind != ParameterInfo::Kind::number || parameter.constant;
}

bool are_alike(const Method& a, const Method& b) {
  if (!a.chain().is_same_as(b.chain())) return false;
  const auto same_place = [](const Method::GroupSetting& one, const Method::GroupSetting& other) {
    return one.parameter == other.parameter && one.group == other.group;
  };
  if (!std::equal(a.group_settings().begin(), a.group_settings().end(), b.group_settings().begin(),
                  b.group_settings().end(), same_place))
    return false;
  const auto& parameters = a.info().parameters;
  for (std::size_t k = 0; k < parameters.size(); ++k)
    if (shapes_a_run(parameters[k]) && a.settings()[k].value != b.settings()[k].value) return false;
  return true;
}

std::size_t lanes_for(const Problem& problem, const Method& method) {
  return is_alone(method, problem) ? 1 : lanes_in(problem.dimension());
}

void minimize_queue(const Problem& problem, DescentQueue& queue, std::size_t lanes) {
  DescentBlock::run(problem, queue, lanes);
}

RunResult minimize(const Problem& problem, std::span<const double> start, const Method& method,
                   const RunOptions& options) {
  require_start(problem, start);
  require_options(options);
  method.require_fit(problem.layout());
  method.require_schedules(scheduled_steps(method, options));
  const Descent descent{{start.begin(), start.end()}, method, options};
  RunResult result;
  const Descent* const descents[] = {&descent};
  RunResult* const results[] = {&result};
  ListedDescents list(descents, results);
  DescentBlock::run(problem, list, 1);
  return result;
}

std::vector<RunResult> minimize_all(const Problem& problem, std::span<const Descent> descents, Executor& executor) {
  for (const auto& descent : descents) {
    require_start(problem, descent.start);
    require_options(descent.options);
    descent.method.require_fit(problem.layout());
    descent.method.require_schedules(scheduled_steps(descent.method, descent.options));
  }
  // At least as many blocks as workers, where there are runs enough. The division never shows in a result.
  const auto workers = std::max<std::size_t>(executor.workers(), 1);
  const auto lanes =
      std::clamp<std::size_t>((descents.size() + workers - 1) / workers, 1, lanes_in(problem.dimension()));

  struct Together {
    std::vector<const Descent*> descents;
    std::vector<RunResult*> results;
  };
  std::vector<RunResult> results(descents.size());
  std::vector<Together> parts;
  std::vector<std::size_t> open;  // one a kind of method: the part that takes its next descent
  for (std::size_t i = 0; i < descents.size(); ++i) {
    auto place = std::find_if(open.begin(), open.end(), [&](std::size_t k) {
      return are_alike(parts[k].descents.front()->method, descents[i].method);
    });
    if (place == open.end()) place = open.insert(place, parts.size());
    if (*place == parts.size() || parts[*place].descents.size() >= lanes || is_alone(descents[i].method, problem)) {
      *place = parts.size();
      parts.emplace_back();
    }
    parts[*place].descents.push_back(&descents[i]);
    parts[*place].results.push_back(&results[i]);
  }
  // The workers of a lone block serve within its evaluations.
  auto* const within = parts.size() == 1 ? &executor : nullptr;
  const auto run_part = [&](std::size_t k) {
    ListedDescents list(parts[k].descents, parts[k].results);
    DescentBlock::run(problem, list, parts[k].descents.size(), within);
  };
  if (within != nullptr)
    run_part(0);
  else
    executor.run(parts.size(), run_part);
  return results;
}

}  // namespace ravine
