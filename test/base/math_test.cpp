// Laws of the mathematics: special values, symmetries, lanes. What each function is worth between them is measured
// against MPFR in accuracy/.
#include "ravine/base/math.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <string>
#include <type_traits>
#include <vector>

#include "ravine/base/math_lanes.hpp"
#include "ravine/base/random.hpp"
#include "test/nan.hpp"

namespace ravine::math {
namespace {

constexpr double least = 0x1p-1074, largest = std::numeric_limits<double>::max();

// Equal as numbers are shown: zeros by their sign, all NaNs one.
template <class T>
bool same(T x, T y) {
  return (x != x && y != y) || (x == y && std::signbit(x) == std::signbit(y));
}

struct Special {
  const char* name;
  double (*in_double)(double);
  float (*in_float)(float);
  std::vector<std::pair<double, double>> values;
};
#define FUNCTION(name) #name, [](double x) { return math::name(x); }, [](float x) { return math::name(x); }

// C99 annex F.9; sigmoid and softplus by their limits; sign and the others of no standard by their definition.
TEST(Math, HasTheSpecialValues) {
  const double half_pi = 0x1.921fb54442d18p0;
  const Special table[] = {
      {FUNCTION(exp),
       {{0.0, 1}, {-0.0, 1}, {infinity, infinity}, {-infinity, 0}, {nan, nan}, {1e300, infinity}, {-1e300, 0}}},
      {FUNCTION(expm1),
       {{0.0, 0.0}, {-0.0, -0.0}, {infinity, infinity}, {-infinity, -1}, {nan, nan}, {-1e300, -1}, {1e300, infinity}}},
      {FUNCTION(log),
       {{1, 0.0}, {0.0, -infinity}, {-0.0, -infinity}, {-1, nan}, {-infinity, nan}, {infinity, infinity}, {nan, nan}}},
      {FUNCTION(log1p),
       {{0.0, 0.0}, {-0.0, -0.0}, {-1, -infinity}, {-2, nan}, {-infinity, nan}, {infinity, infinity}, {nan, nan}}},
      {FUNCTION(sigmoid),
       {{0.0, 0.5}, {-0.0, 0.5}, {infinity, 1}, {-infinity, 0}, {nan, nan}, {1e300, 1}, {-1e300, 0}}},
      {FUNCTION(erf), {{0.0, 0.0}, {-0.0, -0.0}, {infinity, 1}, {-infinity, -1}, {nan, nan}, {6, 1}, {-1e300, -1}}},
      {FUNCTION(softplus), {{infinity, infinity}, {-infinity, 0}, {nan, nan}, {0x1p100, 0x1p100}, {-1e300, 0}}},
      {FUNCTION(sin), {{0.0, 0.0}, {-0.0, -0.0}, {infinity, nan}, {-infinity, nan}, {nan, nan}}},
      {FUNCTION(cos), {{0.0, 1}, {-0.0, 1}, {infinity, nan}, {-infinity, nan}, {nan, nan}}},
      {FUNCTION(tan), {{0.0, 0.0}, {-0.0, -0.0}, {infinity, nan}, {-infinity, nan}, {nan, nan}}},
      {FUNCTION(asin), {{0.0, 0.0}, {-0.0, -0.0}, {1.5, nan}, {-1.5, nan}, {infinity, nan}, {nan, nan}}},
      {FUNCTION(acos), {{1, 0.0}, {1.5, nan}, {-1.5, nan}, {-infinity, nan}, {nan, nan}}},
      {FUNCTION(atan), {{0.0, 0.0}, {-0.0, -0.0}, {nan, nan}}},
      {FUNCTION(sinh),
       {{0.0, 0.0}, {-0.0, -0.0}, {infinity, infinity}, {-infinity, -infinity}, {nan, nan}, {-1e300, -infinity}}},
      {FUNCTION(cosh),
       {{0.0, 1}, {-0.0, 1}, {infinity, infinity}, {-infinity, infinity}, {nan, nan}, {-1e300, infinity}}},
      {FUNCTION(tanh),
       {{0.0, 0.0}, {-0.0, -0.0}, {infinity, 1}, {-infinity, -1}, {nan, nan}, {1e300, 1}, {-1e300, -1}}},
      {FUNCTION(cbrt),
       {{0.0, 0.0},
        {-0.0, -0.0},
        {infinity, infinity},
        {-infinity, -infinity},
        {nan, nan},
        {27, 3},
        {-8, -2},
        {1e-42, 1e-14}}},
      {FUNCTION(sqrt),
       {{0.0, 0.0}, {-0.0, -0.0}, {infinity, infinity}, {-1, nan}, {-infinity, nan}, {nan, nan}, {4, 2}}},
      {FUNCTION(abs), {{-0.0, 0.0}, {-infinity, infinity}, {nan, nan}, {-2, 2}}},
      {FUNCTION(sign), {{0.0, 0.0}, {-0.0, -0.0}, {-infinity, -1}, {0.25, 1}, {nan, nan}, {-3, -1}}},
      {FUNCTION(floor),
       {{0.0, 0.0},
        {-0.0, -0.0},
        {0.9999999, 0.0},
        {-0.25, -1},
        {2.5, 2},
        {-2.5, -3},
        {-3, -3},
        {8388607.5, 8388607},
        {-8388607.5, -8388608},
        {infinity, infinity},
        {-infinity, -infinity},
        {nan, nan},
        {1e300, 1e300}}},
  };
  for (const auto& row : table)
    for (const auto& [x, y] : row.values) {
      EXPECT_TRUE(same(row.in_double(x), y)) << row.name << "(" << x << ") is " << row.in_double(x);
      const auto narrow_x = static_cast<float>(x), narrow_y = static_cast<float>(y);
      if (std::string(row.name) == "cbrt" && y == 1e-14) continue;  // no exact case in float
      EXPECT_TRUE(same(row.in_float(narrow_x), narrow_y)) << row.name << "(" << x << "F) is " << row.in_float(narrow_x);
    }
  EXPECT_EQ(asin(1.0), half_pi);
  EXPECT_EQ(acos(-1.0), 2 * half_pi);
  EXPECT_EQ(atan(infinity), half_pi);
  EXPECT_EQ(atan(-largest), -half_pi);
}

// C99 F.9.4.4, each line.
TEST(Math, PowHasTheSpecialValues) {
  const double cases[][3] = {
      {0.0, -3, infinity},
      {-0.0, -3, -infinity},
      {0.0, -2, infinity},
      {-0.0, -2, infinity},
      {-0.0, -2.5, infinity},
      {0.0, 3, 0.0},
      {-0.0, 3, -0.0},
      {-0.0, 2, 0.0},
      {-0.0, 2.5, 0.0},
      {0.0, infinity, 0.0},
      {-0.0, -infinity, infinity},
      {-1, infinity, 1},
      {-1, -infinity, 1},
      {1, nan, 1},
      {1, -infinity, 1},
      {nan, 0.0, 1},
      {nan, -0.0, 1},
      {infinity, 0.0, 1},
      {-8, 1.0 / 3, nan},
      {-8, 0.5, nan},
      {-2, 3, -8},
      {-2, 4, 16},
      {-2, -1, -0.5},
      {0.5, -infinity, infinity},
      {-0.5, -infinity, infinity},
      {2, -infinity, 0.0},
      {-2, -infinity, 0.0},
      {0.5, infinity, 0.0},
      {-0.5, infinity, 0.0},
      {2, infinity, infinity},
      {-2, infinity, infinity},
      {-infinity, -3, -0.0},
      {-infinity, -2, 0.0},
      {-infinity, -2.5, 0.0},
      {-infinity, 3, -infinity},
      {-infinity, 2, infinity},
      {-infinity, 2.5, infinity},
      {infinity, -1, 0.0},
      {infinity, 1, infinity},
      {nan, 1, nan},
      {2, nan, nan},
      {nan, nan, nan},
      {-infinity, infinity, infinity},
      {-infinity, -infinity, 0.0},
      {2, 1e300, infinity},
      {2, -1e300, 0.0},
      {-2, 1e300, infinity},
      {2, 0.5, 0x1.6a09e667f3bcdp0},
      {10, 2, 100},
      {3, 4, 81},
      {1.5, 1, 1.5},
      {7, 0.0, 1},
  };
  for (const auto& [x, y, z] : cases) {
    EXPECT_TRUE(same(pow(x, y), z)) << x << " ^ " << y << " is " << pow(x, y);
    const auto fx = static_cast<float>(x), fy = static_cast<float>(y), fz = static_cast<float>(z);
    EXPECT_TRUE(same(pow(fx, fy), fz) || y == 1.0 / 3) << x << "F ^ " << y << " is " << pow(fx, fy);
  }
  // the largest odd integer, and those beyond it which are even
  EXPECT_EQ(pow(-1.0, 0x1p53 - 1), -1);
  EXPECT_EQ(pow(-1.0, 0x1p53), 1);
  EXPECT_EQ(pow(-1.0, 0x1p53 + 2), 1);
  EXPECT_EQ(pow(-1.0, 0x1p52 + 1), -1);
  EXPECT_EQ(pow(-1.0F, 0x1p24F - 1), -1);
  EXPECT_EQ(pow(1 - 0x1p-53, 1e300), 0);
  EXPECT_EQ(pow(1 - 0x1p-53, -1e300), infinity);
  EXPECT_EQ(pow(0x1p-1074, 0.5), 0x1p-537);
  EXPECT_EQ(pow(0x1p-537, 2.0), least);
}

// C99 F.9.1.4 and F.9.4.3.
TEST(Math, Atan2AndHypotHaveTheSpecialValues) {
  const double pi = 0x1.921fb54442d18p1;
  const double angles[][3] = {
      {0.0, -0.0, pi},
      {-0.0, -0.0, -pi},
      {0.0, 0.0, 0.0},
      {-0.0, 0.0, -0.0},
      {0.0, -1, pi},
      {-0.0, -1, -pi},
      {0.0, 1, 0.0},
      {-0.0, 1, -0.0},
      {-1, 0.0, -pi / 2},
      {-1, -0.0, -pi / 2},
      {1, 0.0, pi / 2},
      {1, -0.0, pi / 2},
      {1, -infinity, pi},
      {-1, -infinity, -pi},
      {1, infinity, 0.0},
      {-1, infinity, -0.0},
      {infinity, 1, pi / 2},
      {-infinity, -1, -pi / 2},
      {infinity, -infinity, 0x1.2d97c7f3321d2p1},
      {-infinity, -infinity, -0x1.2d97c7f3321d2p1},
      {infinity, infinity, pi / 4},
      {-infinity, infinity, -pi / 4},
      {nan, 1, nan},
      {1, nan, nan},
      {nan, infinity, nan},
      {1, 1, pi / 4},
      {-1, -1, -0x1.2d97c7f3321d2p1},
      {least, largest, 0.0},
      {largest, least, pi / 2},
      {-least, -least, -0x1.2d97c7f3321d2p1},
  };
  for (const auto& [y, x, angle] : angles)
    EXPECT_TRUE(same(atan2(y, x), angle)) << y << ", " << x << ": " << atan2(y, x);
  const double lengths[][3] = {
      {3, 4, 5},
      {-3, 4, 5},
      {0.0, -0.0, 0.0},
      {-2, 0.0, 2},
      {infinity, nan, infinity},
      {nan, -infinity, infinity},
      {nan, 1, nan},
      {0.0, nan, nan},
      {largest, largest, infinity},
      {3 * least, 4 * least, 5 * least},
      {0x1.8p1000, 0x1p1001, 0x1.4p1001},
  };
  for (const auto& [x, y, length] : lengths) {
    EXPECT_TRUE(same(hypot(x, y), length)) << x << ", " << y << ": " << hypot(x, y);
    EXPECT_TRUE(same(hypot(y, x), length)) << y << ", " << x << ": " << hypot(y, x);
  }
}

// IEEE 754-2019, 9.6.
TEST(Math, MinAndMaxPassNansOnAndOrderZeros) {
  EXPECT_TRUE(same(min(0.0, -0.0), -0.0) && same(min(-0.0, 0.0), -0.0));
  EXPECT_TRUE(same(max(0.0, -0.0), 0.0) && same(max(-0.0, 0.0), 0.0));
  for (const double other : {nan, 1.0, infinity, -infinity}) {
    EXPECT_TRUE(same(min(nan, other), nan) && same(min(other, nan), nan));
    EXPECT_TRUE(same(max(nan, other), nan) && same(max(other, nan), nan));
  }
  EXPECT_EQ(min(-infinity, 3.0), -infinity);
  EXPECT_EQ(max(-infinity, 3.0), 3.0);
  EXPECT_EQ(min(2.0F, 3.0F), 2.0F);
}

TEST(Math, PowersAreMultipliedInTheirOrder) {
  const RandomStream random({.seed = 1});
  for (std::uint64_t i = 0; i < 1000; ++i) {
    const double x = 4 * random.uniform(i) - 2;
    EXPECT_EQ(power(x, 0), 1);
    EXPECT_EQ(power(x, 1), x);
    EXPECT_EQ(power(x, 2), x * x);
    EXPECT_EQ(power(x, 3), (x * x) * x);
    EXPECT_EQ(power(x, 4), (x * x) * (x * x));
    EXPECT_EQ(power(x, -1), 1 / x);
    EXPECT_EQ(power(x, 100), pow(x, 100.0));
  }
  EXPECT_EQ(power(0.0, -3), infinity);
  EXPECT_EQ(power(-0.0, -3), -infinity);
  EXPECT_EQ(power(-0.0, -2), infinity);
  EXPECT_TRUE(same(power(-0.0, 7), -0.0));
  EXPECT_TRUE(same(power(-infinity, -7), -0.0));
  EXPECT_EQ(power(-infinity, 7), -infinity);
  EXPECT_EQ(power(nan, 0), 1);
  EXPECT_TRUE(std::isnan(power(nan, 9)));
  EXPECT_EQ(power(0x1p600, -2), 0.0);
  EXPECT_EQ(power(0x1p530, -2), 0x1p-1060);
  EXPECT_EQ(power(-2.0, 63), -0x1p63);
  EXPECT_EQ(power(1e300, 9), infinity);
  EXPECT_EQ(power(-1e300, 9), -infinity);
}

// Special values, doubles of all magnitudes, and small ones.
std::vector<double> points(std::uint64_t seed, std::size_t n) {
  std::vector<double> x{0.0,     -0.0,     infinity, -infinity, nan,   least, -least, 1,   -1,
                        largest, -largest, 1e9,      -1e9,      1.1e9, -3e12, 0.5,    710, -745.13};
  const RandomStream random({.seed = seed});
  while (x.size() < n) {
    const auto i = x.size();
    x.push_back(i % 2 == 0 ? std::bit_cast<double>(random.bits(i)) : 20 * random.uniform(i) - 10);
  }
  return x;
}

template <class T, class Lanes, class Scalar>
void expect_lanes(const char* name, Lanes lanes, Scalar scalar) {
  const auto doubles = points(3, 3000);
  const std::vector<T> x(doubles.begin(), doubles.end());
  for (const std::size_t n :
       {std::size_t{0}, std::size_t{1}, std::size_t{3}, std::size_t{64}, std::size_t{129}, x.size()}) {
    std::vector<T> y(n, T(77)), in_place(x.begin(), x.begin() + static_cast<std::ptrdiff_t>(n));
    lanes(n, x.data(), y.data());
    lanes(n, in_place.data(), in_place.data());
    for (std::size_t i = 0; i < n; ++i) {
      ASSERT_TRUE(same(y[i], scalar(x[i]))) << name << "(" << x[i] << ") in " << n;
      ASSERT_TRUE(same(in_place[i], y[i])) << name << " in place";
    }
  }
}

TEST(MathLanes, HaveTheBitsOfTheScalarFunctions) {
#define CHECK(name)                                                                   \
  expect_lanes<double>(                                                               \
      #name, [](std::size_t n, const double* x, double* y) { lanes::name(n, x, y); }, \
      [](double x) { return math::name(x); });                                        \
  expect_lanes<float>(                                                                \
      #name, [](std::size_t n, const float* x, float* y) { lanes::name(n, x, y); },   \
      [](float x) { return math::name(x); });
  RAVINE_UNARY_FUNCTIONS(CHECK)
  RAVINE_TRIGONOMETRIC_FUNCTIONS(CHECK)
#undef CHECK
}

template <class T, class Lanes, class Scalar>
void expect_lanes_of_two(const char* name, Lanes lanes, Scalar scalar) {
  const auto xs = points(4, 3000), ys = points(5, 3000);
  std::vector<T> x(xs.begin(), xs.end()), y(ys.begin(), ys.end());
  for (std::size_t i = 0; i < 18; ++i) x.push_back(x[i]), y.push_back(y[(i * 7) % 18]);
  for (const std::size_t n : {std::size_t{1}, std::size_t{3}, std::size_t{64}, x.size()}) {
    std::vector<T> z(n), first(x.begin(), x.begin() + static_cast<std::ptrdiff_t>(n)),
        second(y.begin(), y.begin() + static_cast<std::ptrdiff_t>(n));
    lanes(n, x.data(), y.data(), z.data());
    lanes(n, first.data(), y.data(), first.data());
    lanes(n, x.data(), second.data(), second.data());
    for (std::size_t i = 0; i < n; ++i) {
      ASSERT_TRUE(same(z[i], scalar(x[i], y[i]))) << name << "(" << x[i] << ", " << y[i] << ") in " << n;
      ASSERT_TRUE(same(first[i], z[i]) && same(second[i], z[i])) << name << " in place";
    }
  }
}

TEST(MathLanes, OfTwoArgumentsHaveTheBitsOfTheScalarFunctions) {
#define CHECK(name)                                                                                       \
  expect_lanes_of_two<double>(                                                                            \
      #name, [](std::size_t n, const double* x, const double* y, double* z) { lanes::name(n, x, y, z); }, \
      [](double x, double y) { return math::name(x, y); });                                               \
  expect_lanes_of_two<float>(                                                                             \
      #name, [](std::size_t n, const float* x, const float* y, float* z) { lanes::name(n, x, y, z); },    \
      [](float x, float y) { return math::name(x, y); });
  RAVINE_BINARY_FUNCTIONS(CHECK)
#undef CHECK
  for (int exponent = -70; exponent <= 70; ++exponent) {
    expect_lanes<double>(
        "power", [=](std::size_t n, const double* x, double* y) { lanes::power(n, x, exponent, y); },
        [=](double x) { return power(x, exponent); });
    expect_lanes<float>(
        "power", [=](std::size_t n, const float* x, float* y) { lanes::power(n, x, exponent, y); },
        [=](float x) { return power(x, exponent); });
  }
}

TEST(Math, IsOddOrEvenToTheBit) {
  for (const double x : points(6, 5000)) {
    EXPECT_TRUE(same(sin(-x), -sin(x)) && same(tan(-x), -tan(x)) && same(cos(-x), cos(x))) << x;
    EXPECT_TRUE(same(sinh(-x), -sinh(x)) && same(tanh(-x), -tanh(x)) && same(cosh(-x), cosh(x))) << x;
    EXPECT_TRUE(same(asin(-x), -asin(x)) && same(atan(-x), -atan(x)) && same(cbrt(-x), -cbrt(x))) << x;
  }
}

}  // namespace
}  // namespace ravine::math
