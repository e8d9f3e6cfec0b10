// Tables as CSV text: RFC 4180 with lines that end in a line feed. Numbers stand in shortest round-trip form, "nan",
// "inf" and "-inf" among them; what does not exist is an empty field.
#pragma once

#include <string>
#include <string_view>

#include "ravine/study/trajectory_table.hpp"

namespace ravine::study {

// A text as one field: in quotes where it holds a comma, a quote or a line's end.
std::string csv_field(std::string_view text);

// Columns step, the coordinates, f, grad_norm; a header, then a line a row.
std::string trajectory_csv(const TrajectoryTable& table);

}  // namespace ravine::study
