#include "ravine/study/plan.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>
#include <set>
#include <utility>

#include "ravine/base/number_text.hpp"

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

std::size_t Block::size() const {
  std::size_t runs = 1;
  for (const auto& axis : axes) runs *= axis.values.size();
  return runs;
}

void Plan::add(Block block) {
  for (auto& axis : block.axes) {
    if (axis.labels.empty()) axis.labels = value_labels(block.method.info().parameters[axis.parameter], axis.values);
  }
  first_.push_back(size());
  blocks_.push_back(std::move(block));
}

PlannedRun Plan::run(std::size_t index) const {
  const auto next = std::upper_bound(first_.begin(), first_.end(), index);
  const auto number = static_cast<std::size_t>(next - first_.begin()) - 1;
  const auto& block = blocks_[number];
  PlannedRun run{index,         number, block.problem, block.label, block.method, block.start,
                 block.options, {},     block.pictures};
  auto left = index - first_[number];
  auto stride = block.size();
  for (const auto& axis : block.axes) {
    stride /= axis.values.size();
    const auto i = left / stride;
    left %= stride;
    const auto& parameter = block.method.info().parameters[axis.parameter];
    run.method.set(parameter.name, axis.values[i]);
    run.varied.push_back({axis.parameter, axis.values[i]});
    run.label +=
        ", " + std::string(parameter.symbol.empty() ? parameter.name : parameter.symbol) + " = " + axis.labels[i];
  }
  return run;
}

}  // namespace ravine::study
