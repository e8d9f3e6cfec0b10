// A function of the catalogue, ready to be minimised: in one dimension, with its settings.
//
//   auto valley = CatalogueFunction::parse("rosenbrock(dimension = 10)");
//   auto result = minimize(valley.function, valley.start, "adam(lr=0.1)", {.steps = 1000});
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ravine/expression/function.hpp"
#include "ravine/problem/catalogue/test_function.hpp"

namespace ravine {

struct CatalogueFunction {
  struct View {
    double x_low = 0, x_high = 1, y_low = 0, y_high = 1;
    bool holds(const std::vector<double>& point) const {
      return point[0] >= x_low && point[0] <= x_high && point[1] >= y_low && point[1] <= y_high;
    }
  };

  const TestFunction* row = nullptr;
  std::vector<double> settings;  // one a row of TestFunction::settings
  Function function;
  std::vector<double> low, high;  // the corners of the domain
  std::vector<double> start;
  std::optional<double> minimum;                // the least f of the domain, where it is known
  std::vector<std::vector<double>> minimisers;  // where f is that; perhaps not all of them
  std::optional<View> view;                     // with two coordinates

  // A name, or name(dimension = 10, ...) with the function's settings: numbers. Where the text names no dimension it is
  // `dimension`, and the row's standard where that is 0. Throws InputError with the offset in the text.
  static CatalogueFunction parse(std::string_view text, std::size_t dimension = 0);
  std::string text() const;   // as the notation writes it: "rosenbrock(dimension=10)"
  std::string title() const;  // "Rosenbrock", "Rosenbrock, 10 coordinates"
};

// Whether `text` begins with the name of a function of the catalogue and holds no more than its options: not "e + x".
bool names_test_function(std::string_view text);
// Of a text that is a word, or a word and parentheses, the function of the catalogue whose name is nearest to the word,
// that very name included; empty where none is near.
std::string_view nearest_test_function(std::string_view text);

}  // namespace ravine
