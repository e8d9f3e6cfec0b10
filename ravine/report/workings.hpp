// What goes on within a run's method, as plain data: settings that change from step to step, and recorded state.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace ravine::report {

// Values at times: gradient evaluations made before the step that they belong to, rising.
struct Course {
  std::vector<double> time, value;  // of one length; a value that is not finite is a gap
};

// A setting that is a schedule, up to the end of the budget, whether the run came so far or not.
struct ScheduledSetting {
  std::string name, symbol;  // "learning_rate", "η"; the symbol may be empty
  std::string expression;    // as the notation writes it: "cosine(0.1, 0)"
  Course course;
};

// What a run recorded of its state, one entry an entry of its trajectory's `step`: values[coordinate][entry].
struct State {
  using Values = std::vector<std::vector<double>>;
  struct Slot {
    std::string name;  // "first moment"
    Values values;
  };
  std::vector<std::string> coordinates;  // names of those here; the first of `dimension`
  std::size_t dimension = 0;
  std::vector<Slot> slots;          // may be empty
  Values effective_step;            // |update_i| / |gradient_i|; may be empty
  std::vector<double> update_size;  // the Euclidean norm of the update; may be empty
  bool empty() const { return slots.empty() && effective_step.empty() && update_size.empty(); }
};

// What the run was judged by beside f: "validation accuracy".
struct Measurement {
  std::string name;
  bool higher_is_better = false;
  Course course;
};

// Another clock of the moments at which a run was measured: "epochs", "seconds".
struct Clock {
  std::string name;
  std::vector<double> time;  // one a moment, rising
};

struct Workings {
  std::vector<Measurement> measurements;
  std::vector<Clock> clocks;  // of the measurements; runs of a section have the same ones in one order
  std::vector<ScheduledSetting> schedules;
  State state;
};

}  // namespace ravine::report
