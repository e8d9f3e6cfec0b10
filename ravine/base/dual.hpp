// Dual numbers: a value and its derivative with respect to one variable (forward mode; Clifford 1873). What a rule
// needs: + - * / sqrt cbrt exp log pow, comparisons by value.
#pragma once

#include <cmath>

#include "ravine/base/lanes.hpp"
#include "ravine/base/math/exponential.hpp"
#include "ravine/base/math/logarithm.hpp"
#include "ravine/base/math/power.hpp"
#include "ravine/base/math/root.hpp"

namespace ravine {

template <class T>
struct Dual {
  T value{};
  T derivative{};

  Dual() = default;
  Dual(T v) : value(v) {}  // NOLINT(google-explicit-constructor): a constant is a dual number
  Dual(T v, T d) : value(v), derivative(d) {}

  Dual& operator+=(Dual b) { return *this = *this + b; }
  Dual& operator-=(Dual b) { return *this = *this - b; }
  friend Dual operator+(Dual a, Dual b) { return {a.value + b.value, a.derivative + b.derivative}; }
  friend Dual operator-(Dual a, Dual b) { return {a.value - b.value, a.derivative - b.derivative}; }
  friend Dual operator-(Dual a) { return {-a.value, -a.derivative}; }
  friend Dual operator*(Dual a, Dual b) { return {a.value * b.value, a.derivative * b.value + a.value * b.derivative}; }
  friend Dual operator/(Dual a, Dual b) {
    const T quotient = a.value / b.value;
    return {quotient, (a.derivative - quotient * b.derivative) / b.value};
  }
  // The derivative of the root at 0 is taken as 0 where the argument does not move (0/0 otherwise).
  friend RAVINE_INLINE Dual sqrt(Dual a) {
    using std::sqrt;
    const T root = sqrt(a.value);
    return {root, a.derivative == T(0) ? T(0) : a.derivative / (T(2) * root)};
  }
  friend RAVINE_INLINE Dual exp(Dual a) {
    const T power = math::exp(a.value);
    return {power, a.derivative * power};
  }
  friend RAVINE_INLINE Dual log(Dual a) { return {math::log(a.value), a.derivative / a.value}; }
  friend RAVINE_INLINE Dual cbrt(Dual a) {
    const T root = math::cbrt(a.value);
    return {root, a.derivative == T(0) ? T(0) : a.derivative / (T(3) * root * root)};
  }
  // Of a base above 0, or one that does not move.
  friend RAVINE_INLINE Dual pow(Dual a, Dual b) {
    const T power = math::pow(a.value, b.value);
    const T by_base = a.derivative == T(0) ? T(0) : power * b.value / a.value * a.derivative;
    return {power, b.derivative == T(0) ? by_base : by_base + power * math::log(a.value) * b.derivative};
  }
  friend bool operator<(Dual a, Dual b) { return a.value < b.value; }
  friend bool operator>(Dual a, Dual b) { return a.value > b.value; }
  friend bool operator<=(Dual a, Dual b) { return a.value <= b.value; }
  friend bool operator>=(Dual a, Dual b) { return a.value >= b.value; }
};

}  // namespace ravine
