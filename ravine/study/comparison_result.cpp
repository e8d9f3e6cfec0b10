#include "ravine/study/comparison_result.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>
#include <utility>

#include "ravine/analysis/comparison/good_region.hpp"
#include "ravine/analysis/comparison/ranks.hpp"
#include "ravine/base/error.hpp"
#include "ravine/base/infinity.hpp"
#include "ravine/study/draw.hpp"

namespace ravine::study {
namespace {

constexpr double significance = 0.05, confidence = 0.95;
constexpr std::size_t replicates = 2000;

// Blocks of the base plan that are one method: a label on every problem.
struct MethodBlocks {
  std::string label;
  std::vector<std::size_t> blocks;  // one a problem
};

std::vector<MethodBlocks> methods_of(const Plan& base) {
  std::vector<MethodBlocks> methods;
  for (std::size_t b = 0; b < base.blocks().size(); ++b) {
    const auto& block = base.blocks()[b];
    auto found =
        std::find_if(methods.begin(), methods.end(), [&](const MethodBlocks& one) { return one.label == block.label; });
    if (found == methods.end()) found = methods.insert(found, {block.label, {}});
    found->blocks.push_back(b);
  }
  std::erase_if(methods, [&](const MethodBlocks& one) { return one.blocks.size() != base.problems.size(); });
  if (methods.empty())
    throw InputError("no method is made on every problem, so that there is nothing to compare",
                     "leave out `problem` in the runs");
  return methods;
}

// Of a block of the base plan the block of the scoring plan with this way of tuning, or the next that it has.
std::size_t block_of(const ContenderPlan& scoring, std::size_t base, Tuning tuning) {
  const auto find = [&](Tuning how) -> std::optional<std::size_t> {
    for (std::size_t i = 0; i < scoring.contenders.size(); ++i)
      if (scoring.contenders[i].block == base && scoring.contenders[i].tuning == how) return i;
    return std::nullopt;
  };
  if (const auto own = find(tuning)) return *own;
  return find(Tuning::full).value_or(0);
}

Scores scores_of(const ContenderPlan& scoring, const std::vector<MethodBlocks>& methods,
                 std::span<const RunRecord> records, Tuning tuning) {
  const auto& comparison = *scoring.plan.comparison;
  Scores scores;
  for (const auto& method : methods) {
    std::size_t instances = 0;
    for (const auto base : method.blocks) {
      const auto block = block_of(scoring, base, tuning);
      const auto own = records.subspan(scoring.plan.first_run(block), scoring.plan.blocks()[block].size());
      instances += own.size();
      for (const auto& record : own) {
        scores.table.scores.push_back(score_of(comparison, record));
        for (const auto& count : record.evaluations_to) scores.targets.evaluations.push_back(score_of(count));
      }
    }
    scores.table.instances = scores.targets.instances = instances;
  }
  scores.table.methods = scores.targets.methods = methods.size();
  scores.targets.targets = target_count;
  return scores;
}

double share_of_finite(std::span<const double> scores) {
  const auto count = std::count_if(scores.begin(), scores.end(), [](double score) { return std::isfinite(score); });
  return static_cast<double>(count) / static_cast<double>(scores.size());
}

// Of a block that varies the learning rate alone: its rates, ascending, and their median scores.
void rate_scores(const ContenderPlan& tuning, std::size_t number, std::span<const RunRecord> tried,
                 std::vector<double>& rates, std::vector<double>& scores) {
  const auto& block = tuning.plan.blocks()[number];
  const auto each = block.starts.size() * block.repeats;
  const auto parameter = block.axes.front().parameter;
  Draw draw(tuning.plan, number);
  Descent descent{{}, block.method, block.options};
  std::vector<std::pair<double, double>> pairs;
  for (std::size_t settings = 0; settings < block.settings(); ++settings) {
    draw.set(settings * each, descent);
    std::vector<double> own;
    for (const auto& record : tried.subspan(tuning.plan.first_run(number) + settings * each, each))
      own.push_back(score_of(*tuning.plan.comparison, record));
    pairs.emplace_back(descent.method.settings()[parameter].value, comparison::median(own));
  }
  std::sort(pairs.begin(), pairs.end());
  for (const auto& [rate, score] : pairs) {
    if (!rates.empty() && rate == rates.back()) continue;
    rates.push_back(rate);
    scores.push_back(score);
  }
}

bool varies_rate_alone(const Block& block) {
  return block.axes.size() == 1 && block.axes.front().interval &&
         block.method.info().parameters[block.axes.front().parameter].name == "learning_rate";
}

}  // namespace

std::vector<double> good_rate_decades(const Plan& base, const ContenderPlan& tuning, std::span<const RunRecord> tried) {
  std::vector<double> widths;
  for (const auto& method : methods_of(base)) {
    std::vector<double> decades;
    for (std::size_t b = 0; b < tuning.contenders.size(); ++b) {
      const bool own =
          std::find(method.blocks.begin(), method.blocks.end(), tuning.contenders[b].block) != method.blocks.end();
      if (!own || !varies_rate_alone(tuning.plan.blocks()[b])) continue;
      std::vector<double> rates, scores;
      rate_scores(tuning, b, tried, rates, scores);
      if (std::any_of(scores.begin(), scores.end(), [](double score) { return score < 0; })) continue;  // f, no count
      if (const auto region = comparison::good_region(rates, scores)) decades.push_back(region->decades);
    }
    widths.push_back(decades.empty() ? std::numeric_limits<double>::quiet_NaN() : comparison::median(decades));
  }
  return widths;
}

ComparisonResult compare(const Plan& base, const ContenderPlan& scoring, std::span<const RunRecord> records) {
  const auto methods = methods_of(base);
  ComparisonResult result;
  result.tuned = scores_of(scoring, methods, records, Tuning::full);
  result.rate_tuned = scores_of(scoring, methods, records, Tuning::rate_only);
  result.by_default = scores_of(scoring, methods, records, Tuning::defaults);
  for (const auto block : methods.front().blocks) {
    const auto& planned = scoring.plan.blocks()[block_of(scoring, block, Tuning::full)];
    result.dimensions.insert(result.dimensions.end(), planned.size(), planned.start.size());
    result.problems.insert(result.problems.end(), planned.size(), planned.problem);
  }
  const auto ranks = comparison::average_ranks(result.tuned.table);
  for (std::size_t m = 0; m < methods.size(); ++m) {
    ComparedMethod method;
    const auto own = result.tuned.table.of(m);
    method.label = methods[m].label;
    method.average_rank = ranks[m];
    method.quartiles = comparison::quartiles(own);
    method.median = comparison::bootstrap_interval(own, comparison::median, confidence, replicates,
                                                   {base.seed, math::Purpose::resampling, m, 0, 0});
    method.solved = share_of_finite(own);
    method.solved_with_rate = share_of_finite(result.rate_tuned.table.of(m));
    method.solved_by_default = share_of_finite(result.by_default.table.of(m));
    method.median_with_rate = comparison::median(result.rate_tuned.table.of(m));
    method.median_by_default = comparison::median(result.by_default.table.of(m));
    result.methods.push_back(std::move(method));
  }
  result.order.resize(methods.size());
  std::iota(result.order.begin(), result.order.end(), std::size_t{0});
  std::stable_sort(result.order.begin(), result.order.end(),
                   [&](std::size_t a, std::size_t b) { return ranks[a] < ranks[b]; });
  constexpr std::size_t most_compared = 100;  // that tests of pairs take
  if (methods.size() < 2 || methods.size() > most_compared || result.tuned.table.instances < 2) return result;
  result.friedman = friedman_test(result.tuned.table);
  result.critical_difference = nemenyi_critical_difference(significance, methods.size(), result.tuned.table.instances);
  result.pairs = pair_tests(result.tuned.table);
  return result;
}

}  // namespace ravine::study
