#include "ravine/app/tally.hpp"

#include <cmath>

#include "ravine/base/infinity.hpp"

namespace ravine::app {

void Tally::add(const study::RunRecord& record) {
  ++runs;
  const auto kind = static_cast<std::size_t>(record.kind);
  ++outcomes[kind];
  // Whether the record's run is to take the place of one with this f.
  const auto goes_before = [&](double own, double f, std::size_t run) {
    return own < f || (own == f && record.index < run);
  };
  if (std::isfinite(record.best_f)) {
    if (!best || goes_before(record.best_f, best->best_f, best->index)) best = record;
    if (record.kind != OutcomeKind::pruned &&
        (!best_whole || goes_before(record.best_f, best_whole->f, best_whole->run)))
      best_whole = Example{record.index, record.best_f};
  }
  const double f = std::isfinite(record.answer_f) ? record.answer_f : infinity;
  auto& high = worst[kind];
  if (!high || goes_before(-f, -high->f, high->run)) high = Example{record.index, f};
}

}  // namespace ravine::app
