#include "ravine/study/significance.hpp"

#include <algorithm>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/fisher_f.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <cmath>
#include <numbers>
#include <string>

#include "ravine/analysis/comparison/holm.hpp"
#include "ravine/analysis/comparison/nemenyi.hpp"
#include "ravine/analysis/comparison/ranks.hpp"
#include "ravine/base/error.hpp"
#include "ravine/base/number_text.hpp"

namespace ravine::study {
namespace {

// Tails underflow to 0 without an exception; what a distribution is not defined for does not get here.
using Policy =
    boost::math::policies::policy<boost::math::policies::underflow_error<boost::math::policies::ignore_error>,
                                  boost::math::policies::promote_double<false>>;

constexpr std::size_t most_methods = 100;  // the step below is fine enough for these
constexpr double far = 80;  // a range beyond has a probability that underflows, whatever the number of methods

double normal_density(double z) { return std::exp(-z * z / 2) * std::numbers::inv_sqrtpi / std::numbers::sqrt2; }
double normal_probability(double z) { return boost::math::erfc(-z / std::numbers::sqrt2, Policy()) / 2; }

void require_methods(std::size_t methods) {
  if (methods < 2 || methods > most_methods)
    throw InputError("a studentized range of " + std::to_string(methods) + " methods: there are 2 to " +
                         std::to_string(most_methods),
                     "compare fewer methods at once");
}

// Both powers of the integrand are near each other where q is large: their difference without cancellation.
double integrand(double z, double q, double others) {
  const double below = normal_probability(z);
  if (below == 0) return 0;
  const double share = std::min(1.0, normal_probability(z - q) / below);  // of these that are out of range
  return normal_density(z) * std::pow(below, others) * -std::expm1(others * std::log1p(-share));
}

}  // namespace

double studentized_range_tail(double q, std::size_t methods) {
  require_methods(methods);
  if (std::isnan(q)) throw InputError("a studentized range of nan: it is a number", "check the ranks it was made from");
  if (q <= 0) return 1;
  if (q > far) return 0;
  const auto k = static_cast<double>(methods);
  // The rule of equal steps: for an entire function that falls like a Gaussian its error falls faster than any power.
  constexpr double step = 1.0 / 32, margin = 12;
  const auto steps = static_cast<int>(std::ceil((q + 2 * margin) / step));
  double sum = 0;
  for (int i = 0; i <= steps; ++i) sum += integrand(i * step - margin, q, k - 1);
  return std::min(1.0, k * step * sum);
}

double studentized_range_quantile(double alpha, std::size_t methods) {
  require_methods(methods);
  if (!(alpha > 0 && alpha < 1))
    throw InputError("a quantile at " + shortest(alpha) + ": a level is between 0 and 1", "0.05 is usual");
  double low = 0, high = far;
  while (high - low > 1e-13 * high) {
    const double middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) break;
    (studentized_range_tail(middle, methods) > alpha ? low : high) = middle;
  }
  return low + (high - low) / 2;
}

namespace {

// That all instances have the order of the first, where each has any order of these ranks as likely: F is infinite
// then, and its distribution says nothing of so few orders.
double agreement_probability(const comparison::ScoreTable& table) {
  std::vector<double> scores;
  for (std::size_t method = 0; method < table.methods; ++method) scores.push_back(table.at(method, 0));
  std::sort(scores.begin(), scores.end());
  double orders = 1;  // k! / (t! ...) with t scores alike
  for (std::size_t k = 0, alike = 0; k < scores.size(); ++k) {
    alike = k > 0 && scores[k] == scores[k - 1] ? alike + 1 : 1;
    orders *= static_cast<double>(k + 1) / static_cast<double>(alike);
  }
  return std::pow(orders, 1 - static_cast<double>(table.instances));
}

}  // namespace

FriedmanTest friedman_test(const comparison::ScoreTable& table) {
  using boost::math::complement;
  FriedmanTest test{comparison::friedman(table), 1, 1};
  const auto degrees = static_cast<double>(table.methods - 1);
  const boost::math::chi_squared_distribution<double, Policy> chi_squared(degrees);
  test.p_chi_squared = boost::math::cdf(complement(chi_squared, test.friedman.chi_squared));
  const boost::math::fisher_f_distribution<double, Policy> f(degrees,
                                                             degrees * static_cast<double>(table.instances - 1));
  test.p_f =
      std::isinf(test.friedman.f) ? agreement_probability(table) : boost::math::cdf(complement(f, test.friedman.f));
  return test;
}

double nemenyi_quantile(double alpha, std::size_t methods) {
  return studentized_range_quantile(alpha, methods) / std::numbers::sqrt2;
}

double nemenyi_critical_difference(double alpha, std::size_t methods, std::size_t instances) {
  return comparison::nemenyi_critical_difference(nemenyi_quantile(alpha, methods), methods, instances);
}

WilcoxonTest wilcoxon_test(std::span<const double> first, std::span<const double> second, bool continuity) {
  WilcoxonTest test{comparison::signed_ranks(first, second), false, 0, 1};
  const auto& ranks = test.ranks;
  test.exact = ranks.count <= comparison::exact_signed_ranks && ranks.tie_sum == 0;
  if (test.exact) {
    test.p = std::min(1.0, 2 * comparison::signed_rank_probability(ranks.count, ranks.smaller()));
  } else {
    test.z = comparison::signed_rank_z(ranks, continuity);
    test.p = std::min(1.0, 2 * normal_probability(test.z));
  }
  return test;
}

std::vector<PairTest> pair_tests(const comparison::ScoreTable& table, bool continuity) {
  require_scores(table, 2);
  require_methods(table.methods);
  const auto ranks = comparison::average_ranks(table);
  // The standard error of a difference of average ranks, times what the studentized range is of.
  const double scale = comparison::nemenyi_critical_difference(1, table.methods, table.instances) / std::numbers::sqrt2;
  std::vector<PairTest> tests;
  std::vector<double> p;
  for (std::size_t first = 0; first < table.methods; ++first)
    for (std::size_t second = first + 1; second < table.methods; ++second) {
      const double difference = ranks[first] - ranks[second];
      tests.push_back({first, second, difference, studentized_range_tail(std::fabs(difference) / scale, table.methods),
                       wilcoxon_test(table.of(first), table.of(second), continuity), 1});
      p.push_back(tests.back().wilcoxon.p);
    }
  const auto adjusted = comparison::holm(p);
  for (std::size_t i = 0; i < tests.size(); ++i) tests[i].p_holm = adjusted[i];
  return tests;
}

}  // namespace ravine::study
