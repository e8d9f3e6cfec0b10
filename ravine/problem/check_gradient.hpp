// Whether a gradient is that of its f: what whoever writes one by hand wants to know, coordinate by coordinate.
//
// Central differences D(h) = (f(x + h) - f(x - h))/2h at h, h/2 and h/4 are extrapolated to h = 0 (Richardson 1911, doi
// 10.1098/rsta.1911.0009): A = (4 D(h/2) - D(h))/3, B = (4 D(h/4) - D(h/2))/3, whose error is of the order h^4. With
// h = 2^-8.5 max(1, |x_i|), about eps^(1/6), the error of B is near its least for f of the scale of its fifth
// derivative. It is judged by |A - B|, many times the truncation error of B where h^4 rules, and by a bound of
// rounding, 8 eps max|f| times the weights of B. Where the two together are larger than B the check says that it cannot
// tell.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "ravine/problem/as_problem.hpp"
#include "ravine/problem/problem.hpp"

namespace ravine {

struct CoordinateCheck {
  std::size_t coordinate = 0;  // from 0
  std::string name;            // "y", "x2"
  double given = 0;            // what the gradient says
  double difference = 0;       // what differences of f say: B
  double uncertainty = 0;      // by how much the two may differ without a fault
  // Wrong: they differ by more, or the one is not finite and the other is. Unclear: the differences are not finite, or
  // tell nothing (noise, a kink, steps out of the domain).
  enum class Verdict { right, wrong, unclear } verdict = Verdict::right;
  double error() const { return given - difference; }
};

struct GradientCheck {
  std::vector<CoordinateCheck> coordinates;  // all of them, in order
  std::size_t count(CoordinateCheck::Verdict verdict) const;
  bool right() const { return count(CoordinateCheck::Verdict::right) == coordinates.size(); }
  // For people, a line for each coordinate that is not right, the worst first: "y: the gradient says 2.5, differences
  // of f say 2 ± 3e-10: wrong by 0.5".
  std::string text() const;
};

// Evaluates f six times a coordinate, and the gradient once without noise. Throws InputError where x is of another
// dimension or not finite.
GradientCheck check_gradient(const Problem& problem, std::span<const double> x);

// Of anything that can be minimised, as minimize() takes it: a callable with its own gradient above all.
template <class Objective>
requires(!std::derived_from<Objective, Problem>) GradientCheck
    check_gradient(const Objective& objective, const std::vector<double>& x) {
  return check_gradient(*as_problem(objective, x.size()), std::span<const double>(x));
}

}  // namespace ravine
