#include "ravine/study/plan.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>
#include <set>
#include <utility>

#include "ravine/base/number_text.hpp"
#include "ravine/study/draw.hpp"

namespace ravine::study {
namespace {

std::string rounded(double value, int digits) {
  char buffer[40];
  const auto end =
      std::to_chars(std::begin(buffer), std::end(buffer), value, std::chars_format::scientific, digits - 1);
  return shortest(parse_number({std::begin(buffer), static_cast<std::size_t>(end.ptr - buffer)}).value_or(value));
}

std::string value_label(const ParameterInfo& parameter, const Setting& setting, int digits) {
  if (setting.schedule) return setting.schedule->text();
  if (parameter.kind != ParameterInfo::Kind::number) return parameter.value_text(setting.value);
  constexpr std::size_t long_number = 8;  // characters
  auto text = shortest(setting.value);
  return text.size() <= long_number || !std::isfinite(setting.value) ? text : rounded(setting.value, digits);
}

}  // namespace

std::vector<std::string> value_labels(const ParameterInfo& parameter, const std::vector<Setting>& values) {
  constexpr int fewest = 3, most = 17;
  std::vector<std::string> labels(values.size());
  for (int digits = fewest; digits <= most; ++digits) {
    for (std::size_t i = 0; i < values.size(); ++i) labels[i] = value_label(parameter, values[i], digits);
    if (std::set<std::string>(labels.begin(), labels.end()).size() == labels.size()) break;
  }
  return labels;
}

std::size_t Starts::size() const {
  if (box.empty()) return std::max<std::size_t>(points.size(), 1);
  if (lattice.empty()) return std::max<std::size_t>(drawn, 1);
  std::size_t count = 1;
  for (const auto along : lattice) count *= along;
  return count;
}

std::size_t Block::settings() const {
  if (sampling.strategy != Strategy::grid) return sampling.samples;
  std::size_t count = 1;
  for (const auto& axis : axes) count *= axis.values.size();
  return count;
}

std::size_t Block::size() const { return settings() * starts.size() * repeats; }

void Plan::add(Block block) {
  for (auto& axis : block.axes) {
    if (axis.labels.empty()) axis.labels = value_labels(block.method.info().parameters[axis.parameter], axis.values);
  }
  first_.push_back(size());
  blocks_.push_back(std::move(block));
}

Plan Plan::without_blocks() const {
  auto plan = *this;
  plan.blocks_.clear();
  plan.first_.clear();
  return plan;
}

std::size_t Plan::block_of(std::size_t run) const {
  return static_cast<std::size_t>(std::upper_bound(first_.begin(), first_.end(), run) - first_.begin()) - 1;
}

bool Plan::is_traced() const {
  return std::any_of(blocks_.begin(), blocks_.end(), [](const Block& block) { return block.traced; });
}

PlannedRun Plan::run(std::size_t index) const {
  const auto number = block_of(index);
  const auto& block = blocks_[number];
  PlannedRun run{index,         number, block.problem, block.label, block.method, block.start,
                 block.options, {},     block.pictures};
  Draw draw(*this, number);
  Descent descent{{}, block.method, block.options};
  const auto place = draw.set(index - first_[number], descent);
  run.method = std::move(descent.method);
  run.start = std::move(descent.start);
  run.options.repeat = descent.options.repeat;
  for (std::size_t k = 0; k < block.axes.size(); ++k) {
    const auto& axis = block.axes[k];
    const auto& parameter = block.method.info().parameters[axis.parameter];
    run.varied.push_back({axis.parameter, run.method.settings()[axis.parameter]});
    if (block.sampling.strategy == Strategy::grid)
      run.label += ", " + std::string(parameter.symbol.empty() ? parameter.name : parameter.symbol) + " = " +
                   axis.labels[draw.value_of(k)];
  }
  if (block.sampling.strategy != Strategy::grid) run.label += ", sample " + std::to_string(place.settings + 1);
  if (block.starts.size() > 1) run.label += ", start " + std::to_string(place.start + 1);
  if (block.repeats > 1) run.label += ", repeat " + std::to_string(place.repeat + 1);
  return run;
}

}  // namespace ravine::study
