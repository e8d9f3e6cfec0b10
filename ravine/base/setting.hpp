// A setting of a method: a number, or a schedule of the step. Held from day one in every method's settings, so that
// `Adam{.learning_rate = 0.1}` and `Adam{.learning_rate = schedule("0.1/(1 + 0.01*t)")}` are the same kind of thing.
#pragma once

#include <memory>
#include <string>
#include <utility>

namespace ravine {

// A value for every step. Immutable: may be shared by any number of threads.
class Schedule {
 public:
  virtual ~Schedule() = default;
  // The value at step t (from 0) of a run of T steps. May be any double; the run checks it against the setting's range.
  virtual double at(double t, double T) const = 0;
  // As the method notation writes it: "0.1/(1 + 0.01*t)".
  virtual std::string text() const = 0;
};

struct Setting {
  double value = 0;                          // the value where `schedule` is null
  std::shared_ptr<const Schedule> schedule;  // or null

  Setting() = default;
  Setting(double number) : value(number) {}  // NOLINT(google-explicit-constructor): a number is a setting
  Setting(std::shared_ptr<const Schedule> s) : schedule(std::move(s)) {}  // NOLINT(google-explicit-constructor)

  double at(double t, double T) const { return schedule ? schedule->at(t, T) : value; }
};

}  // namespace ravine
