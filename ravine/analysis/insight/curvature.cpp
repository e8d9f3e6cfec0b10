#include "ravine/analysis/insight/curvature.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "ravine/base/infinity.hpp"
#include "ravine/base/math/matrix.hpp"
#include "ravine/base/random.hpp"
#include "ravine/base/sum.hpp"

namespace ravine {
namespace {

constexpr std::size_t most_dense_coordinates = 50;

void put(std::span<const double> from, LaneBlock<double>& to) { std::copy(from.begin(), from.end(), to[0]); }

}  // namespace

bool Spectrum::finite() const {
  return !values.empty() && std::all_of(values.begin(), values.end(), [](double v) { return std::isfinite(v); });
}

Curvature::Curvature(const Problem& problem)
    : dimension_(problem.dimension()),
      evaluator_(problem.evaluator(1)),
      point_(dimension_, 1),
      direction_(dimension_, 1),
      result_(dimension_, 1) {}

double Curvature::evaluate(std::span<const double> x, std::span<double> gradient) {
  double f = 0;
  put(x, point_);
  evaluator_->evaluate(1, point_.columns(), &f, result_.columns(), nullptr);
  std::copy_n(result_[0], dimension_, gradient.begin());
  return f;
}

void Curvature::product(std::span<const double> x, std::span<const double> v, std::span<double> result) {
  put(x, point_);
  put(v, direction_);
  if (evaluator_->hessian_product(1, point_.columns(), direction_.columns(), result_.columns(), nullptr)) {
    std::copy_n(result_[0], dimension_, result.begin());
    return;
  }
  // The cube root of epsilon balances the error of rounding and that of the third derivative.
  const double length = std::sqrt(math::squared_norm(v));
  const double h = 6e-6 * std::max(1.0, std::sqrt(math::squared_norm(x))) / (length > 0 ? length : 1);
  std::vector<double> moved(x.begin(), x.end()), behind(dimension_);
  for (std::size_t i = 0; i < dimension_; ++i) moved[i] = x[i] - h * v[i];
  evaluate(moved, behind);
  for (std::size_t i = 0; i < dimension_; ++i) moved[i] = x[i] + h * v[i];
  evaluate(moved, result);
  for (std::size_t i = 0; i < dimension_; ++i) result[i] = (result[i] - behind[i]) / (2 * h);
}

// The eigenvector of the eigenvalue of H - shift that is largest in absolute value; `value` is that of H.
std::vector<double> Curvature::dominant(std::span<const double> x, double shift, double& value) {
  std::vector<double> v(dimension_), w(dimension_);
  math::RandomStream({.purpose = math::Purpose::curvature}).normal(0, v);
  for (int turn = 0; turn < 300; ++turn) {
    const double length = std::sqrt(math::squared_norm(v));
    for (auto& component : v) component /= length;
    product(x, v, w);
    for (std::size_t i = 0; i < dimension_; ++i) w[i] -= shift * v[i];
    const double before = value;
    value = math::dot(v, w) + shift;
    if (!std::isfinite(value) || math::squared_norm(w) == 0) break;
    if (turn > 10 && std::fabs(value - before) <= 1e-9 * std::fabs(value - shift)) break;
    v.swap(w);
  }
  const double length = std::sqrt(math::squared_norm(v));
  for (auto& component : v) component /= length;
  return v;
}

Spectrum Curvature::spectrum(std::span<const double> x) {
  Spectrum found;
  const auto n = dimension_;
  if (n > most_dense_coordinates) {
    double first = 0, second = 0;
    auto v = dominant(x, 0, first);
    auto w = dominant(x, first, second);
    found.values = {std::min(first, second), std::max(first, second)};
    if (second > first) v.swap(w);
    found.vectors = {std::move(w), std::move(v)};
    return found;
  }
  std::vector<double> hessian(n * n), values(n), vectors(n * n), unit(n);
  for (std::size_t i = 0; i < n; ++i) {
    std::fill(unit.begin(), unit.end(), 0.0);
    unit[i] = 1;
    product(x, unit, std::span(hessian).subspan(i * n, n));
  }
  for (std::size_t i = 0; i < n; ++i)  // differences are not symmetric to the last bit
    for (std::size_t j = 0; j < i; ++j)
      hessian[i * n + j] = hessian[j * n + i] = (hessian[i * n + j] + hessian[j * n + i]) / 2;
  math::symmetric_eigen(n, hessian.data(), values.data(), vectors.data());
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  for (const auto j : order) {
    found.values.push_back(values[j]);
    auto& vector = found.vectors.emplace_back(n);
    for (std::size_t i = 0; i < n; ++i) vector[i] = vectors[i * n + j];
  }
  found.complete = true;
  return found;
}

// None where an eigenvalue is at most `least_share` of the highest.
std::optional<std::vector<double>> Curvature::step_by_eigenvectors(std::span<const double> x,
                                                                   std::span<const double> gradient,
                                                                   double least_share) {
  const auto spectrum = this->spectrum(x);
  if (!spectrum.finite() || spectrum.lowest() <= std::max(0.0, least_share * spectrum.highest())) return std::nullopt;
  std::vector<double> step(dimension_);
  for (std::size_t j = 0; j < dimension_; ++j) {
    const double along = math::dot(spectrum.vectors[j], gradient) / spectrum.values[j];
    for (std::size_t i = 0; i < dimension_; ++i) step[i] -= along * spectrum.vectors[j][i];
  }
  return step;
}

// Hestenes & Stiefel (1952), J. Res. NBS 49(6), doi:10.6028/jres.049.044.
std::optional<std::vector<double>> Curvature::step_by_conjugate_gradients(std::span<const double> x,
                                                                          std::span<const double> gradient) {
  std::vector<double> r(gradient.begin(), gradient.end()), p = r, hp(dimension_), step(dimension_);
  double squared = math::squared_norm(r);
  const double first = squared;
  for (int turn = 0; turn < 200 && squared > 1e-12 * first; ++turn) {
    product(x, p, hp);
    const double bend = math::dot(p, hp);
    if (!(bend > 0)) return std::nullopt;
    const double alpha = squared / bend;
    for (std::size_t i = 0; i < dimension_; ++i) step[i] -= alpha * p[i], r[i] -= alpha * hp[i];
    const double next = math::squared_norm(r);
    for (std::size_t i = 0; i < dimension_; ++i) p[i] = r[i] + next / squared * p[i];
    squared = next;
  }
  if (!(squared <= 1e-4 * first)) return std::nullopt;
  return step;
}

double Curvature::newton_decrement(std::span<const double> x) {
  std::vector<double> gradient(dimension_);
  evaluate(x, gradient);
  const auto step = dimension_ > most_dense_coordinates ? step_by_conjugate_gradients(x, gradient)
                                                        : step_by_eigenvectors(x, gradient, 0);
  return step ? -math::dot(gradient, *step) / 2 : infinity;
}

std::optional<std::vector<double>> Curvature::estimated_minimiser(std::span<const double> x) {
  std::vector<double> gradient(dimension_), at(x.begin(), x.end());
  const double f = evaluate(x, gradient);
  const auto step = dimension_ > most_dense_coordinates ? step_by_conjugate_gradients(x, gradient)
                                                        : step_by_eigenvectors(x, gradient, 1e-12);
  if (!step) return std::nullopt;
  for (double share = 1; share > 1e-3; share /= 2) {
    for (std::size_t i = 0; i < dimension_; ++i) at[i] = x[i] + share * (*step)[i];
    if (evaluate(at, gradient) <= f) break;
  }
  return at;
}

}  // namespace ravine
