// What pictures of a study need of each run, of no more runs than a picture could show.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <span>

#include "ravine/study/plan.hpp"
#include "ravine/study/summary.hpp"

namespace ravine::app {

// All zeros of a run that was not made.
struct StudyRow {
  double f;                                               // at the method's answer
  double end_x, end_y;                                    // where the plan keeps that, the first two coordinates
  std::array<float, study::target_count> evaluations_to;  // infinite: never
  std::uint32_t steps, best_step;
  OutcomeKind kind;
  bool is_there;
};

using study::Score;

class StudyRows {
 public:
  explicit StudyRows(const study::Plan& plan);
  // By several threads at a time, each with runs of its own.
  void add(std::span<const study::RunRecord> records);
  // Each how many runs one is kept: 1 unless the study is very large.
  std::size_t stride() const { return stride_; }
  const StudyRow& row(std::size_t run) const { return rows_.get()[run / stride_]; }
  // The plan's own, or its comparison's; else the hardest that the median run of a tenth of a problem's settings
  // reaches, where its minimum is known; else f at the end.
  Score score(std::size_t problem) const;

 private:
  // Pages of zeros, which the system gives as they are first written: by whoever makes the runs, not all at the start.
  struct Free {
    void operator()(StudyRow* rows) const { std::free(rows); }
  };
  const study::Plan& plan_;
  std::size_t stride_;
  std::unique_ptr<StudyRow, Free> rows_;
};

// Smaller is better; infinite for a run that failed, missed, or was pruned before it could.
double score_of(const StudyRow& row, const Score& score);

}  // namespace ravine::app
