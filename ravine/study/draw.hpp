// The settings, start and repeat of a block's runs, one run after the other. What is drawn at random is named by the
// study's seed, by what is drawn (a setting's name, a coordinate's number) and by the sample's number: contenders meet
// the same learning rates and the same starts.
//
// Sobol' 1967, doi 10.1016/0041-5553(67)90144-9, by Boost.Random's table (Joe & Kuo 2008); shifted digit by digit, by
// seed (Matousek 1998, doi 10.1006/jcom.1998.0489), so that no point is special and repeats are of use.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "ravine/base/random.hpp"
#include "ravine/run/minimize.hpp"
#include "ravine/study/plan.hpp"

namespace ravine::study {

// Which of a block's settings, starts and repeats a run has.
struct RunPlace {
  std::size_t settings = 0, start = 0, repeat = 0;
};
RunPlace place_of(const Block& block, std::size_t run);

// Of one block; one thread's at a time. Fastest for runs in their order. The plan must outlive it.
class Draw {
 public:
  Draw(const Plan& plan, std::size_t block);
  ~Draw();
  Draw(Draw&&) noexcept;

  // Makes the descent, whose method is the block's, that of a run of the block: its varied settings, start and repeat.
  RunPlace set(std::size_t run, Descent& descent);
  // Which value of an axis that has a list of them the last run got.
  std::size_t value_of(std::size_t axis) const { return chosen_[axis]; }

 private:
  class Sequence;
  // An interval with the logarithms of its ends.
  struct Spread {
    explicit Spread(const Interval& interval);
    void at(std::span<const double> shares, double* values) const;
    Interval interval;
    double log_low = 0, log_high = 0;
  };
  friend struct Interval;
  // Of a dimension, for a sample that `draw_samples` drew.
  double share(std::size_t dimension, std::size_t sample) const;
  double value(std::size_t dimension, std::size_t sample) const;
  void draw_samples(std::size_t sample);  // it and those after it, many at once
  void draw_settings(std::size_t sample, Descent& descent);
  void draw_start(const RunPlace& place, std::vector<double>& start);

  const Block& block_;
  std::vector<math::RandomStream> streams_;  // one a dimension that may be drawn: axes, then coordinates
  std::vector<Spread> spreads_;              // as many; of what is not drawn any
  std::vector<std::vector<double>> lattice_;
  std::vector<std::size_t> chosen_;
  std::unique_ptr<Sequence> sequence_;
  std::size_t first_sample_ = 0, samples_ = 0;  // that are drawn
  std::vector<double> shares_, values_;         // of a dimension's samples side by side
};

}  // namespace ravine::study
