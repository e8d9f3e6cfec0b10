#include "ravine/study/csv.hpp"

#include "ravine/base/number_text.hpp"

namespace ravine::study {

std::string csv_field(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string field(1, '"');
  for (const char c : text) field.append(c == '"' ? 2 : 1, c);
  field += '"';
  return field;
}

std::string trajectory_csv(const TrajectoryTable& table) {
  std::string text;
  for (const auto& column : table.columns()) {
    if (!text.empty()) text += ',';
    text += csv_field(column);
  }
  text += '\n';
  for (std::size_t row = 0; row < table.rows(); ++row) {
    text += std::to_string(table.step(row));
    const auto* point = table.point(row);
    for (std::size_t i = 0; i < table.dimension(); ++i) {
      text += ',';
      text += shortest(point[i]);
    }
    text += ',';
    text += shortest(table.f(row));
    text += ',';
    text += shortest(table.gradient_norm(row));
    text += '\n';
  }
  return text;
}

}  // namespace ravine::study
