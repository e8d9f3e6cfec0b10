// What a run recorded: rows of (step, x, f, gradient, update, slots).
#pragma once

#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <string>
#include <vector>

namespace ravine {

// What to keep of a run. `every` = 1 keeps each step, k each k-th, 0 none; the first and the last point are kept too.
struct Record {
  std::size_t every = 1;
  bool point = true;  // else f alone is kept of a row, unless `update` is: points of a million coordinates are large
  bool gradient = true;
  bool update = false;
  bool slots = false;
  // Rows have the method's answer and f there, where it keeps an average, in place of the point that it walks to. Not
  // together with `update`.
  bool answer = false;
  // Each how many steps the problem's measures are taken; 0: at the first and the last point only.
  std::size_t measure = 0;
  // false: of a run without `every` no row is kept, and RunResult::best_x is empty, as is `answer` where the method
  // answers with its last point.
  bool ends = true;
  bool rows() const { return every > 0 || ends; }
};

// Rows in order of steps. A column of `dimension` values a row is row-major; one that was not asked for is empty.
// gradient of a row is the gradient at its x (with Record::answer at the walk's); update leads from its x to the next
// step's x and is 0 in the last row; slots are the rule's state after that update: slot k of coordinate i of row r is
// slots[(r*slot_names.size()+k)*n + i].
//
// Measures are taken at the method's answer (the last point, or the average that it keeps). Row r of `measures` holds
// the value of each name, was taken at step measured_step[r], and the run had then taken measured_seconds[r], without
// the time for measuring; all but the seconds are the same bits each time.
struct History {
  std::size_t dimension = 0;
  std::vector<std::string> slot_names;
  std::vector<std::size_t> step;
  std::vector<std::size_t> evaluations;  // gradient evaluations that led to the row's point, or empty: as `step`
  std::vector<double> x, f, gradient, update, slots;
  std::vector<std::string> measure_names;
  std::vector<std::size_t> measured_step, measured_evaluations;
  std::vector<double> measured_seconds, measures;

  std::size_t size() const { return step.size(); }
  bool has_points() const { return !x.empty(); }
  std::span<const double> measures_at(std::size_t row) const {
    return {measures.data() + row * measure_names.size(), measure_names.size()};
  }
  std::span<const double> point(std::size_t row) const { return {x.data() + row * dimension, dimension}; }
  std::span<const double> gradient_at(std::size_t row) const { return {gradient.data() + row * dimension, dimension}; }
  double gradient_norm(std::size_t row) const;  // Euclidean; NaN where no gradient was recorded
  // |update_i| / |gradient_i|: the rate that the method really took at coordinate i. NaN where the gradient is 0, where
  // the one or the other was not recorded, and in the last row, from which no step led.
  double effective_step(std::size_t row, std::size_t i) const;
};

// sqrt(sum of squares), summed in order and scaled against overflow; NaN or infinite where an element is.
double euclidean_norm(std::span<const double> v);
// The same of v(0) ... v(n - 1), wherever they are.
template <class Vector>
double euclidean_norm(std::size_t n, Vector v) {
  constexpr double finite = std::numeric_limits<double>::max();
  double sum = 0;
  for (std::size_t i = 0; i < n; ++i) sum += v(i) * v(i);
  if (sum >= 0x1p-700 && sum <= 0x1p1000) return std::sqrt(sum);  // as below, where the scale is 1
  double largest = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const double size = std::fabs(v(i));
    if (!(size <= finite)) return size;  // NaN or infinite
    largest = size > largest ? size : largest;
  }
  if (largest == 0) return 0;
  // A power of two that keeps the squares from overflow and underflow.
  const double scale = largest > 0x1p500 ? 0x1p-600 : largest < 0x1p-400 ? 0x1p600 : 1;
  sum = 0;
  for (std::size_t i = 0; i < n; ++i) sum += (v(i) * scale) * (v(i) * scale);
  return std::sqrt(sum) / scale;
}

}  // namespace ravine
