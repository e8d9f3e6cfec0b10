// What the names in a formula mean.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ravine/expression/named_formula.hpp"
#include "ravine/expression/operation.hpp"

namespace ravine {

struct ParseOptions {
  // Declared names, in order of the coordinates. Empty: x, y, z (as many as occur) or x1 ... xn or x[i].
  std::vector<std::string> variables;
  // Dimension; 0 means as many as the text mentions. Needed by sums to `n`.
  std::size_t dimension = 0;
  // Called like functions, beside the functions that there are. Must outlive the parsing.
  std::span<const NamedFormula> formulas{};
};

class FormulaNames {
 public:
  // Throws InputError where a declared name is none, or is declared twice.
  explicit FormulaNames(const std::vector<std::string>& declared, std::span<const NamedFormula> formulas = {});

  bool has_declared() const { return !declared_->empty(); }
  const std::vector<std::string>& declared() const { return *declared_; }
  // The coordinate, from 0, of a declared name.
  std::optional<std::size_t> declared(std::string_view name) const;
  // A declared name; or without such x, y, z, x1, x2, ...
  bool is_variable(std::string_view name) const;
  // x[i] is a coordinate, but where x is a declared name.
  bool is_indexed(std::string_view name) const { return name == "x" && (!has_declared() || !is_variable("x")); }
  // Whether a name stands for a number here: a variable, pi, e, n, or the index of a sum around it.
  bool is_number(std::string_view name) const { return is_variable(name) || is_constant(name) || is_sum_index(name); }
  bool is_sum_index(std::string_view name) const;

  // Enters and leaves the terms of a sum.
  void push_index(std::string index) { indices_.push_back(std::move(index)); }
  void pop_index() { indices_.pop_back(); }

  // "x*y" for "xy", when each letter is a number.
  std::optional<std::string> as_product(std::string_view name) const;
  // All names that a text may use; of functions alone, or of numbers too.
  std::vector<std::string_view> known(bool functions_only) const;
  // "x, y, z or x1, x2, ... or x[i]", or the declared ones.
  std::string variables_text() const;

  static bool is_constant(std::string_view name) { return name == "pi" || name == "e" || name == "n"; }
  static bool is_series(std::string_view name) { return name == "sum" || name == "prod"; }
  // The function of that name, or null. Knows other habits: ln, tg, arcsin.
  static const OperationInfo* function(std::string_view name);

 private:
  const std::vector<std::string>* declared_;
  std::span<const NamedFormula> formulas_;
  std::unordered_map<std::string_view, std::size_t> coordinates_;
  std::vector<std::string> indices_;
};

// The coordinate that a name like "x12" means, from 1, or 0 when it is no such name.
std::size_t coordinate_number(std::string_view name);

// x, y, z for up to most_letters coordinates, x1 ... xn for more.
inline constexpr std::size_t most_letters = 3;
std::vector<std::string> standard_names(std::size_t dimension);
std::vector<std::string> indexed_names(std::size_t dimension);

// The coordinate, from 1, of x, y or z, or 0.
std::size_t letter_number(std::string_view name);

}  // namespace ravine
