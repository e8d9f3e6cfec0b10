#include "ravine/app/study_rows.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <new>
#include <type_traits>

#include "ravine/base/infinity.hpp"
#include "ravine/base/large_pages.hpp"

namespace ravine::app {
namespace {

constexpr std::size_t sampled_rows = std::size_t{1} << 16;

// An odd number: each second, fourth ... of Sobol's points is in one half of an interval, quarter ...
std::size_t stride_of(std::size_t runs) { return runs <= study::most_shown_rows ? 1 : runs / sampled_rows | 1U; }

}  // namespace

StudyRows::StudyRows(const study::Plan& plan)
    : plan_(plan),
      stride_(stride_of(plan.size())),
      rows_(static_cast<StudyRow*>(std::calloc(plan.size() / stride_ + 1, sizeof(StudyRow)))) {
  static_assert(std::is_trivial_v<StudyRow> && sizeof(StudyRow) == study::shown_row_bytes);
  if (rows_ == nullptr) throw std::bad_alloc();
  ask_for_large_pages(rows_.get(), (plan.size() / stride_ + 1) * sizeof(StudyRow));
}

void StudyRows::add(std::span<const study::RunRecord> records) {
  for (const auto& record : records) {
    if (record.index % stride_ != 0) continue;
    auto& row = rows_.get()[record.index / stride_];
    row.f = record.answer_f;
    row.steps = static_cast<std::uint32_t>(record.steps);
    row.best_step = static_cast<std::uint32_t>(record.best_step);
    row.kind = record.kind;
    row.is_there = true;
    if (record.end.size() >= 2) row.end_x = record.end[0], row.end_y = record.end[1];
    for (std::size_t i = 0; i < row.evaluations_to.size(); ++i)
      row.evaluations_to[i] = static_cast<float>(study::score_of(record.evaluations_to[i]));
  }
}

// Pictures show medians over the runs of a setting, which follow each other; of a sample every run is one of its own.
Score StudyRows::score(std::size_t problem) const {
  if (plan_.score) return *plan_.score;
  if (!plan_.problems[problem].minimum) return {};
  if (plan_.comparison) return score_of(*plan_.comparison);
  std::array<std::size_t, study::target_count> reached{};
  std::size_t settings = 0;
  for (std::size_t b = 0; b < plan_.blocks().size(); ++b) {
    const auto& block = plan_.blocks()[b];
    if (block.problem != problem) continue;
    const auto together = stride_ == 1 ? std::max<std::size_t>(block.starts.size() * block.repeats, 1) : 1;
    const auto first = plan_.first_run(b), end = first + block.size();
    for (auto run = (first + stride_ - 1) / stride_ * stride_; run < end; run += stride_ * together) {
      std::array<std::size_t, study::target_count> own{};
      std::size_t runs = 0;
      for (std::size_t k = run; k < std::min(run + together, end); ++k) {
        if (!row(k).is_there || row(k).kind == OutcomeKind::pruned) continue;
        ++runs;
        for (std::size_t i = 0; i < own.size(); ++i) own[i] += std::isfinite(row(k).evaluations_to[i]) ? 1 : 0;
      }
      if (runs == 0) continue;
      ++settings;
      for (std::size_t i = 0; i < own.size(); ++i) reached[i] += 2 * own[i] > runs ? 1 : 0;
    }
  }
  for (std::size_t i = reached.size(); i-- > 0;)
    if (reached[i] > 0 && 10 * reached[i] >= settings) return {true, i};
  return {};
}

double score_of(const StudyRow& row, const Score& score) {
  if (!row.is_there || failed(row.kind)) return infinity;
  if (score.by_target) return row.evaluations_to[score.target];
  if (row.kind == OutcomeKind::pruned) return infinity;  // its f is not that of a whole run
  return std::isfinite(row.f) ? row.f : infinity;
}

}  // namespace ravine::app
