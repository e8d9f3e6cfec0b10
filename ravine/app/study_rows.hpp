// What pictures of a study need of each run, of no more runs than a picture could show.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "ravine/study/plan.hpp"
#include "ravine/study/summary.hpp"

namespace ravine::app {

struct StudyRow {
  double f = std::numeric_limits<double>::quiet_NaN();      // at the method's answer
  double end_x = 0, end_y = 0;                              // where the plan keeps that, the first two coordinates
  std::array<float, study::target_count> evaluations_to{};  // infinite: never
  std::uint32_t steps = 0, best_step = 0;
  OutcomeKind kind = OutcomeKind::cancelled;
  bool is_there = false;
};

// How a run is judged: by gradient evaluations to a target, or by f at the end.
struct Score {
  bool by_target = false;
  std::size_t target = 0;  // place in RunRecord::evaluations_to
};

class StudyRows {
 public:
  explicit StudyRows(const study::Plan& plan);
  void add(std::span<const study::RunRecord> records);  // by one thread at a time
  // Each how many runs one is kept: 1 unless the study is very large.
  std::size_t stride() const { return stride_; }
  const StudyRow& row(std::size_t run) const { return rows_[run / stride_]; }
  // The hardest target that a tenth of a problem's runs reach, where its minimum is known; else f at the end.
  Score score(std::size_t problem) const;

 private:
  const study::Plan& plan_;
  std::size_t stride_;
  std::vector<StudyRow> rows_;
};

// Smaller is better; infinite for a run that failed, missed, or was pruned before it could.
double score_of(const StudyRow& row, const Score& score);

}  // namespace ravine::app
