// The notebook's report with made-up workings: two runs that share a schedule, one whose schedule leaves its range, one
// with the state of two coordinates and one with that of four of ten.
#pragma once

#include <cmath>
#include <cstddef>
#include <filesystem>
#include <limits>
#include <string>
#include <vector>

#include "test/report/notebook_report.hpp"

namespace ravine::report {

inline ScheduledSetting cosine_of(double rate, std::size_t steps) {
  ScheduledSetting setting{"learning_rate", "η", "cosine(0.01, 0)", {}};
  for (std::size_t t = 0; t <= steps; ++t) {
    const double time = static_cast<double>(t);
    setting.course.time.push_back(time);
    setting.course.value.push_back(rate * (1 + std::cos(3.14159265358979 * time / static_cast<double>(steps))) / 2);
  }
  return setting;
}

inline State state_of(const view::Trajectory& run, std::size_t dimension) {
  State state;
  const std::size_t rows = run.step.size(), shown = std::min<std::size_t>(dimension, 4);
  state.dimension = dimension;
  State::Values means(shown), squares(shown), rates(shown);
  for (std::size_t i = 0; i < shown; ++i) {
    state.coordinates.push_back("x" + std::to_string(i + 1));
    for (std::size_t k = 0; k < rows; ++k) {
      const double t = static_cast<double>(k), far = std::exp(-0.05 * t) * static_cast<double>(i + 1);
      means[i].push_back(far * std::cos(0.3 * t));
      squares[i].push_back(far * far * far);
      rates[i].push_back(k + 1 < rows ? 0.1 / (1 + 0.1 * t) : std::numeric_limits<double>::quiet_NaN());
    }
  }
  state.slots = {{"first moment", means}, {"second moment", squares}};
  state.effective_step = rates;
  state.update_size = rates[0];
  return state;
}

inline Report workings_report(const std::filesystem::path& golden, std::size_t side = 300) {
  Report report = notebook_report(golden, side);
  std::vector<Row>& rows = report.sections[0].rows;
  rows[0].workings.schedules = rows[1].workings.schedules = {cosine_of(0.01, 100)};
  ScheduledSetting shorter = cosine_of(0.02, 100);
  shorter.expression = "cosine(0.02, 0)";
  shorter.course.time.resize(38);
  shorter.course.value.resize(38);
  rows[2].workings.schedules = {shorter};
  for (std::size_t run : {0, 3}) {
    Course course;
    std::vector<Clock>& clocks = rows[run].workings.clocks;
    clocks = {{"steps", {}}, {"epochs", {}}, {"seconds", {}}};
    for (int k = 0; k <= 10; ++k) {
      course.time.push_back(10 * k);
      course.value.push_back(1 / (1.0 + k + static_cast<double>(run)));
      clocks[0].time.push_back(run == 0 ? 10 * k : 5 * k);  // one takes two gradients a step
      clocks[1].time.push_back(2.5 * k);
      clocks[2].time.push_back(0.1 * k * k + 0.01 * k);
    }
    rows[run].workings.measurements = {{"training loss", false, course}, {"test loss", false, course}};
  }
  rows[4].workings.state = state_of(report.sections[0].scene.trajectories[4], 2);
  rows[5].workings.state = state_of(report.sections[0].scene.trajectories[5], 10);
  return report;
}

}  // namespace ravine::report
