#include "ravine/analysis/comparison/score_table.hpp"

#include <limits>
#include <string>

#include "ravine/base/error.hpp"
#include "ravine/base/number_text.hpp"

namespace ravine::comparison {

void require_scores(std::span<const double> scores) {
  for (std::size_t i = 0; i < scores.size(); ++i)
    if (!(scores[i] > -std::numeric_limits<double>::infinity()))
      throw InputError("score " + std::to_string(i) + " is " + shortest(scores[i]) + ": a score is a number or inf",
                       "give inf where a method failed or missed its target");
}

void require_scores(const ScoreTable& table, std::size_t least_methods) {
  if (table.methods < least_methods || table.methods == 0)
    throw InputError("a table of " + std::to_string(table.methods) + " methods: at least " +
                         std::to_string(least_methods) + " are compared",
                     "add methods");
  if (table.instances == 0) throw InputError("a table without instances: at least 1 is needed", "add an instance");
  if (table.scores.size() % table.methods != 0 || table.scores.size() / table.methods != table.instances)
    throw InputError(std::to_string(table.scores.size()) + " scores for " + std::to_string(table.methods) +
                         " methods on " + std::to_string(table.instances) + " instances: each pair has one",
                     "give inf where a method was not run to its end");
  require_scores(table.scores);
}

std::vector<double> scores_on(const ScoreTable& table, std::size_t instance) {
  std::vector<double> scores(table.methods);
  for (std::size_t method = 0; method < table.methods; ++method) scores[method] = table.at(method, instance);
  return scores;
}

}  // namespace ravine::comparison
