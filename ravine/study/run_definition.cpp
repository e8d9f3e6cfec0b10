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

const Entry* find_stop(const StopEntries& stops, std::string_view name) {
  for (std::size_t i = 0; i < stop_rows.size(); ++i)
    if (stop_rows[i].info.name == name) return stops[i];
  return nullptr;
}

// Runs that are many need a budget that somebody has thought of.
void require_budget(const Entry& asked, const std::string& what, const StopEntries& own, const RawStudy& study) {
  for (const auto* stops : {&own, &study.stops})
    if (find_stop(*stops, "budget") != nullptr || find_stop(*stops, "epochs") != nullptr) return;
  fail(asked.key_location, what + " needs a `budget`",
       "say how many gradient evaluations a run has: budget = 1000, at the top level or in the [[run]]");
}

const Entry* start_entry(const Draft& draft, const PlannedProblem& problem, const RawStudy& study) {
  if (draft.raw.start != nullptr) return draft.raw.start;
  const auto* table = study.problem->value.find(problem.name);
  return table == nullptr ? nullptr : table->value.find("start");
}

// `varied`: a setting that has several values.
void check_budget(const Block& block, const Entry* varied, const Draft& draft, const RawStudy& study,
                  const Plan& plan) {
  const auto require = [&](const Entry* asked, const std::string& what) {
    if (asked != nullptr) require_budget(*asked, what, draft.raw.stops, study);
  };
  if (plan.comparison) return require(study.compare, "a comparison");
  if (block.sampling.strategy != Strategy::grid || block.sampling.halving > 0)
    require(draft.raw.search != nullptr ? draft.raw.search : study.search, "a search");
  if (varied != nullptr) require(varied, in_quotes(varied->key) + " has several values: such a study");
  if (block.starts.vary())
    require(start_entry(draft, plan.problems[block.problem], study), "a study of several starts");
  if (block.repeats > 1)
    require(draft.raw.repeats != nullptr ? draft.raw.repeats : study.repeats, "a study of repeats");
  for (const auto* stops : {&draft.raw.stops, &study.stops})
    require(find_stop(*stops, "steps"), "a study with `steps`");
}

// Steps that cost the same are evaluations; only of solvers nobody knows it before.
void limit_steps(const Method& method, RunOptions& options) {
  if (options.most_steps == 0 || method.chain().is_solver()) return;
  options.steps = std::min(options.steps, options.most_steps * method.chain().gradients_a_step());
  options.most_steps = 0;
}

double size_of(const Block& block) {
  double size = static_cast<double>(block.starts.size()) * static_cast<double>(block.repeats);
  if (block.sampling.strategy != Strategy::grid) return size * static_cast<double>(block.sampling.samples);
  for (const auto& axis : block.axes) size *= static_cast<double>(axis.values.size());
  return size;
}

// Of settings that are ended early every one is held in memory, without its path, until it is known which.
void check_halving(const Block& block, const Entry& search) {
  constexpr double most = 1e6;  // runs, each of some 400 bytes
  if (block.sampling.halving == 0) return;
  if (block.sampling.least_budget > block.options.steps)
    fail(search.key_location,
         "`least_budget` is " + std::to_string(block.sampling.least_budget) + ", and the whole budget " +
             std::to_string(block.options.steps),
         "make it less");
  if (size_of(block) > most)
    fail(search.key_location, "with `halving` a run has at most 1,000,000 settings, starts and repeats together",
         "take fewer samples, or make several runs of it");
}

// What is drawn needs something to draw.
void check_drawn(const Block& block, const Draft& draft, const RawStudy& study, const PlannedProblem& problem) {
  const auto* start = start_entry(draft, problem, study);
  if (block.starts.each_sample() && block.sampling.strategy == Strategy::grid)
    fail(start != nullptr ? start->value.location : draft.table->location,
         "a `box` of starts needs `lattice` or `random`, but for a `search` that draws",
         "write { box = [-5, 5], lattice = 64 }");
  if (block.sampling.strategy == Strategy::grid && block.sampling.halving == 0) return;
  const auto& search = draft.raw.search != nullptr ? *draft.raw.search : *study.search;
  check_halving(block, search);
  if (block.axes.empty() && !block.starts.each_sample())
    fail(search.key_location,
         "`search` has nothing to draw: the run " + in_quotes(draft.label) + " has one value of each setting",
         "give it a range: learning_rate = { log_range = [1e-4, 1] }");
}

void read_map(const Entry& entry, Block& block) {
  const auto wanted = rule(&RawRun::map);
  if (block.sampling.strategy != Strategy::grid)
    fail(entry.key_location, "`map` is of a grid, and the settings of this run are drawn",
         "leave it out, or give settings lists or ranges with `points` and no `search`");
  std::string varied;
  for (const auto& axis : block.axes)
    varied += (varied.empty() ? "" : ", ") + std::string(block.method.info().parameters[axis.parameter].name);
  if (entry.value.kind != Value::Kind::list || entry.value.list.size() != 2) refuse("map", entry.value, wanted);
  for (const auto& name : entry.value.list) {
    const auto& text = read_text("map", name, wanted);
    const auto axis = std::find_if(block.axes.begin(), block.axes.end(), [&](const Axis& one) {
      return block.method.info().parameters[one.parameter].name == text;
    });
    if (axis == block.axes.end())
      fail(name.location, "`map` names " + in_quotes(text) + ", which does not vary",
           varied.empty() ? "give settings lists or ranges first" : "what varies: " + varied);
    block.map.push_back(static_cast<std::size_t>(axis - block.axes.begin()));
  }
  if (block.map[0] == block.map[1])
    fail(entry.value.location, "`map` names one setting twice", "what varies: " + varied);
}

// A group that the layout has not stands in the method's text, or in a key beside it.
void require_fit(const Draft& draft, const Method& method, const Layout& layout) {
  try {
    method.require_fit(layout);
  } catch (const InputError& error) {
    for (const auto* entry : draft.groups)
      if (std::find(layout.groups.begin(), layout.groups.end(), entry->key.substr(entry->key.find('@') + 1)) ==
          layout.groups.end())
        fail(entry->key_location, error.parts().message, error.parts().hint);
    fail_at(draft.raw.method->value, error);
  }
}

Block make_block(const Draft& draft, std::size_t problem, const RawStudy& study, const DefinitionLimits& limits,
                 const Plan& plan) {
  const auto& planned = plan.problems[problem];
  Block block{problem, draft.label, draft.method, planned.start, {}, {}, true};
  block.starts = planned.starts;
  block.options.seed = plan.seed;
  read_stops(study.stops, planned, block.options);
  read_stops(draft.raw.stops, planned, block.options);
  limit_steps(draft.method, block.options);
  block.options.record = usual_record(*planned.problem, block.options.steps);
  read_record(study.record, block.options.record);
  read_record(draft.raw.record, block.options.record);
  if (draft.raw.start != nullptr) {
    const auto& value = value_for(*draft.raw.start, planned.name);
    read_starts(value, coordinate_names(*planned.problem), limits.records, block.start, block.starts);
  }
  for (const auto* entry : {study.search, draft.raw.search})
    if (entry != nullptr) block.sampling = read_search(*entry, limits.records);
  if (plan.comparison) {
    if (draft.raw.search != nullptr)
      fail(draft.raw.search->key_location, "`search` and [compare] both say how settings are tried",
           "leave out one of them");
    block.sampling = {Strategy::sobol, plan.comparison->tuning};
  }
  for (const auto* entry : {study.repeats, draft.raw.repeats})
    if (entry != nullptr)
      block.repeats = static_cast<std::size_t>(read_integer("repeats", entry->value, rule(&RawRun::repeats), 1));
  const bool drawn = block.sampling.strategy != Strategy::grid;
  const Entry* varied = nullptr;
  for (std::size_t i = 0; i < draft.parameters.size(); ++i) {
    const auto& entry = *draft.raw.settings[i];
    const auto& parameter = *draft.parameters[i];
    auto axis = read_setting(draft.method, parameter, entry, value_for(entry, planned.name), limits.records, drawn);
    const auto steps = scheduled_steps(draft.method, block.options);
    for (const auto& value : axis.values) {
      if (!value.schedule) continue;
      auto method = draft.method;
      method.set(parameter.name, value);
      read_at(entry.value, [&] { method.require_schedules(steps); });
    }
    if (axis.values.size() == 1) {
      block.method.set(parameter.name, axis.values.front());
      continue;
    }
    varied = &entry;
    block.axes.push_back(std::move(axis));
  }
  require_fit(draft, block.method, planned.problem->layout());
  read_at(draft.raw.method->value,
          [&] { block.method.require_schedules(scheduled_steps(block.method, block.options)); });
  if (draft.raw.map != nullptr) read_map(*draft.raw.map, block);
  if (!plan.comparison) check_drawn(block, draft, study, planned);
  check_budget(block, varied, draft, study, plan);
  block.pictures = block.size() == 1;
  for (const auto* entry : {study.pictures, draft.raw.pictures}) {
    if (entry != nullptr) block.pictures = read_flag("pictures", entry->value, rule(&RawRun::pictures));
  }
  if (plan.comparison) block.pictures = false;
  block.traced = block.pictures || study.record != nullptr || draft.raw.record != nullptr;
  return block;
}

// Files are named by labels: no two runs of a problem may share one.
void check_labels(const Plan& plan, const std::vector<Draft>& drafts) {
  std::vector<std::set<std::string>> labels(plan.problems.size());
  for (std::size_t i = 0; i < plan.size(); ++i) {
    const auto run = plan.run(i);
    if (labels[run.problem].insert(run.label).second) continue;
    const auto& label = plan.blocks()[run.block].label;
    const auto draft = std::find_if(drafts.begin(), drafts.end(), [&](const Draft& one) { return one.label == label; });
    fail(draft->table->location,
         "two runs on " + in_quotes(plan.problems[run.problem].name) + " would be called \"" + run.label + "\"",
         "give this run another label");
  }
}

// A list of methods is as many runs.
std::vector<Value> tables_of(const Value& runs, const RawStudy& study) {
  std::vector<Value> tables;
  for (const auto& table : runs.list) {
    const auto* method = table.kind == Value::Kind::table ? table.find("method") : nullptr;
    if (method == nullptr || method->value.kind != Value::Kind::list) {
      tables.push_back(table);
      continue;
    }
    if (method->value.list.empty()) refuse("method", method->value, rule(&RawRun::method));
    if (const auto* label = table.find("label"))
      fail(label->key_location, "a `label` cannot be that of several methods", "leave it out");
    StopEntries stops{};
    for (const auto& entry : table.table) take_stop(entry, stops);
    if (method->value.list.size() > 1) require_budget(*method, "a list of methods", stops, study);
    for (const auto& one : method->value.list) {
      tables.push_back(table);
      tables.back().find("method")->value = one;
    }
  }
  return tables;
}

}  // namespace

void read_runs(const RawStudy& study, const DefinitionLimits& limits, Plan& plan) {
  const auto& value = study.run->value;
  if (value.kind != Value::Kind::list) refuse("run", value, "tables, each under a line [[run]]");
  const auto tables = tables_of(value, study);
  check_stop_problems(study.stops, plan.problems);
  std::vector<Draft> drafts;
  drafts.reserve(tables.size());
  for (const auto& table : tables) drafts.push_back(read_draft(table, study, plan));
  settle_labels(drafts, plan.problems.size());

  double runs = 0, traced = 0;
  const Entry* halved = nullptr;  // a `search` that ends runs early
  for (std::size_t problem = 0; problem < plan.problems.size(); ++problem) {
    bool any = false;
    for (const auto& draft : drafts) {
      if (std::find(draft.problems.begin(), draft.problems.end(), problem) == draft.problems.end()) continue;
      any = true;
      auto block = make_block(draft, problem, study, limits, plan);
      const double size = size_of(block);
      runs += size;
      if (block.traced) traced += size;
      if (block.sampling.halving > 0) halved = draft.raw.search != nullptr ? draft.raw.search : study.search;
      const auto most = traced > 0 ? limits.runs : limits.records;
      if (runs > static_cast<double>(most))
        fail(draft.table->location,
             "with this [[run]] there are " + shortest(runs) + " runs; at most " + std::to_string(most) +
                 " are allowed" + (traced > 0 ? " where histories are kept" : ""),
             traced > 0 ? "take fewer, or keep no histories: pictures = false, and no `record`"
                        : "take fewer points or shorter lists");
      plan.ends = plan.ends || (!block.traced && block.starts.lattice.size() == 2);
      plan.add(std::move(block));
    }
    if (!any) {
      fail(study.run->key_location, "no run is made on the problem " + in_quotes(plan.problems[problem].name),
           "add it to the `problem` of a run, or leave the problem out");
    }
  }
  if (plan.is_traced() && halved != nullptr)
    fail(halved->key_location, "`halving` keeps no trajectories, and this study does",
         "leave out `record` and `pictures`, and runs that nothing varies: these get pictures by themselves");
  if (plan.is_traced()) check_labels(plan, drafts);
}

}  // namespace ravine::study
