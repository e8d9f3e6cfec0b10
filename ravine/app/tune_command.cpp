// ravine tune: the best settings of methods on one problem. What is said of them: tune_report.hpp.
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "ravine/analysis/comparison/quantile.hpp"
#include "ravine/app/arguments.hpp"
#include "ravine/app/commands.hpp"
#include "ravine/app/interrupt.hpp"
#include "ravine/app/progress.hpp"
#include "ravine/app/tune_report.hpp"
#include "ravine/base/error.hpp"
#include "ravine/base/infinity.hpp"
#include "ravine/base/number_text.hpp"
#include "ravine/study/comparison_result.hpp"
#include "ravine/study/halving.hpp"
#include "ravine/study/run_records.hpp"
#include "ravine/study/thread_pool.hpp"

namespace ravine::app {
namespace {

constexpr std::size_t tuning_starts = 5, scoring_starts = 25;

// Settings that are tuned where a method has them at their defaults.
study::Axis space_of(const ParameterInfo& parameter, std::size_t row) {
  study::Axis axis;
  axis.parameter = row;
  if (parameter.name == "learning_rate") {
    constexpr double wide = 1000;
    const double low = std::max(parameter.standard / wide, 1e-8);
    axis.interval = study::Interval{low, std::clamp(parameter.standard * wide, 1.0, 10.0), true, false};
  } else {
    axis.interval = study::Interval{0.0, 0.99, false, false};
  }
  return axis;
}

// Not what is written, be it at its default: adam(0.001).
bool is_tuned(const WrittenMethod& written, std::size_t row) {
  const auto& parameter = written.method.info().parameters[row];
  const auto& setting = written.method.settings()[row];
  const bool named = parameter.name == "learning_rate" || parameter.name == "momentum" || parameter.name == "beta1";
  return named && written.method.counts(row) && !setting.schedule && setting.value == parameter.standard &&
         !written.gives(row);
}

// So many significant digits are worth typing.
double rounded(double value) {
  constexpr int digits = 3;
  std::array<char, 40> buffer{};
  const auto end =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::scientific, digits - 1);
  return parse_number({buffer.data(), static_cast<std::size_t>(end.ptr - buffer.data())}).value_or(value);
}

// How many settings a budget tries: the most that it pays for. With halving, one more can cost less, where it makes a
// further rung.
std::size_t settings_within(const TuneCommand& command) {
  constexpr std::size_t held = 1'000'000 / tuning_starts;  // that halving holds in memory
  if (command.halving == 0) return command.budget / (tuning_starts * std::max<std::size_t>(command.descent.steps, 1));
  study::Block block{0, "", Method::named("sgd"), {}, {}, {}};
  block.options.steps = command.descent.steps;
  block.repeats = tuning_starts;
  auto settings = std::min(held, command.budget / tuning_starts);
  for (; settings > 0; --settings) {
    block.sampling = {study::Strategy::sobol, settings, command.halving};
    if (study::evaluations_of(block) <= static_cast<double>(command.budget)) break;
  }
  return settings;
}

// What a method is called: as it is written, where another has its short form (`adam`, `adam(beta1=0.9)`).
std::string label_of(const study::Plan& plan, const Method& method, const std::string& notation) {
  const auto is_taken = [&](const std::string& label) {
    return std::any_of(plan.blocks().begin(), plan.blocks().end(),
                       [&](const study::Block& block) { return block.label == label; });
  };
  if (auto text = method.text(); !is_taken(text)) return text;
  if (is_taken(notation)) throw InputError("the method `" + notation + "` is given twice", "give each method once");
  return notation;
}

study::Plan base_plan(const TuneCommand& command, const ParsedDescent& descent) {
  study::Plan plan;
  plan.seed = command.descent.seed;
  study::PlannedProblem problem;
  problem.name = problem.title = "problem";
  problem.problem = descent.problem;
  problem.identity = command.descent.function;
  problem.start = descent.start;
  if (descent.known) problem.minimum = descent.known->minimum;
  if (command.minimum && problem.minimum && std::fabs(*command.minimum - *problem.minimum) > command.target)
    throw InputError("--minimum " + shortest(*command.minimum) +
                         " contradicts the catalogue, where the least value of " + "this function is " +
                         shortest(*problem.minimum),
                     "leave it out");
  if (command.minimum) problem.minimum = command.minimum;
  plan.problems.push_back(std::move(problem));
  study::Comparison comparison;
  comparison.starts = tuning_starts;
  comparison.scored = scoring_starts;
  if (!plan.problems[0].minimum || command.target == 0) comparison.target.reset();
  for (std::size_t i = 0; i < study::target_count && comparison.target; ++i)
    if (command.target == study::target_level(i)) comparison.target = i;
  comparison.halving = command.halving;
  comparison.tuning = settings_within(command);
  if (comparison.tuning == 0)
    throw InputError("--budget " + std::to_string(command.budget) +
                         " is less than one setting takes: " + std::to_string(tuning_starts) + " starts of " +
                         std::to_string(command.descent.steps) + " steps",
                     "give more, or fewer --steps");
  plan.comparison = comparison;
  for (const auto& notation : command.methods) {
    const auto written = parse_method(notation, command.descent.like, descent.problem->layout());
    const auto& method = written.method;
    study::Block block{0, label_of(plan, method, notation), method, descent.start, descent.options, {}, false};
    block.options.seed = plan.seed;
    for (std::size_t row = 0; row < method.settings().size(); ++row)
      if (is_tuned(written, row)) block.axes.push_back(space_of(method.info().parameters[row], row));
    plan.add(std::move(block));
  }
  return plan;
}

std::vector<study::RunRecord> records_of(const study::Plan& plan, Executor& executor, study::StudyControl& control) {
  std::vector<study::RunRecord> records(plan.size());
  if (plan.size() > 0)
    run_records(
        plan, executor, {},
        [&](std::size_t, std::span<const study::RunRecord> part) {
          for (const auto& record : part) records[record.index] = record;
        },
        &control);
  return records;
}

// Least f of all these runs.
double least_of(std::span<const study::RunRecord> records) {
  double least = infinity;
  for (const auto& record : records)
    if (std::isfinite(record.best_f)) least = std::min(least, record.best_f);
  return least;
}

// A minimum that is too high by more than the target's height would be reached at once by all.
void require_minimum(const study::Plan& plan, const TuneCommand& command, double seen) {
  if (command.minimum && plan.comparison->target && seen < *command.minimum - command.target)
    throw InputError(
        "--minimum " + shortest(*command.minimum) + " is not the least value: f was seen at " + shortest(seen),
        "give the least value of f, or leave it out: then f at the end counts");
}

// The base plan's block of a method: its settings that were tuned, where the best lies, and how the runs went.
TunedMethod tuned_method(const study::Block& block, const study::Block& scored, std::span<const study::RunRecord> tried,
                         std::span<const study::RunRecord> judged) {
  TunedMethod found{scored.method, {}, {}, {}, {}, {}};
  for (const auto& axis : block.axes)
    found.searched.push_back({block.method.info().parameters[axis.parameter], *axis.interval,
                              scored.method.settings()[axis.parameter].value});
  std::vector<double> ends;
  for (const auto& record : judged) ends.push_back(study::end_value(record));
  found.f = comparison::median(ends);
  found.failure = common_failure(tried, judged);
  return found;
}

}  // namespace

int tune(const TuneCommand& command) {
  const auto descent = parse_descent(command.descent, 1, std::max<std::size_t>(command.descent.steps, 1), "");
  auto base = base_plan(command, descent);
  study::ThreadExecutor executor(command.jobs);
  study::StudyControl control;
  const Interrupt interrupt(control.cancel);
  const auto tuning = study::tuning_plan(base);
  std::vector<study::RunRecord> tried;
  {
    const Progress progress("runs", control.runs, tuning.plan.size(), command.format == "json", &control.outcomes);
    tried = records_of(tuning.plan, executor, control);
  }
  if (control.cancel) return interrupted;
  const auto tuned = best_settings(tuning, tried);
  const auto scoring = study::scoring_plan(base, tuning, tuned, tried);
  // What is typed in again is what was judged: settings of three digits.
  study::ContenderPlan typed{scoring.plan.without_blocks(), scoring.contenders};
  for (auto block : scoring.plan.blocks()) {
    for (const auto& axis : base.blocks()[typed.contenders[typed.plan.blocks().size()].block].axes)
      if (const double value = rounded(block.method.settings()[axis.parameter].value);
          block.method.info().parameters[axis.parameter].accepts(value))
        block.method.set_row(axis.parameter, value);
    typed.plan.add(std::move(block));
  }
  const auto judged = records_of(typed.plan, executor, control);
  if (control.cancel) return interrupted;
  require_minimum(base, command, std::min(least_of(tried), least_of(judged)));
  const auto result = compare(base, typed, judged);
  const auto runs_of = [](const study::Plan& plan, std::size_t block, const std::vector<study::RunRecord>& records) {
    return std::span(records).subspan(plan.first_run(block), plan.blocks()[block].size());
  };
  std::vector<TunedMethod> found;
  for (const auto m : result.order) {
    std::optional<std::size_t> trial;
    for (std::size_t t = 0; t < tuning.contenders.size(); ++t)
      if (tuning.contenders[t].block == m && tuning.contenders[t].tuning == study::Tuning::full) trial = t;
    for (std::size_t b = 0; b < typed.plan.blocks().size(); ++b) {
      if (typed.contenders[b].block != m || typed.contenders[b].tuning != study::Tuning::full) continue;
      const auto& block = typed.plan.blocks()[b];
      found.push_back(tuned_method(base.blocks()[m], block,
                                   trial ? runs_of(tuning.plan, *trial, tried) : std::span<const study::RunRecord>(),
                                   runs_of(typed.plan, b, judged)));
      found.back().scores = result.methods[m];
      if (trial) found.back().tuned = tuned[*trial];
    }
  }
  // Where methods missed alike, by how far they came.
  std::stable_sort(found.begin(), found.end(), [](const TunedMethod& a, const TunedMethod& b) {
    return a.scores.average_rank != b.scores.average_rank ? a.scores.average_rank < b.scores.average_rank : a.f < b.f;
  });
  const bool aimed_at_known = base.comparison->target && descent.known && descent.known->minimum;
  const double seen = std::min(least_of(tried), least_of(judged));
  const auto names = descent.problem->coordinate_names();
  const TuningReport report{
      *base.comparison,
      command.descent.steps,
      typed.plan.blocks().front().starts.box,
      names,
      std::move(found),
      aimed_at_known && seen < *descent.known->minimum - command.target ? below_text(*descent.known, seen, names) : ""};
  command.format == "json" ? print_tuning_json(report) : print_tuning(report);
  return 0;
}

}  // namespace ravine::app
