// The lines that a run and an external program exchange (doc/external.md): `{"x":[1,2]}` asks, `{"f":5,"g":[2,4]}`
// answers. Numbers are written so that they read back to the same double.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ravine {

// With the newline. x is finite. Where no gradient is wanted the line says so, and the answer may leave it out.
std::string request_line(std::span<const double> x, bool gradient);

struct ExternalAnswer {
  double f = 0;
  std::vector<double> gradient;  // as many as there are coordinates, or none
  std::string refusal;           // the program's own words where it has no value to give
  std::string fault;             // what is wrong with the line; empty: nothing
};

// A line without its newline. Never throws for any bytes; memory is bounded by the line's length.
ExternalAnswer parse_answer(std::string_view line, std::size_t dimension, bool gradient);

// The most bytes that an answer may have.
constexpr std::size_t longest_answer(std::size_t dimension) { return (std::size_t{64} << 10) + 64 * dimension; }

// Bytes of a program for people: at most so many, one line of UTF-8. `?` stands for what is none and for control
// characters.
std::string printable(std::string_view bytes, std::size_t most = 200);

}  // namespace ravine
