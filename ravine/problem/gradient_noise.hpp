// Noise on gradients, as data and as text: "gaussian(sigma = 0.1)", "student_t(scale = 0.1, degrees = 3)". One table
// says what there is; parser, errors, help and documentation read it.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ravine {

// z is a standard normal number of each coordinate's own.
struct GradientNoise {
  enum class Kind { gaussian, multiplicative, student_t, dropout };
  Kind kind = Kind::gaussian;
  std::vector<double> sigma{
      0.1};  // gaussian: g + sigma z, one for all coordinates or one each; multiplicative: g (1 + sigma z)
  std::vector<double> covariance;  // gaussian: g + L z, L its Cholesky factor; n x n row by row, in place of sigma
  double scale = 0.1;              // student_t: g + scale t
  double degrees = 3;              // of freedom, of t
  double keep = 0.5;               // dropout: g_i / keep with this probability, else 0

  // Throws InputError with the offset and the nearest known name.
  static GradientNoise parse(std::string_view text);
  // With every setting of its kind: "student_t(scale=0.1, degrees=3)".
  std::string text() const;
};

struct GradientNoiseSetting {
  std::string_view name, symbol, meaning;
  std::string_view range;  // "a number above 0"
  std::string_view standard;
};
struct GradientNoiseInfo {
  GradientNoise::Kind kind;
  std::string_view name, formula, meaning, citation;
  std::span<const GradientNoiseSetting> settings;
};
std::span<const GradientNoiseInfo> gradient_noises();

}  // namespace ravine
