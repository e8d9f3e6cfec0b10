// The mathematics of the library: the same bits on every compiler, instruction set and platform, none of it libm's.
//
// Generic in float and double (ravine::math::Real). Every function is total: NaN, infinities, subnormals and signed
// zeros as C99 (min and max: IEEE 754-2019), over the whole range. What a function's comment says of its error is in
// units in the last place (ULP) of the nearest number to the true value, holds for every finite result and is measured
// against MPFR by test/base/accuracy. Functions of floats without a comment of their own compute in double and round:
// at most 0.51 ULP.
//
//   elementary.hpp             abs min max sign floor sqrt       exact or correctly rounded
//   root.hpp                   cbrt hypot
//   exponential.hpp            exp expm1 sigmoid
//   logarithm.hpp              log log1p softplus
//   power.hpp                  pow (real exponent), power (integer exponent)
//   trigonometric.hpp          sin cos tan, and sin_near ... for |x| <= 1e9
//   inverse_trigonometric.hpp  asin acos atan atan2
//   hyperbolic.hpp             sinh cosh tanh
//   error_function.hpp         erf
//
// Written without branches, so that a loop over lanes vectorises; math_lanes.hpp has such loops for every instruction
// set. A program that includes this must be compiled with -ffp-contract=off to get the library's bits.
#pragma once

#include "ravine/base/math/elementary.hpp"
#include "ravine/base/math/error_function.hpp"
#include "ravine/base/math/exponential.hpp"
#include "ravine/base/math/hyperbolic.hpp"
#include "ravine/base/math/inverse_trigonometric.hpp"
#include "ravine/base/math/logarithm.hpp"
#include "ravine/base/math/power.hpp"
#include "ravine/base/math/root.hpp"
#include "ravine/base/math/trigonometric.hpp"
