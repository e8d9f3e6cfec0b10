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

struct ViewBox {  // y of no length: of a function of one coordinate, as high as f goes
  double x_low = 0, x_high = 1, y_low = 0, y_high = 1;
};

// What a strategy draws numbers from: any between two bounds, even in their logarithms or not; whole ones only.
struct Interval {
  double low = 0, high = 1;
  bool logarithmic = false, integer = false;
  double at(double share) const;  // share in [0, 1); increasing
};

// Where the runs of a block start: at each of several points, or in a box.
struct Starts {
  std::vector<std::vector<double>> points;  // none where there is a box
  std::vector<Interval> box;                // one a coordinate
  std::vector<std::size_t> lattice;         // so many points a coordinate, ends among them, the last varying fastest
  std::size_t drawn = 0;                    // so many points by the study's seed; with no lattice and 0: one a sample
  bool each_sample() const { return !box.empty() && lattice.empty() && drawn == 0; }
  std::size_t size() const;  // at least 1
  bool vary() const { return !box.empty() || points.size() > 1; }
};

struct PlannedProblem {
  std::string name;                        // as the definition calls it; names its folder of results
  std::string title;                       // for people, UTF-8; the name where the definition gives none
  std::shared_ptr<const Problem> problem;  // with its noise, if any
  std::string identity;                    // what determines the problem's values: "x y: 5*x^2 + y^2"
  std::string program{};                   // the command that gives its values; empty: none is run
  std::vector<double> start;               // the start of its runs unless a run has its own; of many, one
  std::optional<double> minimum;           // the least value of f, if known
  std::vector<std::vector<double>> minimisers;
  PlaneChoice plane;            // of the pictures, with more than two coordinates
  std::optional<ViewBox> view;  // of the pictures, in coordinates of the plane; empty: chosen from the trajectories
  std::vector<double> levels;   // of the level sets, increasing; empty: chosen from the values
  Starts starts{};              // where there are many
  // Where no minimum is known: the least f that other runs came to, which targets count from instead.
  std::optional<double> least_seen{};
};

// How an axis' values follow each other: as a list has them, or by even steps of themselves or of their logarithms.
enum class Spacing { listed, even, logarithmic };

// A setting that takes several values, at least one. Every value has been accepted by the method, and so have the ends
// of an interval.
struct Axis {
  std::size_t parameter = 0;  // row of Method::info().parameters
  std::vector<Setting> values;
  std::vector<std::string> labels;     // one a value; Plan::add fills them where they are missing
  std::optional<Interval> interval{};  // in place of values, where they are drawn
  Spacing spacing = Spacing::listed;   // of values
};

// How values of axes are put together: all with all, or so many samples, drawn by the study's seed or as Sobol' did.
enum class Strategy { grid, random, sobol };
struct Sampling {
  Strategy strategy = Strategy::grid;
  std::size_t samples = 1;       // of `random` and `sobol`
  std::size_t halving = 0;       // of so many settings the best goes on at each rung (halving.hpp); 0: all go on
  std::size_t least_budget = 0;  // gradient evaluations that every setting gets; 0: a hundredth of the budget
};

// One [[run]] on one problem. Its axes give settings: as many as their product, the first varying slowest, or as there
// are samples. Each is made from every start, and from there with every repeat.
struct Block {
  std::size_t problem = 0;    // index into Plan::problems
  std::string label;          // of all its runs; a run appends what varies
  Method method;              // with what does not vary
  std::vector<double> start;  // where `starts` says nothing else
  RunOptions options;
  std::vector<Axis> axes;
  bool pictures = true;  // whether to draw its runs
  Starts starts{};
  Sampling sampling{};
  std::size_t repeats = 1;         // with other random draws of the problem
  bool traced = true;              // whether its runs keep their histories
  std::vector<std::size_t> map{};  // two of the axes, those of the map of a grid; none: the first two

  std::size_t settings() const;  // how many, at least 1
  std::size_t size() const;      // of runs, at least 1
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

// How a run is judged: by gradient evaluations to a target, or by f at the end.
struct Score {
  bool by_target = false;
  std::size_t target = 0;  // place in RunRecord::evaluations_to
};
// "evaluations to f* + 1e-6", "f at the end"
std::string score_name(const Score& score);

// How methods are compared: each tries so many settings from so many starts, and is then judged from others.
struct Comparison {
  static constexpr std::size_t usual_target = 5;  // 1e-6
  std::optional<std::size_t> target =
      usual_target;         // place of the target in RunRecord::evaluations_to; none: f at the end
  std::size_t tuning = 32;  // settings
  std::size_t starts = 5;   // that they are tried from
  std::size_t scored = 15;  // that methods are judged from
  std::size_t halving = 0;  // of the settings that are tried, as Sampling::halving
};
inline Score score_of(const Comparison& comparison) {
  return {comparison.target.has_value(), comparison.target.value_or(0)};
}

class Plan {
 public:
  std::string title;       // UTF-8; may be empty
  std::uint64_t seed = 1;  // of stochastic problems
  std::vector<PlannedProblem> problems;
  std::optional<Comparison> comparison;
  std::optional<Score> score;  // of runs that are not compared; none: as they turn out (app/study_rows.hpp)
  bool ends = false;           // whether the store keeps where runs ended
  std::size_t curves = 0;      // at most so many points of each run's curve are in the store; 0: none
  // The definition this was made from, for the record: its text with the overrides that were laid over it.
  std::string definition;
  std::vector<std::string> overrides;

  // Blocks of one problem stand together, problems in order.
  // Runs of the same problem have different labels; who adds blocks sees to it.
  const std::vector<Block>& blocks() const { return blocks_; }
  void add(Block block);
  // The same study without any run.
  Plan without_blocks() const;

  std::size_t size() const { return first_.empty() ? 0 : first_.back() + blocks_.back().size(); }  // runs
  std::size_t first_run(std::size_t block) const { return first_[block]; }
  std::size_t block_of(std::size_t run) const;  // run < size()
  PlannedRun run(std::size_t index) const;      // index < size()
  // Whether any run keeps its history: then all runs are kept in memory, and pictures can be drawn.
  bool is_traced() const;

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
  double store_bytes = 0;    // of the rows in the store, about
  double memory_bytes = 0;   // that the program takes at most, about
  std::size_t pictured = 0;  // runs that are drawn
};
// `workers`: threads that make runs at once, each with lanes and state of its own.
PlanCost cost(const Plan& plan, std::size_t workers = 1);

// What the program keeps of a run for pictures, and of no more runs than a map of 1024 x 1024 cells has.
inline constexpr std::size_t shown_row_bytes = 88, most_shown_rows = std::size_t{1} << 20;

// What `--dry-run` prints: a table of problems, one of blocks of runs, and the cost.
std::string plan_text(const Plan& plan, std::size_t workers = 1);
// "1,000 runs, at most 100,000 gradient evaluations, about 110 kB in the store and 61 MB of memory".
std::string cost_text(const PlanCost& cost);

}  // namespace ravine::study
