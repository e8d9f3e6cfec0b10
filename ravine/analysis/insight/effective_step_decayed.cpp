// A step that shrank before the run had arrived. What the text suggests was tried: it is the first of the rates that
// reaches clearly further within the same budget.
#include <algorithm>
#include <array>
#include <cmath>

#include "ravine/analysis/insight/rules.hpp"
#include "ravine/analysis/insight/words.hpp"
#include "ravine/analysis/stability_limit.hpp"

namespace ravine {
namespace {

// The median of |step| / |gradient| over rows first ... end - 1.
double effective_step(const Evidence& evidence, std::size_t first, std::size_t end) {
  std::vector<double> ratios;
  for (auto row = first; row < end; ++row) {
    const double slope = evidence.history.gradient_norm(row);
    const auto steps = static_cast<double>(evidence.history.step[row + 1] - evidence.history.step[row]);
    if (slope > 0) ratios.push_back(evidence.distance(row, row + 1) / (slope * steps));
  }
  if (ratios.empty()) return 0;
  const auto middle = ratios.begin() + static_cast<std::ptrdiff_t>(ratios.size() / 2);
  std::nth_element(ratios.begin(), middle, ratios.end());
  return *middle;
}

std::string cause(const Evidence& evidence) {
  const auto& info = evidence.method.info();
  if (!evidence.has_constant_rate()) return "its schedule took the learning rate down";
  if (info.name == "adagrad") return "Adagrad's sum of squares only grows";
  return std::string(info.title) + "'s own scaling shrank it";
}

}  // namespace

std::optional<Insight> effective_step_decayed(const Evidence& evidence) {
  const auto rows = evidence.sound_rows;
  // Only a finding where there is room: an arrived run may well have small steps.
  if (rows < 20 || evidence.arrived() || !evidence.learning_rate(0)) return std::nullopt;
  // A plain rule scales nothing.
  if (evidence.has_constant_rate() && local_stability_limit_times_curvature(evidence.method, 0, evidence.options.steps))
    return std::nullopt;
  const std::size_t part = std::max<std::size_t>(1, rows / 20);
  const double first = effective_step(evidence, 0, part), last = effective_step(evidence, rows - 1 - part, rows - 1);
  if (!(last < first / 3)) return std::nullopt;
  const auto start = evidence.history.point(0);
  const double reached = evidence.run.best_f;
  for (const double factor : {3.0, 10.0, 30.0, 100.0, 300.0, 1000.0}) {
    const auto run =
        minimize(evidence.problem, start, evidence.with_rate_times(factor), evidence.trial(evidence.options.steps));
    const bool further = std::isfinite(evidence.minimum)
                             ? run.f - evidence.minimum < 0.1 * (reached - evidence.minimum)
                             : evidence.history.f[0] - run.f > 1.1 * (evidence.history.f[0] - reached);
    if (failed(run.outcome.kind) || !further) continue;
    const double rate = *evidence.learning_rate(0), better = factor * rate;
    const double excess = evidence.excess(rows - 1);
    Insight insight{.kind = Finding::effective_step_decayed,
                    .text = {},
                    .numbers = {{"first_effective_step", first},
                                {"last_effective_step", last},
                                {"learning_rate", rate},
                                {"better_learning_rate", better},
                                {"f_reached", evidence.run.f},
                                {"f_with_better", run.f}},
                    .step = evidence.history.step[rows - 1]};
    insight.text =
        "the effective step fell from " + rounded(first) + " to " + rounded(last) +
        (std::isfinite(excess) ? " while f was still " + rounded(excess) + " above " + evidence.minimum_text()
                               : " while f was still coming down") +
        ": " + cause(evidence) + "; a learning rate of about " + rounded(better) + " in place of " + rounded(rate) +
        " reaches f = " + rounded(run.f) + " with the same budget";
    return insight;
  }
  return std::nullopt;
}

}  // namespace ravine
