// A trajectory from anywhere: reads the CSV that Ravine writes, and what other programs do.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace ravine::study {

// Columns of the same length, or empty where the file has no such column.
struct TrajectoryFile {
  std::string x_name = "x", y_name = "y";
  std::vector<double> step;  // whole, increasing; 0, 1, 2 ... where the file has none
  std::vector<double> x, y;  // may hold NaN and infinities, as a run that diverged does
  std::vector<double> f, gradient_norm;
};

struct TrajectoryLimits {
  std::size_t bytes = std::size_t{64} << 20;
  std::size_t rows = 1'000'000;
};

// With a header: the columns `step`, `f` and `grad_norm` by name, each optional, and exactly two others, the
// coordinates. Without: two columns, x and y. Fields stand between commas, semicolons, tabs or spaces, whichever the
// first line has; blank lines and lines that begin with # are passed over. Throws InputError with file:line:column, the
// value and the rule.
TrajectoryFile read_trajectory(std::string_view text, const std::string& name, const TrajectoryLimits& limits = {});

// The same from a file. One that is not there or is too long is an InputError, one that cannot be read a SystemError.
TrajectoryFile read_trajectory_file(const std::filesystem::path& path, const TrajectoryLimits& limits = {});

}  // namespace ravine::study
