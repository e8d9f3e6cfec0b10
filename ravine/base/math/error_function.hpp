// erf, the error function.
//
// Where |x| < 1.2 it is x + x P(x^2 - 0.75), elsewhere 1 - e^-Q(|x| - 1.2), Q(t) being -log(erfc(1.2 + t)). Minimax, by
// Sollya: P (fpminimax) on [-0.75, 0.69] to 2^-57.7 absolute, Q on [0, 4.73] to 2^-55.7 with the weight erfc. From 5.93
// on it is 1.
#pragma once

#include "ravine/base/math/exponential.hpp"

namespace ravine::math {
namespace detail {

inline constexpr std::array<double, 13> erf_near{-0x1.9a0bafec7a26ep-4,  -0x1.f4eac5302d056p-3,  0x1.12198a34afc4cp-4,
                                                 -0x1.efd13dd1ab386p-7,  0x1.7530755e0bbefp-9,   -0x1.dd9dff961a6b9p-12,
                                                 0x1.09046f40da637p-14,  -0x1.03381f9025764p-17, 0x1.c4f4b7a43c0bp-21,
                                                 -0x1.65607a36a7c89p-24, 0x1.00ebfa8f262dcp-27,  -0x1.566c8063cd676p-31,
                                                 0x1.ada5e4d4ee4bdp-35};
inline constexpr std::array<double, 15> erf_far{0x1.34aa13dad929cp1,    0x1.7d8ddeaf0be7bp1,    0x1.bb489754f1c85p-1,
                                                0x1.18df5c1a1067fp-5,   -0x1.0ccbb08173b4fp-7,  0x1.b8c6fcd4d8614p-10,
                                                -0x1.05984db0e7d0dp-12, 0x1.5ca4fc88310b5p-18,  0x1.c122473aae561p-17,
                                                -0x1.942c3c0967211p-18, 0x1.c7bd102b9ab84p-20,  -0x1.7304b4fc479c5p-22,
                                                0x1.ab0cce5c0ecfbp-25,  -0x1.37ccf0fe80bb4p-28, 0x1.b0804bb4e8535p-33};

}  // namespace detail

// 2 / sqrt(pi) times the integral of e^-t^2 from 0 to x. Error at most 1.9 ULP.
RAVINE_INLINE double erf(double x) {
  const double size = detail::magnitude(x);
  const double near = x + x * detail::polynomial(detail::erf_near, x * x - 0.75);
  const double t = (size > 5.93 ? 5.93 : size) - 1.2;
  const double far = 1.0 - exp(-detail::polynomial(detail::erf_far, t));
  return size < 1.2 ? near : detail::with_sign(far, x);
}
RAVINE_INLINE float erf(float x) { return static_cast<float>(erf(static_cast<double>(x))); }

}  // namespace ravine::math
