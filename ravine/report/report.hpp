// One self-contained HTML page about a study: for every problem a map with the runs' trails, curves of f - f* and |grad
// f| over one axis of gradient evaluations, a transport that drives them all, and a table of outcomes. The page asks
// nothing of any network, runs only its own script, and shows the last state and the tables without it.
#pragma once

#include <cstddef>
#include <limits>
#include <string>
#include <vector>

#include "ravine/report/workings.hpp"
#include "ravine/view/figure.hpp"

namespace ravine::report {

// How one run ended, for the table. A number that is not known is a NaN and shown as a dash.
struct Row {
  std::string label;    // UTF-8
  std::string method;   // canonical notation with every setting, "adam(learning_rate=0.1, ...)"; may be empty
  std::string outcome;  // "converged", ...
  std::string reason;   // one clause, may be empty
  std::vector<std::string> insights;  // what is to be said of the run, a sentence each
  std::string derivatives;            // of the last f by settings: "∂f/∂η = -0.013, ..."; may be empty
  // Gradient evaluations after which double precision no longer determines the path: marked on map and curves. NaN:
  // not.
  double trust_horizon = std::numeric_limits<double>::quiet_NaN();
  bool failed = false;  // diverged, left its domain, error
  std::size_t steps = 0, evaluations = 0;
  double final_f = std::numeric_limits<double>::quiet_NaN();
  double best_f = std::numeric_limits<double>::quiet_NaN();
  double gradient_norm = std::numeric_limits<double>::quiet_NaN();  // |grad f| at the last point
  std::vector<double> evaluations_to;  // gradient evaluations to Section::targets, in their order; NaN: never
  Workings workings;                   // drawn for rows that have a trajectory
};

// One problem.
struct Section {
  view::Scene scene;                // trajectories may have no x and y (more than two dimensions): then there is no map
  std::vector<double> targets;      // heights above the minimum, 1e-1, 1e-2, ...; may be empty
  double evaluations_an_epoch = 0;  // gradient evaluations that see a data set once; 0: there is none
  std::vector<Row> rows;            // rows[i] tells of scene.trajectories[i]; further rows have no trajectory
};

struct Report {
  std::string title;
  std::string subtitle;  // may be empty
  std::string language;  // of titles and labels, BCP 47 ("ru"); empty: unknown
  std::vector<Section> sections;
  std::string generator;   // "Ravine 0.1.0"
  std::string definition;  // the study's definition as its author wrote it, shown folded; may be empty
  std::string overrides;   // of the definition, as the command line gave them: "--set budget=50"; may be empty
};

// A file is never larger than this: long histories are thinned and long tables cut, and the page says so.
inline constexpr std::size_t largest_report = 2'000'000;  // bytes

// The page, UTF-8. Every text of `report` is escaped; text that is no UTF-8 is mended with U+FFFD. Throws InputError
// for fewer rows than trajectories, series of different lengths, steps or times that do not rise, and a field whose box
// has no extent.
std::string report_html(const Report& report);

}  // namespace ravine::report
