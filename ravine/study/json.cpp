#include "ravine/study/json.hpp"

#include <nlohmann/json.hpp>

namespace ravine::study {
namespace {

using Json = nlohmann::ordered_json;  // writes a NaN and an infinity as null

// One line a key, as the columns are long.
std::string lines(const Json& object) {
  std::string text = "{";
  for (const auto& [key, value] : object.items()) {
    text += text.size() == 1 ? "\n" : ",\n";
    text += Json(key).dump() + ": " + value.dump();
  }
  return text + "\n}\n";
}

struct CellJson {
  Json operator()(std::monostate) const { return nullptr; }
  Json operator()(std::int64_t number) const { return number; }
  Json operator()(double number) const { return number; }
  Json operator()(const std::string& text) const { return text; }
};

}  // namespace

std::string trajectory_json(const TrajectoryTable& table) {
  auto object = Json::object();
  const auto column = [&](std::size_t index, const auto& at) {
    auto values = Json::array();
    for (std::size_t row = 0; row < table.rows(); ++row) values.push_back(at(row));
    object[table.columns()[index]] = std::move(values);
  };
  column(0, [&](std::size_t row) { return table.step(row); });
  for (std::size_t i = 0; i < table.dimension(); ++i)
    column(1 + i, [&](std::size_t row) { return table.point(row)[i]; });
  column(table.dimension() + 1, [&](std::size_t row) { return table.f(row); });
  column(table.dimension() + 2, [&](std::size_t row) { return table.gradient_norm(row); });
  return lines(object);
}

std::string runs_json(std::span<const RunSummary> runs) {
  std::string text = "[";
  for (const auto& run : runs) {
    auto object = Json::object();
    for (const auto& column : summary_columns()) object[column.name] = std::visit(CellJson{}, column.cell(run));
    text += text.size() == 1 ? "\n" : ",\n";
    text += object.dump();
  }
  return text + "\n]\n";
}

}  // namespace ravine::study
