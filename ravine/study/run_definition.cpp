// [[run]] -> blocks of runs.
#include <algorithm>
#include <set>
#include <utility>

#include "ravine/base/number_text.hpp"
#include "ravine/method/chain.hpp"
#include "ravine/study/run_draft.hpp"
#include "ravine/study/value_reading.hpp"

namespace ravine::study {
namespace {

// What is kept of a run where the definition does not say: of many coordinates no points, and measures once an epoch,
// but not so often that most of the time goes into them.
Record usual_record(const Problem& problem, std::size_t steps) {
  constexpr std::size_t many = 1000, most_measured = 200;
  Record record;
  record.point = record.gradient = problem.dimension() <= many;
  const auto count = problem.sample_count();
  if (count.an_evaluation > 0)
    record.measure = std::max((count.samples + count.an_evaluation - 1) / count.an_evaluation, steps / most_measured);
  return record;
}

Block make_block(const Draft& draft, std::size_t problem, const RawStudy& study, const DefinitionLimits& limits,
                 const Plan& plan) {
  const auto& planned = plan.problems[problem];
  Block block{problem, draft.label, draft.method, planned.start, {}, {}, true};
  block.options.seed = plan.seed;
  read_stops(study.stops, planned, block.options);
  read_stops(draft.raw.stops, planned, block.options);
  block.options.record = usual_record(*planned.problem, block.options.steps);
  read_record(study.record, block.options.record);
  read_record(draft.raw.record, block.options.record);
  if (draft.raw.start != nullptr) {
    const auto& value = value_for(*draft.raw.start, planned.name);
    block.start = read_point("start", value, coordinate_names(*planned.problem));
  }
  for (std::size_t i = 0; i < draft.parameters.size(); ++i) {
    const auto& entry = *draft.raw.settings[i];
    const auto& parameter = *draft.parameters[i];
    auto values = read_setting(draft.method, parameter, entry, value_for(entry, planned.name), limits);
    if (values.size() == 1) {
      block.method.set(parameter.name, values.front());
    } else {
      const auto row = static_cast<std::size_t>(&parameter - draft.method.info().parameters.data());
      block.axes.push_back({row, std::move(values), {}});
    }
  }
  read_at(draft.raw.method->value, [&] { block.method.require_fit(planned.problem->layout()); });
  block.pictures = block.axes.empty();
  for (const auto* entry : {study.pictures, draft.raw.pictures}) {
    if (entry != nullptr) block.pictures = read_flag("pictures", entry->value, rule_of(run_rows, &RawRun::pictures));
  }
  return block;
}

}  // namespace

void read_runs(const RawStudy& study, const DefinitionLimits& limits, Plan& plan) {
  const auto& value = study.run->value;
  if (value.kind != Value::Kind::list) refuse("run", value, "tables, each under a line [[run]]");
  const auto count = [&, runs = 0.0](const Value& table, double more) mutable {
    runs += more;
    if (runs <= static_cast<double>(limits.runs)) return;
    fail(table.location,
         "with this [[run]] there are " + shortest(runs) + " runs; at most " + std::to_string(limits.runs) +
             " are allowed",
         "take fewer points or shorter lists");
  };
  check_stop_problems(study.stops, plan.problems);
  std::vector<Draft> drafts;
  for (auto counting = count; const auto& table : value.list) {
    drafts.push_back(read_draft(table, study, plan));
    counting(table, static_cast<double>(drafts.back().problems.size()));
  }
  settle_labels(drafts, plan.problems.size());

  auto counting = count;
  for (std::size_t problem = 0; problem < plan.problems.size(); ++problem) {
    std::set<std::string> labels;
    for (const auto& draft : drafts) {
      if (std::find(draft.problems.begin(), draft.problems.end(), problem) == draft.problems.end()) continue;
      auto block = make_block(draft, problem, study, limits, plan);
      double size = 1;
      for (const auto& axis : block.axes) size *= static_cast<double>(axis.values.size());
      counting(*draft.table, size);
      const auto first = plan.size();
      plan.add(std::move(block));
      for (auto i = first; i < plan.size(); ++i) {
        const auto label = plan.run(i).label;
        if (!labels.insert(label).second) {
          fail(draft.table->location,
               "two runs on " + in_quotes(plan.problems[problem].name) + " would be called \"" + label + "\"",
               "give this run another label");
        }
      }
    }
    if (labels.empty()) {
      fail(study.run->key_location, "no run is made on the problem " + in_quotes(plan.problems[problem].name),
           "add it to the `problem` of a run, or leave the problem out");
    }
  }
}

}  // namespace ravine::study
