// ravine methods: everything here comes from the table of methods.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "ravine/app/commands.hpp"
#include "ravine/app/table.hpp"
#include "ravine/method/method.hpp"

namespace ravine::app {
namespace {

using Json = nlohmann::ordered_json;

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
  json["range"] = row.range();
  return json;
}

Json as_json(const MethodInfo& info) {
  Json json{{"name", info.name},       {"title", info.title},      {"family", info.family},
            {"summary", info.summary}, {"formula", info.formula},  {"citation", info.citation},
            {"slots", info.slots},     {"settings", Json::array()}};
  for (const auto& row : info.parameters) json["settings"].push_back(as_json(row));
  return json;
}

void print_list() {
  std::string_view family;
  std::vector<std::vector<std::string>> rows;
  auto flush = [&] {
    if (!rows.empty()) fmt::print("{}\n", family);
    print_table(rows);
    rows.clear();
  };
  for (const auto* info : ravine::methods()) {
    if (info->family != family) {
      flush();
      family = info->family;
    }
    rows.push_back({std::string(info->name), std::string(info->summary)});
  }
  flush();
  fmt::print("\n`ravine methods NAME` tells a method's formula, settings and source.\n");
}

void print_one(const MethodInfo& info) {
  fmt::print("{} ({}): {}\n\n", info.title, info.family, info.summary);
  std::string_view formula = info.formula;
  while (!formula.empty()) {
    const auto end = std::min(formula.find('\n'), formula.size());
    fmt::print("  {}\n", formula.substr(0, end));
    formula.remove_prefix(std::min(end + 1, formula.size()));
  }
  fmt::print("\nSettings\n");
  std::vector<std::vector<std::string>> rows{{"name", "symbol", "default", "range", "meaning", "also"}};
  for (const auto& row : info.parameters) {
    std::string aliases;
    for (const auto alias : row.aliases) aliases += (aliases.empty() ? "" : ", ") + std::string(alias);
    rows.push_back({std::string(row.name), std::string(row.symbol), row.value_text(row.standard), row.range(),
                    std::string(row.meaning), aliases});
  }
  print_table(rows);
  fmt::print("\nA number may be a schedule of the step t (from 0) and the run's steps T: {}(lr = 0.1/(1 + 0.01*t)).\n",
             info.name);
  fmt::print("\nSource\n  {}\n", info.citation);
  fmt::print("\nExample\n  ravine trace '5*x^2 + y^2' --from 5,5 --steps 100 '{}({}=0.1)'\n", info.name,
             info.parameters.front().name);
}

}  // namespace

int methods(const MethodsCommand& command) {
  if (command.format == "json") {
    if (!command.name.empty()) {
      fmt::print("{}\n", as_json(Method::named(command.name).info()).dump(2));
      return 0;
    }
    Json all = Json::array();
    for (const auto* info : ravine::methods()) all.push_back(as_json(*info));
    fmt::print("{}\n", all.dump(2));
  } else if (command.name.empty()) {
    print_list();
  } else {
    print_one(Method::named(command.name).info());
  }
  return 0;
}

}  // namespace ravine::app
