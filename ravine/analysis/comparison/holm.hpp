// p-values of several tests, made larger so that all together are rarely wrong: Holm's step-down procedure.
//
// Holm 1979 (Scandinavian Journal of Statistics 6, 65-70): with p sorted, p[0] <= p[1] <= ..., of m tests the adjusted
// value of p[i] is the largest of (m - j) p[j] over j <= i, at most 1. Rejecting what is at most alpha then is wrong
// about any true hypothesis with probability at most alpha, however the tests depend on each other.
#pragma once

#include <span>
#include <vector>

namespace ravine::comparison {

// Adjusted p-values in the order given, each at least what it was. InputError for values outside 0 ... 1.
std::vector<double> holm(std::span<const double> p);

}  // namespace ravine::comparison
