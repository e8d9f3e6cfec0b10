// Tables on the terminal.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ravine::app {

// Prints rows with their columns aligned, two spaces in from the left.
void print_table(const std::vector<std::vector<std::string>>& rows);

// The same of rows that have a family each, which stands above the first of its rows; families follow each other.
struct FamilyRow {
  std::string_view family;
  std::vector<std::string> cells;
};
void print_by_family(const std::vector<FamilyRow>& rows);

std::string score_text(double score);  // of a comparison, in four digits; infinite: "missed"

}  // namespace ravine::app
