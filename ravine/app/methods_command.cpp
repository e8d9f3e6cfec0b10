// ravine methods: everything here comes from the table of methods.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "ravine/app/commands.hpp"
#include "ravine/app/table.hpp"
#include "ravine/base/error.hpp"
#include "ravine/base/layout.hpp"
#include "ravine/method/library.hpp"
#include "ravine/method/method.hpp"
#include "ravine/method/parameter.hpp"
#include "ravine/method/schedule.hpp"
#include "ravine/method/table.hpp"

namespace ravine::app {
namespace {

using Json = nlohmann::ordered_json;

// "line_search=none": with what a setting counts; empty: always.
std::string condition(const ParameterInfo& row) {
  return row.with.empty() ? "" : fmt::format("{}={}", row.with, row.choice);
}

Json as_json(const ParameterInfo& row) {
  Json json{{"name", row.name}, {"symbol", row.symbol}, {"aliases", row.aliases}, {"meaning", row.meaning}};
  switch (row.kind) {
    case ParameterInfo::Kind::number:
      json["kind"] = "number", json["default"] = row.standard;
      break;
    case ParameterInfo::Kind::flag:
      json["kind"] = "flag", json["default"] = row.standard != 0;
      break;
    case ParameterInfo::Kind::choice:
      json["kind"] = "choice", json["default"] = row.value_text(row.standard), json["choices"] = row.choices;
      break;
  }
  json["default_text"] = row.value_text(row.standard);  // what the notation writes: JSON has no infinity
  json["range"] = row.range();
  if (!row.with.empty()) json["only_with"] = condition(row);
  return json;
}

std::string_view part_name(Part part) {
  switch (part) {
    case Part::gradient:
      return "before the rule";
    case Part::point:
      return "after the rule";
    case Part::probe:
      return "around a method";
    case Part::rule:
      break;
  }
  return "rule";
}

// "clip_norm | sgd(lr=0.1)": how a method or a link is used, its first setting given, but for a rate that the method
// finds.
std::string example(const MethodInfo& info) {
  if (info.wraps) return std::string(info.name) + "(adam(lr=0.1))";
  const auto& first = info.parameters.front();
  if (first.name == "learning_rate" && first.symbol != row::learning_rate.symbol) return std::string(info.name);
  const std::string value = first.name == "learning_rate" ? "0.1" : first.value_text(first.standard);
  const std::string own = std::string(info.name) + "(" + std::string(first.name) + "=" + value + ")";
  if (info.part == Part::gradient) return own + " | sgd(lr=0.1)";
  return info.part == Part::point ? "sgd(lr=0.1) | " + own : own;
}

// What it is used on.
struct ExampleProblem {
  std::string_view function, start, layout;
};
ExampleProblem example_problem(const MethodInfo& info) {
  try {
    if (info.part == Part::rule) Method::named(info.name).require_fit(Layout::vector(2));
  } catch (const InputError&) {  // of matrices
    return {"sum(i = 1..n, i*(x[i] - 1)^2)", "5,5,5,5", "w[2x2]"};
  }
  return {"5*x^2 + y^2", "5,5", ""};
}

// What differs from our defaults where a method is as a library has it.
std::string as_library(const LibraryForm& form) { return Method::parse_part(form.notation).text(); }

Json as_json(const MethodInfo& info) {
  Json json{
      {"name", info.name},   {"title", info.title},       {"family", info.family},   {"part", part_name(info.part)},
      {"wraps", info.wraps}, {"summary", info.summary},   {"formula", info.formula}, {"citation", info.citation},
      {"slots", info.slots}, {"settings", Json::array()}, {"like", Json::object()}};
  for (const auto& row : info.parameters) json["settings"].push_back(as_json(row));
  for (const auto& form : library_forms())
    if (form.method == info.name)
      json["like"][std::string(form.library)] = Json{{"method", as_library(form)}, {"note", form.note}};
  json["example"] = example(info);
  const auto problem = example_problem(info);
  json["example_problem"] = Json{{"function", problem.function}, {"start", problem.start}, {"layout", problem.layout}};
  return json;
}

void print_methods() {
  std::vector<FamilyRow> rows;
  for (const auto* info : ravine::methods())
    rows.push_back({info->family, {std::string(info->name), std::string(info->summary)}});
  print_by_family(rows);
  fmt::print("\nSchedules: values of settings, beside any expression of the step t and the run's steps T\n");
  std::vector<std::vector<std::string>> further;
  for (const auto& form : schedule_forms()) {
    std::string call(form.name);
    for (const auto& parameter : form.parameters) call += (call.size() == form.name.size() ? "(" : ", ") + parameter;
    further.push_back({call + ")", std::string(form.meaning)});
  }
  print_table(further);
  fmt::print(
      "\nA chain is read left to right, as the gradient flows: clip_norm(1) | adam(lr=0.1) | weight_decay(0.01)\n"
      "What stands around a method takes it as its last argument: lookahead(k=5, adam(lr=0.1))\n"
      "`ravine methods NAME` tells a method's formula, settings, conventions and source.\n");
}

// The methods that a library has, in its form.
void print_library(const std::string& library) {
  std::vector<FamilyRow> rows;
  for (const auto* info : ravine::methods())
    if (const auto* form = find_library_form(library, info->name))
      rows.push_back({info->family, {std::string(info->name), as_library(*form), std::string(form->note)}});
  print_by_family(rows);
  fmt::print(
      "\nWhat `--like {}` makes of these names: how they are written here, where that differs from their defaults.\n"
      "`ravine methods` without it lists all methods.\n",
      library);
}

void print_libraries(const MethodInfo& info) {
  std::vector<std::vector<std::string>> rows;
  for (const auto& form : library_forms())
    if (form.method == info.name) rows.push_back({std::string(form.library), as_library(form), std::string(form.note)});
  if (rows.empty()) return;
  fmt::print("\nAs other libraries have it (--like LIBRARY; what differs from the defaults above)\n");
  print_table(rows);
}

// With the defaults of `method`, which may be a library's.
void print_one(const Method& method) {
  const auto& info = method.info();
  fmt::print("{} ({}): {}\n\n", info.title, info.family, info.summary);
  std::string_view formula = info.formula;
  while (!formula.empty()) {
    const auto end = std::min(formula.find('\n'), formula.size());
    fmt::print("  {}\n", formula.substr(0, end));
    formula.remove_prefix(std::min(end + 1, formula.size()));
  }
  fmt::print("\nSettings\n");
  std::vector<std::vector<std::string>> rows{{"name", "symbol", "default", "range", "meaning", "also"}};
  for (std::size_t k = 0; k < info.parameters.size(); ++k) {
    const auto& row = info.parameters[k];
    std::string aliases;
    for (const auto alias : row.aliases) aliases += (aliases.empty() ? "" : ", ") + std::string(alias);
    rows.push_back(
        {std::string(row.name), std::string(row.symbol), row.value_text(method.settings()[k].value), row.range(),
         row.with.empty() ? std::string(row.meaning) : fmt::format("{}; only with {}", row.meaning, condition(row)),
         aliases});
  }
  print_table(rows);
  fmt::print("\nA number may be a schedule of the step t and the run's steps T: cosine(0.1, 0), 0.1/(1 + 0.01*t).\n");
  if (!info.slots.empty()) {
    fmt::print("\nState of a coordinate: ");
    for (std::size_t k = 0; k < info.slots.size(); ++k) fmt::print("{}{}", k == 0 ? "" : ", ", info.slots[k]);
    fmt::print("\n");
  }
  print_libraries(info);
  fmt::print("\nSource\n  {}\n", info.citation);
  const auto problem = example_problem(info);
  const std::string layout = problem.layout.empty() ? "" : fmt::format(" --layout '{}'", problem.layout);
  fmt::print("\nExample\n  ravine trace '{}' --from {}{} --steps 100 '{}'\n", problem.function, problem.start, layout,
             example(info));
}

}  // namespace

int methods(const MethodsCommand& command) {
  if (!command.like.empty()) require_library(command.like);
  const auto is_asked = [&](const MethodInfo& info) {
    return command.like.empty() || find_library_form(command.like, info.name) != nullptr;
  };
  if (const auto name = command.name.substr(0, command.name.find('(')); name != command.name && find_method(name))
    throw InputError("`" + command.name + "` has settings, and `methods` tells of the method itself",
                     "give its name alone: ravine methods " + name);
  if (command.format == "json") {
    if (!command.name.empty()) {
      fmt::print("{}\n", as_json(Method::named(command.name).info()).dump(2));
      return 0;
    }
    Json all = Json::array();
    for (const auto* info : ravine::methods())
      if (is_asked(*info)) all.push_back(as_json(*info));
    fmt::print("{}\n", all.dump(2));
  } else if (command.name.empty() && !command.like.empty()) {
    print_library(command.like);
  } else if (command.name.empty()) {
    print_methods();
  } else {
    print_one(Method::named(command.name, command.like));
  }
  return 0;
}

}  // namespace ravine::app
