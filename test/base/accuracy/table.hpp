// The functions, what each claims (math.hpp), its true value by MPFR, and where it is measured.
#pragma once

#include <mpfr.h>

#include <numbers>
#include <string>
#include <vector>

#include "ravine/base/math_lanes.hpp"
#include "sample.hpp"

namespace ravine::accuracy {

using Lanes1 = void (*)(std::size_t, const double*, double*) noexcept;
using Lanes1Float = void (*)(std::size_t, const float*, float*) noexcept;
using Lanes2 = void (*)(std::size_t, const double*, const double*, double*) noexcept;
using Lanes2Float = void (*)(std::size_t, const float*, const float*, float*) noexcept;
using True1 = int (*)(mpfr_ptr, mpfr_srcptr, mpfr_rnd_t);
using True2 = int (*)(mpfr_ptr, mpfr_srcptr, mpfr_srcptr, mpfr_rnd_t);

struct Unary {
  std::string name;
  double bound, float_bound;  // ULP
  Lanes1 compute;
  Lanes1Float compute_float;
  True1 truth;
  Regions regions;
};

struct Binary {
  std::string name;
  double bound, float_bound;
  Lanes2 compute;
  Lanes2Float compute_float;
  True2 truth;
  Regions x, y;
};

// log(1 + e^x) and 1 / (1 + e^-x), in more digits than are asked for.
inline int true_softplus(mpfr_ptr y, mpfr_srcptr x, mpfr_rnd_t round) {
  // max(x, 0) + log1p(e^-|x|): MPFR's exponents end before e^x does
  mpfr_abs(y, x, round);
  mpfr_neg(y, y, round);
  mpfr_exp(y, y, round);
  mpfr_log1p(y, y, round);
  if (mpfr_sgn(x) > 0) mpfr_add(y, y, x, round);
  return 0;
}
inline int true_sigmoid(mpfr_ptr y, mpfr_srcptr x, mpfr_rnd_t round) {
  mpfr_neg(y, x, round);
  mpfr_exp(y, y, round);
  mpfr_add_ui(y, y, 1, round);
  return mpfr_ui_div(y, 1, y, round);
}

template <int exponent, class T>
void compute_power(std::size_t n, const T* x, T* y) noexcept {
  math::lanes::power(n, x, exponent, y);
}
template <int exponent>
int true_power(mpfr_ptr y, mpfr_srcptr x, mpfr_rnd_t round) {
  return mpfr_pow_si(y, x, exponent, round);
}

inline std::vector<Unary> unary_functions() {
  const double pi = std::numbers::pi;
  const Regions growing{{{-1, 1}, {-40, 40}, {-746, -700}, {700, 710}, {-0.4, 0.4}, {-750, 750}},
                        {0.34657359027997264, 1.0397207708399179, 709.782712893384, 708.3964185322641,
                         745.1332191019411, 36.7368005696771, 40, 710.4758600739439, 22}};
  const Regions logarithmic{{{0, 2}, {0.5, 1.5}, {0.99, 1.01}, {0, 1e3}}, {0.7071067811865476, 1.4142135623730951}};
  const Regions shifted{{{-1, 1}, {-0.3, 0.42}, {-1, 10}, {-1e-6, 1e-6}}, {0.2928932188134524, 0.41421356237309503}};
  const Regions periodic{{{-pi, pi}, {-0.8, 0.8}, {-100, 100}, {-1e9, 1e9}, {-1e6, 1e6}},
                         {pi / 4, pi / 2, 3 * pi / 4, pi, 3 * pi / 2, 2 * pi, 1e9, 1e22}};
  const Regions arc{{{-1, 1}, {-0.5, 0.5}, {0.9, 1}, {-1, -0.9}, {0.49, 0.51}}, {}};
  const Regions arctangent{{{-1, 1}, {-3, 3}, {-100, 100}, {0.4, 0.43}, {2.4, 2.43}},
                           {0.41421356237309503, 2.414213562373095}};
  const Regions bell{{{-1, 1}, {-1.3, 1.3}, {-7, 7}, {1.1, 2}}, {1.2, 5.93, 5.8636}};
  const Regions powers{{{-2, 2}, {0.5, 1.5}, {-100, 100}, {-1e10, 1e10}},
                       {0x1p-512, 0x1p512, 0x1p170, 0x1p-16, 0x1p16}};
#define ROW(name, bound, float_bound, truth, regions) \
  Unary { #name, bound, float_bound, math::lanes::name, math::lanes::name, truth, regions }
  return {
      ROW(cbrt, 0.7, 0.8, mpfr_cbrt, logarithmic),
      ROW(exp, 0.8, 0.8, mpfr_exp, growing),
      ROW(expm1, 0.9, 0.9, mpfr_expm1, growing),
      ROW(sigmoid, 0.8, 0.8, true_sigmoid, growing),
      ROW(log, 0.9, 0.9, mpfr_log, logarithmic),
      ROW(log1p, 0.9, 0.9, mpfr_log1p, shifted),
      ROW(softplus, 0.9, 0.9, true_softplus, growing),
      ROW(sin, 0.9, 0.51, mpfr_sin, periodic),
      ROW(cos, 0.9, 0.51, mpfr_cos, periodic),
      ROW(tan, 1, 0.51, mpfr_tan, periodic),
      ROW(asin, 0.8, 0.51, mpfr_asin, arc),
      ROW(acos, 0.8, 0.51, mpfr_acos, arc),
      ROW(atan, 0.9, 0.51, mpfr_atan, arctangent),
      ROW(sinh, 1, 0.51, mpfr_sinh, growing),
      ROW(cosh, 0.8, 0.51, mpfr_cosh, growing),
      ROW(tanh, 0.85, 0.85, mpfr_tanh, growing),
      ROW(erf, 1.9, 0.51, mpfr_erf, bell),
#define POWER(exponent, bound)                                                                \
  Unary{"power " #exponent,   bound, bound, compute_power<exponent>, compute_power<exponent>, \
        true_power<exponent>, powers}
      POWER(-64, 1),
      POWER(-7, 1),
      POWER(-2, 1),
      POWER(-1, 0.5),
      POWER(2, 0.5),
      POWER(3, 1.3),
      POWER(4, 1.92),
      POWER(5, 1),
      POWER(6, 1),
      POWER(21, 1),
      POWER(63, 1),
      POWER(64, 1),
  };
#undef POWER
#undef ROW
}

inline std::vector<Binary> binary_functions() {
  const Regions near_one{{{0, 2}, {0.9, 1.1}, {0.999999, 1.000001}, {0, 100}},
                         {0.7071067811865476, 1.4142135623730951}};
  const Regions exponents{{{-2, 2}, {-100, 100}, {-1000, 1000}, {-1e6, 1e6}}, {1.0 / 3, 1e-10}};
  const Regions plane{{{-1, 1}, {-10, 10}, {-1e3, 1e3}}, {}};
  return {
      {"pow", 0.9, 0.51, math::lanes::pow, math::lanes::pow, mpfr_pow, near_one, exponents},
      {"hypot", 0.8, 0.51, math::lanes::hypot, math::lanes::hypot, mpfr_hypot, plane, plane},
      {"atan2", 0.9, 0.51, math::lanes::atan2, math::lanes::atan2, mpfr_atan2, plane, plane},
  };
}

}  // namespace ravine::accuracy
