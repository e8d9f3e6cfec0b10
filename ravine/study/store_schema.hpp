// The tables of study.sqlite (doc/results.md). Inside study.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace ravine::study {

// The SQL that makes them. `varied`: names of the settings that vary, each a column of `run`. `dimension`: coordinates
// of a row of `trajectory`; 0 leaves that table out.
std::string store_schema(const std::vector<std::string>& varied, std::size_t dimension);

}  // namespace ravine::study
