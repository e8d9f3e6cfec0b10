// The tables of a study's store. Inside study.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "ravine/study/plan.hpp"

namespace ravine::study {

// What the table of runs has beside its fixed columns: settings that vary, where runs start where that varies, which
// repeat they are, and where they ended where the plan asks for it.
struct RunColumns {
  std::vector<std::string> settings;  // names, in the order of their columns
  bool repeat = false;
  std::size_t start = 0, end = 0;  // coordinates
  std::size_t count() const { return fixed + settings.size() + (repeat ? 1 : 0) + start + end; }
  static constexpr std::size_t fixed = 16;
};
RunColumns run_columns(const Plan& plan);
// Which of the columns of settings each axis of a block has.
std::vector<std::size_t> columns_of(const Block& block, const RunColumns& columns);

// Statements that make the tables; of trajectories in so many dimensions, or none; of curves where they are kept.
std::string store_schema(const RunColumns& columns, std::size_t dimension, bool curves);

}  // namespace ravine::study
