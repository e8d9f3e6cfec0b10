#include "ravine/method/solver/bfgs.hpp"

#include <algorithm>
#include <vector>

#include "ravine/base/sum.hpp"
#include "ravine/method/solver/line_search.hpp"

namespace ravine {
namespace {

// H, symmetric to the bit: column i is row i.
class InverseHessian {
 public:
  InverseHessian(std::size_t n, Columns<double> columns) : n_(n), columns_(columns) {}
  void become_multiple_of_one(double factor) {
    for (std::size_t i = 0; i < n_; ++i) {
      std::fill_n(columns_[i], n_, 0.0);
      columns_[i][i] = factor;
    }
  }
  void times(std::span<const double> v, double* product) const {
    for (std::size_t i = 0; i < n_; ++i) product[i] = math::dot(std::span<const double>(columns_[i], n_), v);
  }
  // Eq. 6.17, multiplied out.
  void learn(std::span<const double> s, std::span<const double> y, double curvature) {
    std::vector<double> hy(n_);
    times(y, hy.data());
    const double along = (1 + math::dot(y, std::span<const double>(hy)) / curvature) / curvature;
    for (std::size_t i = 0; i < n_; ++i)
      for (std::size_t j = 0; j < n_; ++j)
        columns_[i][j] += along * (s[i] * s[j]) - (hy[i] * s[j] + s[i] * hy[j]) / curvature;
  }

 private:
  std::size_t n_;
  Columns<double> columns_;
};

}  // namespace

template <>
StepEnd BfgsSolver<double>::solve(Oracle& oracle, const Standing& at, const SolverState& state) const {
  const auto n = at.x.size();
  InverseHessian h(n, {state.slots[1], state.slots.stride});
  double &changes = state.scalars[0], *const d = state.slots[0];
  const std::vector<double> before(at.gradient.begin(), at.gradient.end());
  for (bool anew = changes == 0;; anew = true) {
    if (anew) changes = 0, h.become_multiple_of_one(1);
    h.times(before, d);
    for (std::size_t i = 0; i < n; ++i) d[i] = -d[i];
    Line line(oracle, at, {d, n});
    if (!anew && !(line.slope() < 0)) continue;
    const auto end = line.search_wolfe(anew ? cautious_step(at.gradient) : 1.0, {c1, c2});
    if (end == StepEnd::no_lower_point && !anew) continue;
    if (end != StepEnd::moved) return end;
    line.accept();
    std::vector<double> s(n), y(n);
    for (std::size_t i = 0; i < n; ++i) s[i] = line.step() * d[i], y[i] = at.gradient[i] - before[i];
    const double curvature = math::dot(std::span<const double>(s), std::span<const double>(y));
    const double square = math::squared_norm(y);
    if (!(curvature > least_curvature * square)) return end;
    if (changes == 0 && scale_first) h.become_multiple_of_one(curvature / square);
    h.learn(s, y, curvature);
    changes += 1;
    return end;
  }
}

}  // namespace ravine
