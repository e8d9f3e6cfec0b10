// The runs of one part of a block after another, and their records. Inside study.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "ravine/run/descent_block.hpp"
#include "ravine/study/draw.hpp"
#include "ravine/study/plan.hpp"
#include "ravine/study/run_key.hpp"
#include "ravine/study/run_records.hpp"
#include "ravine/study/summary.hpp"

namespace ravine::study {

struct Part {
  std::size_t block = 0, first = 0, size = 0;  // runs of the block
  std::size_t pruned_after = 0;                // RunOptions
};

// All are drawn into one descent: the runs of a queue have the same flags, choices and schedules, and what they differ
// in is read as they start.
class PartRuns final : public DescentQueue {
 public:
  PartRuns(const Plan& plan, const Part& part, const std::vector<bool>& done, StudyControl* control);

  std::size_t block() const { return part_.block; }
  void begin(const Part& part);  // of the same block
  // How many runs the next queue has, after one has ended: all of a queue have the same of what shapes a run. 0: none
  // is left, or the study is cancelled.
  std::size_t begin_queue();
  Next next() override;
  void ended(std::size_t run, RunResult& result) override;

  std::uint64_t evaluations() const { return evaluations_; }
  // Of the runs that were made, in their order. When all are; until the next part begins.
  std::span<const RunRecord> records();

 private:
  // Where in the part the run is that is the k-th to be made.
  std::size_t run_at(std::size_t k) const { return shaping_.empty() ? k : order_[k]; }
  bool is_done(std::size_t k) const {
    return !done_.empty() && done_[plan_.first_run(part_.block) + part_.first + run_at(k)];
  }
  void skip_done() {
    while (next_ < part_.size && is_done(next_)) ++next_;
  }
  void find_order();  // runs that are alike after each other
  bool is_cancelled() const { return control_ != nullptr && control_->cancel.load(std::memory_order_relaxed); }

  const Plan& plan_;
  Part part_;
  const Block& block_;
  const std::vector<bool>& done_;
  StudyControl* control_;
  std::vector<RunRecord> places_;  // one a run of the part, or more
  std::vector<char> made_runs_;    // whether it is filled
  Draw draw_;
  RunKeys keys_;
  Descent drawn_;                            // the run that was drawn last
  std::vector<std::size_t> shaping_;         // axes that shape a run
  std::vector<std::vector<double>> shapes_;  // their values, of each run of the part
  std::vector<std::size_t> order_;           // the runs of the part, as they are made
  std::size_t next_ = 0, queue_end_ = 0;     // in that order: the next run, and the first after the queue
  std::uint64_t evaluations_ = 0;
};

}  // namespace ravine::study
