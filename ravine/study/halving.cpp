#include "ravine/study/halving.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <string>
#include <utility>

namespace ravine::study {
namespace {

constexpr std::size_t usual_share = 100;  // of the budget that every setting gets

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

double evaluations_of(const Block& block) {
  double evaluations = 0;
  for (const auto& rung : rungs(block))
    evaluations += static_cast<double>(rung.settings) * static_cast<double>(rung.evaluations);
  return evaluations * static_cast<double>(block.starts.size()) * static_cast<double>(block.repeats);
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
  for (std::size_t i = 0; i < together_; ++i) scores_.push_back(end_value(records_[settings * together_ + i]));
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
  const auto on = std::min(rungs_[++rung_].settings, order.size());
  const auto reason = "the best " + std::to_string(on) + " of " + std::to_string(order.size()) + " settings went on";
  settings_.clear();
  for (std::size_t place = 0; place < on; ++place) settings_.push_back(order[place].second);
  std::sort(settings_.begin(), settings_.end());
  std::vector<RunRecord> over;
  for (std::size_t run = 0; run < stages_.size(); ++run) {
    auto& stage = stages_[run];
    auto& record = records_[run];
    if (stage == Stage::over) continue;
    if (stage == Stage::asked && record.kind != OutcomeKind::pruned) stage = Stage::ended;
    const bool goes_on = std::binary_search(settings_.begin(), settings_.end(), run / together_);
    // What has ended by itself waits for no run: its score counts up to the last rung.
    if (goes_on && !(stage == Stage::ended && is_last())) continue;
    if (record.kind == OutcomeKind::pruned) record.reason = reason;
    if (stage != Stage::known) over.push_back(std::move(record));
    stage = Stage::over;
  }
  return over;
}

}  // namespace ravine::study
