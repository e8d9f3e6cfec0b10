#include "ravine/app/block_samples.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <utility>

#include "ravine/app/shown_axis.hpp"
#include "ravine/base/infinity.hpp"
#include "ravine/study/draw.hpp"

namespace ravine::app {

void Sample::add(std::size_t run, const StudyRow& row, const Score& score) {
  scores.emplace_back(score_of(row, score), run);
  const bool fails = failed(row.kind);
  failures += fails ? 1 : 0;
  if (fails) failed_run = run;
  if (!fails && !std::isfinite(scores.back().first)) missed_run = run;
}

Sample::Scored Sample::at(double share) {
  if (scores.empty()) return {infinity, 0};
  std::sort(scores.begin(), scores.end());
  const auto place = std::ceil(share * static_cast<double>(scores.size())) - 1;
  return scores[static_cast<std::size_t>(std::max(place, 0.0))];
}

namespace {

constexpr std::size_t most_scattered = std::size_t{1} << 17;  // runs; of more no quantile looks different

}  // namespace

BlockSamples::BlockSamples(const study::Plan& plan, const StudyRows& rows, const Score& score, std::size_t number,
                           std::string setting)
    : plan_(plan), rows_(rows), number_(number), score_(score), setting_(std::move(setting)) {
  const auto& axes = block().axes;
  for (std::size_t k = 0; k < axes.size() && !axis_; ++k)
    if (block().method.info().parameters[axes[k].parameter].name == setting_ && is_number(axes[k]) &&
        (is_grid() || axes[k].interval))
      axis_ = k;
  if (!axis_ || is_grid()) return;
  study::Draw draw(plan_, number_);
  Descent descent{{}, block().method, block().options};
  auto kept = runs();
  // The first of Sobol's points fill the whole space evenly; each so many one would not.
  if (is_scattered() && kept.size() > most_scattered) kept.resize(most_scattered);
  for (const auto run : kept) {
    const auto within = run - plan_.first_run(number_), own = within / runs_a_setting();
    if (!values_.empty() && values_.back().second == own) continue;
    draw.set(within, descent);
    values_.emplace_back(descent.method.settings()[axes[*axis_].parameter].value, own);
  }
  std::sort(values_.begin(), values_.end());
}

BlockSamples BlockSamples::judged_by(const Score& score) const {
  auto other = *this;
  other.score_ = score;
  return other;
}

bool BlockSamples::is_scattered() const {
  return block().sampling.strategy != study::Strategy::grid && (rows_.stride() > 1 || block().starts.each_sample());
}

Sample BlockSamples::sample_of(std::size_t setting) const {
  const auto each = runs_a_setting(), first = plan_.first_run(number_) + setting * each, stride = rows_.stride();
  Sample sample;
  for (auto run = (first + stride - 1) / stride * stride; run < first + each; run += stride)
    sample.add(run, rows_.row(run), score_);
  return sample;
}

std::vector<std::size_t> BlockSamples::runs() const {
  const auto first = plan_.first_run(number_), stride = rows_.stride();
  std::vector<std::size_t> runs;
  for (auto run = (first + stride - 1) / stride * stride; run < first + block().size(); run += stride)
    runs.push_back(run);
  return runs;
}

std::vector<std::size_t> BlockSamples::settings_made() const {
  std::vector<std::size_t> settings;
  for (const auto run : runs()) {
    const auto kind = rows_.row(run).kind;
    if (block().sampling.halving > 0 && (kind == OutcomeKind::pruned || failed(kind))) continue;
    const auto setting = (run - plan_.first_run(number_)) / runs_a_setting();
    if (settings.empty() || settings.back() != setting) settings.push_back(setting);
  }
  return settings;
}

std::optional<std::size_t> BlockSamples::best_setting() const {
  const bool has_map = is_grid() && block().axes.size() > 1;
  const auto [a, b] = map_axes();
  const auto across = has_map ? shown_axis(block(), block().axes[a]).place : std::vector<std::size_t>{};
  const auto up = has_map ? shown_axis(block(), block().axes[b]).place : std::vector<std::size_t>{};
  using Merit = std::tuple<double, std::size_t, std::size_t, std::size_t>;
  std::optional<Merit> best;
  for (const auto setting : settings_made()) {
    const double median = sample_of(setting).median();
    if (!std::isfinite(median)) continue;
    const Merit merit{median, has_map ? up[value_of_axis(b, setting)] : 0,
                      has_map ? across[value_of_axis(a, setting)] : 0, setting};
    if (!best || merit < *best) best = merit;
  }
  return best ? std::optional(std::get<3>(*best)) : std::nullopt;
}

std::size_t BlockSamples::value_of_axis(std::size_t axis, std::size_t setting) const {
  const auto& axes = block().axes;
  for (auto i = axis + 1; i < axes.size(); ++i) setting /= axes[i].values.size();
  return setting % axes[axis].values.size();
}

std::pair<std::size_t, std::size_t> BlockSamples::map_axes() const {
  const auto& map = block().map;
  return map.empty() ? std::pair<std::size_t, std::size_t>{0, 1} : std::pair{map[0], map[1]};
}

std::string common_setting(const study::Plan& plan, std::size_t problem) {
  std::map<std::string, std::size_t> counts;
  for (const auto& block : plan.blocks())
    if (block.problem == problem && !block.axes.empty())
      for (const auto& axis : block.axes) ++counts[std::string(block.method.info().parameters[axis.parameter].name)];
  if (counts.contains("learning_rate")) return "learning_rate";
  const auto most =
      std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == counts.end() ? std::string() : most->first;
}

std::vector<BlockSamples> block_samples(const study::Plan& plan, const StudyRows& rows) {
  std::vector<BlockSamples> blocks;
  std::optional<std::size_t> problem;
  Score score;
  std::string setting;
  for (std::size_t b = 0; b < plan.blocks().size(); ++b) {
    if (problem != plan.blocks()[b].problem) {
      problem = plan.blocks()[b].problem;
      score = rows.score(*problem);
      setting = common_setting(plan, *problem);
    }
    blocks.emplace_back(plan, rows, score, b, setting);
  }
  return blocks;
}

std::span<const BlockSamples> of_problem(std::span<const BlockSamples> blocks, std::size_t problem) {
  const auto is_own = [&](const BlockSamples& one) { return one.block().problem == problem; };
  const auto first = std::find_if(blocks.begin(), blocks.end(), is_own);
  return {first, std::find_if_not(first, blocks.end(), is_own)};
}

}  // namespace ravine::app
