// Measures every function of math.hpp against MPFR: prints its worst error in ULP and where, fails above what it
// claims.
//
//   accuracy [POINTS] [NAME ...]     points a function, default 100000
//
// A double's truth is MPFR's value with 160 bits. A float's truth is the same function in double, just measured, whose
// error is 2^-29 of a float's.
#include <algorithm>
#include <cinttypes>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>

#include "table.hpp"

namespace ravine::accuracy {
namespace {

constexpr mpfr_prec_t precision = 160;

class Number {
 public:
  Number() { mpfr_init2(value_, precision); }
  ~Number() { mpfr_clear(value_); }
  Number(const Number&) = delete;
  Number& operator=(const Number&) = delete;
  mpfr_ptr get() { return value_; }

 private:
  mpfr_t value_;
};

// The distance of y from `truth` in units in the last place of the number type at the truth. Infinite where one is a
// NaN and the other is not, or where a zero has the wrong sign.
double ulps(double y, Number& truth, Number& scratch) {
  if (mpfr_nan_p(truth.get()) != 0 || std::isnan(y))
    return (mpfr_nan_p(truth.get()) != 0) == std::isnan(y) ? 0 : HUGE_VAL;
  if (mpfr_zero_p(truth.get()) != 0)
    return y == 0 && std::signbit(y) == (mpfr_signbit(truth.get()) != 0) ? 0 : HUGE_VAL;
  if (mpfr_inf_p(truth.get()) != 0) return std::isinf(y) && (y < 0) == (mpfr_sgn(truth.get()) < 0) ? 0 : HUGE_VAL;
  if (std::signbit(y) != (mpfr_sgn(truth.get()) < 0)) return HUGE_VAL;
  const auto exponent = std::clamp<mpfr_exp_t>(mpfr_get_exp(truth.get()) - 53, -1074, 971);
  if (std::isinf(y))
    return mpfr_get_exp(truth.get()) > 1024 || std::isinf(mpfr_get_d(truth.get(), MPFR_RNDN)) ? 0 : HUGE_VAL;
  mpfr_sub_d(scratch.get(), truth.get(), y, MPFR_RNDN);
  mpfr_mul_2si(scratch.get(), scratch.get(), -exponent, MPFR_RNDN);
  return std::fabs(mpfr_get_d(scratch.get(), MPFR_RNDN));
}

double float_ulps(float y, double truth) {
  if (std::isnan(truth) || std::isnan(y)) return std::isnan(truth) == std::isnan(y) ? 0 : HUGE_VAL;
  if (std::isinf(truth) || std::isinf(y)) return static_cast<float>(truth) == y ? 0 : HUGE_VAL;
  if (std::signbit(y) != std::signbit(truth)) return HUGE_VAL;
  int exponent = 0;
  std::frexp(truth, &exponent);
  return std::fabs(std::ldexp(y - truth, -std::max(exponent - 24, -149)));
}

struct Worst {
  double error = 0, x = 0, y = 0;
  void see(double e, double at_x, double at_y = 0) {
    if (!(e <= error)) *this = {e, at_x, at_y};
  }
};

bool report(const std::string& name, const char* type, std::size_t points, const Worst& worst, double bound,
            bool binary) {
  const bool holds = worst.error <= bound;
  std::printf("%-9s %-6s %8zu points  worst %.4f ULP at %.17g", name.c_str(), type, points, worst.error, worst.x);
  if (binary) std::printf(", %.17g", worst.y);
  std::printf("  (%a)  bound %.2f%s\n", worst.x, bound, holds ? "" : "  FAILED");
  return holds;
}

std::vector<double> near_multiples_of_half_pi() {
  std::ifstream file(RAVINE_SOURCE_DIR "/test/golden/near_half_pi.txt");
  std::vector<double> points;
  for (std::string line; std::getline(file, line);)
    if (!line.empty() && line.front() != '#') points.push_back(std::strtod(line.c_str(), nullptr));
  if (points.empty()) std::printf("test/golden/near_half_pi.txt cannot be read\n"), std::exit(1);
  return points;
}

std::vector<float> to_float(const std::vector<double>& points) {
  std::vector<float> result;
  result.reserve(points.size());
  for (const double x : points) result.push_back(static_cast<float>(x));
  return result;
}
// Points of every magnitude, scaled into the range of floats.
std::vector<double> squeezed(std::vector<double> points) {
  for (auto& x : points)
    if (std::fabs(x) > 0x1p120 || std::fabs(x) < 0x1p-140)
      x = std::bit_cast<double>((std::bit_cast<std::uint64_t>(x) & 0x800FFFFFFFFFFFFF) |
                                ((1023 - 149 + (std::bit_cast<std::uint64_t>(x) >> 52) % 277) << 52));
  return points;
}

bool measure(const Unary& f, std::size_t count) {
  std::mt19937_64 random(std::hash<std::string>{}(f.name));
  auto regions = f.regions;
  auto points = sample(regions, count, random);
  if (f.name == "sin" || f.name == "cos" || f.name == "tan")
    for (const double x : near_multiples_of_half_pi()) points.push_back(x);
  std::vector<double> y(points.size());
  f.compute(points.size(), points.data(), y.data());
  Number x, truth, scratch;
  Worst worst;
  for (std::size_t i = 0; i < points.size(); ++i) {
    mpfr_set_d(x.get(), points[i], MPFR_RNDN);
    f.truth(truth.get(), x.get(), MPFR_RNDN);
    worst.see(ulps(y[i], truth, scratch), points[i]);
  }
  bool holds = report(f.name, "double", points.size(), worst, f.bound, false);

  const auto floats = to_float(squeezed(points));
  std::vector<float> z(floats.size());
  f.compute_float(floats.size(), floats.data(), z.data());
  std::vector<double> wide(floats.begin(), floats.end());
  f.compute(wide.size(), wide.data(), y.data());
  worst = {};
  for (std::size_t i = 0; i < floats.size(); ++i) worst.see(float_ulps(z[i], y[i]), wide[i]);
  return report(f.name, "float", floats.size(), worst, f.float_bound, false) && holds;
}

bool measure(const Binary& f, std::size_t count) {
  std::mt19937_64 random(std::hash<std::string>{}(f.name));
  auto xs = sample(f.x, count, random), ys = sample(f.y, count, random);
  const auto size = std::min(xs.size(), ys.size());
  xs.resize(size), ys.resize(size);
  std::shuffle(ys.begin(), ys.end(), random);
  // Points where |y log x| is near the limits of the result, and each with its like.
  for (std::size_t i = 0; i < size; i += 4) {
    const double magnitude = std::fabs(xs[i]);
    if (f.name == "pow" && magnitude > 0 && magnitude != 1) {
      ys[i] =
          (i % 8 == 0 ? 745.2 : -745.2) * std::uniform_real_distribution<double>(0.9, 1)(random) / std::log(magnitude);
      xs[i] = magnitude;
    } else if (f.name != "pow") {
      ys[i] = xs[i] * std::uniform_real_distribution<double>(-3, 3)(random);
    }
    if (f.name == "pow" && i % 16 == 4) ys[i] = std::floor(ys[i]), xs[i] = -xs[i];
    if (!std::isfinite(ys[i])) ys[i] = 0.5;
  }
  std::vector<double> z(size);
  f.compute(size, xs.data(), ys.data(), z.data());
  Number x, y, truth, scratch;
  Worst worst;
  for (std::size_t i = 0; i < size; ++i) {
    mpfr_set_d(x.get(), xs[i], MPFR_RNDN);
    mpfr_set_d(y.get(), ys[i], MPFR_RNDN);
    f.truth(truth.get(), x.get(), y.get(), MPFR_RNDN);
    worst.see(ulps(z[i], truth, scratch), xs[i], ys[i]);
  }
  bool holds = report(f.name, "double", size, worst, f.bound, true);

  const auto float_xs = to_float(squeezed(xs)), float_ys = to_float(squeezed(ys));
  std::vector<float> float_z(size);
  f.compute_float(size, float_xs.data(), float_ys.data(), float_z.data());
  const std::vector<double> wide_xs(float_xs.begin(), float_xs.end()), wide_ys(float_ys.begin(), float_ys.end());
  f.compute(size, wide_xs.data(), wide_ys.data(), z.data());
  worst = {};
  for (std::size_t i = 0; i < size; ++i) worst.see(float_ulps(float_z[i], z[i]), wide_xs[i], wide_ys[i]);
  return report(f.name, "float", size, worst, f.float_bound, true) && holds;
}

}  // namespace
}  // namespace ravine::accuracy

int main(int count, char** arguments) {
  using namespace ravine::accuracy;
  const std::size_t points = count > 1 ? std::strtoull(arguments[1], nullptr, 10) : 100000;
  const auto wanted = [&](const std::string& name) {
    return count <= 2 || std::find(arguments + 2, arguments + count, name) != arguments + count;
  };
  bool holds = true;
  for (const auto& f : unary_functions())
    if (wanted(f.name)) holds = measure(f, points) && holds;
  for (const auto& f : binary_functions())
    if (wanted(f.name)) holds = measure(f, points) && holds;
  return holds ? 0 : 1;
}
