// Level sets: laws that hold for any field, and level sets known in closed form.
#include "ravine/view/geometry/contour.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <functional>
#include <limits>
#include <numbers>
#include <utility>

#include "ravine/base/error.hpp"
#include "test/nan.hpp"
#include "test/sanitized.hpp"

namespace ravine::view {
namespace {

using Surface = std::function<double(double, double)>;

Field sample(const Box& box, std::size_t columns, std::size_t rows, const Surface& f) {
  Field field{box, columns, rows, {}};
  for (std::size_t r = 0; r < rows; ++r)
    for (std::size_t c = 0; c < columns; ++c) {
      const double x = box.x_low + (box.x_high - box.x_low) * static_cast<double>(c) / static_cast<double>(columns - 1);
      const double y = box.y_low + (box.y_high - box.y_low) * static_cast<double>(r) / static_cast<double>(rows - 1);
      field.values.push_back(f(x, y));
    }
  return field;
}

// Where a point lies in the grid, and f there by bilinear interpolation.
struct Place {
  std::size_t column, row;
  double s, t;
};
Place locate(const Field& f, const Point& p) {
  const double u = (p.x - f.box.x_low) / (f.box.x_high - f.box.x_low) * static_cast<double>(f.columns - 1);
  const double v = (p.y - f.box.y_low) / (f.box.y_high - f.box.y_low) * static_cast<double>(f.rows - 1);
  const auto c = std::min(static_cast<std::size_t>(std::max(u, 0.0)), f.columns - 2);
  const auto r = std::min(static_cast<std::size_t>(std::max(v, 0.0)), f.rows - 2);
  return {c, r, u - static_cast<double>(c), v - static_cast<double>(r)};
}
double corner(const Field& f, std::size_t c, std::size_t r) { return f.values[r * f.columns + c]; }
// A value that is not finite counts only where it has weight: a vertex on an edge touches two nodes.
double bilinear(const Field& f, const Point& p) {
  const auto [c, r, s, t] = locate(f, p);
  const auto part = [](double weight, double value) { return weight < 1e-9 ? 0 : weight * value; };
  return part((1 - s) * (1 - t), corner(f, c, r)) + part(s * (1 - t), corner(f, c + 1, r)) +
         part((1 - s) * t, corner(f, c, r + 1)) + part(s * t, corner(f, c + 1, r + 1));
}

bool cell_inside(const Field& f, std::ptrdiff_t c, std::ptrdiff_t r) {
  if (c < 0 || r < 0 || c + 1 >= static_cast<std::ptrdiff_t>(f.columns) || r + 1 >= static_cast<std::ptrdiff_t>(f.rows))
    return false;
  const auto x = static_cast<std::size_t>(c), y = static_cast<std::size_t>(r);
  return std::isfinite(corner(f, x, y)) && std::isfinite(corner(f, x + 1, y)) && std::isfinite(corner(f, x, y + 1)) &&
         std::isfinite(corner(f, x + 1, y + 1));
}
// Whether some cell at the point is outside the domain or the box: where an open line may end.
bool on_border(const Field& f, const Point& p) {
  for (double dx : {-1e-6, 1e-6})
    for (double dy : {-1e-6, 1e-6}) {
      const double u = (p.x - f.box.x_low) / (f.box.x_high - f.box.x_low) * static_cast<double>(f.columns - 1) + dx;
      const double v = (p.y - f.box.y_low) / (f.box.y_high - f.box.y_low) * static_cast<double>(f.rows - 1) + dy;
      if (!cell_inside(f, static_cast<std::ptrdiff_t>(std::floor(u)), static_cast<std::ptrdiff_t>(std::floor(v))))
        return true;
    }
  return false;
}

double area(const std::vector<Ring>& rings) {  // signed: outer rings counter-clockwise, holes clockwise
  double sum = 0;
  for (const Ring& ring : rings)
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const Point &a = ring[i], &b = ring[(i + 1) % ring.size()];
      sum += (a.x * b.y - b.x * a.y) / 2;
    }
  return sum;
}
bool contains(const std::vector<Ring>& rings, const Point& p) {
  bool odd = false;
  for (const Ring& ring : rings)
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const Point &a = ring[i], &b = ring[(i + 1) % ring.size()];
      if ((a.y > p.y) != (b.y > p.y) && p.x < a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x)) odd = !odd;
    }
  return odd;
}

struct Case {
  const char* name;
  Box box;
  std::size_t columns, rows;
  Surface f;
  std::vector<double> levels;
};
const std::vector<Case>& cases() {
  static const std::vector<Case> table{
      {"bowl", {-7, 7, -7, 7}, 61, 61, [](double x, double y) { return 5 * x * x + y * y; }, {0.5, 1, 10, 80, 250}},
      {"plane", {0, 3, 0, 2}, 4, 3, [](double x, double y) { return x + 2 * y; }, {0.5, 2, 3.3, 5}},
      {"saddle", {-1, 1, -1, 1}, 20, 21, [](double x, double y) { return x * y; }, {-0.5, -1e-3, 0, 1e-3, 0.5}},
      {"waves",
       {0, 20, 0, 20},
       37,
       53,
       [](double x, double y) { return std::sin(x) * std::cos(y) + 0.1 * x; },
       {-0.7, -0.1, 0, 0.3, 1, 2}},
      {"notebook",
       {-1, 10, -5, 10},
       120,
       90,
       [](double x, double y) { return (x - 3) * (x - 3) + 8 * std::pow(y - 5, 4) + std::sqrt(x) + std::sin(x * y); },
       {3, 5, 10, 100, 1000, 1e4}},
      {"holes",
       {-3, 3, -3, 3},
       50,
       50,
       [](double x, double y) { return std::abs(std::sin(3 * x) * std::sin(2 * y)) < 0.3 ? nan : x * x + y; },
       {-1, 0, 1, 4}},
      {"pole", {-1, 1, -1, 1}, 41, 41, [](double x, double y) { return 1 / (x * x + y * y); }, {1, 2, 10, 100}},
      {"noise",
       {0, 1, 0, 1},
       40,
       40,
       [](double x, double y) {
         const double h = std::sin(x * 12989.8 + y * 78233.1) * 43758.5453;
         const double u = h - std::floor(h);
         return u < 0.1 ? nan : u;
       },
       {0.2, 0.4, 0.5, 0.6, 0.9}},
      {"plateau",
       {0, 8, 0, 8},
       9,
       9,
       [](double x, double y) { return std::floor(x / 3) + std::floor(y / 3); },
       {0, 1, 2, 3, 4}},
      {"huge",
       {0, 1, 0, 1},
       5,
       5,
       [](double x, double y) { return (x < 0.5) == (y < 0.5) ? 1.7e308 : -1.7e308; },
       {-1e308, 0, 1e308}},
      {"two by two", {0, 1, 0, 1}, 2, 2, [](double x, double y) { return x - y; }, {0, 0.5}},
      {"constant", {0, 1, 0, 1}, 6, 6, [](double, double) { return 3.0; }, {2, 3, 4}},
      {"no value", {0, 1, 0, 1}, 6, 6, [](double, double) { return nan; }, {2}},
  };
  return table;
}

TEST(LevelSets, LinesAreClosedOrEndOnABorder) {
  for (const Case& c : cases()) {
    const Field field = sample(c.box, c.columns, c.rows, c.f);
    for (const LevelSet& set : level_sets(field, c.levels).sets)
      for (const LevelLine& line : set.lines) {
        ASSERT_GE(line.points.size(), 2u) << c.name;
        if (line.closed) continue;
        EXPECT_TRUE(on_border(field, line.points.front())) << c.name << " level " << set.level;
        EXPECT_TRUE(on_border(field, line.points.back())) << c.name << " level " << set.level;
      }
  }
}

// Interpolation on an edge rounds its place to about an ulp of the box, which moves f by that times the slope.
TEST(LevelSets, TheFieldHasTheLevelAtEveryVertex) {
  for (const Case& c : cases()) {
    const Field field = sample(c.box, c.columns, c.rows, c.f);
    double greatest = 0;
    for (const double v : field.values)
      if (std::isfinite(v)) greatest = std::max(greatest, std::abs(v));
    for (const LevelSet& set : level_sets(field, c.levels).sets)
      for (const LevelLine& line : set.lines)
        for (const Point& p : line.points) {
          const auto [column, row, s, t] = locate(field, p);
          double range = std::max(std::abs(set.level), 1e-6 * greatest);
          for (std::size_t i : {column, column + 1})
            for (std::size_t j : {row, row + 1})
              if (std::isfinite(corner(field, i, j))) range = std::max(range, std::abs(corner(field, i, j)));
          EXPECT_NEAR(bilinear(field, p) / range, set.level / range, 1e-12 * static_cast<double>(c.columns + c.rows))
              << c.name;
        }
  }
}

// The region agrees with f at every node of the domain, a hair inside its cell.
TEST(LevelSets, RegionsHoldTheNodesAbove) {
  for (const Case& c : cases()) {
    const Field field = sample(c.box, c.columns, c.rows, c.f);
    const LevelSets sets = level_sets(field, c.levels);
    const double hx = (c.box.x_high - c.box.x_low) / static_cast<double>(c.columns - 1);
    const double hy = (c.box.y_high - c.box.y_low) / static_cast<double>(c.rows - 1);
    bool whole = true;
    for (std::size_t r = 0; r + 1 < c.rows; ++r)
      for (std::size_t column = 0; column + 1 < c.columns; ++column) {
        const Point p{c.box.x_low + (static_cast<double>(column) + 1.3e-7) * hx,
                      c.box.y_low + (static_cast<double>(r) + 2.9e-7) * hy};
        const bool inside = cell_inside(field, static_cast<std::ptrdiff_t>(column), static_cast<std::ptrdiff_t>(r));
        whole = whole && inside;
        if (test::sanitized && (column + r) % 4 != 0) continue;
        EXPECT_EQ(contains(sets.domain, p), inside) << c.name;
        const double f = corner(field, column, r);
        for (const LevelSet& set : sets.sets) {
          if (inside && std::abs(f - set.level) < 1e-5) continue;  // the line may pass between node and point
          EXPECT_EQ(contains(set.above, p), inside && f >= set.level)
              << c.name << " f " << f << " level " << set.level << " at " << p.x << ", " << p.y;
        }
      }
    EXPECT_EQ(sets.whole, whole) << c.name;
  }
}

// f >= level on the left: rings of regions run counter-clockwise round what they hold, so areas are positive and
// shrink.
TEST(LevelSets, RegionsNest) {
  for (const Case& c : cases()) {
    const LevelSets sets = level_sets(sample(c.box, c.columns, c.rows, c.f), c.levels);
    double before = area(sets.domain);
    for (const LevelSet& set : sets.sets) {
      const double here = area(set.above);
      EXPECT_GE(here, -1e-12) << c.name;
      EXPECT_LE(here, before * (1 + 1e-12)) << c.name;
      before = here;
    }
  }
}

// |bilinear - f| <= h^2/8 (|fxx| + |fyy|) + h^2/4 |fxy|; divided by the slope it bounds the distance of a vertex.
TEST(LevelSets, CirclesAndEllipsesHaveTheirRadius) {
  const std::size_t n = 201;
  const double h = 14.0 / (n - 1);
  const Field field = sample({-7, 7, -7, 7}, n, n, [](double x, double y) { return 5 * x * x + y * y; });
  for (const LevelSet& set : level_sets(field, std::vector<double>{1, 5, 20, 45}).sets) {
    ASSERT_EQ(set.lines.size(), 1u);
    EXPECT_TRUE(set.lines[0].closed);
    for (const Point& p : set.lines[0].points)
      EXPECT_NEAR(5 * p.x * p.x + p.y * p.y, set.level,
                  h * h / 4 * 10 + 1e-12);  // on an edge one second derivative acts
    const double inside = 14.0 * 14 - area(set.above);
    EXPECT_NEAR(inside, std::numbers::pi * set.level / std::sqrt(5.0), 14 * h * h);
  }
}

TEST(LevelSets, AnAreaThatReachesTheBorderLeavesOpenLines) {
  const Field field = sample({0, 2, 0, 1}, 41, 21, [](double x, double) { return x; });
  const LevelSets sets = level_sets(field, std::vector<double>{0.52});
  ASSERT_EQ(sets.sets[0].lines.size(), 1u);
  EXPECT_FALSE(sets.sets[0].lines[0].closed);
  EXPECT_EQ(sets.sets[0].lines[0].points.size(), 21u);
  EXPECT_NEAR(area(sets.sets[0].above), 1.48, 1e-12);
  ASSERT_EQ(sets.domain.size(), 1u);
  EXPECT_EQ(sets.domain[0].size(), 4u);
}

// The saddle of a - (x y) cell is at its value f* = (f0 f2 - f1 f3) / (f0 + f2 - f1 - f3): a level below it joins the
// high corners, one above it parts them.
TEST(LevelSets, SaddleCellsFollowTheAsymptoticDecider) {
  // Corners counter-clockwise 4, 0, 3, -1: the saddle value is 12 / 8 = 1.5, the mean of the corners is 1.5 too; and
  // 10, 0, 1, 0.5: 10 / 10.5 = 0.952, the mean is 2.875. The decider must use the first.
  const auto lines = [](std::vector<double> ring, double level) {
    const Field field{{0, 1, 0, 1}, 2, 2, {ring[0], ring[1], ring[3], ring[2]}};
    return level_sets(field, std::vector<double>{level}).sets[0];
  };
  const auto joined = [](const LevelSet& set) { return set.above.size() == 1; };
  EXPECT_TRUE(joined(lines({4, 0, 3, -1}, 1.4)));
  EXPECT_FALSE(joined(lines({4, 0, 3, -1}, 1.6)));
  EXPECT_TRUE(joined(lines({10, 0, 1, 0.5}, 0.9)));
  EXPECT_FALSE(joined(lines({10, 0, 1, 0.5}, 0.97)));
  EXPECT_TRUE(joined(lines({0, 4, -1, 3}, 1.4)));
  EXPECT_FALSE(joined(lines({0, 4, -1, 3}, 1.6)));
  EXPECT_TRUE(joined(lines({1.7e308, -1.7e308, 1.7e308, -1e308}, -1e307)));
  EXPECT_EQ(lines({4, 0, 3, -1}, 1.4).lines.size(), 2u);
}

TEST(LevelSets, HolesAreMasked) {
  Field field = sample({0, 10, 0, 10}, 11, 11, [](double x, double y) { return x + y; });
  field.values[5 * 11 + 5] = nan;
  field.values[2 * 11 + 2] = std::numeric_limits<double>::infinity();
  const LevelSets sets = level_sets(field, std::vector<double>{10.5});
  EXPECT_FALSE(sets.whole);
  EXPECT_NEAR(area(sets.domain), 100 - 8, 1e-12);
  EXPECT_EQ(sets.domain.size(), 3u);
  EXPECT_EQ(sets.sets[0].lines.size(), 2u);  // the line of 10.5 is cut in two by the hole in the middle
  EXPECT_FALSE(contains(sets.domain, {5.5, 5.5}));
  EXPECT_FALSE(contains(sets.domain, {1.5, 1.5}));
}

TEST(LevelSets, EmptyFieldsAndBadInput) {
  EXPECT_EQ(level_sets(Field{}, std::vector<double>{1, 2}).sets.size(), 2u);
  EXPECT_THROW(level_sets(Field{{}, 3, 3, {1, 2}}, {}), InputError);
  const Field field = sample({0, 1, 0, 1}, 3, 3, [](double x, double) { return x; });
  EXPECT_THROW(level_sets(field, std::vector<double>{1, 1}), InputError);
  EXPECT_THROW(level_sets(field, std::vector<double>{nan}), InputError);
}

TEST(LevelSets, AFineFieldTakesMilliseconds) {
  const Case& notebook = cases()[4];
  const Field field = sample({0, 10, -5, 10}, 300, 300, notebook.f);
  const std::vector<double> levels{1, 2, 5, 10, 50, 200, 1000, 5000, 10000, 19214.8, 30000, 60000};
  double best = 1e9;
  for (int i = 0; i < 5; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    const auto sets = level_sets(field, levels);
    best = std::min(best, std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
    ASSERT_EQ(sets.sets.size(), levels.size());
  }
  RecordProperty("milliseconds", std::to_string(best));
  std::printf("300 x 300, 12 levels: %.2f ms\n", best);
}

}  // namespace
}  // namespace ravine::view
