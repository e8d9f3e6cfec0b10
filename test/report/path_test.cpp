#include "ravine/report/path.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace ravine::report {
namespace {

using view::Point;

double distance(const Point& p, const Point& a, const Point& b) {
  const double length = std::pow(b.x - a.x, 2) + std::pow(b.y - a.y, 2);
  const double t =
      length > 0 ? std::clamp(((p.x - a.x) * (b.x - a.x) + (p.y - a.y) * (b.y - a.y)) / length, 0.0, 1.0) : 0;
  return std::hypot(p.x - a.x - t * (b.x - a.x), p.y - a.y - t * (b.y - a.y));
}

RC_GTEST_PROP(NeededPoints, NoPointIsFartherFromTheLineThanTheTolerance,
              (const std::vector<std::pair<int, int>>& raw)) {
  std::vector<Point> points;
  for (const auto& [x, y] : raw) points.push_back({static_cast<double>(x % 1000), static_cast<double>(y % 1000)});
  RC_PRE(points.size() >= 2U);
  const double tolerance = 20;
  const std::vector<std::size_t> needed = needed_points(points, tolerance);
  RC_ASSERT(needed.front() == 0U);
  RC_ASSERT(needed.back() == points.size() - 1);
  for (std::size_t k = 1; k < needed.size(); ++k) {
    RC_ASSERT(needed[k - 1] < needed[k]);
    for (std::size_t i = needed[k - 1]; i <= needed[k]; ++i) {
      RC_ASSERT(distance(points[i], points[needed[k - 1]], points[needed[k]]) <= tolerance * (1 + 1e-12));
    }
  }
}

const view::Rectangle area{0, 0, 100, 100};

std::string path_of(const std::vector<Point>& points) {
  Path path;
  path.line(points, area, 0.1);
  return path.data();
}

TEST(Path, StepsAreRelativeAndShort) {
  EXPECT_EQ(path_of({{1, 2}, {11, 12}, {10, 30}, {20, 20}}), "M1 2l10 10-1 18 10-10");
  EXPECT_EQ(path_of({}), "");
  EXPECT_EQ(path_of({{1, 2}}), "");
}

TEST(Path, IsCutAtTheArea) {
  EXPECT_EQ(path_of({{50, 50}, {150, 50}, {150, 80}, {50, 80}}), "M50 50l50 0M100 80l-50 0");
  EXPECT_EQ(path_of({{-10, 50}, {110, 50}}), "M0 50l100 0");
  EXPECT_EQ(path_of({{-10, -10}, {-20, 110}}), "");
}

TEST(Path, FarJumpsKeepTheirDirection) { EXPECT_EQ(path_of({{50, 50}, {50 + 1e200, 50 + 1e200}}), "M50 50l50 50"); }

TEST(Path, WhatIsNotFiniteInterrupts) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(path_of({{0, 0}, {10, 0}, {nan, 0}, {20, 0}, {30, 0}}), "M0 0l10 0M20 0l10 0");
}

TEST(Path, RingsCloseAndDropWhatIsNotNeeded) {
  Path path;
  path.ring(std::vector<Point>{{0, 0}, {5, 0}, {10, 0}, {10, 10}, {0, 10}}, 0.5);
  EXPECT_EQ(path.data(), "M0 0l10 0 0 10-10 0z");
  path = {};
  path.ring(std::vector<Point>{{0, 0}, {1, 0}, {1, 1}}, 100);  // too small to be seen
  EXPECT_EQ(path.data(), "");
}

}  // namespace
}  // namespace ravine::report
