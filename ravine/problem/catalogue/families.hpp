// The rows of the catalogue, a source a family. Inside the catalogue.
#pragma once

#include <cstddef>
#include <vector>

#include "ravine/problem/catalogue/test_function.hpp"

namespace ravine {

// What the limit of operations leaves to sums to n; a row whose sums go over pairs says less.
inline constexpr std::size_t most_coordinates = 50'000;
inline constexpr DimensionRange two{};
inline constexpr DimensionRange fixed_dimension(std::size_t dimension) { return {dimension, dimension, dimension}; }
inline constexpr DimensionRange from(std::size_t least, std::size_t standard = 2, std::size_t multiple = 1,
                                     std::size_t most = most_coordinates) {
  return {least, standard, most, multiple};
}

std::vector<TestFunction> bowls();
std::vector<TestFunction> valleys();
std::vector<TestFunction> many_minima();
std::vector<TestFunction> saddles();
std::vector<TestFunction> least_squares();

}  // namespace ravine
