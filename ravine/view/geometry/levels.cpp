#include "ravine/view/geometry/levels.hpp"

#include <algorithm>
#include <cmath>

#include "ravine/view/geometry/ticks.hpp"

namespace ravine::view {
namespace {

std::vector<double> finite_values(const Field& field) {
  std::vector<double> values;
  values.reserve(field.values.size());
  for (const double v : field.values)
    if (std::isfinite(v)) values.push_back(v);
  return values;
}

double quantile(std::vector<double>& values, double part) {
  const auto at = values.begin() + static_cast<std::ptrdiff_t>(part * static_cast<double>(values.size() - 1));
  std::nth_element(values.begin(), at, values.end());
  return *at;
}

// {1, 2, 5} * 10^k in order: 0 is 1, 1 is 2, 2 is 5, 3 is 10, ...
double in_series(int index) {
  constexpr double digit[] = {1, 2, 5};
  const int place = (index % 3 + 3) % 3;
  return digit[place] * power_of_ten((index - place) / 3);
}
int series_from(double value) {  // the first index whose number is >= value > 0
  int index = 3 * static_cast<int>(std::floor(std::log10(value))) - 3;
  while (in_series(index) < value) ++index;
  return index;
}

// Every stride-th of the series from `low` to `high`, at most `most`; powers of ten are kept where the stride allows.
std::vector<double> logarithmic(double low, double high, std::size_t most) {
  const int first = series_from(low), end = series_from(high);
  int stride = 1;
  const auto count = [&](int s) { return static_cast<std::size_t>(std::max(0, (end - first) / s + 1)); };
  while (count(stride) > most) stride += stride < 3 ? 1 : 3;
  std::vector<double> offsets;
  for (int i = first; i < end; ++i)
    if (i % stride == 0) offsets.push_back(in_series(i));
  return offsets;
}

// The value rounded to the decade of `offset`, a number of the series.
double rounded(double value, double offset) {
  const int decade = static_cast<int>(std::floor(std::log10(offset) + 1e-9));
  const double multiple = std::round(value / power_of_ten(decade));
  const double level = decade < 0 ? multiple / power_of_ten(-decade) : multiple * power_of_ten(decade);
  return decade > -300 && std::isfinite(level) ? level : value;
}

}  // namespace

LevelChoice choose_levels(const Field& field, std::optional<double> reference, std::optional<double> through,
                          std::size_t most) {
  LevelChoice choice;
  std::vector<double> values = finite_values(field);
  if (values.empty() || most == 0) return choice;
  const auto [least, greatest] = std::minmax_element(values.begin(), values.end());
  const double low = *least, high = *greatest;
  const bool known = reference && *reference <= low;
  if (known) choice.reference = *reference;
  const double origin = known ? *reference : low;  // decades are counted from here
  if (!(low < high) || !std::isfinite(high - origin)) return choice;

  const double inner = quantile(values, 0.0005) - origin, small = quantile(values, 0.01) - origin;
  const double span = high - origin;
  choice.logarithmic = span >= 100 * small && span > 0;
  if (choice.logarithmic) {
    // Where a whole part of the box has the least value, the decades below double's resolution tell nothing.
    const double floor = std::max({inner, span * 1e-40, (std::abs(origin) + std::abs(low)) * 1e-14});
    for (const double offset : logarithmic(floor, span, most))
      choice.levels.push_back(known ? origin + offset : rounded(origin + offset, offset));
  } else {
    for (const double tick : linear_ticks(low, high, most).values) choice.levels.push_back(tick);
  }
  std::erase_if(choice.levels, [&](double level) { return !(level > low && level < high); });
  choice.levels.erase(std::unique(choice.levels.begin(), choice.levels.end()), choice.levels.end());

  if (through && *through > low && *through < high) {
    const double step = (high - low) / static_cast<double>(most);
    const double d = *through - origin;
    std::erase_if(choice.levels, [&](double level) {
      if (!choice.logarithmic) return std::abs(level - *through) < 0.35 * step;
      const double ratio = (level - origin) / d;
      return ratio > 0.8 && ratio < 1.25;
    });
    const auto at = std::lower_bound(choice.levels.begin(), choice.levels.end(), *through);
    choice.start = static_cast<std::size_t>(at - choice.levels.begin());
    choice.levels.insert(at, *through);
  }
  return choice;
}

}  // namespace ravine::view
