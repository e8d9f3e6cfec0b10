#include "ravine/report/figure_cells.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "ravine/base/error.hpp"

namespace ravine::report {
namespace {

using Json = nlohmann::ordered_json;

// The first and how many more a column and a row, where runs are counted so, as on a lattice; else the list itself.
Json runs_json(const std::vector<std::size_t>& runs, std::size_t columns) {
  const auto number = [&](std::size_t i) { return static_cast<std::int64_t>(runs[i]); };
  const auto first = number(0);
  const auto across = columns > 1 ? number(1) - first : 0;
  const auto up = runs.size() > columns ? number(columns) - first : 0;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const auto column = static_cast<std::int64_t>(i % columns), row = static_cast<std::int64_t>(i / columns);
    if (number(i) != first + column * across + row * up) return runs;
  }
  return {{"first", first}, {"across", across}, {"up", up}};
}

// Text of an element that holds data: no "<" in it could end it.
std::string text_of(const Json& json) {
  auto text = json.dump(-1, ' ', true, Json::error_handler_t::replace);
  for (std::size_t i = 0; (i = text.find('<', i)) != std::string::npos;) text.replace(i, 1, "\\u003c");
  return text;
}

}  // namespace

void write_figure_cells(Markup& page, const FigureCells& cells) {
  const auto columns = cells.x_values.size(), count = columns * cells.y_values.size();
  if (count == 0 || cells.x_edges.size() != columns + 1 || cells.y_edges.size() != cells.y_values.size() + 1 ||
      cells.runs.size() != count || (!cells.values.empty() && cells.values.size() != count))
    throw InputError("a picture's cells have lists of lengths that do not fit");
  Json json{{"x", {{"edges", cells.x_edges}, {"values", cells.x_values}}},
            {"y", {{"edges", cells.y_edges}, {"values", cells.y_values}}},
            {"value", cells.value_name},
            {"runs", runs_json(cells.runs, columns)},
            {"command", cells.command}};
  if (!cells.values.empty()) json["values"] = cells.values;
  page << "<script type=\"application/json\">";
  page.own(text_of(json)) << "</script>";
}

}  // namespace ravine::report
