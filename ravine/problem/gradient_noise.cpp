#include "ravine/problem/gradient_noise.hpp"

#include <array>
#include <cmath>

#include "ravine/base/error.hpp"
#include "ravine/base/infinity.hpp"
#include "ravine/base/number_text.hpp"

namespace ravine {
namespace {

constexpr NoiseParameter share_of_gradient{"sigma", "σ", "standard deviation, as a share of the coordinate's gradient",
                                           &GradientNoise::sigma};
constexpr std::array gaussian_rows{
    NoiseParameter{"sigma", "σ", "standard deviation in a coordinate: one number, or a list of one a coordinate",
                   &GradientNoise::sigma, &GradientNoise::sigmas},
    NoiseParameter{"covariance", "C", "in place of σ: a symmetric positive definite matrix, `[[4, 1], [1, 2]]`",
                   nullptr, &GradientNoise::covariance, true, -infinity},
};
constexpr std::array multiplicative_rows{share_of_gradient};
constexpr std::array student_rows{
    NoiseParameter{"scale", "s", "factor of the noise; the standard deviation is s·√(ν/(ν − 2)) where ν > 2",
                   &GradientNoise::scale},
    NoiseParameter{"degrees", "ν", "degrees of freedom: the fewer, the heavier the tails", &GradientNoise::degrees,
                   nullptr, false, 0, infinity, true},
};
constexpr std::array dropout_rows{
    NoiseParameter{"keep", "p", "probability with which a coordinate's gradient is kept", &GradientNoise::keep, nullptr,
                   false, 0, 1, true},
};
constexpr std::array noise_table{
    NoiseInfo{NoiseKind::gaussian, "gaussian", "g + σ·ξ, ξ ~ N(0, 1), or g + L·ξ, L·Lᵀ = C",
              "additive; the same everywhere", "Robbins & Monro 1951, doi 10.1214/aoms/1177729586", gaussian_rows},
    NoiseInfo{NoiseKind::multiplicative, "multiplicative", "g·(1 + σ·ξ), ξ ~ N(0, 1)",
              "grows with the gradient and is gone where it is 0", "Polyak & Tsypkin 1973, Autom. Remote Control 34",
              multiplicative_rows},
    NoiseInfo{NoiseKind::student_t, "student_t", "g + s·τ, τ ~ t with ν degrees of freedom",
              "additive with heavy tails; no variance where ν <= 2, no mean where ν <= 1",
              "Bailey 1994, Math. Comp. 62(206), 779-781; of gradients Simsekli et al. 2019, arXiv:1901.06053",
              student_rows},
    NoiseInfo{NoiseKind::dropout, "dropout", "g/p with probability p, else 0", "each coordinate for itself",
              "Nesterov 2012, doi 10.1137/100802001: random coordinates", dropout_rows},
};

// A list, or a list of `columns` long lists.
std::string list_text(const std::vector<double>& values, std::size_t columns) {
  std::string text = "[";
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (columns != 0 && i % columns == 0)
      text += i == 0 ? "[" : "], [";
    else if (i != 0)
      text += ", ";
    text += shortest(values[i]);
  }
  return text + (columns != 0 ? "]]" : "]");
}

std::size_t root_of(std::size_t square) {
  return static_cast<std::size_t>(std::lround(std::sqrt(static_cast<double>(square))));
}

// Whether a given list stands in place of what this row says.
bool is_replaced(const GradientNoise& noise, const NoiseParameter& row) {
  return row.list == &GradientNoise::sigmas ? !noise.covariance.empty()
                                            : row.number == nullptr && (noise.*row.list).empty();
}

[[noreturn]] void refuse(const NoiseInfo& kind, const NoiseParameter& row, double value) {
  throw InputError("`" + std::string(row.name) + "` of " + std::string(kind.name) + " noise is " + shortest(value) +
                   "; it must be " + row.range());
}

}  // namespace

std::span<const NoiseInfo> gradient_noises() { return noise_table; }

const NoiseInfo& info(NoiseKind kind) {
  for (const auto& row : noise_table)
    if (row.kind == kind) return row;
  throw InputError("a kind of noise that is not in the table: " + std::to_string(static_cast<int>(kind)));
}

bool NoiseParameter::holds(double value) const {
  return std::isfinite(value) && value <= high && (low_open ? value > low : value >= low);
}

std::string NoiseParameter::range() const {
  if (low == -infinity) return "finite";
  return (low_open ? "above " : "at least ") + shortest(low) +
         (high == infinity ? " and finite" : " and at most " + shortest(high));
}

std::string GradientNoise::text() const {
  const auto& kind_row = info(kind);
  std::string text;
  for (const auto& row : kind_row.parameters) {
    if (is_replaced(*this, row)) continue;
    const auto* list = row.list == nullptr || (this->*row.list).empty() ? nullptr : &(this->*row.list);
    text += (text.empty() ? "" : ", ") + std::string(row.name) + " = " +
            (list == nullptr ? shortest(this->*row.number) : list_text(*list, row.square ? root_of(list->size()) : 0));
  }
  return std::string(kind_row.name) + "(" + text + ")";
}

void GradientNoise::require_fit(std::size_t n) const {
  const auto& kind_row = info(kind);
  for (const auto& row : kind_row.parameters) {
    if (is_replaced(*this, row)) continue;
    if (row.list == nullptr || (this->*row.list).empty()) {
      if (!row.holds(this->*row.number)) refuse(kind_row, row, this->*row.number);
      continue;
    }
    const auto& list = this->*row.list;
    for (const double value : list)
      if (!row.holds(value)) refuse(kind_row, row, value);
    if (list.size() != (row.square ? n * n : n))
      throw InputError("`" + std::string(row.name) + "` of " + std::string(kind_row.name) + " noise has " +
                           std::to_string(list.size()) + " numbers, the problem " + std::to_string(n) +
                           (n == 1 ? " coordinate" : " coordinates"),
                       row.square ? "give a list of as many lists as coordinates, each as long"
                                  : "give one number a coordinate, or one for all of them");
  }
  if (kind == NoiseKind::gaussian && !covariance.empty()) (void)factor(n);
}

// Cholesky–Banachiewicz, row by row, sums in the order of their index.
std::vector<double> GradientNoise::factor(std::size_t n) const {
  if (covariance.size() != n * n) throw InputError("the covariance is not of the problem's dimension");
  std::vector<double> lower(n * n);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j <= i; ++j) {
      if (covariance[i * n + j] != covariance[j * n + i])
        throw InputError("the covariance is not symmetric: row " + std::to_string(i + 1) + ", column " +
                         std::to_string(j + 1) + " is " + shortest(covariance[i * n + j]) + ", mirrored it is " +
                         shortest(covariance[j * n + i]));
      double rest = covariance[i * n + j];
      for (std::size_t k = 0; k < j; ++k) rest -= lower[i * n + k] * lower[j * n + k];
      if (i == j && !(rest > 0))
        throw InputError("the covariance is not positive definite: pivot " + std::to_string(i + 1) + " of " +
                             std::to_string(n) + " is " + shortest(rest),
                         "no coordinate's noise may be a combination of the others'");
      lower[i * n + j] = i == j ? std::sqrt(rest) : rest / lower[j * n + j];
    }
  return lower;
}

std::string gradient_noise_reference() {
  std::string text = "| noise | gradient | parameter | range | when not given | meaning |\n|---|---|---|---|---|---|\n";
  const GradientNoise standard;
  for (const auto& kind : noise_table)
    for (const auto& row : kind.parameters) {
      const bool first = &row == kind.parameters.data();
      text += first ? "| `" + std::string(kind.name) + "` | " + std::string(kind.formula) : std::string("| | ");
      text += " | `" + std::string(row.name) + "` " + std::string(row.symbol) + " | " + row.range() + " | " +
              (row.number == nullptr ? "none" : shortest(standard.*row.number)) + " | " + std::string(row.meaning) +
              " |\n";
    }
  return text;
}

}  // namespace ravine
