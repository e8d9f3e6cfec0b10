// [[run]] -> blocks of runs.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "ravine/base/number_text.hpp"
#include "ravine/study/definition_parts.hpp"
#include "ravine/study/value_reading.hpp"

namespace ravine::study {
namespace {

std::string_view rule(const Entry* RawRun::*entry) { return rule_of(run_rows, entry); }

void check_stop_problems(const StopEntries& stops, const std::vector<PlannedProblem>& problems) {
  for (const auto* entry : stops) {
    if (entry != nullptr) check_problem_names(*entry, problems);
  }
}

// A [[run]] as far as it is the same on every problem.
struct Draft {
  const Value* table = nullptr;
  RawRun raw;
  Method method;
  std::string label;
  bool named = false;                            // the label is the definition's own
  std::vector<std::size_t> problems;             // in order
  std::vector<const ParameterInfo*> parameters;  // of raw.settings
};

std::vector<std::string_view> problem_names(const Plan& plan) {
  std::vector<std::string_view> names;
  for (const auto& problem : plan.problems) names.push_back(problem.name);
  return names;
}

std::size_t find_problem(const Value& value, const Plan& plan) {
  const auto names = problem_names(plan);
  const auto& wanted = read_text("problem", value, rule(&RawRun::problem));
  const auto found = std::find(names.begin(), names.end(), wanted);
  if (found == names.end()) {
    fail(value.location, "there is no problem " + in_quotes(wanted) + nearest_hint(wanted, names));
  }
  return static_cast<std::size_t>(found - names.begin());
}

std::vector<std::size_t> read_problems(const Entry* entry, const Plan& plan) {
  std::set<std::size_t> problems;
  if (entry == nullptr) {
    for (std::size_t i = 0; i < plan.problems.size(); ++i) problems.insert(i);
  } else if (entry->value.kind == Value::Kind::list) {
    if (entry->value.list.empty()) refuse(entry->key, entry->value, rule(&RawRun::problem));
    for (const auto& item : entry->value.list) {
      if (!problems.insert(find_problem(item, plan)).second) {
        fail(item.location, "the problem " + in_quotes(item.text) + " stands twice in the list");
      }
    }
  } else {
    problems.insert(find_problem(entry->value, plan));
  }
  return {problems.begin(), problems.end()};
}

[[noreturn]] void refuse_run_key(const Entry& entry, const MethodInfo& info) {
  std::vector<std::string_view> known;
  for (const auto& parameter : info.parameters) known.push_back(parameter.name);
  add_names(run_rows, known);
  add_names(stop_rows, known);
  for (const auto& parameter : info.parameters) {
    known.insert(known.end(), parameter.aliases.begin(), parameter.aliases.end());
  }
  refuse_key(entry, "[[run]] with the method " + in_quotes(info.name), known);
}

Method read_method(const Value& table, const RawRun& raw) {
  if (raw.method == nullptr) fail(table.location, "the run has no `method`", "write one: method = \"adam\"");
  const auto& value = raw.method->value;
  read_text("method", value, rule(&RawRun::method));
  return read_at(value, [&] { return Method::parse(value.text); });
}

Draft read_draft(const Value& table, const Plan& plan) {
  read_table("run", table, "a table, `[[run]]`");
  RawRun raw;
  for (const auto& entry : table.table) {
    if (!take(entry, run_rows, raw) && !take_stop(entry, raw.stops)) raw.settings.push_back(&entry);
  }
  Draft draft{&table, raw, read_method(table, raw), {}, raw.label != nullptr, read_problems(raw.problem, plan), {}};
  if (raw.start != nullptr) check_problem_names(*raw.start, plan.problems);
  check_stop_problems(raw.stops, plan.problems);
  const auto& info = draft.method.info();
  draft.label = draft.named ? read_line("label", raw.label->value, rule(&RawRun::label)) : std::string(info.title);
  for (const auto* entry : raw.settings) {
    const auto* parameter = info.find(entry->key);
    if (parameter == nullptr) refuse_run_key(*entry, info);
    const auto twice = std::find(draft.parameters.begin(), draft.parameters.end(), parameter);
    if (twice != draft.parameters.end()) {
      const auto& first = raw.settings[static_cast<std::size_t>(twice - draft.parameters.begin())]->key;
      fail(entry->key_location, in_quotes(first) + " and " + in_quotes(entry->key) + " are the same setting",
           "write one of them");
    }
    check_problem_names(*entry, plan.problems);
    draft.parameters.push_back(parameter);
  }
  return draft;
}

// ", lr = 0.1, beta1 = 0.9": the settings of a run that are one value each.
std::string plain_settings(const Draft& draft) {
  std::string text;
  for (const auto* entry : draft.raw.settings) {
    const auto& value = entry->value;
    if (value.kind == Value::Kind::list || value.kind == Value::Kind::table) continue;
    text += ", " + entry->key + " = " +
            (value.is_number()                 ? shortest(value.number)
             : value.kind == Value::Kind::flag ? value.description()
                                               : value.text);
  }
  return text;
}

// The labels in use on each problem.
class Labels {
 public:
  explicit Labels(std::size_t problems) : taken_(problems) {}
  bool free(const Draft& draft, const std::string& label) const {
    return std::none_of(draft.problems.begin(), draft.problems.end(),
                        [&](std::size_t problem) { return taken_[problem].contains(label); });
  }
  void take(const Draft& draft) {
    for (const auto problem : draft.problems) ++taken_[problem][draft.label];
  }
  bool alone(const Draft& draft) const {
    return std::all_of(draft.problems.begin(), draft.problems.end(),
                       [&](std::size_t problem) { return taken_[problem].at(draft.label) == 1; });
  }

 private:
  std::vector<std::map<std::string, std::size_t>> taken_;
};

// Labels of the definition must differ; those it leaves to us are made to, by their settings or at last by a number.
void settle_labels(std::vector<Draft>& drafts, std::size_t problems) {
  Labels labels(problems), titles(problems);
  for (const auto& draft : drafts) {
    titles.take(draft);
    if (!draft.named) continue;
    if (!labels.free(draft, draft.label)) {
      fail(draft.raw.label->value.location, "the label \"" + shown(draft.label) + "\" is already another run's",
           "give each run of a problem its own");
    }
    labels.take(draft);
  }
  std::map<std::string, std::size_t> numbers;
  for (auto& draft : drafts) {
    if (draft.named) continue;
    const auto stem = titles.alone(draft) ? draft.label : draft.label + plain_settings(draft);
    draft.label = stem;
    while (!labels.free(draft, draft.label)) draft.label = stem + " (" + std::to_string(++numbers[stem] + 1) + ")";
    labels.take(draft);
  }
}

Block make_block(const Draft& draft, std::size_t problem, const RawStudy& study, const DefinitionLimits& limits,
                 const Plan& plan) {
  const auto& planned = plan.problems[problem];
  Block block{problem, draft.label, draft.method, planned.start, {}, {}, true};
  block.options.seed = plan.seed;
  read_stops(study.stops, planned.name, block.options);
  read_stops(draft.raw.stops, planned.name, block.options);
  read_record(study.record, block.options.record);
  read_record(draft.raw.record, block.options.record);
  if (draft.raw.start != nullptr) {
    const auto& value = value_for(*draft.raw.start, planned.name);
    block.start = read_point("start", value, planned.problem->coordinate_names());
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
  block.pictures = block.axes.empty();
  for (const auto* entry : {study.pictures, draft.raw.pictures}) {
    if (entry != nullptr) block.pictures = read_flag("pictures", entry->value, rule(&RawRun::pictures));
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
    drafts.push_back(read_draft(table, plan));
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
