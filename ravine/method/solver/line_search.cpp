#include "ravine/method/solver/line_search.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "ravine/base/sum.hpp"

namespace ravine {
namespace {

constexpr std::size_t most_trials = 20;
constexpr double smallest_step = 1e-20, largest_step = 1e20;
constexpr double narrowest = 2.2e-16;  // the interval, relative to its upper end
constexpr double least_growth = 1.1, most_growth = 4, kept_share = 0.66;

// A step with the function, or the modified function, and its slope there.
struct End {
  double step, f, slope;
};

// Where the minimum lies: the end with the lowest f so far and the one across, once there is one.
struct Interval {
  End best, across;
  bool closed = false;
  double low = 0, high = 0;  // of the next trial
};

// The minimum of the cubic that has the values and slopes of both ends, from a; `ratio` is its share of the way to b.
struct Cubic {
  double ratio, gamma, minimum;
};
Cubic cubic(const End& a, const End& b) {
  const double theta = 3 * (a.f - b.f) / (b.step - a.step) + a.slope + b.slope;
  const double size = std::max({std::fabs(theta), std::fabs(a.slope), std::fabs(b.slope)});
  const double square = (theta / size) * (theta / size) - (a.slope / size) * (b.slope / size);
  const double gamma = (a.step > b.step ? -size : size) * std::sqrt(std::max(0.0, square));
  const double ratio = ((gamma - a.slope) + theta) / (((gamma - a.slope) + gamma) + b.slope);
  return {ratio, gamma, a.step + ratio * (b.step - a.step)};
}
double secant(const End& a, const End& b) { return a.step + a.slope / (a.slope - b.slope) * (b.step - a.step); }
double parabola(const End& a, const End& b) {  // by a's value and slope and b's value
  return a.step + a.slope / ((a.f - b.f) / (b.step - a.step) + a.slope) / 2 * (b.step - a.step);
}
double nearer(double to, double a, double b) { return std::fabs(a - to) < std::fabs(b - to) ? a : b; }
double farther(double from, double a, double b) { return std::fabs(a - from) > std::fabs(b - from) ? a : b; }

// The next trial after t, and the interval with t in it: the four cases of section 4.
double next_trial(Interval& in, const End& t) {
  const End best = in.best;
  const bool opposite = t.slope * (best.slope / std::fabs(best.slope))<0, beyond = t.step> best.step;
  const double limit = beyond ? in.high : in.low;
  double next = 0;
  if (t.f > best.f) {
    const double c = cubic(best, t).minimum, q = parabola(best, t);
    next = std::fabs(c - best.step) < std::fabs(q - best.step) ? c : c + (q - c) / 2;
  } else if (opposite) {
    next = farther(t.step, cubic(t, best).minimum, secant(t, best));
  } else if (std::fabs(t.slope) < std::fabs(best.slope)) {
    const auto found = cubic(t, best);
    const double c = found.ratio < 0 && found.gamma != 0 ? found.minimum : limit, s = secant(t, best);
    if (in.closed) {
      const double most = t.step + kept_share * (in.across.step - t.step);
      next = nearer(t.step, c, s);
      next = beyond ? std::min(most, next) : std::max(most, next);
    } else {
      next = std::clamp(farther(t.step, c, s), in.low, in.high);
    }
  } else {
    next = in.closed ? cubic(t, in.across).minimum : limit;
  }
  in.closed = in.closed || t.f > best.f || opposite;
  if (t.f > best.f) {
    in.across = t;
  } else {
    if (opposite) in.across = best;
    in.best = t;
  }
  return next;
}

// The same on f(a) - a * demanded, whose minimum meets the first condition.
double next_trial_modified(Interval& in, const End& t, double demanded) {
  const auto tilt = [&](End& end, double by) { end.f -= by * end.step, end.slope -= by; };
  auto own = t;
  tilt(in.best, demanded), tilt(in.across, demanded), tilt(own, demanded);
  const double next = next_trial(in, own);
  tilt(in.best, -demanded), tilt(in.across, -demanded);
  return next;
}

bool is_used_up(const Interval& in, double step) {
  return in.closed && (step <= in.low || step >= in.high || in.high - in.low <= narrowest * in.high);
}

}  // namespace

double cautious_step(std::span<const double> gradient) {
  return std::min(1.0, 1 / std::sqrt(math::squared_norm(gradient)));
}

Line::Line(Oracle& oracle, const Standing& from, std::span<const double> direction)
    : oracle_(oracle),
      from_(from),
      direction_(direction),
      slope_(math::dot(std::span<const double>(from.gradient), direction)),
      point_(direction.size()),
      gradient_(direction.size()) {}

bool Line::evaluate(double step) {
  for (std::size_t i = 0; i < point_.size(); ++i) point_[i] = from_.x[i] + step * direction_[i];
  double f = 0;
  if (!oracle_.evaluate(point_, f, gradient_)) return false;
  trial_ = {step, f, math::dot(gradient_, direction_)};
  return true;
}

bool Line::is_finite() const { return std::isfinite(trial_.f) && std::isfinite(trial_.slope); }

StepEnd Line::take(double step) { return evaluate(step) ? StepEnd::moved : StepEnd::out_of_budget; }

void Line::accept() {
  std::copy(point_.begin(), point_.end(), from_.x.begin());
  std::copy(gradient_.begin(), gradient_.end(), from_.gradient.begin());
  from_.f = trial_.f;
}

StepEnd Line::search_armijo(double first, const LineConditions& conditions) {
  if (!(slope_ < 0)) return StepEnd::no_lower_point;
  for (double step = first;; step *= conditions.shrink) {
    if (!evaluate(step)) return StepEnd::out_of_budget;
    if (is_finite() && trial_.f <= from_.f + conditions.c1 * step * slope_) return StepEnd::moved;
    if (std::equal(point_.begin(), point_.end(), from_.x.begin())) return StepEnd::no_lower_point;
  }
}

StepEnd Line::settle(double step, double f) {
  if (!(step > 0 && f < from_.f)) return StepEnd::no_lower_point;
  return trial_.step == step ? StepEnd::moved : take(step);
}

StepEnd Line::search_wolfe(double first, const LineConditions& conditions) {
  if (!(slope_ < 0)) return StepEnd::no_lower_point;
  const End start{0, from_.f, slope_};
  const double demanded = conditions.c1 * slope_;
  Interval in{start, start, false, 0, first + most_growth * first};
  bool modified = true;  // until a trial is low enough and its slope is not negative
  double width = largest_step - smallest_step, width_before = 2 * width;
  double ceiling = std::numeric_limits<double>::infinity();  // f was not finite there
  double step = std::clamp(first, smallest_step, largest_step);
  for (std::size_t trials = 0; trials < most_trials; ++trials) {
    if (!evaluate(step)) return StepEnd::out_of_budget;
    if (!is_finite()) {
      ceiling = step;
      step = in.best.step + (step - in.best.step) / 2;
      continue;
    }
    const End t{step, trial_.f, trial_.slope};
    const double enough = start.f + step * demanded;
    if (t.f <= enough && t.slope >= 0) modified = false;
    if (t.f <= enough && std::fabs(t.slope) <= conditions.c2 * -slope_) return StepEnd::moved;
    if (is_used_up(in, step) || (step == largest_step && t.f <= enough && t.slope <= demanded) ||
        (step == smallest_step && (t.f > enough || t.slope >= demanded)))
      break;
    step = modified && t.f <= in.best.f && t.f > enough ? next_trial_modified(in, t, demanded) : next_trial(in, t);
    if (in.closed) {
      const double span = std::fabs(in.across.step - in.best.step);
      if (span >= kept_share * width_before) step = in.best.step + (in.across.step - in.best.step) / 2;
      width_before = width, width = span;
      in.low = std::min(in.best.step, in.across.step), in.high = std::max(in.best.step, in.across.step);
    } else {
      in.low = step + least_growth * (step - in.best.step), in.high = step + most_growth * (step - in.best.step);
    }
    step = std::clamp(step, smallest_step, largest_step);
    if (is_used_up(in, step)) step = in.best.step;
    if (step >= ceiling) step = in.best.step + (ceiling - in.best.step) / 2;
  }
  return settle(in.best.step, in.best.f);
}

}  // namespace ravine
