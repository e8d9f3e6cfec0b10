// Dual numbers: a value and its derivative with respect to one variable (forward mode; Clifford 1873). What a rule
// needs: + - * / sqrt exp, comparisons by value.
#pragma once

#include <cmath>

#include "ravine/base/math/exponential.hpp"

namespace ravine {

template <class T>
struct Dual {
  T value{};
  T derivative{};

  Dual() = default;
  Dual(T v) : value(v) {}  // NOLINT(google-explicit-constructor): a constant is a dual number
  Dual(T v, T d) : value(v), derivative(d) {}

  Dual& operator+=(Dual b) { return *this = *this + b; }
  friend Dual operator+(Dual a, Dual b) { return {a.value + b.value, a.derivative + b.derivative}; }
  friend Dual operator-(Dual a, Dual b) { return {a.value - b.value, a.derivative - b.derivative}; }
  friend Dual operator-(Dual a) { return {-a.value, -a.derivative}; }
  friend Dual operator*(Dual a, Dual b) { return {a.value * b.value, a.derivative * b.value + a.value * b.derivative}; }
  friend Dual operator/(Dual a, Dual b) {
    const T quotient = a.value / b.value;
    return {quotient, (a.derivative - quotient * b.derivative) / b.value};
  }
  // The derivative of the root at 0 is taken as 0 where the argument does not move (0/0 otherwise).
  friend Dual sqrt(Dual a) {
    using std::sqrt;
    const T root = sqrt(a.value);
    return {root, a.derivative == T(0) ? T(0) : a.derivative / (T(2) * root)};
  }
  friend Dual exp(Dual a) {
    const T power = math::exp(a.value);
    return {power, a.derivative * power};
  }
  friend bool operator<(Dual a, Dual b) { return a.value < b.value; }
  friend bool operator>(Dual a, Dual b) { return a.value > b.value; }
  friend bool operator<=(Dual a, Dual b) { return a.value <= b.value; }
  friend bool operator>=(Dual a, Dual b) { return a.value >= b.value; }
};

}  // namespace ravine
