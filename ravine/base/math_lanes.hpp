// The functions of math.hpp over arrays of lanes, compiled for every instruction set and chosen when the program
// starts.
//
// For every lane i < n the bits of the scalar function at x[i]. A result may stand in the place of an argument (y ==
// x); otherwise arrays do not overlap. No alignment is asked for.
#pragma once

#include <cstddef>

namespace ravine::math::lanes {

// Functions of one and of two arguments, for tables and tests: each name is one function of math.hpp.
#define RAVINE_UNARY_FUNCTIONS(F) \
  F(abs)                          \
  F(sign)                         \
  F(floor)                        \
  F(sqrt)                         \
  F(cbrt) F(exp) F(expm1) F(sigmoid) F(log) F(log1p) F(softplus) F(asin) F(acos) F(atan) F(sinh) F(cosh) F(tanh) F(erf)
#define RAVINE_TRIGONOMETRIC_FUNCTIONS(F) F(sin) F(cos) F(tan)
#define RAVINE_BINARY_FUNCTIONS(F) F(min) F(max) F(hypot) F(pow) F(atan2)

// y[i] = name(x[i])
#define RAVINE_DECLARE(name)                                     \
  void name(std::size_t n, const double* x, double* y) noexcept; \
  void name(std::size_t n, const float* x, float* y) noexcept;
RAVINE_UNARY_FUNCTIONS(RAVINE_DECLARE)
RAVINE_TRIGONOMETRIC_FUNCTIONS(RAVINE_DECLARE)
#undef RAVINE_DECLARE

// z[i] = name(x[i], y[i]); atan2 takes the ordinates first, as the scalar does.
#define RAVINE_DECLARE(name)                                                      \
  void name(std::size_t n, const double* x, const double* y, double* z) noexcept; \
  void name(std::size_t n, const float* x, const float* y, float* z) noexcept;
RAVINE_BINARY_FUNCTIONS(RAVINE_DECLARE)
#undef RAVINE_DECLARE

// y[i] = power(x[i], exponent)
void power(std::size_t n, const double* x, int exponent, double* y) noexcept;
void power(std::size_t n, const float* x, int exponent, float* y) noexcept;

}  // namespace ravine::math::lanes
