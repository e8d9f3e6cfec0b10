// ravine tune: the best settings of methods on one problem, how sure that is, and the text to paste into a definition.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "ravine/app/arguments.hpp"
#include "ravine/app/commands.hpp"
#include "ravine/app/interrupt.hpp"
#include "ravine/app/progress.hpp"
#include "ravine/app/table.hpp"
#include "ravine/base/error.hpp"
#include "ravine/base/number_text.hpp"
#include "ravine/method/chain.hpp"
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
  return named && !setting.schedule && setting.value == parameter.standard && !written.gives(row);
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
  if (command.minimum)
    problem.minimum = command.minimum;
  else if (descent.known)
    problem.minimum = descent.known->minimum;
  plan.problems.push_back(std::move(problem));
  study::Comparison comparison;
  comparison.starts = tuning_starts;
  comparison.scored = scoring_starts;
  if (!plan.problems[0].minimum) comparison.target.reset();
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

std::string toml_value(const ParameterInfo& parameter, const Setting& setting) {
  if (setting.schedule) return '"' + setting.schedule->text() + '"';
  const auto text = parameter.value_text(setting.value);
  return parameter.kind == ParameterInfo::Kind::choice ? '"' + text + '"' : text;
}

// "[[run]]" with the method's settings that are not their defaults.
std::string run_block(const Method& method) {
  std::string text = "[[run]]\n";
  if (method.chain().links().size() > 1) return text + "method = \"" + method.text() + "\"\n";
  text += "method = \"" + std::string(method.info().name) + "\"\n";
  for (std::size_t row = 0; row < method.settings().size(); ++row) {
    const auto& parameter = method.info().parameters[row];
    const auto& setting = method.settings()[row];
    if (setting.schedule || setting.value != parameter.standard)
      text += std::string(parameter.name) + " = " + toml_value(parameter, setting) + "\n";
  }
  return text;
}

struct Found {
  Method method;
  study::ComparedMethod scores;
  study::Tuned tuned;
};

void print(const study::Plan& plan, const std::vector<Found>& found) {
  const auto& comparison = *plan.comparison;
  fmt::print(
      "{} settings of each method from {} starts around the given one{}, then the best from {} others; {} gradient "
      "evaluations a run\n",
      comparison.tuning, comparison.starts, comparison.halving > 0 ? ", poor ones ended early by halving" : "",
      comparison.scored, plan.blocks()[0].options.steps);
  const auto score = comparison.target ? "evaluations to f* + 1e-" + std::to_string(*comparison.target + 1)
                                       : std::string("f at the end");
  std::vector<std::vector<std::string>> rows{{"best settings", score, "95 % interval", "solved", "nearly as good"}};
  for (const auto& one : found)
    rows.push_back(
        {one.method.text(), score_text(one.scores.quartiles.median),
         score_text(one.scores.median.low) + " ... " + score_text(one.scores.median.high),
         fmt::format("{:.0f} %", 100 * one.scores.solved),
         one.tuned.tried == 0 ? "nothing to tune" : fmt::format("{} of {}", one.tuned.near, one.tuned.tried)});
  print_table(rows);
  fmt::print(
      "\n(nearly as good: settings tried whose score is at most twice the best one's: many, and the choice matters "
      "little)\n\n{}",
      run_block(found.front().method));
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
  const auto result = compare(base, typed, records_of(typed.plan, executor, control));
  if (control.cancel) return interrupted;
  std::vector<Found> found;
  for (const auto m : result.order)
    for (std::size_t b = 0; b < typed.plan.blocks().size(); ++b)
      if (typed.contenders[b].block == m && typed.contenders[b].tuning == study::Tuning::full) {
        Found one{typed.plan.blocks()[b].method, result.methods[m], {}};
        for (std::size_t t = 0; t < tuning.contenders.size(); ++t)
          if (tuning.contenders[t].block == m && tuning.contenders[t].tuning == study::Tuning::full)
            one.tuned = tuned[t];
        found.push_back(std::move(one));
      }
  if (command.format == "json") {
    auto list = nlohmann::ordered_json::array();
    for (const auto& one : found)
      list.push_back({{"method", one.method.text()},
                      {"median", one.scores.quartiles.median},
                      {"median_low", one.scores.median.low},
                      {"median_high", one.scores.median.high},
                      {"solved", one.scores.solved},
                      {"tried", one.tuned.tried},
                      {"nearly_as_good", one.tuned.near},
                      {"run", run_block(one.method)}});
    fmt::print("{}\n", list.dump(2));
    return 0;
  }
  print(base, found);
  return 0;
}

}  // namespace ravine::app
