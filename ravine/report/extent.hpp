// How far a picture reaches: the map's box, and the decades of a curve.
#pragma once

#include <limits>
#include <span>
#include <vector>

#include "ravine/view/figure.hpp"

namespace ravine::report {

// The least of the finite values; NaN without any.
double least(std::span<const double> values);

// The box of the scene's field; without a field one that holds every finite point of the trajectories, with a margin.
view::Box extent(const view::Scene& scene);

// A range of a logarithmic axis, in whole powers of ten, low < high.
struct Decades {
  double low = 0, high = 1;
};
// Holds the positive finite values that were added, but at most the highest 16 decades.
class DecadesOf {
 public:
  void add(double value);
  Decades decades() const;

 private:
  double least_ = std::numeric_limits<double>::infinity(), greatest_ = 0;
};

}  // namespace ravine::report
