// Which of k methods differ, once Friedman's test says that some do: Nemenyi's critical difference.
//
// Nemenyi 1963 as in Demšar 2006 (JMLR 7, section 3.2.2): two methods differ where their average ranks differ by at
// least CD = q sqrt(k (k + 1) / (6 N)), q being the quantile of the studentized range with infinite degrees of freedom,
// divided by sqrt 2 (study/significance.hpp gives it; 2.343 for three methods at 0.05).
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace ravine::comparison {

// At least 2 methods, 1 instance; q > 0. InputError for others.
double nemenyi_critical_difference(double q, std::size_t methods, std::size_t instances);

// The bars of Demšar's diagram: every largest group of at least two methods whose average ranks differ by less than the
// critical difference, that is, that cannot be told apart. Methods in the order of their ranks (of equal ones, of their
// numbers), groups in the order of their first.
std::vector<std::vector<std::size_t>> indistinct_groups(std::span<const double> average_ranks,
                                                        double critical_difference);

}  // namespace ravine::comparison
