// The parts of reading a definition. Inside study.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ravine/study/definition.hpp"
#include "ravine/study/definition_rows.hpp"
#include "ravine/study/document.hpp"

namespace ravine::study {

// Lays "problem.bowl.start=[4,4]" over a document.
void apply_override(Value& document, std::string_view text);

// The problem of a [problem.NAME] table.
PlannedProblem read_problem(const Entry& entry);
// A point of a problem with these coordinates.
std::vector<double> read_point(std::string_view key, const Value& value, const std::vector<std::string>& coordinates);

// Which plane the pictures of a problem with these coordinates show.
PlaneChoice read_plane(const Entry& entry, const std::vector<std::string>& coordinates);

// An entry's value may be an inline table by problem, `{ bowl = 1, valley = 2 }`. A table with a key of a range is a
// value itself. The first refuses names of problems that are not there, the second gives the value for problem `name`.
void check_problem_names(const Entry& entry, const std::vector<PlannedProblem>& problems);
const Value& value_for(const Entry& entry, const std::string& name);

// Stop rules and the record that stand at the top level or in a [[run]], for problem `name`.
void read_stops(const StopEntries& stops, const std::string& name, RunOptions& options);
void read_record(const Entry* entry, Record& record);

// The values of a setting: one, or those of a list or range.
std::vector<Setting> read_setting(const Method& method, const ParameterInfo& parameter, const Entry& entry,
                                  const Value& value, const DefinitionLimits& limits);

// The blocks of all [[run]] tables.
void read_runs(const RawStudy& study, const DefinitionLimits& limits, Plan& plan);

}  // namespace ravine::study
