#include "ravine/method/solver/pairs.hpp"

#include <vector>

#include "ravine/base/sum.hpp"
#include "ravine/method/solver/solver.hpp"

namespace ravine {
namespace {

double product(std::span<const double> a, std::span<const double> b) { return math::dot(a, b); }
void add(double factor, std::span<const double> from, double* to) {
  for (std::size_t i = 0; i < from.size(); ++i) to[i] += factor * from[i];
}

}  // namespace

double absolute_sum(std::span<const double> v) {
  double sum = 0;
  for (const double value : v) sum += value < 0 ? -value : value;
  return sum;
}

void Pairs::direction(std::span<const double> gradient, double* d) const {
  for (std::size_t i = 0; i < n_; ++i) d[i] = -gradient[i];
  const auto kept = static_cast<std::size_t>(counts_[0]), next = static_cast<std::size_t>(counts_[1]);
  if (kept == 0) return;
  const auto place = [&](std::size_t age) { return (next + 2 * memory_ - 1 - age) % memory_; };  // 0: the newest
  std::vector<double> alpha(kept);
  for (std::size_t age = 0; age < kept; ++age) {
    const auto k = place(age);
    alpha[age] = product(s(k), {d, n_}) / product(y(k), s(k));
    add(-alpha[age], y(k), d);
  }
  const auto newest = place(0);
  const double scale = product(y(newest), s(newest)) / product(y(newest), y(newest));
  for (std::size_t i = 0; i < n_; ++i) d[i] *= scale;
  for (std::size_t age = kept; age-- > 0;) {
    const auto k = place(age);
    add(alpha[age] - product(y(k), {d, n_}) / product(y(k), s(k)), s(k), d);
  }
}

void Pairs::keep(double step, std::span<const double> d, std::span<const double> before, std::span<const double> after,
                 double least) {
  const auto place = static_cast<std::size_t>(counts_[1]);
  std::vector<double> moved(n_), change(n_);
  for (std::size_t i = 0; i < n_; ++i) moved[i] = step * d[i], change[i] = after[i] - before[i];
  const double curvature = product(moved, change);
  if (!(curvature > least && curvature > least_curvature * product(change, change))) return;
  for (std::size_t i = 0; i < n_; ++i) s(place)[i] = moved[i], y(place)[i] = change[i];
  counts_[0] = counts_[0] < static_cast<double>(memory_) ? counts_[0] + 1 : counts_[0];
  counts_[1] = static_cast<double>((place + 1) % memory_);
}

}  // namespace ravine
