#include "ravine/analysis/insight/convergence_rate.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <span>
#include <vector>

#include "ravine/base/infinity.hpp"
#include "ravine/base/math.hpp"

namespace ravine {
namespace {

struct FittedLine {
  double slope = 0, intercept = 0, r_squared = 0;
};

FittedLine fit(std::span<const double> x, std::span<const double> y) {
  const auto n = static_cast<double>(x.size());
  double mean_x = 0, mean_y = 0, xx = 0, xy = 0, yy = 0;
  for (std::size_t i = 0; i < x.size(); ++i) mean_x += x[i] / n, mean_y += y[i] / n;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double dx = x[i] - mean_x, dy = y[i] - mean_y;
    xx += dx * dx, xy += dx * dy, yy += dy * dy;
  }
  if (!(xx > 0) || !(yy > 0)) return {};
  return {xy / xx, mean_y - xy / xx * mean_x, xy * xy / (xx * yy)};
}

double spectral_radius(double trace, double determinant) {
  const double discriminant = trace * trace / 4 - determinant;
  return discriminant < 0 ? std::sqrt(determinant) : std::fabs(trace / 2) + std::sqrt(discriminant);
}

double evaluation_of(const History& history, std::size_t row) {
  return static_cast<double>(history.evaluations.empty() ? history.step[row] : history.evaluations[row]);
}

}  // namespace

ConvergenceRate estimate_rate(const History& history, double minimum) {
  std::size_t rows = 0;
  // Below this a difference of two values of f is rounding.
  const auto above = [&](double f) {
    return f - minimum > 64 * std::numeric_limits<double>::epsilon() * std::max(std::fabs(f), std::fabs(minimum));
  };
  while (rows < history.size() && above(history.f[rows])) ++rows;
  const std::size_t first = std::max<std::size_t>(rows / 2, 1);
  if (rows < first + 8) return {};
  std::vector<double> time, log_time, height;
  double envelope = 0;
  for (std::size_t row = rows; row-- > first;) {
    envelope = std::max(envelope, history.f[row] - minimum);
    time.push_back(evaluation_of(history, row));
    log_time.push_back(math::log(time.back()));
    height.push_back(math::log(envelope));
  }
  const auto linear = fit(time, height), power = fit(log_time, height);
  const bool is_linear = linear.r_squared >= power.r_squared;
  const auto& best = is_linear ? linear : power;
  if (!(best.slope < 0)) return {};
  return {is_linear ? ConvergenceRate::Kind::linear : ConvergenceRate::Kind::power,
          is_linear ? math::exp(best.slope) : -best.slope,
          best.intercept,
          best.r_squared,
          history.step[first],
          history.step[rows - 1]};
}

double evaluations_until(const ConvergenceRate& rate, double excess) {
  if (rate.kind == ConvergenceRate::Kind::none || !(excess > 0)) return infinity;
  const double fall = rate.intercept - math::log(excess);
  const double when =
      rate.kind == ConvergenceRate::Kind::linear ? -fall / math::log(rate.rate) : math::exp(fall / rate.rate);
  return std::max(0.0, when - static_cast<double>(rate.last_step));
}

std::optional<PowerFall> falls_as_power(const History& history) {
  constexpr std::array powers{0.25, 1.0 / 3, 0.5, 2.0 / 3, 1.0, 1.5, 2.0, 3.0, 4.0};
  constexpr double rounding = 64 * std::numeric_limits<double>::epsilon();
  std::vector<double> time, log_fall, root;
  for (std::size_t row = history.size() / 2; row + 1 < history.size(); ++row) {
    const double evaluations = evaluation_of(history, row + 1) - evaluation_of(history, row);
    const double fall = history.f[row] - history.f[row + 1];
    if (!(fall > rounding * std::fabs(history.f[row])) || !(evaluations > 0)) return std::nullopt;
    time.push_back(evaluation_of(history, row) + evaluations / 2);
    log_fall.push_back(math::log(fall / evaluations));
  }
  if (time.size() < 8) return std::nullopt;
  PowerFall best{0, 0, fit(time, log_fall).r_squared};
  for (const double power : powers) {
    root.clear();
    for (const double value : log_fall) root.push_back(math::exp((log_fall.front() - value) / (power + 1)));
    const auto line = fit(time, root);
    if (line.slope > 0 && line.r_squared > best.r_squared) best.power = power, best.r_squared = line.r_squared;
  }
  if (best.power == 0 || !(1 - best.r_squared < (1 - best.exponential) / 2)) return std::nullopt;
  return best;
}

double gradient_descent_contraction(double learning_rate, double L, double mu) {
  return std::max(std::fabs(1 - learning_rate * L), std::fabs(1 - learning_rate * mu));
}

double heavy_ball_contraction(double learning_rate, double momentum, double L, double mu) {
  return std::max(spectral_radius(1 + momentum - learning_rate * L, momentum),
                  spectral_radius(1 + momentum - learning_rate * mu, momentum));
}

}  // namespace ravine
