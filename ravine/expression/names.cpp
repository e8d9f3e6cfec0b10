#include "ravine/expression/names.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "ravine/base/error.hpp"
#include "ravine/expression/lexer.hpp"

namespace ravine {
namespace {

constexpr std::array<std::string_view, most_letters> letters{"x", "y", "z"};

// FormulaNames people know from elsewhere.
constexpr std::array<std::pair<std::string_view, std::string_view>, 7> other_habits{{{"ln", "log"},
                                                                                     {"arcsin", "asin"},
                                                                                     {"arccos", "acos"},
                                                                                     {"arctan", "atan"},
                                                                                     {"tg", "tan"},
                                                                                     {"arctg", "atan"},
                                                                                     {"fabs", "abs"}}};

}  // namespace

FormulaNames::FormulaNames(const std::vector<std::string>& declared, std::span<const NamedFormula> formulas)
    : declared_(&declared), formulas_(formulas) {
  for (std::size_t i = 0; i < declared.size(); ++i) {
    const auto parts = tokens(declared[i]);
    if (parts.size() != 2 || parts[0].kind != Token::Kind::name || parts[0].text != declared[i]) {
      throw InputError(backquoted(declared[i]) + " is no name of a variable",
                       "a name is letters, digits and _, and begins with a letter");
    }
    if (!coordinates_.emplace(declared[i], i).second) {
      throw InputError("the variable " + backquoted(declared[i]) + " is declared twice");
    }
  }
}

std::optional<std::size_t> FormulaNames::declared(std::string_view name) const {
  const auto found = coordinates_.find(name);
  return found != coordinates_.end() ? std::optional(found->second) : std::nullopt;
}

bool FormulaNames::is_variable(std::string_view name) const {
  if (has_declared()) return declared(name).has_value();
  return letter_number(name) != 0 || coordinate_number(name) != 0;
}

bool FormulaNames::is_sum_index(std::string_view name) const {
  return std::find(indices_.begin(), indices_.end(), name) != indices_.end();
}

std::optional<std::string> FormulaNames::as_product(std::string_view name) const {
  std::string result;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const auto letter = name.substr(i, 1);
    if (!is_number(letter)) return std::nullopt;
    if (i > 0) result += '*';
    result += letter;
  }
  return result;
}

std::vector<std::string_view> FormulaNames::known(bool functions_only) const {
  std::vector<std::string_view> result;
  if (!functions_only) result.insert(result.end(), declared_->begin(), declared_->end());
  for (const auto& operation : operations()) {
    if (operation.called) result.push_back(operation.name);
  }
  for (const auto& formula : formulas_) result.push_back(formula.name);
  result.insert(result.end(), {"sum", "prod"});
  if (functions_only) return result;
  result.insert(result.end(), {"pi", "e", "n"});
  result.insert(result.end(), indices_.begin(), indices_.end());
  if (!has_declared()) result.insert(result.end(), letters.begin(), letters.end());
  return result;
}

std::string FormulaNames::variables_text() const {
  if (!has_declared()) return "x, y, z or x1, x2, ... or x[i]";
  constexpr std::size_t most = 8;
  std::string result;
  for (std::size_t i = 0; i < std::min(declared_->size(), most); ++i) {
    result.append(i == 0 ? "" : ", ").append((*declared_)[i]);
  }
  return declared_->size() > most ? result + ", ..." : result;
}

const OperationInfo* FormulaNames::function(std::string_view name) {
  for (const auto& [other, own] : other_habits) {
    if (name == other) name = own;
  }
  for (const auto& operation : operations()) {
    if (operation.called && operation.name == name) return &operation;
  }
  return nullptr;
}

std::size_t coordinate_number(std::string_view name) {
  if (name.size() < 2 || name.size() > 8 || name[0] != 'x' || name[1] == '0') return 0;
  std::size_t number = 0;
  for (const char c : name.substr(1)) {
    if (c < '0' || c > '9') return 0;
    number = number * 10 + static_cast<std::size_t>(c - '0');
  }
  return number;
}

std::size_t letter_number(std::string_view name) {
  const auto found = std::find(letters.begin(), letters.end(), name);
  return found != letters.end() ? static_cast<std::size_t>(found - letters.begin()) + 1 : 0;
}

std::vector<std::string> indexed_names(std::size_t dimension) {
  std::vector<std::string> names(dimension);
  for (std::size_t i = 0; i < dimension; ++i) names[i] = std::string("x").append(std::to_string(i + 1));
  return names;
}

std::vector<std::string> standard_names(std::size_t dimension) {
  if (dimension > letters.size()) return indexed_names(dimension);
  return {letters.begin(), letters.begin() + static_cast<std::ptrdiff_t>(dimension)};
}

}  // namespace ravine
