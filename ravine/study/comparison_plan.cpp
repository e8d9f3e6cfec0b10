#include "ravine/study/comparison_plan.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "ravine/base/hash.hpp"
#include "ravine/base/infinity.hpp"
#include "ravine/study/draw.hpp"

namespace ravine::study {
namespace {

// The same study, empty of runs, with another seed: other starts and other noise.
Plan of_phase(const Plan& base, std::string_view phase) {
  auto plan = base.without_blocks();
  plan.seed = math::Hash().add(base.seed).add(phase).value() >> 1;
  return plan;
}

// Where runs on a problem start: its own box, or one around its start. A problem that draws its own starts gets
// repeats.
void set_starts(Block& block, const PlannedProblem& problem, std::size_t count) {
  const bool own = !problem.problem->start(1, 0).empty();
  block.starts = {};
  block.repeats = problem.problem->stochastic() && own ? count : 1;
  if (own) return;
  block.starts.drawn = count;
  block.starts.box = problem.starts.box;
  if (!block.starts.box.empty()) return;
  for (const double x : problem.start) {
    const double radius = std::max(1.0, std::fabs(x)) / 2;
    block.starts.box.push_back({x - radius, x + radius});
  }
}

bool is_rate(const Block& block, const Axis& axis) {
  return block.method.info().parameters[axis.parameter].name == "learning_rate";
}

Block prepared(const Plan& plan, const Block& from, std::size_t starts) {
  Block block = from;
  block.pictures = block.traced = false;
  block.options.seed = plan.seed;
  block.options.record = {};
  set_starts(block, plan.problems[block.problem], starts);
  return block;
}

// Smaller is better; the second counts where the first are alike.
struct Merit {
  double score = infinity, f = infinity;
  bool operator<(const Merit& other) const { return score < other.score || (score == other.score && f < other.f); }
};

// f at the end; infinite, too, for a run that was ended early: its f is not that of a whole run.
double end_of(const RunRecord& record) { return record.kind == OutcomeKind::pruned ? infinity : end_value(record); }

double median(std::vector<double>& values) {
  if (values.empty()) return infinity;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  const double upper = *middle;
  if (values.size() % 2 == 1) return upper;
  const double lower = *std::max_element(values.begin(), middle);
  return std::isfinite(upper) ? (lower + upper) / 2 : upper;
}

}  // namespace

std::string_view name(Tuning tuning) {
  constexpr std::string_view names[] = {"tuned", "learning rate tuned", "defaults"};
  return names[static_cast<std::size_t>(tuning)];
}

double score_of(const Comparison& comparison, const RunRecord& record) {
  if (!comparison.target) return end_of(record);
  if (failed(record.kind)) return infinity;
  return score_of(record.evaluations_to[*comparison.target]);
}

ContenderPlan tuning_plan(const Plan& base) {
  const auto& comparison = *base.comparison;
  ContenderPlan tuning{of_phase(base, "tuning"), {}};
  for (std::size_t b = 0; b < base.blocks().size(); ++b) {
    auto block = prepared(tuning.plan, base.blocks()[b], comparison.starts);
    if (block.axes.empty()) continue;  // nothing to tune
    block.sampling = {Strategy::sobol, comparison.tuning, comparison.halving};
    auto rate_only = block;
    std::erase_if(rate_only.axes, [&](const Axis& axis) { return !is_rate(block, axis); });
    const bool has_more = rate_only.axes.size() < block.axes.size();
    tuning.plan.add(std::move(block));
    tuning.contenders.push_back({b, Tuning::full});
    if (!has_more || rate_only.axes.empty()) continue;
    rate_only.label += ", " + std::string(name(Tuning::rate_only));
    tuning.plan.add(std::move(rate_only));
    tuning.contenders.push_back({b, Tuning::rate_only});
  }
  return tuning;
}

Tuned best_settings(const Plan& plan, std::size_t number, std::span<const RunRecord> records) {
  const auto& block = plan.blocks()[number];
  const auto& comparison = *plan.comparison;
  const auto each = block.starts.size() * block.repeats;
  Tuned tuned;
  tuned.tried = block.settings();
  std::vector<Merit> merits;
  for (std::size_t settings = 0; settings < block.settings(); ++settings) {
    std::vector<double> scores, values;
    for (const auto& record : records.subspan(settings * each, each)) {
      scores.push_back(score_of(comparison, record));
      values.push_back(end_of(record));
    }
    merits.push_back({median(scores), median(values)});
    if (merits.back() < merits[tuned.settings]) tuned.settings = settings;
  }
  tuned.score = merits[tuned.settings].score;
  std::vector<double> finite;
  for (const auto& merit : merits)
    if (std::isfinite(merit.score)) finite.push_back(merit.score);
  const double most = comparison.target ? 2 * tuned.score : tuned.score + (median(finite) - tuned.score) / 10;
  tuned.near = static_cast<std::size_t>(
      std::count_if(finite.begin(), finite.end(), [&](double score) { return score <= most; }));
  tuned.tied = merits.size() > 1 && std::none_of(merits.begin(), merits.end(),
                                                 [&](const Merit& merit) { return merits[tuned.settings] < merit; });
  return tuned;
}

std::vector<Tuned> best_settings(const ContenderPlan& tuning, std::span<const RunRecord> tried) {
  const auto& plan = tuning.plan;
  std::vector<Tuned> tuned;
  for (std::size_t b = 0; b < plan.blocks().size(); ++b)
    tuned.push_back(best_settings(plan, b, tried.subspan(plan.first_run(b), plan.blocks()[b].size())));
  return tuned;
}

TriedSettings tried_settings(const Plan& base, const ContenderPlan& tuning, std::string_view label) {
  TriedSettings tried;
  for (std::size_t t = 0; t < tuning.contenders.size(); ++t) {
    if (base.blocks()[tuning.contenders[t].block].label != label) continue;
    const auto& block = tuning.plan.blocks()[t];
    tried.any = true;
    tried.rate_alone = tried.rate_alone || std::all_of(block.axes.begin(), block.axes.end(),
                                                       [&](const Axis& axis) { return is_rate(block, axis); });
  }
  return tried;
}

ContenderPlan scoring_plan(const Plan& base, const ContenderPlan& tuning, std::span<const Tuned> tuned,
                           std::span<const RunRecord> tried) {
  const auto& comparison = *base.comparison;
  ContenderPlan scoring{of_phase(base, "scoring"), {}};
  for (const auto& record : tried) {
    const auto number = tuning.plan.blocks()[tuning.plan.block_of(record.index)].problem;
    auto& least = scoring.plan.problems[number].least_seen;
    if (base.problems[number].minimum || !std::isfinite(record.best_f)) continue;
    least = std::min(least.value_or(record.best_f), record.best_f);
  }
  for (std::size_t b = 0; b < base.blocks().size(); ++b) {
    const auto add = [&](const Method& method, Tuning how) {
      auto block = prepared(scoring.plan, base.blocks()[b], comparison.scored);
      block.method = method;
      block.axes.clear();
      block.sampling = {};
      if (how != Tuning::full) block.label += ", " + std::string(name(how));
      scoring.plan.add(std::move(block));
      scoring.contenders.push_back({b, how});
    };
    bool any = false;
    for (std::size_t t = 0; t < tuning.contenders.size(); ++t) {
      if (tuning.contenders[t].block != b) continue;
      any = true;
      const auto& block = tuning.plan.blocks()[t];
      Draw draw(tuning.plan, t);
      Descent descent{{}, block.method, block.options};
      if (!tuned[t].tied) draw.set(tuned[t].settings * block.starts.size() * block.repeats, descent);
      add(descent.method, tuning.contenders[t].tuning);
    }
    if (!any) add(base.blocks()[b].method, Tuning::full);
    add(base.blocks()[b].method, Tuning::defaults);
  }
  return scoring;
}

}  // namespace ravine::study
