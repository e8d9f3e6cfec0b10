#include "ravine/study/run_draft.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "ravine/base/number_text.hpp"
#include "ravine/method/library.hpp"
#include "ravine/study/value_reading.hpp"

namespace ravine::study {
namespace {

std::vector<std::string_view> problem_names(const Plan& plan) {
  std::vector<std::string_view> names;
  names.reserve(plan.problems.size());
  for (const auto& problem : plan.problems) names.emplace_back(problem.name);
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

// The library that the run's method is like, of its own or of the study; empty: none.
std::string_view read_like(const RawRun& raw, const RawStudy& study) {
  const auto* entry = raw.like != nullptr ? raw.like : study.like;
  if (entry == nullptr) return {};
  const std::string_view library = read_text("like", entry->value, rule(&RawRun::like));
  read_at(entry->value, [&] { require_library(library); });
  return library;
}

Method read_method(const Value& table, const RawRun& raw, const RawStudy& study) {
  if (raw.method == nullptr) {
    std::vector<std::string_view> known;
    add_names(run_rows, known);
    for (const auto* entry : raw.settings)
      if (nearest_name(entry->key, known) == "method") refuse_key(*entry, "[[run]]", known);
    fail(table.location, "the run has no `method`", "write one: method = \"adam\"");
  }
  const auto& value = raw.method->value;
  read_text("method", value, rule(&RawRun::method));
  const auto library = read_like(raw, study);
  return read_at(value, [&] { return Method::parse(value.text, library); });
}

// "lr@slow" = 0.1: the setting of a group. What is wrong whatever the value is the key's fault.
void set_of_group(const Entry& entry, Method& method) {
  const auto& info = method.info();
  auto named = entry;
  named.key.resize(entry.key.find('@'));
  const auto* parameter = info.find(named.key);
  if (parameter == nullptr) refuse_run_key(named, info);
  const auto& value = entry.value;
  if (!value.is_number() && value.kind != Value::Kind::text) refuse(entry.key, value, "a number or a schedule");
  const auto text = value.is_number() ? shortest(read_number(entry.key, value, "a number")) : value.text;
  try {
    auto with_standard = method;
    with_standard.set(entry.key, parameter->standard);
  } catch (const InputError& error) {
    fail(entry.key_location, error.parts().message, error.parts().hint);
  }
  read_at(value, [&] { method.set(entry.key, std::string_view(text)); });
}

}  // namespace

void check_stop_problems(const StopEntries& stops, const std::vector<PlannedProblem>& problems) {
  for (const auto* entry : stops) {
    if (entry != nullptr) check_problem_names(*entry, problems);
  }
}

Draft read_draft(const Value& table, const RawStudy& study, const Plan& plan) {
  read_table("run", table, "a table, `[[run]]`");
  RawRun raw;
  for (const auto& entry : table.table) {
    if (!take(entry, run_rows, raw) && !take_stop(entry, raw.stops)) raw.settings.push_back(&entry);
  }
  Draft draft{&table, raw, read_method(table, raw, study), {}, raw.label != nullptr, read_problems(raw.problem, plan),
              {},     {}};
  if (raw.start != nullptr) check_problem_names(*raw.start, plan.problems);
  check_stop_problems(raw.stops, plan.problems);
  const auto& info = draft.method.info();
  draft.label = draft.named ? read_line("label", raw.label->value, rule(&RawRun::label)) : std::string(info.title);
  draft.raw.settings.clear();
  for (const auto* entry : raw.settings) {
    if (entry->key.find('@') != std::string::npos) {  // of a group
      set_of_group(*entry, draft.method);
      draft.groups.push_back(entry);
      continue;
    }
    const auto* parameter = info.find(entry->key);
    if (parameter == nullptr) refuse_run_key(*entry, info);
    check_problem_names(*entry, plan.problems);
    const auto twice = std::find(draft.parameters.begin(), draft.parameters.end(), parameter);
    if (twice == draft.parameters.end()) {
      draft.parameters.push_back(parameter);
      draft.raw.settings.push_back(entry);
      continue;
    }
    auto& first = draft.raw.settings[static_cast<std::size_t>(twice - draft.parameters.begin())];
    if (entry->key_location.line != 0) {
      fail(entry->key_location, in_quotes(first->key) + " and " + in_quotes(entry->key) + " are the same setting",
           "write one of them");
    }
    first = entry;  // an override by another of the setting's names
  }
  return draft;
}

}  // namespace ravine::study
