// Laws of planes through paths: principal directions, projection, choices.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "ravine/analysis/compared_plane.hpp"
#include "ravine/analysis/principal_plane.hpp"
#include "ravine/analysis/projection.hpp"
#include "ravine/base/error.hpp"
#include "ravine/base/sum.hpp"

namespace ravine {
namespace {

using Vector = std::vector<double>;
constexpr double epsilon = std::numeric_limits<double>::epsilon();

// A path's memory.
struct Table {
  Vector points, f;
  RecordedPath path() const { return {points, f}; }
};

std::vector<RecordedPath> paths_of(const std::vector<Table>& tables) {
  std::vector<RecordedPath> paths;
  for (const auto& table : tables) paths.push_back(table.path());
  return paths;
}

// Walks of random steps from a common start, each coordinate with a scale of its own.
std::vector<Table> random_walks(std::size_t dimension, std::size_t count, std::size_t rows) {
  const auto seed = *rc::gen::arbitrary<std::uint32_t>();
  double state = seed;
  const auto next = [&] { return std::fmod(state = std::fmod(state * 1.9073 + 0.137, 1000.0), 2.0) - 1; };
  std::vector<Table> tables(count);
  for (auto& table : tables) {
    Vector x(dimension, 1.0);
    for (std::size_t row = 0; row < rows; ++row) {
      table.points.insert(table.points.end(), x.begin(), x.end());
      table.f.push_back(next());
      for (std::size_t i = 0; i < dimension; ++i) x[i] += next() / static_cast<double>(1 + i % 7);
    }
  }
  return tables;
}

void expect_orthonormal(const Slice& slice) {
  const double rounding = 64 * epsilon;
  EXPECT_NEAR(math::squared_norm(slice.x_direction), 1, rounding);
  EXPECT_NEAR(math::squared_norm(slice.y_direction), 1, rounding);
  EXPECT_NEAR(math::dot(slice.x_direction, slice.y_direction), 0, rounding);
}

// Both ways: the covariance of few coordinates, the Gram matrix of many.
RC_GTEST_PROP(PrincipalPlane, IsOrthonormalAndExplainsNoMoreThanThereIs, ()) {
  const auto dimension = *rc::gen::element<std::size_t>(2, 3, 10, 60, 200, 900);
  const auto tables = random_walks(dimension, *rc::gen::inRange<std::size_t>(1, 5), 30);
  const auto plane = principal_plane(dimension, paths_of(tables));
  expect_orthonormal(plane.slice);
  RC_ASSERT(plane.x_share >= plane.y_share);
  RC_ASSERT(plane.y_share >= 0);
  RC_ASSERT(plane.x_share + plane.y_share <= 1);
}

RC_GTEST_PROP(PrincipalPlane, HasTheSameBitsInAnyOrderOfPaths, ()) {
  const auto dimension = *rc::gen::element<std::size_t>(3, 150);
  auto tables = random_walks(dimension, 4, 12);
  const auto plane = principal_plane(dimension, paths_of(tables));
  std::rotate(tables.begin(), tables.begin() + *rc::gen::inRange(1, 4), tables.end());
  std::swap(tables[0], tables[2]);
  const auto other = principal_plane(dimension, paths_of(tables));
  RC_ASSERT(plane.slice.origin == other.slice.origin);
  RC_ASSERT(plane.slice.x_direction == other.slice.x_direction);
  RC_ASSERT(plane.slice.y_direction == other.slice.y_direction);
  RC_ASSERT(plane.x_share == other.x_share);
}

// Points at +-a and +-b along two perpendicular directions: variances a^2/2 and b^2/2.
TEST(PrincipalPlane, FindsTheDirectionsOfAKnownCovariance) {
  for (const std::size_t n : {std::size_t{5}, std::size_t{400}}) {
    Vector one(n), two(n);
    for (std::size_t i = 0; i < n; ++i) one[i] = 1 / std::sqrt(static_cast<double>(n));
    two[0] = 1 / std::sqrt(2.0);
    two[1] = -two[0];
    Table table;
    for (const auto& [a, b] : {std::pair{-3.0, 0.0}, {3.0, 0.0}, {0.0, -1.0}, {0.0, 1.0}})
      for (std::size_t i = 0; i < n; ++i) table.points.push_back(7 + a * one[i] + b * two[i]);
    const std::vector<RecordedPath> paths{table.path()};
    const auto plane = principal_plane(n, paths);
    EXPECT_NEAR(plane.x_share, 0.9, 1e-12);
    EXPECT_NEAR(plane.y_share, 0.1, 1e-12);
    EXPECT_NEAR(plane.slice.origin[n - 1], 7, 1e-12);
    // The first point is at the left; along the second direction it is in the middle: its largest part is positive.
    EXPECT_NEAR(math::dot(plane.slice.x_direction, one), 1, 1e-12);
    EXPECT_NEAR(math::dot(plane.slice.y_direction, two), 1, 1e-12);
    EXPECT_LT(project(plane.slice, table.points).x[0], 0);
  }
}

// Very many paths in many dimensions, all of which end at one point: half of them turn up, half of them down.
TEST(PrincipalPlane, OfManyPathsHoldsTheirWays) {
  constexpr std::size_t n = 300;
  std::vector<Table> tables(500);
  for (std::size_t p = 0; p < tables.size(); ++p)
    for (int row = 0; row <= 20; ++row) {
      Vector x(n);
      x[7] = row;
      x[150] = (p % 2 == 0 ? 1e-2 : -1e-2) * row * (20 - row);
      tables[p].points.insert(tables[p].points.end(), x.begin(), x.end());
    }
  const auto plane = principal_plane(n, paths_of(tables));
  EXPECT_GT(plane.y_share, 0);
  EXPECT_NEAR(plane.x_share + plane.y_share, 1, 1e-12);
  EXPECT_NEAR(std::fabs(plane.slice.x_direction[7]), 1, 1e-12);
  EXPECT_NEAR(std::fabs(plane.slice.y_direction[150]), 1, 1e-12);
}

TEST(PrincipalPlane, WeighsPathsAndNotRows) {
  // One path of 1000 rows along x, one of two rows along y, both as long.
  Table longer, shorter;
  for (int i = 0; i < 1000; ++i) longer.points.insert(longer.points.end(), {i % 2 == 0 ? -1.0 : 1.0, 0, 0});
  shorter.points = {0, -1, 0, 0, 1, 0};
  const std::vector<RecordedPath> paths{longer.path(), shorter.path()};
  const auto plane = principal_plane(3, paths);
  EXPECT_NEAR(plane.x_share, 0.5, 1e-12);
  EXPECT_NEAR(plane.y_share, 0.5, 1e-12);
}

TEST(PrincipalPlane, OfALineOrAPointHasTwoDirectionsToo) {
  for (const std::size_t n : {std::size_t{4}, std::size_t{300}}) {
    Table line, point;
    for (int row = 0; row < 5; ++row)
      for (std::size_t i = 0; i < n; ++i) {
        line.points.push_back(static_cast<double>(row) * (i == 1 ? 2 : 1));
        point.points.push_back(3);
      }
    const std::vector<RecordedPath> on_line{line.path()}, at_point{point.path()};
    const auto plane = principal_plane(n, on_line);
    expect_orthonormal(plane.slice);
    EXPECT_NEAR(plane.x_share, 1, 1e-12);
    EXPECT_NEAR(plane.y_share, 0, 1e-12);
    expect_orthonormal(principal_plane(n, at_point).slice);
    EXPECT_EQ(principal_plane(n, at_point).x_share, 0);
    expect_orthonormal(principal_plane(n, {}).slice);
  }
}

// The same plane with a run that diverges, one that left its domain, and one that is nowhere.
TEST(PrincipalPlane, IsNotSpoiledByRunsThatRunAway) {
  Table walk, away, left, nowhere;
  for (int row = 0; row <= 20; ++row) {
    const double t = row / 20.0;
    walk.points.insert(walk.points.end(), {t, t * (1 - t), 0, 0});
    walk.f.push_back(1 - t);
    away.points.insert(away.points.end(), {0, 0, 0, 1e-3 * std::pow(10, 3 * row) - 1e-3});
    away.f.push_back(std::pow(10.0, row));
  }
  left.points = {0, 0, 0, 0, 0, 0, 1e200, 0};
  left.f = {1, std::nan("")};
  nowhere.points = {std::nan(""), 0, 0, 0};
  const std::vector<RecordedPath> sound{walk.path()}, all{nowhere.path(), left.path(), walk.path()},
      with_away{walk.path(), away.path()};
  const auto plane = principal_plane(4, sound), other = principal_plane(4, all);
  EXPECT_EQ(plane.slice.x_direction, other.slice.x_direction);
  EXPECT_EQ(plane.slice.y_direction, other.slice.y_direction);
  const auto near = principal_plane(4, with_away);
  for (const double part : near.slice.origin) EXPECT_LT(std::fabs(part), 2);
}

RC_GTEST_PROP(Projection, IsExactInThePlaneAndPythagorasBesideIt, ()) {
  const auto dimension = *rc::gen::element<std::size_t>(3, 20, 300);
  const auto tables = random_walks(dimension, 2, 6);
  const auto slice = principal_plane(dimension, paths_of(tables)).slice;
  const double u = *rc::gen::inRange(-50, 50) / 8.0, v = *rc::gen::inRange(-50, 50) / 8.0;
  Vector point(dimension);
  double size = 0;
  for (std::size_t i = 0; i < dimension; ++i) {
    point[i] = slice.origin[i] + u * slice.x_direction[i] + v * slice.y_direction[i];
    size = std::max(size, std::fabs(slice.origin[i]) + std::fabs(u) + std::fabs(v));
  }
  // Each coordinate is off by some roundings of its size; sqrt(n) of them add up.
  const double rounding = 64 * epsilon * (size + 1) * std::sqrt(static_cast<double>(dimension));
  const auto in_plane = project(slice, point);
  RC_ASSERT(std::fabs(in_plane.x[0] - u) <= rounding);
  RC_ASSERT(std::fabs(in_plane.y[0] - v) <= rounding);
  RC_ASSERT(in_plane.distance[0] <= rounding);
  const auto walked = project(slice, tables[0].points);
  for (std::size_t row = 0; row < walked.x.size(); ++row) {
    double square = 0;
    for (std::size_t i = 0; i < dimension; ++i) {
      const double part = tables[0].points[row * dimension + i] - slice.origin[i];
      square += part * part;
    }
    const double sum =
        walked.x[row] * walked.x[row] + walked.y[row] * walked.y[row] + walked.distance[row] * walked.distance[row];
    RC_ASSERT(std::fabs(sum - square) <= 256 * epsilon * (square + 1));
  }
}

TEST(Projection, TellsTheGreatestDistanceByTheWay) {
  const Slice slice{{0, 0, 0}, {1, 0, 0}, {0, 1, 0}};
  const auto found = project(slice, Vector{0, 0, 0, 3, 4, 0, 3, 0, 1, std::nan(""), 0, 0});
  EXPECT_EQ(found.distance[2], 1);
  EXPECT_EQ(found.extent, 5);
  EXPECT_EQ(found.greatest, 0.2);
  EXPECT_TRUE(std::isnan(found.x[3]));
}

TEST(ComparedPlane, OfCoordinatesGoesThroughTheBestPoint) {
  const Table one{{9, 9, 9, 9, 1, 2, 3, 4}, {5, 1}}, two{{0, 0, 0, 0}, {std::nan("")}};
  const std::vector<RecordedPath> paths{one.path(), two.path()};
  const auto choice = coordinates_plane("x4", "2", {"x1", "x2", "x3", "x4"}, 4);
  const auto slice = compared_plane(choice, 4, paths).slice;
  EXPECT_EQ(slice.origin, (Vector{1, 0, 3, 0}));
  const auto found = project(slice, one.points);
  EXPECT_EQ(found.x, (Vector{9, 4}));
  EXPECT_EQ(found.y, (Vector{9, 2}));
  EXPECT_EQ(found.distance[1], 0);
}

// Coordinates, and directions along them, are the same plane.
TEST(ComparedPlane, OfDirectionsCountsFromZero) {
  const Table one{{9, 9, 9, 1, 2, 3}, {5, 1}};
  const std::vector<RecordedPath> paths{one.path()};
  const auto slice = compared_plane(directions_plane({5, 0, 0}, {1, 1, 0}, 3), 3, paths).slice;
  EXPECT_EQ(slice.origin, (Vector{0, 0, 3}));
  EXPECT_EQ(slice.x_direction, (Vector{1, 0, 0}));
  EXPECT_EQ(slice.y_direction, (Vector{0, 1, 0}));
}

TEST(ComparedPlane, RefusesWhatIsNoPlane) {
  EXPECT_THROW(coordinates_plane("x1", "x1", {}, 3), InputError);
  EXPECT_THROW(coordinates_plane("x1", "1", {}, 3), InputError);
  EXPECT_THROW(coordinates_plane("x1", "x4", {}, 3), InputError);
  EXPECT_THROW(coordinates_plane("x1", "0", {}, 3), InputError);
  EXPECT_THROW(coordinates_plane("a", "x", {"a", "b", "c"}, 3), InputError);
  EXPECT_THROW(directions_plane({1, 0, 0}, {0, 0, 0}, 3), InputError);
  EXPECT_THROW(directions_plane({1, 0}, {0, 1, 0}, 3), InputError);
  EXPECT_THROW(directions_plane({1, 0, 0}, {0, 1, HUGE_VAL}, 3), InputError);
  EXPECT_THROW(directions_plane({1, 1, 0.1}, {-3, -3, -0.3}, 3), InputError);
  EXPECT_NO_THROW(directions_plane({1e-300, 0, 0}, {0, 1e300, 0}, 3));
}

}  // namespace
}  // namespace ravine
