#include "ravine/app/table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "ravine/base/utf8.hpp"

namespace ravine::app {

void print_table(const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], characters(row[i]));
  }
  for (const auto& row : rows) {
    std::string line = " ";
    for (std::size_t i = 0; i < row.size(); ++i) {
      line += " " + row[i];
      if (i + 1 < row.size()) line += std::string(widths[i] + 1 - characters(row[i]), ' ');
    }
    line.erase(line.find_last_not_of(' ') + 1);
    fmt::print("{}\n", line);
  }
}

void print_by_family(const std::vector<FamilyRow>& rows) {
  for (std::size_t first = 0, end = 0; first < rows.size(); first = end) {
    std::vector<std::vector<std::string>> table;
    for (; end < rows.size() && rows[end].family == rows[first].family; ++end) table.push_back(rows[end].cells);
    fmt::print("{}\n", rows[first].family);
    print_table(table);
  }
}

std::string score_text(double score) { return std::isfinite(score) ? fmt::format("{:.4g}", score) : "missed"; }

}  // namespace ravine::app
