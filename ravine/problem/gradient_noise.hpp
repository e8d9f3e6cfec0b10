// Kinds of noise in a gradient, as data: what they do, their parameters, and their notation, `gaussian(sigma = 0.1)`.
// The parser, the program's help, errors and documents read the one table.
#pragma once

#include <cstddef>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ravine {

enum class NoiseKind { gaussian, multiplicative, student_t, dropout };

// What a gradient g of n coordinates is disturbed by. Only the parameters of its kind count.
struct GradientNoise {
  NoiseKind kind = NoiseKind::gaussian;
  double sigma = 0.1;                // gaussian, multiplicative: standard deviation, >= 0
  std::vector<double> sigmas{};      // gaussian: n of them, one a coordinate, in place of sigma
  std::vector<double> covariance{};  // gaussian: n x n, row by row, symmetric and positive definite, in place of sigma
  double scale = 0.1;                // student_t: >= 0
  double degrees = 3;                // student_t: degrees of freedom, > 0
  double keep = 0.5;                 // dropout: probability, in (0, 1]

  // Throws InputError with the place in the text: an unknown kind or parameter, a value out of range.
  static GradientNoise parse(std::string_view text);
  // The notation of this noise, parameters in the order of the table: "student_t(scale = 0.1, degrees = 3)".
  std::string text() const;
  // Throws InputError where a parameter is out of its range, does not fit n coordinates, or is no covariance.
  void require_fit(std::size_t n) const;
  // The Cholesky factor of the covariance: n x n, row by row, lower triangular. Throws as require_fit does.
  std::vector<double> factor(std::size_t n) const;
};

struct NoiseParameter {
  std::string_view name, symbol, meaning;
  double GradientNoise::*number = nullptr;             // where one number goes, or null
  std::vector<double> GradientNoise::*list = nullptr;  // where a list goes, or null
  bool square = false;                                 // the list is of n lists of n numbers
  double low = 0, high = std::numeric_limits<double>::infinity();
  bool low_open = false;

  std::string range() const;  // "at least 0", "above 0 and at most 1"
  bool holds(double value) const;
};

struct NoiseInfo {
  NoiseKind kind;
  std::string_view name, formula, meaning, citation;
  std::span<const NoiseParameter> parameters;
};

std::span<const NoiseInfo> gradient_noises();
const NoiseInfo& info(NoiseKind kind);
// The table in Markdown, as doc/noise.md has it.
std::string gradient_noise_reference();

}  // namespace ravine
