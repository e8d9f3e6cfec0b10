#include "ravine/analysis/comparison/good_region.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>

#include "ravine/base/error.hpp"
#include "ravine/base/math.hpp"
#include "ravine/base/number_text.hpp"

namespace ravine::comparison {
namespace {

void require(std::span<const double> rates, std::span<const double> scores, double factor) {
  if (rates.empty() || rates.size() != scores.size())
    throw InputError(std::to_string(scores.size()) + " scores for " + std::to_string(rates.size()) +
                         " learning rates: each rate has one, and there is at least 1",
                     "give inf where a run failed");
  for (std::size_t i = 0; i < rates.size(); ++i) {
    if (!(rates[i] > 0 && std::isfinite(rates[i])) || (i > 0 && rates[i] <= rates[i - 1]))
      throw InputError("learning rate " + std::to_string(i) + " is " + shortest(rates[i]) +
                           ": rates are increasing, above 0 and finite",
                       "sort them, and join the scores of equal ones");
    if (!(scores[i] >= 0))
      throw InputError("score " + std::to_string(i) + " is " + shortest(scores[i]) +
                           ": a score that is multiplied by a factor is at least 0, or inf",
                       "compare evaluations, or the distance of f from its minimum");
  }
  if (!(factor >= 1 && std::isfinite(factor)))
    throw InputError("factor " + shortest(factor) + ": it is at least 1", "2 is usual");
}

// log(rate) of where the score passes the limit between two neighbours, `good` not above it and `bad` above.
double crossing(double rate_good, double rate_bad, double good, double bad, double limit) {
  const double from = math::log(rate_good);
  if (std::isinf(bad) || good == limit) return from;
  const double share = (math::log(limit) - math::log(good)) / (math::log(bad) - math::log(good));
  return from + std::clamp(share, 0.0, 1.0) * (math::log(rate_bad) - from);
}

}  // namespace

std::optional<GoodRegion> good_region(std::span<const double> rates, std::span<const double> scores, double factor) {
  require(rates, scores, factor);
  const auto best = static_cast<std::size_t>(std::min_element(scores.begin(), scores.end()) - scores.begin());
  if (std::isinf(scores[best])) return std::nullopt;
  const double limit = factor * scores[best];
  const auto is_good = [&](std::size_t i) { return scores[i] <= limit && !std::isinf(scores[i]); };
  std::size_t first = best, last = best;
  while (first > 0 && is_good(first - 1)) --first;
  while (last + 1 < rates.size() && is_good(last + 1)) ++last;

  GoodRegion region{rates[best], scores[best], rates[first], rates[last], 0, first == 0, last + 1 == rates.size()};
  double low = math::log(rates[first]), high = math::log(rates[last]);
  if (!region.low_at_edge) {
    low = crossing(rates[first], rates[first - 1], scores[first], scores[first - 1], limit);
    if (low < math::log(rates[first])) region.low = math::exp(low);
  }
  if (!region.high_at_edge) {
    high = crossing(rates[last], rates[last + 1], scores[last], scores[last + 1], limit);
    if (high > math::log(rates[last])) region.high = math::exp(high);
  }
  constexpr double log_of_10 = 2.302585092994045684;
  region.decades = (high - low) / log_of_10;
  return region;
}

}  // namespace ravine::comparison
