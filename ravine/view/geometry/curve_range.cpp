// What the curves show and from where to where: reference, values, ranges.
#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <utility>

#include "ravine/base/infinity.hpp"
#include "ravine/view/geometry/curves.hpp"

namespace ravine::view {
namespace {

constexpr int f_digits = 6;
// Of the axis, that the best run may have to itself: twice a double's digits, since f goes as the square of the way to
// go.
constexpr double most_decades = 32;

// Why there is nothing to show on a logarithmic axis; `greatest` is the greatest finite value, -infinity without one.
std::string why_nothing(Quantity quantity, double greatest) {
  if (greatest == -infinity) return "no finite value";
  if (quantity == Quantity::gradient) return "∇f = 0 at every point";
  return greatest == 0 ? "f = f* at every point" : "f is less than f* at every point";
}

CurveRange logarithmic_range(const std::vector<const Trajectory*>& trajectories, Quantity quantity,
                             const Reference& reference) {
  double sound = 0, any = 0, starts = 0, greatest = -infinity;
  std::vector<double> lows, failed_lows;
  for (const Trajectory* t : trajectories) {
    const auto values = values_of(*t, quantity, reference);
    if (!values.empty() && std::isfinite(values[0])) starts = std::max(starts, values[0]);
    double low = infinity;
    for (const double v : values) {
      if (!std::isfinite(v)) continue;
      greatest = std::max(greatest, v);
      if (!(v > 0)) continue;
      low = std::min(low, v);
      any = std::max(any, v);
      if (!t->failed) sound = std::max(sound, v);
    }
    if (low < infinity) (t->failed ? failed_lows : lows).push_back(low);
  }
  CurveRange range;
  if (any == 0) {
    range.nothing = why_nothing(quantity, greatest);
    return range;
  }
  if (lows.empty()) lows = std::move(failed_lows);
  std::sort(lows.begin(), lows.end());
  const double high = std::min(any, 1e3 * (sound > 0 ? sound : std::max(starts, lows[0])));
  const double decades = std::log10(high / std::min(lows[lows.size() / 2], high));
  const double floor = high / std::pow(10, std::clamp(2 * decades, most_decades, 300.0));
  const double low = std::max(std::min(lows[0], high), floor);
  // A little air at both ends, and at least a decade.
  const double air = std::pow(high / low, 0.03) * 1.1;
  range.low = low / air;
  range.high = high * air;
  if (range.high < 10 * range.low) {
    const double widen = std::sqrt(10 * range.low / range.high);
    range.low /= widen;
    range.high *= widen;
  }
  if (!(range.low > 0)) range.low = std::numeric_limits<double>::min();
  if (!std::isfinite(range.high)) range.high = std::numeric_limits<double>::max();
  return range;
}

// The finite values of one run, or of many.
struct Reach {
  double low = infinity, high = -infinity;
  bool plunges = false;  // a run whose f falls faster and faster, without end
  void add(double value) {
    if (!std::isfinite(value)) return;
    low = std::min(low, value);
    high = std::max(high, value);
  }
  bool empty() const { return !(low <= high); }
  double length() const { return high - low; }
};

// Ten times as deep at the end as at three quarters; of so few points nothing is told.
bool falls_faster_and_faster(const std::vector<double>& f) {
  constexpr std::size_t few = 8;
  Reach by_then, by_the_end;
  for (std::size_t i = 0; i < f.size(); ++i) {
    by_the_end.add(f[i]);
    if (4 * i <= 3 * (f.size() - 1)) by_then.add(f[i]);
  }
  return f.size() >= few && f[0] - by_the_end.low > 10 * (f[0] - by_then.low);
}

CurveRange linear_range(const std::vector<Reach>& runs, const Reach& starts) {
  Reach all, steady;
  std::vector<double> lengths;
  lengths.reserve(runs.size());
  for (const Reach& run : runs) {
    all.add(run.low);
    all.add(run.high);
    if (!run.plunges) steady.add(run.low);
    lengths.push_back(run.length());
  }
  const auto middle = lengths.begin() + static_cast<std::ptrdiff_t>((lengths.size() - 1) / 2);
  std::nth_element(lengths.begin(), middle, lengths.end());
  const double far = 3 * *middle;
  const double low = starts.empty() ? all.low : std::max(all.low, std::min(steady.low, starts.low - far));
  const double high = starts.empty() ? all.high : std::min(all.high, starts.high + far);
  constexpr double most = std::numeric_limits<double>::max() / 4;
  const double least = std::max(std::abs(low), std::abs(high)) * 1e-9;
  const double air = high - low > least ? 0.04 * (high - low) : low != 0 ? 0.5 * std::abs(low) : 1;
  CurveRange range;
  range.low = std::max(low - air, -most);
  range.high = std::min(high + air, most);
  range.logarithmic = false;
  return range;
}

// The reach of each run, of those that did not fail if any.
std::vector<Reach> reaches_of_f(const std::vector<const Trajectory*>& trajectories) {
  std::vector<Reach> sound, failed;
  for (const Trajectory* t : trajectories) {
    Reach reach;
    for (const double f : t->f) reach.add(f);
    reach.plunges = falls_faster_and_faster(t->f);
    if (!reach.empty()) (t->failed ? failed : sound).push_back(reach);
  }
  return sound.empty() ? failed : sound;
}

}  // namespace

Reference reference_of(const Scene& scene) {
  double least = scene.least_seen.value_or(infinity);
  for (const Trajectory& t : scene.trajectories)
    for (const double f : t.f)
      if (std::isfinite(f)) least = std::min(least, f);
  Reference reference;
  if (scene.minimum) {
    reference = {*scene.minimum, true, "f* = " + readable(*scene.minimum, f_digits)};
    // Rounding may take a run a little below; more than that, and the figure given is no minimum.
    if (least < *scene.minimum - 1e-9 * std::max(1.0, std::abs(*scene.minimum)))
      reference.note += " given, less was seen";
  } else if (std::isfinite(least)) {
    reference = {least, false, "best seen: " + readable(least, f_digits)};
  }
  return reference;
}

bool has(const Trajectory& trajectory, Quantity quantity) {
  return !(quantity == Quantity::excess ? trajectory.f : trajectory.gradient_norm).empty();
}

std::string title_of(Quantity quantity, const Reference& reference) {
  if (quantity == Quantity::gradient) return "|∇f|";
  return reference.known ? "f − f*" : "f";
}

std::vector<double> values_of(const Trajectory& trajectory, Quantity quantity, const Reference& reference) {
  if (quantity == Quantity::gradient) return trajectory.gradient_norm;
  std::vector<double> values = trajectory.f;
  if (reference.known)
    for (double& f : values) f -= reference.value;
  return values;
}

std::vector<std::string> last_values(const std::vector<const Trajectory*>& trajectories, const Reference& reference) {
  constexpr int usual = 3;
  std::vector<std::string> chosen;
  std::size_t most = 0;
  for (int digits = usual; digits <= (reference.known ? usual : f_digits); ++digits) {
    std::vector<std::string> texts;
    texts.reserve(trajectories.size());
    for (const Trajectory* t : trajectories) {
      const auto values = values_of(*t, Quantity::excess, reference);
      texts.push_back(values.empty() ? "" : readable(values.back(), digits));
    }
    const std::size_t different = std::set<std::string>(texts.begin(), texts.end()).size();
    if (different <= most) continue;
    most = different;
    chosen = std::move(texts);
  }
  return chosen;
}

CurveRange curve_range(const std::vector<const Trajectory*>& trajectories, Quantity quantity,
                       const Reference& reference) {
  if (quantity == Quantity::gradient || reference.known) return logarithmic_range(trajectories, quantity, reference);
  const auto runs = reaches_of_f(trajectories);
  const auto decades = [](const Reach& run) { return run.low > 0 && run.high >= 10 * run.low; };
  const auto positive = [](const Reach& run) { return run.low > 0; };
  const bool logarithmic = std::all_of(runs.begin(), runs.end(), positive) &&
                           (runs.empty() || std::any_of(runs.begin(), runs.end(), decades));
  if (logarithmic) return logarithmic_range(trajectories, quantity, reference);
  Reach starts;
  for (const Trajectory* t : trajectories)
    if (!t->f.empty()) starts.add(t->f[0]);
  return linear_range(runs, starts);
}

}  // namespace ravine::view
