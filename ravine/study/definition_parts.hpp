// The parts of reading a definition. Inside study.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ravine/problem/dataset/dataset.hpp"
#include "ravine/study/definition.hpp"
#include "ravine/study/definition_rows.hpp"
#include "ravine/study/document.hpp"

namespace ravine::study {

// Lays "problem.bowl.start=[4,4]" over a document.
void apply_override(Value& document, std::string_view text);

// Where files that a definition names may be: nowhere, where it is no file itself.
struct DefinitionFiles {
  std::optional<std::filesystem::path> folder;
};

// The data set of a [data.NAME] table; `identity` is what determines the values that models see.
struct NamedData {
  std::string name;
  DividedDataset divided;
  std::string identity;
};
NamedData read_data(const Entry& entry, const DefinitionFiles& files, std::uint64_t seed);

// What the tables of problems may speak of.
struct ProblemContext {
  std::uint64_t seed = 1;  // the study's
  std::size_t most_runs = 10'000;
  std::span<const NamedData> data;
  DefinitionFiles files;
};
// The problem of a [problem.NAME] table.
PlannedProblem read_problem(const Entry& entry, const ProblemContext& context);
// One with a `model`: all but its title, start, minimum and what pictures show.
PlannedProblem read_model(const Entry& entry, const RawProblem& raw, const ProblemContext& context);
// Names of a problem's coordinates: its own, or x1 ... xn.
std::vector<std::string> coordinate_names(const Problem& problem);
// One with `external`: all but its title, start, minimum and what pictures show.
PlannedProblem read_external(const Entry& entry, const RawProblem& raw, const ProblemContext& context);
// The names that `variables` gives.
std::vector<std::string> read_variables(const Entry& entry);
// The number that `dimension` gives.
std::size_t read_dimension(const Entry& entry);
// A point of a problem with these coordinates.
std::vector<double> read_point(std::string_view key, const Value& value, const std::vector<std::string>& coordinates);

// Where runs on a problem with these coordinates start: one point, and what else they start from.
void read_starts(const Value& value, const std::vector<std::string>& coordinates, std::size_t most_runs,
                 std::vector<double>& start, Starts& starts);
// Whether a table says where runs start, and is not a table by problem.
bool is_table_of_starts(const Value& value);
// The dimension that a start tells, if it does.
std::optional<std::size_t> dimension_of_start(const Value& value);

// How values of settings are put together.
Sampling read_search(const Entry& entry, std::size_t most_runs);

// The [compare] table.
Comparison read_comparison(const Entry& entry);
// A height above the minimum, 1e-1 ... 1e-12: its place in RunRecord::evaluations_to.
std::size_t read_target(const Entry& entry, std::string_view wanted);
// How the runs of a study without [compare] are judged; after they are known.
void read_score(const Entry* entry, Plan& plan);

// Which plane the pictures of a problem with these coordinates show.
PlaneChoice read_plane(const Entry& entry, const std::vector<std::string>& coordinates);

// An entry's value may be an inline table by problem, `{ bowl = 1, valley = 2 }`. A table with a key of a range is a
// value itself. The first refuses names of problems that are not there, the second gives the value for problem `name`.
void check_problem_names(const Entry& entry, const std::vector<PlannedProblem>& problems);
const Value& value_for(const Entry& entry, const std::string& name);

// Stop rules and the record that stand at the top level or in a [[run]], for a problem.
void read_stops(const StopEntries& stops, const PlannedProblem& problem, RunOptions& options);
void read_record(const Entry* entry, Record& record);

// The values of a setting: one, or those of a list or range; an interval where values are drawn from one.
Axis read_setting(const Method& method, const ParameterInfo& parameter, const Entry& entry, const Value& value,
                  std::size_t most_runs, bool drawn);

// The blocks of all [[run]] tables.
void read_runs(const RawStudy& study, const DefinitionLimits& limits, Plan& plan);

}  // namespace ravine::study
