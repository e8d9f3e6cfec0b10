#include "ravine/app/shown_axis.hpp"

#include <algorithm>
#include <numeric>
#include <span>

#include "ravine/base/infinity.hpp"
#include "ravine/base/math/logarithm.hpp"

namespace ravine::app {
namespace {

// "learning rate η"; a name that is no more than its symbol is left out: "β₁".
std::string parameter_name(const study::Block& block, const study::Axis& axis) {
  const auto& parameter = block.method.info().parameters[axis.parameter];
  const bool spelled = parameter.name.back() >= '0' && parameter.name.back() <= '9';
  std::string name(spelled && !parameter.symbol.empty() ? parameter.symbol : parameter.name);
  std::replace(name.begin(), name.end(), '_', ' ');
  return spelled || parameter.symbol.empty() ? name : name + " " + std::string(parameter.symbol);
}

// The least distance of two neighbours as a share of the whole, of ascending numbers.
double evenness(std::span<const double> ascending) {
  double least = infinity;
  for (std::size_t i = 1; i < ascending.size(); ++i) least = std::min(least, ascending[i] - ascending[i - 1]);
  return least / (ascending.back() - ascending.front());
}

bool fit_logarithms(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  if (values.size() < 2 || !(values.front() > 0)) return false;
  const bool decades = spans_decades(values.front(), values.back());
  const double even = evenness(values);
  for (double& value : values) value = math::log(value);
  const double logarithmic = evenness(values);
  return decades && logarithmic >= even;
}

}  // namespace

bool is_number(const study::Axis& axis) {
  return axis.interval ||
         std::none_of(axis.values.begin(), axis.values.end(), [](const Setting& value) { return value.schedule; });
}

bool spans_decades(double low, double high) { return low > 0 && high >= 8 * low; }

view::AxisKind axis_kind(const study::Block& block, const study::Axis& axis) {
  using view::AxisKind;
  if (!is_number(axis) || block.method.info().parameters[axis.parameter].kind != ParameterInfo::Kind::number)
    return AxisKind::categories;
  if (axis.interval) return axis.interval->logarithmic ? AxisKind::logarithmic : AxisKind::linear;
  if (axis.spacing != study::Spacing::listed)
    return axis.spacing == study::Spacing::logarithmic ? AxisKind::logarithmic : AxisKind::linear;
  std::vector<double> values;
  for (const auto& value : axis.values) values.push_back(value.value);
  return fit_logarithms(std::move(values)) ? AxisKind::logarithmic : AxisKind::linear;
}

ShownAxis shown_axis(const study::Block& block, const study::Axis& axis) {
  ShownAxis shown;
  shown.axis.name = parameter_name(block, axis);
  shown.axis.kind = axis_kind(block, axis);
  std::vector<std::size_t> order(axis.values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  if (shown.axis.kind == view::AxisKind::categories) {
    shown.axis.labels = axis.labels;
    shown.place = std::move(order);
    return shown;
  }
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return axis.values[a].value < axis.values[b].value; });
  shown.place.resize(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    shown.place[order[i]] = i;
    shown.axis.values.push_back(axis.values[order[i]].value);
  }
  return shown;
}

view::SettingAxis drawn_axis(const study::Block& block, const study::Axis& axis) {
  view::SettingAxis shown;
  shown.name = parameter_name(block, axis);
  shown.kind = axis_kind(block, axis);
  if (shown.kind == view::AxisKind::categories) shown.labels = axis.labels;
  return shown;
}

}  // namespace ravine::app
