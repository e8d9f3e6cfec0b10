#include "ravine/study/halving.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <string>
#include <utility>

namespace ravine::study {
namespace {

constexpr std::size_t usual_share = 100;  // of the budget that every setting gets

double value_of(const RunRecord& record) {
  return failed(record.kind) || !(record.answer_f == record.answer_f) ? std::numeric_limits<double>::infinity()
                                                                      : record.answer_f;
}

}  // namespace

std::vector<Rung> rungs(const Block& block) {
  const auto& sampling = block.sampling;
  std::vector<Rung> rungs{{block.options.steps, block.settings()}};
  if (sampling.halving == 0) return rungs;
  const auto least = std::max<std::size_t>(
      sampling.least_budget > 0 ? sampling.least_budget : (block.options.steps + usual_share - 1) / usual_share, 1);
  auto settings = block.settings(), evaluations = block.options.steps;
  while (settings >= sampling.halving && evaluations / sampling.halving >= least) {
    settings /= sampling.halving;
    evaluations /= sampling.halving;
    rungs.push_back({evaluations, settings});
  }
  // The rungs' budgets were found from the last to the first, their settings from the first to the last.
  for (std::size_t i = 0, j = rungs.size() - 1; i < j; ++i, --j) std::swap(rungs[i].evaluations, rungs[j].evaluations);
  return rungs;
}

Halving::Halving(const Plan& plan, std::size_t number, std::span<const RunRecord> before)
    : rungs_(rungs(plan.blocks()[number])),
      together_(plan.blocks()[number].starts.size() * plan.blocks()[number].repeats),
      settings_(plan.blocks()[number].settings()),
      stages_(plan.blocks()[number].size(), Stage::asked),
      records_(stages_.size()) {
  std::iota(settings_.begin(), settings_.end(), std::size_t{0});
  for (const auto& record : before) {
    const auto run = record.index - plan.first_run(number);
    records_[run] = record;
    stages_[run] = Stage::known;
  }
}

double Halving::score(std::size_t settings) {
  scores_.clear();
  for (std::size_t i = 0; i < together_; ++i) scores_.push_back(value_of(records_[settings * together_ + i]));
  const auto middle = scores_.begin() + static_cast<std::ptrdiff_t>((together_ - 1) / 2);
  std::nth_element(scores_.begin(), middle, scores_.end());
  return *middle;
}

bool Halving::is_beyond(std::size_t settings) const {
  for (auto run = settings * together_; run < (settings + 1) * together_; ++run)
    if (stages_[run] == Stage::known && records_[run].evaluations > rung().evaluations) return true;
  return false;
}

std::vector<RunRecord> Halving::climb() {
  // What an earlier study went on with goes on: it had the same scores.
  std::vector<std::pair<double, std::size_t>> order;
  for (const auto settings : settings_)
    order.emplace_back(is_beyond(settings) ? -std::numeric_limits<double>::infinity() : score(settings), settings);
  std::sort(order.begin(), order.end());
  const auto on = std::min(rungs_[rung_ + 1].settings, order.size());
  const auto reason =
      "the best " + std::to_string(on) + " of " + std::to_string(settings_.size()) + " settings went on";
  std::vector<RunRecord> over;
  settings_.clear();
  for (std::size_t place = 0; place < order.size(); ++place) {
    const auto settings = order[place].second;
    if (place < on) settings_.push_back(settings);
    for (auto run = settings * together_; run < (settings + 1) * together_; ++run) {
      auto& stage = stages_[run];
      if (stage == Stage::asked && records_[run].kind != OutcomeKind::pruned) stage = Stage::ended;
      if (place < on) continue;
      if (stage != Stage::known) {
        if (records_[run].kind == OutcomeKind::pruned) records_[run].reason = reason;
        over.push_back(std::move(records_[run]));
      }
      stage = Stage::over;
    }
  }
  std::sort(settings_.begin(), settings_.end());
  std::sort(over.begin(), over.end(), [](const RunRecord& a, const RunRecord& b) { return a.index < b.index; });
  ++rung_;
  // At the last rung what has ended by itself is over too: it needs no run.
  if (is_last()) {
    const auto middle = over.size();
    for (std::size_t run = 0; run < stages_.size(); ++run)
      if (stages_[run] == Stage::ended) {
        over.push_back(std::move(records_[run]));
        stages_[run] = Stage::over;
      }
    std::inplace_merge(over.begin(), over.begin() + static_cast<std::ptrdiff_t>(middle), over.end(),
                       [](const RunRecord& a, const RunRecord& b) { return a.index < b.index; });
  }
  return over;
}

}  // namespace ravine::study
