// Reading a store's runs as records. Inside study.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "ravine/study/sqlite.hpp"
#include "ravine/study/summary.hpp"

namespace ravine::study {

RunKey stored_key(std::string_view bytes);
// A list of counts as the columns steps_to and evaluations_to have it: "[3,8,null]".
TargetCounts stored_targets(std::string_view text);

// The columns of the table `run` that make a record, with so many coordinates of where it ended; and the record.
std::string record_columns(std::size_t end);
RunRecord stored_record(const Query& row, std::size_t end);

// A run's curve, by `rows`: a query of `curve_query`.
inline constexpr const char* curve_query = "SELECT evaluations, f FROM curve WHERE run = ? ORDER BY evaluations";
std::vector<CurvePoint> stored_curve(Query& rows, std::int64_t run);

}  // namespace ravine::study
