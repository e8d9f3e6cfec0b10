#include "ravine/app/comparison_words.hpp"

#include <fmt/format.h>

#include <cmath>

#include "ravine/base/number_text.hpp"

namespace ravine::app {
namespace {

std::string measured_text(const study::Comparison& comparison, const study::ComparisonResult& result) {
  const auto score = score_of(comparison);
  return fmt::format(
      "The score is {}. The order is by the average rank: the place of a method among all, 1 the best, on each of the "
      "{} instances (a problem from a start). By the median, the score on the middle one of them, it may be another: a "
      "rank says who is ahead and not by how much.",
      score.by_target ? "the " + score_name(score) + ": fewer are better, and a miss counts as infinitely many"
                      : score_name(score) + ": less is better",
      result.tuned.table.instances);
}

std::string verdict(const study::ComparisonResult& result) {
  if (result.pairs.empty()) return "";
  const auto& best = result.methods[result.order.front()];
  std::string alike;
  for (const auto& pair : result.pairs) {
    const bool has_best = pair.first == result.order.front() || pair.second == result.order.front();
    if (!has_best || pair.p_holm <= 0.05) continue;
    const auto other = pair.first == result.order.front() ? pair.second : pair.first;
    alike += (alike.empty() ? "" : ", ") + result.methods[other].label;
  }
  constexpr double least = 1e-300;  // what doubles tell from 0
  const auto p =
      result.friedman.p_f < least ? std::string("p < 1e-300") : fmt::format("p = {:.2g}", result.friedman.p_f);
  const std::string how =
      std::isinf(result.friedman.friedman.f) ? "exact: one order on all instances" : "F by Iman & Davenport";
  std::string text = "Friedman's test (" + how + "): " + p + "; ";
  text += result.friedman.p_f > 0.05 ? "no method is shown to be better than another. " : "the methods differ. ";
  text += best.label + " has the best average rank";
  text += alike.empty()
              ? "; it differs from every other method (Wilcoxon's signed ranks with Holm's adjustment, 0.05)."
              : "; not told apart from it (Wilcoxon's signed ranks with Holm's adjustment, 0.05): " + alike + ".";
  return text;
}

std::string untuned_text(const study::Plan& plan, const study::ContenderPlan& tuning,
                         const study::ComparisonResult& result) {
  std::string names;
  for (const auto m : result.order)
    if (!tried_settings(plan, tuning, result.methods[m].label).any)
      names += (names.empty() ? "" : ", ") + result.methods[m].label;
  return names.empty() ? "" : "Not tuned, for their settings have no ranges: " + names + ".";
}

// What scores count from where no minimum is known: it is no fact about the problem but what these methods found.
std::string seen_text(const study::ContenderPlan& scoring) {
  std::string names;
  for (const auto& problem : scoring.plan.problems)
    if (problem.least_seen)
      names += (names.empty() ? "" : ", ") + problem.name + " (" + shortest(*problem.least_seen) + ")";
  if (names.empty()) return "";
  return "No minimum is known of " + names +
         ": targets there are relative to the least f seen, which the best tuning run came to.";
}

}  // namespace

std::string comparison_words(const study::Plan& plan, const study::ContenderPlan& tuning,
                             const study::ContenderPlan& scoring, const study::ComparisonResult& result) {
  auto words = measured_text(*plan.comparison, result);
  for (const auto& further : {verdict(result), untuned_text(plan, tuning, result), seen_text(scoring)})
    if (!further.empty()) words += " " + further;
  return words;
}

}  // namespace ravine::app
