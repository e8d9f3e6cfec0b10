#include "ravine/app/block_samples.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "ravine/app/shown_axis.hpp"
#include "ravine/base/infinity.hpp"

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

}  // namespace ravine::app
