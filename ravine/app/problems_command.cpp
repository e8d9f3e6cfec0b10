// ravine problems: everything here comes from the catalogue.
#include <fmt/format.h>

#include <cstdio>
#include <nlohmann/json.hpp>

#include "ravine/app/commands.hpp"
#include "ravine/app/table.hpp"
#include "ravine/base/number_text.hpp"
#include "ravine/problem/catalogue/catalogue_function.hpp"

namespace ravine::app {
namespace {

using Json = nlohmann::ordered_json;

std::vector<std::string_view> trait_names(const TestFunction& row) {
  std::vector<std::string_view> names;
  for (const auto& trait : traits())
    if (row.has(trait.trait)) names.push_back(trait.name);
  return names;
}

template <class Texts>
std::string joined(const Texts& texts) {
  return fmt::format("{}", fmt::join(texts, ", "));
}

// A point in full precision; where all coordinates are alike, once.
std::string point_text(const std::vector<double>& point) {
  constexpr std::size_t most = 12;
  bool alike = point.size() > 3;
  for (const double value : point) alike = alike && value == point[0];
  if (alike) return "all " + shortest(point[0]);
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < std::min(point.size(), most); ++i) texts.push_back(shortest(point[i]));
  if (point.size() > most) texts.emplace_back("...");
  return "(" + joined(texts) + ")";
}

Json as_json(const CatalogueFunction& given) {
  const auto& row = *given.row;
  Json settings = Json::array();
  for (std::size_t k = 0; k < row.settings.size(); ++k) {
    const auto& setting = row.settings[k];
    settings.push_back({{"name", setting.name},
                        {"value", given.settings[k]},
                        {"default", setting.standard},
                        {"least", setting.least},
                        {"most", setting.most},
                        {"meaning", setting.meaning}});
  }
  Json json{{"name", row.name},
            {"text", given.text()},
            {"aliases", row.aliases},
            {"title", given.title()},
            {"family", row.family},
            {"expression", given.function.text(Notation::source)},
            {"formula", given.function.text(Notation::unicode)},
            {"dimension", given.function.dimension()},
            {"dimensions",
             {{"least", row.dimension.least},
              {"most", row.dimension.most},
              {"multiple_of", row.dimension.multiple},
              {"text", row.dimension.text()}}},
            {"settings", settings},
            {"low", given.low},
            {"high", given.high},
            {"start", given.start},
            {"minimum", nullptr},
            {"minimisers", given.minimisers},
            {"traits", trait_names(row)},
            {"view", nullptr},
            {"citation", row.citation},
            {"note", row.note}};
  if (given.minimum) json["minimum"] = *given.minimum;
  if (const auto& view = given.view)
    json["view"] = {{"x", {view->x_low, view->x_high}}, {"y", {view->y_low, view->y_high}}};
  return json;
}

void print_problems() {
  std::vector<FamilyRow> rows;
  for (const auto& row : test_functions())
    rows.push_back(
        {row.family, {std::string(row.name), std::string(row.title), row.dimension.text(), joined(trait_names(row))}});
  print_by_family(rows);
  fmt::print("\nTheir traits\n");
  std::vector<std::vector<std::string>> further;
  for (const auto& trait : traits()) further.push_back({std::string(trait.name), std::string(trait.meaning)});
  print_table(further);
  fmt::print(
      "\nThe third column is the number of coordinates: rosenbrock(dimension=10).\n"
      "`ravine problems NAME` tells a function's expression, start, minimum and source.\n");
}

void print_one(const CatalogueFunction& given) {
  const auto& row = *given.row;
  constexpr std::size_t longest = 1000;
  auto expression = given.function.text(Notation::source);
  if (expression.size() > longest)
    expression.resize(expression.find_last_of(' ', longest)), expression += " ... (--format json has all of it)";
  fmt::print("{} ({})\n\n  {}\n\n", given.title(), row.family, expression);
  std::vector<std::vector<std::string>> rows;
  const auto add = [&](const char* what, std::string text) {
    if (!text.empty()) rows.push_back({what, std::move(text)});
  };
  add("coordinates", std::to_string(given.function.dimension()) +
                         (row.dimension.least == row.dimension.most ? "" : "; may be " + row.dimension.text()));
  add("domain", given.low == given.high ? "" : "from " + point_text(given.low) + " to " + point_text(given.high));
  add("start", point_text(given.start) + ", f = " + shortest(given.function(given.start)));
  if (given.minimum)
    add("minimum", shortest(*given.minimum));
  else
    add("minimum", row.known_for_standard ? "known in the standard form only" : "none");
  for (const auto& point : given.minimisers) add(&point == &given.minimisers[0] ? "at" : "", point_text(point));
  add("traits", joined(trait_names(row)));
  add("also", joined(row.aliases));
  add("note", std::string(row.note));
  print_table(rows);
  if (!row.settings.empty()) {
    fmt::print("\nSettings\n");
    rows = {{"name", "value", "default", "range", "meaning"}};
    for (std::size_t k = 0; k < row.settings.size(); ++k) {
      const auto& setting = row.settings[k];
      rows.push_back({std::string(setting.name), shortest(given.settings[k]), shortest(setting.standard),
                      shortest(setting.least) + " to " + shortest(setting.most), std::string(setting.meaning)});
    }
    print_table(rows);
  }
  fmt::print("\nSource\n  {}\n", row.citation);
  const auto text = given.text();
  fmt::print(
      "\nUse\n  ravine race {} 'sgd(lr=0.001)' 'adam(lr=0.1)' --steps 500 --out race.gif\n"
      "  in a definition: catalogue = \"{}\"\n",
      text == row.name ? text : "'" + text + "'", text);
}

}  // namespace

int problems(const ProblemsCommand& command) {
  const bool json = command.format == "json";
  if (!command.name.empty()) {
    const auto given = CatalogueFunction::parse(command.name);
    if (json)
      fmt::print("{}\n", as_json(given).dump(2));
    else
      print_one(given);
  } else if (json) {
    Json all = Json::array();
    for (const auto& row : test_functions()) all.push_back(as_json(CatalogueFunction::parse(row.name)));
    fmt::print("{}\n", all.dump(2));
  } else {
    print_problems();
  }
  return 0;
}

}  // namespace ravine::app
