// A setting that varies, as an axis of a picture: named, and with the spacing that its values were asked for with.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "ravine/study/plan.hpp"
#include "ravine/view/geometry/study/setting_axis.hpp"

namespace ravine::app {

// Whether all its values are numbers: none is a schedule.
bool is_number(const study::Axis& axis);

// Whether numbers from `low` to `high` are told from each other by their logarithms only.
bool spans_decades(double low, double high);

// A range is drawn as it was asked for, the numbers of a list where they stand more evenly, all else as categories.
view::AxisKind axis_kind(const study::Block& block, const study::Axis& axis);

// The axis of a grid, and for each value of the setting its place on it: numbers ascending, else as they are listed.
struct ShownAxis {
  view::SettingAxis axis;
  std::vector<std::size_t> place;
};
ShownAxis shown_axis(const study::Block& block, const study::Axis& axis);

// The axis of settings that are drawn, without values.
view::SettingAxis drawn_axis(const study::Block& block, const study::Axis& axis);

}  // namespace ravine::app
