// Made-up data, the same on every machine for a seed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "ravine/problem/dataset/dataset.hpp"

namespace ravine {

// Gaussian clouds: sample i is of class i mod classes (called "0", "1", ...), normal around its class's centre with the
// standard deviation 1 in every feature. Centres are normal too, so far apart that the distance of two is `separation`
// in the root mean square, whatever the number of features: at 3 the clouds overlap, at 8 they hardly do. All at least
// 1, separation finite and at least 0: InputError.
Dataset synthetic_classes(std::size_t samples, std::size_t features, std::size_t classes, std::uint64_t seed,
                          double separation = 3);

// target = intercept + sum_j coefficients[j] * feature j + noise * a standard normal number; features are standard
// normal. The sum is added from the intercept on in the order of the features. At least one sample and one coefficient.
Dataset synthetic_regression(std::size_t samples, std::span<const double> coefficients, double intercept, double noise,
                             std::uint64_t seed);

}  // namespace ravine
