#include "ravine/view/geometry/study/basin_colors.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <span>
#include <utility>

#include "ravine/base/math/logarithm.hpp"
#include "ravine/view/geometry/palette.hpp"

namespace ravine::view {
namespace {

struct Hue {
  double a, b;  // of a colour of the shade in the middle
};
// Blue, orange, green, pink, yellow and violet.
constexpr std::array<Hue, BasinMap::most_colors> hues{
    {{-0.045, -0.118}, {0.085, 0.100}, {-0.118, 0.040}, {0.130, -0.010}, {-0.018, 0.130}, {0.060, -0.118}}};

// How many pairs of neighbouring starts lead to these two minima, the smaller index first.
using Borders = std::map<std::pair<std::int32_t, std::int32_t>, std::size_t>;
void add_borders(const BasinMap& map, Borders& borders) {
  const auto meet = [&](std::size_t i, std::size_t j) {
    const auto a = map.reached[i], b = map.reached[j];
    if (a != b && a >= 0 && b >= 0) ++borders[std::minmax(a, b)];
  };
  for (std::size_t row = 0; row < map.rows; ++row)
    for (std::size_t column = 0; column < map.columns; ++column) {
      const std::size_t i = row * map.columns + column;
      if (column + 1 < map.columns) meet(i, i + 1);
      if (row + 1 < map.rows) meet(i, i + map.columns);
    }
}

// Hues one minimum after another, the largest basin first: the one with the shortest border to basins of the same hue,
// of equal ones the one used least.
std::vector<std::size_t> hues_of(std::span<const BasinMap> maps, const std::vector<std::size_t>& order) {
  constexpr std::size_t none = BasinMap::most_colors;
  std::vector<std::size_t> result(order.size(), none);
  std::array<std::size_t, BasinMap::most_colors> used{};
  std::vector<std::vector<std::pair<std::size_t, std::size_t>>> neighbours(order.size());  // minimum, length
  Borders borders;
  if (order.size() > none)
    for (const auto& map : maps) add_borders(map, borders);
  for (const auto& [pair, length] : borders) {
    const auto a = static_cast<std::size_t>(pair.first), b = static_cast<std::size_t>(pair.second);
    neighbours[a].emplace_back(b, length);
    neighbours[b].emplace_back(a, length);
  }
  for (const std::size_t k : order) {
    std::array<std::size_t, BasinMap::most_colors> shared{};
    for (const auto& [other, length] : neighbours[k])
      if (result[other] != none) shared[result[other]] += length;
    std::size_t best = 0;
    for (std::size_t hue = 1; hue < none; ++hue)
      if (std::pair(shared[hue], used[hue]) < std::pair(shared[best], used[best])) best = hue;
    result[k] = best;
    ++used[best];
  }
  return result;
}

constexpr double most_whole = 65535;  // steps whose shade is kept

std::size_t shade_between(const BasinShares& shares, double steps) {
  if (!has_shades(shares)) return basin_shades / 4;
  const double low = math::log(1 + shares.least),
               part = (math::log(1 + steps) - low) / (math::log(1 + shares.most) - low);
  return static_cast<std::size_t>(std::lround(std::clamp(part, 0.0, 1.0) * (basin_shades - 1)));
}

}  // namespace

Color basin_color(std::size_t hue, std::size_t shade) {
  const double t = static_cast<double>(shade) / (basin_shades - 1);
  const Hue h = hues[std::min(hue, BasinMap::most_colors - 1)];
  // Chroma is greatest in the middle, where sRGB has room for it.
  const double strength = 0.35 + 2.4 * t * (1 - t) + 0.15 * t;
  return oklab(0.93 - 0.58 * t, h.a * strength, h.b * strength);
}

BasinKey basin_key(std::span<const BasinMap> maps) {
  BasinKey key;
  if (maps.empty()) return key;
  std::vector<std::size_t> counts(maps.front().minima.size(), 0);
  for (const auto& map : maps)
    for (const auto reached : map.reached)
      if (reached >= 0) ++counts[static_cast<std::size_t>(reached)];
  key.order.resize(counts.size());
  std::iota(key.order.begin(), key.order.end(), std::size_t{0});
  std::stable_sort(key.order.begin(), key.order.end(),
                   [&](std::size_t a, std::size_t b) { return counts[a] > counts[b]; });
  key.hues = hues_of(maps, key.order);
  return key;
}

BasinShares basin_shares(const BasinMap& map) {
  BasinShares s;
  s.counts.assign(map.minima.size(), 0);
  s.shades.assign(map.minima.size(), {});
  std::vector<double> steps;
  for (std::size_t i = 0; i < map.reached.size(); ++i) {
    const auto reached = map.reached[i];
    if (reached < 0) {
      ++(reached == BasinMap::failed ? s.failed : s.missed);
      continue;
    }
    ++s.counts[static_cast<std::size_t>(reached)];
    if (!map.steps.empty()) steps.push_back(map.steps[i]);
  }
  if (steps.empty()) return s;
  const auto [fewest, greatest] = std::minmax_element(steps.begin(), steps.end());
  const double front = *fewest, back = *greatest;
  const auto ranked = [&](std::size_t rank) {
    const auto at = steps.begin() + static_cast<std::ptrdiff_t>(rank);
    std::nth_element(steps.begin(), at, steps.end());
    return *at;
  };
  s.least = ranked(steps.size() / 50);
  s.most = ranked(steps.size() - 1 - steps.size() / 100);
  s.below = front < s.least;
  s.above = back > s.most;
  for (double count = 0; count <= std::min(back, most_whole); ++count)
    s.shade_of.push_back(static_cast<unsigned char>(shade_between(s, count)));
  for (std::size_t i = 0; i < map.reached.size(); ++i)
    if (map.reached[i] >= 0) ++s.shades[static_cast<std::size_t>(map.reached[i])][basin_shade(s, map.steps[i])];
  return s;
}

bool has_shades(const BasinShares& shares) { return shares.most > shares.least; }

std::size_t basin_shade(const BasinShares& shares, double steps) {
  const auto whole = static_cast<std::size_t>(steps >= 0 && steps <= most_whole ? steps : 0);
  if (static_cast<double>(whole) == steps && whole < shares.shade_of.size()) return shares.shade_of[whole];
  return shade_between(shares, steps);
}

}  // namespace ravine::view
