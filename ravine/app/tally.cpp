#include "ravine/app/tally.hpp"

#include <cmath>

#include "ravine/base/infinity.hpp"

namespace ravine::app {

void Tally::add(const study::RunRecord& record) {
  ++runs;
  const auto kind = static_cast<std::size_t>(record.kind);
  ++outcomes[kind];
  const auto is_better = [&](const study::RunRecord& other) {
    return record.best_f < other.best_f || (record.best_f == other.best_f && record.index < other.index);
  };
  if (std::isfinite(record.best_f) && (!best || is_better(*best))) best = record;
  const double f = std::isfinite(record.answer_f) ? record.answer_f : infinity;
  auto& high = worst[kind];
  if (!high || f > high->f || (f == high->f && record.index < high->run)) high = Worst{record.index, f};
}

}  // namespace ravine::app
