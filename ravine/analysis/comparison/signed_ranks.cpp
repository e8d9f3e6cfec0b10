#include "ravine/analysis/comparison/signed_ranks.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "ravine/analysis/comparison/ranks.hpp"
#include "ravine/base/error.hpp"
#include "ravine/base/number_text.hpp"

namespace ravine::comparison {
namespace {

double difference(double first, double second) {
  if (first == second) return 0;  // also both infinite
  if (std::isinf(first) || std::isinf(second)) return first - second;
  constexpr double largest = std::numeric_limits<double>::max();
  return std::clamp(first - second, -largest, largest);  // one that overflows is still smaller than an infinite one
}

// Element w: how many subsets of {1, ..., count} have the sum w.
std::vector<std::uint64_t> subsets_by_sum(std::size_t count) {
  std::vector<std::uint64_t> subsets(count * (count + 1) / 2 + 1);
  subsets[0] = 1;
  for (std::size_t rank = 1; rank <= count; ++rank)
    for (std::size_t sum = rank * (rank + 1) / 2; sum >= rank; --sum) subsets[sum] += subsets[sum - rank];
  return subsets;
}

}  // namespace

SignedRanks signed_ranks(std::span<const double> first, std::span<const double> second) {
  if (first.size() != second.size())
    throw InputError(std::to_string(first.size()) + " scores beside " + std::to_string(second.size()) +
                         ": two methods are compared on the same instances",
                     "give one score for each instance");
  require_scores(first);
  require_scores(second);
  std::vector<double> differences, sizes;
  for (std::size_t i = 0; i < first.size(); ++i)
    if (const double d = difference(first[i], second[i]); d != 0) {
      differences.push_back(d);
      sizes.push_back(std::fabs(d));
    }
  const auto [ranks, tie_sum] = rank(sizes);
  SignedRanks result{sizes.size(), first.size() - sizes.size(), 0, 0, tie_sum};
  for (std::size_t i = 0; i < ranks.size(); ++i) (differences[i] > 0 ? result.positive : result.negative) += ranks[i];
  return result;
}

double signed_rank_probability(std::size_t count, double sum) {
  if (count > exact_signed_ranks || std::isnan(sum))
    throw InputError("the exact distribution of " + std::to_string(count) + " signed ranks at " + shortest(sum) +
                         ": there are at most " + std::to_string(exact_signed_ranks) + ", and the sum is a number",
                     "use the normal approximation");
  if (sum < 0) return 0;
  const auto subsets = subsets_by_sum(count);
  std::uint64_t at_most = 0;
  for (std::size_t w = 0; w < subsets.size() && static_cast<double>(w) <= sum; ++w) at_most += subsets[w];
  return static_cast<double>(at_most) / static_cast<double>(std::uint64_t{1} << count);
}

double signed_rank_z(const SignedRanks& ranks, bool continuity) {
  if (ranks.count == 0) return 0;
  const auto n = static_cast<double>(ranks.count);
  const double below = ranks.smaller() - n * (n + 1) / 4;
  const double moved = continuity && below < 0 ? below + 0.5 : below;
  return moved / std::sqrt((n * (n + 1) * (2 * n + 1) - ranks.tie_sum / 2) / 24);
}

double rank_biserial(const SignedRanks& ranks) {
  return ranks.count == 0 ? 0 : (ranks.positive - ranks.negative) / (ranks.positive + ranks.negative);
}

}  // namespace ravine::comparison
