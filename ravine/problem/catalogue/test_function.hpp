// The catalogue of test functions: each a row of data, the text of its expression and what is known of it.
//
//   for (const auto& row : test_functions()) ...
//   auto valley = CatalogueFunction::parse("rosenbrock(dimension = 10)");      (catalogue_function.hpp)
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ravine {

enum class Trait : unsigned { convex, separable, multimodal, ravine, plateau, saddle, ill_conditioned, non_smooth };
struct TraitInfo {
  Trait trait;
  std::string_view name, meaning;
};
std::span<const TraitInfo> traits();  // one a Trait, in their order

// A number that a function's text holds by name: the condition number of a quadratic.
struct TestFunctionSetting {
  std::string_view name;
  double standard = 0, least = 0, most = 0;  // a value is from `least` to `most`
  std::string_view meaning;
};

// Which numbers of coordinates a function may have.
struct DimensionRange {
  std::size_t least = 2, standard = 2, most = 2;
  std::size_t multiple = 1;  // of which it is one
  bool holds(std::size_t dimension) const {
    return dimension >= least && dimension <= most && dimension % multiple == 0;
  }
  std::string text() const;  // "2", "2 to 50000", "a multiple of 4, 4 to 50000"
};

// Texts are of the language of functions. A point is a list of expressions of the coordinate's number i (from 1) and
// the dimension n, repeated as often as it takes: "-1.2, 1" is (-1.2, 1, -1.2, 1, ...).
struct TestFunction {
  std::string_view name;
  std::vector<std::string_view> aliases{};
  std::string_view title, family;
  DimensionRange dimension{};
  std::string expression{};
  std::vector<TestFunctionSetting> settings{};
  std::string_view low{}, high{};  // points: the corners of the domain
  std::string_view start{};        // a point: the customary start
  std::string_view minimum{};      // an expression of n: the least f in the domain; empty: there is none, or unknown
  std::vector<std::string_view> minimisers{};  // points, in full precision; of several equivalent ones perhaps not all
  bool known_for_standard = false;             // minimum and minimisers are of the standard dimension and settings only
  std::vector<Trait> traits{};
  std::string_view view{};  // "-2:2, -1:3": x and y of a picture of two coordinates; empty: the domain
  std::string_view citation{};
  std::string_view note{};  // what a user should know beside; may be empty
  bool has(Trait trait) const;
};

// All of them, by family, in the order of documentation.
std::span<const TestFunction> test_functions();
// By name or alias; null when there is none.
const TestFunction* find_test_function(std::string_view name);

}  // namespace ravine
