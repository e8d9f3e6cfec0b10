#include "ravine/report/formula.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace ravine::report {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool is_function(std::string_view word) {
  static constexpr std::array<std::string_view, 27> names{
      "exp",  "log",     "ln",       "log1p", "expm1", "pow",  "sin",  "cos",  "tan",
      "asin", "acos",    "atan",     "atan2", "sinh",  "cosh", "tanh", "cbrt", "hypot",
      "sqrt", "sigmoid", "softplus", "erf",   "abs",   "min",  "max",  "sign", "floor"};
  return std::find(names.begin(), names.end(), word) != names.end();
}

}  // namespace

void write_formula(Markup& page, std::string_view formula) {
  std::size_t i = 0;
  while (i < formula.size()) {
    std::size_t end = i;
    while (end < formula.size() && is_letter(formula[end]) == is_letter(formula[i])) ++end;
    const std::string_view part = formula.substr(i, end - i);
    const bool called = part.size() > 1 && end < formula.size() && formula[end] == '(';
    if (!is_letter(part[0]) || called || is_function(part)) {
      page.plain(part);
    } else {
      page << "<i>";
      page.plain(part) << "</i>";
    }
    i = end;
  }
}

}  // namespace ravine::report
