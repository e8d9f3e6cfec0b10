// What a study will run: plain data, made from a definition file (definition.hpp) or in code. Runs are not listed but
// counted: run i is made when asked for, so that a plan of a million runs is as small as one of ten.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ravine/analysis/compared_plane.hpp"
#include "ravine/base/setting.hpp"
#include "ravine/method/method.hpp"
#include "ravine/problem/problem.hpp"
#include "ravine/run/minimize.hpp"

namespace ravine::study {

struct ViewBox {
  double x_low = 0, x_high = 1, y_low = 0, y_high = 1;
};

struct PlannedProblem {
  std::string name;                        // as the definition calls it; names its folder of results
  std::string title;                       // for people, UTF-8; the name where the definition gives none
  std::shared_ptr<const Problem> problem;  // with its noise, if any
  std::string identity;                    // what determines the problem's values: "x y: 5*x^2 + y^2"
  std::string program{};                   // the command that gives its values; empty: none is run
  std::vector<double> start;               // the start of its runs unless a run has its own
  std::optional<double> minimum;           // the least value of f, if known
  std::vector<std::vector<double>> minimisers;
  PlaneChoice plane;            // of the pictures, with more than two coordinates
  std::optional<ViewBox> view;  // of the pictures, in coordinates of the plane; empty: chosen from the trajectories
  std::vector<double> levels;   // of the level sets, increasing; empty: chosen from the values
};

// A setting that takes several values, at least one. Every value has been accepted by the method.
struct Axis {
  std::size_t parameter = 0;  // row of Method::info().parameters
  std::vector<Setting> values;
  std::vector<std::string> labels;  // one a value; Plan::add fills them where they are missing
};

// One [[run]] on one problem: as many runs as the product of its axes, the first axis varying slowest.
struct Block {
  std::size_t problem = 0;  // index into Plan::problems
  std::string label;        // of all its runs; a run appends what varies
  Method method;            // with what does not vary
  std::vector<double> start;
  RunOptions options;
  std::vector<Axis> axes;
  bool pictures = true;  // whether to draw its runs

  std::size_t size() const;  // of runs, at least 1
};

struct VariedSetting {
  std::size_t parameter = 0;
  Setting value;
};

// One run, ready to be made.
struct PlannedRun {
  std::size_t index = 0, block = 0, problem = 0;
  std::string label;  // "Adam, η = 0.1"; unlike any other on the same problem
  Method method;
  std::vector<double> start;
  RunOptions options;
  std::vector<VariedSetting> varied;  // one an axis of its block
  bool pictures = true;
};

class Plan {
 public:
  std::string title;       // UTF-8; may be empty
  std::uint64_t seed = 1;  // of stochastic problems
  std::vector<PlannedProblem> problems;
  // The definition this was made from, for the record: its text with the overrides that were laid over it.
  std::string definition;
  std::vector<std::string> overrides;

  // Blocks of one problem stand together, problems in order.
  // Runs of the same problem have different labels; who adds blocks sees to it.
  const std::vector<Block>& blocks() const { return blocks_; }
  void add(Block block);

  std::size_t size() const { return first_.empty() ? 0 : first_.back() + blocks_.back().size(); }  // runs
  std::size_t first_run(std::size_t block) const { return first_[block]; }
  PlannedRun run(std::size_t index) const;  // index < size()

 private:
  std::vector<Block> blocks_;
  std::vector<std::size_t> first_;
};

// What the values of an axis are called in labels: a word, a schedule's text, or a number; long numbers with as few
// digits as tell the values apart, at least three ("0.00316").
std::vector<std::string> value_labels(const ParameterInfo& parameter, const std::vector<Setting>& values);

// What a plan will cost.
struct PlanCost {
  std::size_t runs = 0;
  double evaluations = 0;    // gradient evaluations, at most: runs may stop earlier
  double history_bytes = 0;  // of the trajectories kept in memory, at most
  std::size_t pictured = 0;  // runs that are drawn
};
PlanCost cost(const Plan& plan);

// What `--dry-run` prints: a table of problems, one of blocks of runs, and the cost.
std::string plan_text(const Plan& plan);

}  // namespace ravine::study
