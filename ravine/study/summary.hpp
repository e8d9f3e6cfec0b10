// A study's runs in one row each: what runs.csv, the JSON of a study and the store write.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "ravine/study/run_key.hpp"
#include "ravine/study/study.hpp"

namespace ravine::study {

// Targets 1e-1, 1e-2, ... 1e-12: how far above the minimum f is.
inline constexpr std::size_t target_count = 12;
double target_level(std::size_t target);  // target < target_count

// A count, or that there is none; of eight bytes, since there are many.
class MaybeCount {
 public:
  MaybeCount() = default;
  MaybeCount(std::size_t count) : count_(count) {}  // NOLINT(google-explicit-constructor): a count is one
  explicit operator bool() const { return count_ != none; }
  std::size_t operator*() const { return count_; }
  bool operator==(const MaybeCount&) const = default;

 private:
  static constexpr std::size_t none = std::numeric_limits<std::size_t>::max();
  std::size_t count_ = none;
};
using TargetCounts = std::array<MaybeCount, target_count>;

struct CurvePoint {
  std::size_t evaluations = 0;  // gradient evaluations that led to it
  double f = 0;
  bool operator==(const CurvePoint&) const = default;
};

// What a run came to, in numbers: a row of the store.
struct RunRecord {
  std::size_t index = 0;  // in the plan
  RunKey key{};
  OutcomeKind kind = OutcomeKind::budget;
  std::string reason;  // may be empty
  std::size_t steps = 0, evaluations = 0;
  double f = 0, best_f = 0;  // at the last point, and the least on the way
  double answer_f = 0;       // at the method's answer: the last point, or the average that it keeps
  std::size_t best_step = 0;
  double gradient_norm = 0;  // at the last point
  // The first step, recorded or not, with f <= minimum + target_level(i), as far as a minimum to count from is known.
  TargetCounts steps_to{}, evaluations_to{};
  double seconds = 0;             // wall time; the machine's, so runs.csv leaves it out
  std::vector<double> end;        // the last point, where the plan asks for it
  std::vector<CurvePoint> curve;  // in the order of evaluations, where the plan asks for it
};

// Evaluations to a target as a score: at least the one that looks at the start; infinite where it was missed.
double score_of(const MaybeCount& evaluations);
// f at the method's answer; infinite for a run that went wrong. Smaller is better.
double end_value(const RunRecord& record);

struct RunSummary : RunRecord {
  std::string problem;  // its name
  std::string label;
  std::string method;      // "adam"
  std::string parameters;  // the whole notation: "adam(learning_rate=0.1)"
  std::string outcome;     // "budget", "diverged", ...
  double minimum = 0;      // what the targets count from: known, or the least f of all runs on the problem; may be NaN
  bool minimum_known = false;
};

// The least finite f of the runs on each problem; NaN where there is none.
std::vector<double> least_seen(const Plan& plan, const Results& results);

std::vector<RunSummary> summarise(const Plan& plan, const Results& results);
// Of one run; `seen` is the least f on its problem, should no minimum be known.
RunSummary summarise(const Plan& plan, const PlannedRun& run, const RunRecord& record, double seen);
// What a record has from the result of minimize(); targets as it reached RunOptions::levels, which are target_levels().
void set_record(RunRecord& record, const RunResult& result);

// The columns of runs.csv. A cell that does not exist is monostate.
using Cell = std::variant<std::monostate, std::int64_t, double, std::string>;
std::string cell_text(const Cell& cell);  // a field of CSV; empty for nothing
struct SummaryColumn {
  std::string name, meaning;
  std::function<Cell(const RunSummary&)> cell;
};
std::span<const SummaryColumn> summary_columns();

// runs.csv: the same bytes each time the same study is run.
std::string runs_csv(std::span<const RunSummary> runs);

// The columns as a Markdown table, as it stands in doc/results.md.
std::string summary_reference();

}  // namespace ravine::study
