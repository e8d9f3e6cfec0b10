// Points at which a function of one or two real variables is measured.
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <functional>
#include <random>
#include <vector>

namespace ravine::accuracy {

// Intervals that deserve many points, and single points whose neighbours do (branch cut-overs, limits).
struct Regions {
  std::vector<std::pair<double, double>> intervals;
  std::vector<double> edges;
};

inline double step(double x, int ulps) {
  for (; ulps > 0; --ulps) x = std::nextafter(x, HUGE_VAL);
  for (; ulps < 0; ++ulps) x = std::nextafter(x, -HUGE_VAL);
  return x;
}

// Zeros, subnormals, limits, small integers and halves: 8 neighbours of each on both sides.
inline std::vector<double> with_neighbours(const std::vector<double>& points) {
  std::vector<double> all;
  for (const double point : points)
    for (const double x : {point, -point})
      for (int i = -8; i <= 8; ++i) all.push_back(step(x, i));
  return all;
}

inline std::vector<double> common_edges() {
  return with_neighbours({0,         1,
                          2,         3,
                          10,        0.5,
                          0.25,      1.5,
                          0x1p-1074, 0x1p-1022,
                          0x1p-1023, 0x1p-53,
                          0x1p-54,   0x1p-27,
                          0x1p-26,   0x1p26,
                          0x1p27,    0x1p52,
                          0x1p53,    0x1p54,
                          0x1p1023,  0x1.fffffffffffffp1023});
}

// At least `count` finite points: a third spread over all exponents (each exponent many times), two thirds in the
// regions, and the edges.
inline std::vector<double> sample(const Regions& regions, std::size_t count, std::mt19937_64& random) {
  auto points = common_edges();
  for (const double x : with_neighbours(regions.edges)) points.push_back(x);
  const auto mantissa = [&] { return random() & 0x800FFFFFFFFFFFFF; };
  for (std::uint64_t i = 0; i < count / 3; ++i)
    points.push_back(std::bit_cast<double>(mantissa() | ((i % 2047) << 52)));
  std::uniform_real_distribution<double> unit(0, 1);
  for (std::size_t i = 0; points.size() < count; ++i) {
    const auto& [low, high] = regions.intervals[i % regions.intervals.size()];
    points.push_back(low + (high - low) * unit(random));
  }
  std::erase_if(points, [](double x) { return !std::isfinite(x); });
  return points;
}

}  // namespace ravine::accuracy
