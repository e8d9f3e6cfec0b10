// Successive halving: all settings of a block get few gradient evaluations, the best of every so many get so many times
// as many, and so on up to the budget.
//
// Jamieson & Talwalkar 2016, arXiv 1502.07943, algorithm 1, with the reduction factor and the rungs of Li & others
// 2020, arXiv 1810.05934 (ASHA). A rung waits for all of its runs: who goes on does not depend on who was ready first,
// which ASHA gives away for many machines. A setting is as good as the median, over its starts and repeats, of f at the
// method's answer; a failure is infinite; of two as good the first in the plan goes on.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "ravine/study/plan.hpp"
#include "ravine/study/summary.hpp"

namespace ravine::study {

// So many settings make so many gradient evaluations.
struct Rung {
  std::size_t evaluations = 0, settings = 0;
};
// The last has the budget. One alone where nothing is ended early.
std::vector<Rung> rungs(const Block& block);

// Gradient evaluations of all rungs together, at most: a run that goes on is made again.
double evaluations_of(const Block& block);

// Which runs of a block go on after each rung.
class Halving {
 public:
  // `before`: records of runs of the block that an earlier study has, any of them.
  Halving(const Plan& plan, std::size_t block, std::span<const RunRecord> before);

  bool is_last() const { return rung_ + 1 == rungs_.size(); }
  const Rung& rung() const { return rungs_[rung_]; }
  // Whether a run of the block is to be made at this rung.
  bool is_asked(std::size_t run) const { return stages_[run] == Stage::asked; }
  // What the run came to; of different runs by any thread.
  void set(std::size_t run, const RunRecord& record) { records_[run] = record; }
  // All that were asked are set: goes to the next rung. Returns the records of those that end here, in their order.
  std::vector<RunRecord> climb();

 private:
  // A run is asked for at the next rung, or ended by itself, or is another study's whose record is known; or it is
  // over.
  enum class Stage : char { asked, ended, known, over };
  double score(std::size_t settings);
  bool is_beyond(std::size_t settings) const;  // whether an earlier study went on with it

  std::vector<Rung> rungs_;
  std::size_t rung_ = 0, together_;    // runs of one choice of settings
  std::vector<std::size_t> settings_;  // that are still there
  std::vector<Stage> stages_;          // one a run
  std::vector<RunRecord> records_;
  std::vector<double> scores_;
};

}  // namespace ravine::study
