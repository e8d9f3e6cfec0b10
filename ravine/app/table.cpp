#include "ravine/app/table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace ravine::app {
namespace {

// Columns that a text takes on a terminal: one a character.
std::size_t width(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

}  // namespace

void print_table(const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width(row[i]));
  }
  for (const auto& row : rows) {
    std::string line = " ";
    for (std::size_t i = 0; i < row.size(); ++i) {
      line += " " + row[i];
      if (i + 1 < row.size()) line += std::string(widths[i] + 1 - width(row[i]), ' ');
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

}  // namespace ravine::app
