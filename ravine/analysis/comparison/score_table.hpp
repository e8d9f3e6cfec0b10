// Scores of several methods on the same instances: what every comparison starts from.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace ravine::comparison {

// An instance is a problem with a start and a seed of its noise, the same for every method. A score is smaller where it
// is better: the gradient evaluations to a target, +infinity where it was missed; or the final f.
struct ScoreTable {
  std::size_t methods = 0, instances = 0;
  std::vector<double> scores;  // methods x instances, one method's scores after another's

  double at(std::size_t method, std::size_t instance) const { return scores[method * instances + instance]; }
  // All scores of one method.
  std::span<const double> of(std::size_t method) const {
    return std::span(scores).subspan(method * instances, instances);
  }
};

// InputError unless the table has at least `least_methods` methods (1 or more), an instance, a score for each pair, and
// every score is a number or +infinity.
void require_scores(const ScoreTable& table, std::size_t least_methods = 1);

// InputError where one of them is NaN or -infinity.
void require_scores(std::span<const double> scores);

// The scores of all methods on one instance, in the order of the methods.
std::vector<double> scores_on(const ScoreTable& table, std::size_t instance);

}  // namespace ravine::comparison
