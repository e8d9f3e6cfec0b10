// A trajectory as an .npy file: numpy.load gives an array of records, t["step"], t["x"], t["f"], t["grad_norm"].
// Format: numpy.lib.format, version 1.0 (3.0, whose header is UTF-8, where a name is not ASCII).
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "ravine/study/trajectory_table.hpp"

namespace ravine::study {

// One field a column: "step" is a little-endian int64, all others float64. With more than 64 coordinates they are one
// field "x" of that many float64.
inline constexpr std::size_t most_npy_fields = 64;
std::vector<unsigned char> trajectory_npy(const TrajectoryTable& table);

// Columns of equal length as one structured array of doubles.
struct NpyColumn {
  std::string name;
  std::span<const double> values;
};
std::vector<unsigned char> columns_npy(std::span<const NpyColumn> columns);

}  // namespace ravine::study
